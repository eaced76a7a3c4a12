import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { partition } from './match.ts'
import { normalise } from './normalise.ts'
import type { SourceRecord } from './record.ts'
import { people, sample } from './samples.ts'

const linked = (
  records: readonly SourceRecord[],
): { id: string; links: ReturnType<typeof normalise>['links'] }[] =>
  records.map((record) => ({ id: record.id, links: normalise(record).links }))

const groupsOf = (...records: readonly SourceRecord[]): readonly (readonly string[])[] =>
  partition(linked(records)).groups.map((ids) => ids.map((id) => id.replace('/person', '')))

const ali = { firstName: 'علی', lastName: 'رضایی' }
const code = { one: '0012345679', two: '1234567891' }
const mobile = '09123456789'

describe('matching', () => {
  it('joins records with the same national code, however they are written', () => {
    const groups = groupsOf(
      sample('crm/1', { nationalCode: '۰۰۱۲۳۴۵۶۷۹', lastName: 'رضایی' }),
      sample('erp/1', { nationalCode: '12345679', lastName: 'رضائیان' }),
      sample('erp/2', { nationalCode: code.two }),
    )
    assert.deepEqual(groups, [['crm/1', 'erp/1'], ['erp/2']])
  })

  it('never joins by an invalid national code', () => {
    const same = { nationalCode: '1234567892' }
    assert.deepEqual(groupsOf(sample('crm/1', same), sample('erp/1', same)), [['crm/1'], ['erp/1']])
  })

  it('joins by a mobile only together with the same name', () => {
    const groups = groupsOf(
      sample('crm/1', { ...ali, mobile }),
      sample('erp/1', { fullName: 'رضایی  علي', mobile: '+98 912 345 6789' }),
      sample('erp/2', { firstName: 'مریم', lastName: 'رضایی', mobile }),
      sample('erp/3', { fullName: 'علی', mobile }),
      sample('erp/4', { mobile }),
    )
    assert.deepEqual(groups, [['crm/1', 'erp/1'], ['erp/2'], ['erp/3'], ['erp/4']])
  })

  it('joins by IBAN and name, by e-mail and name, and by a declared reference', () => {
    const iban = 'IR840120000000000123456789'
    const groups = groupsOf(
      sample('crm/1', { ...ali, iban }),
      sample('erp/1', { ...ali, ibans: [iban], email: 'a@example.ir' }),
      sample('erp/2', { ...ali, email: 'A@example.IR' }),
      sample('erp/3', { lastName: 'دیگر', sameAs: [{ connection: 'crm', externalId: '1' }] }),
    )
    assert.deepEqual(groups, [['crm/1', 'erp/1', 'erp/2', 'erp/3']])
  })

  it('leaves a record alone that fits two people with different national codes, and says so', () => {
    const records = [
      sample('crm/1', { ...ali, mobile, nationalCode: code.one }),
      sample('crm/2', { ...ali, mobile, nationalCode: code.two }),
      sample('erp/1', { ...ali, mobile }),
    ]
    const result = partition(linked(records))
    assert.equal(result.groups.length, 3)
    assert.deepEqual(
      result.contested.map(({ groups }) => groups),
      [
        [0, 1],
        [0, 2],
        [1, 2],
      ],
    )
  })

  it('follows the stronger evidence when the weaker one is contested', () => {
    const groups = groupsOf(
      sample('crm/1', { ...ali, mobile, nationalCode: code.one }),
      sample('crm/2', { ...ali, mobile, nationalCode: code.two, iban: 'IR840120000000000123456789' }),
      sample('erp/1', { ...ali, mobile, iban: 'IR840120000000000123456789' }),
    )
    assert.deepEqual(groups, [['crm/1'], ['crm/2', 'erp/1']])
  })

  it('keeps a person and an organisation apart whatever they share', () => {
    const shared = { mobile, email: 'a@example.ir' }
    const records = [
      sample('crm/1', { ...ali, ...shared }),
      sample('crm/1', { name: 'علی رضایی', ...shared }, { type: 'organisation' }),
    ]
    assert.equal(partition(linked(records)).groups.length, 2)
  })

  it('gives the same groups for every order of the same records', () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (records, dice) => {
        const shuffled = [...records].sort(() => (dice.next().value % 2 === 0 ? 1 : -1))
        assert.deepEqual(partition(linked(shuffled)), partition(linked(records)))
      }),
      { numRuns: 300 },
    )
  })

  it('never puts two national codes into one group, and always joins equal ones', () => {
    fc.assert(
      fc.property(people, (records) => {
        const codes = new Map(
          linked(records).map(({ id, links }) => [
            id,
            links.find(({ exclusive }) => exclusive !== undefined)?.key,
          ]),
        )
        const { groups } = partition(linked(records))
        const seen = new Map<string, number>()
        for (const [index, ids] of groups.entries()) {
          const own = new Set(ids.flatMap((id) => codes.get(id) ?? []))
          assert.ok(own.size <= 1)
          for (const one of own) assert.equal(seen.get(one) ?? index, index)
          for (const one of own) seen.set(one, index)
        }
        assert.deepEqual(groups.flat().sort(), records.map(({ id }) => id).sort())
      }),
      { numRuns: 300 },
    )
  })

  it('is not changed by strangers (Zingg #1239)', () => {
    fc.assert(
      fc.property(people, (records) => {
        const stranger = sample('other/1', {
          fullName: 'ناشناس غریبه',
          nationalCode: '2222222222',
          mobile: '09999999999',
        })
        const { groups } = partition(linked([...records, stranger]))
        assert.deepEqual(
          groups.filter((ids) => !ids.includes(stranger.id)),
          partition(linked(records)).groups,
        )
      }),
    )
  })
})

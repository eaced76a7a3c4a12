import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import type { FieldSchema } from '../../contracts/entity-schema.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { fieldsOf, profileKindOf, recordTypes, referredSchema } from './entity-types.ts'
import { fold } from './fold.ts'
import type { Folded } from './golden-record.ts'
import { normalise } from './normalise.ts'
import { newestWins, type Criterion, type SurvivorshipPolicy } from './policy.ts'
import type { Pin, SourceRecord } from './record.ts'
import { people, sample } from './samples.ts'

const folded = (
  records: readonly SourceRecord[],
  policy: SurvivorshipPolicy = newestWins,
  pins: readonly Pin[] = [],
): Folded => {
  const result = fold(records.map(normalise), policy, pins)
  assert.ok(result)
  return result
}
const older = { at: '2026-01-01T00:00:00.000Z' }
const newer = { at: '2026-02-01T00:00:00.000Z' }

/** Some value of a field, another one for another number. */
function anyValueOf(field: FieldSchema, n: number): Json {
  if (Array.isArray(field['enum'])) return field['enum'][0] as Json
  const schema = referredSchema(field)
  const whole = Object.entries(schema?.properties ?? {}).map(
    ([name, one]) => [name, anyValueOf(one, n)] as const,
  )
  const one = schema === undefined ? textOf((field.items ?? field).holds, n) : Object.fromEntries(whole)
  const plain: Readonly<Record<string, Json>> = { array: [one], integer: n, number: n, boolean: n === 1 }
  return plain[field.type ?? ''] ?? one
}

const valid: Readonly<Record<string, readonly [string, string]>> = {
  mobile: ['09121110001', '09121110002'],
  phone: ['02188110001', '02188110002'],
  email: ['a@example.ir', 'b@example.ir'],
  iban: ['IR840120000000000123456789', 'IR200170000000000123456789'],
  contact: ['09121110001', 'b@example.ir'],
}

function textOf(holds: string | undefined, n: number): string {
  return valid[holds ?? '']?.[n - 1] ?? `متن ${String(n)}`
}

describe('folding', () => {
  it('takes the newest statement and says where the others came from', () => {
    const { attributes, provenance } = folded([
      sample('crm/1', { fatherName: 'حسن' }, older),
      sample('erp/9', { fatherName: 'حسين' }, newer),
    ])
    assert.equal(attributes.fatherName, 'حسین')
    assert.deepEqual(provenance.fatherName, {
      value: 'حسین',
      from: { connection: 'erp', externalId: '9', at: newer.at },
      rule: 'recency',
      alternatives: [{ value: 'حسن', from: { connection: 'crm', externalId: '1', at: older.at } }],
    })
  })

  it('trusts a connection more than a date when the policy says so, also for a single attribute', () => {
    const records = [
      sample('crm/1', { fatherName: 'حسن', jobTitle: 'معلم' }, older),
      sample('erp/9', { fatherName: 'حسین', jobTitle: 'پزشک' }, newer),
    ]
    const result = folded(records, {
      priority: ['crm'],
      attributes: { jobTitle: { priority: ['erp', 'crm'] } },
    })
    assert.equal(result.attributes.fatherName, 'حسن')
    assert.equal(result.provenance.fatherName?.rule, 'priority')
    assert.equal(result.attributes.jobTitle, 'پزشک')
  })

  it('shows what the source of truth says, but for what fails its check; of a name or an address all of it', () => {
    const records = [
      sample('erp/1', { lastName: 'رضایی', city: 'قم', address: 'قم، صفاییه', email: 'no mail' }, older),
      sample('crm/2', { firstName: 'مریم', lastName: 'رضائی', address: 'تهران', email: 'a@b.ir' }, newer),
    ]
    const { attributes, provenance } = folded(records, {
      priority: ['crm'],
      masters: { person: { connection: 'erp', attributes: { email: { connection: 'erp' } } } },
    })
    assert.deepEqual(
      [attributes.lastName, attributes.firstName, attributes.city, attributes.email],
      ['رضایی', undefined, 'قم', 'a@b.ir'],
    )
    assert.equal(provenance.address?.rule, 'master')
    const silent = folded(records.slice(1), { masters: { person: { connection: 'erp' } } })
    assert.equal(silent.attributes.address, 'تهران')
  })

  it('asks what the policy asks, in its order, by type and attribute, and says what decided', () => {
    const records = [
      sample('crm/1', { address: 'تهران', jobTitle: 'معلم', fatherName: 'حسن' }, older),
      sample(
        'shop/2',
        { address: 'تهران، خیابان ولیعصر، پلاک ۱۲', jobTitle: 'معلم', fatherName: 'حسین' },
        older,
      ),
      sample('erp/9', { address: 'قم', jobTitle: 'پزشک', fatherName: 'محسن', verified: ['address'] }, newer),
    ]
    const chosen = (policy: SurvivorshipPolicy, name: string): readonly unknown[] => {
      const { attributes, provenance } = folded(records, policy)
      return [attributes[name], provenance[name]?.rule]
    }
    const by = (...criteria: readonly Criterion[]): SurvivorshipPolicy => ({ criteria })
    assert.deepEqual(chosen(by('mostFrequent'), 'jobTitle'), ['معلم', 'frequency'])
    assert.deepEqual(chosen(by('mostComplete'), 'address'), ['تهران، خیابان ولیعصر، پلاک ۱۲', 'completeness'])
    assert.deepEqual(chosen(by('oldest'), 'jobTitle'), ['معلم', 'firstSaid'])
    assert.deepEqual(chosen(by('verified', 'mostComplete'), 'address'), ['قم', 'verified'])
    assert.deepEqual(chosen({ verifying: ['crm'] }, 'fatherName'), ['حسن', 'verified'])
    const special = { types: { person: { fatherName: { priority: ['shop'] } } }, priority: ['erp'] }
    assert.deepEqual(chosen(special, 'fatherName'), ['حسین', 'priority'])
    assert.deepEqual(chosen({ distrusted: ['erp'] }, 'jobTitle'), ['معلم', 'priority'])
  })

  it('prefers a valid value to any invalid one, and shows an invalid one with its reason when there is no other', () => {
    const wrong = sample('erp/1', { nationalCode: '1234567892' }, newer)
    const both = folded([sample('crm/1', { nationalCode: '۰۰۱۲۳۴۵۶۷۹' }, older), wrong], {
      priority: ['erp'],
    })
    assert.equal(both.attributes.nationalCode, '0012345679')
    assert.equal(both.provenance.nationalCode?.rule, 'validity')
    const alone = folded([wrong])
    assert.equal(alone.attributes.nationalCode, '1234567892')
    assert.equal(alone.provenance.nationalCode?.note, 'wrongChecksum')
    assert.deepEqual(alone.identifiers, ['external:erp:1'])
  })

  it('keeps every mobile with the best one first, equal ones once', () => {
    const { attributes } = folded([
      sample('crm/1', { mobile: '09123456789', mobiles: ['09351112233'] }, older),
      sample('erp/1', { mobile: '0098 935 111 2233', mobiles: ['0912', '+491711234567'] }, newer),
    ])
    assert.equal(attributes.mobile, '+989351112233')
    assert.deepEqual(attributes.mobiles, ['+989351112233', '+491711234567', '+989123456789'])
  })

  it('never makes one name or address out of two', () => {
    const { attributes } = folded([
      sample('crm/1', { firstName: 'علی', lastName: 'رضایی', address: 'خ. ولیعصر', city: 'تهران' }, older),
      sample('erp/1', { fullName: 'محمدعلی رضایی', city: 'شیراز' }, newer),
    ])
    assert.equal(attributes.fullName, 'محمدعلی رضایی')
    assert.equal(attributes.firstName, undefined)
    assert.equal(attributes.city, 'تهران')
  })

  it('makes the full name when nobody gives one, and Gregorian days of Jalali ones', () => {
    const { attributes, provenance } = folded([
      sample('crm/1', { firstName: ' علي ', lastName: 'رضایی', birthOn: '۱۳۷۰/۱/۱', email: null }),
    ])
    assert.deepEqual(attributes, {
      birthOn: '1991-03-21',
      firstName: 'علی',
      fullName: 'علی رضایی',
      lastName: 'رضایی',
    })
    assert.equal(provenance.fullName?.rule, 'derived')
  })

  it('lets a pin win over every source and keeps what it overrules', () => {
    const pin = { attribute: 'fatherName', value: 'علی', by: 'u1', at: newer.at, records: [] }
    const { provenance } = folded([sample('crm/1', { fatherName: 'حسن' })], newestWins, [pin])
    assert.equal(provenance.fatherName?.value, 'علی')
    assert.deepEqual(
      provenance.fatherName.alternatives.map(({ value }) => value),
      ['حسن'],
    )
  })

  it('keeps addresses and bank accounts, and finds people by the IBANs of their accounts', () => {
    const account = { iban: 'IR84 0120 0000 0000 0123 4567 89', bankName: 'ملت' }
    const { attributes, identifiers } = folded([
      sample('crm/1', { bankAccounts: [account] }, older),
      sample(
        'erp/1',
        { bankAccounts: [{ ...account, bankName: 'ملّت' }], addresses: [{ text: 'خ. ولیعصر' }] },
        newer,
      ),
    ])
    assert.deepEqual(attributes.bankAccounts, [{ iban: 'IR840120000000000123456789', bankName: 'ملت' }])
    assert.ok(identifiers.includes('iban:IR840120000000000123456789'))
  })

  it('forgets what a deleted record said, but still finds the profile by its id', () => {
    const { attributes, identifiers } = folded([
      sample('crm/1', { mobile: '09123456789' }, { deleted: true }),
      sample('erp/1', { lastName: 'رضایی' }),
    ])
    assert.deepEqual(Object.keys(attributes), ['fullName', 'lastName'])
    assert.deepEqual(identifiers, ['external:crm:1', 'external:erp:1'])
  })

  it('folds every field of every type, of whatever kind its value is (Unomi #261)', () => {
    for (const type of recordTypes.filter((one) => profileKindOf(one) !== undefined)) {
      const fields = Object.entries(fieldsOf(type)).filter(
        ([name]) => !['sameAs', 'verified', 'custom'].includes(name),
      )
      const data = (n: number): JsonObject =>
        Object.fromEntries(fields.map(([name, field]) => [name, anyValueOf(field, n)]))
      const { attributes, provenance } = folded([
        sample('crm/1', data(1), { ...older, type }),
        sample('erp/2', data(2), { ...newer, type }),
      ])
      for (const [name, field] of fields) {
        assert.ok(attributes[name] !== undefined, `${type}.${name} is shown`)
        assert.ok(provenance[name]?.from, `${type}.${name} has a source`)
        if (field.type === 'array') assert.ok(Array.isArray(attributes[name]), `${type}.${name} is a list`)
      }
    }
  })

  it('CUS-11: folds what the organisation has defined of its own like any other attribute, of every type', () => {
    for (const type of recordTypes.filter((one) => profileKindOf(one) !== undefined)) {
      const { attributes, provenance } = folded([
        sample('crm/1', { custom: { grade: 'طلایی', tags: ['ورزش'] } }, { ...older, type }),
        sample('erp/2', { custom: { grade: 'برنزی', tags: ['کتاب'] } }, { ...newer, type }),
      ])
      assert.deepEqual(attributes, { 'custom.grade': 'برنزی', 'custom.tags': ['کتاب', 'ورزش'] }, type)
      assert.equal(provenance['custom.grade']?.alternatives[0]?.value, 'طلایی')
    }
  })

  it('gives the same record for every order of the same sources, and no value without a source (HAPI MDM #5236; Tracardi #892, #875)', () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (records, dice) => {
        fc.pre(records.length > 0)
        const shuffled = [...records].sort(() => (dice.next().value % 2 === 0 ? 1 : -1))
        const policy = { priority: ['erp'] }
        const result = folded(records, policy)
        assert.deepEqual(folded(shuffled, policy), result)
        const living = new Set(
          records.filter(({ deleted }) => !deleted).map((r) => `${r.connection}/${r.externalId}`),
        )
        for (const { from } of Object.values(result.provenance))
          assert.ok(from !== null && living.has(`${from.connection}/${from.externalId}`))
      }),
      { numRuns: 300 },
    )
  })
})

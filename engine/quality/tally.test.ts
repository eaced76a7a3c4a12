import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { normalise } from '../profile/normalise.ts'
import { sample } from '../profile/samples.ts'
import { rowsOf, tallied, type Counted, type Tally } from './tally.ts'

const now = new Date('2026-03-01T08:00:00Z')
const one = (name: string, fatherName: string): Counted => ({
  type: 'person',
  isProfile: true,
  records: [normalise(sample(name, { lastName: 'رضایی', fatherName }))],
})

describe('a tally', () => {
  it('is the same whether it is made at once or step by step, through JSON', () => {
    const all = [one('crm/1', 'حسن'), one('erp/2', 'حسین'), one('crm/3', 'علی')]
    const steps = all.reduce<Tally>(
      (tally, each) => JSON.parse(JSON.stringify(tallied(tally, [each], now))) as Tally,
      {},
    )
    assert.deepEqual(steps, tallied({}, all, now))
    assert.equal(rowsOf(steps, new Map()).find(({ connection }) => connection === 'crm')?.records, 2)
  })

  it('leaves out profiles that say nothing any more', () => {
    const gone = normalise(sample('crm/1', { lastName: 'رضایی' }, { deleted: true }))
    assert.deepEqual(tallied({}, [{ type: 'person', isProfile: true, records: [gone] }], now), {})
  })

  it('does not call two records of one connection a contradiction: their system has to settle it', () => {
    const records = [
      normalise(sample('crm/1', { fatherName: 'حسن' })),
      normalise(sample('crm/2', { fatherName: 'حسین' })),
    ]
    const tally = tallied({}, [{ type: 'person', isProfile: true, records }], now)
    assert.equal(tally['person/']?.attributes['fatherName']?.conflicting, 0)
  })
})

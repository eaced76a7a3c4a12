/** Fields that settings make from rows by FEEL. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import type { SourceItem, SourceRecordBody } from '../../adapters/adapter.ts'
import type { JsonObject } from '../values/json.ts'
import { fieldProblems, withFields } from './field-mapping.ts'

const now = new Date('2026-03-01T08:00:00Z')

function mapped(row: JsonObject, fields: Readonly<Record<string, string>>): SourceRecordBody {
  const item: SourceItem = {
    dedupKey: 'a',
    body: { kind: 'sourceRecord', type: 'person', externalId: '1', data: { city: 'شیراز' }, row },
  }
  return withFields([item], fields, now)[0]?.body as SourceRecordBody
}

describe('fields of a source', () => {
  it('are made from the columns of the row, beside what is there already', () => {
    const body = mapped(
      {
        first_name: 'مریم',
        last_name: 'رضایی',
        amount: '12345678901234567890.50',
        'نام شهر': 'قم',
        gone: null,
      },
      {
        fullName: 'first_name + " " + last_name',
        description: '`نام شهر`',
        balanceText: 'amount',
        email: 'gone',
      },
    )
    assert.deepEqual(body.data, {
      city: 'شیراز',
      fullName: 'مریم رضایی',
      description: 'قم',
      balanceText: '12345678901234567890.50',
    })
    assert.equal(body.row, undefined, 'the row goes no further')
  })

  it('turn away the one row that they cannot be made from, and say why without its values', () => {
    const body = mapped({ mobile: '09121234567' }, { mobile: 'assert(mobile, mobile = null)' })
    assert.match(body.problem ?? '', /assert.*mobile/)
    assert.doesNotMatch(body.problem ?? '', /0912/)
  })

  it('are checked before a connection is kept', () => {
    const title = { en: 'x', fa: 'ی' }
    const source = { kind: 'poll' as const, title, summary: '.', emits: 'sourceRecord' as const }
    const problems = fieldProblems({
      customers: { ...source, everyMs: 1000, aliveWithinMs: 1000, fields: { city: 'a +', email: 'b' } },
    })
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['settings/customers/fields/city'],
    )
    assert.match(problems[0]?.message ?? '', /is not FEEL/)
  })
})

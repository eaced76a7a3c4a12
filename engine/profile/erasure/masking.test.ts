/** Finding and masking somebody in documents of any form, and leaving everybody else alone. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { maskingOf } from './masking.ts'
import { termsOf, type TermSources } from './person-terms.ts'

const data = {
  firstName: 'مریم',
  lastName: 'رضایی‌نژاد',
  nationalCode: '0012345679',
  mobile: '09121234567',
  email: 'Maryam@example.ir',
  address: 'تهران، خیابان ولیعصر، پلاک ۱۲',
  iban: 'IR840120000000000123456789',
  city: 'تهران',
}

function look(more: Partial<TermSources> = {}): ReturnType<typeof maskingOf> {
  return maskingOf(
    termsOf({
      fields: new Map(),
      statements: [{ type: 'person', connection: 'crm', data }],
      ids: ['01jdm2v8n3q4r5s6t7v8w9x0aa'],
      references: [{ connection: 'erp', externalId: 'C-7' }],
      shared: new Set(),
      ...more,
    }),
  )
}

describe('masking of a person', () => {
  it('finds them however their identifiers are written', () => {
    const { mentions } = look()
    const found: readonly unknown[] = [
      'کد ملی ۰۰۱۲۳۴۵۶۷۹ است',
      { code: 12345679 },
      { code: '001-234567-9' },
      'تماس با +98 912 123 4567',
      'call 00989121234567',
      { mobile: '۰۹۱۲۱۲۳۴۵۶۷' },
      'MARYAM@EXAMPLE.IR',
      'IR84 0120 0000 0000 0123 4567 89',
      { requester: { profileId: '01jdm2v8n3q4r5s6t7v8w9x0aa' } },
      { state: JSON.stringify({ customer: { connection: 'erp', externalId: 'C-7' } }) },
      { outer: JSON.stringify({ inner: JSON.stringify({ a: ['0012345679'] }) }) },
      { '09121234567': true },
    ]
    for (const one of found) assert.ok(mentions(one), JSON.stringify(one))
  })

  it('does not take others for them: longer numbers, the same external id elsewhere, a name alone', () => {
    const { mentions } = look()
    const others: readonly unknown[] = [
      '10012345679',
      { amountRial: 1_234_567_900 },
      { connection: 'crm', externalId: 'C-7' },
      'مریم رضایی‌نژاد',
      'تهران',
      new Date(12_345_679),
    ]
    for (const one of others) assert.ok(!mentions(one), JSON.stringify(one))
  })

  it('masks every value of theirs in what is found, and nothing twice', () => {
    const { masked, mentions } = look()
    const document = {
      _id: 'run-1',
      seq: 4,
      at: new Date(0),
      state: JSON.stringify({
        name: 'مريم رضايي نژاد',
        given: 'مریم',
        code: 12_345_679,
        note: 'علی آمد',
        n: 5,
      }),
      words: ['رضایی‌نژاد', 'علی'],
      text: 'خانم رضایی‌نژاد، ساکن تهران، خیابان ولیعصر، پلاک ۱۲، با ۰۹۱۲-۱۲۳۴۵۶۷',
      customer: { connection: 'erp', externalId: 'C-7', kind: 'person' },
    }
    const after = masked(document)
    assert.deepEqual(after, {
      _id: 'run-1',
      seq: 4,
      at: new Date(0),
      state: JSON.stringify({ name: '***', given: '***', code: 0, note: 'علی آمد', n: 5 }),
      words: ['***', 'علی'],
      text: 'خانم ***، ساکن ***، با ***',
      customer: { connection: 'erp', externalId: '***', kind: 'person' },
    })
    assert.equal(masked(after), after, 'nothing is left to mask')
    assert.ok(!mentions(after))
  })

  it('finds nobody by what a family shares, but masks it where the person is found otherwise', () => {
    const { masked, mentions } = look({ shared: new Set(['mobile:+989121234567']) })
    assert.ok(!mentions('09121234567'))
    assert.equal(masked('0012345679 09121234567'), '*** ***')
  })
})

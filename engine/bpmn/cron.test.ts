import assert from 'node:assert/strict'
import { it } from 'node:test'

import { nextCron } from './cron.ts'

const next = (text: string, after: string): string | undefined =>
  nextCron(text, new Date(after))?.toISOString()

it('finds the next instant of a cron expression, in UTC', () => {
  const table: readonly (readonly [string, string, string])[] = [
    ['0 0 9-17 * * MON-FRI', '2026-03-20T17:00:00Z', '2026-03-23T09:00:00.000Z'],
    ['*/15 * * * * *', '2026-03-20T17:00:00Z', '2026-03-20T17:00:15.000Z'],
    ['0 30 8 L * ?', '2026-02-01T00:00:00Z', '2026-02-28T08:30:00.000Z'],
    ['0 0 0 * * 5L', '2026-03-01T00:00:00Z', '2026-03-27T00:00:00.000Z'],
    ['0 0 0 ? * 5#2', '2026-03-01T00:00:00Z', '2026-03-13T00:00:00.000Z'],
    ['0 0 0 29 FEB ?', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['@hourly', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00.000Z'],
    ['0 0 12 * * 7', '2026-03-20T00:00:00Z', '2026-03-22T12:00:00.000Z'],
  ]
  for (const [text, after, wanted] of table) assert.equal(next(text, after), wanted, text)
})

it('gives nothing for what is not cron, or never comes', () => {
  for (const text of ['0 0 25 * * *', '* * *', '0 0 0 31 2 *', '0 0 0 * * XYZ', '0 5-1 * * * *'])
    assert.equal(next(text, '2026-03-20T00:00:00Z'), undefined, text)
})

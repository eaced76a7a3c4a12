import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { it } from 'node:test'

import { timeOrderedIds } from './ids.ts'

it('makes ids that strictly increase, also within a millisecond and when the clock steps back', () => {
  let nowMs = 1_700_000_000_000
  const next = timeOrderedIds({ clock: { now: () => new Date(nowMs) }, randomBytes })
  const made = Array.from({ length: 3000 }, (_, index) => {
    nowMs += index % 1000 === 999 ? -5 : index % 10 === 0 ? 1 : 0
    return next()
  })
  assert.deepEqual(made, [...made].sort())
  assert.equal(new Set(made).size, made.length)
  assert.ok(made.every((id) => /^[0-9a-z]{26}$/.test(id)))
})

it('keeps the order of makers whose times differ', () => {
  const at = (ms: number): string => timeOrderedIds({ clock: { now: () => new Date(ms) }, randomBytes })()
  assert.ok(at(1_700_000_000_000) < at(1_700_000_000_001))
})

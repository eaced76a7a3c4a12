import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import type { WriteBackChange } from '../store/write-backs.ts'
import {
  changed,
  endsItsRun,
  isToBeStopped,
  judged,
  lookedAt,
  stopsLeft,
  type Seen,
  type Target,
} from './write-back.ts'

const target: Target = {
  record: 'r1',
  connection: 'erp',
  type: 'person',
  externalId: 'C-1',
  attribute: 'city',
}
const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 1, 8, minute))
const change = (value: string, minute = 0, more: Partial<WriteBackChange> = {}): WriteBackChange => ({
  edit: `e${String(minute)}`,
  run: `run${String(minute)}`,
  flow: 'sendUp',
  value,
  before: 'تهران',
  by: 'sara',
  at: at(minute),
  dueAt: at(60),
  state: 'pending',
  ...more,
})
const saying = (value: string): Seen['source'] => ({ key: value, value, keyOf: String })
const seen = (more: Partial<Seen> = {}): Seen => ({
  run: { state: 'running' },
  source: saying('تهران'),
  now: at(5),
  ...more,
})
const fresh = changed(undefined, target, change('شیراز'))

describe('a change on its way', () => {
  const rows: readonly (readonly [string, Partial<Seen>, string])[] = [
    ['waits while its run is under way', {}, 'pending'],
    ['waits while its run stands at an incident', { run: { state: 'incident' } }, 'pending'],
    ['waits when its run is over', { run: { state: 'completed' } }, 'pending'],
    ['is confirmed by the record, even before its run is over', { source: saying('شیراز') }, 'confirmed'],
    ['is in conflict with another value of the source', { source: saying('یزد') }, 'conflict'],
    ['is rejected by the words of its flow', { run: { state: 'completed', refusal: 'نه' } }, 'rejected'],
    ['fails with its run', { run: { state: 'cancelled' } }, 'failed'],
    ['fails with the record', { source: undefined }, 'failed'],
    ['is over when the time is up', { now: at(60) }, 'timedOut'],
    ['is rather confirmed than late', { now: at(60), source: saying('شیراز') }, 'confirmed'],
    ['waits for a run that is not there yet', { run: undefined }, 'pending'],
  ]
  for (const [words, what, state] of rows)
    it(words, () => {
      assert.equal(judged(fresh, seen(what)).state, state)
    })

  it('notes once that it was sent, and does not look at its run again', () => {
    const sent = judged(fresh, seen({ run: { state: 'completed' } }))
    assert.deepEqual(sent.sentAt, at(5))
    assert.equal(judged({ ...fresh, current: sent }, seen({ run: { state: 'cancelled' } })), sent)
  })

  it('changes no more once it has ended', () => {
    const rejected = judged(fresh, seen({ run: { state: 'completed', refusal: 'نه' } }))
    assert.equal(judged({ ...fresh, current: rejected }, seen({ source: saying('شیراز') })), rejected)
  })
})

describe('a later change', () => {
  const later = changed(fresh, target, change('یزد', 1))

  it('takes the place of the one before, whose run is to stop', () => {
    assert.deepEqual(
      later.earlier.map(({ state, value }) => [state, value]),
      [['superseded', 'شیراز']],
    )
    assert.deepEqual(
      later.stops.map(({ run }) => run),
      ['run0'],
    )
    assert.equal(later.seq, 2)
  })

  it('does not take the superseded value for a word of somebody else', () => {
    assert.equal(judged(later, seen({ source: saying('شیراز') })).state, 'pending')
    assert.equal(judged(later, seen({ source: saying('اصفهان') })).state, 'conflict')
  })

  it('back to the present value counts only after its own run: the one before may have got through', () => {
    const back = changed(fresh, target, change('تهران', 1))
    assert.equal(judged(back, seen()).state, 'pending')
    const sent = judged(back, seen({ run: { state: 'completed' } }))
    assert.equal(judged({ ...back, current: sent }, seen()).state, 'confirmed')
  })

  it('that only takes it along is the same wish', () => {
    const along = changed(fresh, target, { ...change('شیراز'), edit: 'e1', run: 'run1' })
    assert.deepEqual(along.earlier, [])
    assert.deepEqual(
      along.stops.map(({ run }) => run),
      ['run0'],
    )
  })

  it('leaves nothing to look after when it has ended and no run is left', () => {
    const current = judged(later, seen({ source: saying('یزد'), run: { state: 'completed' } }))
    const sent = judged({ ...later, current }, seen({ source: saying('یزد') }))
    const runs = new Map([['run0', { state: 'cancelled' } as const]])
    const over = lookedAt(later, { current: sent, stops: stopsLeft(later.stops, runs, at(6)) })
    assert.deepEqual([over.current.state, over.stops.length, over.open], ['confirmed', 0, undefined])
    assert.equal(lookedAt(over, { current: over.current, stops: over.stops }), over)
  })

  it('lets the run before it end by itself, unless it stands or takes long', () => {
    const [stop] = later.stops
    assert.ok(stop)
    const after = (ms: number): Date => new Date(at(1).getTime() + ms)
    assert.equal(isToBeStopped(stop, { state: 'running' }, after(29_000)), false)
    assert.equal(isToBeStopped(stop, { state: 'running' }, after(30_000)), true)
    assert.equal(isToBeStopped(stop, { state: 'incident' }, after(0)), true)
    assert.equal(isToBeStopped(stop, { state: 'completed' }, after(60_000)), false)
    assert.equal(isToBeStopped({ run: 'run0', since: at(1) }, { state: 'running' }, after(0)), true)
  })

  it('keeps an eye on a run that may still come, for a minute', () => {
    assert.equal(stopsLeft(later.stops, new Map(), new Date(at(1).getTime() + 59_000)).length, 1)
    assert.equal(stopsLeft(later.stops, new Map(), new Date(at(1).getTime() + 61_000)).length, 0)
  })
})

it('a run is stopped for what can go no further, not for the yes of the source', () => {
  const ends = (['confirmed', 'conflict', 'failed', 'timedOut', 'withdrawn'] as const).map((state) =>
    endsItsRun(change('شیراز', 0, { state })),
  )
  assert.deepEqual(ends, [false, true, true, true, true])
})

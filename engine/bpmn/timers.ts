/** When timers fall due: ISO 8601 dates, durations and repeating intervals, and cron. Pure; everything is UTC. */
import { compileExpression } from '../expressions/expression.ts'
import { durationOf, instantOf, isDay, plus } from '../values/instants.ts'
import { isCron, nextCron } from './cron.ts'
import type { TimerDefinition } from './definitions.ts'
import type { Wait } from './wait.ts'

/** A timer that waits. */
export type TimerWait = Extract<Wait, { readonly kind: 'timer' }>

const cyclePattern = /^R(\d*)\/(?:([^/P][^/]*)\/)?(P[^/]+)$/

/** The instant of an ISO 8601 day or date and time; without an offset it is UTC, wherever this runs. */
export function instantOfText(text: string): Date | undefined {
  if (isDay(text)) return instantOf(`${text}T00:00:00Z`)
  return instantOf(/(?:[Zz]|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`)
}

function moved(from: Date, text: string): Date | undefined {
  const duration = durationOf(text)
  return duration && plus(from, duration)
}

/** What is wrong with a timer's text, or `undefined`. */
export function timerProblem(kind: TimerDefinition['kind'], text: string): string | undefined {
  if (timerWait(kind, text, new Date(0)) !== undefined) return undefined
  const wanted = {
    date: 'a date such as 2026-03-21T09:00:00Z',
    duration: 'a duration such as PT15M',
    cycle: 'a repeating interval such as R3/PT10M or R/PT1H, or cron such as 0 0 9 * * MON-FRI',
  }
  return `"${text}" is not ${wanted[kind]} (ISO 8601)`
}

/** The wait that a timer's evaluated text leads to; `undefined` when the text cannot be read. */
export function timerWait(kind: TimerDefinition['kind'], text: string, now: Date): TimerWait | undefined {
  if (kind === 'date') return at(instantOfText(text))
  if (kind === 'duration') return at(moved(now, text))
  return isCron(text) ? cronWait(text, now) : cycleWait(text, now)
}

/** `R<count>/<from>/<interval>`; the interval must lead forward, and without `from` passes once before the first. */
function cycleWait(text: string, now: Date): TimerWait | undefined {
  const [, count = '', from, interval = ''] = cyclePattern.exec(text) ?? []
  const next = moved(now, interval)
  const left = count === '' ? null : Number(count) - 1
  const isForward = next !== undefined && next > now
  if (!isForward || left === -1) return undefined
  const wait = at(from === undefined ? next : instantOfText(from))
  return wait && { ...wait, repeat: { left, interval } }
}

function cronWait(text: string, now: Date): TimerWait | undefined {
  const next = at(nextCron(text, now))
  return next && { ...next, repeat: { left: null, interval: text } }
}

/** Instants are compared as text, so they end with the year 9999. */
function at(date: Date | undefined): TimerWait | undefined {
  if (date === undefined || !(date.getTime() < Date.UTC(10_000, 0) && date.getTime() >= 0)) return undefined
  return { kind: 'timer', dueAt: date.toISOString() }
}

/** The wait after one that has fired; `undefined` when it was the last. */
export function nextWait({ dueAt, repeat }: TimerWait): TimerWait | undefined {
  if (repeat === undefined || repeat.left === 0) return undefined
  const fired = new Date(dueAt)
  const next = at(isCron(repeat.interval) ? nextCron(repeat.interval, fired) : moved(fired, repeat.interval))
  const left = repeat.left === null ? null : repeat.left - 1
  return next && { ...next, repeat: { ...repeat, left } }
}

/** When a timer start event fires first after a deployment; `undefined` when its expression gives no time. */
export function firstFire(
  { kind, value }: TimerDefinition,
  now: Date,
): { readonly dueAt: Date; readonly left?: number | null; readonly interval?: string } | undefined {
  const text = 'literal' in value ? value.literal : compileExpression(value.feel).evaluate({}, { now })
  const wait = typeof text === 'string' ? timerWait(kind, text, now) : undefined
  if (wait === undefined) return undefined
  const { repeat } = wait
  return { dueAt: new Date(wait.dueAt), ...(repeat && { left: repeat.left, interval: repeat.interval }) }
}

/** The schedule after a fire; `undefined` when it was the last. */
export function nextFire(fired: {
  readonly dueAt: Date
  readonly left?: number | null
  readonly interval?: string
}): { readonly dueAt: Date; readonly left: number | null } | undefined {
  const { dueAt, left, interval } = fired
  if (interval === undefined || left === undefined) return undefined
  const wait = nextWait({ kind: 'timer', dueAt: dueAt.toISOString(), repeat: { left, interval } })
  return wait && { dueAt: new Date(wait.dueAt), left: wait.repeat?.left ?? null }
}

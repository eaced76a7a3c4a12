/**
 * A running promise. All that is stored are the stretches in which it ran and its marks (warnings, breach, escalations) as
 * business time since its start; when each falls due follows from the calendar, so a changed calendar, a pause or another
 * target only means working it out again. A mark fires once and never unfires. Pure.
 */
import type { BusinessTime } from '../calendars/business-time.ts'
import { defined } from '../values/defined.ts'
import { msOf, type SlaPolicy, type SlaTarget } from './policy.ts'

/** What a promise is about. */
export interface SlaSubject {
  readonly kind: 'case' | 'workItem' | 'run'
  readonly id: string
  /** For people: the number of the case, the name of the work item, the business key of the run. */
  readonly label: string
  /** The run that it is, or that it is a work item of. */
  readonly run?: string
}

/** A point of a clock. */
export interface Mark {
  /** `warning:half`, `breach`, `escalation:1`. */
  readonly name: string
  readonly kind: 'warning' | 'breach' | 'escalation'
  /** Business time since the start, ms. */
  readonly offsetMs: number
  /** While the clock runs: when it falls due. */
  readonly dueAt?: Date
  readonly firedAt?: Date
  /** It passed while nobody looked, and the policy does not tell it. */
  readonly isSilent?: true
}

/** A stretch in which it ran. */
export interface Stretch {
  readonly from: Date
  readonly until?: Date
}

/** How a clock stands. `breached` is still open, `missed` was fulfilled too late. */
export type ClockStatus = 'running' | 'paused' | 'breached' | 'met' | 'missed' | 'excused' | 'cancelled'

/** A clock. */
export interface SlaClock {
  readonly id: string
  /** Grows with every write; the compare-and-set. */
  readonly seq: number
  readonly subject: SlaSubject
  readonly agreement: SlaPolicy['agreement']
  readonly policy: string
  readonly policyVersion: number
  readonly target: string
  readonly calendar: string
  readonly calendarVersion: number
  readonly status: ClockStatus
  readonly startedAt: Date
  readonly endedAt?: Date
  readonly stretches: readonly Stretch[]
  readonly limitMs: number
  /** For a target that is an instant. */
  readonly deadlineAt?: Date
  readonly marks: readonly Mark[]
  /** The next mark; only while it runs. */
  readonly dueAt?: Date
  /** When it is broken unless it is fulfilled before; kept when it has ended. */
  readonly targetAt?: Date
  readonly breachedAt?: Date
  readonly warnedAt?: Date
  readonly excuse?: { readonly by: string; readonly reason: string; readonly at: Date }
  /** Marks that have fired and not been told yet. */
  readonly untold?: readonly string[]
  /** The newest line of the subject's history that it knows. */
  readonly seen: number
  /** By which it is counted and found: unit, team, customer and so on. */
  readonly sides: Readonly<Record<string, string>>
}

/** Where time is counted. */
export interface Timing {
  readonly calendar: string
  readonly calendarVersion: number
  readonly time: BusinessTime
}

/** Around the clock. */
export const always: BusinessTime = {
  isOpen: () => true,
  add: (from, ms) => new Date(from.getTime() + ms),
  between: (from, to) => to.getTime() - from.getTime(),
  nextOpening: (from) => from,
  addDays: (from, days) => new Date(from.getTime() + days * 86_400_000),
  intervals: (from, until) => [{ from: from.getTime(), until: until.getTime() }],
  isWorkingDay: () => true,
}

/** What a clock begins with. */
export interface ClockBeginning extends Timing {
  readonly id: string
  readonly subject: SlaSubject
  readonly policy: { readonly key: string; readonly version: number; readonly content: SlaPolicy }
  readonly target: SlaTarget
  readonly at: Date
  readonly seen: number
  readonly sides: Readonly<Record<string, string>>
  readonly deadlineAt?: Date | undefined
}

/** A clock that runs from an instant. */
export function begin(wish: ClockBeginning): SlaClock {
  const { id, subject, policy, target, at, calendar, calendarVersion, seen, sides, time, deadlineAt } = wish
  const limitMs = limitUntil(deadlineAt, wish)
  const blank: SlaClock = {
    id,
    seq: 1,
    subject,
    agreement: policy.content.agreement,
    policy: policy.key,
    policyVersion: policy.version,
    target: target.name,
    calendar,
    calendarVersion,
    status: 'running',
    startedAt: at,
    stretches: [{ from: at }],
    limitMs,
    ...(deadlineAt !== undefined && { deadlineAt }),
    marks: marksOf(target, limitMs),
    seen,
    sides,
  }
  return scheduled(blank, time)
}

/** Business time until an instant, or what the target gives. */
function limitUntil(
  deadlineAt: Date | undefined,
  { target, time, at }: Pick<ClockBeginning, 'target' | 'time' | 'at'>,
): number {
  if (deadlineAt === undefined) return limitOf(target, time, at)
  return Math.max(0, time.between(at, deadlineAt))
}

/** Business time that a target gives. */
export function limitOf({ within, workingDays }: SlaTarget, time: BusinessTime, at: Date): number {
  if (workingDays !== undefined) return time.between(at, time.addDays(at, workingDays))
  return msOf(within ?? '') ?? 0
}

function marksOf({ warnings = [], escalations = [] }: SlaTarget, limitMs: number): readonly Mark[] {
  const before: readonly Mark[] = warnings.map(({ name, share, before: early }) => ({
    name: `warning:${name}`,
    kind: 'warning',
    offsetMs:
      share === undefined ? Math.max(0, limitMs - (msOf(early ?? '') ?? 0)) : Math.round(limitMs * share),
  }))
  const after: readonly Mark[] = escalations.map(({ level, after: late }) => ({
    name: `escalation:${String(level)}`,
    kind: 'escalation',
    offsetMs: limitMs + (msOf(late) ?? 0),
  }))
  return [...before, { name: 'breach', kind: 'breach' as const, offsetMs: limitMs }, ...after].sort(
    (a, b) => a.offsetMs - b.offsetMs || order(a) - order(b),
  )
}

function order({ kind }: Mark): number {
  return ['warning', 'breach', 'escalation'].indexOf(kind)
}

/** Business time that has passed on a clock at an instant, ms. */
export function spentMs({ stretches }: Pick<SlaClock, 'stretches'>, time: BusinessTime, at: Date): number {
  return stretches.reduce((sum, { from, until }) => {
    const end = until === undefined || until > at ? at : until
    return sum + (end > from ? time.between(from, end) : 0)
  }, 0)
}

/** Whether it can still change. */
export function isOpen({ endedAt }: Pick<SlaClock, 'endedAt'>): boolean {
  return endedAt === undefined
}

/** The clock with the due instants of its marks worked out; the same instants when nothing has changed. */
export function scheduled(clock: SlaClock, time: BusinessTime): SlaClock {
  if (!isOpen(clock)) return clock
  const { dueAt: _dueAt, targetAt, ...rest } = clock
  const last = clock.stretches.at(-1)
  const running = last?.until === undefined ? last : undefined
  const marks = clock.marks.map((mark) => dated(mark, running, { clock, time }))
  const next = running === undefined ? undefined : nextOf(marks)
  const target = marks.find(({ kind }) => kind === 'breach')?.dueAt ?? targetAt
  return { ...rest, marks, ...defined({ dueAt: next, targetAt: target }) }
}

function nextOf(marks: readonly Mark[]): Date | undefined {
  return marks.find(({ firedAt }) => firedAt === undefined)?.dueAt
}

/** A mark that has not fired, with the instant at which it is due while the clock runs. */
function dated(
  mark: Mark,
  running: Stretch | undefined,
  { clock, time }: { readonly clock: SlaClock; readonly time: BusinessTime },
): Mark {
  if (mark.firedAt !== undefined) return mark
  const { dueAt: _dueAt, ...undated } = mark
  if (running === undefined) return undated
  const spent = spentMs({ stretches: clock.stretches.slice(0, -1) }, time, running.from)
  return { ...undated, dueAt: dueAfter(time, running.from, Math.max(0, mark.offsetMs - spent)) }
}

/** The end of a time that no calendar reaches: it never falls due. */
const never = new Date('9999-12-31T00:00:00Z')

function dueAfter(time: BusinessTime, from: Date, ms: number): Date {
  try {
    return time.add(from, ms)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'noBusinessTime') return never
    throw error
  }
}

/** Stops the time. */
export function pause(clock: SlaClock, time: BusinessTime, at: Date): SlaClock {
  const last = clock.stretches.at(-1)
  if (!isOpen(clock) || last === undefined || last.until !== undefined) return clock
  const stretches = [...clock.stretches.slice(0, -1), { from: last.from, until: at }]
  return scheduled({ ...clock, stretches, status: 'paused' }, time)
}

/** Lets the time go on. */
export function resume(clock: SlaClock, time: BusinessTime, at: Date): SlaClock {
  if (!isOpen(clock) || clock.stretches.at(-1)?.until === undefined) return clock
  const status = clock.breachedAt === undefined ? ('running' as const) : ('breached' as const)
  return scheduled({ ...clock, stretches: [...clock.stretches, { from: at }], status }, time)
}

/** The promise is kept, or at least done with. */
export function succeed(clock: SlaClock, at: Date): SlaClock {
  return ended(clock, clock.breachedAt === undefined ? 'met' : 'missed', at)
}

/** It does not apply any more. */
export function cancel(clock: SlaClock, at: Date): SlaClock {
  return ended(clock, 'cancelled', at)
}

/** A person says why it does not count. Also for one that is over. */
export function excuse(
  clock: SlaClock,
  why: { readonly by: string; readonly reason: string },
  at: Date,
): SlaClock {
  return { ...ended({ ...clock, excuse: { ...why, at } }, 'excused', clock.endedAt ?? at), status: 'excused' }
}

function ended(clock: SlaClock, status: ClockStatus, at: Date): SlaClock {
  if (!isOpen(clock)) return clock
  const { dueAt: _dueAt, ...rest } = clock
  const last = rest.stretches.at(-1)
  const stretches =
    last?.until === undefined && last !== undefined
      ? [...rest.stretches.slice(0, -1), { from: last.from, until: at }]
      : rest.stretches
  return { ...rest, stretches, status, endedAt: at }
}

/** The same clock under another policy or target: what has passed counts, what has fired stays fired. */
export function retarget(
  clock: SlaClock,
  wish: Timing & Pick<ClockBeginning, 'policy' | 'target' | 'deadlineAt'>,
): SlaClock {
  const { policy, target, calendar, calendarVersion, deadlineAt, time } = wish
  const limitMs = limitUntil(deadlineAt, { target, time, at: clock.startedAt })
  const fired = new Map(
    clock.marks.flatMap((mark) => (mark.firedAt === undefined ? [] : [[mark.name, mark] as const])),
  )
  const marks = marksOf(target, limitMs).map((mark) => fired.get(mark.name) ?? mark)
  const changed = {
    policy: policy.key,
    policyVersion: policy.version,
    calendar,
    calendarVersion,
    limitMs,
    marks,
  }
  const { deadlineAt: _deadlineAt, ...rest } = clock
  return scheduled({ ...rest, ...changed, ...(deadlineAt !== undefined && { deadlineAt }) }, time)
}

/** The same clock after its calendar has changed. */
export function recount(clock: SlaClock, target: SlaTarget, { time, calendarVersion }: Timing): SlaClock {
  const limitMs = limitUntil(clock.deadlineAt, { target, time, at: clock.startedAt })
  const fresh = new Map(marksOf(target, limitMs).map((mark) => [mark.name, mark.offsetMs]))
  const marks = clock.marks.map((mark) => ({ ...mark, offsetMs: fresh.get(mark.name) ?? mark.offsetMs }))
  return scheduled({ ...clock, limitMs, marks, calendarVersion }, time)
}

/** How late a mark may be before it counts as missed, ms. */
const graceMs = 60_000

/**
 * Fires every mark that is due, in order. Breach and warning are instants of the calendar, not of whoever looks: the
 * machine may have been off. `missed` says which of those that passed unseen are told.
 */
export function fire(
  clock: SlaClock,
  now: Date,
  missed: NonNullable<SlaPolicy['missedFires']> = 'all',
): SlaClock {
  const due = clock.marks.filter((mark) => isDue(mark, now))
  if (!isOpen(clock) || due.length === 0) return clock
  const toldNames = due.filter((mark) => isTold(mark, { due, now, missed })).map(({ name }) => name)
  const marks = clock.marks.map((mark): Mark => {
    if (!due.includes(mark)) return mark
    return { ...mark, firedAt: now, ...(!toldNames.includes(mark.name) && { isSilent: true as const }) }
  })
  const first = (kind: Mark['kind']): Date | undefined => due.find((mark) => mark.kind === kind)?.dueAt
  const breachedAt = clock.breachedAt ?? first('breach')
  const warnedAt = clock.warnedAt ?? first('warning')
  const untold = [...(clock.untold ?? []), ...toldNames]
  const { dueAt: _dueAt, ...rest } = clock
  return {
    ...rest,
    marks,
    ...defined({ dueAt: nextOf(marks), breachedAt, warnedAt }),
    ...(breachedAt !== undefined && { status: 'breached' as const }),
    ...(untold.length > 0 && { untold }),
  }
}

function isDue({ firedAt, dueAt }: Mark, now: Date): boolean {
  return firedAt === undefined && dueAt !== undefined && dueAt <= now
}

function isTold(
  { name, dueAt }: Mark,
  how: { readonly due: readonly Mark[]; readonly now: Date; readonly missed: SlaPolicy['missedFires'] },
): boolean {
  if (how.missed === 'last') return name === how.due.at(-1)?.name
  return how.missed === 'all' || how.now.getTime() - (dueAt ?? how.now).getTime() <= graceMs
}

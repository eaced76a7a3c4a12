/**
 * What the clocks of a subject become when something happened to it: begun, paused, resumed, fulfilled, re-targeted or
 * ended. Marks that were due before fire first, so the order of things does not depend on when anybody looked. Pure.
 */
import type { Json, JsonObject } from '../values/json.ts'
import { derivedId } from '../values/hash.ts'
import {
  begin,
  cancel,
  fire,
  isOpen,
  pause,
  resume,
  retarget,
  succeed,
  type SlaClock,
  type SlaSubject,
  type Timing,
} from './clock.ts'
import { applies, holds, linkSides, sideOf, valueOf, type SlaPolicy, type SlaTarget } from './policy.ts'

/** A policy in a version. */
export interface PolicyVersion {
  readonly key: string
  readonly version: number
  readonly content: SlaPolicy
}

/** How a subject stood right after a line of its history. */
export interface Sighting {
  /** Number of the line. */
  readonly n: number
  readonly at: Date
  readonly facts: JsonObject
  /** Nothing is promised about it any more; what is not fulfilled by now is cancelled. */
  readonly isOver?: boolean
}

/** What an observation is made from. */
export interface Observation {
  readonly subject: SlaSubject
  readonly clocks: readonly SlaClock[]
  readonly policies: readonly PolicyVersion[]
  readonly sighting: Sighting
  /** In which calendar a target counts for this subject. */
  readonly timingOf: (policy: SlaPolicy, target: SlaTarget) => Timing
  /** The calendar that an open clock counts in. */
  readonly timeOf: (clock: SlaClock) => Timing['time']
}

interface Wanted {
  readonly id: string
  readonly policy: PolicyVersion
  readonly target: SlaTarget
  readonly deadlineAt?: Date
}

/** The clocks as they become; those that stay as they are are the same objects. */
export function observe(ground: Observation): readonly SlaClock[] {
  const { clocks, sighting } = ground
  const wanted = wantedOf(ground)
  const known = clocks.map((clock) => (clock.seen >= sighting.n ? clock : settled(ground, clock, wanted)))
  const fresh = [...wanted.values()].flatMap((wish) => {
    const isKnown = clocks.some(({ id }) => id === wish.id)
    return isKnown || isDone(wish.target, sighting) ? [] : [begun(ground, wish)]
  })
  return [...known, ...fresh]
}

/** Of the policies that apply, the one with the highest priority for each agreement and target. */
function wantedOf({ policies, subject, sighting }: Observation): ReadonlyMap<string, Wanted> {
  const { facts } = sighting
  const wanted = new Map<string, Wanted>()
  if (sighting.isOver === true) return wanted
  const applying = policies
    .filter(({ key, content }) => content.subject === subject.kind && applies(key, content, sighting))
    .sort((a, b) => (b.content.priority ?? 0) - (a.content.priority ?? 0) || (a.key < b.key ? -1 : 1))
  for (const policy of applying) {
    for (const target of policy.content.targets) {
      if (target.stage !== undefined && !isAt(target.stage, facts)) continue
      const id = clockId(subject, policy.content, { target, facts })
      const deadlineAt = deadlineOf(target, sighting)
      if (target.deadline !== undefined && deadlineAt === undefined) continue
      if (!wanted.has(id))
        wanted.set(id, { id, policy, target, ...(deadlineAt !== undefined && { deadlineAt }) })
    }
  }
  return wanted
}

/** One clock for each target; a stage begins anew with each visit, a promise with each reopening. */
function clockId(
  { kind, id }: SlaSubject,
  { agreement }: SlaPolicy,
  { target, facts }: { readonly target: SlaTarget; readonly facts: JsonObject },
): string {
  const round = target.stage === undefined ? facts['reopened'] : visitOf(target.stage, facts)
  return derivedId('clock', kind, id, agreement, target.name, target.stage ?? '', JSON.stringify(round ?? 0))
}

function begun(
  { subject, sighting, timingOf }: Observation,
  { id, policy, target, deadlineAt }: Wanted,
): SlaClock {
  const { facts, at, n } = sighting
  const sides = Object.fromEntries(
    linkSides.flatMap((side) => {
      const value = sideOf(facts, side)
      return value === undefined ? [] : [[side, value]]
    }),
  )
  const timing = timingOf(policy.content, target)
  const fresh = begin({ id, subject, policy, target, at, seen: n, sides, deadlineAt, ...timing })
  return holds(policy.content.pauseWhen ?? 'false', facts, at) ? pause(fresh, timing.time, at) : fresh
}

function settled(ground: Observation, clock: SlaClock, wanted: ReadonlyMap<string, Wanted>): SlaClock {
  if (!isOpen(clock)) return clock
  const after = moved(ground, clock, wanted.get(clock.id))
  // A line that changes nothing need not be remembered: seen again, it changes nothing again.
  return after === clock ? clock : { ...after, seen: ground.sighting.n }
}

function moved(ground: Observation, clock: SlaClock, wish: Wanted | undefined): SlaClock {
  const { sighting, policies } = ground
  const own = policies.find(({ key }) => key === clock.policy)?.content
  const fired = fire(clock, sighting.at, own?.missedFires)
  const target = own?.targets.find(({ name }) => name === clock.target)
  if (target !== undefined && isDone(target, sighting)) return succeed(fired, sighting.at)
  return wish === undefined ? cancel(fired, sighting.at) : carriedOn(ground, fired, wish)
}

/** Under the policy that holds now, running or paused as it says. */
function carriedOn(ground: Observation, clock: SlaClock, wish: Wanted): SlaClock {
  const { at, facts } = ground.sighting
  const timing = ground.timingOf(wish.policy.content, wish.target)
  const isSame = wish.policy.key === clock.policy && isSameInstant(wish.deadlineAt, clock.deadlineAt)
  const targeted = isSame ? clock : retarget(clock, { ...wish, ...timing })
  const time = isSame ? ground.timeOf(clock) : timing.time
  const isPaused = holds(wish.policy.content.pauseWhen ?? 'false', facts, at)
  return isPaused ? pause(targeted, time, at) : resume(targeted, time, at)
}

function isSameInstant(a: Date | undefined, b: Date | undefined): boolean {
  return a?.getTime() === b?.getTime()
}

function deadlineOf({ deadline }: SlaTarget, { facts, at }: Sighting): Date | undefined {
  const value = deadline === undefined ? null : valueOf(deadline, facts, at)
  const instant = typeof value === 'string' ? new Date(value) : undefined
  return instant === undefined || Number.isNaN(instant.getTime()) ? undefined : instant
}

function isDone({ successWhen, stage }: SlaTarget, { facts, at }: Sighting): boolean {
  if (stage !== undefined && !isAt(stage, facts)) return true
  return successWhen !== undefined && holds(successWhen, facts, at)
}

/** A case is in one state; a run may be at several elements. */
function isAt(stage: string, { state, elements }: JsonObject): boolean {
  return stage === state || (Array.isArray(elements) && (elements as readonly Json[]).includes(stage))
}

/** How often the subject has come to a stage. */
function visitOf(stage: string, { visit, visits }: JsonObject): Json | undefined {
  const counts = visits as JsonObject | undefined
  return counts === undefined ? visit : counts[stage]
}

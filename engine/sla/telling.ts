/**
 * What follows from marks that have fired: actions of the policy and events for the outside. It may take long, so clocks
 * do not wait for it; each part is recognised when it is drawn again, and what a dead process left the sweep draws.
 */
import type { EventFeed, OutgoingEvent } from '../store/event-feed.ts'
import type { ClockStore } from '../store/sla-clocks.ts'
import type { Log } from '../values/log.ts'
import type { Mark, SlaClock } from './clock.ts'
import type { SlaAction, SlaPolicy } from './policy.ts'

/** Does what a policy asks for at a mark. Called again for the same cause, it does nothing new. */
export type PerformAction = (
  action: SlaAction,
  where: { readonly clock: SlaClock; readonly mark: Mark; readonly cause: string },
) => Promise<void>

/** What telling needs. */
export interface TellingPorts {
  readonly store: Pick<ClockStore, 'told'>
  readonly policyOf: (clock: SlaClock) => Promise<SlaPolicy | undefined>
  readonly feed: EventFeed
  readonly perform: PerformAction
  readonly log: Log
}

/** Tells. What fails is logged, and the sweep tells it. */
export interface Telling {
  /** Resolves when it is told, or has failed. */
  now(clock: SlaClock): Promise<void>
  /** Some at a time, so that those that fall due meanwhile find the database free. */
  soon(clock: SlaClock): void
  /** Resolves when no more than so many wait to be told. */
  room(most: number): Promise<void>
}

const atOnce = 8

/** Makes the teller. */
export function telling(ports: TellingPorts): Telling {
  const waiting: SlaClock[] = []
  const active = new Set<Promise<void>>()

  async function now(present: SlaClock): Promise<void> {
    const { untold = [] } = present
    try {
      const policy = await ports.policyOf(present)
      const marks = untold.flatMap((name) => present.marks.filter((mark) => mark.name === name))
      for (const mark of marks) {
        for (const [index, action] of actionsAt(policy, present, mark).entries()) {
          const cause = `clock:${present.id}:${mark.name}:${String(index)}`
          await ports.perform(action, { clock: present, mark, cause })
        }
      }
      await ports.feed.append(marks.map((mark) => eventOf(present, mark)))
      await ports.store.told(present.id, present.seq)
    } catch (error) {
      ports.log.warn('what follows from a mark of a clock is drawn later', { clock: present.id, error })
    }
  }

  function next(): void {
    while (active.size < atOnce) {
      const first = waiting.shift()
      if (first === undefined) return
      const told = now(first).finally(() => {
        active.delete(told)
        next()
      })
      active.add(told)
    }
  }

  return {
    now,
    soon: (clock) => {
      waiting.push(clock)
      next()
    },
    room: async (most) => {
      while (active.size > 0 && active.size + waiting.length > most) await Promise.race(active)
    },
  }
}

/** What a policy asks for at a mark. */
function actionsAt(
  policy: SlaPolicy | undefined,
  { target: name }: SlaClock,
  mark: Mark,
): readonly SlaAction[] {
  const target = policy?.targets.find((one) => one.name === name)
  if (target === undefined) return []
  const { warnings = [], breach, escalations = [] } = target
  const steps: readonly (readonly [string, readonly SlaAction[]])[] = [
    ...warnings.map((one) => [`warning:${one.name}`, one.do ?? []] as const),
    ['breach', breach?.do ?? []],
    ...escalations.map((one) => [`escalation:${String(one.level)}`, one.do] as const),
  ]
  return steps.find(([step]) => step === mark.name)?.[1] ?? []
}

const told = { warning: 'clock.warned', breach: 'clock.breached', escalation: 'clock.escalated' } as const

function eventOf(clock: SlaClock, { name, kind, dueAt, firedAt }: Mark): OutgoingEvent {
  const { id, subject, policy, target, agreement } = clock
  return {
    id: `clock:${id}:${name}`,
    type: told[kind],
    subject: id,
    at: firedAt ?? clock.startedAt,
    data: {
      clockId: id,
      subjectKind: subject.kind,
      subjectId: subject.id,
      label: subject.label,
      policy,
      target,
      agreement,
      mark: name,
      ...(dueAt !== undefined && { dueAt: dueAt.toISOString() }),
    },
  }
}

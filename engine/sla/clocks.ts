/**
 * Clocks that run: the subject's history moves them, and time does. Whoever wakes (the look ahead of this process, agenda,
 * the sweep), the clock's document decides by its `seq`, so a warning and a breach happen once, with any number of
 * processes, after any death and whatever the wall clock does.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Calendars } from '../calendars/service.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { EventFeed, OutgoingEvent } from '../store/event-feed.ts'
import { cursorAfter, placeOf } from '../store/page-cursor.ts'
import type { ClockQuery, ClockStore } from '../store/sla-clocks.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import type { Log } from '../values/log.ts'
import { lookout, usualMostMs } from '../values/lookout.ts'
import {
  always,
  excuse,
  fire,
  isOpen,
  recount,
  type Mark,
  type SlaClock,
  type SlaSubject,
  type Timing,
} from './clock.ts'
import { observe, type PolicyVersion, type Sighting } from './observe.ts'
import { sideOf, type SlaAction, type SlaPolicy } from './policy.ts'

/** Does what a policy asks for at a mark. Called again for the same cause, it does nothing new. */
export type PerformAction = (
  action: SlaAction,
  where: { readonly clock: SlaClock; readonly mark: Mark; readonly cause: string },
) => Promise<void>

/** What clocks are made of. */
export interface ClockPorts {
  readonly store: ClockStore
  readonly policies: Definitions<SlaPolicy>
  readonly calendars: Calendars
  readonly feed: EventFeed
  readonly perform: PerformAction
  /** Draws what follows from changes of subjects that is not drawn yet, so that no clock fires on old news. */
  readonly settleSubjects: (subjects: readonly SlaSubject[]) => Promise<void>
  /** 0 for the process whose turn a clock is; others look after it a little later, should that one be dead. */
  readonly turnOf: (id: string) => number
  readonly clock: Clock
  readonly log: Log
}

/** Moves, shows and excuses clocks. Unknown ids raise `clockNotFound`. */
export interface SlaClocks {
  /** Tells how a subject stood after each new line of its history, the oldest first. */
  observe(subject: SlaSubject, sightings: readonly Sighting[]): Promise<void>
  get(id: string): Promise<SlaClock>
  of(kind: SlaSubject['kind'], id: string): Promise<readonly SlaClock[]>
  list(query: ClockQuery, page: PageRequest): Promise<Page<SlaClock>>
  /** A person says why a broken or running promise does not count. */
  excuse(
    id: string,
    why: { readonly by: string; readonly reason: string; readonly ifSeq?: number | undefined },
  ): Promise<SlaClock>
  /** Counts open clocks anew whose calendar has changed since. */
  recount(): Promise<void>
  /** Looks at once. */
  wake(): void
  start(): Promise<void>
  stop(): Promise<void>
}

/** How much later the next process in turn takes up a clock, ms. */
const turnMs = 250
const batch = 1_000
/** Between two sweeps for what others have left and for changed calendars, ms. */
const sweepMs = 5_000

/** Makes the service; nothing goes on by itself before `start`. */
export function slaClocks(ports: ClockPorts): SlaClocks {
  const { store, policies, calendars, clock, log } = ports

  async function timingOf(key: string): Promise<Timing> {
    if (key === 'always') return { calendar: key, calendarVersion: 0, time: always }
    const { version } = await calendars.get(key)
    return { calendar: key, calendarVersion: version, time: await calendars.businessTime(key, version) }
  }

  /** All calendars that a subject's clocks may count in, looked up before the pure part. */
  async function timings(
    all: readonly PolicyVersion[],
    facts: Sighting['facts'],
  ): Promise<{ of(key: string): Timing }> {
    const user = defined({
      contract: sideOf(facts, 'contract'),
      team: sideOf(facts, 'team'),
      unit: sideOf(facts, 'unit'),
    })
    const keys = new Set(all.flatMap(({ content }) => calendarsOf(content)))
    const found = new Map<string, Timing>()
    for (const key of keys) {
      const real = key === 'own' ? (await calendars.holdingFor(user)).key : key
      const timing = await timingOf(real).catch((error: unknown) => {
        log.warn('an SLA policy names a calendar that is not there; office hours count', {
          calendar: key,
          error,
        })
        return timingOf('default')
      })
      found.set(key, timing)
    }
    return {
      of: (key) => {
        const timing = found.get(key)
        if (timing === undefined) throw new Error(`the calendar ${key} was not looked up`)
        return timing
      },
    }
  }

  async function observeAll(subject: SlaSubject, sightings: readonly Sighting[]): Promise<void> {
    const all = [...(await policies.all()).values()].filter(({ content }) => content.subject === subject.kind)
    if (all.length === 0) return
    for (const sighting of sightings) await observeOne(subject, all, sighting)
    looking.wake()
  }

  /** Until nobody else has written in between. */
  async function observeOne(
    subject: SlaSubject,
    all: readonly PolicyVersion[],
    seen: Sighting,
  ): Promise<void> {
    const times = await timings(all, seen.facts)
    for (;;) {
      const present = await store.ofSubject(subject.kind, subject.id)
      const own = await Promise.all(
        present.filter(isOpen).map(async (one) => [one.id, await timeOf(one)] as const),
      )
      const open = new Map(own)
      const after = observe({
        subject,
        clocks: present,
        policies: all,
        sighting: { ...seen, facts: withHours(seen.facts, all, times) },
        timingOf: (policy, target) => times.of(target.calendar ?? policy.calendar),
        timeOf: ({ id }) => open.get(id) ?? always,
      })
      const outcomes = await Promise.all(
        after.map((one) =>
          written(
            present.find(({ id }) => id === one.id),
            one,
          ),
        ),
      )
      if (outcomes.every(Boolean)) return
    }
  }

  /** Whether it was created in office hours, as the first policy that says which counts them. */
  function withHours(
    facts: Sighting['facts'],
    all: readonly PolicyVersion[],
    times: { of(key: string): Timing },
  ): Sighting['facts'] {
    const { createdAt } = facts
    const hours = all.find(({ content }) => content.hours !== undefined)?.content.hours ?? 'default'
    if (typeof createdAt !== 'string' || !all.some(({ content }) => (content.hours ?? 'default') === hours))
      return facts
    return { ...facts, createdInHours: times.of(hours).time.isOpen(new Date(createdAt)) }
  }

  async function written(before: SlaClock | undefined, after: SlaClock): Promise<boolean> {
    if (before === undefined) return store.insert(after)
    if (before === after) return true
    const isSaved = await store.save(before, after)
    if (isSaved && after.untold !== undefined) await tell({ ...after, seq: before.seq + 1 })
    return isSaved
  }

  async function timeOf({ calendar, calendarVersion }: SlaClock): Promise<Timing['time']> {
    return calendar === 'always' ? always : calendars.businessTime(calendar, calendarVersion)
  }

  async function policyOf({ policy, policyVersion }: SlaClock): Promise<SlaPolicy | undefined> {
    return (await policies.find(policy, policyVersion))?.content
  }

  /** Events and actions of marks that have fired. Each is recognised when it is told again. */
  async function tell(present: SlaClock): Promise<void> {
    const { untold = [] } = present
    try {
      const policy = await policyOf(present)
      const marks = untold.flatMap((name) => present.marks.filter((mark) => mark.name === name))
      for (const mark of marks) {
        for (const [index, action] of actionsAt(policy, present, mark).entries()) {
          await ports.perform(action, {
            clock: present,
            mark,
            cause: `clock:${present.id}:${mark.name}:${String(index)}`,
          })
        }
      }
      await ports.feed.append(marks.map((mark) => eventOf(present, mark)))
      await store.told(present.id, present.seq)
    } catch (error) {
      log.warn('what follows from a mark of a clock is drawn later', { clock: present.id, error })
    }
  }

  /** What a mark asks for may take long; the next marks do not wait for it, within bounds. */
  const telling = new Set<Promise<void>>()
  function tellSoon(present: SlaClock): void {
    const told = tell(present).finally(() => telling.delete(told))
    telling.add(told)
  }

  async function fireDue(found: readonly SlaClock[], now: Date): Promise<void> {
    await ports.settleSubjects(found.map(({ subject }) => subject))
    await Promise.all(
      found.map(async (present) => {
        const policy = await policyOf(present)
        const fired = fire(present, now, policy?.missedFires)
        if (fired === present || !(await store.save(present, fired))) return
        tellSoon({ ...fired, seq: present.seq + 1 })
      }),
    )
  }

  function isTurn({ id, dueAt }: SlaClock, now: Date): boolean {
    return dueAt !== undefined && dueAt.getTime() + ports.turnOf(id) * turnMs <= now.getTime()
  }

  /** One look: fires what is due and gives how long to sleep. */
  async function look(): Promise<number | undefined> {
    const now = clock.now()
    const found = await store.due(new Date(now.getTime() + usualMostMs), batch)
    const due = found.filter((one) => isTurn(one, now))
    if (due.length > 0) {
      await fireDue(due, now)
      if (telling.size > batch) await Promise.all(telling)
      return 0
    }
    const next = found.map(
      ({ id, dueAt = now }) => dueAt.getTime() + ports.turnOf(id) * turnMs - now.getTime(),
    )
    return next.length === 0 ? undefined : Math.max(1, Math.min(...next))
  }

  async function sweep(): Promise<undefined> {
    const left = await store.untold(new Date(clock.now().getTime() - sweepMs), batch)
    for (const one of left) await tell(one)
    await recountAll()
  }

  async function recountAll(): Promise<void> {
    for (const key of await store.calendars()) {
      if (key === 'always') continue
      const { version } = await calendars.get(key)
      for (
        let left = await store.outdated(key, version, batch);
        left.length > 0;
        left = await store.outdated(key, version, batch)
      ) {
        const timing = await timingOf(key)
        await Promise.all(left.map((one) => recountOne(one, timing)))
        looking.wake()
      }
    }
  }

  async function recountOne(present: SlaClock, timing: Timing): Promise<void> {
    const policy = await policyOf(present)
    const target = policy?.targets.find(({ name }) => name === present.target)
    if (target !== undefined) await store.save(present, recount(present, target, timing))
  }

  const looking = lookout({ what: 'a look at the clocks', look, clock, log })
  const sweeping = lookout({
    what: 'the sweep of the clocks',
    look: sweep,
    clock,
    log,
    leastMs: sweepMs,
    mostMs: sweepMs,
  })

  return {
    observe: observeAll,
    get: async (id) => {
      const found = await store.load(id)
      if (found === undefined) throw new Problem('clockNotFound', `There is no clock "${id}".`)
      return found
    },
    of: (kind, id) => store.ofSubject(kind, id),
    list: async (query, { limit, after }) => {
      const before = after === undefined ? undefined : placeOf(after)
      const found = await store.find(query, { limit: limit + 1, ...(before && { before }) })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const next =
        found.length > limit && last !== undefined ? cursorAfter({ at: last.startedAt, id: last.id }) : null
      return { items, next }
    },
    excuse: async (id, { by, reason, ifSeq }) => {
      for (;;) {
        const present = await store.load(id)
        if (present === undefined) throw new Problem('clockNotFound', `There is no clock "${id}".`)
        if (ifSeq !== undefined && ifSeq !== present.seq) {
          throw new Problem('preconditionFailed', `The clock is in version ${String(present.seq)}.`)
        }
        if (present.excuse !== undefined) throw new Problem('conflict', 'The clock is excused already.')
        const excused = excuse(present, { by, reason }, clock.now())
        if (await store.save(present, excused)) return { ...excused, seq: present.seq + 1 }
      }
    },
    recount: recountAll,
    wake: () => looking.wake(),
    start: async () => {
      await store.prepare()
      looking.start()
      sweeping.start()
    },
    stop: async () => {
      await Promise.all([looking.stop(), sweeping.stop()])
      await Promise.all(telling)
    },
  }
}

/** Keys of the calendars that a policy counts in. */
function calendarsOf({ calendar, hours = 'default', targets }: SlaPolicy): readonly string[] {
  return [calendar, hours, ...targets.flatMap((target) => target.calendar ?? [])]
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

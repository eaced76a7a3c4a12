/**
 * Clocks that run: the subject's history moves them, and time does. Whoever wakes (the look ahead of this process, agenda,
 * the sweep), the clock's document decides by its `seq`, so a warning and a breach happen once, with any number of
 * processes, after any death and whatever the wall clock does.
 */
import { Problem } from '../../contracts/problems.ts'
import type { CalendarView, Calendars } from '../calendars/service.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { EventFeed } from '../store/event-feed.ts'
import { cursorAfter, placeOf } from '../store/page-cursor.ts'
import type { ClockQuery, ClockStore } from '../store/sla-clocks.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import type { Log } from '../values/log.ts'
import { lookout } from '../values/lookout.ts'
import { always, excuse, isOpen, recount, type SlaClock, type SlaSubject, type Timing } from './clock.ts'
import { firing } from './firing.ts'
import { observe, type PolicyVersion, type Sighting } from './observe.ts'
import { sideOf, type SlaPolicy } from './policy.ts'
import { telling, type PerformAction } from './telling.ts'

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

const batch = 1_000
/** Between two sweeps for what others have left and for changed calendars, ms. */
const sweepMs = 5_000

/** So long clocks are looked for that count in an older version of a calendar, ms. */
const recountMs = 60_000

/** Makes the service; nothing goes on by itself before `start`. */
export function slaClocks(ports: ClockPorts): SlaClocks {
  const { store, policies, calendars, clock, log } = ports
  /** The version of each calendar that was seen last, and since when. */
  const recounting = new Map<string, { readonly version: number; readonly sinceMs: number }>()

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
    if (before === undefined) {
      const isNew = await store.insert(after)
      if (isNew) noted(after)
      return isNew
    }
    if (before === after) return true
    return (await saved(before, after)) !== undefined
  }

  /** The clock as it was written, with what follows from its marks told; nothing when somebody else was quicker. */
  async function saved(before: SlaClock, after: SlaClock): Promise<SlaClock | undefined> {
    if (!(await store.save(before, after))) return undefined
    const present = { ...after, seq: before.seq + 1 }
    noted(present)
    if (present.untold !== undefined) await teller.now(present)
    return present
  }

  /** One that falls due before the next look wakes it. */
  function noted(present: SlaClock): void {
    fires.keep(present)
    if (present.dueAt !== undefined) looking.wake(present.dueAt)
  }

  async function timeOf({ calendar, calendarVersion }: SlaClock): Promise<Timing['time']> {
    return calendar === 'always' ? always : calendars.businessTime(calendar, calendarVersion)
  }

  async function policyOf({ policy, policyVersion }: SlaClock): Promise<SlaPolicy | undefined> {
    return (await policies.find(policy, policyVersion))?.content
  }

  async function sweep(): Promise<undefined> {
    const left = await store.untold(new Date(clock.now().getTime() - sweepMs), batch)
    for (const one of left) await teller.now(one)
    await recountAll()
  }

  async function recountAll(): Promise<void> {
    for (const { key, version } of await calendarsNow()) {
      if (isRecounted(key, version)) continue
      for (
        let left = await store.outdated(key, version, batch);
        left.length > 0;
        left = await store.outdated(key, version, batch)
      ) {
        const timing = await timingOf(key)
        await Promise.all(left.map((one) => recountOne(one, timing)))
      }
    }
  }

  async function calendarsNow(): Promise<readonly Pick<CalendarView, 'key' | 'version'>[]> {
    const found = [await calendars.get('default')]
    for (let after: string | null | undefined; after !== null;) {
      const page = await calendars.list({ limit: 500, ...(after !== undefined && { after }) })
      found.push(...page.items.filter(({ key }) => key !== 'default'))
      after = page.next
    }
    return found
  }

  /** Whoever had read the older version may still begin a clock with it for a while. */
  function isRecounted(key: string, version: number): boolean {
    const nowMs = clock.now().getTime()
    const known = recounting.get(key)
    if (known?.version === version) return Math.abs(nowMs - known.sinceMs) > recountMs
    recounting.set(key, { version, sinceMs: nowMs })
    return false
  }

  async function recountOne(present: SlaClock, timing: Timing): Promise<void> {
    const policy = await policyOf(present)
    const target = policy?.targets.find(({ name }) => name === present.target)
    if (target !== undefined) await saved(present, recount(present, target, timing))
  }

  const teller = telling({ ...ports, policyOf })
  const fires = firing({ ...ports, policyOf, telling: teller })
  const looking = lookout({ what: 'a look at the clocks', look: fires.look, clock, log })
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
        const excused = await saved(present, excuse(present, { by, reason }, clock.now()))
        if (excused !== undefined) return excused
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
      await teller.room(0)
    },
  }
}

/** Keys of the calendars that a policy counts in. */
function calendarsOf({ calendar, hours = 'default', targets }: SlaPolicy): readonly string[] {
  return [calendar, hours, ...targets.flatMap((target) => target.calendar ?? [])]
}

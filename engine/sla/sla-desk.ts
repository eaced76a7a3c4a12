/** Service levels, put together: policies, clocks, what they do to cases, and who wakes them. */
import { readFile, readdir } from 'node:fs/promises'

import type { CaseDesk } from '../cases/case-desk.ts'
import type { Calendars } from '../calendars/service.ts'
import { contents } from '../cases/create.ts'
import { definitions, type Definitions } from '../definitions/definitions.ts'
import type { Profiles } from '../profile/service.ts'
import type { Messages, Runs, WorkItems } from '../runs/service.ts'
import type { Standings } from '../runs/standing.ts'
import type { Database } from '../store/database.ts'
import { definitionStore } from '../store/definitions.ts'
import type { EventFeed } from '../store/event-feed.ts'
import { clockStore, type ClockStore } from '../store/sla-clocks.ts'
import { workerStore } from '../store/workers.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { agendaWake } from './agenda-wake.ts'
import { assetPolicies } from './asset-policies.ts'
import { slaActions } from './actions.ts'
import { caseClocks } from './case-clocks.ts'
import { always } from './clock.ts'
import { slaClocks, type SlaClocks } from './clocks.ts'
import { runClocks } from './run-clocks.ts'
import { problemsInPolicy, type SlaPolicy, type SlaTarget } from './policy.ts'
import { problemsBeneath, underpinning, type Underpinned } from './underpinning.ts'

/** What the desk is made of. */
export interface SlaDeskPorts {
  readonly connection: Database['connection']
  readonly clock: Clock
  readonly log: Log
  readonly feed: EventFeed
  readonly calendars: Calendars
  readonly desk: CaseDesk
  readonly messages: Messages
  readonly runs: Runs
  readonly workItems: WorkItems
  readonly standings: Standings
  /** What is known of things, with the policies that they are tied to. */
  readonly profiles: Pick<Profiles, 'byIds' | 'list'>
  /** Unique to this process and start. */
  readonly workerId: string
  /** Whether agenda wakes the clocks too. */
  readonly isAgendaOn: boolean
}

/** Service levels. */
export interface SlaDesk {
  readonly policies: Definitions<SlaPolicy>
  readonly clocks: SlaClocks
  readonly store: ClockStore
  readonly underpinning: (key: string) => Promise<readonly Underpinned[]>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Puts the desk together; nothing happens before `start`. */
export async function slaDesk(ports: SlaDeskPorts): Promise<SlaDesk> {
  const { connection, clock, log, calendars, desk } = ports
  const store = clockStore(connection, clock)
  const policies: Definitions<SlaPolicy> = definitions<SlaPolicy>({
    store: definitionStore(connection, 'slaPolicy'),
    clock,
    noun: 'SLA policy',
    notFound: 'definitionNotFound',
    problemsIn: async (key, policy) => {
      const own = problemsInPolicy(policy)
      return own.length > 0 ? own : problemsBeneath(key, policy, await ground(policy))
    },
    shipped: await shippedPolicies(),
  })

  type Ground = Parameters<typeof problemsBeneath>[2]

  /** The calendars of all policies; one that is missing counts as office hours. */
  async function ground(more?: SlaPolicy): Promise<Ground> {
    const all = await contents(policies)
    const times = new Map<string, Awaited<ReturnType<Calendars['businessTime']>>>()
    const office = await calendars.businessTime('default')
    for (const policy of [...all.values(), ...(more === undefined ? [] : [more])]) {
      for (const key of [policy.calendar, ...policy.targets.flatMap(({ calendar }) => calendar ?? [])]) {
        if (key !== 'always' && key !== 'own')
          times.set(key, await calendars.businessTime(key).catch(() => office))
      }
    }
    const timeOf = (policy: SlaPolicy, { calendar = policy.calendar }: SlaTarget): typeof office =>
      calendar === 'always' ? always : (times.get(calendar) ?? office)
    return { policies: all, timeOf, at: clock.now() }
  }

  const clocks = slaClocks({
    store,
    policies,
    calendars,
    feed: ports.feed,
    clock,
    log,
    turnOf: turns(connection, ports.workerId, clock),
    perform: slaActions({ ...desk, ...ports }),
    settleSubjects: async (subjects) => {
      const ids = subjects.filter(({ kind }) => kind === 'case').map(({ id }) => id)
      if (ids.length > 0) await desk.cases.settle(await desk.store.untoldAmong(ids))
      await flowClocks.settle(subjects)
    },
  })
  const tiedPolicies = assetPolicies(ports.profiles)
  desk.cases.listen(
    caseClocks(clocks, async (present) => {
      const { catalogue } = present
      const node = catalogue === undefined ? undefined : await desk.catalogue.find(catalogue)
      return [...(node?.content.template?.sla ?? []), ...(await tiedPolicies(present))]
    }),
  )
  const flowClocks = runClocks({ clocks, store, policies, standings: ports.standings })
  const waker = agendaWake({ connection, wake: () => clocks.wake(), log })

  return {
    policies,
    clocks,
    store,
    underpinning: async (key) => {
      const { policies: all, ...rest } = await ground()
      return underpinning(key, all, rest)
    },
    start: async () => {
      await policies.prepare()
      await clocks.start()
      if (ports.isAgendaOn) await waker.start()
    },
    stop: async () => {
      if (ports.isAgendaOn) await waker.stop()
      await ports.standings.settled()
      await clocks.stop()
    },
  }
}

/** How long a process believes its list of the living, ms. */
const believedMs = 2_000
/** Whoever is further back in the turn waits no longer than this many turns. */
const mostTurns = 3

/** Whose turn a clock is, by its id among the processes that are alive; 0 is first. */
function turns(connection: Database['connection'], workerId: string, clock: Clock): (id: string) => number {
  const workers = workerStore(connection)
  let living: readonly string[] = []
  let until = 0
  function refresh(nowMs: number): void {
    until = nowMs + believedMs
    workers.all().then(
      (all) => {
        living = all
          .filter(({ aliveUntil }) => aliveUntil.getTime() > nowMs)
          .map(({ _id }) => _id)
          .sort()
      },
      // With an old list the turn may be wrong, and somebody else is first: nothing else depends on it.
      () => undefined,
    )
  }
  return (id) => {
    const nowMs = clock.now().getTime()
    if (nowMs >= until) refresh(nowMs)
    const own = living.indexOf(workerId)
    if (own < 0 || living.length < 2) return 0
    const first =
      [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7) % living.length
    return Math.min(mostTurns, (own - first + living.length) % living.length)
  }
}

/** The policies that come with the hub: one file for each, named by its key. */
async function shippedPolicies(): Promise<Readonly<Record<string, SlaPolicy>>> {
  const place = new URL('./policies/', import.meta.url)
  const names = (await readdir(place)).filter((name) => name.endsWith('.json')).sort()
  const read = await Promise.all(
    names.map(
      async (name) =>
        [
          name.replace(/\.json$/, ''),
          JSON.parse(await readFile(new URL(name, place), 'utf8')) as SlaPolicy,
        ] as const,
    ),
  )
  return Object.fromEntries(read)
}

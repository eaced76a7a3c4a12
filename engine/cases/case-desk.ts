/**
 * The desk of cases, put together: definitions, cases, consequences, attachments and the cartable over one database.
 * `start` prepares the indexes, saves what is shipped and begins to look.
 */
import { readFile, readdir } from 'node:fs/promises'

import { Problem } from '../../contracts/problems.ts'
import { definitions, type Definitions } from '../definitions/definitions.ts'
import type { Messages, Runs } from '../runs/service.ts'
import { attachmentStore } from '../store/attachments.ts'
import { caseStore, type CaseStore } from '../store/cases.ts'
import type { Database } from '../store/database.ts'
import { definitionStore } from '../store/definitions.ts'
import type { EventFeed } from '../store/event-feed.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { attachments, type Attachments, type Scan } from './attachments.ts'
import { cartable, type Cartable } from './cartable.ts'
import { problemsInCaseType, type CaseType } from './case-type.ts'
import { cases, type Cases } from './cases.ts'
import { problemsInNode, type CatalogueNode } from './catalogue.ts'
import { consequences, type EntityEvent } from './consequences.ts'
import { contents, type CaseSettings } from './create.ts'
import { joining, type Joining } from './joining.ts'
import { notices, type Notices } from './notices.ts'
import {
  problemsInPerson,
  problemsInPost,
  type Person,
  type Post,
  type Team,
  type Unit,
} from './organisation.ts'

/** What the desk is made of. */
export interface CaseDeskPorts {
  readonly connection: Database['connection']
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  readonly feed: EventFeed
  readonly runs: Runs
  readonly messages: Messages
  /** Looks into files for what harms; absent: nobody looks, and the attachments say so. */
  readonly scan?: Scan | undefined
  /** Told of everything that happens to cases: where business rules come in. */
  readonly onEntityEvent?: ((event: EntityEvent) => Promise<void>) | undefined
}

/** Everything about cases. */
export interface CaseDesk {
  readonly types: Definitions<CaseType>
  readonly catalogue: Definitions<CatalogueNode>
  readonly units: Definitions<Unit>
  readonly teams: Definitions<Team>
  readonly posts: Definitions<Post>
  readonly people: Definitions<Person>
  readonly settings: Definitions<CaseSettings>
  readonly cases: Cases
  readonly store: CaseStore
  readonly joining: Joining
  readonly attachments: Attachments
  readonly cartable: Cartable
  readonly notices: Notices
  /** The case of that tracking code; of a merged one, the case that it went into. Raises `caseNotFound`. */
  tracked(code: string): ReturnType<Cases['get']>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Puts the desk together; nothing happens before `start`. */
export async function caseDesk(ports: CaseDeskPorts): Promise<CaseDesk> {
  const { connection, clock, log, runs, messages } = ports
  const store = caseStore(connection, clock)
  const kind = (name: string): Pick<Parameters<typeof definitions>[0], 'store' | 'clock'> => ({
    store: definitionStore(connection, name),
    clock,
  })
  const types = definitions<CaseType>({
    ...kind('caseType'),
    noun: 'case type',
    notFound: 'caseTypeNotFound',
    problemsIn: problemsInCaseType,
    shipped: await shippedIn<CaseType>('types'),
  })
  const catalogue: Definitions<CatalogueNode> = definitions<CatalogueNode>({
    ...kind('catalogueNode'),
    noun: 'catalogue subject',
    notFound: 'definitionNotFound',
    problemsIn: async (key, node) => problemsInNode(await contents(catalogue), key, node),
  })
  const of = <Content>(name: string, noun: string): Definitions<Content> =>
    definitions<Content>({ ...kind(name), noun, notFound: 'definitionNotFound' })
  const [units, teams] = [of<Unit>('unit', 'unit'), of<Team>('team', 'team')]
  const people = definitions<Person>({
    ...kind('person'),
    noun: 'person',
    notFound: 'definitionNotFound',
    problemsIn: problemsInPerson,
  })
  const posts: Definitions<Post> = definitions<Post>({
    ...kind('post'),
    noun: 'post',
    notFound: 'definitionNotFound',
    problemsIn: async (key, post) =>
      problemsInPost(key, post, {
        units: await contents(units),
        posts: await contents(posts),
        people: await contents(people),
      }),
  })
  const settings = of<CaseSettings>('caseSettings', 'set of settings')
  const service = cases({ ...ports, store, types, catalogue, teams, people, settings })
  const board = notices({ units, teams, people, messages })
  const drawn = consequences({
    notices: board,
    cases: service,
    store,
    feed: ports.feed,
    runs,
    messages,
    onEntityEvent: ports.onEntityEvent,
    flowOf: async (present) => {
      const node = present.catalogue === undefined ? undefined : await catalogue.find(present.catalogue)
      return node?.content.template?.flow ?? (await service.typeOf(present)).flow
    },
  })
  for (const listener of drawn) service.listen(listener)
  const kinds = [types, catalogue, units, teams, posts, people, settings]

  return {
    types,
    catalogue,
    units,
    teams,
    posts,
    people,
    settings,
    cases: service,
    store,
    joining: joining(service),
    notices: board,
    attachments: attachments({ store: attachmentStore(connection), cases: service, scan: ports.scan, clock }),
    cartable: cartable({ store, cases: service, people, teams, clock, log }),
    tracked: async (code) => {
      const found = await store.byTrackingCode(code)
      if (found === undefined) throw new Problem('caseNotFound', 'There is no case with this tracking code.')
      const into = found.links.find(({ relation }) => relation === 'mergedInto')?.to
      return (into === undefined ? undefined : await store.load(into)) ?? found
    },
    start: async () => {
      for (const one of kinds) await one.prepare()
      await service.start()
    },
    stop: () => service.stop(),
  }
}

/** What comes with the hub: one file for each, named by its key. */
async function shippedIn<Content>(folder: string): Promise<Readonly<Record<string, Content>>> {
  const place = new URL(`./${folder}/`, import.meta.url)
  const names = (await readdir(place)).filter((name) => name.endsWith('.json')).sort()
  const read = await Promise.all(
    names.map(async (name) => [
      name.replace(/\.json$/, ''),
      JSON.parse(await readFile(new URL(name, place), 'utf8')) as Content,
    ]),
  )
  return Object.fromEntries(read) as Readonly<Record<string, Content>>
}

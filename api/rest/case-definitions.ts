/** What cases stand on: types, the catalogue, units, teams, people and settings, each kept as versions. */
import type { CaseDesk } from '../../engine/cases/case-desk.ts'
import { isFound, isLeaf, pathOf, type Catalogue, type CatalogueNode } from '../../engine/cases/catalogue.ts'
import type { Case } from '../../engine/cases/case.ts'
import type { CaseType } from '../../engine/cases/case-type.ts'
import { contents } from '../../engine/cases/create.ts'
import { organisationTree } from '../../engine/cases/organisation.ts'
import { presence } from '../../engine/cases/views.ts'
import type { Definition, Definitions } from '../../engine/definitions/definitions.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { differences, type Difference } from '../../engine/values/differences.ts'
import { matchKey } from '../../engine/values/persian-text.ts'
import type { Json } from '../../engine/values/json.ts'
import type { Page } from '../../engine/runs/service.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listCaseTypes'
  | 'getCaseType'
  | 'putCaseType'
  | 'listCatalogueSubjects'
  | 'getCatalogueSubject'
  | 'putCatalogueSubject'
  | 'listUnits'
  | 'getUnit'
  | 'putUnit'
  | 'listTeams'
  | 'getTeam'
  | 'putTeam'
  | 'listPosts'
  | 'getPost'
  | 'putPost'
  | 'getOrganisation'
  | 'listPeopleAtWork'
  | 'getPersonAtWork'
  | 'putPersonAtWork'
  | 'getWorkOfPerson'
  | 'getCaseSettings'
  | 'putCaseSettings'

/** Serves the definitions. */
export function caseDefinitionHandlers(desk: CaseDesk, clock: Clock): Handlers<Ids> {
  const types = definitionOperations(desk.types)
  const units = definitionOperations(desk.units)
  const teams = definitionOperations(desk.teams)
  const posts = definitionOperations(desk.posts)
  const people = definitionOperations(desk.people, ({ content }) => ({
    presence: presence(content, clock.now()),
  }))
  const subjects =
    (catalogue: Catalogue): ((one: { readonly key: string }) => object) =>
    ({ key }) => ({
      path: pathOf(catalogue, key),
      leaf: isLeaf(catalogue, key),
    })

  return {
    listCaseTypes: types.list,
    getCaseType: types.get,
    putCaseType: ({ params, body, ...how }) => types.put({ ...how, params, body: body as CaseType }),
    listUnits: units.list,
    getUnit: units.get,
    putUnit: units.put,
    listTeams: teams.list,
    getTeam: teams.get,
    putTeam: teams.put,
    listPosts: posts.list,
    getPost: posts.get,
    putPost: posts.put,
    getOrganisation: async () => {
      const [units, inPosts, inTeams, everybody] = await Promise.all([
        contents(desk.units),
        contents(desk.posts),
        contents(desk.teams),
        contents(desk.people),
      ])
      return ok(organisationTree({ units, posts: inPosts, teams: inTeams, people: everybody }))
    },
    listPeopleAtWork: people.list,
    getPersonAtWork: people.get,
    putPersonAtWork: people.put,
    listCatalogueSubjects: async ({ query }) => {
      const { q, parent, leaf, subject } = query
      const all = await desk.catalogue.all()
      const catalogue = await contents(desk.catalogue)
      const wanted = [...all.values()].filter(
        ({ key, content }) =>
          (parent === undefined || content.parent === parent) &&
          (subject === undefined || matchKey(content.subject ?? '') === matchKey(subject)) &&
          (leaf === undefined || isLeaf(catalogue, key) === leaf) &&
          (q === undefined || isFound(content, q)),
      )
      return ok(paged(wanted, query, subjects(catalogue)))
    },
    getCatalogueSubject: async ({ params: { key }, query: { version } }) => {
      const found = await desk.catalogue.get(key, version)
      return reply(found, subjects(await contents(desk.catalogue))(found))
    },
    putCatalogueSubject: async ({ params: { key }, body, caller, ifVersion }) => {
      const how = { body: body as CatalogueNode, by: caller.id, ifVersion }
      const [saved, changes] = await savedWith(desk.catalogue, key, how)
      return { ...reply(saved, subjects(await contents(desk.catalogue))(saved)), changes }
    },
    getWorkOfPerson: async ({ params: { key } }) => {
      const { content } = await desk.people.get(key)
      const counts = await desk.store.count({ assignee: key }, 'kind')
      const { counts: work } = await desk.cartable.of(key, 1)
      const recent = await desk.store.find({ assignee: key }, { limit: 20 })
      const of = (kind: string): number => counts.find((one) => one.key === kind)?.count ?? 0
      return ok({
        person: key,
        presence: presence(content, clock.now()),
        open: of('open'),
        waiting: of('waiting'),
        overdue: work.overdue,
        recent: activitiesOf(recent, key),
      })
    },
    getCaseSettings: async () =>
      ok((await desk.settings.find('cases'))?.content ?? { leafSubjectsOnly: false }),
    putCaseSettings: async ({ body, caller }) => {
      const [saved, changes] = await savedWith(desk.settings, 'cases', { body, by: caller.id })
      return { ...ok(saved.content), changes }
    },
  }
}

/** What somebody did on their cases, the newest first. */
function activitiesOf(cases: readonly Case[], person: string): readonly object[] {
  return cases
    .flatMap(({ id, number, trace }) =>
      trace
        .filter(({ by }) => by === person)
        .map(({ at, what, name, minutesSpent }) => ({
          case: id,
          number,
          at,
          what,
          ...(name !== undefined && { name }),
          ...(minutesSpent !== undefined && { minutesSpent }),
        })),
    )
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, 50)
}

type More<Content> = (definition: Definition<Content>) => object

/** A version as it is shown. */
function viewOf<Content>(
  { key, version, content, createdAt, createdBy }: Definition<Content>,
  more: object,
): object {
  return { key, version, definition: content, ...more, createdAt, createdBy }
}

function reply<Content>(definition: Definition<Content>, more: object): Reply {
  return ok(viewOf(definition, more), { etag: etag(definition.version) })
}

function paged<Content>(
  all: readonly Definition<Content>[],
  query: { readonly limit?: number; readonly after?: string },
  more: More<Content>,
): Page<object> {
  const { limit, after } = pageOf(query)
  const later = [...all]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .filter(({ key }) => after === undefined || key > after)
  const items = later.slice(0, limit)
  return {
    items: items.map((one) => viewOf(one, more(one))),
    next: later.length > limit ? (items.at(-1)?.key ?? null) : null,
  }
}

/** List, get and put of one kind of definitions, as handlers. */
export interface DefinitionOperations<Content> {
  readonly list: (request: {
    readonly query: { readonly limit?: number; readonly after?: string }
  }) => Promise<Reply>
  readonly get: (request: {
    readonly params: { readonly key: string }
    readonly query: { readonly version?: number }
  }) => Promise<Reply>
  readonly put: (request: {
    readonly params: { readonly key: string }
    readonly body: Content
    readonly caller: { readonly id: string }
    readonly ifVersion: number | undefined
  }) => Promise<Reply>
}

/** Saves a definition; tells what it changed, for the audit. */
export async function savedWith<Content>(
  definitions: Definitions<Content>,
  key: string,
  how: { readonly body: Content; readonly by: string; readonly ifVersion?: number | undefined },
): Promise<readonly [Definition<Content>, readonly Difference[]]> {
  const before = await definitions.find(key)
  const saved = await definitions.put(key, how.body, { by: how.by, ifVersion: how.ifVersion })
  if (saved.version === before?.version) return [saved, []]
  return [saved, differences(before?.content ?? {}, saved.content as Json)]
}

/** Makes the operations of one kind; `more` adds what is worked out. */
export function definitionOperations<Content>(
  definitions: Definitions<Content>,
  more: More<Content> = () => ({}),
): DefinitionOperations<Content> {
  return {
    list: async ({ query }) => {
      const { items, next } = await definitions.list(pageOf(query))
      return ok({ items: items.map((one) => viewOf(one, more(one))), next })
    },
    get: async ({ params: { key }, query: { version } }) => {
      const found = await definitions.get(key, version)
      return reply(found, more(found))
    },
    put: async ({ params: { key }, body, caller, ifVersion }) => {
      const [saved, changes] = await savedWith(definitions, key, { body, by: caller.id, ifVersion })
      return { ...reply(saved, more(saved)), changes }
    },
  }
}

/**
 * Definitions kept as data: case types, the service catalogue, teams and people, SLA policies, templates of work
 * packages. One way for all: a save is a new immutable version, the same content is not; the newest version rules,
 * in every process within two seconds; what comes with the hub is there from the first start and never overwrites.
 */
import { Problem, type FieldError, type ProblemCode } from '../../contracts/problems.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { DefinitionDocument, DefinitionStore } from '../store/definitions.ts'
import { positionOf } from '../store/page-cursor.ts'
import type { Clock } from '../values/clock.ts'
import { contentHash } from '../values/hash.ts'

/** One version of a definition. */
export interface Definition<Content> {
  readonly key: string
  readonly version: number
  readonly content: Content
  readonly createdAt: Date
  readonly createdBy: string
}

/** Saves and shows the definitions of one kind. */
export interface Definitions<Content> {
  /** Saves a new version. Raises `badInput` with every problem, and `preconditionFailed` for another `ifVersion`. */
  put(
    key: string,
    content: Content,
    how: { readonly by: string; readonly ifVersion?: number | undefined },
  ): Promise<Definition<Content>>
  /** Raises the not-found problem of its kind. */
  get(key: string, version?: number): Promise<Definition<Content>>
  find(key: string, version?: number): Promise<Definition<Content> | undefined>
  list(page: PageRequest): Promise<Page<Definition<Content>>>
  versions(key: string, page: PageRequest): Promise<Page<Definition<Content>>>
  /** The newest version of every key, at most two seconds old. */
  all(): Promise<ReadonlyMap<string, Definition<Content>>>
  /** Makes the indexes and saves what is shipped and not there yet. */
  prepare(): Promise<void>
}

/** What the definitions of a kind are made of. */
export interface DefinitionPorts<Content> {
  readonly store: DefinitionStore
  readonly clock: Clock
  /** In a sentence: `case type`. */
  readonly noun: string
  readonly notFound: ProblemCode
  /** Everything that is wrong with a definition beyond its schema. */
  readonly problemsIn?: (
    key: string,
    content: Content,
  ) => readonly FieldError[] | Promise<readonly FieldError[]>
  readonly shipped?: Readonly<Record<string, Content>>
}

/** How long a process believes its list of newest versions, ms. */
export const believedMs = 2_000
/** Definitions of one kind that rule at the same time, at most. */
const most = 20_000

const placeOf = (key: string, version: number): string => `${key}:${String(version)}`

/** Makes the service of one kind. */
export function definitions<Content>(ports: DefinitionPorts<Content>): Definitions<Content> {
  const { store, clock, noun } = ports
  const versions = new Map<string, Definition<Content>>()
  let newest:
    { readonly until: number; readonly all: Promise<ReadonlyMap<string, Definition<Content>>> } | undefined

  async function readAll(): Promise<ReadonlyMap<string, Definition<Content>>> {
    const found = await store.list(undefined, most)
    return new Map(found.map((document) => [document.key, opened(document)]))
  }

  function opened(document: DefinitionDocument): Definition<Content> {
    const place = placeOf(document.key, document.version)
    const known = versions.get(place)
    if (known !== undefined) return known
    const { key, version, content, createdAt, createdBy } = document
    const definition = { key, version, content: JSON.parse(content) as Content, createdAt, createdBy }
    if (versions.size > most) versions.clear()
    versions.set(place, definition)
    return definition
  }

  async function find(key: string, version?: number): Promise<Definition<Content> | undefined> {
    const known = version === undefined ? undefined : versions.get(placeOf(key, version))
    if (known !== undefined) return known
    const found = version === undefined ? await store.newest(key) : await store.version(key, version)
    return found && opened(found)
  }

  async function get(key: string, version?: number): Promise<Definition<Content>> {
    const found = await find(key, version)
    if (found !== undefined) return found
    const which = version === undefined ? '' : ` in version ${String(version)}`
    throw new Problem(ports.notFound, `There is no ${noun} "${key}"${which}.`)
  }

  async function put(
    ...[key, content, how]: Parameters<Definitions<Content>['put']>
  ): Promise<Definition<Content>> {
    const errors = (await ports.problemsIn?.(key, content)) ?? []
    if (errors.length > 0) throw new Problem('badInput', `The ${noun} cannot be saved.`, { errors })
    for (;;) {
      const present = await store.newest(key)
      checkVersion(present?.version ?? 0, how.ifVersion)
      const saved = await saveAfter(present, { key, content, by: how.by })
      if (saved !== undefined) return saved
    }
  }

  /** The same content makes no new version; `undefined` when somebody else took the number. */
  async function saveAfter(
    present: DefinitionDocument | undefined,
    { key, content, by }: { readonly key: string; readonly content: Content; readonly by: string },
  ): Promise<Definition<Content> | undefined> {
    const hash = contentHash(content)
    if (present?.contentHash === hash) return opened(present)
    const version = (present?.version ?? 0) + 1
    const text = JSON.stringify(content)
    const next = { key, version, content: text, contentHash: hash, createdAt: clock.now(), createdBy: by }
    if (!(await store.add(next))) return undefined
    newest = undefined
    return get(key, version)
  }

  function checkVersion(present: number, wanted: number | undefined): void {
    if (wanted === undefined || wanted === present) return
    throw new Problem('preconditionFailed', `The ${noun} is in version ${String(present)}.`)
  }

  return {
    put,
    get,
    find,
    all: () => {
      const nowMs = clock.now().getTime()
      if (newest === undefined || nowMs >= newest.until) {
        const all = readAll()
        newest = { until: nowMs + believedMs, all }
        all.catch(() => (newest = undefined))
      }
      return newest.all
    },
    list: async ({ limit, after }) => {
      const found = await store.list(after, limit + 1)
      const items = found.slice(0, limit).map(opened)
      return { items, next: found.length > limit ? (items.at(-1)?.key ?? null) : null }
    },
    versions: async (key, { limit, after }) => {
      const below = after === undefined ? undefined : positionOf(after)
      const found = await store.versions(key, below, limit + 1)
      if (found.length === 0 && below === undefined) await get(key)
      const items = found.slice(0, limit).map(opened)
      return { items, next: found.length > limit ? String(items.at(-1)?.version ?? '') : null }
    },
    prepare: async () => {
      await store.prepare()
      for (const [key, content] of Object.entries(ports.shipped ?? {})) {
        if ((await store.newest(key)) === undefined) await put(key, content, { by: 'shipped' })
      }
    },
  }
}

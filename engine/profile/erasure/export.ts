/**
 * Everything that is known of somebody, as one JSON document that is written while it is read: the profile with where
 * every value comes from, its records and former states, what was decided about it, what it owns, what happened, and
 * where else it is mentioned. Of documents that are about others too, only the parts that are about the person.
 */
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { MatchDecisionStore } from '../../store/match-decisions.ts'
import type { MatchPairStore } from '../../store/match-pairs.ts'
import type { ProfileDocument, ProfileStore } from '../../store/profiles.ts'
import type { ProfileVersionStore } from '../../store/profile-versions.ts'
import type { SourceRecordStore } from '../../store/source-records.ts'
import type { TraceDocument, TraceStore } from '../../store/traces.ts'
import type { WriteBackStore } from '../../store/write-backs.ts'
import type { Clock } from '../../values/clock.ts'
import type { JsonObject } from '../../values/json.ts'
import type { CustomFieldReader } from '../custom/custom-fields.ts'
import { foldedOf } from '../profile-document.ts'
import type { Profiles } from '../service.ts'
import { changeView, sourceView } from '../views.ts'
import { gathering } from './gathering.ts'
import { maskingOf, type Masking } from './masking.ts'

/** What exporting is made of. */
export interface ExportPorts {
  readonly traces: TraceStore
  readonly records: SourceRecordStore
  readonly profiles: ProfileStore
  readonly versions: ProfileVersionStore
  readonly writeBacks: Pick<WriteBackStore, 'list'>
  readonly pairs: Pick<MatchPairStore, 'of'>
  readonly decisions: Pick<MatchDecisionStore, 'list'>
  readonly feed: Pick<ChangeFeed, 'of'>
  readonly reading: Pick<Profiles, 'byIds' | 'timeline' | 'corrections'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  readonly living: (id: string) => Promise<ProfileDocument>
  readonly clock: Clock
}

/** Exports. */
export interface Exports {
  /** The id of the living profile, and the text of the document, piece by piece. Raises `profileNotFound`. */
  begin(id: string): Promise<{ readonly profile: string; readonly pieces: AsyncGenerator<string> }>
}

const pageSize = 200
/** Told in parts of their own, or not about anybody. */
const toldElsewhere = new Set(['sourceRecords', 'profileVersions', 'profileChanges', 'matchDecisions'])

type Page<Item> = (
  after: string | undefined,
) => Promise<{ readonly items: readonly Item[]; readonly next: string | null }>

/** Makes it. */
export function exports(ports: ExportPorts): Exports {
  const { traces, records, versions, reading, clock } = ports
  const gather = gathering(ports)

  async function* states(ids: readonly string[]): AsyncGenerator<object> {
    for (const id of ids) {
      for (let after = 0; ;) {
        const found = await versions.of(id, { limit: pageSize, after })
        for (const { profileId, version, since, until, folded } of found)
          yield { profile: profileId, version, since, until, ...shownState(folded) }
        const last = found.at(-1)
        if (last === undefined) break
        after = last.seq
      }
    }
  }

  async function* changes(ids: readonly string[]): AsyncGenerator<object> {
    for (const id of ids)
      for (let before: number | undefined; ;) {
        const found = await ports.feed.of(id, { limit: pageSize, ...(before !== undefined && { before }) })
        for (const change of found) yield changeView(change)
        const last = found.at(-1)
        if (last === undefined) break
        before = last._id
      }
  }

  async function* mentions(ids: readonly string[], masking: Masking): AsyncGenerator<object> {
    for (const place of await traces.places()) {
      if (toldElsewhere.has(place)) continue
      for await (const document of documents(place)) {
        const parts = partsOf(document, ids, masking)
        if (parts.length > 0) yield { place, id: String(document._id), parts }
      }
    }
  }

  async function* documents(place: string): AsyncGenerator<TraceDocument> {
    for (let after: string | null = null; ;) {
      const page = await traces.page(place, after, pageSize)
      yield* page.documents
      if (page.documents.length < pageSize) return
      after = page.last
    }
  }

  async function* of(profile: ProfileDocument): AsyncGenerator<string> {
    const { _id: id } = profile
    const aliases = await ports.profiles.aliases([id])
    const ids = [id, ...aliases]
    const sought = await gather.of(ids)
    const masking = maskingOf(sought.terms)
    const own = await records.byIds(sought.records)
    const [view] = await reading.byIds([id])
    const pairs = await ports.pairs.of(sought.records)
    const assets = (view?.assets ?? []).map((asset) => asset.id)
    yield `{"exportedAt":${JSON.stringify(clock.now())},"profile":${JSON.stringify(view)}`
    yield `,"mergedIds":${JSON.stringify(aliases)},"pins":${JSON.stringify(await reading.corrections.pins(id))}`
    yield* list('records', own.map(sourceView))
    yield* list('formerStates', states(ids))
    yield* list('changes', changes(ids))
    yield* list(
      'decisions',
      pages((after) => reading.corrections.decisions({ profile: id }, pageAfter(after))),
    )
    yield* list(
      'possibleDuplicates',
      pairs.map(({ ends, review }) => ({ records: ends, review })),
    )
    yield* list('assets', await reading.byIds(assets))
    yield* list(
      'timeline',
      pages((after) => reading.timeline(id, pageAfter(after))),
    )
    yield* list('mentions', mentions(ids, masking))
    yield '}'
  }

  return {
    begin: async (id) => {
      const profile = await ports.living(id)
      return { profile: profile._id, pieces: of(profile) }
    },
  }
}

function pageAfter(after: string | undefined): { readonly limit: number; readonly after?: string } {
  return { limit: pageSize, ...(after !== undefined && { after }) }
}

async function* pages<Item>(page: Page<Item>): AsyncGenerator<Item> {
  for (let after: string | undefined; ;) {
    const { items, next } = await page(after)
    yield* items
    if (next === null) return
    after = next
  }
}

async function* list(name: string, items: Iterable<object> | AsyncIterable<object>): AsyncGenerator<string> {
  let before = `,${JSON.stringify(name)}:[`
  for await (const item of items) {
    yield before + JSON.stringify(item)
    before = ','
  }
  yield before === ',' ? ']' : `${before}]`
}

function shownState(folded: string): JsonObject {
  const { attributes, identifiers } = foldedOf({ folded })
  return { attributes, identifiers }
}

/** A case that the person opened is theirs as a whole. */
function partsOf(document: TraceDocument, ids: readonly string[], masking: Masking): readonly object[] {
  const { requester } = document as { readonly requester?: { readonly profileId?: string } }
  const isTheirs = requester?.profileId !== undefined && ids.includes(requester.profileId)
  return isTheirs ? [{ path: '', value: document }] : masking.parts(document)
}

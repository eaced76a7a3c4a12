/**
 * Sources that give lists of all there is, in no order: exported files. What is new or changed goes on; at the end of a
 * list, what was in one before and not in this one is told as deleted. Memory holds a page.
 *
 * A page is remembered after its items are stored and before the cursor moves; a crash in between reads it again and
 * tells the same, or nothing once it is remembered. A list that breaks off tells nothing as deleted.
 */
import type { PolledPage, SourceItem } from '../../adapters/adapter.ts'
import type { FullListPart } from '../../adapters/polled-parts.ts'
import type { FullListStore, ListedItem } from '../store/full-lists.ts'
import { contentHash } from '../values/hash.ts'

/** What a page changes. */
export interface FullListChange {
  /** New and changed items. */
  readonly items: readonly SourceItem[]
  /** Remembers the page; comes after its items are stored. */
  readonly remember: () => Promise<void>
  /** The next of those that have gone, when those before are stored; none at the end. Comes after `remember`. */
  readonly nextGone: () => Promise<readonly SourceItem[]>
}

/** Hexadecimal digits of a hash that are kept: 2^-64 is the chance that a change is overlooked. */
const hashDigits = 16
/** Items that have gone which are told at a time. */
const goneAtATime = 500

/** Compares a page with the lists before. `source` is `<connection>/<source>`. */
export async function fullListChange(
  store: FullListStore,
  source: string,
  page: PolledPage & { readonly fullList: FullListPart },
): Promise<FullListChange> {
  const { round, isFirst, isLast, type } = page.fullList
  if (isFirst) await store.forget(source, round)
  const entries = page.items.map(entryOf)
  const named = entries.filter((_, at) => !isUnnamed(page.items[at]))
  const known = await store.hashes(
    source,
    named.map(({ externalId }) => externalId),
  )
  let told: readonly string[] = []
  return {
    // What could not be read before may be readable now.
    items: page.items.filter((item, at) => {
      const entry = entries[at]
      return hasProblem(item) || (entry !== undefined && known.get(entry.externalId) !== entry.hash)
    }),
    remember: () => store.keep(source, round, named),
    nextGone: async () => {
      if (told.length > 0) await store.drop(source, told)
      told = isLast ? await store.unseen(source, round, goneAtATime) : []
      return told.map((externalId) => deletion({ externalId, type, round }))
    },
  }
}

function hasProblem({ body }: SourceItem): boolean {
  return body.kind === 'sourceRecord' && body.problem !== undefined
}

function isUnnamed(item: SourceItem | undefined): boolean {
  return item?.body.kind === 'sourceRecord' && item.body.isUnnamed === true
}

function entryOf({ body }: SourceItem): ListedItem {
  if (body.kind !== 'sourceRecord') return { externalId: '', hash: '' }
  const { origin: _origin, made: _made, ...content } = body
  return { externalId: body.externalId, hash: contentHash(content).slice(0, hashDigits) }
}

interface Gone {
  readonly externalId: string
  readonly type: string
  readonly round: number
}

function deletion({ externalId, type, round }: Gone): SourceItem {
  return {
    dedupKey: `${String(round)}:gone:${externalId}`,
    body: { kind: 'sourceRecord', type, externalId, data: {}, deleted: true },
  }
}

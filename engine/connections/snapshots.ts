/**
 * Sources without a watermark: every round reads all there is, page by page, and is compared with the round before
 * by a hash of each item. What is new or changed goes on, what has gone is told as deleted. Memory holds two pages.
 *
 * A page is remembered after its items are stored and before the cursor moves; a crash in between reads it again
 * and finds the same differences, because the round before is not touched.
 *
 * A source that tells changes since a snapshot, and has to take another one when it has lost some, has what it told
 * meanwhile noted beside that snapshot.
 */
import type { PolledPage, SourceItem } from '../../adapters/adapter.ts'
import type { SnapshotPart } from '../../adapters/polled-parts.ts'
import type { SnapshotEntry, SnapshotStore } from '../store/snapshots.ts'
import { contentHash } from '../values/hash.ts'

/** What a page changes. */
export interface SnapshotChange {
  /** New and changed items, and those that have gone. */
  readonly items: readonly SourceItem[]
  /** Remembers the page; comes after its items are stored. */
  readonly remember: () => Promise<void>
}

/** Hexadecimal digits of a hash that are kept: 2^-64 is the chance that a change is overlooked. */
const hashDigits = 16

/** Compares a page with the round before. `source` is `<connection>/<source>`; a page of no snapshot is new. */
export async function snapshotChange(
  store: SnapshotStore,
  source: string,
  page: PolledPage,
): Promise<SnapshotChange> {
  const { snapshot, since } = page
  if (snapshot === undefined) {
    const remember = async (): Promise<void> =>
      since === undefined ? undefined : store.touch(source, since.round, page.items.map(entryOf))
    return { items: page.items, remember }
  }
  await store.forget(source, snapshot)
  const before = new Map((await store.before(source, snapshot)).map((entry) => [entry.place, entry]))
  const entries = page.items.map(entryOf)
  const changed = page.items.filter((_, at) => {
    const entry = entries[at]
    return entry !== undefined && before.get(entry.place)?.hash !== entry.hash
  })
  const present = new Set(entries.map(({ place }) => place))
  const told = new Set(entries.map(({ externalId }) => externalId))
  // A thing whose row has another id now is not gone, and a row that names none was no thing.
  const gone = [...before.values()].filter(
    ({ place, externalId }) => externalId !== '' && !present.has(place) && !told.has(externalId),
  )
  return {
    items: [
      ...changed.map((item) => ({ ...item, dedupKey: `${String(snapshot.round)}:${item.dedupKey}` })),
      ...gone.map((entry) => deletion(entry, snapshot)),
    ],
    remember: () => store.keep(source, snapshot, entries),
  }
}

function entryOf({ body, place = '' }: SourceItem): SnapshotEntry {
  if (body.kind !== 'sourceRecord') return { place, externalId: '', hash: hashOf(body) }
  const { made: _made, ...content } = body
  return { place, externalId: body.isUnnamed ? '' : body.externalId, hash: hashOf(content) }
}

function hashOf(content: object): string {
  return contentHash(content).slice(0, hashDigits)
}

function deletion({ externalId }: SnapshotEntry, { type, round }: SnapshotPart): SourceItem {
  return {
    dedupKey: `${String(round)}:gone:${externalId}`,
    body: { kind: 'sourceRecord', type, externalId, data: {}, deleted: true },
  }
}

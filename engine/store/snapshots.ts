/**
 * What the last snapshot of a source looked like, so that the next one can be compared with it: for each page one
 * document with the hash of every item, packed. Pages of the round before are kept until the present one has passed
 * them.
 */
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'

import { Binary } from 'bson'
import type mongoose from 'mongoose'

const pack = promisify(deflateRaw)
const unpack = promisify(inflateRaw)

/** One item of a snapshot. */
export interface SnapshotEntry {
  /** ASCII text in the order of the source. */
  readonly place: string
  readonly externalId: string
  /** Short hash of the content. */
  readonly hash: string
}

/** A page of a snapshot as stored; the id is made of source, round and beginning. */
interface SnapshotPageDocument {
  readonly _id: string
  readonly source: string
  readonly round: number
  /** Place of the last entry; above everything at the end of the snapshot. */
  readonly to: string
  readonly entries: Binary
}

/** A part of a snapshot: the items after a place, up to and with another. */
export interface SnapshotRange {
  readonly round: number
  readonly after: string | null
  readonly upTo: string | null
}

/** An item that was told to have changed since a snapshot. */
interface TouchedDocument {
  readonly _id: string
  readonly source: string
  readonly round: number
  readonly place: string
  readonly externalId: string
}

/** Access to snapshots; a source is named `<connection>/<source>`. */
export interface SnapshotStore {
  prepare(): Promise<void>
  /** What the round before had in a range, in order. */
  before(source: string, range: SnapshotRange): Promise<readonly SnapshotEntry[]>
  /** Keeps what a range holds now; the same again changes nothing. */
  keep(source: string, range: SnapshotRange, entries: readonly SnapshotEntry[]): Promise<void>
  /** Items are no longer as they were in a round: in `before` they have no hash. */
  touch(source: string, round: number, items: readonly Omit<SnapshotEntry, 'hash'>[]): Promise<void>
  /** Forgets what can never be asked for again once everything up to the range's beginning is stored. */
  forget(source: string, range: SnapshotRange): Promise<void>
}

/** Above every place: places are ASCII. */
const end = '\u{10ffff}'

/** Opens the snapshots on a database connection. */
export function snapshotStore(connection: mongoose.Connection): SnapshotStore {
  const pages = connection.collection<SnapshotPageDocument>('sourceSnapshots')
  const touched = connection.collection<TouchedDocument>('sourceTouched')
  return {
    prepare: async () => {
      await pages.createIndex({ source: 1, round: 1, to: 1 })
      await touched.createIndex({ source: 1, round: 1, place: 1 })
    },
    before: async (source, { round, after, upTo }) => {
      const found = pages
        .find({ source, round: round - 1, ...(after !== null && { to: { $gt: after } }) })
        .sort({ to: 1 })
      const entries: SnapshotEntry[] = []
      for await (const page of found) {
        const held = await unpacked(page.entries)
        entries.push(
          ...held.filter(
            ({ place }) => (after === null || place > after) && (upTo === null || place <= upTo),
          ),
        )
        if (upTo !== null && page.to >= upTo) break
      }
      await found.close()
      const range = { ...(after !== null && { $gt: after }), ...(upTo !== null && { $lte: upTo }) }
      const changed = await touched
        .find({ source, round: round - 1, ...(Object.keys(range).length > 0 && { place: range }) })
        .toArray()
      return changed.length === 0 ? entries : withTouched(entries, changed)
    },
    keep: async (source, { round, after, upTo }, entries) => {
      const _id = `${source}/${String(round)}/${after ?? ''}`
      const document = { _id, source, round, to: upTo ?? end, entries: await packed(entries) }
      await pages.replaceOne({ _id }, document, { upsert: true })
    },
    touch: async (source, round, items) => {
      if (items.length === 0) return
      await touched.bulkWrite(
        items.map(({ place, externalId }) => ({
          replaceOne: {
            filter: { _id: `${source}/${String(round)}/${place}` },
            replacement: { source, round, place, externalId },
            upsert: true,
          },
        })),
        { ordered: false },
      )
    },
    forget: async (source, { round, after }) => {
      // At the beginning of a round nothing of it, of a later one, or of those before the last is worth anything.
      const stale = { source, $or: [{ round: { $gte: round } }, { round: { $lt: round - 1 } }] }
      await pages.deleteMany(after === null ? stale : { source, round: round - 1, to: { $lte: after } })
      await touched.deleteMany(after === null ? stale : { source, round: round - 1, place: { $lte: after } })
    },
  }
}

/** What was touched differs from whatever comes next, and is told as gone when it does not come. */
function withTouched(
  entries: readonly SnapshotEntry[],
  changed: readonly TouchedDocument[],
): readonly SnapshotEntry[] {
  const all = new Map(entries.map((entry) => [entry.place, entry]))
  for (const { place, externalId } of changed) all.set(place, { place, externalId, hash: '' })
  return [...all.values()].sort((a, b) => (a.place < b.place ? -1 : 1))
}

async function packed(entries: readonly SnapshotEntry[]): Promise<Binary> {
  const lines = entries.map(({ place, externalId, hash }) => JSON.stringify([place, externalId, hash]))
  return new Binary(await pack(lines.join('\n')))
}

async function unpacked(entries: Binary): Promise<readonly SnapshotEntry[]> {
  const text = (await unpack(entries.buffer)).toString()
  if (text === '') return []
  return text.split('\n').map((line) => {
    const [place = '', externalId = '', hash = ''] = JSON.parse(line) as readonly string[]
    return { place, externalId, hash }
  })
}

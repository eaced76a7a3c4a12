/**
 * Everything in which somebody may be mentioned: all collections but those that hold only settings or what is looked
 * after elsewhere. What a new room of the hub stores is therefore found without anybody thinking of it.
 */
import { EJSON } from 'bson'
import type mongoose from 'mongoose'
import { isTwin } from './twins.ts'

/** A document of any collection. */
export interface TraceDocument {
  readonly _id: unknown
  readonly [name: string]: unknown
}

/** Access to them. */
export interface TraceStore {
  /** Names of the places, those first whose ids lead on to others. */
  places(): Promise<readonly string[]>
  /** About how many documents there are in all of them. */
  count(): Promise<number>
  /** Documents of a place in the order of their ids, after a cursor. */
  page(
    place: string,
    after: string | null,
    limit: number,
  ): Promise<{ readonly documents: readonly TraceDocument[]; readonly last: string | null }>
  /** Puts a masked document in place of the one that was read; false when somebody changed it meanwhile. */
  mask(place: string, before: TraceDocument, after: TraceDocument): Promise<boolean>
  /** Takes away the bytes of files. */
  dropFiles(ids: readonly string[]): Promise<number>
}

/** Settings, definitions, secrets, and what holds nothing of anybody. */
const untold = new Set([
  'apiKeys',
  'attachments',
  'calendarVersions',
  'connections',
  'dataQuality',
  'dataQualityRows',
  'contentParts',
  'contents',
  'definitions',
  'deployedContents',
  'deployments',
  'erasureTombstones',
  'erasures',
  'importParts',
  'importRows',
  'matchModelActivations',
  'matchModels',
  'keptSecrets',
  'matchPairs',
  'nonces',
  'profiles',
  'relays',
  'ruleCursors',
  'ruleSetVersions',
  'sourceSnapshots',
  'sources',
  'survivorshipPolicies',
  'timerStarts',
  'workers',
])
const first = ['sourceRecords', 'runs', 'cases']
/** Fields that count the writes of a document. */
const counters = ['seq', 'revision', 'turn', 'times'] as const

/** Opens them on a database connection. */
export function traceStore(connection: mongoose.Connection): TraceStore {
  const collection = (place: string): mongoose.Collection<TraceDocument> =>
    connection.collection<TraceDocument>(place)

  async function places(): Promise<readonly string[]> {
    const names = (await connection.listCollections()).map(({ name }) => name)
    const told = names.filter((name) => !untold.has(name) && !name.startsWith('system.')).sort()
    return [...first.filter((name) => told.includes(name)), ...told.filter((name) => !first.includes(name))]
  }

  async function isWritten(place: string, filter: object, change: Change): Promise<boolean> {
    const update = change as mongoose.mongo.UpdateFilter<TraceDocument>
    return (await collection(place).updateOne(filter, update)).matchedCount === 1
  }

  return {
    places,
    count: async () => {
      const counts = await Promise.all(
        (await places()).map((place) => collection(place).estimatedDocumentCount()),
      )
      return counts.reduce((sum, count) => sum + count, 0)
    },
    page: async (place, after, limit) => {
      const beyond =
        after === null ? {} : { _id: { $gt: (EJSON.parse(after) as { readonly id: unknown }).id } }
      const documents = await collection(place)
        .find(beyond as mongoose.mongo.Filter<TraceDocument>)
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      const last = documents.at(-1)
      return { documents, last: last === undefined ? null : EJSON.stringify({ id: last._id }) }
    },
    mask: async (place, before, after) => {
      const change = changeOf(before, after)
      const filter = sameAs(before)
      try {
        return await isWritten(place, filter, change)
      } catch (error) {
        if (!isTwin(error)) throw error
        // Two that are told apart by a masked key need one of their own.
        const unique = Object.fromEntries(
          Object.entries(change.$set).map(([name, value]) => [
            name,
            typeof value === 'string' && value.includes('***') && value.length < 1_000
              ? `${value}:${String(before._id)}`
              : value,
          ]),
        )
        return await isWritten(place, filter, { ...change, $set: unique })
      }
    },
    dropFiles: async (ids) => {
      if (ids.length === 0) return 0
      const files = connection.collection<{ readonly _id: string }>('attachments')
      return (await files.deleteMany({ _id: { $in: [...ids] } })).deletedCount
    },
  }
}

/** A filter that finds the document only as it was read. */
function sameAs(before: TraceDocument): object {
  const counter = counters.find((name) => typeof before[name] === 'number')
  return { _id: before._id, ...(counter !== undefined && { [counter]: before[counter] }) }
}

interface Change {
  readonly $set: Readonly<Record<string, unknown>>
  readonly $unset?: Readonly<Record<string, true>>
  readonly $inc?: Readonly<Record<string, number>>
}

/** What differs; a counter moves on, so that whoever holds the former state cannot write it back. */
function changeOf(before: TraceDocument, after: TraceDocument): Change {
  const set = Object.entries(after).filter(([name, value]) => before[name] !== value)
  const gone = Object.keys(before).filter((name) => !(name in after))
  const isCounted = typeof before['seq'] === 'number'
  return {
    $set: Object.fromEntries(set),
    ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((name) => [name, true as const])) }),
    ...(isCounted && { $inc: { seq: 1 } }),
  }
}

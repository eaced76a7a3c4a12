/** Definitions that people keep as data (case types, teams, SLA policies …): immutable versions, the newest rules. */
import type mongoose from 'mongoose'
import { isTwin } from './twins.ts'

/** One version of one definition. `_id` is `<kind>/<key>:<version>`. */
export interface DefinitionDocument {
  readonly _id: string
  readonly kind: string
  readonly key: string
  readonly version: number
  /** The definition as JSON text. */
  readonly content: string
  readonly contentHash: string
  readonly createdAt: Date
  /** Id of the key or user; `shipped` for what comes with the hub. */
  readonly createdBy: string
}

/** Access to the definitions of one kind. */
export interface DefinitionStore {
  prepare(): Promise<void>
  newest(key: string): Promise<DefinitionDocument | undefined>
  version(key: string, version: number): Promise<DefinitionDocument | undefined>
  /** False when that version number is taken. */
  add(document: Omit<DefinitionDocument, '_id' | 'kind'>): Promise<boolean>
  /** The newest version of each key, by key. */
  list(after: string | undefined, limit: number): Promise<readonly DefinitionDocument[]>
  /** Versions of one key, the newest first, below a version. */
  versions(key: string, below: number | undefined, limit: number): Promise<readonly DefinitionDocument[]>
}

/** Opens the definitions of a kind on a database connection. */
export function definitionStore(connection: mongoose.Connection, kind: string): DefinitionStore {
  const definitions = connection.collection<DefinitionDocument>('definitions')
  return {
    prepare: async () => {
      await definitions.createIndexes([{ key: { kind: 1, key: 1, version: -1 }, unique: true }])
    },
    newest: async (key) =>
      (await definitions.find({ kind, key }).sort({ version: -1 }).limit(1).toArray())[0],
    version: async (key, version) =>
      (await definitions.findOne({ _id: `${kind}/${key}:${String(version)}` })) ?? undefined,
    add: async (document) => {
      const _id = `${kind}/${document.key}:${String(document.version)}`
      const inserted = definitions.insertOne({ _id, kind, ...document })
      return inserted.then(
        () => true,
        (error: unknown) => {
          if (isTwin(error)) return false
          throw error
        },
      )
    },
    list: (after, limit) =>
      definitions
        .aggregate<DefinitionDocument>([
          { $match: { kind, ...(after !== undefined && { key: { $gt: after } }) } },
          { $sort: { key: 1, version: -1 } },
          { $group: { _id: '$key', newest: { $first: '$$ROOT' } } },
          { $sort: { _id: 1 } },
          { $limit: limit },
          { $replaceRoot: { newRoot: '$newest' } },
        ])
        .toArray(),
    versions: (key, below, limit) =>
      definitions
        .find({ kind, key, ...(below !== undefined && { version: { $lt: below } }) })
        .sort({ version: -1 })
        .limit(limit)
        .toArray(),
  }
}

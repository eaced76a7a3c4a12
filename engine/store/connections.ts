/** Connections in the store: settings as JSON text with every secret sealed. */
import type mongoose from 'mongoose'

/** A connection as stored; the id is its name. */
export interface ConnectionDocument {
  readonly _id: string
  readonly adapter: string
  /** JSON text; secret values are sealed. */
  readonly settings: string
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Access to connections. */
export interface ConnectionStore {
  /** False when the name is taken. */
  create(document: ConnectionDocument): Promise<boolean>
  /** False when the stored version is not `version - 1`. */
  replace(document: ConnectionDocument): Promise<boolean>
  /** False when it is not there in that version. */
  remove(name: string, version: number): Promise<boolean>
  load(name: string): Promise<ConnectionDocument | undefined>
  all(): Promise<readonly ConnectionDocument[]>
  /** Names and versions, to see what has changed. */
  versions(): Promise<ReadonlyMap<string, number>>
}

/** Opens the connections on a database connection. */
export function connectionStore(connection: mongoose.Connection): ConnectionStore {
  const connections = connection.collection<ConnectionDocument>('connections')
  return {
    create: async (document) => {
      const { upsertedCount } = await connections.updateOne(
        { _id: document._id },
        { $setOnInsert: document },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    replace: async (document) => {
      const { modifiedCount } = await connections.replaceOne(
        { _id: document._id, version: document.version - 1 },
        document,
      )
      return modifiedCount === 1
    },
    remove: async (name, version) => (await connections.deleteOne({ _id: name, version })).deletedCount === 1,
    load: async (name) => (await connections.findOne({ _id: name })) ?? undefined,
    all: () => connections.find().sort({ _id: 1 }).toArray(),
    versions: async () => {
      const found = await connections.find({}, { projection: { version: 1 } }).toArray()
      return new Map(found.map(({ _id, version }) => [_id, version]))
    },
  }
}

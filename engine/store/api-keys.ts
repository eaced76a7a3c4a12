/** API keys in the store: the digest of the secret; the secret itself only sealed, and only where it is needed. */
import type mongoose from 'mongoose'

import type { JsonObject } from '../values/json.ts'

/** A key as stored. */
export interface ApiKeyDocument {
  readonly _id: string
  readonly name: string
  readonly scopes: readonly string[]
  /** Keys of roles, whose scopes it has too. */
  readonly roles?: readonly string[]
  /** SHA-256 of the secret part in hex; the secret has 256 random bits, so no slow hash is needed. */
  readonly digest: string
  readonly createdAt: Date
  readonly createdBy: string
  readonly expiresAt?: Date
  /** `{ secret }`, sealed under the master key: only of keys that log in by a password digest. */
  readonly sealed?: JsonObject
}

/** Access to API keys. */
export interface ApiKeyStore {
  add(key: ApiKeyDocument): Promise<void>
  load(id: string): Promise<ApiKeyDocument | undefined>
  list(page: { readonly after?: string; readonly limit: number }): Promise<readonly ApiKeyDocument[]>
  /** False when there is none. */
  remove(id: string): Promise<boolean>
}

/** Opens the keys on a database connection. */
export function apiKeyStore(connection: mongoose.Connection): ApiKeyStore {
  const keys = connection.collection<ApiKeyDocument>('apiKeys')
  return {
    add: async (key) => void (await keys.insertOne(key)),
    load: async (id) => (await keys.findOne({ _id: id })) ?? undefined,
    list: ({ after, limit }) =>
      keys
        .find(after === undefined ? {} : { _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    remove: async (id) => (await keys.deleteOne({ _id: id })).deletedCount === 1,
  }
}

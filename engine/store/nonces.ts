/** Values that may be used once: the first to take one has it, whichever process it asks. */
import type mongoose from 'mongoose'

import { derivedId } from '../values/hash.ts'

/** Access to nonces. */
export interface NonceStore {
  /** False when it was taken before. Forgotten some time after `until`. */
  take(nonce: string, until: Date): Promise<boolean>
  /** Whether it was taken before. */
  has(nonce: string): Promise<boolean>
}

const duplicateKey = 11_000

/** Opens the nonces on a database connection. */
export function nonceStore(connection: mongoose.Connection): NonceStore {
  const nonces = connection.collection<{ readonly _id: string; readonly until: Date }>('nonces')
  return {
    has: async (nonce) => (await nonces.findOne({ _id: derivedId('nonce', nonce) })) !== null,
    take: async (nonce, until) => {
      try {
        await nonces.insertOne({ _id: derivedId('nonce', nonce), until })
        return true
      } catch (error) {
        if (typeof error === 'object' && error !== null && 'code' in error && error.code === duplicateKey)
          return false
        throw error
      }
    },
  }
}

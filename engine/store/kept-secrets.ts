/**
 * Secrets that a remote changes as we go (refresh tokens), sealed, one document for each name of each connection. Whoever
 * changes one holds it for a time, so that two processes do not use up the same token.
 */
import type mongoose from 'mongoose'
import { isTwin } from './twins.ts'

/** A secret as stored; the id is `<connection>/<name>`. */
export interface KeptSecret {
  readonly _id: string
  /** Sealed; absent until the first one is kept. */
  readonly sealed?: string
  /** Who is changing it, and until when at the latest. */
  readonly holder?: string
  readonly heldUntil: Date
}

/** Access to them. */
export interface KeptSecretStore {
  /** Takes hold of one, making its document if need be; `undefined` while another holds it. */
  hold(
    id: string,
    lease: { readonly holder: string; readonly now: Date; readonly until: Date },
  ): Promise<KeptSecret | undefined>
  /** Keeps the new one and lets go; false when another has taken hold meanwhile, and then nothing is changed. */
  keep(id: string, holder: string, sealed: string): Promise<boolean>
  /** Lets go of what stays as it is. */
  release(id: string, holder: string): Promise<void>
  /** Removes those of a connection. */
  removeOf(connection: string): Promise<void>
}

/** Opens them on a database connection. */
export function keptSecretStore(connection: mongoose.Connection): KeptSecretStore {
  const secrets = connection.collection<KeptSecret>('keptSecrets')
  const never = new Date(0)

  /** Two processes may both find it missing; the second insert meets the first. */
  async function ensure(id: string): Promise<void> {
    await secrets
      .updateOne({ _id: id }, { $setOnInsert: { heldUntil: never } }, { upsert: true })
      .catch((error: unknown) => {
        if (!isTwin(error)) throw error
      })
  }

  return {
    hold: async (id, { holder, now, until }) => {
      await ensure(id)
      const held = await secrets.findOneAndUpdate(
        { _id: id, heldUntil: { $lte: now } },
        { $set: { holder, heldUntil: until } },
        { returnDocument: 'after' },
      )
      return held ?? undefined
    },
    keep: async (id, holder, sealed) => {
      const change = { $set: { sealed, heldUntil: never } }
      return (await secrets.updateOne({ _id: id, holder }, change)).matchedCount === 1
    },
    release: async (id, holder) => {
      await secrets.updateOne({ _id: id, holder }, { $set: { heldUntil: never } })
    },
    removeOf: async (name) => {
      await secrets.deleteMany({ _id: { $gte: `${name}/`, $lt: `${name}0` } })
    },
  }
}

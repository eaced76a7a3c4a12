/**
 * How far the feeds have been relayed: one document for each relay with its positions and the process that carries it.
 * One at a time does, so that the order holds; a silent one is replaced after its lease.
 */
import type mongoose from 'mongoose'

interface RelayDocument {
  readonly _id: string
  readonly owner: string
  readonly leaseUntil: Date
  readonly positions: Readonly<Record<string, string>>
}

/** Access to relays. */
export interface RelayStore {
  /** The positions by feed when this process may carry the relay until `leaseUntil`; `undefined` while another does. */
  claim(
    relay: string,
    owner: string,
    lease: { readonly now: Date; readonly until: Date },
  ): Promise<Readonly<Record<string, string>> | undefined>
  /** Moves a position on; false when the relay is no longer ours. */
  advance(
    relay: string,
    owner: string,
    moved: { readonly feed: string; readonly to: string },
  ): Promise<boolean>
  /** Lets another carry it at once. */
  release(relay: string, owner: string): Promise<void>
}

const duplicateKey = 11_000

/** Opens the relays on a database connection. */
export function relayStore(connection: mongoose.Connection): RelayStore {
  const relays = connection.collection<RelayDocument>('relays')
  return {
    claim: async (relay, owner, { now, until }) => {
      try {
        const held = await relays.findOneAndUpdate(
          { _id: relay, $or: [{ owner }, { leaseUntil: { $lte: now } }] },
          { $set: { owner, leaseUntil: until } },
          { upsert: true, returnDocument: 'after' },
        )
        return held?.positions ?? {}
      } catch (error) {
        // The document is there and somebody else's: the upsert could not make a second one.
        if (error instanceof Error && 'code' in error && error.code === duplicateKey) return undefined
        throw error
      }
    },
    advance: async (relay, owner, { feed, to }) => {
      const moved = await relays.updateOne({ _id: relay, owner }, { $set: { [`positions.${feed}`]: to } })
      return moved.matchedCount === 1
    },
    release: async (relay, owner) => {
      await relays.updateOne({ _id: relay, owner }, { $set: { leaseUntil: new Date(0) } })
    },
  }
}

/** Former states of profiles: kept when a state is replaced, so that any instant can be read again. */
import type mongoose from 'mongoose'

import type { ProfileDocument } from './profiles.ts'
import { isTwin } from './twins.ts'

/** A state that held from an instant until another; the id is `<profile>:<seq>`. */
export interface ProfileVersionDocument extends Omit<ProfileDocument, '_id' | 'claims' | 'lastChange'> {
  readonly _id: string
  readonly profileId: string
  readonly since: Date
  readonly until: Date
}

/** Access to former states. */
export interface ProfileVersionStore {
  prepare(): Promise<void>
  /** Keeps states that are about to be replaced at an instant. Repeating it changes nothing but the instant. */
  keep(states: readonly ProfileDocument[], until: Date): Promise<void>
  /** The state of a profile at an instant, if it has been replaced since. */
  at(profileId: string, instant: Date): Promise<ProfileDocument | undefined>
  /** States at an instant that had one of the identifiers. */
  havingAt(identifiers: readonly string[], instant: Date): Promise<readonly ProfileDocument[]>
  /** States of assets at an instant that named one of the keys as their owner. */
  ownedAt(keys: readonly string[], instant: Date, limit: number): Promise<readonly ProfileDocument[]>
  /** All former states of a profile, the oldest first, after one. */
  of(
    profileId: string,
    page: { readonly limit: number; readonly after?: number },
  ): Promise<readonly ProfileVersionDocument[]>
  /** Forgets profiles; gives how many states went. */
  forget(profileIds: readonly string[]): Promise<number>
}

/** When a stored state began. */
export function sinceOf({ since, updatedAt }: Pick<ProfileDocument, 'since' | 'updatedAt'>): Date {
  return since ?? updatedAt
}

/** Opens the former states on a database connection. */
export function profileVersionStore(connection: mongoose.Connection): ProfileVersionStore {
  const versions = connection.collection<ProfileVersionDocument>('profileVersions')
  const heldAt = (instant: Date): object => ({ since: { $lte: instant }, until: { $gt: instant } })
  return {
    prepare: async () => {
      await versions.createIndexes([
        { key: { profileId: 1, until: 1, seq: 1 } },
        { key: { identifiers: 1, until: 1 } },
        { key: { ownerKeys: 1, until: 1 } },
      ])
    },
    keep: async (states, until) => {
      if (states.length === 0) return
      const documents = states.map((state): ProfileVersionDocument => {
        const { _id: profileId, claims: _claims, lastChange: _lastChange, ...rest } = state
        return { ...rest, _id: `${profileId}:${String(state.seq)}`, profileId, since: sinceOf(state), until }
      })
      try {
        // Mostly they are new, and an insert costs the database half of what a replacement does.
        await versions.insertMany(documents, { ordered: false })
      } catch (error) {
        if (!isTwin(error)) throw error
        const writes = documents.map(({ _id, ...replacement }) => ({
          replaceOne: { filter: { _id }, replacement, upsert: true },
        }))
        await versions.bulkWrite(writes, { ordered: false })
      }
    },
    at: async (profileId, instant) => {
      const [found] = await versions
        .find({ profileId, until: { $gt: instant } })
        .sort({ until: 1, seq: 1 })
        .limit(1)
        .toArray()
      return found === undefined || found.since > instant ? undefined : stateIn(found)
    },
    havingAt: async (identifiers, instant) =>
      identifiers.length === 0
        ? []
        : (await versions.find({ identifiers: { $in: [...identifiers] }, ...heldAt(instant) }).toArray()).map(
            stateIn,
          ),
    ownedAt: async (keys, instant, limit) =>
      keys.length === 0
        ? []
        : (
            await versions
              .find({ ownerKeys: { $in: [...keys] }, ...heldAt(instant) })
              .limit(limit)
              .toArray()
          ).map(stateIn),
    of: (profileId, { limit, after }) =>
      versions
        .find({ profileId, ...(after !== undefined && { seq: { $gt: after } }) })
        .sort({ seq: 1 })
        .limit(limit)
        .toArray(),
    forget: async (profileIds) =>
      (await versions.deleteMany({ profileId: { $in: [...profileIds] } })).deletedCount,
  }
}

function stateIn({ profileId, until: _until, ...state }: ProfileVersionDocument): ProfileDocument {
  return { ...state, _id: profileId }
}

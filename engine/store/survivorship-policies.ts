/** Versions of the survivorship policy: the newest one holds. */
import type mongoose from 'mongoose'

import type { SurvivorshipPolicy } from '../profile/policy.ts'

/** One version; the id is its number. */
export interface PolicyVersion {
  readonly _id: number
  /** JSON text. */
  readonly policy: string
  /** Who set it; `settings` for the setting PEYVAND_SOURCE_PRIORITY. */
  readonly by: string
  readonly at: Date
  readonly reason?: string
}

/** A policy with its version; 0 before the first was stored. */
export interface CurrentPolicy {
  readonly version: number
  readonly policy: SurvivorshipPolicy
}

/** Access to policies. */
export interface PolicyStore {
  newest(): Promise<PolicyVersion | undefined>
  version(version: number): Promise<PolicyVersion | undefined>
  /** False when that version is there already. */
  add(version: PolicyVersion): Promise<boolean>
  /** The newest first. */
  list(page: { readonly limit: number; readonly before?: number }): Promise<readonly PolicyVersion[]>
}

/** Opens the policies on a database connection. */
export function policyStore(connection: mongoose.Connection): PolicyStore {
  const versions = connection.collection<PolicyVersion>('survivorshipPolicies')
  return {
    newest: async () => (await versions.find().sort({ _id: -1 }).limit(1).toArray())[0],
    version: async (version) => (await versions.findOne({ _id: version })) ?? undefined,
    add: async (version) => {
      const { upsertedCount } = await versions.updateOne(
        { _id: version._id },
        { $setOnInsert: version },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    list: ({ limit, before }) =>
      versions
        .find(before === undefined ? {} : { _id: { $lt: before } })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
  }
}

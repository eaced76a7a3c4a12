/**
 * Back-pressure: new work is turned away while what has been taken in cannot be written fast enough. What is under way
 * goes on; queues stay bounded, and whoever is turned away knows when to come again.
 */
import { Problem } from '../../contracts/problems.ts'
import type { GroupCommit } from '../store/group-commit.ts'

/** Lets new work in, or raises `overloaded`. */
export type Admission = () => void

/** When new work is turned away. */
export interface AdmissionLimits {
  /** Writes that wait for the database. */
  readonly writes: number
  /** How long the database may take for one batch, ms. */
  readonly batchMs: number
}

/** 5,000 writes, 8 seconds. */
export const usualAdmission: AdmissionLimits = { writes: 5_000, batchMs: 8_000 }

/** Makes it for a collection's writes. */
export function admission(commits: GroupCommit, limits: AdmissionLimits = usualAdmission): Admission {
  return () => {
    const { waiting, batchMs } = commits.pressure()
    if (waiting <= limits.writes && batchMs <= limits.batchMs) return
    const words =
      waiting > limits.writes
        ? `${String(waiting)} writes wait for the database.`
        : `The database has been at one batch of writes for ${String(Math.round(batchMs / 1_000))} seconds.`
    throw new Problem('overloaded', words, { retryAfterSeconds: waiting > limits.writes ? 2 : 5 })
  }
}

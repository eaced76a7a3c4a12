/**
 * What decisions about records rest on besides the records: the policy and the match models that hold. Both change
 * rarely and are read with every pass, so a pass begins with what this process saw last and looks once more after it has
 * written.
 */
import type { CurrentPolicy } from '../store/survivorship-policies.ts'
import type { HeldModels } from './match-models.ts'

export interface Ground {
  readonly policy: CurrentPolicy
  /** Without them records are matched by strong keys alone. */
  readonly models?: HeldModels
}

/** Where it is read. */
export interface GroundReader {
  /** As this process saw it last. What is written on it holds only if `now` then gives the same object. */
  last(): Promise<Ground>
  /** What holds now, whoever changed it; the same object while nothing changes. */
  now(): Promise<Ground>
}

/** Two readings of one thing, the quick and the sure one; each gives the same object while nothing changes. */
export interface Readings<Thing> {
  last(): Promise<Thing>
  now(): Promise<Thing>
}

/** Reads both. */
export function groundReader(ports: {
  readonly policy: Readings<CurrentPolicy>
  readonly models: Readings<HeldModels>
}): GroundReader {
  let known: Required<Ground> | undefined

  async function read(by: keyof Readings<unknown>): Promise<Ground> {
    const [policy, models] = await Promise.all([ports.policy[by](), ports.models[by]()])
    if (known?.policy !== policy || known.models !== models) known = { policy, models }
    return known
  }

  return { last: () => read('last'), now: () => read('now') }
}

/** One that never changes. */
export function fixedGround(ground: Ground): GroundReader {
  return { last: () => Promise.resolve(ground), now: () => Promise.resolve(ground) }
}

/**
 * What decisions about records rest on besides the records: the policy and the match models that hold. Both change
 * rarely and are read with every pass, so a pass begins with what this process saw last and looks once more after it has
 * written.
 */
import type { CurrentPolicy } from '../store/survivorship-policies.ts'
import type { HeldModels } from './match-models.ts'

/** The policy and the models, at a moment. */
export interface Ground {
  readonly policy: CurrentPolicy
  /** Without them records are matched by strong keys alone. */
  readonly models?: HeldModels
}

/** Two readings of one thing, the quick and the sure one; both give the same object while nothing changes. */
export interface Readings<Thing> {
  /** As this process saw it last. What is written on it holds only if `now` then gives the same object. */
  last(): Promise<Thing>
  /** What holds now, whoever changed it. */
  now(): Promise<Thing>
}

/** Where the ground is read. */
export type GroundReader = Readings<Ground>

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

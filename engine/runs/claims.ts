/**
 * Claim check: large values of variables are kept outside the run's document, by hash; the document holds a reference
 * with hash and size. A value is written once however often its run is; the state in memory always has the values.
 * Pure.
 */
import type { ElementInstance, RunState } from '../bpmn/model.ts'
import { sha256 } from '../values/hash.ts'
import type { Json, JsonObject } from '../values/json.ts'

/** What is large, in characters of JSON. */
export interface Limits {
  /** Larger values leave the document. */
  readonly claimFrom: number
  /** More than this in all is refused. */
  readonly most: number
}

/** 32 Ki and 8 Mi characters. */
export const usualLimits: Limits = { claimFrom: 32_768, most: 8_388_608 }

/** A state as it is stored. */
export interface HeldState {
  /** JSON text, with references in place of what is kept outside. */
  readonly text: string
  /** Hashes of the values that are kept outside. */
  readonly payloads: readonly string[]
}

const sizes = new WeakMap<object, number>()

/** Characters of JSON of a value; told at once for one that was asked for before. */
export function sizeOf(value: Json): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 8
  const known = sizes.get(value)
  if (known !== undefined) return known
  const size = JSON.stringify(value).length
  sizes.set(value, size)
  return size
}

/** Characters of JSON of all variables of a state. */
export function sizeOfState({ instances }: RunState): number {
  let size = 0
  for (const { variables } of Object.values(instances))
    for (const value of Object.values(variables)) size += sizeOf(value)
  return size
}

/** What to say when a state is larger than may be: which variable is the largest, and what to do. */
export function tooLarge(state: RunState, { most }: Limits): string | undefined {
  const size = sizeOfState(state)
  if (size <= most) return undefined
  const all = Object.values(state.instances).flatMap(({ id, variables }) =>
    Object.entries(variables).map(([name, value]) => ({ name, id, size: sizeOf(value) })),
  )
  const largest = all.reduce((one, other) => (other.size > one.size ? other : one))
  return (
    `The variables would have ${String(size)} characters of JSON; at most ${String(most)} are kept. ` +
    `The largest is "${largest.name}" of ${largest.id} with ${String(largest.size)}: ask for less, or map only what is needed.`
  )
}

/** The texts of the large values of a state by their hashes; empty for most runs. */
export function claimsIn(state: RunState, limits: Limits): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (!mayHaveClaims(state, limits)) return found
  for (const instance of Object.values(state.instances))
    withValues(instance, (value) => {
      if (sizeOf(value) <= limits.claimFrom) return value
      const { hash, text } = claimOf(value)
      found.set(hash, text)
      return value
    })
  return found
}

/** The state as text; of the large values those that are stored become references. */
export function heldState(state: RunState, limits: Limits, isStored: (hash: string) => boolean): HeldState {
  if (!mayHaveClaims(state, limits)) return { text: JSON.stringify(state), payloads: [] }
  const payloads = new Set<string>()
  const refer = (value: Json): Json => {
    if (sizeOf(value) <= limits.claimFrom) return value
    const { hash } = claimOf(value)
    if (!isStored(hash)) return value
    payloads.add(hash)
    return { $payload: { hash, size: sizeOf(value) } }
  }
  const instances = Object.entries(state.instances).map(
    ([id, instance]) => [id, withValues(instance, refer)] as const,
  )
  const text = JSON.stringify({ ...state, instances: Object.fromEntries(instances) })
  return { text, payloads: [...payloads] }
}

/** The state of a text, with what is at hand of the values that are kept outside; the rest stays a reference. */
export function stateFrom(text: string, payloads: ReadonlyMap<string, string>): RunState {
  const state = JSON.parse(text) as RunState
  if (payloads.size === 0) return state
  const resolve = (value: Json): Json => {
    const stored = payloads.get(referredTo(value) ?? '')
    return stored === undefined ? value : (JSON.parse(stored) as Json)
  }
  const instances = Object.entries(state.instances).map(
    ([id, instance]) => [id, withValues(instance, resolve)] as const,
  )
  return { ...state, instances: Object.fromEntries(instances) }
}

/** Asked at every checkpoint, so it makes nothing. */
function mayHaveClaims({ instances }: RunState, { claimFrom }: Limits): boolean {
  for (const { variables, result, wait } of Object.values(instances)) {
    if (hasLarge(variables, claimFrom) || (result !== undefined && hasLarge(result, claimFrom))) return true
    if ('input' in wait && hasLarge(wait.input, claimFrom)) return true
    if ('variables' in wait && hasLarge(wait.variables, claimFrom)) return true
  }
  return false
}

function hasLarge(variables: JsonObject, claimFrom: number): boolean {
  for (const name in variables) if (sizeOf(variables[name] ?? null) > claimFrom) return true
  return false
}

const claims = new WeakMap<object, { readonly hash: string; readonly text: string }>()

function claimOf(value: Json): { readonly hash: string; readonly text: string } {
  const key = typeof value === 'object' && value !== null ? value : undefined
  const known = key && claims.get(key)
  if (known !== undefined) return known
  const text = JSON.stringify(value)
  const claim = { hash: sha256(text), text }
  if (key !== undefined) claims.set(key, claim)
  return claim
}

function referredTo(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || !('$payload' in value)) return undefined
  const reference = value['$payload'] as { readonly hash?: string } | undefined
  return reference?.hash
}

/** Wherever an instance holds variables: its own, what it brought, and what its work was given. */
function withValues(instance: ElementInstance, of: (value: Json) => Json): ElementInstance {
  const { variables, result, wait } = instance
  return {
    ...instance,
    variables: mapped(variables, of),
    ...(result !== undefined && { result: mapped(result, of) }),
    ...('input' in wait && { wait: { ...wait, input: mapped(wait.input, of) } }),
    ...('variables' in wait && { wait: { ...wait, variables: mapped(wait.variables, of) } }),
  }
}

function mapped(variables: JsonObject, of: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, of(value)]))
}

/** Whether the inner agreements of a service level fit into it: what they take together, against what is promised. Pure. */
import type { FieldError } from '../../contracts/problems.ts'
import type { BusinessTime } from '../calendars/business-time.ts'
import { limitOf } from './clock.ts'
import type { SlaPolicy, SlaTarget } from './policy.ts'

/** One inner promise beneath a target. */
export interface InnerPromise {
  readonly policy: string
  readonly target: string
  readonly agreement: SlaPolicy['agreement']
  readonly withinMs: number
}

/** A target with what underpins it. */
export interface Underpinned {
  readonly target: string
  readonly withinMs: number
  readonly inner: readonly InnerPromise[]
  /** Of its stages together. */
  readonly innerMs: number
  readonly fits: boolean
}

type Policies = ReadonlyMap<string, SlaPolicy>
type TimeOf = (policy: SlaPolicy, target: SlaTarget) => BusinessTime

/**
 * The longest target of a policy (its end) with all inner agreements that serve it. Stages are worked through one after
 * the other, so their times add up. Times are business time, as each counts it, from a common instant.
 */
export function underpinning(
  key: string,
  policies: Policies,
  { timeOf, at }: { readonly timeOf: TimeOf; readonly at: Date },
): readonly Underpinned[] {
  const policy = policies.get(key)
  if (policy === undefined) return []
  const inner = [...policies].filter(([, { serves = [] }]) => serves.includes(key))
  const promises = inner.flatMap(([name, one]) =>
    one.targets.map((target): InnerPromise => ({
      policy: name,
      target: target.name,
      agreement: one.agreement,
      withinMs: limitOf(target, timeOf(one, target), at),
    })),
  )
  return policy.targets.map((target) => {
    const own = promises.filter((one) => isBeneath(one, target, policy))
    const withinMs = limitOf(target, timeOf(policy, target), at)
    const innerMs = own.reduce((sum, one) => sum + one.withinMs, 0)
    return { target: target.name, withinMs, inner: own, innerMs, fits: innerMs <= withinMs }
  })
}

/** An inner target of the same name serves that one; all others serve the last target. */
function isBeneath({ target: name }: InnerPromise, target: SlaTarget, { targets }: SlaPolicy): boolean {
  if (targets.some((one) => one.name === name)) return target.name === name
  return target === targets.at(-1)
}

/** What a policy breaks of the agreements that it serves. */
export function problemsBeneath(
  key: string,
  policy: SlaPolicy,
  ground: { readonly policies: Policies; readonly timeOf: TimeOf; readonly at: Date },
): readonly FieldError[] {
  const all = new Map([...ground.policies, [key, policy]])
  return (policy.serves ?? []).flatMap((served, index) => {
    const path = `serves/${String(index)}`
    if (!all.has(served)) return [{ path, message: `there is no policy "${served}"` }]
    const broken = underpinning(served, all, ground).filter(
      ({ fits, inner }) => !fits && inner.some((one) => one.policy === key),
    )
    return broken.map(({ target, innerMs, withinMs }) => ({
      path,
      message: `the inner agreements take ${String(innerMs / 60_000)} minutes, but "${served}" promises ${target} within ${String(withinMs / 60_000)}`,
    }))
  })
}

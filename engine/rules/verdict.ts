/** Whether a rule holds in an evaluation, why not, and the words for it. */
import type { CompiledRule } from './compile-rule.ts'
import type { Truth } from './condition.ts'
import { failedTests, type FailedTest } from './explain-condition.ts'
import type { RuleRun } from './run.ts'

/** What its condition came to, or why it was not even asked for it. */
export type Verdict = Truth | string

/** What has happened to other rules. */
export interface Precedents {
  /** Rules that have fired. */
  readonly fired: Set<string>
  /** Of groups, the variant that has fired. */
  readonly variants: Map<string, string>
  /** Rules that do not fire any more, and because of which. */
  readonly excluded: Map<string, string>
}

/** What became of one rule. */
export interface Considered {
  readonly rule: string
  readonly fired: boolean
  readonly why: string
  /** The parts of its condition that did not hold, and the values they saw. */
  readonly failed?: readonly FailedTest[]
}

/** Nothing has happened to others that could matter: of rules that have no relations. */
export const withoutPrecedents: Precedents = { fired: new Set(), variants: new Map(), excluded: new Map() }

/** Asks a rule. May raise what its condition raises. */
export function verdictOn(compiled: CompiledRule, run: RuleRun, precedents: Precedents): Verdict {
  return barredBy(compiled, run, precedents) ?? compiled.holds(run.facts, run.at)
}

/** Asks a rule whose scope and condition are known to hold. */
export function verdictOnCertain(compiled: CompiledRule, run: RuleRun, precedents: Precedents): Verdict {
  const outOfTime = compiled.outOfTime?.(run.at.getTime())
  if (outOfTime !== undefined || precedents === withoutPrecedents) return outOfTime ?? true
  return barredByOthers(compiled, precedents) ?? true
}

/** A verdict in words. */
export function consideredAs(
  { id, words, condition }: CompiledRule,
  verdict: Verdict,
  seen?: RuleRun,
): Considered {
  if (typeof verdict === 'string') return { rule: id, fired: false, why: verdict }
  if (verdict === true) return { rule: id, fired: true, why: `${words} is true` }
  const why =
    verdict === null ? `${words} is not known: a value is missing or of another kind` : `${words} is false`
  const failed = seen && failedTests(condition, seen.facts, seen.at)
  return { rule: id, fired: false, why, ...(failed !== undefined && { failed }) }
}

function barredBy(compiled: CompiledRule, run: RuleRun, precedents: Precedents): string | undefined {
  const outOfTime = compiled.outOfTime?.(run.at.getTime())
  if (outOfTime !== undefined) return outOfTime
  const dimension = compiled.outOfScope(run.facts)
  if (dimension !== undefined) return `out of scope: ${dimension} does not fit`
  return barredByOthers(compiled, precedents)
}

function barredByOthers(
  { id, requires, excludes, group }: CompiledRule,
  { fired, variants, excluded }: Precedents,
): string | undefined {
  if (fired.has(id)) return 'has fired before'
  const by = excluded.get(id) ?? excludes.find((other) => fired.has(other))
  if (by !== undefined) return `excluded: ${by} has fired`
  const missing = requires.find((other) => !fired.has(other))
  if (missing !== undefined) return `requires ${missing}, which has not fired`
  const variant = group === undefined ? undefined : variants.get(group)
  return variant === undefined ? undefined : `the more specific ${variant} has fired`
}

/**
 * Considers rules on facts with node-rules and keeps account: which rules, in what order, which held and why not, what
 * each action changed. Facts come in, a decision goes out; nothing else changes. Pure.
 */
import { RuleEngine, type API, type Fact, type Rule as NodeRule } from 'node-rules'

import type { Json, JsonObject } from '../values/json.ts'
import { perform, settle } from './actions.ts'
import type { CompiledRule } from './compile-rule.ts'
import { failedTests, type FailedTest } from './explain-condition.ts'
import { indexOf, type RuleIndex } from './rule-index.ts'
import { inOrder } from './rule-order.ts'
import { shownLine, totalsOf } from './pricing.ts'
import { beginRun, differ, type Applied, type DecideByTable, type RuleRun } from './run.ts'

/** What became of one rule. */
export interface Considered {
  readonly rule: string
  readonly fired: boolean
  readonly why: string
  /** The parts of its condition that did not hold, and the values they saw. */
  readonly failed?: readonly FailedTest[]
}

/** The result of an evaluation. */
export interface Decision {
  readonly output: JsonObject
  /** In order. Every rule when it was asked to explain, else those that the index could not rule out. */
  readonly considered: readonly Considered[]
  /** What the rules that fired did, in order. */
  readonly applied: readonly Applied[]
  readonly rejected?: { readonly rule: string; readonly reason: string }
}

/** Rules ready for evaluation, in order. */
export interface Program {
  readonly rules: readonly CompiledRule[]
  /** How often rules are considered while facts change. */
  readonly rounds: number
  readonly index: RuleIndex
  readonly nodeRules: readonly NodeRule[]
}

/** What one evaluation is asked. */
export interface Question {
  readonly facts: JsonObject
  /** UTC. */
  readonly at: Date
  /** True: every rule is considered and says why it does not hold. The decision is the same. */
  readonly explain?: boolean
  readonly decideByTable?: DecideByTable
}

/** A rule whose condition or action failed on these facts. The words name the rule, never the values. */
export class RuleFailed extends Error {
  readonly rule: string

  constructor(rule: string, words: string) {
    super(`Rule "${rule}": ${words}`)
    this.rule = rule
  }
}

/** Prepares rules for evaluation. */
export function program(rules: readonly CompiledRule[], rounds = 1): Program {
  const ordered = inOrder(rules)
  return { rules: ordered, rounds, index: indexOf(ordered), nodeRules: ordered.map(nodeRule) }
}

interface Account {
  readonly run: RuleRun
  readonly explain: boolean
  readonly considered: Map<string, Considered>
  /** Rules that have fired, and of groups the variant that has. */
  readonly fired: Map<string, string>
  readonly excluded: Map<string, string>
  /** The rule after which no other is considered. */
  stoppedBy?: string
  failure?: RuleFailed
}

/** node-rules copies the fact deeply, and a function as it is: so the account stays ours and the copy costs nothing. */
interface AccountFact extends Fact {
  readonly account: () => Account
}

/** Evaluates. Rejects with `RuleFailed`. */
export async function evaluate(wanted: Program, question: Question): Promise<Decision> {
  const { facts, at, explain = false, decideByTable = noTables } = question
  const run = beginRun(facts, at, decideByTable)
  const account: Account = {
    run,
    explain,
    considered: new Map(),
    fired: new Map(),
    excluded: new Map(),
  }
  const nodeRules = explain
    ? wanted.nodeRules
    : wanted.index(facts).flatMap((place) => wanted.nodeRules[place] ?? [])
  for (let round = 0; round < wanted.rounds && account.stoppedBy === undefined; round += 1) {
    const before = run.facts
    if (nodeRules.length > 0) await pass([...nodeRules], account)
    if (!differ(before, run.facts)) break
  }
  if (account.failure !== undefined) throw account.failure
  settleIn(account)
  return decisionOf(account, explain ? wanted.rules : [])
}

/** A rule sees what earlier rules set, but no rule is considered twice in a pass: forward order, no restart. */
function pass(nodeRules: NodeRule[], account: Account): Promise<void> {
  const engine = new RuleEngine(nodeRules, { ignoreFactChanges: true })
  const fact: AccountFact = { account: () => account }
  return new Promise((resolve) => {
    engine.execute(fact, () => resolve())
  })
}

function nodeRule(compiled: CompiledRule): NodeRule {
  return {
    condition: (api: API, fact: Fact) => {
      const account = (fact as AccountFact).account()
      const verdict = attempt(account, compiled.id, () => verdictOn(compiled, account))
      if (verdict === undefined) return api.stop()
      remember(account, compiled, verdict)
      api.when(verdict.fired)
    },
    consequence: (api: API, fact: Fact) => {
      const account = (fact as AccountFact).account()
      fire(account, compiled)
      if (account.stoppedBy === undefined) api.next()
      else api.stop()
    },
  }
}

interface Verdict {
  readonly fired: boolean
  readonly why: string
  readonly failed?: readonly FailedTest[]
}

/** In a later round what a rule came to before gives way to what it comes to now, unless it has fired. */
function remember({ considered }: Account, { id }: CompiledRule, verdict: Verdict): void {
  if (considered.get(id)?.fired !== true) considered.set(id, { rule: id, ...verdict })
}

function fire(account: Account, { id, rule, actions, excludes, group }: CompiledRule): void {
  const { run } = account
  account.fired.set(id, id)
  if (group !== undefined) account.fired.set(group, id)
  for (const other of excludes) if (!account.excluded.has(other)) account.excluded.set(other, id)
  attempt(account, id, () => {
    for (const action of actions) perform(run, id, action)
    return true
  })
  if (rule.stop === true || run.rejected !== undefined) account.stoppedBy ??= id
}

/** node-rules swallows what a rule throws; keep it for the caller instead. */
function attempt<Result>(account: Account, rule: string, act: () => Result): Result | undefined {
  try {
    return act()
  } catch (error) {
    account.failure ??= new RuleFailed(rule, error instanceof Error ? error.message : String(error))
    account.stoppedBy ??= rule
    return undefined
  }
}

function verdictOn(compiled: CompiledRule, account: Account): Verdict {
  const barred = barredBy(compiled, account)
  if (barred !== undefined) return { fired: false, why: barred }
  const { run, explain } = account
  const holds = compiled.holds(run.facts, run.at)
  const words = compiled.words
  if (holds === true) return { fired: true, why: `${words} is true` }
  const why =
    holds === null ? `${words} is not known: a value is missing or of another kind` : `${words} is false`
  return { fired: false, why, ...(explain && { failed: failedTests(compiled.condition, run.facts, run.at) }) }
}

/** Why a rule is not even asked for its condition. */
function barredBy(compiled: CompiledRule, account: Account): string | undefined {
  const { fired, run } = account
  if (fired.has(compiled.id)) return 'has fired before'
  const outOfTime = compiled.outOfTime(run.at.getTime())
  if (outOfTime !== undefined) return outOfTime
  const dimension = compiled.outOfScope(run.facts)
  if (dimension !== undefined) return `out of scope: ${dimension} does not fit`
  return barredByOthers(compiled, account)
}

function barredByOthers(
  { id, requires, excludes, group }: CompiledRule,
  { fired, excluded }: Account,
): string | undefined {
  const by = excluded.get(id) ?? excludes.find((other) => fired.has(other))
  if (by !== undefined) return `excluded: ${by} has fired`
  const missing = requires.find((other) => !fired.has(other))
  if (missing !== undefined) return `requires ${missing}, which has not fired`
  const variant = group === undefined ? undefined : fired.get(group)
  return variant === undefined ? undefined : `the more specific ${variant} has fired`
}

function settleIn({ run }: Account): void {
  try {
    settle(run)
  } catch (error) {
    throw new RuleFailed('prices', error instanceof Error ? error.message : String(error))
  }
  if (run.lines === undefined || run.rejected !== undefined) return
  run.output['lines'] = run.lines.map(shownLine)
  run.output['totals'] = { ...totalsOf(run.lines) }
}

function decisionOf(account: Account, all: readonly CompiledRule[]): Decision {
  const { output, applied, rejected } = account.run
  if (rejected !== undefined) output['rejected'] = { ...rejected }
  const { considered, stoppedBy = '' } = account
  const passedOver = all
    .filter(({ id }) => !considered.has(id))
    .map(({ id }) => ({ rule: id, fired: false, why: `not considered: ${stoppedBy} has stopped the rest` }))
  return {
    output,
    considered: [...considered.values(), ...passedOver],
    applied,
    ...(rejected !== undefined && { rejected }),
  }
}

function noTables(table: string): Json {
  throw new Error(`there is no table "${table}"`)
}

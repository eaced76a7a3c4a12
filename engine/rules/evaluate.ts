/**
 * Considers rules on facts with node-rules and keeps account: which rules, in what order, which held and why not, what
 * each action changed. Facts come in, a decision goes out; nothing else changes. Pure.
 */
import type { API, Fact, Rule as NodeRule } from 'node-rules'

import type { Json, JsonObject } from '../values/json.ts'
import { perform, settle } from './actions.ts'
import { accountIn, candidateEngine, type CandidateEngine } from './candidates.ts'
import type { CompiledRule } from './compile-rule.ts'
import { indexOf, type RuleIndex } from './rule-index.ts'
import { inOrder } from './rule-order.ts'
import { shownLine, totalsOf } from './pricing.ts'
import { beginRun, differ, type Applied, type DecideByTable, type RuleRun } from './run.ts'
import {
  consideredAs,
  verdictOn,
  verdictOnCertain,
  withoutPrecedents,
  type Considered,
  type Precedents,
  type Verdict,
} from './verdict.ts'

export type { Considered } from './verdict.ts'

/** The result of an evaluation. */
export interface Decision {
  readonly output: JsonObject
  /** Rules, in the order in which they fired. */
  readonly fired: readonly string[]
  /** In order; as many as were asked for. */
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
  readonly index: RuleIndex<NodeRule>
  readonly nodeRules: readonly NodeRule[]
  /** Whether it matters to a rule that another, or itself, has fired. */
  readonly areRelated: boolean
  readonly decide: CandidateEngine<Account>
  /** Some rule may look at sums of the lines. */
  readonly knowsTotals: boolean
}

/**
 * Which rules say what became of them, and which parts of their conditions failed: none, or all. `briefly`, for what is
 * kept, where there are many (more than a hundred) only those that the index could not rule out say it, and without the
 * parts. The decision is the same; only the account of it costs more.
 */
export type Explaining = 'nothing' | 'briefly' | 'everything'

/** So many rules are explained in full in what is kept. */
const fewRules = 100

/** What one evaluation is asked. */
export interface Question {
  readonly facts: JsonObject
  /** UTC. */
  readonly at: Date
  /** Default: nothing. */
  readonly explain?: Explaining
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

/** Nobody's account, where none is asked for. */
const nobody: Map<string, Considered> = new Map()

/** Prepares rules for evaluation. */
export function program(rules: readonly CompiledRule[], rounds = 1): Program {
  const ordered = inOrder(rules).map((rule) => ({
    rule,
    open: nodeRule(rule, verdictOn),
    certain: nodeRule(rule, verdictOnCertain),
  }))
  return {
    rules: ordered.map(({ rule }) => rule),
    rounds,
    index: indexOf(ordered),
    nodeRules: ordered.map(({ open }) => open),
    areRelated: rounds > 1 || rules.some(isRelated),
    decide: candidateEngine(),
    knowsTotals: rules.some(asksForTotals),
  }
}

function isRelated({ requires, excludes, group }: CompiledRule): boolean {
  return requires.length > 0 || excludes.length > 0 || group !== undefined
}

function asksForTotals({ rule, actions }: CompiledRule): boolean {
  return actions.some(({ kind }) => kind === 'decide') || JSON.stringify(rule).includes('totals')
}

interface Account {
  readonly run: RuleRun
  readonly precedents: Precedents
  readonly explain: Explaining
  /** Where every rule is considered: those by which the facts are decided. What another one raises is only told. */
  readonly candidates?: ReadonlySet<string>
  readonly considered: Map<string, Considered>
  readonly fired: string[]
  /** The rule after which no other is considered. */
  stoppedBy?: string
  failure?: RuleFailed
}

/** Evaluates. Raises `RuleFailed`. */
export function evaluate(wanted: Program, question: Question): Decision {
  const { facts, at, decideByTable = noTables } = question
  const run = beginRun(facts, { at, decideByTable, knowsTotals: wanted.knowsTotals })
  const found = wanted.index(run.facts)
  const account = accountOf(wanted, { run, found, explain: explaining(wanted, question) })
  const nodeRules = account.explain === 'everything' ? wanted.nodeRules : found
  if (nodeRules.length > 0) rounds(wanted, nodeRules, account)
  if (account.failure !== undefined) throw account.failure
  settleIn(account)
  return decisionOf(account, wanted)
}

function explaining({ rules }: Program, { explain = 'nothing' }: Question): Explaining {
  return explain === 'briefly' && rules.length <= fewRules ? 'everything' : explain
}

interface Beginning extends Pick<Account, 'run' | 'explain'> {
  readonly found: readonly NodeRule[]
}

function accountOf({ areRelated }: Program, { run, explain, found }: Beginning): Account {
  return {
    run,
    precedents: areRelated
      ? { fired: new Set(), variants: new Map(), excluded: new Map() }
      : withoutPrecedents,
    explain,
    ...(explain === 'everything' && { candidates: new Set(found.map(({ id = '' }) => id)) }),
    considered: explain === 'nothing' ? nobody : new Map<string, Considered>(),
    fired: [],
  }
}

function rounds(wanted: Program, nodeRules: readonly NodeRule[], account: Account): void {
  for (let round = 1; account.stoppedBy === undefined; round += 1) {
    const before = round < wanted.rounds ? { ...account.run.facts } : undefined
    wanted.decide(nodeRules, account)
    if (before === undefined || !differ(before, account.run.facts)) return
  }
}

function nodeRule(compiled: CompiledRule, ask: typeof verdictOn): NodeRule {
  return {
    id: compiled.id,
    condition: (api: API, fact: Fact) => {
      const account = accountIn<Account>(fact)
      const verdict = weigh(account, compiled, ask)
      if (account.failure !== undefined) return api.stop()
      if (account.explain !== 'nothing') remember(account, compiled, verdict)
      api.when(verdict === true)
    },
    consequence: (api: API, fact: Fact) => {
      const account = accountIn<Account>(fact)
      fire(account, compiled)
      if (account.stoppedBy === undefined) api.next()
      else api.stop()
    },
  }
}

function weigh(account: Account, compiled: CompiledRule, ask: typeof verdictOn): Verdict {
  try {
    return ask(compiled, account.run, account.precedents)
  } catch (error) {
    if (account.candidates?.has(compiled.id) === false) return `cannot be evaluated: ${wordsOf(error)}`
    fail(account, compiled.id, error)
    return false
  }
}

/** In a later round what a rule came to before gives way to what it comes to now, unless it has fired. */
function remember({ considered, explain, run }: Account, compiled: CompiledRule, verdict: Verdict): void {
  if (considered.get(compiled.id)?.fired === true) return
  considered.set(compiled.id, consideredAs(compiled, verdict, explain === 'everything' ? run : undefined))
}

function fire(account: Account, compiled: CompiledRule): void {
  const { run, precedents } = account
  const { id, actions, isLast } = compiled
  account.fired.push(id)
  if (precedents !== withoutPrecedents) tell(precedents, compiled)
  try {
    for (const action of actions) perform(run, id, action)
  } catch (error) {
    fail(account, id, error)
  }
  if (isLast || run.rejected !== undefined) account.stoppedBy ??= id
}

function tell({ fired, variants, excluded }: Precedents, { id, excludes, group }: CompiledRule): void {
  fired.add(id)
  if (group !== undefined) variants.set(group, id)
  for (const other of excludes) if (!excluded.has(other)) excluded.set(other, id)
}

function fail(account: Account, rule: string, error: unknown): void {
  account.failure ??= new RuleFailed(rule, wordsOf(error))
  account.stoppedBy ??= rule
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function settleIn({ run }: Account): void {
  try {
    settle(run)
  } catch (error) {
    throw new RuleFailed('prices', wordsOf(error))
  }
  if (run.lines === undefined || run.rejected !== undefined) return
  run.output['lines'] = run.lines.map(shownLine)
  run.output['totals'] = { ...totalsOf(run.lines) }
}

function decisionOf(account: Account, { rules }: Program): Decision {
  const { fired, considered, explain, stoppedBy } = account
  const { output, applied, rejected } = account.run
  const told = explain === 'nothing' ? [] : [...considered.values()]
  if (explain === 'everything' && stoppedBy !== undefined)
    told.push(...passedOver(rules, considered, stoppedBy))
  if (rejected === undefined) return { output, fired, considered: told, applied }
  output['rejected'] = { ...rejected }
  return { output, fired, considered: told, applied, rejected }
}

function passedOver(
  rules: readonly CompiledRule[],
  considered: ReadonlyMap<string, Considered>,
  stoppedBy: string,
): readonly Considered[] {
  const why = `not considered: ${stoppedBy} has stopped the rest`
  return rules.filter(({ id }) => !considered.has(id)).map(({ id }) => ({ rule: id, fired: false, why }))
}

function noTables(table: string): Json {
  throw new Error(`there is no table "${table}"`)
}

/**
 * `npm run bench -- rules`: one evaluation of 10 to 10,000 rules, ours beside plain node-rules and json-rules-engine on
 * the same facts, taking turns in one process. What comes out is compared first. README.md says how to read it.
 */
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

import { RuleEngine, type API, type Fact, type Options } from 'node-rules'

import { compileRule } from '../../engine/rules/compile-rule.ts'
import { evaluate, program } from '../../engine/rules/evaluate.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { ourRule, ruleCase, type PlainRule, type RuleCase } from './rule-sets.ts'

/** What of json-rules-engine is used here. */
interface TheirPackage {
  readonly Engine: new (rules: readonly object[]) => {
    run(facts: object): Promise<{ readonly events: readonly TheirEvent[] }>
  }
}
interface TheirEvent {
  readonly type: string
  readonly params: { readonly value: number }
}

/** Asks for a decision: what each rule that held has set. */
type Decide = (facts: JsonObject) => Promise<JsonObject>

const { Engine } = createRequire(import.meta.url)('json-rules-engine') as TheirPackage
const at = new Date('2026-03-01T08:00:00Z')

/** Compiled once, without the explanation of rules that did not fire, as events are decided. */
function ours(rules: readonly PlainRule[]): Decide {
  const compiled = program(rules.map((rule, n) => compileRule(ourRule(rule, n), 's', (name) => name)))
  return (facts) => Promise.resolve(evaluate(compiled, { facts, at }).output)
}

/** As its README shows it, with conditions as plain functions; it looks for changes of the fact after every rule. */
function plainNodeRules(rules: readonly PlainRule[]): Decide {
  return nodeRules(rules, {})
}

/** Its fastest way: told not to look for changes. */
function forwardNodeRules(rules: readonly PlainRule[]): Decide {
  return nodeRules(rules, { ignoreFactChanges: true })
}

/** Built once. What rules set is kept beside the fact, so that nothing is begun again. */
function nodeRules(rules: readonly PlainRule[], options: Options): Decide {
  let output: Record<string, number> = {}
  const engine = new RuleEngine(
    rules.map(({ name, city, item, fromRial }) => ({
      condition: (api: API, fact: Fact) =>
        api.when(fact['city'] === city && fact['item'] === item && fact['amountRial'] >= fromRial),
      consequence: (api: API) => {
        output[name] = fromRial
        api.next()
      },
    })),
    options,
  )
  return (facts) =>
    new Promise((resolve) => {
      output = {}
      engine.execute(facts, () => resolve(output))
    })
}

function jsonRulesEngine(rules: readonly PlainRule[]): Decide {
  const engine = new Engine(
    rules.map(({ name, city, item, fromRial }) => ({
      conditions: {
        all: [
          { fact: 'city', operator: 'equal', value: city },
          { fact: 'item', operator: 'equal', value: item },
          { fact: 'amountRial', operator: 'greaterThanInclusive', value: fromRial },
        ],
      },
      event: { type: name, params: { value: fromRial } },
    })),
  )
  return async (facts) => {
    const { events } = await engine.run(facts)
    return Object.fromEntries(events.map(({ type, params }) => [type, params.value]))
  }
}

const engines = {
  ours,
  'node-rules': plainNodeRules,
  'node-rules, ignoring changes': forwardNodeRules,
  'json-rules-engine': jsonRulesEngine,
}

/** Measures all and prints a table. */
export async function rules(isQuick: boolean): Promise<void> {
  const names = Object.keys(engines)
  const head = [
    'rules',
    'hold',
    ...names.map((name) => `${name}, µs`),
    ...names.slice(1).map((name) => `${name} to ours`),
  ]
  console.log(`\n| ${head.join(' | ')} |\n|${' ---: |'.repeat(head.length)}`)
  for (const { count, share, facts } of cases) {
    const subject = ruleCase(count, share, facts)
    const made = Object.values(engines).map((make) => make(subject.rules))
    const holding = await compared(made, subject)
    const costs = await turns(made, { subject, ms: isQuick ? 200 : 3_000 })
    const [own = NaN, ...others] = costs
    const cells = [
      count.toLocaleString('en'),
      holding.toFixed(1),
      ...costs.map(micros),
      ...others.map((cost) => `${micros(cost / own)}×`),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

const cases = [
  ...[10, 100, 1_000].map((count) => ({ count, share: 0.01, facts: 50 })),
  { count: 10_000, share: 0.01, facts: 5 },
  { count: 10_000, share: 0.001, facts: 5 },
]

/** Every engine gives the same on every fact; tells how many rules held on the average. */
async function compared(made: readonly Decide[], { facts }: RuleCase): Promise<number> {
  let held = 0
  for (const fact of facts) {
    const [own = {}, ...others] = await Promise.all(made.map((decide) => decide(fact)))
    for (const other of others) assert.deepEqual(other, own)
    held += Object.keys(own).length
  }
  return held / facts.length
}

interface Turns {
  readonly subject: RuleCase
  readonly ms: number
}

/** Microseconds of CPU for an evaluation: the middle of nine turns that the engines take in alternation. */
async function turns(made: readonly Decide[], { subject, ms }: Turns): Promise<readonly number[]> {
  const found = made.map((): number[] => [])
  for (let turn = 0; turn < 10; turn += 1) {
    for (const [place, decide] of made.entries()) {
      const cost = await turnOf(decide, { subject, ms: ms / 10 })
      // The first turn warms up.
      if (turn > 0) found[place]?.push(cost)
    }
  }
  return found.map((costs) => costs.sort((a, b) => a - b)[4] ?? NaN)
}

/** At least one evaluation, however long it takes. */
async function turnOf(decide: Decide, { subject: { facts }, ms }: Turns): Promise<number> {
  const until = performance.now() + ms
  const from = process.cpuUsage()
  let count = 0
  do {
    await decide(facts[count % facts.length] ?? {})
    count += 1
  } while (performance.now() < until)
  const { user, system } = process.cpuUsage(from)
  return (user + system) / count
}

function micros(cost: number): string {
  return cost < 100 ? cost.toFixed(1) : Math.round(cost).toLocaleString('en')
}

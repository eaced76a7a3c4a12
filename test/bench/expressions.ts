/**
 * `node --import tsx test/bench/expressions.ts`: what one evaluation of a FEEL expression costs, ours beside feelin's
 * full `evaluate`, in CPU time of the same process in the same minute. README.md says how to read it.
 */
import { evaluate } from 'feelin'

import { compileExpression } from '../../engine/expressions/expression.ts'
import type { JsonObject } from '../../engine/values/json.ts'

const itemsOf = (count: number): JsonObject[] =>
  Array.from({ length: count }, (_, n) => ({ id: n, name: `کالای ${String(n)}`, rial: n * 1000 }))

const few: JsonObject = {
  amount: 1500,
  customer: { type: 'legal', name: 'سارا' },
  email: 'Sara@Example.ir',
  name: 'سارا کریمی',
}
const many: JsonObject = {
  ...few,
  ...Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`v${String(n)}`, n])),
}

const condition = 'amount > 1000 and customer.type = "legal"'
const fields = [
  'a: amount',
  'b: amount + 1',
  'c: customer.name',
  'd: "x"',
  'e: amount * 2',
  'f: customer.type',
  'g: if amount > 5 then 1 else 2',
  'h: [1, 2, 3]',
  'i: name',
  'j: a + b',
]

const cases: readonly (readonly [title: string, text: string, variables: JsonObject])[] = [
  [`\`${condition}\`, 4 variables`, condition, few],
  ['same, 55 variables + 10-item list', condition, { ...many, items: itemsOf(10) }],
  ['same, 55 variables + 1,000-item list', condition, { ...many, items: itemsOf(1000) }],
  ['context with 10 fields', `{ ${fields.join(', ')} }`, few],
  [
    '`for i in items return {3 fields}`, 10 items',
    'for i in items return { id: i.id, name: i.name, rial: i.rial * 10 }',
    { items: itemsOf(10) },
  ],
  [
    '`contains(lower case(email), "@example") and string length(name) > 3`',
    'contains(lower case(email), "@example") and string length(name) > 3',
    few,
  ],
  ['`customer.name`', 'customer.name', few],
]

/** Microseconds of CPU for each call, after warming up. */
function cost(act: () => unknown, forMs: number): number {
  const warm = performance.now() + forMs
  while (performance.now() < warm) act()
  let count = 0
  const from = process.cpuUsage()
  const until = performance.now() + forMs
  while (performance.now() < until) {
    for (let n = 0; n < 20; n += 1) act()
    count += 20
  }
  const { user, system } = process.cpuUsage(from)
  return (user + system) / count
}

const moment = { now: new Date('2026-03-21T09:00:00Z') }
const written = (micros: number): string =>
  micros < 10 ? micros.toFixed(2) : Math.round(micros).toLocaleString('en')

console.log('| expression | ours, µs | feelin, µs | times |\n|---|---|---|---|')
for (const [title, text, variables] of cases) {
  const compiled = compileExpression(text)
  const ours = cost(() => compiled.evaluate(variables, moment), 1500)
  const theirs = cost(() => evaluate(text, variables, 'camunda'), 1500)
  console.log(
    `| ${title} | ${written(ours)} | ${written(theirs)} | ${Math.round(theirs / ours).toLocaleString('en')} |`,
  )
}
const compiling = cost(() => compileExpression(`${condition} and ${String(Math.random())} < 1`), 1500)
console.log(`| compiling the first, once per text | ${written(compiling)} | | |`)

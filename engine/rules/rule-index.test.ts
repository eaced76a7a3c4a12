/** The index: it finds few rules among many, and what it leaves out would not have changed anything. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import type { JsonObject } from '../values/json.ts'
import { compileRule } from './compile-rule.ts'
import { evaluate, program, RuleFailed, type Decision, type Explaining, type Program } from './evaluate.ts'
import type { Condition, Rule } from './model.ts'

const at = new Date('2026-03-01T08:00:00Z')
const compiled = (rules: readonly Rule[], rounds = 1): Program =>
  program(
    rules.map((rule) => compileRule(rule, 's', (name) => name)),
    rounds,
  )
/** The same rules, with nothing left out and nothing taken as known. */
const unindexed = (whole: Program): Program => ({ ...whole, index: () => whole.nodeRules })

const cities = ['تهران', 'کرج', 'مشهد']
const days = ['2026-01-01', '2026-02-01', '2026-03-01']
const number = fc.integer({ min: 0, max: 5 })
const test = (field: string, is: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.record({ field: fc.constant(field), is: fc.constant(is), value })
const ordered = ['above', 'atLeast', 'below', 'atMost']
const leaf = fc.oneof(
  { weight: 3, arbitrary: test('city', 'equals', fc.constantFrom(...cities)) },
  { weight: 3, arbitrary: test('item', 'equals', fc.constantFrom('a', 'b', 'c', 1, true)) },
  test('city', 'in', fc.subarray(cities, { minLength: 1 })),
  test('role', 'equals', fc.constantFrom('a', 'b')),
  test('role', 'includes', fc.constantFrom('a', 'b')),
  test('lines.item', 'includes', fc.constantFrom('a', 'b')),
  test('seen', 'equals', fc.boolean()),
  test('totals.grossRial', 'equals', fc.constantFrom(0, 5, 10)),
  test('orderedOn', 'between', fc.shuffledSubarray(days, { minLength: 2, maxLength: 2 })),
  test('amountRial', 'between', fc.tuple(number, fc.oneof(number, fc.constant('5')))),
  ...ordered.map((is) => test('amountRial', is, number)),
  ...ordered.map((is) => test('orderedOn', is, fc.constantFrom(...days))),
  fc.record({ field: fc.constantFrom('city', 'amountRial'), is: fc.constantFrom('isPresent', 'isMissing') }),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    leaf as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 2 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))
const conjunction = fc.record({ all: fc.array(leaf as fc.Arbitrary<Condition>, { maxLength: 3 }) })
const others = fc.subarray(['r1', 'r2', 'r3'], { maxLength: 1 })
const draft = fc.record(
  {
    when: fc.oneof(conjunction, condition),
    priority: fc.integer({ min: 0, max: 3 }),
    scope: fc.record(
      { city: fc.subarray(cities, { minLength: 1 }), role: fc.constantFrom(['a'], ['a', 'b']) },
      { requiredKeys: [] },
    ),
    stop: fc.constantFrom(false, false, false, true),
    set: fc.constantFrom({}, { city: '"کرج"' }, { seen: 'true' }, { 'found.deep': 'amountRial' }),
    group: fc.constantFrom('one', 'two'),
    requires: others,
    excludes: others,
    after: others,
    validFrom: fc.constantFrom('2026-02-01T00:00:00Z', '2026-04-01T00:00:00Z'),
  },
  { requiredKeys: ['when'] },
) as fc.Arbitrary<Omit<Rule, 'name'>>
/** Many rules on few fields, so that the tree grows deep. */
const dense = fc
  .tuple(
    fc.subarray(
      [
        test('city', 'equals', fc.constantFrom('تهران', 'کرج')),
        test('role', 'equals', fc.constantFrom('a', 'b')),
        test('amountRial', 'above', number),
        test('amountRial', 'below', number),
      ],
      { minLength: 1, maxLength: 2 },
    ),
    fc.constantFrom(undefined, ['a'], ['a', 'b']),
  )
  .chain(([parts, role]) =>
    fc.record({
      when: fc.record({ all: fc.tuple(...parts) }),
      scope: fc.constant(role === undefined ? {} : { role }),
    }),
  ) as fc.Arbitrary<Omit<Rule, 'name'>>
const named = (drafts: readonly Omit<Rule, 'name'>[]): readonly Rule[] =>
  drafts.map((one, place) => {
    const name = `r${String(place)}`
    return { ...one, name, requires: (one.requires ?? []).filter((other) => other !== name) }
  })
const rules = fc
  .oneof(fc.array(draft, { maxLength: 40 }), fc.array(dense, { minLength: 20, maxLength: 40 }))
  .map(named)
const facts = fc.record(
  {
    city: fc.constantFrom(...cities),
    item: fc.constantFrom('a', 'b', 'c', '1', 1, true),
    amountRial: fc.oneof(number, fc.constant('5')),
    orderedOn: fc.constantFrom(...days, 7),
    lines: fc.array(fc.record({ item: fc.constantFrom('a', 'b'), unitPriceRial: fc.constant(5) }), {
      maxLength: 2,
    }),
    role: fc.oneof(fc.constantFrom('a', 'b'), fc.subarray(['a', 'b'])),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>

const outcome = ({ fired, output, applied, rejected }: Decision): unknown => ({
  fired,
  output,
  applied,
  rejected,
})

describe('the index', () => {
  it('changes no decision: what it finds decides as all rules do, however much is explained', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 1, max: 3 }), facts, (list, rounds, known) => {
        const whole = compiled(list, rounds)
        const told = (one: Program, explain: Explaining): unknown =>
          outcome(evaluate(one, { facts: known, at, explain }))
        const wanted = told(unindexed(whole), 'nothing')
        for (const explain of ['nothing', 'briefly', 'everything'] as const)
          assert.deepEqual(told(whole, explain), wanted)
      }),
      { numRuns: 500 },
    )
  })

  it('decides alike when a condition fails: only of a rule that could hold', () => {
    const broken = { feel: 'amountRial' } as const
    const list: readonly Rule[] = [
      { name: 'یک', when: { all: [{ field: 'rank', is: 'atLeast', value: 3 }, broken] } },
      { name: 'دو', set: { seen: 'true' } },
      ...[4, 5, 6, 7].map((value) => ({ name: String(value), when: `rank >= ${String(value)}` })),
    ]
    const decided = (known: JsonObject, explain: Explaining): Decision =>
      evaluate(compiled(list), { facts: known, at, explain })
    for (const explain of ['nothing', 'everything'] as const) {
      assert.deepEqual(decided({ amountRial: 5 }, explain).fired, ['دو'])
      assert.throws(() => decided({ amountRial: 5, rank: 3 }, explain), RuleFailed)
    }
    const [unknown] = decided({ amountRial: 5 }, 'everything').considered
    assert.match(String(unknown?.why), /cannot be evaluated: .*not true or false/)
    const [failed] = decided({ amountRial: 5, rank: 2 }, 'everything').considered
    assert.deepEqual(failed?.failed, [
      { condition: 'rank >= 3', holds: false, saw: { rank: 2 } },
      { condition: 'amountRial', holds: null, saw: { amountRial: 5 } },
    ])
  })

  it('finds only the rules that fit among ten thousand, by values and by ranges', () => {
    const list = Array.from({ length: 10_000 }, (_, n): Rule => ({
      name: `r${String(n)}`,
      scope: { city: [cities[n % 2] ?? ''] },
      when: {
        all: [
          { field: 'item', is: 'in', value: [`item-${String(n % 100)}`, 'any'] },
          { field: 'amountRial', is: 'between', value: [n, n + 500] },
        ],
      },
    }))
    const { index } = compiled(list)
    const found = index({ city: 'کرج', item: 'item-7', amountRial: 5_000 })
    assert.deepEqual(
      found.map(({ id }) => id),
      ['r4507', 'r4607', 'r4707', 'r4807', 'r4907'],
    )
    assert.deepEqual(index({ city: 'قم', item: 'item-7', amountRial: 5_000 }), [])
    assert.deepEqual(index({ item: 'item-7', amountRial: 5_000 }), [])
  })
})

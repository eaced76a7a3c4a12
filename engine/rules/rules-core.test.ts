/** The pure core of the rules: conditions and FEEL mean the same, the index misses nothing, prices add up, tables decide. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { compileExpression } from '../expressions/expression.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { tableFindings, tableProblems } from './check-table.ts'
import { compileRule } from './compile-rule.ts'
import { feelOf, predicateOf } from './condition.ts'
import { compileTable } from './decision-table.ts'
import { evaluate, program, RuleFailed, type Decision, type Explaining } from './evaluate.ts'
import { conditionOfFeel } from './feel-condition.ts'
import type { Condition, DecisionTable, Rule } from './model.ts'
import { shareOf, sharedOut, tieredShare } from './pricing.ts'

const at = new Date('2026-03-01T08:00:00Z')
const compiled = (rules: readonly Rule[]): ReturnType<typeof program> =>
  program(rules.map((rule) => compileRule(rule, 's', (name) => name)))
const decide = (rules: readonly Rule[], facts: JsonObject, explain: Explaining = 'everything'): Decision =>
  evaluate(compiled(rules), { facts, at, explain })

const cities = ['تهران', 'کرج', 'مشهد']
const leaf = fc.oneof(
  fc.record({
    field: fc.constant('city'),
    is: fc.constantFrom('equals', 'notEquals'),
    value: fc.constantFrom(...cities),
  }),
  fc.record({
    field: fc.constant('customer.amountRial'),
    is: fc.constantFrom('above', 'atLeast', 'below', 'atMost', 'equals'),
    value: fc.integer({ min: 0, max: 5 }),
  }),
  fc.record({
    field: fc.constant('city'),
    is: fc.constantFrom('in', 'notIn'),
    value: fc.subarray(cities, { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('customer.amountRial'),
    is: fc.constant('between'),
    value: fc.constant([1, 3]),
  }),
  fc.record({
    field: fc.constant('city'),
    is: fc.constantFrom('startsWith', 'contains'),
    value: fc.constantFrom('ت', 'ه'),
  }),
  fc.record({
    field: fc.constant('lines.item'),
    is: fc.constant('includes'),
    value: fc.constantFrom('adsl', 'vdsl'),
  }),
  fc.record({
    field: fc.constantFrom('city', 'customer.amountRial'),
    is: fc.constantFrom('isPresent', 'isMissing'),
  }),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))
const facts = fc.record(
  {
    city: fc.constantFrom(...cities),
    customer: fc.record({ amountRial: fc.integer({ min: 0, max: 5 }) }, { requiredKeys: [] }),
    lines: fc.array(fc.record({ item: fc.constantFrom('adsl', 'vdsl'), unitPriceRial: fc.constant(5) })),
    role: fc.oneof(fc.constantFrom('a', 'b'), fc.subarray(['a', 'b'])),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>

describe('BR-03: conditions', () => {
  it('mean the same as a tree and as FEEL', () => {
    fc.assert(
      fc.property(condition, facts, (tree, known) => {
        const text = feelOf(tree)
        const feel = compileExpression(text).evaluate(known, { now: at })
        assert.equal(predicateOf(tree)(known, at), feel, text)
        assert.equal(predicateOf(conditionOfFeel(text))(known, at), feel, `${text} read back`)
      }),
      { numRuns: 400 },
    )
  })

  it('read FEEL as a tree as far as it can be one', () => {
    assert.deepEqual(conditionOfFeel('city = "تهران" and not(amountRial < 5 or x.y != null)'), {
      all: [
        { field: 'city', is: 'equals', value: 'تهران' },
        {
          not: {
            any: [
              { field: 'amountRial', is: 'below', value: 5 },
              { field: 'x.y', is: 'notEquals', value: null },
            ],
          },
        },
      ],
    })
    for (const text of [
      'count(lines) > 3',
      'a > b',
      'x in [1..5]',
      'a + 1 = 2',
      'if a then b else c',
      'flag',
    ]) {
      assert.deepEqual(conditionOfFeel(text), { feel: text })
    }
  })
})

describe('BR-12: relations between rules', () => {
  const yes = (name: string, more: Partial<Rule> = {}): Rule => ({ name, when: 'true', ...more })

  it('order, require and exclude', async () => {
    const rules = [
      yes('first', { after: ['last'] }),
      yes('middle', { priority: 5 }),
      yes('last', { priority: -1 }),
    ]
    assert.deepEqual(decide(rules, {}).fired, ['middle', 'last', 'first'])
    const related = [
      yes('a', { priority: 3, excludes: ['b'] }),
      yes('b', { priority: 2 }),
      yes('c', { requires: ['b'] }),
      yes('d', { requires: ['a'] }),
    ]
    const decision = decide(related, {})
    assert.deepEqual(decision.fired, ['a', 'd'])
    assert.deepEqual(
      decision.considered.filter((one) => !one.fired).map(({ rule, why }) => `${rule}: ${why}`),
      ['b: excluded: a has fired', 'c: requires b, which has not fired'],
    )
  })

  it('let the most specific variant of a group win (BR-09)', async () => {
    const rules = [
      yes('all', { group: 'discount', priority: 9, set: { percent: '1' } }),
      yes('tehran', { group: 'discount', scope: { city: ['تهران'] }, set: { percent: '2' } }),
      yes('agency', {
        group: 'discount',
        scope: { city: ['تهران'], agency: ['A-7'] },
        set: { percent: '3' },
      }),
    ]
    assert.deepEqual(decide(rules, { city: 'تهران', agency: 'A-7' }).output, { percent: 3 })
    assert.deepEqual(decide(rules, { city: 'تهران', agency: 'A-8' }).output, { percent: 2 })
    assert.deepEqual(decide(rules, { city: 'کرج' }).output, { percent: 1 })
  })

  it('consider rules again while facts change, at most as often as was said', async () => {
    const rules = [
      { name: 'three', priority: 3, when: 'b = 1', set: { c: '1' } },
      { name: 'two', priority: 2, when: 'a = 1', set: { b: '1' } },
      { name: 'one', priority: 1, when: 'true', set: { a: '1' } },
    ].map((rule) => compileRule(rule, 's', (name) => name))
    const rounds = async (count: number): Promise<Json> =>
      evaluate(program(rules, count), { facts: {}, at }).output
    assert.deepEqual(await rounds(1), { a: 1 })
    assert.deepEqual(await rounds(2), { a: 1, b: 1 })
    assert.deepEqual(await rounds(20), { a: 1, b: 1, c: 1 })
  })
})

describe('prices', () => {
  const rial = fc.integer({ min: 0, max: 10_000_000_000 })

  it('are shared out to the last rial', () => {
    fc.assert(
      fc.property(rial, fc.array(rial, { minLength: 1, maxLength: 8 }), (amount, weights) => {
        const parts = sharedOut(amount, weights)
        const total = weights.some((weight) => weight > 0) ? amount : 0
        assert.equal(
          parts.reduce((sum, part) => sum + part, 0),
          total,
        )
      }),
    )
  })

  it('round a share half away from zero, exactly', () => {
    assert.equal(shareOf(5, 10), 1)
    assert.equal(shareOf(4, 10), 0)
    assert.equal(shareOf(-5, 10), -1)
    assert.equal(shareOf(9_007_199_254_740_991, 9), 810_647_932_926_689)
    assert.equal(shareOf(1_000_000, 33.3333), 333_333)
  })

  it('give each part of an amount the share of its tier', () => {
    const steps = [
      { from: 0, percent: 2 },
      { from: 1_000_000, percent: 3 },
    ]
    const tiers = { by: 'x', steps }
    assert.equal(tieredShare(500_000, 900_000, { ...tiers, method: 'graduated' }), 2_000 + 12_000)
    assert.equal(tieredShare(500_000, 900_000, tiers), 10_000)
    assert.equal(tieredShare(500_000, 1_000_000, tiers), 15_000)
  })

  it('never go below nothing, and lines add up to totals whatever the rules', async () => {
    const discount = fc.record({
      kind: fc.constant('discount' as const),
      on: fc.constantFrom('invoice' as const, 'line' as const),
      basis: fc.constantFrom('remaining' as const, 'list' as const),
      percent: fc.integer({ min: 0, max: 100 }),
    })
    const line = fc.record({
      item: fc.constant('adsl'),
      quantity: fc.integer({ min: 0, max: 9 }),
      unitPriceRial: rial,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 5 }),
        fc.array(discount, { maxLength: 5 }),
        async (lines, actions) => {
          const { output } = decide([{ name: 'a', actions }], { lines })
          if (actions.length === 0) return
          const list = output['lines'] as readonly {
            netRial: number
            discountRial: number
            grossRial: number
          }[]
          const { netRial } = output['totals'] as { netRial: number }
          assert.equal(
            list.reduce((sum, one) => sum + one.netRial, 0),
            netRial,
          )
          assert.ok(list.every((one) => one.netRial >= 0 && one.netRial + one.discountRial === one.grossRial))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('fail in words when a fact cannot be priced', async () => {
    const rules: readonly Rule[] = [{ name: 'ده درصد', actions: [{ kind: 'discount', percent: 10 }] }]
    const unpriced = { lines: [{ item: 'adsl', unitPriceRial: 1.5 }] }
    assert.throws(
      () => decide(rules, unpriced),
      (error) => {
        assert.ok(error instanceof RuleFailed)
        return /lines\/0\/unitPriceRial must be whole rials/.test(error.message)
      },
    )
  })
})

describe('decision tables', () => {
  const table = (more: Partial<DecisionTable>): DecisionTable => ({
    hitPolicy: 'UNIQUE',
    inputs: [
      { title: 'شهر', field: 'city', type: 'text', values: cities },
      { title: 'مبلغ', field: 'amountRial', type: 'number' },
    ],
    outputs: [{ title: 'کارمزد', name: 'fee', type: 'number' }],
    rows: [
      { when: ['تهران', '< 100'], then: [1] },
      { when: ['تهران', '>= 100'], then: [2] },
      { when: ['کرج، مشهد', '-'], then: [3] },
    ],
    ...more,
  })
  const given = (one: DecisionTable, known: JsonObject): Json => compileTable(one)(known, at).output

  it('decide by the row that fits', () => {
    assert.deepEqual(given(table({}), { city: 'تهران', amountRial: 100 }), { fee: 2 })
    assert.deepEqual(given(table({}), { city: 'مشهد', amountRial: 5 }), { fee: 3 })
    assert.deepEqual(given(table({}), { city: 'قم', amountRial: 5 }), { fee: null })
    assert.deepEqual(compileTable(table({}))({ city: 'کرج' }, at).rows, [3])
  })

  it('follow the hit policies of DMN', () => {
    const rows = [
      { when: ['-', '> 10'], then: [5] },
      { when: ['تهران', '-'], then: [7] },
      { when: ['not(کرج)', '[1..20)'], then: [2] },
    ]
    const known = { city: 'تهران', amountRial: 15 }
    const by = (hitPolicy: DecisionTable['hitPolicy'], more: Partial<DecisionTable> = {}): Json =>
      given(table({ hitPolicy, rows, ...more }), known)
    const outputs = [{ title: 'کارمزد', name: 'fee', type: 'number' as const, values: [7, 2, 5] }]
    assert.deepEqual(by('FIRST'), { fee: 5 })
    assert.deepEqual(by('PRIORITY', { outputs }), { fee: 7 })
    assert.deepEqual(by('RULE ORDER'), { fee: [5, 7, 2] })
    assert.deepEqual(by('OUTPUT ORDER', { outputs }), { fee: [7, 2, 5] })
    assert.deepEqual(by('COLLECT'), { fee: [5, 7, 2] })
    assert.deepEqual(by('COLLECT', { aggregator: 'SUM' }), { fee: 14 })
    assert.deepEqual(by('COLLECT', { aggregator: 'MIN' }), { fee: 2 })
    assert.deepEqual(by('COLLECT', { aggregator: 'MAX' }), { fee: 7 })
    assert.deepEqual(by('COLLECT', { aggregator: 'COUNT' }), { fee: 3 })
    assert.throws(() => by('UNIQUE'), /rows 1, 2, 3 fit at once/)
    assert.throws(() => by('ANY'), /different outputs/)
    assert.deepEqual(by('ANY', { rows: rows.map((row) => ({ ...row, then: [9] })) }), { fee: 9 })
  })

  it('tell overlaps and gaps', () => {
    assert.deepEqual(tableProblems(table({})), [])
    const rows = [
      { when: ['تهران', '<= 100'], then: [1] },
      { when: ['تهران', '>= 100'], then: [2] },
      { when: ['کرج', '-'], then: [3] },
    ]
    assert.deepEqual(
      tableProblems(table({ rows })).map(({ path, message }) => `${path} ${message.slice(0, 24)}`),
      ['table/rows/1 fits together with row 1'],
    )
    const found = tableFindings(table({ hitPolicy: 'FIRST', rows }))
    assert.deepEqual(found.overlaps, [{ rows: [1, 2], sameOutput: false }])
    assert.ok(found.gaps.every(({ city }) => city === 'مشهد'))
    assert.ok(found.gaps.length > 0 && found.isComplete)
    assert.deepEqual(tableFindings(table({})).gaps, [])
  })

  it('find no overlap between rows that never fit together', () => {
    const number = fc.integer({ min: 0, max: 9 })
    const cell = fc.oneof(
      fc.constant('-'),
      number.map(String),
      number.map((n) => `> ${String(n)}`),
      number.map((n) => `<= ${String(n)}`),
      fc.tuple(number, number).map(([a, b]) => `[${String(Math.min(a, b))}..${String(Math.max(a, b))})`),
      number.map((n) => `not(${String(n)})`),
    )
    const rows = fc.array(
      cell.map((text) => ({ when: ['-', text], then: [1] })),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(rows, fc.double({ min: -1, max: 10, noNaN: true }), (list, amountRial) => {
        const one = table({ hitPolicy: 'RULE ORDER', rows: list })
        const hits = compileTable(one)({ city: 'کرج', amountRial }, at).rows
        const { overlaps, gaps } = tableFindings(one)
        for (const a of hits)
          for (const b of hits) {
            if (a < b) assert.ok(overlaps.some(({ rows: pair }) => pair[0] === a && pair[1] === b))
          }
        if (hits.length === 0) assert.ok(gaps.length > 0)
      }),
      { numRuns: 300 },
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'
import { evaluate, FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin'

import { feel } from '../../test/harness/feel.ts'
import type { Json } from '../values/json.ts'

const variables = {
  a: 7,
  b: -2.5,
  big: 123_456_789_012,
  zero: 0,
  s: 'پیوند',
  t: 'abc def',
  yes: true,
  no: false,
  nothing: null,
  numbers: [3, 1, 2],
  texts: ['x', 'y', ''],
  people: [
    { name: 'مریم', age: 31, tags: ['vip'] },
    { name: 'Reza', age: 17, tags: [] },
  ],
  person: { name: 'Sara', address: { city: 'Tehran', zip: 11 } },
}

/** feelin's result as JSON, or `undefined` where it throws. */
function byFeelin(text: string): Json | undefined {
  try {
    return plain(evaluate(text, variables, 'camunda').value)
  } catch {
    return undefined
  }
}

function plain(value: unknown): Json {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (Array.isArray(value)) return value.map(plain)
  if (isTemporal(value)) return value.iso
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
  return value as Json
}

const isTemporal = (value: unknown): value is { readonly iso: string } =>
  [FeelDate, FeelDateTime, FeelTime, FeelDuration].some((kind) => value instanceof kind)

/** Equal but for what doubles lose. */
function isAlike(ours: Json, theirs: Json): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number')
    return Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs))
  // Beyond 2^53 ours are text.
  if (typeof ours === 'string' && typeof theirs === 'number') return isAlike(Number(ours), theirs)
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null)
    return ours === theirs
  const [left, right] = [Object.entries(ours), Object.entries(theirs)]
  return (
    left.length === right.length &&
    left.every(([name, value], index) => name === right[index]?.[0] && isAlike(value, right[index][1]))
  )
}

// ── a generator of expressions: each kind gives texts of expressions of that type ──

const oneOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts)

/** A template whose holes are filled in order. */
function build(parts: TemplateStringsArray, ...holes: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(...holes)
    .map((filled) => parts.reduce((text, part, index) => text + (filled[index - 1] ?? '') + part))
}

const { number, string, boolean, list, context, date, duration } = fc.letrec<
  Record<'number' | 'string' | 'boolean' | 'list' | 'context' | 'date' | 'duration', string>
>((tie) => {
  const [n, s, b, l, c] = [tie('number'), tie('string'), tie('boolean'), tie('list'), tie('context')]
  const [d, p] = [tie('date'), tie('duration')]
  const depth = { depthSize: 'small', maxDepth: 4, withCrossShrink: true } as const
  return {
    number: fc.oneof(
      depth,
      oneOf(
        '0',
        '1',
        '2',
        '-3',
        '0.5',
        '12.25',
        'a',
        'b',
        'big',
        'zero',
        'person.address.zip',
        'nothing',
        'missing',
      ),
      build`(${n} ${oneOf('+', '-', '*', '/')} ${n})`,
      build`-(${n})`,
      build`(if ${b} then ${n} else ${n})`,
      build`count(${l})`,
      build`string length(${s})`,
      build`abs(${n})`,
      build`floor(${n})`,
      build`ceiling(${n})`,
      build`sum([${n}, ${n}])`,
      build`${c}.x`,
      build`modulo(${n}, 3)`,
      build`decimal(${n}, 1)`,
      build`round half up(${n}, 0)`,
      build`number(string(${oneOf('1', '25', 'a')}))`,
      build`${oneOf('min', 'max', 'sum', 'mean', 'median', 'product')}(numbers)`,
      build`${oneOf('min', 'max', 'sum', 'mean')}(${oneOf('1', '4', 'a')}, ${oneOf('2', 'b')})`,
      build`${d}.${oneOf('year', 'month', 'day')}`,
      build`(${p} + @"PT5H").${oneOf('days', 'hours', 'minutes', 'seconds')}`,
      build`(function(x, y) x * y + 1)(${n}, ${n})`,
      build`day of year(${d})`,
      build`numbers[${oneOf('1', '-1', '2', '9')}]`,
    ),
    string: fc.oneof(
      depth,
      oneOf('"a"', '""', '"سلام"', '"a\\"b"', 's', 't', 'person.name', 'nothing'),
      build`(${s} + ${s})`,
      build`upper case(${s})`,
      build`substring(${s}, 2)`,
      build`substring before(${s}, ${s})`,
      build`substring after(${s}, ${s})`,
      build`string(${n})`.filter((text) => !/[./]|big/.test(text)),
      build`replace(${s}, "[a-c]", "#")`,
      build`string join([${s}, ${s}], "-")`,
      build`lower case(string: ${s})`,
      build`replace(input: ${s}, replacement: "-", pattern: "b")`,
      build`string(${d})`,
      build`string(${p})`,
      build`${oneOf('day of week', 'month of year')}(${d})`,
    ),
    boolean: fc.oneof(
      depth,
      oneOf('true', 'false', 'yes', 'no', 'nothing = null'),
      build`(${n} ${oneOf('<', '<=', '>', '>=', '=', '!=')} ${n})`,
      build`(${s} ${oneOf('=', '!=')} ${s})`,
      build`(${b} and ${b})`,
      build`(${b} or ${b})`,
      build`not(${b})`,
      build`(${n} in [1..10])`,
      build`(${n} in (1, < 0, [5..7)))`,
      build`(${n} between -1 and ${oneOf('5', 'a')})`,
      build`contains(${s}, ${s})`,
      build`starts with(${s}, "a")`,
      build`matches(${s}, "^[a-z ]+$")`,
      build`(some i in numbers satisfies i > ${oneOf('1', 'a')})`,
      build`(every p in people satisfies p.age > ${oneOf('1', '20')})`,
      build`(${n} instance of number)`,
      build`(${l} instance of list)`,
      build`(${s} instance of ${oneOf('string', 'number', 'boolean', 'date')})`,
      build`(${d} ${oneOf('<', '<=', '>', '>=', '=', '!=')} ${d})`,
      build`(${d} in [@"2026-01-01"..@"2026-12-31"])`,
      build`(${oneOf('@"P1D"', '@"PT24H"')} = ${oneOf('@"P1D"', '@"PT1H"')})`,
      build`(${c} = ${c})`,
      build`list contains(numbers, ${n})`,
      build`${oneOf('all', 'any')}([${b}, ${b}])`,
      build`${oneOf('odd', 'even')}(${oneOf('1', '2', 'a', '-3')})`,
      build`${oneOf('before', 'after')}(${oneOf('1', '5', 'a', '[1..3]', '(2..9]')}, ${oneOf('2', 'a', '[4..8]', '(7..9)')})`,
      build`ends with(${s}, ${s})`,
    ),
    list: fc.oneof(
      depth,
      oneOf('[]', 'numbers', 'texts', 'people.name', 'people.age', '[1, [2]]'),
      build`[${n}, ${s}, ${b}]`,
      build`(for i in numbers return i * ${n})`,
      build`(for i in 1..3, j in numbers return i + j)`,
      build`people[age > ${n}]`,
      build`numbers[item > ${n}]`,
      build`append(${l}, ${n})`,
      build`reverse(${l})`,
      build`flatten(${l})`,
      build`sort(numbers, function(x, y) x < y)`,
      build`split("a,b,c", ",")`,
      build`distinct values(concatenate(numbers, [${n}, ${n}]))`,
      build`union(numbers, [1, ${n}])`,
      build`index of(numbers, ${n})`,
      build`sublist(${l}, 1, 2)`,
      build`insert before(${l}, 1, ${n})`,
      build`concatenate(${l}, ${l})`,
      build`mode(numbers)`,
      build`(for p in people return { name: p.name, older: p.age + ${n} })`,
      build`(for i in 0..4 return if i = 0 then 1 else i * partial[-1])`,
      build`get entries(${c})`,
      build`people[age > 20].name`,
    ),
    date: fc.oneof(
      depth,
      oneOf('@"2026-03-21"', 'date("2024-02-29")', 'date(1999, 12, 31)', 'date("2026-13-01")', 'nothing'),
      build`(${d} + ${p})`,
      build`(${d} - ${p})`,
    ),
    duration: fc.oneof(
      depth,
      oneOf('@"P1D"', '@"P1M"', 'duration("P1Y2M")', 'duration("-P3D")', 'duration("P400D")', '@"P0D"'),
      build`(${d} - ${d})`,
    ),
    context: fc.oneof(
      depth,
      oneOf('{}', 'person', 'person.address'),
      build`{ x: ${n}, y: x, z: ${s} }`,
      build`context put(${c}, "x", ${n})`,
      build`context merge([${c}, ${c}])`,
    ),
  }
})

/** Where we mean to differ: ours, theirs, and why. `throws` is where feelin gives no value at all. */
const differences: readonly (readonly [text: string, ours: Json, theirs: Json, why: string])[] = [
  ['0.1 + 0.2', 0.3, 0.1 + 0.2, 'numbers are decimals'],
  ['9007199254740992 + 1', '9007199254740993', 9_007_199_254_740_992, 'whole numbers are exact'],
  ['"a" < 1', null, false, 'kinds that do not compare give null'],
  ['"5" in [1..10]', null, true, 'kinds that do not compare give null'],
  ['@"P1D" = @"P1M"', null, false, 'the two kinds of durations do not compare'],
  ['years and months duration(date("2024-02-29"), date("2026-03-21"))', 'P2Y', 'P2Y21D', 'it has no days'],
  ['@"P1D" * 2', 'P2D', null, 'durations are multiplied'],
  ['@"P1D" / @"PT6H"', 4, null, 'durations are divided'],
  ['-@"P1D"', '-P1D', null, 'durations have a sign'],
  ['if "a" then 1 else 2', 2, 1, 'only true leads to then'],
  ['some x in [1, 2] satisfies x', null, true, 'what is neither true nor false is unknown'],
  ['every x in ["a"] satisfies x', null, true, 'what is neither true nor false is unknown'],
  ['before(null, 1)', null, true, 'null is before nothing'],
  ['median([10, 9, 8])', 9, 8, 'numbers are ordered as numbers, not as texts'],
  ['max("a", "b")', 'b', null, 'anything that has an order has a greatest'],
  ['sort([3, 1, 2])', [1, 2, 3], null, 'without a function by the natural order'],
  ['list contains([[1]], [1])', true, false, 'items are compared by value'],
  ['index of([@"P1D"], @"PT24H")', [1], [], 'items are compared by value'],
  [
    'for d in @"2026-03-20"..@"2026-03-21" return d',
    ['2026-03-20', '2026-03-21'],
    'throws',
    'days can be gone through',
  ],
  ['finishes(10, [1..10])', true, null, 'it has all functions on ranges'],
  ['trim(" a ")', 'a', null, 'it has the functions of Camunda'],
  ['substring("abc", 0)', null, 'c', 'positions count from 1'],
  ['[1, 2, 3][1.5]', 1, null, 'positions are cut to whole numbers'],
  ['matches("ab", "a b", "x")', true, 'throws', 'it has flag x'],
]

describe('feelin and we', () => {
  it('agree on generated expressions', () => {
    let compared = 0
    const any = fc.oneof(number, string, boolean, list, context, date, duration)
    fc.assert(
      fc.property(any, (text) => {
        const theirs = byFeelin(text)
        if (theirs === undefined) return
        compared += 1
        const ours = feel(text, variables)
        assert.ok(
          isAlike(ours, theirs),
          `${text}\n ours   ${JSON.stringify(ours)}\n theirs ${JSON.stringify(theirs)}`,
        )
      }),
      { numRuns: 1500 },
    )
    assert.ok(compared > 1000)
  })

  for (const [text, ours, theirs, why] of differences) {
    it(`differ in ${text}: ${why}`, () => {
      assert.deepEqual(feel(text, variables), ours)
      assert.deepEqual(byFeelin(text) ?? (byFeelin(text) === null ? null : 'throws'), theirs)
    })
  }
})

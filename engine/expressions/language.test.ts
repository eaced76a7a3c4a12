import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { feel, gives, moment } from '../../test/harness/feel.ts'
import { compileExpression, compileUnaryTests, ExpressionFailed } from './expression.ts'

describe('the language', () => {
  it('goes through lists, ranges and several iterators', () => {
    gives({
      'for i in 1..3 return i * i': [1, 4, 9],
      'for i in 3..1 return i': [3, 2, 1],
      'for i in [1..3) return i': [1, 2],
      'for i in [3..1] return i': null,
      'for x in [[1, 2], [3]], y in x return y': [1, 2, 3],
      'for i in 1..2, j in i..2 return [i, j]': [
        [1, 1],
        [1, 2],
        [2, 2],
      ],
      'for i in 0..4 return if i = 0 then 1 else i * partial[-1]': [1, 1, 2, 6, 24],
      'for i in 1..3 return count(partial)': [0, 1, 2],
      'for i in 1..2 return partial': [[], [[]]],
      'for d in @"2026-03-20"..@"2026-03-21" return d': ['2026-03-20', '2026-03-21'],
      'for i in "a".."c" return i': null,
      'for i in null return i': null,
      'some i in [1, 2], j in [2, 3] satisfies i = j': true,
      'every i in [] satisfies false': true,
      'some i in [1, null] satisfies i > 5': null,
      'some i in [null, 6] satisfies i > 5': true,
    })
  })

  it("filters by position and by condition, and an item's own entries come first", () => {
    gives(
      {
        '[1, 2, 3][-1]': 3,
        '[1, 2, 3][0]': null,
        '5[1]': 5,
        '[1, 2, 3, 4][item > 2]': [3, 4],
        '[1, 5, 9][> 4]': [5, 9],
        'rows[a > b]': [{ a: 2, b: 1 }],
        'rows[a = limit].b': [1],
        'rows[n]': { a: 2, b: 1 },
        'rows[missing]': [],
        'null[1]': null,
        '[{item: 1}, {item: 3}][item > 2]': [{ item: 3 }],
        '[[1, 2], [3]][count(item) > 1]': [[1, 2]],
      },
      {
        rows: [
          { a: 1, b: 1 },
          { a: 2, b: 1 },
        ],
        b: 0,
        limit: 2,
        n: 2,
      },
    )
  })

  it('defines functions, which see what surrounds them and themselves', () => {
    gives({
      '(function(a, b) a - b)(b: 1, a: 3)': 2,
      '{ f: function(n) if n < 2 then 1 else n * f(n - 1), x: f(20) }.x': 2_432_902_008_176_640_000,
      '{ add: function(a) function(b) a + b, x: add(1)(2) }.x': 3,
      '(function(a: number) a)("x")': null,
      '(function(a: number) a)([5])': 5,
      '(function(a) a)()': null,
      '{ count: function(x) 7, y: count([]) }.y': 7,
      '[1, 2][(function(x) x)(2)]': 2,
    })
  })

  it('tells types', () => {
    gives({
      '1 instance of number': true,
      'null instance of Any': false,
      '[1, 2] instance of list<number>': true,
      '[1, "a"] instance of list<number>': false,
      '{a: 1} instance of context<a: number>': true,
      '{a: "x"} instance of context<a: number>': false,
      '@"P1D" instance of days and time duration': true,
      'abs instance of function<number> -> number': true,
    })
  })

  it('tests by in and by between', () => {
    gives({
      '5 in (1, [4..6])': true,
      '5 in > 4': true,
      '5 in (? > 4, 1)': true,
      '5 in (? > 6, 1)': false,
      '"a" in ["a", "b"]': true,
      '[1] in [[1], [2]]': true,
      '5 in null': null,
      'null in (1, null)': true,
      '5 in [1..null]': null,
      '2 between 1 and 3': true,
      '2 between 1 and null': null,
      '4 in !=4': false,
    })
  })

  it('computes with dates exactly', () => {
    gives({
      '@"2024-02-29" + @"P1Y"': '2025-02-28',
      '@"2026-03-21" - @"2026-03-01"': 'P20D',
      '@"2026-03-21" + @"PT36H"': '2026-03-22',
      '@"23:30:00" + @"PT1H"': '00:30:00',
      '@"2026-03-21T10:00:00.000000001" - @"2026-03-21T10:00:00"': 'PT0.000000001S',
      '@"2026-03-29T01:30:00@Europe/Paris" + @"PT1H"': '2026-03-29T03:30:00@Europe/Paris',
      '@"2026-10-25T01:30:00@Europe/Paris" + @"P1D"': '2026-10-26T00:30:00@Europe/Paris',
      '@"2026-03-21T13:30:00@Asia/Tehran" = @"2026-03-21T10:00:00Z"': true,
      '@"2026-03-21T10:00:00" < @"2026-03-21T10:00:00Z"': null,
      '@"999999999-12-31" + @"P1D"': null,
      '@"P1Y" + @"P1M"': 'P1Y1M',
      '@"P1Y" + @"P1D"': null,
      '@"P1D" * 1.5': 'P1DT12H',
      '@"PT1H" / @"PT15M"': 4,
      '@"P1M" > @"P20D"': null,
      '@"2026-03-21T10:05:07@Asia/Tehran".time offset': 'PT3H30M',
      '@"2026-03-21T10:05:07@Asia/Tehran".timezone': 'Asia/Tehran',
      '@"-P1DT2H".hours': -2,
    })
  })

  it('reads escapes and comments', () => {
    gives({
      '"a\\tb\\n\\u0633\\U01F40E\\d"': 'a\tb\nس🐎\\d',
      '1 + // one\n 2 /* two */': 3,
      '{ "a b": 1, c: `a b` + 1 }.c': 2,
      '{ first name: "x", greeting: "سلام " + first name }.greeting': 'سلام x',
    })
  })
})

describe('what is wrong', () => {
  const problem = (text: string): string | undefined => compileExpression(text).problem?.message

  it('with a text is said with its place, before anything runs', () => {
    assert.equal(problem('a == 1'), '"==" is no operator at position 3')
    assert.equal(problem('{a: 1, a: 2}'), 'the name "a" comes twice at position 7')
    assert.equal(problem('x instance of nothing'), '"nothing" is not a type at position 14')
    assert.equal(problem('@"tomorrow"'), '@"tomorrow" is no date, time or duration at position 0')
    assert.equal(problem('function(a) external {}'), 'there are no external functions here at position 12')
    assert.equal(problem('1 +\n) 2'), '")" does not belong here at line 2, column 1')
    assert.equal(problem(''), 'it is empty at position 0')
  })

  it('with a condition is said with expression, reason, place and names, without values', () => {
    const condition = compileExpression('customer.kind = "vip" and amount > limit')
    assert.deepEqual(condition.variables, ['amount', 'customer', 'limit'])
    assert.throws(
      () => condition.holds({ customer: { kind: 'vip', mobile: '0912' }, amount: 5, other: 1 }, moment),
      (error) =>
        error instanceof ExpressionFailed &&
        error.message ===
          'The expression "customer.kind = "vip" and amount > limit" is a condition but is neither true nor false: there is no variable "limit" at position 35. It saw the variables amount, customer.',
    )
    assert.equal(compileExpression('amount > 1').holds({ amount: 5 }, moment), true)
  })

  it('on the way is noted, and the value is null', () => {
    const noted = (text: string): readonly string[] =>
      compileExpression(text)
        .examine({ a: 'secret', c: {} }, moment)
        .warnings.map(({ kind, message, position }) => `${kind}: ${message} (${String(position)})`)
    assert.deepEqual(noted('missing'), ['unknownVariable: there is no variable "missing" (0)'])
    assert.deepEqual(noted('c.x'), ['unknownEntry: there is no "x" (2)'])
    assert.deepEqual(noted('1 + a'), ['wrongType: number + string gives nothing (0)'])
    assert.deepEqual(noted('a > 1'), ['wrongType: string and number do not compare (0)'])
    assert.deepEqual(noted('floor(a)'), ['refusedArguments: floor does not take (string) (6)'])
    assert.deepEqual(noted('is defined(c)'), [])
  })

  it('without end is stopped', () => {
    assert.throws(() => feel('for i in 1..1000000000 return i'), /takes more than 1000000 rounds/)
    assert.throws(() => feel('for i in 1..2000, j in 1..2000 return 1'), /takes more than 1000000 rounds/)
    assert.throws(() => feel('{ f: function(n) f(n + 1), x: f(1) }'), /goes too deep/)
  })
})

describe('unary tests', () => {
  const test = (text: string, input: number | string | boolean | null): boolean | null =>
    compileUnaryTests(text).test(input, { limit: 10 }, moment)

  it('say whether an input passes', () => {
    const cases: readonly (readonly [string, number | string | boolean | null, boolean | null])[] = [
      ['-', null, true],
      ['5', 5, true],
      ['< limit', 9, true],
      ['1, [3..4], > 8', 4, true],
      ['not(1, 2)', 3, true],
      ['not(1, 2)', 2, false],
      ['"a", "b"', 'c', false],
      ['? > 3 and ? < limit', 5, true],
      ['true', true, true],
      ['false', true, false],
      ['< 5', 'a', null],
      ['null', null, true],
    ]
    for (const [text, input, wanted] of cases)
      assert.equal(test(text, input), wanted, `${text} on ${String(input)}`)
    assert.equal(compileUnaryTests('< ').problem?.position, 2)
    assert.deepEqual(compileUnaryTests('? > a').variables, ['a'])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import type { Json, JsonObject } from '../values/json.ts'
import { compileExpression, ExpressionFailed } from './expression.ts'

const now = new Date('2026-03-21T09:00:00.123Z')
const feel = (text: string, variables: JsonObject = {}): Json =>
  compileExpression(text).evaluate(variables, { now })

/** Asserts what each expression gives. */
function gives(table: Readonly<Record<string, Json>>, variables: JsonObject = {}): void {
  for (const [text, wanted] of Object.entries(table)) assert.deepEqual(feel(text, variables), wanted, text)
}

/** The message with which an expression fails. */
function failure(text: string, variables: JsonObject = {}): string {
  try {
    feel(text, variables)
  } catch (error) {
    assert.ok(error instanceof ExpressionFailed)
    assert.equal(error.expression, text)
    return error.message
  }
  return assert.fail(`${text} did not fail`)
}

describe('what is missing', () => {
  it('is null, and makes null of what is computed with it', () => {
    gives({
      missing: null,
      'missing.deep.er': null,
      'missing + 1': null,
      'missing > 1': null,
      'missing = null': true,
      'not(missing)': null,
      'missing and false': false,
      'if missing then 1 else 2': 2,
      '"a" + 1': null,
      '1 / 0': null,
    })
  })

  it('does not stand in for a comparison between kinds', () => {
    gives({ '1 = "1"': null, 'null = null': true, 'null != 1': true })
  })
})

describe('numbers', () => {
  it('are exact for whole amounts up to 2^53', () => {
    gives({
      '9007199254740990 + 1': 9_007_199_254_740_991,
      '123456789012345 * 9': 1_111_111_101_111_105,
      'sum([999999999999, 1])': 1_000_000_000_000,
      'number("250000000000")': 250_000_000_000,
      'string(250000000000)': '250000000000',
    })
    const amount = fc.integer({ min: -(2 ** 51), max: 2 ** 51 })
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        assert.equal(feel('a + b', { a, b }), a + b)
        assert.equal(feel('a - b', { a, b }), a - b + 0)
        assert.equal(feel('sum(list)', { list: [a, b] }), a + b)
        assert.equal(feel('a > b', { a, b }), a > b)
        assert.equal(feel('number(string(a))', { a }), a)
      }),
    )
  })

  it('turn rials into tomans and shares of an amount into whole rials when told how to round', () => {
    gives(
      {
        'rial / 10': 12_345_678,
        'floor(rial * 9 / 100)': 11_111_110,
        'round half up(rial * 0.09, 0)': 11_111_110,
        'modulo(rial, 1000)': 780,
      },
      { rial: 123_456_780 },
    )
  })

  it('are exact decimals of 34 digits, and there is no negative zero', () => {
    gives(
      {
        '0.1 + 0.2 = 0.3': true,
        '0.1 + 0.2': 0.3,
        '1.10 * 3': 3.3,
        'decimal(10 / 3, 2)': 3.33,
        'string(10 / 3)': '3.333333333333333333333333333333333',
        '9007199254740993 - 9007199254740992': 1,
        'string(9007199254740993 * 10)': '90071992547409930',
        '12345678901234567890 = 12345678901234567891': false,
        'number("0.1") * x = 0.3': true,
      },
      { x: 3 },
    )
    assert.ok(Object.is(feel('0 * -1'), 0))
  })

  it('leave as the nearest double, and as text when that would lose a digit of the whole part', () => {
    gives({
      '1 / 3': 1 / 3,
      '9007199254740991 + 2': '9007199254740993',
      '12345678901234567890.5': '12345678901234567890.5',
      '10 ** 20': 1e20,
      '10 ** 400': '1e+400',
      '10 ** 7000': null,
    })
  })
})

describe('dates, times and durations', () => {
  it('give ISO 8601 text', () => {
    gives({
      '@"2026-03-21" + duration("P1M")': '2026-04-21',
      'date("2026-01-31") + duration("P1M")': '2026-02-28',
      'date and time("2026-03-21T12:00:00+03:30")': '2026-03-21T12:00:00+03:30',
      'date and time("2026-03-22T09:00:00Z") - date and time("2026-03-21T09:00:00Z")': 'P1D',
      'years and months duration(date("2020-01-01"), date("2026-03-01"))': 'P6Y2M',
      'time("10:30:00")': '10:30:00',
      'date("2026-02-30")': null,
      'date("2026-03-21").month': 3,
      'date("2026-03-21") < date("2026-03-22")': true,
      '{ due: @"P1D", all: [@"2026-03-21"] }': { due: 'P1D', all: ['2026-03-21'] },
    })
  })

  it('take the present from the given clock and from nowhere else', () => {
    gives({
      'now()': '2026-03-21T09:00:00.123Z',
      'today()': '2026-03-21',
      'now() + duration("PT1H")': '2026-03-21T10:00:00.123Z',
      'day of week(today())': 'Saturday',
      'date(now()) = today()': true,
    })
    const later = { now: new Date('2031-01-01T00:00:00Z') }
    assert.equal(compileExpression('today()').evaluate({}, later), '2031-01-01')
  })
})

describe('lists, contexts and texts', () => {
  it('work as the standard says', () => {
    const variables = {
      items: [
        { name: 'a', rial: 5 },
        { name: 'b', rial: 20 },
      ],
    }
    gives(
      {
        'items[1].name': 'a',
        'items[-1].name': 'b',
        'items.rial': [5, 20],
        'items[rial > 10].name': ['b'],
        'for item in items return item.rial * 2': [10, 40],
        'some item in items satisfies item.rial > 10': true,
        'every item in items satisfies item.rial > 10': false,
        '{ total: sum(items.rial), more: total + 1 }': { total: 25, more: 26 },
        'context put(items[1], "rial", 6)': { name: 'a', rial: 6 },
        'sort(items.rial, function(a, b) a > b)': [20, 5],
        '5 in [1..10]': true,
        'count([]) = 0': true,
        'string join(items.name, "-")': 'a-b',
        'contains("پیوند", "یون")': true,
        'upper case("ab") + string(1)': 'AB1',
        'matches("09121234567", "^09\\d{9}$")': true,
        '// why\n1 /* and */ + 1': 2,
      },
      variables,
    )
  })

  it('do not change the variables they are made of', () => {
    const variables = Object.freeze({ list: Object.freeze([2, 1]) })
    gives({ 'sort(list, function(a, b) a < b)': [1, 2], 'append(list, 3)': [2, 1, 3] }, variables)
    assert.deepEqual(variables, { list: [2, 1] })
  })
})

describe('the functions of the dialect that are ours', () => {
  it('say what is there', () => {
    gives({
      'is defined(missing)': false,
      'is defined(0)': true,
      'get or else(missing, 5)': 5,
      'get or else(false, true)': false,
      'get or else(missing, missing)': null,
      'is empty([])': true,
      'is empty([null])': false,
      'is blank("  ")': true,
      'is blank("a")': false,
    })
  })

  it('cut and sort', () => {
    gives({
      'trim("  سلام ")': 'سلام',
      'to base64("سلام")': '2LPZhNin2YU=',
      'extract("tel 0912 and 0935", "\\d+")': ['0912', '0935'],
      'extract("abc", "\\d")': [],
      'extract("abc", "[")': null,
      'partition([1, 2, 3, 4, 5], 2)': [[1, 2], [3, 4], [5]],
      'partition([1], 0)': [],
      'duplicate values([1, "a", 1, {x: 1}, {x: 1}, "b"])': [1, { x: 1 }],
      'is defined(value: 1)': true,
    })
  })

  it('take chance from the caller and from nowhere else', () => {
    for (const text of ['random number()', 'uuid()'])
      assert.match(failure(text), /needs chance, of which there is none here/)
    const random = (): number => 0.5
    assert.equal(compileExpression('random number()').evaluate({}, { now, random }), 0.5)
    assert.equal(
      compileExpression('uuid()').evaluate({}, { now, random }),
      '88888888-8888-4888-a888-888888888888',
    )
  })
})

describe('names', () => {
  it('never hide a function, whatever the variables are called', () => {
    const variables = { count: 9, number: '7', now: 'x', date: 1, time: 1, string: 2, sum: 3, list: [1, 2] }
    gives(
      {
        'count(list)': 2,
        'number("5")': 5,
        'now()': '2026-03-21T09:00:00.123Z',
        'date("2026-03-21")': '2026-03-21',
        'date and time("2026-03-21T09:00:00Z")': '2026-03-21T09:00:00Z',
        'string length("abc")': 3,
        'sum (list)': 3,
        'count + 1': 10,
        number: '7',
      },
      variables,
    )
  })

  it('of one word may be Persian; all others are written in backticks', () => {
    const variables = { سن: 20, می‌شود: 1, 'first name': 'Sara', 'a-b': 9, a: 3, b: 1 }
    gives({ 'سن > 18': true, می‌شود: 1, '`first name`': 'Sara', '`a-b` + a': 12, 'a-b': 2 }, variables)
  })

  it('cannot give an operator another meaning, so that no payload changes what a flow does', () => {
    gives({ 'x and y': false, 'a-b': 2 }, { x: true, y: false, 'x and y': true, a: 3, b: 1, 'a-b': 9 })
  })
})

describe('an expression', () => {
  it('reaches nothing outside the variables it is given', () => {
    const outside = [
      'process',
      'globalThis',
      'constructor',
      'toString',
      '__proto__',
      'Object',
      'require',
      'fn',
    ]
    for (const name of outside) assert.equal(feel(name), null, name)
    const values = { x: {}, list: [1], text: 'a' }
    for (const text of [
      'x.constructor',
      'x.__proto__',
      'x.toString',
      'text.length',
      'get value(x, "constructor")',
    ])
      assert.equal(feel(text, values), null, text)
    gives({ 'list.length': [null], 'x["constructor"]': [] }, values)
    for (const text of ['now', 'function(x) x', '[1..3]', 'is defined'])
      assert.match(failure(text), /gives something that is not a value/)
    for (const text of ['x.constructor("a")', 'now().unwrap()', 'eval("1")'])
      assert.match(failure(text, { x: {} }), /calls a function that does not exist/)
    const poisoned = JSON.parse('{"__proto__":{"a":1},"b":2}') as JsonObject
    gives({ a: null, b: 2 }, poisoned)
    assert.equal(Object.hasOwn(Object.prototype, 'a'), false)
  })

  it('is refused with the place of the trouble when it is not FEEL, at once and without being evaluated', () => {
    const problem = (text: string): unknown => compileExpression(text).problem
    assert.deepEqual(problem('1 +'), {
      message: 'it ends where more is needed at position 3',
      position: 3,
      line: 1,
      column: 4,
    })
    for (const text of ['', '(', 'a ==', '[1', 'if a then', '{a:', '1 2', '"open'])
      assert.ok(problem(text) !== undefined, text)
    assert.equal(problem('count(for i in 1..1000000000 return i)'), undefined)
    assert.match(
      failure('1 +'),
      /^The expression "1 \+" is not FEEL: it ends where more is needed at position 3/,
    )
  })

  it('fails with its text and the names of the variables it saw, never with their values', () => {
    const secret = 'secret-0912'
    assert.equal(
      failure('unknown(national) + other', { national: secret, other: 1, unused: 2 }),
      'The expression "unknown(national) + other" is not FEEL: it calls a function that does not exist, "unknown", at position 0. It saw no variables.',
    )
    assert.equal(
      failure('assert(national, other > 5)', { national: secret, other: 1, unused: 2 }),
      'The expression "assert(national, other > 5)" fails: an assertion is not fulfilled. It saw the variables national, other.',
    )
  })

  it('gives the same whenever and however often it is evaluated', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), (value) => {
        const x = JSON.parse(JSON.stringify(value)) as Json
        const first = feel('{ x: x, list: [x] }', { x })
        assert.deepEqual(feel('{ x: x, list: [x] }', { x }), first)
        assert.deepEqual(first, JSON.parse(JSON.stringify({ x, list: [x] })))
      }),
    )
  })
})

import { describe, it } from 'node:test'

import { gives } from '../../../test/harness/feel.ts'

describe('conversions', () => {
  it('read numbers with separators', () => {
    gives({
      'number("1.000.000,01", ".", ",")': 1_000_000.01,
      'number("1 000,5", " ", ",")': 1000.5,
      'number("1,000", ",")': 1000,
      'number("12a")': null,
      'number("")': null,
      'number(from: "5", grouping separator: null, decimal separator: ".")': 5,
      'string(number("123456789012345678901234"))': '123456789012345678901234',
    })
  })

  it('write every kind of value as text', () => {
    gives({
      'string(1.50)': '1.5',
      'string(1e21)': '1000000000000000000000',
      'string([1, "a\\"b", null])': '[1, "a\\"b", null]',
      'string({a: 1, "b-c": "x"})': '{a: 1, "b-c": "x"}',
      'string(@"P1DT2H")': 'P1DT2H',
      'string([1..5))': '[1..5)',
      'string(null)': null,
      'string()': null,
    })
  })

  it('make dates and times of texts, of parts, and of each other', () => {
    gives({
      'date(2026, 3, 21)': '2026-03-21',
      'date(2026, 2, 29)': null,
      'date(date and time("2026-03-21T10:00:00Z"))': '2026-03-21',
      'date("-2017-01-01")': '-2017-01-01',
      'time(10, 30, 0)': '10:30:00',
      'time(10, 30, 1.5, @"PT3H30M")': '10:30:01.5+03:30',
      'time("10:30")': '10:30:00',
      'time("24:00:00")': null,
      'date and time("2026-03-21T24:00:00")': null,
      'date and time("2026-03-21T10:00:00.123456789@Asia/Tehran")':
        '2026-03-21T10:00:00.123456789@Asia/Tehran',
      'date and time("2026-03-21T10:00:00@Nowhere/Land")': null,
      'date and time(@"2026-03-21", @"10:00:00")': '2026-03-21T10:00:00',
      'date and time(date and time("2026-03-21T10:00:00Z"), "Asia/Tehran")':
        '2026-03-21T13:30:00@Asia/Tehran',
      'duration("P1Y2M")': 'P1Y2M',
      'duration("P1Y2D")': null,
      'duration("P2W")': 'P14D',
    })
  })
})

describe('truth', () => {
  it('is known, denied, or unknown', () => {
    gives({
      'not(true)': false,
      'not(null)': null,
      'not(1)': null,
      'all([true, null])': null,
      'all([false, null])': false,
      'all([])': true,
      'any([true, null])': true,
      'any([])': false,
      'is(@"10:00:00Z", @"13:30:00+03:30")': false,
      'is(1, 1.0)': true,
      'is(1)': false,
    })
  })

  it('of what is there, and what is put in its place', () => {
    gives({
      'is defined(null)': false,
      'get or else(null, 1)': 1,
      'is empty([])': true,
      'is empty("")': null,
      'is blank(" \\t")': true,
      'assert(5, 5 > 1)': 5,
      'assert(5, > 1)': 5,
      'fromAi("x", "the name", "string")': 'x',
      'fromAi(value: 5, description: "the age")': 5,
    })
  })
})

describe('texts', () => {
  it('are cut and searched by characters, an emoji being one', () => {
    gives({
      'string length("👍سلام")': 5,
      'substring("👍سلام", 2, 3)': 'سلا',
      'substring("foobar", -2)': 'ar',
      'substring("foobar", 10)': '',
      'substring before("a-b-c", "-")': 'a',
      'substring after("a-b-c", "-")': 'b-c',
      'substring before("abc", "x")': '',
      'upper case("straße")': 'STRASSE',
      'trim(" a b ")': 'a b',
      'to base64("سلام")': '2LPZhNin2YU=',
      'contains(null, "a")': null,
      'starts with(string: "abc", match: "ab")': true,
    })
  })

  it('match the regular expressions of XPath', () => {
    gives({
      'matches("۰۹۱۲", "^\\p{N}+$")': true,
      'matches("x", "[a-z-[aeiou]]")': true,
      'matches("e", "[a-z-[aeiou]]")': false,
      'matches("a.b", "^[^a-z-[b]]$")': false,
      'matches("سلام", "^\\p{IsArabic}+$")': true,
      'matches("a", "(")': null,
      'matches("a", "a", "g")': null,
      'matches("AB", "a b", "ix")': true,
      'replace("09121234567", "^(\\d{4})(\\d+)$", "$1-$2")': '0912-1234567',
      'replace("abc", "b", "[$0]")': 'a[b]c',
      'replace("abc", "b", "$&")': 'a$&c',
      'replace("abc", "b", "\\$1")': 'a$1c',
      'split("a;b;;", ";")': ['a', 'b', '', ''],
      'split("a1b2c", "(\\d)")': ['a', 'b', 'c'],
      'split("abc", "")': ['a', 'b', 'c'],
      'extract("tel 0912 and 0935", "\\d+")': ['0912', '0935'],
    })
  })

  it('are joined', () => {
    gives({
      'string join(["a", null, "b"], "-")': 'a-b',
      'string join("a")': 'a',
      'string join([1], "-")': null,
      'string join(["a", "b"], ", ", "[", "]")': '[a, b]',
    })
  })
})

describe('numbers', () => {
  it('are rounded in every way', () => {
    gives({
      'decimal(2.5, 0)': 2,
      'decimal(3.5, 0)': 4,
      'round up(-1.121, 2)': -1.13,
      'round down(1.129, 2)': 1.12,
      'round half up(1.005, 2)': 1.01,
      'round half down(1.005, 2)': 1,
      'round half up(1250000, -4)': 1_250_000,
      'round half up(1255000, -4)': 1_260_000,
      'floor(-1.56, 1)': -1.6,
      'ceiling(1.2)': 2,
      'decimal(1, 7000)': null,
    })
  })

  it('have the functions of arithmetic', () => {
    gives({
      'modulo(-12, 5)': 3,
      'modulo(10.1, -4.5)': -3.4,
      'modulo(1, 0)': null,
      'abs(-5)': 5,
      'abs(@"-P1D")': 'P1D',
      'sqrt(2) ** 2': 2,
      'sqrt(-1)': null,
      'decimal(log(10), 8)': 2.30258509,
      'log(0)': null,
      'decimal(exp(1), 8)': 2.71828183,
      'odd(3)': true,
      'even(2.5)': false,
    })
  })
})

describe('lists', () => {
  it('are searched, cut and put together', () => {
    gives({
      'list contains([1, [2]], [2])': true,
      'list contains([null], null)': true,
      'index of([1, 2, 1], 1)': [1, 3],
      'count(null)': null,
      'count(5)': 1,
      'sublist([1, 2, 3], 2)': [2, 3],
      'sublist([1, 2, 3], -2, 1)': [2],
      'append([1], 2, 3)': [1, 2, 3],
      'append(1, [2])': [1, [2]],
      'concatenate([1], [2, 3], 4)': [1, 2, 3, 4],
      'insert before([1, 3], 2, 2)': [1, 2, 3],
      'remove([1, 2, 3], 2)': [1, 3],
      'remove([1], 5)': null,
      'list replace([1, 2, 3], 2, 9)': [1, 9, 3],
      'list replace([1, 2, 3], function(item, new) item > new, 2)': [1, 2, 2],
      'reverse([1, 2])': [2, 1],
      'union([1, 2], [2, 3])': [1, 2, 3],
      'distinct values([1, "1", 1.0, null, null])': [1, '1', null],
      'duplicate values([1, 2, 1, {a: 1}, {a: 1}])': [1, { a: 1 }],
      'flatten([1, [2, [3]]])': [1, 2, 3],
      'partition([1, 2, 3], 2)': [[1, 2], [3]],
    })
  })

  it('are sorted, and equal ones keep their order', () => {
    gives({
      'sort([3, 1, 2], function(x, y) x > y)': [3, 2, 1],
      'sort(list: ["b", "a"], precedes: function(x, y) x < y)': ['a', 'b'],
      'sort([{k: 1, n: "a"}, {k: 0, n: "b"}, {k: 1, n: "c"}], function(x, y) x.k < y.k).n': ['b', 'a', 'c'],
      'sort([1, "a"])': null,
    })
  })

  it('are summed up', () => {
    gives({
      'sum([0.1, 0.2])': 0.3,
      'sum([])': null,
      'sum([1, "a"])': null,
      'sum(1, 2, 3)': 6,
      'product([2, 3, 4])': 24,
      'mean([1, 2, 4])': 7 / 3,
      'median([8, 2, 5, 7])': 6,
      'decimal(stddev(2, 4, 7, 5), 6)': 2.081666,
      'stddev([1])': null,
      'mode([6, 3, 9, 6, 3])': [3, 6],
      'mode([])': [],
      'min("b", "a")': 'a',
      'max([@"2026-03-21", @"2025-01-01"])': '2026-03-21',
      'max([1, "a"])': null,
      'min([])': null,
    })
  })
})

describe('contexts', () => {
  it('are read, taken apart and made', () => {
    gives({
      'get value({a: 1}, "a")': 1,
      'get value({a: {b: 2}}, ["a", "b"])': 2,
      'get value({a: 1}, "toString")': null,
      'get entries({a: 1})': [{ key: 'a', value: 1 }],
      'context([{key: "a", value: 1}, {key: "b", value: null}])': { a: 1, b: null },
      'context([{key: "a", value: 1}, {key: "a", value: 2}])': null,
      'context put({a: 1}, "b", 2)': { a: 1, b: 2 },
      'context put({a: {b: 1}}, ["a", "b"], 2)': { a: { b: 2 } },
      'context put({a: 1}, ["a", "b"], 2)': null,
      'context merge([{a: 1}, {a: 2, b: 3}])': { a: 2, b: 3 },
      'context merge({a: 1}, {b: 2})': { a: 1, b: 2 },
    })
  })
})

describe('dates and durations', () => {
  it('know the calendar', () => {
    gives({
      'day of year(@"2024-12-31")': 366,
      'day of week(@"2026-03-21")': 'Saturday',
      'month of year(@"2026-03-21")': 'March',
      'week of year(@"2027-01-01")': 53,
      'last day of month(@"2024-02-10")': '2024-02-29',
      'years and months duration(@"2024-02-29", @"2025-02-28")': 'P11M',
    })
  })
})

describe('points and ranges', () => {
  it('lie to each other in one of thirteen ways', () => {
    gives({
      'before(1, [2..3])': true,
      'before([1..2), [2..3])': true,
      'after([5..6], 4)': true,
      'meets([1..5], [5..10])': true,
      'met by([5..10], [1..5))': false,
      'overlaps([1..5], [3..8])': true,
      'overlaps before([1..5], [3..8])': true,
      'overlaps after([3..8], [1..5])': true,
      'finishes(10, [1..10])': true,
      'finished by([1..10], [5..10))': false,
      'includes([1..10], 5)': true,
      'during([4..6], [1..10])': true,
      'starts(1, (1..10])': false,
      'started by([1..10], [1..5])': true,
      'coincides([1..5], [1..5))': false,
      'before(1, "a")': null,
    })
  })
})

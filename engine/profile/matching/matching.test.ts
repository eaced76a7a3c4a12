/** The parts of scored matching, and the complaints of other products' users that they answer. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import type { JsonObject } from '../../values/json.ts'
import { normalise } from '../normalise.ts'
import { sample } from '../samples.ts'
import { blockKeys, candidatePairs, storedKey } from './blocking.ts'
import { featuresOf, type Features } from './features.ts'
import { absent, compare, levelNames } from './levels.ts'
import { link, possiblePairs } from './linkage.ts'
import { defaultPersonModel } from './default-model.ts'
import { total, weigh } from './model.ts'
import { personPlan } from './plan.ts'
import { joinByScore, type PairScore, type Unit } from './scored-joins.ts'
import { editDistance, jaroWinkler } from './similarity.ts'
import { train } from './training.ts'

const features = (data: JsonObject): Features =>
  featuresOf(normalise(sample('crm/1', data)).fields, personPlan)

function level(comparison: string, a: JsonObject, b: JsonObject): string {
  const place = personPlan.comparisons.findIndex(({ name }) => name === comparison)
  const found = compare(features(a), features(b), personPlan).levels[place] ?? absent
  const kind = personPlan.comparisons[place]?.kind ?? 'category'
  return found === absent ? 'absent' : (levelNames[kind][found] ?? '')
}

describe('comparing', () => {
  it('knows similar texts and their distance', () => {
    assert.equal(jaroWinkler('martha', 'marhta').toFixed(3), '0.961')
    assert.equal(editDistance('رضایی', 'رضاییی', 2), 1)
    assert.equal(editDistance('ab', 'ba', 2), 1)
    assert.equal(editDistance('abcdef', 'uvwxyz', 2), 3)
  })

  it('tells how alike names are, however they are written', () => {
    const ali = { firstName: 'علی', lastName: 'رضایی' }
    assert.equal(level('familyName', ali, { firstName: 'علي', lastName: 'رضائی' }), 'exact')
    assert.equal(level('givenName', ali, { firstName: 'سید علی', lastName: 'x' }), 'exact')
    assert.equal(level('familyName', ali, { firstName: 'Ali', lastName: 'Rezaei' }), 'almost')
    assert.equal(level('nameOrder', ali, { firstName: 'رضایی', lastName: 'علی' }), 'swapped')
    assert.equal(level('familyName', ali, { fullName: 'علی رضایی' }), 'exact')
    assert.equal(level('givenName', { firstName: 'محمد' }, { firstName: 'محمدرضا' }), 'similar')
    assert.equal(level('givenName', ali, { firstName: 'مریم', lastName: 'رضایی' }), 'different')
    const compound = { fullName: 'محمد رضا کریمی نژاد' }
    assert.equal(level('familyName', compound, { firstName: 'محمدرضا', lastName: 'کریمی‌نژاد' }), 'exact')
  })

  it('tells how alike days are: parts exchanged, the other calendar, a digit wrong', () => {
    const born = (birthOn: string): JsonObject => ({ birthOn })
    assert.equal(level('birthOn', born('1370/05/03'), born('1991-07-25')), 'exact')
    assert.equal(level('birthOn', born('1991-07-05'), born('1991-05-07')), 'dayMonthSwapped')
    assert.equal(level('birthOn', born('1991-07-25'), born('0370-05-03')), 'different')
    assert.equal(level('birthOn', born('1991-07-25'), born('1991-07-26')), 'oneDigit')
    assert.equal(level('birthOn', born('1991-07-25'), born('1984-07-25')), 'twoDigits')
    assert.equal(level('birthOn', born('1991-07-25'), born('2612-10-17')), 'otherCalendar')
  })

  it('takes what is missing for no evidence: null is never equal to null (Zingg #818, #1339)', () => {
    const pair = compare(features({}), features({}), personPlan)
    assert.ok(pair.levels.every((one) => one === absent))
    assert.deepEqual(blockKeys(features({}), personPlan), [])
    assert.equal(level('phone', { mobile: '09121234567' }, {}), 'absent')
  })

  it('says the same of (a, b) and (b, a) (HAPI MDM #4287)', () => {
    const word = fc.constantFrom('علی', 'علی رضا', 'Ali', 'رضایی', 'Rezaei', 'حسن', 'حسین', '')
    const day = fc.constantFrom('1370/01/02', '1991-03-22', '1991-12-03', '1991-03-12', '')
    const data = fc.record({ firstName: word, lastName: word, birthOn: day, address: word })
    fc.assert(
      fc.property(data, data, (a, b) => {
        const [x, y] = [features(a), features(b)]
        assert.deepEqual(compare(x, y, personPlan), compare(y, x, personPlan))
      }),
      { numRuns: 200 },
    )
  })
})

describe('blocks', () => {
  it('find a person whose names are exchanged, whose day is turned round, and who is written in Latin', () => {
    const one = features({ firstName: 'علی', lastName: 'رضایی', birthOn: '1991-07-05' })
    const keysOf = (data: JsonObject): ReadonlySet<string> =>
      new Set(blockKeys(features(data), personPlan).map(({ text }) => text))
    for (const data of [
      { firstName: 'رضایی', lastName: 'علی' },
      { firstName: 'حسن', lastName: 'دیگر', birthOn: '1991-05-07' },
      { firstName: 'Ali', lastName: 'Rezaei' },
    ])
      assert.ok(blockKeys(one, personPlan).some(({ text }) => keysOf(data).has(text)))
  })

  it('give each pair once, count what each rule adds, and report what is over the cap (dedupe #452, #671; recordlinkage #23, #82, #207)', () => {
    const keys = Array.from({ length: 6 }, (_, n) => [
      { rule: 'city', text: 'city=tehran' },
      { rule: 'pair', text: `pair=${String(n >> 1)}` },
      { rule: 'same', text: `same=${String(n >> 1)}` },
    ])
    const found = candidatePairs(keys, { cap: 5, mayPair: () => true })
    assert.deepEqual(
      [...found.pairs].sort(([a], [b]) => a - b),
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
    )
    assert.deepEqual(found.capped, [{ rule: 'city', records: 6 }])
    assert.deepEqual(
      found.counts.map(({ rule, pairs }) => [rule, pairs]),
      [
        ['city', 0],
        ['pair', 3],
        ['same', 0],
      ],
    )
  })

  it('are kept without anything personal', () => {
    const [key] = blockKeys(features({ mobile: '09121234567' }), personPlan)
    assert.ok(key !== undefined)
    assert.doesNotMatch(storedKey('person', key), /912/)
  })
})

/** People of whom two connections know something, a little differently. */
function people(count: number, connections = 2): ReturnType<typeof normalise>[] {
  const names = ['علی', 'رضا', 'مریم', 'زهرا', 'حسین', 'سارا', 'کاوه', 'آرش', 'نرگس', 'الهام', 'بابک']
  const families = [
    'رضایی',
    'کریمی',
    'احمدی',
    'نوری',
    'شمس',
    'کیانی',
    'بیات',
    'فلاح',
    'صفری',
    'پارسا',
    'زارعی',
    'ایزدی',
    'توکلی',
  ]
  return Array.from({ length: count }, (_, n) =>
    Array.from({ length: connections }, (__, c) => {
      const birthOn = `19${String(40 + (n % 50))}-0${String(1 + (n % 9))}-${String(10 + ((n * 7) % 18))}`
      const lastName = `${families[n % 13] ?? ''}${c === 1 && n % 5 === 0 ? 'ی' : ''}`
      return normalise(
        sample(`c${String(c)}/${String(n)}`, {
          firstName: names[n % 11] ?? '',
          lastName,
          birthOn,
          mobile: `0912${String(1_000_000 + n * 7_919)}`,
        }),
      )
    }),
  ).flat()
}

describe('training', () => {
  it('gives the same model for the same records in any order (GoldenMatch; FEBRL wobble)', () => {
    const records = people(150)
    const one = link(records, { plan: personPlan })
    const other = link([...records].reverse(), { plan: personPlan })
    assert.deepEqual(one.model, other.model)
    assert.deepEqual(one.groups, other.groups)
  })

  it('finds the matches, and survives levels and comparisons that are never seen (recordlinkage #75, #100)', () => {
    const found = link(people(150), { plan: personPlan })
    assert.equal(found.groups.length, 150)
    const numbers = found.model.comparisons.flatMap(({ m, u }) => [...m, ...u])
    assert.ok(numbers.every((value) => Number.isFinite(value) && value > 0 && value <= 1))
    const empty = link([], { plan: personPlan })
    assert.deepEqual(empty.groups, [])
  })

  it('expects the right number of matches with 1, 2 and 5 sources (Splink #858)', () => {
    for (const connections of [1, 2, 5]) {
      const { trained } = link(people(80, connections), { plan: personPlan })
      const truth = (80 * connections * (connections - 1)) / 2
      assert.ok(
        Math.abs((trained?.expectedMatches ?? 0) - truth) <= Math.max(4, truth / 5),
        String(connections),
      )
    }
    assert.equal(possiblePairs(['a', 'a', 'b'], new Set(['a'])), 2)
  })

  it('keeps two records of a source that has each thing once apart, if it is declared so (Splink PR#2578)', () => {
    const twice = ['1', '2'].map((id) =>
      normalise(
        sample(`crm/${id}`, {
          firstName: 'علی',
          lastName: 'توکلی',
          birthOn: '1370/01/02',
          mobile: '09350001122',
        }),
      ),
    )
    const set = [...people(60), ...twice]
    const { model } = link(people(60), { plan: personPlan })
    assert.equal(link(set, { plan: personPlan, model }).groups.length, 61)
    assert.equal(link(set, { plan: personPlan, model, withoutTwins: ['crm'] }).groups.length, 62)
  })

  it('counts what depends on each other once: a full name and its parts, a town and its postal code (Splink #2006, #198)', () => {
    const bitsOf = (one: JsonObject, other: JsonObject): number => {
      const [a, b] = [one, other].map((data, n) =>
        featuresOf(normalise(sample(`crm/${String(n)}`, data)).fields, personPlan),
      )
      const { bits } = weigh(
        compare(a ?? [], b ?? [], personPlan),
        defaultPersonModel.comparisons,
        personPlan,
      )
      return total(bits, personPlan)
    }
    const parts = { firstName: 'شاهین', lastName: 'ورجاوند' }
    const twice = { ...parts, fullName: 'شاهین ورجاوند' }
    assert.equal(bitsOf(twice, twice), bitsOf(parts, parts))
    const place = { city: 'یزد', province: 'یزد', postalCode: '8913712345' }
    const own = (name: keyof typeof place): number =>
      bitsOf({ ...parts, [name]: place[name] }, { ...parts, [name]: place[name] }) - bitsOf(parts, parts)
    const all = bitsOf({ ...parts, ...place }, { ...parts, ...place }) - bitsOf(parts, parts)
    assert.ok(all < own('city') + own('province') + own('postalCode'), 'less than the sum')
    assert.ok(all >= own('postalCode') - 0.01, 'not less than the strongest')
  })

  it('says less of a common value than of a rare one', () => {
    const records = people(60).map(({ fields }) => featuresOf(fields, personPlan))
    const { model } = train(
      { version: '1', records, candidates: [], mayPair: () => true, possiblePairs: 7_140, seed: 1 },
      personPlan,
    )
    const terms = model.comparisons[0]?.terms
    assert.ok(terms !== undefined && (terms.common['علی'] ?? 0) > terms.rare)
  })
})

const free = { mayJoin: () => true, areDoubted: () => false, mostRecords: 200 }
const unit = (...records: readonly string[]): Unit => ({ records, isAnchored: false })
const sure = (a: string, b: string, bits = 20): PairScore => ({ a, b, bits })
const clustersOf = (units: readonly Unit[], scores: readonly PairScore[]): readonly (readonly string[])[] =>
  joinByScore(units, scores, free).clusters.map((places) =>
    places.flatMap((place) => units[place]?.records ?? []).sort(),
  )

describe('joining by score', () => {
  it('never fuses two dense clusters over one bridge (Splink #1824)', () => {
    const units = ['a', 'b', 'c', 'x', 'y', 'z'].map((id) => unit(id))
    const dense = [
      sure('a', 'b', 30),
      sure('b', 'c', 30),
      sure('a', 'c', 30),
      sure('x', 'y', 30),
      sure('y', 'z', 30),
      sure('x', 'z', 30),
    ]
    assert.deepEqual(clustersOf(units, [...dense, sure('c', 'x')]), [
      ['a', 'b', 'c'],
      ['x', 'y', 'z'],
    ])
  })

  it('neither fuses nor guesses when a record fits two different things (OpenCR #3)', () => {
    const units = ['a', 'b', 'c'].map((id) => unit(id))
    const scores = [sure('a', 'b', 12), sure('b', 'c', 12)]
    assert.equal(clustersOf(units, scores).length, 3)
    assert.deepEqual(
      joinByScore(units, scores, free).possible.map(({ reason }) => reason),
      ['ambiguous', 'ambiguous'],
    )
  })

  it('asks a person about two golden records, and lets a lone record join one', () => {
    const golden = [
      { records: ['a', 'b'], isAnchored: true },
      { records: ['c'], isAnchored: true },
    ]
    const { clusters, possible } = joinByScore(golden, [sure('a', 'c')], free)
    assert.equal(clusters.length, 2)
    assert.equal(possible[0]?.reason, 'twoGoldenRecords')
    assert.equal(clustersOf([unit('a', 'b'), unit('c')], [sure('a', 'c')]).length, 1)
    assert.equal(clustersOf([unit('a', 'b'), unit('c', 'd')], [sure('a', 'c')]).length, 2)
  })

  it('gives the same for every order, never joins below 0.99, and never what may not be joined', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const pairs = fc.uniqueArray(
      fc.record({
        a: fc.constantFrom(...ids),
        b: fc.constantFrom(...ids),
        bits: fc.integer({ min: -3, max: 14 }),
      }),
      { selector: ({ a, b }) => [a, b].sort().join(), maxLength: 15 },
    )
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.nat()), (list, dice) => {
        const scores = list.filter(({ a, b }) => a < b)
        const units = ids.map((id) => unit(id))
        const forbidden = (places: readonly number[]): boolean => !(places.includes(0) && places.includes(1))
        const shuffled = [...scores].sort(() => (dice.next().value % 2 === 0 ? 1 : -1))
        const found = joinByScore(units, scores, { ...free, mayJoin: forbidden })
        assert.deepEqual(joinByScore(units, shuffled, { ...free, mayJoin: forbidden }), found)
        const best = new Map(scores.map(({ a, b, bits }) => [`${a}${b}`, bits]))
        for (const places of found.clusters)
          for (const [n, a] of places.entries())
            for (const b of places.slice(n + 1)) {
              assert.ok((best.get(`${ids[a] ?? ''}${ids[b] ?? ''}`) ?? 0) >= 7)
              assert.notDeepEqual([a, b], [0, 1])
            }
      }),
      { numRuns: 300 },
    )
  })
})

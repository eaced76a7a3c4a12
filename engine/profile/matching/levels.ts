/**
 * Comparison levels, ordered from full agreement to none. What is missing on one side is no evidence at all (`absent`).
 * Every kind ends with a level for everything else, so each pair of values has exactly one level.
 */
import { dayOfJalali, jalaliOfDay } from '../../values/instants.ts'
import { perObject } from '../../values/per-object.ts'
import { isCrossScript, type Features, type Term } from './features.ts'
import type { ComparisonKind, MatchPlan } from './plan.ts'
import { editDistance, jaroWinkler } from './similarity.ts'

/** The level of a comparison that says nothing. */
export const absent = -1

/** Names of the levels by kind, the best first. Level 0 is agreement on one value, whose frequency matters. */
export const levelNames: Readonly<Record<ComparisonKind, readonly string[]>> = {
  givenName: ['exact', 'almost', 'similar', 'part', 'faint', 'different'],
  familyName: ['exact', 'almost', 'similar', 'part', 'faint', 'different'],
  nameOrder: ['asWritten', 'swapped'],
  name: ['exact', 'almost', 'similar', 'part', 'faint', 'different'],
  day: [
    'exact',
    'dayMonthSwapped',
    'otherCalendar',
    'oneDigit',
    'twoDigits',
    'twoParts',
    'onePart',
    'different',
  ],
  code: ['exact', 'oneStep', 'twoSteps', 'different'],
  contact: ['exact', 'oneStep', 'different'],
  words: ['exact', 'almost', 'mostWords', 'someWords', 'different'],
  category: ['exact', 'different'],
}

/** The levels of a pair, by place of the comparison in the plan. */
export interface PairLevels {
  readonly levels: readonly number[]
  /** The value agreed on, where a comparison is at level 0 or nearly so; empty otherwise. */
  readonly agreed: readonly string[]
}

/** Compares two records. The same for (a, b) and (b, a). */
export function compare(a: Features, b: Features, plan: MatchPlan): PairLevels {
  const levels: number[] = []
  const agreed: string[] = []
  const names = namesOf(a, b, plan)
  for (const [place, { kind }] of plan.comparisons.entries()) {
    const found = names?.[kind] ?? bestOf(kind, a[place] ?? [], b[place] ?? [])
    levels.push(found.level)
    agreed.push(found.agreed)
  }
  return { levels, agreed }
}

interface Level {
  readonly level: number
  readonly agreed: string
}

const nothing: Level = { level: absent, agreed: '' }

/** The best pair of two sets of values. */
function bestOf(kind: ComparisonKind, a: readonly Term[], b: readonly Term[]): Level {
  let best = nothing
  for (const one of a)
    for (const other of b) {
      const level = levelOf(kind, one, other)
      if (best.level !== absent && level > best.level) continue
      const agreed = agreedOn(one, other, level)
      if (level !== best.level || agreed < best.agreed) best = { level, agreed }
    }
  return best
}

/** The value, or both of two unlike ones in a fixed order: a frequent name with a letter missing is still frequent. */
function agreedOn(a: Term, b: Term, level: number): string {
  if (level === 0) return a.text
  return a.text < b.text ? `${a.text}\n${b.text}` : `${b.text}\n${a.text}`
}

function levelOf(kind: ComparisonKind, a: Term, b: Term): number {
  switch (kind) {
    case 'day':
      return dayLevel(a.text, b.text)
    case 'code':
      return Math.min(editDistance(a.text, b.text, 2), 3)
    case 'contact':
      return Math.min(editDistance(a.text, b.text, 1), 2)
    case 'words':
      return wordsLevel(a, b)
    case 'category':
      return a.text === b.text ? 0 : 1
    default:
      return nameLevel(a, b)
  }
}

function nameLevel(a: Term, b: Term): number {
  if (a.text === b.text) return 0
  if (isCrossScript(a, b)) return crossScriptLevel(a.sound, b.sound)
  const similarity = jaroWinkler(a.text, b.text)
  if (isAlmost(a, b, similarity)) return 1
  if (similarity >= 0.88) return 2
  if (isPart(a.text, b.text)) return 3
  return similarity >= 0.75 ? 4 : 5
}

function isAlmost(a: Term, b: Term, similarity: number): boolean {
  if (similarity >= 0.94) return true
  const shortest = Math.min(a.text.length, b.text.length)
  if (shortest >= 4 && editDistance(a.text, b.text, 1) === 1) return true
  return similarity >= 0.8 && a.sound.length > 1 && a.sound === b.sound
}

/** One begins or ends with the other («محمد» and «محمدرضا»). */
function isPart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length > 0 && (long.startsWith(short) || (short.length > 2 && long.endsWith(short)))
}

function crossScriptLevel(a: string, b: string): number {
  if (a === b) return a.length > 1 ? 1 : 2
  const similarity = jaroWinkler(a, b)
  if (similarity >= 0.9) return 2
  return similarity >= 0.75 ? 4 : 5
}

function dayLevel(a: string, b: string): number {
  if (a === b) return 0
  if (a.length !== 8 || b.length !== 8) return editDistance(a, b, 1) === 1 ? 3 : 7
  if (a.slice(0, 4) === b.slice(0, 4) && swapped(a) === b) return 1
  if (isOtherCalendar(a, b)) return 2
  const steps = editDistance(a, b, 2)
  if (steps <= 2) return 2 + steps
  const parts = [0, 4, 6].filter((from, place) => {
    const to = [4, 6, 8][place]
    return a.slice(from, to) === b.slice(from, to)
  })
  return 7 - Math.min(parts.length, 2)
}

function swapped(day: string): string {
  return day.slice(0, 4) + day.slice(6) + day.slice(4, 6)
}

/** One of the two is the other, read or converted as a day of the wrong calendar. */
function isOtherCalendar(a: string, b: string): boolean {
  const years = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)))
  if (years < 620 || years > 623) return false
  return inOtherCalendar(a).includes(b) || inOtherCalendar(b).includes(a)
}

function inOtherCalendar(day: string): readonly string[] {
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)]
  const jalali = Number(year) < 1600 ? undefined : jalaliOfDay(`${year}-${month}-${date}`)
  const read = dayOfJalali({ year: Number(year), month: Number(month), day: Number(date) })
  const asJalali = jalali === undefined ? [] : [jalali.year, jalali.month, jalali.day]
  const written = asJalali.map((part, place) => String(part).padStart(place === 0 ? 4 : 2, '0')).join('')
  return [written, read?.replace(/-/g, '') ?? ''].filter((text) => text !== '')
}

function wordsLevel(a: Term, b: Term): number {
  if (a.text === b.text) return 0
  const similarity = jaroWinkler(a.text, b.text)
  if (similarity >= 0.94 || (a.sound.length > 2 && a.sound === b.sound)) return 1
  const share = wordShare(a.text.split(' '), b.text.split(' '))
  if (share >= 0.6 || similarity >= 0.88) return 2
  return share >= 0.3 || similarity >= 0.75 ? 3 : 4
}

/** How many words of the shorter side have a like one on the other, to the mean count of both. */
function wordShare(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const met = short.filter((word) => long.some((other) => isLike(word, other)))
  return met.length / Math.sqrt(short.length * long.length)
}

/** Equal, or one step apart when long enough and beginning alike. */
function isLike(a: string, b: string): boolean {
  if (a === b) return true
  const mayBe = a.length >= 4 && a[0] === b[0] && Math.abs(a.length - b.length) <= 1
  return mayBe && editDistance(a, b, 1) === 1
}

type Names = Readonly<Partial<Record<ComparisonKind, Level>>>

/** Given and family name together: as written, unless they clearly agree in each other's place. */
function namesOf(a: Features, b: Features, plan: MatchPlan): Names | undefined {
  const { given, family } = namePlaces(plan)
  if (given === -1 || family === -1) return undefined
  const one: NamePair = [a[given] ?? [], a[family] ?? []]
  const other: NamePair = [b[given] ?? [], b[family] ?? []]
  const written = inOrder(one, other)
  if (!isComplete(one) || !isComplete(other)) return { ...written, nameOrder: nothing }
  return crosswise(written, one, other) ?? { ...written, nameOrder: asWritten }
}

const asWritten: Level = { level: 0, agreed: '' }

function isComplete([given, family]: NamePair): boolean {
  return given.length > 0 && family.length > 0
}

/** Where the plan has the two names; -1 where it has none. */
const namePlaces = perObject((plan: MatchPlan) => {
  const placeOf = (wanted: ComparisonKind): number =>
    plan.comparisons.findIndex(({ kind }) => kind === wanted)
  return { given: placeOf('givenName'), family: placeOf('familyName') }
})

type NamePair = readonly [given: readonly Term[], family: readonly Term[]]
type BothNames = Readonly<Record<'givenName' | 'familyName', Level>>

function inOrder([ag, af]: NamePair, [bg, bf]: NamePair): BothNames {
  return { givenName: bestOf('givenName', ag, bg), familyName: bestOf('familyName', af, bf) }
}

/** The names in each other's place, if neither agrees where it stands and both agree crosswise. */
function crosswise(written: BothNames, one: NamePair, [bg, bf]: NamePair): Names | undefined {
  if (written.givenName.level < 2 || written.familyName.level < 2) return undefined
  const given = bestOf('givenName', one[0], bf)
  if (given.level > 2) return undefined
  const family = bestOf('familyName', one[1], bg)
  if (family.level > 2) return undefined
  // Which of the two is the given name nobody knows: a fixed order keeps both directions the same.
  const isFirst = given.level < family.level || (given.level === family.level && given.agreed < family.agreed)
  const [better, worse] = isFirst ? [given, family] : [family, given]
  return { givenName: better, familyName: worse, nameOrder: { level: 1, agreed: '' } }
}

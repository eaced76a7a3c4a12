/**
 * How a text is looked for, in steps from what is meant literally to what may be meant: the words themselves, then their
 * beginnings, then words one typing mistake away. What an earlier step finds comes first. Pure.
 */
import { normaliseIban, normaliseMobile, normalisePhone } from '../values/identifiers.ts'
import { nearWords } from '../values/near-words.ts'
import { asciiDigits, matchKey, nameWords, withoutMarks } from '../values/persian-text.ts'

/** How far the search may go. */
export type SearchReach = 'words' | 'prefix' | 'fuzzy'

/** One word of the search: any of these words, or any that begins so. */
export interface WantedWord {
  readonly any: readonly string[]
  readonly beginnings: readonly string[]
}

/** One step: all of these must occur. */
export type SearchStep = readonly WantedWord[]

/** A mistake in a shorter word makes another word. */
const shortestNear = 4

/** The steps for a text; none when there is nothing to look for. */
export function searchSteps(text: string, reach: SearchReach): readonly SearchStep[] {
  const words = wordsOf(text)
  if (words.length === 0) return []
  const literal = words.map((word) => ({ any: formsOf(word), beginnings: [] }))
  const beginning = words.map((word) => ({ any: [], beginnings: beginningsOf(word) }))
  if (reach === 'words') return [literal]
  if (reach === 'prefix') return [literal, beginning]
  const near = words.map((word) => ({
    any: [...new Set([...formsOf(word), ...mistaken(word)])],
    beginnings: [],
  }))
  return [literal, beginning, near]
}

/** A number typed with blanks is one word; names are without honorifics, joined as they are in the index. */
function wordsOf(text: string): readonly string[] {
  const bare = numberIn(text)
  return bare === undefined ? nameWords(text).filter((word) => word !== '') : [bare]
}

function numberIn(text: string): string | undefined {
  const bare = withoutMarks(asciiDigits(text))
    .replace(/[\s\u00a0\u200c\-()]/g, '')
    .toLowerCase()
  return /^(\+|ir)?\d{4,}$/.test(bare) ? bare : undefined
}

/** A word as it is typed, and as numbers are kept. */
function formsOf(word: string): readonly string[] {
  const numbers = [normaliseMobile(word), normaliseIban(word), normalisePhone(word)]
  const kept = numbers.flatMap((found) => (found.ok ? [found.value.toLowerCase()] : []))
  return [...new Set([word, ...kept])]
}

/** `0912` is the beginning of `+98912`. */
function beginningsOf(word: string): readonly string[] {
  const national = /^(?:\+98|0098|0)([1-9]\d*)$/.exec(word)?.[1]
  return national === undefined ? [word] : [word, `+98${national}`]
}

function mistaken(word: string): readonly string[] {
  if (word.length < shortestNear) return []
  const mobile = /^(?:\+98|0098|98|0)?(9\d{8,10})$/.exec(word)?.[1]
  const mobiles = mobile === undefined ? [] : nearWords(mobile).filter((one) => /^9\d{9}$/.test(one))
  const account = /^ir(\d{23,25})$/.exec(word)?.[1]
  if (account !== undefined) {
    return nearWords(account).flatMap((one) => (one.length === 24 ? [`ir${one}`] : []))
  }
  return [...nearWords(word), ...mobiles.map((one) => `+98${one}`)]
}

/** The words that an asset may be kept under when somebody names it by a number alone. */
export function assetWords(text: string): readonly string[] {
  const bare = withoutMarks(asciiDigits(text))
    .replace(/[\s\u00a0\u200c]/g, '')
    .toLowerCase()
  const key = matchKey(text).replace(/ /g, '')
  return [...new Set([bare, key, ...formsOf(bare)])].filter((word) => word !== '')
}

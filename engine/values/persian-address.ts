/**
 * A Persian postal address in parts, as far as its text tells them: «تهران، خ. ولیعصر، کوچهٔ نیلوفر، پلاک ۱۲، واحد ۳». For
 * matching only, in compared form; what is shown is the text. A part that is not marked by its word is not guessed,
 * except a town that comes first.
 */
import { normalisePostalCode } from './identifiers.ts'
import { matchKey } from './persian-text.ts'

/** The parts, named as in contracts/entities/address.json. */
export interface AddressParts {
  readonly province?: string
  readonly city?: string
  readonly district?: string
  readonly street?: string
  readonly alley?: string
  readonly plate?: string
  readonly unit?: string
  readonly postalCode?: string
}

type PartName = keyof AddressParts

const marks: Readonly<Record<string, PartName>> = {
  استان: 'province',
  شهر: 'city',
  شهرستان: 'city',
  محله: 'district',
  شهرک: 'district',
  منطقه: 'district',
  ناحیه: 'district',
  خیابان: 'street',
  خ: 'street',
  بلوار: 'street',
  بلوارک: 'street',
  میدان: 'street',
  بزرگراه: 'street',
  اتوبان: 'street',
  جاده: 'street',
  کوچه: 'alley',
  ک: 'alley',
  بن: 'alley',
  پلاک: 'plate',
  پ: 'plate',
  شماره: 'plate',
  واحد: 'unit',
  طبقه: 'unit',
  کدپستی: 'postalCode',
  پستی: 'postalCode',
}
/** Words that belong to the mark before or after them and say nothing. */
const fillers = new Set(['کد', 'بست', 'ی'])

/** Takes an address apart; the first of several parts of one kind counts. Empty for an empty text. */
export function addressParts(text: string): AddressParts {
  const found: Partial<Record<PartName, string>> = {}
  for (const [place, segment] of text.split(/[،,؛;\n\r]|\s[-–—]\s/).entries())
    for (const { name, words } of piecesOf(wordsOf(segment), place === 0)) {
      const value = valueOf(name, words)
      if (value !== '') found[name] ??= value
    }
  return found
}

interface Piece {
  readonly name: PartName
  readonly words: readonly string[]
}

/** What follows each mark, up to the next; a number alone may be a postal code. */
function piecesOf(words: readonly string[], isFirst: boolean): readonly Piece[] {
  const pieces: { name: PartName | undefined; words: string[] }[] = [
    { name: isFirst ? 'city' : undefined, words: [] },
  ]
  for (const word of words) {
    const mark = markOf(word)
    if (mark === undefined) pieces.at(-1)?.words.push(word)
    else pieces.push({ name: mark, words: [] })
  }
  if (words.length === 1 && markOf(words[0] ?? '') === undefined)
    return [{ name: 'postalCode', words }, ...(isFirst ? [{ name: 'city' as const, words }] : [])]
  return pieces.flatMap(({ name, words: own }) => (name === undefined ? [] : [{ name, words: own }]))
}

function markOf(word: string): PartName | undefined {
  return Object.hasOwn(marks, word) ? marks[word] : undefined
}

/** A number that is written onto its mark («پلاک12») is a word of its own. */
function wordsOf(segment: string): readonly string[] {
  return matchKey(segment)
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .split(' ')
    .filter((word) => word !== '')
}

function valueOf(name: PartName, words: readonly string[]): string {
  const telling = words.filter((word) => !fillers.has(word))
  if (name === 'postalCode') {
    const code = normalisePostalCode(telling.join(''))
    return code.ok ? code.value : ''
  }
  if (name === 'plate' || name === 'unit') return telling.slice(0, 1).join('')
  // A first segment of many words is a sentence, not a town.
  return name === 'city' && telling.length > 3 ? '' : telling.join(' ')
}

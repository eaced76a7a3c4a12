/**
 * Persian text in two forms: what is shown (`shownText`: the source's own words, letters and blanks made
 * uniform) and what is compared (`matchKey`: folded so that different ways of typing one thing are equal).
 * Both are idempotent. A match key is never shown.
 */

const toPersianLetter: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک' }
const toMatchLetter: Readonly<Record<string, string>> = {
  ة: 'ه',
  ۀ: 'ه',
  أ: 'ا',
  إ: 'ا',
  ٱ: 'ا',
  آ: 'ا',
  ؤ: 'و',
  ئ: 'ی',
}

/** Arabic (٠–٩) and Persian (۰–۹) digits as ASCII; everything else stays. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** A number as people type it: ASCII digits, `٫` as point, `٬`, `،`, blanks and invisible marks removed. */
export function plainNumber(text: string): string {
  return withoutMarks(asciiDigits(text))
    .replace(/\u066b/g, '.')
    .replace(/[\u066c\u060c,\s\u200c]/g, '')
}

/** Text without bidi marks, zero-width characters (the half-space U+200C stays) and soft hyphens. */
export function withoutMarks(text: string): string {
  return text.replace(/[\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g, '')
}

/**
 * The text to show: Persian ی and ک, no tatweel, vowel marks or bidi marks, single blanks, no blanks around.
 * The half-space and the digits stay as they were written.
 */
export function shownText(text: string): string {
  return withoutMarks(text.normalize('NFC'))
    .replace(/[\u0640\u064b-\u0652]/g, '')
    .normalize('NFC') // marks that a tatweel stood between now follow one another
    .replace(/[يىك]/g, (letter) => toPersianLetter[letter] ?? letter)
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/ *\u200c[\u200c ]*/g, (run) => (run.includes(' ') ? ' ' : '\u200c'))
    .replace(/^[\s\u200c]+|[\s\u200c]+$/g, '')
}

/**
 * The text to compare: as shown, then letter variants folded (آ أ إ → ا, ة → ه, ؤ → و, ئ → ی), ASCII digits,
 * half-space as blank, punctuation as blank, lower case. Empty when nothing comparable is left, and an empty
 * key equals nothing.
 */
export function matchKey(text: string): string {
  return asciiDigits(shownText(text).normalize('NFKC'))
    .replace(/[يىك]/g, (letter) => toPersianLetter[letter] ?? letter)
    .replace(/[ةۀأإٱآؤئ]/g, (letter) => toMatchLetter[letter] ?? letter)
    .replace(/[\u0654\u0670\u0640\u064b-\u0652]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const honorifics = new Set(
  'اقا اقای خانم جناب سرکار دکتر مهندس استاد حاج حاجی حاجیه کربلایی مشهدی سید سیده مرحوم شادروان mr mrs ms dr'.split(
    ' ',
  ),
)
const joined = /^(زاده|نژاد|پور|فر|نیا|وند|الدین|الله|اله)$/u
const leading = /^(عبد|میر|بی)$/u

/**
 * The key of a person's name: the match key without honorifics, with parts that are written apart or joined
 * (حسن زاده, عبد الله) joined, in alphabetical order, so that «رضایی علی» and «علی رضایی» are equal. A name that is only honorifics keeps
 * them. Empty for an empty name.
 */
export function nameKey(...parts: readonly (string | undefined)[]): string {
  return nameWords(...parts)
    .flatMap(apart)
    .sort()
    .join(' ')
}

/** پور stands before a name or after one («محمد پور داوود»): it is taken off, so that the order decides nothing. */
function apart(word: string): readonly string[] {
  const [, before = '', after = ''] = /^(.*)پور$|^پور(.*)$/su.exec(word) ?? []
  const rest = before + after
  return rest === '' ? [word] : [...apart(rest), 'پور']
}

/** The words of a person's name in their order, in compared form: without honorifics, joined as in `nameKey`. */
export function nameWords(...parts: readonly (string | undefined)[]): readonly string[] {
  const words = parts.flatMap((part) => matchKey(part ?? '').split(' ')).filter((word) => word !== '')
  const meaningful = words.filter((word) => !honorifics.has(word))
  return joinedWords(meaningful.length > 0 ? meaningful : words)
}

/** What a name is found by: its words as they are written, and joined as in `nameWords`; in compared form. */
export function searchWords(name: string): readonly string[] {
  const written = matchKey(name).split(' ')
  return [...new Set([...written, ...nameWords(name)])].filter((word) => word !== '')
}

const organisationWords = new Set(
  'شرکت موسسه بنگاه سهامی خاص عام مسیولیت محدود با company co ltd inc'.split(' '),
)

/** The key of an organisation's name: without its legal form (شرکت، سهامی خاص …), words in their order. */
export function organisationKey(name: string): string {
  const words = matchKey(name).split(' ')
  const meaningful = words.filter((word) => word !== '' && !organisationWords.has(word))
  return (meaningful.length > 0 ? meaningful : words).join(' ')
}

function joinedWords(words: readonly string[]): string[] {
  const result: string[] = []
  for (const word of words) {
    const before = result.at(-1)
    const isJoined = before !== undefined && (joined.test(word) || leading.test(before))
    if (isJoined) result[result.length - 1] = `${before}${word}`
    else result.push(word)
  }
  return result
}

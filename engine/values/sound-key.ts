/**
 * The sound of a name in a script-free form, for matching only: «محمد رضایی» and “Mohammad Rezaei” have the
 * same key. Persian letters that sound alike are one letter, vowels and the weak letters (ا و ی ع, w, y) are
 * dropped except for a mark when a name begins with a vowel, doubled letters are one, a silent ه at the end falls away.
 */
import { matchKey } from './persian-text.ts'

const persian: Readonly<Record<string, string>> = {
  ب: 'b',
  پ: 'p',
  ت: 't',
  ط: 't',
  ث: 's',
  س: 's',
  ص: 's',
  ج: 'j',
  چ: 'c',
  ح: 'h',
  ه: 'h',
  خ: 'x',
  د: 'd',
  ذ: 'z',
  ز: 'z',
  ض: 'z',
  ظ: 'z',
  ر: 'r',
  ژ: 'j',
  ش: 'w',
  غ: 'q',
  ق: 'q',
  ف: 'f',
  ک: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  و: '-',
  ی: '-',
  ا: '-',
  ع: '-',
  ء: '-',
}

/** Latin pairs of letters that stand for one sound, then single letters; the rest stand for themselves. */
const latinPairs: Readonly<Record<string, string>> = {
  kh: 'x',
  gh: 'q',
  sh: 'w',
  ch: 'c',
  zh: 'j',
  ph: 'f',
  ck: 'k',
  oo: '-',
  ou: '-',
  ow: '-',
  ee: '-',
}
const latin: Readonly<Record<string, string>> = {
  a: '-',
  e: '-',
  i: '-',
  o: '-',
  u: '-',
  v: '-',
  w: '-',
  y: '-',
  c: 'k',
}

/** The sound key of a text in any of the two scripts; words are taken together. Empty for an empty text. */
export function soundKey(text: string): string {
  const folded = matchKey(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
  return folded
    .split(' ')
    .map((word) => wordSound(word))
    .join('')
}

function wordSound(word: string): string {
  const sounds = soundsOf(word)
  const begins = sounds.startsWith('-') ? 'a' : ''
  const strong = sounds.replace(/-/g, '').replace(/(.)\1+/g, '$1')
  const spoken = strong.length > 1 ? strong.replace(/h$/, '') : strong
  return begins + spoken
}

function soundsOf(word: string): string {
  let sounds = ''
  for (let place = 0; place < word.length; place += 1) {
    const pair = latinPairs[word.slice(place, place + 2)]
    const letter = word[place] ?? ''
    sounds += pair ?? persian[letter] ?? latin[letter] ?? letter
    if (pair !== undefined) place += 1
  }
  return sounds
}

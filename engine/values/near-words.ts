/**
 * All words one typing mistake away: a letter wrong, missing, too many, or two neighbours exchanged. They are looked up
 * one by one in an index, so that a mistyped name is found without going through all names, and nothing is kept for it.
 */

const persian = [...'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیء']
const latin = [...'abcdefghijklmnopqrstuvwxyz']
const digits = [...'0123456789']

/** The letters among which a mistake in this word is looked for. */
function alphabetOf(word: string): readonly string[] {
  if (/\d/.test(word)) return digits
  return /[a-z]/.test(word) ? latin : persian
}

/** Words that differ from this one by one mistake, each once, without itself; `word` in compared form. */
export function nearWords(word: string): readonly string[] {
  const letters = [...word]
  const alphabet = alphabetOf(word)
  const found = new Set<string>()
  const put = (from: number, to: number, middle: string): void => {
    found.add([...letters.slice(0, from), middle, ...letters.slice(to)].join(''))
  }
  for (let place = 0; place <= letters.length; place += 1) {
    for (const letter of alphabet) {
      put(place, place, letter)
      if (place < letters.length) put(place, place + 1, letter)
    }
    if (place < letters.length) put(place, place + 1, '')
    const [first = '', second] = letters.slice(place, place + 2)
    if (second !== undefined) put(place, place + 2, `${second}${first}`)
  }
  found.delete(word)
  found.delete('')
  return [...found]
}

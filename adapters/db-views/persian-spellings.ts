/**
 * The spellings under which a Persian text may stand in somebody else's database. Programs wrote Arabic letters
 * for the Persian ones, and Windows-1256 has no ی at all, so that equality with one spelling finds too little.
 */
const yeh = ['ی', 'ي', 'ى'] as const
const kaf = ['ک', 'ك'] as const

/** The text and its other spellings, each once; only the text when it has none of the letters. */
export function spellingsOf(text: string): readonly string[] {
  if (!/[یيىکك]/.test(text)) return [text]
  const others = kaf.flatMap((k) => {
    const withKaf = text.replaceAll(/[کك]/g, k)
    const [persian, arabic, dotless] = yeh.map((y) => withKaf.replaceAll(/[یيى]/g, y))
    // Keyboards of the time wrote the dotless one at the ends of words only.
    const ends = arabic?.replaceAll(/ي(?!\p{L})/gu, 'ى')
    return [persian, arabic, ends, dotless].filter((spelling) => spelling !== undefined)
  })
  return [...new Set([text, ...others])]
}

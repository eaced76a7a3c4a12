/**
 * Regular expressions of XPath, which FEEL names, as those of JavaScript. Differences that are translated:
 * flag `x`, class subtraction `[a-z-[aeiou]]`, blocks such as `\p{IsBasicLatin}`, `\i` and `\c`, and a
 * point that also matches U+2028 and U+2029.
 */

/** Code points of the blocks of Unicode that people name in patterns. */
const blocks: Readonly<Record<string, string>> = {
  BasicLatin: '\\x00-\\x7F',
  'Latin-1Supplement': '\\x80-\\xFF',
  'LatinExtended-A': '\\u0100-\\u017F',
  'LatinExtended-B': '\\u0180-\\u024F',
  Greek: '\\u0370-\\u03FF',
  GreekandCoptic: '\\u0370-\\u03FF',
  Cyrillic: '\\u0400-\\u04FF',
  Hebrew: '\\u0590-\\u05FF',
  Arabic: '\\u0600-\\u06FF',
  ArabicSupplement: '\\u0750-\\u077F',
  GeneralPunctuation: '\\u2000-\\u206F',
  'ArabicPresentationForms-A': '\\uFB50-\\uFDFF',
  'ArabicPresentationForms-B': '\\uFE70-\\uFEFF',
}

const nameStart = '\\p{L}_:'
const nameCharacter = '\\p{L}\\p{N}\\p{M}_:.\\-\\xB7'

/** The compiled pattern; `undefined` for one that is none, or flags other than `s`, `m`, `i` and `x`. */
export function patternOf(text: string, flags: string, more = ''): RegExp | undefined {
  if (!/^[smix]*$/.test(flags)) return undefined
  const source = flags.includes('x') ? withoutBlanks(text) : text
  const used = [...new Set(flags.replaceAll('x', '') + more)].join('')
  try {
    const { pattern, isSubtracting } = translated(source, used.includes('s'))
    return new RegExp(pattern, used + (isSubtracting ? 'v' : 'u'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Flag `x` takes blanks away, except within a class, where only those of `\p{ … }` go. */
function withoutBlanks(text: string): string {
  let depth = 0
  return [...text.replace(/\\[pP]\{[^}]*\}/g, (property) => property.replace(/\s/g, ''))]
    .filter((character) => {
      if (character === '[') depth += 1
      if (character === ']') depth -= 1
      return depth > 0 || !/\s/.test(character)
    })
    .join('')
}

/** One token of a pattern: an escape (with its property), or one character. */
const tokens = /\\[pP]\{[^}]*\}|\\[\s\S]?|-\[|[\s\S]/gu

function translated(
  text: string,
  isDotAll: boolean,
): { readonly pattern: string; readonly isSubtracting: boolean } {
  const parts: string[] = []
  /** Where in `parts` the classes begin that are open. */
  const open: number[] = []
  let isSubtracting = false
  for (const token of text.match(tokens) ?? []) {
    const start = open.at(-1)
    const isInClass = start !== undefined
    if (token === '-[' && isInClass) {
      // `[a-z-[b]]` is `[[a-z]--[b]]` here.
      isSubtracting = true
      parts[start] = `[${parts[start] ?? ''}`
      open.push(parts.length)
      parts.push(']--[')
      continue
    }
    if (token === '[') open.push(parts.length)
    else if (token === ']') open.pop()
    parts.push(plainToken(token, { isInClass, isDotAll }))
  }
  return { pattern: parts.join(''), isSubtracting }
}

function plainToken(token: string, at: { readonly isInClass: boolean; readonly isDotAll: boolean }): string {
  if (token === '.' && !at.isInClass && !at.isDotAll) return '[^\\n\\r]'
  return token.startsWith('\\') ? escape(token, at.isInClass) : token
}

function escape(token: string, isInClass: boolean): string {
  const block = /^\\([pP])\{Is(.+)\}$/.exec(token)
  if (block !== null) return inClass(blocks[block[2] ?? ''], block[1] === 'P', isInClass)
  if (token === '\\i' || token === '\\I') return inClass(nameStart, token === '\\I', isInClass)
  if (token === '\\c' || token === '\\C') return inClass(nameCharacter, token === '\\C', isInClass)
  if (token === '\\0') throw new SyntaxError('there is no group 0')
  // An escape that XPath has and JavaScript in Unicode mode has not.
  return token === '\\-' && !isInClass ? '-' : token
}

function inClass(members: string | undefined, isNegated: boolean, isInside: boolean): string {
  if (members === undefined || (isNegated && isInside)) throw new SyntaxError('not a known class')
  if (isInside) return members
  return `[${isNegated ? '^' : ''}${members}]`
}

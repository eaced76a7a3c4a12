/**
 * A pattern of XML Schema as one of JavaScript (flag `u`). Pure. https://www.w3.org/TR/xmlschema-2/#regexs
 *
 * What JavaScript has no word for (name characters `\i` and `\c`, blocks, subtracted classes, `\w` inside of a class)
 * is not translated: then the pattern is not checked here, and the remote has the last word.
 */

/** The same pattern for the whole text, or `undefined` where it cannot be said. */
export function patternInJavaScript(pattern: string): string | undefined {
  let isInClass = false
  let translated = ''
  for (const [token] of pattern.matchAll(/\\p\{[^}]*\}|\\P\{[^}]*\}|\\.|[^\\]/gsu)) {
    const next = token.startsWith('\\') ? escaped(token, isInClass) : plain(token, isInClass)
    if (next === undefined || (isInClass && token === '[')) return undefined
    if (token === '[') isInClass = true
    if (token === ']') isInClass = false
    translated += next
  }
  const whole = `^(?:${translated})$`
  try {
    return new RegExp(whole, 'u').source
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined
    throw thrown
  }
}

/** There are no anchors in XML Schema: every pattern is about the whole text. */
function plain(token: string, isInClass: boolean): string {
  return !isInClass && (token === '^' || token === '$') ? `\\${token}` : token
}

function escaped(token: string, isInClass: boolean): string | undefined {
  if (/^\\([icICwW]|[pP]\{Is.*)$/.test(token)) return isInClass ? undefined : words[token]
  if (token === '\\-' && !isInClass) return '-'
  return digits[token] ?? token
}

const digits: Readonly<Record<string, string>> = { '\\d': '\\p{Nd}', '\\D': '\\P{Nd}' }
const words: Readonly<Record<string, string>> = {
  '\\w': '[^\\p{P}\\p{Z}\\p{C}]',
  '\\W': '[\\p{P}\\p{Z}\\p{C}]',
}

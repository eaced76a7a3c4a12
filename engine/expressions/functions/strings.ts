/** Functions on texts. Characters are code points, so that an emoji counts as one. */
import { type FeelNumber, wholePart } from '../values/number.ts'
import { define, type Family, nullable, number, optional, string } from './parameters.ts'
import { patternOf } from './regular-expression.ts'

/** Functions on texts. */
export const stringFunctions: Family = {
  substring: [
    define([string('string'), number('start position'), optional(nullable(number('length')))], substring),
  ],
  'string length': [define([string('string')], ([text]) => [...text].length)],
  'upper case': [define([string('string')], ([text]) => text.toUpperCase())],
  'lower case': [define([string('string')], ([text]) => text.toLowerCase())],
  'substring before': [
    define([string('string'), string('match')], ([text, match]) =>
      text.slice(0, Math.max(0, text.indexOf(match))),
    ),
  ],
  'substring after': [
    define([string('string'), string('match')], ([text, match]) =>
      text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '',
    ),
  ],
  contains: [define([string('string'), string('match')], ([text, match]) => text.includes(match))],
  'starts with': [define([string('string'), string('match')], ([text, match]) => text.startsWith(match))],
  'ends with': [define([string('string'), string('match')], ([text, match]) => text.endsWith(match))],
  matches: [
    define(
      [string('input'), string('pattern'), optional(nullable(string('flags')))],
      ([text, pattern, flags]) => patternOf(pattern, flags ?? '')?.test(text),
    ),
  ],
  replace: [
    define(
      [string('input'), string('pattern'), string('replacement'), optional(nullable(string('flags')))],
      ([text, pattern, replacement, flags]) => {
        const expression = patternOf(pattern, flags ?? '', 'g')
        return expression && text.replace(expression, forJavaScript(replacement))
      },
    ),
  ],
  split: [
    define([string('string'), string('delimiter')], ([text, delimiter]) => {
      const expression = patternOf(delimiter, '')
      return expression && withoutGroups(text, expression)
    }),
  ],
  extract: [
    define([string('string'), string('pattern')], ([text, pattern]) => {
      const expression = patternOf(pattern, '', 'g')
      return expression && (text.match(expression) ?? [])
    }),
  ],
  trim: [define([string('string')], ([text]) => text.trim())],
}

type SubstringArguments = readonly [string, FeelNumber, FeelNumber | null | undefined]

function substring([text, start, length]: SubstringArguments): string | undefined {
  const characters = [...text]
  const from = wholePart(start) ?? 0
  const count =
    length === undefined || length === null ? characters.length : (wholePart(length) ?? characters.length)
  if (from === 0) return undefined
  const index = from < 0 ? Math.max(0, characters.length + from) : from - 1
  return characters.slice(index, index + Math.max(0, count)).join('')
}

/** `$0` is the whole match, `$1` the first group, `\$` a dollar sign; nothing else is special. */
function forJavaScript(replacement: string): string {
  return replacement.replace(/\\([\\$])|\$0|\$(?!\d)/g, (found: string, escaped: string | undefined) => {
    if (found === '$0') return '$&'
    return (escaped ?? found).replaceAll('$', '$$$$')
  })
}

/** The pieces between the matches; what groups of the pattern caught is not among them. */
function withoutGroups(text: string, pattern: RegExp): readonly string[] {
  const pieces: string[] = []
  let from = 0
  for (const { index, 0: match } of text.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
    if (match === '' && (index === 0 || index === text.length)) continue
    pieces.push(text.slice(from, index))
    from = index + match.length
  }
  return [...pieces, text.slice(from)]
}

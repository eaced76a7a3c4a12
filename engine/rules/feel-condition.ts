/**
 * FEEL read as a tree, as far as it is made of comparisons of a field with a value, `and`, `or` and `not(…)`. What is
 * more than that stays FEEL. The tree means exactly what the text means, so that it can be indexed and explained.
 */
import type { Json } from '../values/json.ts'
import type { Comparison, Condition } from './model.ts'

/** The tree of a FEEL text; its parts that a tree cannot say are `{ feel }`. */
export function conditionOfFeel(text: string): Condition {
  const tokens = tokensOf(text)
  if (tokens === undefined) return { feel: text }
  const reader = { tokens, at: 0 }
  const condition = disjunction(reader)
  return condition !== undefined && reader.at === tokens.length ? condition : { feel: text }
}

interface Reader {
  readonly tokens: readonly string[]
  at: number
}

const pattern =
  /\s+|("(?:[^"\\]|\\["\\])*"|-?\d+(?:\.\d+)?|!=|>=|<=|[=><()]|[\p{L}_$][\p{L}\p{N}\p{M}_$\u200c\u200d]*(?:\.[\p{L}_$][\p{L}\p{N}\p{M}_$\u200c\u200d]*)*)/uy

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text)
    if (found === null) return undefined
    if (found[1] !== undefined) tokens.push(found[1])
  }
  return tokens
}

function disjunction(reader: Reader): Condition | undefined {
  return series(reader, { word: 'or', part: conjunction, join: (any) => ({ any }) })
}

function conjunction(reader: Reader): Condition | undefined {
  return series(reader, { word: 'and', part: primary, join: (all) => ({ all }) })
}

interface Series {
  readonly word: string
  readonly part: (reader: Reader) => Condition | undefined
  readonly join: (parts: readonly Condition[]) => Condition
}

function series(reader: Reader, { word, part, join }: Series): Condition | undefined {
  const parts: Condition[] = []
  do {
    const next = part(reader)
    if (next === undefined) return undefined
    parts.push(next)
  } while (skip(reader, word))
  const [only] = parts
  return parts.length === 1 ? only : join(parts)
}

function primary(reader: Reader): Condition | undefined {
  if (peek(reader) === 'not' && peek(reader, 1) === '(') {
    reader.at += 1
    const inner = parenthesised(reader)
    return inner && { not: inner }
  }
  if (peek(reader) === '(') return parenthesised(reader)
  if (peek(reader) === 'true' && !isOperator(peek(reader, 1))) {
    reader.at += 1
    return { all: [] }
  }
  return comparison(reader)
}

function parenthesised(reader: Reader): Condition | undefined {
  reader.at += 1
  const inner = disjunction(reader)
  return inner !== undefined && skip(reader, ')') ? inner : undefined
}

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': 'equals',
  '!=': 'notEquals',
  '>': 'above',
  '>=': 'atLeast',
  '<': 'below',
  '<=': 'atMost',
}

function comparison(reader: Reader): Condition | undefined {
  const field = peek(reader)
  const operator = peek(reader, 1)
  const literal = valueOf(peek(reader, 2))
  const is = operator === undefined ? undefined : comparisons[operator]
  if (field === undefined || is === undefined || literal === undefined || !isField(field)) return undefined
  // Ordered comparisons with true, false and null have no meaning that all evaluators share.
  if (operator !== '=' && operator !== '!=' && typeof literal.value !== 'number' && !isText(literal.value)) {
    return undefined
  }
  reader.at += 3
  return { field, is, value: literal.value }
}

function isText(value: Json): boolean {
  return typeof value === 'string'
}

const words = new Set(
  'and or not in between if then else for return some every satisfies function instance of null true false'.split(
    ' ',
  ),
)

/** Persian text or Latin, a word that is no word of the language. */
function isField(token: string): boolean {
  return /^[\p{L}_$]/u.test(token) && !token.split('.').some((word) => words.has(word))
}

function valueOf(token: string | undefined): { readonly value: Json } | undefined {
  if (token === undefined) return undefined
  if (token === 'null') return { value: null }
  if (token === 'true' || token === 'false') return { value: token === 'true' }
  if (token.startsWith('"')) return { value: JSON.parse(token) as string }
  return /^-?\d/.test(token) ? { value: Number(token) } : undefined
}

function isOperator(token: string | undefined): boolean {
  return token !== undefined && token in comparisons
}

function peek({ tokens, at }: Reader, ahead = 0): string | undefined {
  return tokens[at + ahead]
}

function skip(reader: Reader, token: string): boolean {
  if (peek(reader) !== token) return false
  reader.at += 1
  return true
}

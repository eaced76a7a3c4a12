/** Literals: numbers, texts, truth, null, dates and durations, lists and contexts. */
import type { Run } from '../evaluation.ts'
import { temporalOfText } from '../functions/conversions.ts'
import { normalName, type Syntax } from '../syntax.ts'
import { numberOf } from '../values/number.ts'
import type { Value } from '../values/value.ts'
import { inner, type Scope } from './scope.ts'

const constant =
  (value: Value): Run =>
  () =>
    value

/** `null`. */
export const compileNull = (): Run => constant(null)

/** `true` or `false`. */
export const compileBoolean = (node: Syntax): Run => constant(node.text === 'true')

/** A number. */
export function compileNumber(node: Syntax, { unit }: Scope): Run {
  const value = numberOf(node.text.replace(/\s/g, ''))
  if (value === undefined) unit.complain(node, 'the number is too large')
  return constant(value ?? null)
}

/** A text in quotes. */
export const compileString = (node: Syntax): Run => constant(unquoted(node.text))

/** `@"2026-03-21"`. */
export function compileAtLiteral(node: Syntax, { unit }: Scope): Run {
  const value = temporalOfText(unquoted(node.text.slice(1)))
  if (value === undefined) unit.complain(node, `${node.text} is no date, time or duration`)
  return constant(value ?? null)
}

const escapes = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|["'\\nrt])/g
const plainEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** A text without its quotes; an escape that is none, as in the pattern `\d`, stays as it is. */
export const unquoted = (text: string): string => text.slice(1, -1).replace(escapes, unescaped)

function unescaped(escape: string): string {
  const letter = escape[1] ?? ''
  if (escape.length === 2) return plainEscapes[letter] ?? letter
  const code = Number.parseInt(escape.slice(2), 16)
  if (letter === 'u') return String.fromCharCode(code)
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

/** `[1, 2]`. */
export function compileList(node: Syntax, scope: Scope): Run {
  const items = node.children.slice(1, -1).map((child) => scope.unit.compile(child, scope))
  return (frame) => items.map((item) => item(frame))
}

/** `{ name: value }`: each entry sees those before it, a function also itself. */
export function compileContext(node: Syntax, scope: Scope): Run {
  const entries = node.children.filter(({ name }) => name === 'ContextEntry')
  const keys = entries.map(keyOf)
  const names = keys.map(normalName)
  const repeated = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  if (entries[repeated] !== undefined)
    scope.unit.complain(entries[repeated], `the name "${keys[repeated] ?? ''}" comes twice`)
  const runs = entries.map(({ children: [, value] }, index) => {
    if (value === undefined) return constant(null)
    const seen = value.name === 'FunctionDefinition' ? index + 1 : index
    return scope.unit.compile(value, inner(scope, names.slice(0, seen)))
  })
  return makeContext(keys, runs)
}

function makeContext(keys: readonly string[], runs: readonly Run[]): Run {
  const isPlain = !keys.includes('__proto__')
  return (frame) => {
    const values: Value[] = []
    const within = { evaluation: frame.evaluation, parent: frame, values }
    const result: Record<string, Value> = isPlain ? {} : (Object.create(null) as Record<string, Value>)
    for (let index = 0; index < keys.length; index += 1) {
      const value = runs[index]?.(within) ?? null
      values.push(value)
      result[keys[index] ?? ''] = value
    }
    return result
  }
}

function keyOf({ children: [key] }: Syntax): string {
  const [part] = key?.children ?? []
  if (part === undefined) return ''
  return part.name === 'StringLiteral' ? unquoted(part.text) : part.text.replace(/\s+/g, ' ')
}

/** What one evaluation knows and has done so far: facts, lines, outputs, and the account of it all. */
import { compileExpression } from '../expressions/expression.ts'
import { canonicalJson, type Json, type JsonObject } from '../values/json.ts'
import { isRial } from '../values/money.ts'
import { PriceFailed, priceLines, shownLine, totalsOf, type PriceLine } from './pricing.ts'

/** One field before and after; absent: it was, or is, not there. */
export interface Change {
  readonly field: string
  readonly before?: Json
  readonly after?: Json
}

/** What one action did. */
export interface Applied {
  readonly rule: string
  readonly kind: string
  readonly detail: JsonObject
  readonly changed: readonly Change[]
}

/** Decides by a table of the catalogue; raises an error for a table that is not there. */
export type DecideByTable = (table: string, facts: JsonObject, at: Date) => Json

/** Work that waits for the end, when all discounts are known. */
export type Settlement = (run: RuleRun) => void

/** One evaluation under way. */
export interface RuleRun {
  readonly at: Date
  readonly facts: Record<string, Json>
  /** There once a rule asked for prices. */
  lines?: readonly PriceLine[]
  readonly output: Record<string, Json>
  readonly applied: Applied[]
  /** Price limits first, then commissions; each in the order of the rules. */
  readonly limits: { readonly kind: 'minimumPrice' | 'maximumPrice'; readonly settle: Settlement }[]
  readonly commissions: Settlement[]
  readonly decideByTable: DecideByTable
  rejected?: { readonly rule: string; readonly reason: string }
}

/** The circumstances of an evaluation. */
export interface Circumstances {
  readonly at: Date
  readonly decideByTable: DecideByTable
  /** Whether anybody asks for totals. */
  readonly knowsTotals: boolean
}

/** Begins one, on a copy of the facts. */
export function beginRun(facts: JsonObject, { at, decideByTable, knowsTotals }: Circumstances): RuleRun {
  const known = { ...facts, ...(knowsTotals && knownTotals(facts)) }
  return { at, facts: known, output: {}, applied: [], limits: [], commissions: [], decideByTable }
}

/** Conditions may ask for totals before anything has changed; lines that cannot be priced fail where a rule prices them. */
function knownTotals(facts: JsonObject): JsonObject {
  if (!Array.isArray(facts['lines'])) return {}
  try {
    return { totals: { ...totalsOf(priceLines(facts)) } }
  } catch (error) {
    if (error instanceof PriceFailed) return {}
    throw error
  }
}

/** Notes what an action did. */
export function note(run: RuleRun, applied: Applied): void {
  run.applied.push(applied)
}

/** Sets a field of the facts and of the output. Nested fields keep their neighbours, in an object of their own. */
export function setField(run: RuleRun, field: string, value: Json): Change {
  return field.includes('.') ? setNested(run, field, value) : setPlain(run, field, value)
}

function setPlain({ facts, output }: RuleRun, field: string, value: Json): Change {
  const before = own(facts, field)
  put(facts, field, value)
  put(output, field, value)
  return before === undefined ? { field, after: value } : { field, before, after: value }
}

function setNested({ facts, output }: RuleRun, field: string, value: Json): Change {
  const [name = '', ...rest] = field.split('.')
  const before = rest.reduce(inside, own(facts, name))
  put(facts, name, placed(own(facts, name), rest, value))
  put(output, name, placed(own(output, name), rest, value))
  return { field, ...(before !== undefined && { before }), after: value }
}

function placed(present: Json | undefined, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value
  const object = isObject(present) ? present : {}
  return { ...object, [name]: placed(own(object, name), rest, value) }
}

function inside(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? own(value, name) : undefined
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** An assignment to this one name would not make a field. */
function put(object: Record<string, Json>, name: string, value: Json): void {
  if (name !== '__proto__') object[name] = value
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The lines; read from the facts when a rule first asks. */
export function linesOf(run: RuleRun): readonly PriceLine[] {
  run.lines ??= priceLines(run.facts)
  return run.lines
}

/** Puts changed lines in place, in the facts too, and gives what changed. */
export function setLines(run: RuleRun, lines: readonly PriceLine[]): readonly Change[] {
  const before = linesOf(run)
  const changed = lines.flatMap((line, index): readonly Change[] => {
    const was = before[index]
    const field = `lines/${String(index)}`
    if (was === undefined) return [{ field, after: shownLine(line) }]
    if (was.netRial === line.netRial) return []
    return [{ field: `${field}/netRial`, before: was.netRial, after: line.netRial }]
  })
  run.lines = lines
  const totals = { ...totalsOf(lines) }
  Object.assign(run.facts, { lines: lines.map(shownLine), totals })
  return changed
}

/** The value of a parameter: FEEL when it is a text that begins with `=`, in lists and objects too. */
export function valueIn(run: RuleRun, value: Json): Json {
  if (typeof value === 'string') {
    if (!value.startsWith('=')) return value
    return compileExpression(value.slice(1)).evaluate(run.facts, { now: run.at })
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item: Json) => valueIn(run, item))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, valueIn(run, inner)]))
}

/** A parameter that must be a number. */
export function numberIn(run: RuleRun, value: number | string, name: string): number {
  const found = valueIn(run, value)
  if (typeof found === 'number') return found
  throw new Error(`"${name}" is not a number on these facts`)
}

/** A parameter that must be whole rials, 0 or more. */
export function rialIn(run: RuleRun, value: number | string, name: string): number {
  const found = numberIn(run, value, name)
  if (isRial(found) && found >= 0) return found
  throw new Error(`"${name}" is not whole rials, 0 or more, on these facts; round it`)
}

/** A parameter that must be a text. */
export function textIn(run: RuleRun, value: string, name: string): string {
  const found = valueIn(run, value)
  if (typeof found === 'string' && found !== '') return found
  throw new Error(`"${name}" is not a text on these facts`)
}

/** True when facts differ; for rules that are considered again. */
export function differ(one: JsonObject, other: JsonObject): boolean {
  return one !== other && canonicalJson(one) !== canonicalJson(other)
}

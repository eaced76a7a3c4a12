/** Variables that fit a model as well as can be told from its expressions: what stands beside a name says of what kind it is. */
import type { FlowGraph } from '../../engine/bpmn/model.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import { compileExpression } from '../../engine/expressions/expression.ts'

/** Makes the variables of a round; each round tries other values, so that loops come to an end. */
export function inventedFor(xml: string, graphs: readonly FlowGraph[]): (round: number) => JsonObject {
  const texts = [...new Set(expressionsIn(graphs))]
  const truths = new Set(graphs.flatMap(conditionsIn))
  const candidates = new Map<string, readonly Json[]>()
  for (const text of texts)
    for (const name of compileExpression(text).variables)
      candidates.set(
        name,
        unique([...(candidates.get(name) ?? []), ...valuesOf(name, text, { all: texts, truths })]),
      )
  for (const name of collectionsIn(xml)) candidates.set(name, [[1, 2]])
  return (round) => {
    const values = [...candidates].map(([name, list], index) => [name, pick(list, round, index)] as const)
    return Object.fromEntries(values)
  }
}

function pick(list: readonly Json[], round: number, index: number): Json {
  return list[(round + (round > 20 ? index * round : 0)) % list.length] ?? 'made up'
}

/** Each once; a word that says nothing only where nothing else is known. */
function unique(list: readonly Json[]): readonly Json[] {
  const known = new Map(list.map((value) => [JSON.stringify(value), value]))
  if (known.size > 1) known.delete(JSON.stringify('made up'))
  return [...known.values()]
}

function expressionsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(expressionsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'feel' && typeof inner === 'string' ? [inner] : expressionsIn(inner),
  )
}

function collectionsIn(xml: string): readonly string[] {
  return [...xml.matchAll(/inputCollection="=\s*([A-Za-z_]\w*)\s*"/g)].flatMap(([, name]) => name ?? [])
}

/** Expressions that must be true or false. */
function conditionsIn({ flows }: FlowGraph): readonly string[] {
  return Object.values(flows).flatMap(({ condition }) =>
    condition !== undefined && 'feel' in condition ? [condition.feel] : [],
  )
}

interface Texts {
  readonly all: readonly string[]
  readonly truths: ReadonlySet<string>
}

/** What a name may stand for, by what is beside it in one expression. */
function valuesOf(name: string, text: string, texts: Texts): readonly Json[] {
  const word = `(?<![\\w.])${name}(?!\\w)`
  if (new RegExp(`${word}\\.[A-Za-z_]`).test(text)) return [contextOf(name, texts)]
  const literal = '("[^"]*"|-?\\d[\\d.]*|true|false)'
  const compared = [...text.matchAll(new RegExp(`${word}\\s*(?:!=|=|<=|>=|<|>)\\s*${literal}`, 'g'))]
  const values = compared.flatMap(([, found]) => around(JSON.parse(found ?? 'null') as Json))
  if (values.length > 0) return values
  if (isTruth(name, text, texts.truths)) return [true, false]
  for (const [pattern, value] of shapes) if (pattern(word).test(text)) return [value]
  if (/duration|timeout|delay|interval/i.test(name)) return ['PT1S']
  if (/(^|[a-z])(Date|Time|Deadline)$|^(date|due|deadline)/.test(name)) return ['2026-04-01T09:00:00Z']
  return ['made up']
}

/** How a name is used, and what fits. */
const shapes: readonly (readonly [(word: string) => RegExp, Json])[] = [
  [(word) => new RegExp(`"\\s*\\+\\s*${word}|${word}\\s*\\+\\s*"`), 'made up'],
  [(word) => new RegExp(`(count|sum)\\(\\s*${word}|\\bin\\s+${word}|${word}\\s*\\[`), [1, 2]],
  [(word) => new RegExp(`${word}\\s*(!=|[-+*/<>=])|[-+*/<>=]\\s*${word}`), 1],
]

function around(value: Json): readonly Json[] {
  if (typeof value === 'number') return [value, value + 1, value - 1]
  return typeof value === 'boolean' ? [value, !value] : [value]
}

function isTruth(name: string, text: string, truths: ReadonlySet<string>): boolean {
  if (text.trim() === name) return truths.has(text)
  const beside = `not\\(\\s*${name}\\s*\\)|(?<![\\w.])${name}\\s+(and|or|then)\\b|\\b(and|or|if)\\s+${name}(?![\\w.])(?!\\s*[<>=!])`
  return new RegExp(beside).test(text)
}

function contextOf(name: string, texts: Texts): JsonObject {
  const fields = new Map<string, Json>()
  for (const text of texts.all) {
    for (const [, field = ''] of text.matchAll(new RegExp(`(?<![\\w.])${name}\\.([A-Za-z_]\\w*)`, 'g'))) {
      const inner = text.replaceAll(`${name}.${field}`, field)
      const truths = new Set(texts.truths.has(text) ? [inner] : [])
      const [value = 'made up'] = valuesOf(field, inner, { all: [], truths })
      if (!fields.has(field) || value !== 'made up') fields.set(field, value)
    }
  }
  return Object.fromEntries(fields)
}

/** Names that the model works out itself; an answer must not write over them. */
export function workedOut(graphs: readonly FlowGraph[]): ReadonlySet<string> {
  const elements = graphs.flatMap(({ elements: all }) => Object.values(all))
  const scripts = elements.flatMap((element) =>
    element.type === 'scriptTask' && element.script.kind === 'feel' ? [element.script.resultVariable] : [],
  )
  const mapped = elements
    .flatMap(({ outputs }) => outputs)
    .filter(({ source, target }) => !('feel' in source) || source.feel !== target)
  return new Set([...scripts, ...mapped.map(({ target }) => target)])
}

/** What fills in the fields of a form. */
export function filledForm(schema: JsonObject, round: number): JsonObject {
  const components = Array.isArray(schema['components'])
    ? (schema['components'] as readonly JsonObject[])
    : []
  const filled = components.map((component): JsonObject => {
    const { key, path } = component
    if (Array.isArray(component['components'])) {
      const inner = filledForm(component, round)
      return typeof path === 'string' && path !== '' ? { [path]: inner } : inner
    }
    return typeof key === 'string' && key !== '' ? { [key]: fieldValue(component, round) } : {}
  })
  return Object.assign({}, ...filled) as JsonObject
}

function fieldValue({ type, values, subtype }: JsonObject, round: number): Json {
  const options = Array.isArray(values) ? (values as readonly JsonObject[]) : []
  const option = options[round % Math.max(1, options.length)]?.['value'] ?? 'made up'
  if (subtype === 'date') return '2026-04-01'
  return (typeof type === 'string' ? byType(option)[type] : undefined) ?? 'made up'
}

function byType(option: Json): Readonly<Record<string, Json>> {
  const list = [option]
  return { checkbox: true, number: 1, checklist: list, taglist: list, select: option, radio: option }
}

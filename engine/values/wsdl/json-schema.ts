/**
 * XML Schema types as JSON Schemas, so that a misspelt field or a wrong type is found before anything is sent.
 *
 * - `long`, `integer`, `decimal` leave as text, exactly as the remote wrote them; text or a whole number may go in;
 * - `date`, `dateTime`, `time` are text in the form of XML Schema, never a `Date`;
 * - lists are always arrays, nil is `null`, what may be left out is left out;
 * - `base64Binary` is base64, a wildcard a text of one XML element (field `any`);
 * - where a type may stand for another, `xsiType` names it.
 */
import { Type, type TObject, type TSchema } from 'typebox'

import { brokenLimit } from '../decimal-limits.ts'
import type { XsdChoice, XsdComplex, XsdField, XsdForm, XsdSimple, XsdType } from './xsd.ts'

const zone = '(Z|[+-]\\d{2}:\\d{2})?'
const day = '-?\\d{4,}-\\d{2}-\\d{2}'
const clockTime = '\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?'

/** What the text of each form must look like, on the wire and in JSON. */
export const formPatterns = {
  bigInteger: '^[+-]?\\d+$',
  decimal: '^[+-]?(\\d+(\\.\\d*)?|\\.\\d+)$',
  date: `^${day}${zone}$`,
  dateTime: `^${day}T${clockTime}${zone}$`,
  time: `^${clockTime}${zone}$`,
} as const satisfies Partial<Record<XsdForm, string>>

/** Characters that XML 1.0 cannot carry at all would make the whole request unreadable. */
const carriable = '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]*$'

/** The schema of a message that goes out. `filledByHub` names a top-level field that the hub itself may fill. */
export function inputSchema(type: XsdComplex, filledByHub?: string): TObject {
  return objectSchema(type, { way: 'in', filledByHub })
}

/** The schema of a message that comes in. */
export function outputSchema(type: XsdComplex): TObject {
  return objectSchema(type, { way: 'out' })
}

type Way = 'in' | 'out'

interface Closed {
  readonly way: Way
  readonly filledByHub?: string | undefined
  readonly xsiType?: string
}

function objectSchema(type: XsdComplex, closed: Closed): TObject {
  const { way, filledByHub, xsiType } = closed
  const properties = type.fields.map((field): [string, TSchema] => {
    const schema = fieldSchema(field, way)
    const isNeeded = field.required && field.name !== filledByHub
    const present = field.list && way === 'out' ? true : isNeeded
    return [field.name, present ? schema : Type.Optional(schema)]
  })
  if (type.text) properties.push(['value', simpleSchema(type.text, way)])
  if (xsiType !== undefined) properties.push(['xsiType', Type.Literal(xsiType)])
  const rules = way === 'in' ? choiceRules(type, filledByHub) : []
  return Type.Object(Object.fromEntries(properties), {
    additionalProperties: false,
    ...(rules.length > 0 && { allOf: rules }),
  })
}

/** What JSON Schema says of choices: exactly one branch, or at most one, and what a branch needs to be whole. */
function choiceRules({ choices, fields }: XsdComplex, filledByHub: string | undefined): readonly object[] {
  // An empty list is as good as none.
  const given = (name: string): object =>
    fields.find((field) => field.name === name)?.list
      ? { required: [name], properties: { [name]: { minItems: 1 } } }
      : { required: [name] }
  return choices.flatMap((choice): readonly object[] => {
    if (choice.branches.some((branch) => branch.fields.includes(filledByHub ?? ''))) return []
    const branches = choice.branches.map((branch) => anyGiven(branch.fields.map(given)))
    const none = { not: { anyOf: choice.branches.flatMap((branch) => branch.fields.map(given)) } }
    const rule = { oneOf: choice.isOptional ? [...branches, none] : branches }
    return [conditional(rule, choice, given), ...wholeBranches(choice)]
  })
}

function anyGiven(rules: readonly object[]): object {
  const [only] = rules
  return rules.length === 1 && only ? only : { anyOf: rules }
}

function conditional(rule: object, { when }: XsdChoice, given: (name: string) => object): object {
  return when.length === 0 ? rule : { if: anyGiven(when.map(given)), then: rule }
}

function wholeBranches({ branches }: XsdChoice): readonly object[] {
  return branches.flatMap(({ fields, required }) => {
    if (fields.length < 2 || required.length === 0) return []
    const needs = fields.map((name) => [name, required.filter((other) => other !== name)] as const)
    return [{ dependentRequired: Object.fromEntries(needs.filter(([, others]) => others.length > 0)) }]
  })
}

function fieldSchema(field: XsdField, way: Way): TSchema {
  const one = typeSchema(field.type, way)
  const nillable = field.nillable ? Type.Union([one, Type.Null()]) : one
  if (!field.list) return nillable
  return Type.Array(nillable, way === 'in' && field.required ? { minItems: 1 } : {})
}

function typeSchema(type: XsdType, way: Way): TSchema {
  if (type.kind === 'simple') return simpleSchema(type, way)
  if (!type.variants) return objectSchema(type, { way })
  const variants = type.variants.map(({ xsiType, type: own }) => objectSchema(own, { way, xsiType }))
  const forms = type.isAbstract ? variants : [objectSchema(type, { way }), ...variants]
  const [only] = forms
  return forms.length === 1 && only ? only : Type.Union(forms)
}

function simpleSchema(type: XsdSimple, way: Way): TSchema {
  return simpleSchemas[type.form](type, way)
}

const matching = (form: keyof typeof formPatterns) => (): TSchema =>
  Type.String({ pattern: formPatterns[form] })

const simpleSchemas: Readonly<Record<XsdForm, (type: XsdSimple, way: Way) => TSchema>> = {
  text: textSchema,
  smallInteger: ({ range }) => integerSchema(range),
  bigInteger: (type, way) => limited(type, way, exactSchema(formPatterns.bigInteger, way)),
  decimal: (type, way) => limited(type, way, exactSchema(formPatterns.decimal, way)),
  float: floatSchema,
  boolean: () => Type.Boolean(),
  date: matching('date'),
  dateTime: matching('dateTime'),
  time: matching('time'),
  base64: () => Type.String({ format: 'byte' }),
  xml: () => Type.String({ format: 'xml-element' }),
}

function floatSchema({ limits = {} }: XsdSimple, way: Way): TSchema {
  if (way === 'out') return Type.Number()
  const { least, most, above, below } = limits
  return Type.Number({
    ...(least !== undefined && { minimum: Number(least) }),
    ...(most !== undefined && { maximum: Number(most) }),
    ...(above !== undefined && { exclusiveMinimum: Number(above) }),
    ...(below !== undefined && { exclusiveMaximum: Number(below) }),
  })
}

/** What we send keeps the limits of the schema; what comes is taken as it is. */
function limited({ limits }: XsdSimple, way: Way, schema: TSchema): TSchema {
  return way === 'out' || limits === undefined ? schema : { ...schema, decimalLimits: limits }
}

function exactSchema(pattern: string, way: Way): TSchema {
  const asText = Type.String({ pattern })
  return way === 'out' ? asText : Type.Union([asText, integerSchema(undefined)])
}

function integerSchema(range: XsdSimple['range']): TSchema {
  const [minimum, maximum] = range ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
  return Type.Integer({ minimum, maximum })
}

function textSchema(type: XsdSimple, way: Way): TSchema {
  if (type.values) return Type.Enum([...type.values])
  return Type.String({
    ...(type.minLength !== undefined && { minLength: type.minLength }),
    ...(type.maxLength !== undefined && { maxLength: type.maxLength }),
    ...(way === 'in' && { pattern: carriable }),
    ...(way === 'in' && type.patterns && { allOf: type.patterns.map((pattern) => ({ pattern })) }),
  })
}

/** A value that fits the schema of a type, for the examples that every operation shows. */
export function exampleOf(type: XsdType, way: Way = 'in'): unknown {
  if (type.kind === 'simple') return simpleExample(type)
  const [variant] = type.variants ?? []
  if (type.isAbstract && variant) {
    return { ...(exampleOf(variant.type, way) as object), xsiType: variant.xsiType }
  }
  const chosen = new Set(type.choices.flatMap((choice) => chosenFields(choice, type)))
  const fields = type.fields
    .filter((field) => field.required || chosen.has(field.name) || (field.list && way === 'out'))
    .map((field): [string, unknown] => {
      const one = exampleOf(field.type, way)
      return [field.name, field.list ? [one] : one]
    })
  return Object.fromEntries(type.text ? [...fields, ['value', simpleExample(type.text)]] : fields)
}

/** The first branch of a choice that must be made. */
function chosenFields({ branches, isOptional, when }: XsdChoice, { fields }: XsdComplex): readonly string[] {
  const isDue = !isOptional && when.every((name) => fields.some((one) => one.name === name && one.required))
  const [first] = branches
  if (!isDue || !first) return []
  return first.required.length > 0 ? first.required : first.fields.slice(0, 1)
}

function simpleExample(type: XsdSimple): unknown {
  if (type.form !== 'text') return numberExample(type) ?? formExamples[type.form]
  const usual = 'text'.repeat(64).slice(0, exampleLength(type))
  const fits = (one: string): boolean =>
    type.patterns?.every((pattern) => new RegExp(pattern, 'u').test(one)) ?? true
  return type.values?.[0] ?? [usual, ...likelyTexts].find(fits) ?? usual
}

/** Digits as codes have them, and what else patterns mostly ask for; a pattern that none of them fits has no example. */
const likelyTexts = [
  ...Array.from({ length: 26 }, (_none, index) => '1'.repeat(index + 1)),
  ...[
    'A',
    'AB',
    'ABC',
    'A1',
    'IR120000000000000000000000',
    '09120000000',
    '2026-01-02',
    '1405/01/02',
    'a@example.ir',
  ],
]

function numberExample({ form, limits }: XsdSimple): unknown {
  if (limits === undefined) return undefined
  const { least = '0', most = '0' } = limits
  const likely =
    form === 'bigInteger' ? ['1', least, most, '-1', '10'] : ['1.5', '1', least, most, '0.5', '-1', '10']
  const found = likely.find((one) => brokenLimit(one, limits) === undefined)
  return found !== undefined && form === 'float' ? Number(found) : found
}

function exampleLength({ minLength = 0, maxLength = 4 }: XsdSimple): number {
  return Math.min(maxLength, Math.max(minLength, 4))
}

const formExamples = {
  smallInteger: 1,
  bigInteger: '1',
  decimal: '1.5',
  float: 1.5,
  boolean: true,
  date: '2026-01-02',
  dateTime: '2026-01-02T03:04:05Z',
  time: '03:04:05',
  base64: 'dGV4dA==',
  xml: '<more/>',
} as const satisfies Record<Exclude<XsdForm, 'text'>, unknown>

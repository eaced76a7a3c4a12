/**
 * XML Schema types as JSON Schemas, so that a misspelt field or a wrong type is found before anything is sent.
 *
 * - `long`, `integer`, `decimal` leave as text, exactly as the remote wrote them; text or a whole number may go in;
 * - `date`, `dateTime`, `time` are text in the form of XML Schema, never a `Date`;
 * - lists are always arrays, nil is `null`, what may be left out is left out.
 */
import { Type, type TObject, type TSchema } from 'typebox'

import type { XsdComplex, XsdField, XsdForm, XsdSimple, XsdType } from './xsd.ts'

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
  return objectSchema(type, 'in', filledByHub)
}

/** The schema of a message that comes in. */
export function outputSchema(type: XsdComplex): TObject {
  return objectSchema(type, 'out')
}

type Way = 'in' | 'out'

function objectSchema(type: XsdComplex, way: Way, filledByHub?: string): TObject {
  const properties = type.fields.map((field): [string, TSchema] => {
    const schema = fieldSchema(field, way)
    const present = field.list ? way === 'out' : field.required && field.name !== filledByHub
    return [field.name, present ? schema : Type.Optional(schema)]
  })
  if (type.text) properties.push(['value', simpleSchema(type.text, way)])
  return Type.Object(Object.fromEntries(properties), { additionalProperties: false })
}

function fieldSchema(field: XsdField, way: Way): TSchema {
  const one = typeSchema(field.type, way)
  const nillable = field.nillable ? Type.Union([one, Type.Null()]) : one
  return field.list ? Type.Array(nillable) : nillable
}

function typeSchema(type: XsdType, way: Way): TSchema {
  return type.kind === 'complex' ? objectSchema(type, way) : simpleSchema(type, way)
}

function simpleSchema(type: XsdSimple, way: Way): TSchema {
  switch (type.form) {
    case 'text':
      return textSchema(type, way)
    case 'smallInteger':
      return integerSchema(type.range)
    case 'float':
      return Type.Number()
    case 'boolean':
      return Type.Boolean()
    case 'bigInteger':
    case 'decimal':
      return exactSchema(formPatterns[type.form], way)
    case 'date':
    case 'dateTime':
    case 'time':
      return Type.String({ pattern: formPatterns[type.form] })
  }
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
  })
}

/** A value that fits the schema of a type, for the examples that every operation shows. */
export function exampleOf(type: XsdType, way: Way = 'in'): unknown {
  if (type.kind === 'simple') return simpleExample(type)
  const fields = type.fields
    .filter((field) => field.required || (field.list && way === 'out'))
    .map((field): [string, unknown] => {
      const one = exampleOf(field.type, way)
      return [field.name, field.list ? [one] : one]
    })
  return Object.fromEntries(type.text ? [...fields, ['value', simpleExample(type.text)]] : fields)
}

function simpleExample(type: XsdSimple): unknown {
  if (type.form === 'text') return type.values?.[0] ?? 'text'.repeat(64).slice(0, exampleLength(type))
  return formExamples[type.form]
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
} as const satisfies Record<Exclude<XsdForm, 'text'>, unknown>

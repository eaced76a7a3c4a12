/**
 * The one JSON Schema compiler (ajv, draft 2020-12, strict). Schemas are compiled once; what they refuse is
 * said in plain words, field by field, without the value (it may be personal or secret).
 */
import { Ajv2020, type KeywordDefinition, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

import type { FieldError } from '../../contracts/problems.ts'
import { brokenLimit, type DecimalLimits } from './decimal-limits.ts'
import { errorsInWords } from './schema-errors.ts'
import { isXmlElement } from './xml.ts'

/**
 * Checks a value; gives every problem at once, none when it is valid. `at` names the whole and begins every
 * path: `check(value, 'settings')` → `settings/merchantId` "must be a UUID".
 */
export type Check = (value: unknown, at?: string) => readonly FieldError[]

/**
 * Annotations of ours that carry no rule; strict mode wants them declared. `secret` (sealed in the store,
 * write-only outside), `personal` (kept out of logs and errors), and those of contracts/entity-schema.ts.
 */
const annotations = [
  'secret',
  'personal',
  'titleFa',
  'holds',
  'party',
  'relation',
  'end',
  'inverse',
  'lifeCycle',
  'notBefore',
  'entity',
  'example',
  'document',
  'multiline',
]

/** Limits of a number that may be a text, which no keyword of JSON Schema looks into; see decimal-limits.ts. */
const decimalLimits: KeywordDefinition = {
  keyword: 'decimalLimits',
  schemaType: 'object',
  errors: true,
  compile: (limits: DecimalLimits) => {
    const validate = (value: unknown): boolean => {
      const isNumber = typeof value === 'string' || typeof value === 'number'
      const words = isNumber ? brokenLimit(String(value), limits) : undefined
      validate.errors = words === undefined ? [] : [{ keyword: 'decimalLimits', params: { words } }]
      return words === undefined
    }
    validate.errors = [] as object[]
    return validate
  },
}

/** A compiler with its own set of referable schemas (`$id`). */
export interface SchemaCompiler {
  /** The check of a schema; the same schema object is compiled once. Throws for a schema that is not strict. */
  compile(schema: object): Check
  /** Makes a schema referable by its `$id`. */
  add(schema: object): void
}

/** Makes a compiler. With `coerce`, texts of a query become the numbers and booleans that the schema asks for. */
export function schemaCompiler(options: { readonly coerce?: boolean } = {}): SchemaCompiler {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    verbose: true,
    ownProperties: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    coerceTypes: options.coerce === true,
  })
  formats.default(ajv)
  ajv.addFormat('xml-element', isXmlElement)
  for (const keyword of annotations) ajv.addKeyword({ keyword })
  ajv.addKeyword(decimalLimits)
  const compiled = new WeakMap<object, Check>()
  const referable = new WeakSet()
  return {
    add: (schema) => {
      referable.add(schema)
      ajv.addSchema(schema)
    },
    compile: (schema) => {
      const known = compiled.get(schema)
      if (known !== undefined) return known
      const check = checkOf(ajv.compile(schema))
      // ajv would keep every schema for ever, and refuse another one with the same `$id`.
      if (!referable.has(schema)) ajv.removeSchema(schema)
      compiled.set(schema, check)
      return check
    },
  }
}

function checkOf(validate: ValidateFunction): Check {
  return (value, at = '') => (validate(value) ? [] : errorsInWords(validate.errors ?? [], at))
}

const shared = schemaCompiler()

/** The check of a self-contained schema. */
export function compileSchema(schema: object): Check {
  return shared.compile(schema)
}

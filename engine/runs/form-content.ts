/** Forms as form-js writes them: read when they are deployed, and held against what is filled in. Pure. */
import { compileExpression, ExpressionFailed } from '../expressions/expression.ts'
import type { Json, JsonObject } from '../values/json.ts'

/** Largest form, in characters. */
export const maxFormCharacters = 1_048_576

/** A form, or what is wrong with it. */
export type FormRead =
  | { readonly id: string; readonly versionTag?: string; readonly schema: JsonObject }
  | { readonly problems: readonly FormProblem[] }

/** Reads the JSON of a form. */
export function readForm(text: string): FormRead {
  if (text.length > maxFormCharacters) {
    const message = `The form has ${String(text.length)} characters; at most ${String(maxFormCharacters)} are taken.`
    return { problems: [{ field: 'form', message }] }
  }
  const schema = jsonOf(text)
  if (!isObject(schema))
    return { problems: [{ field: 'form', message: 'The file is not well-formed JSON.' }] }
  const { id, versionTag } = schema
  const problems = [
    ...(isId(id)
      ? []
      : [{ field: 'id', message: 'The form has no id of letters, digits, "_", "-" and "."; give it one.' }]),
    ...problemsInSchema(schema),
  ]
  if (problems.length > 0 || typeof id !== 'string') return { problems }
  return { id, ...(typeof versionTag === 'string' && versionTag !== '' && { versionTag }), schema }
}

interface FormProblem {
  readonly field: string
  readonly message: string
}

/** What is wrong with the components of a form; it may have no id where it stands inside of something. */
export function problemsInSchema({ components }: JsonObject): readonly FormProblem[] {
  return Array.isArray(components)
    ? componentProblems(components as readonly Json[])
    : [{ field: 'components', message: 'The form has no list of components.' }]
}

function componentProblems(components: readonly Json[]): readonly FormProblem[] {
  return components.flatMap((component, index) => {
    if (!isObject(component))
      return [{ field: `components/${String(index)}`, message: 'A component is a JSON object.' }]
    const field = named(component, `components/${String(index)}`)
    const { type, components: inner } = component
    return [
      ...(typeof type === 'string' ? [] : [{ field, message: 'The component has no type.' }]),
      ...conditionsIn(component).flatMap(([what, feel]) => {
        const { problem } = compileExpression(feel)
        return problem === undefined
          ? []
          : [{ field, message: `Its ${what} is not FEEL: ${problem.message}.` }]
      }),
      ...(Array.isArray(inner) ? componentProblems(inner as readonly Json[]) : []),
    ]
  })
}

function conditionsIn(component: JsonObject): readonly (readonly [string, string])[] {
  const { conditional, validate } = component
  const hide = isObject(conditional) ? conditional['hide'] : undefined
  const required = isObject(validate) ? validate['required'] : undefined
  return [
    ...(isFeel(hide) ? [['hide condition', hide.slice(1)] as const] : []),
    ...(isFeel(required) ? [['required condition', required.slice(1)] as const] : []),
  ]
}

/** A field that is not filled in as the form demands. */
export interface FieldMissing {
  /** Where it belongs in the variables: `address/city`. */
  readonly path: string
  readonly message: string
}

/** The required fields of a form that the variables do not have. */
export function missingFields(schema: JsonObject, variables: JsonObject, now: Date): readonly FieldMissing[] {
  return missingIn(schema, { around: variables, seen: variables, path: [], now })
}

interface Place {
  /** The values at this place. */
  readonly around: Json | undefined
  /** What expressions see. */
  readonly seen: JsonObject
  readonly path: readonly string[]
  readonly now: Date
}

function missingIn(holder: JsonObject, place: Place): readonly FieldMissing[] {
  const components = Array.isArray(holder['components']) ? (holder['components'] as readonly Json[]) : []
  return components.flatMap((component) => (isObject(component) ? missingAt(component, place) : []))
}

function missingAt(component: JsonObject, place: Place): readonly FieldMissing[] {
  if (!isAsked(component, place)) return []
  const { type, path, key, validate } = component
  if (type === 'dynamiclist') return missingInRows(component, inner(place, path))
  if (Array.isArray(component['components'])) return missingIn(component, inner(place, path))
  if (typeof key !== 'string' || !isObject(validate) || !isTrue(validate['required'], place)) return []
  const field = inner(place, key)
  if (isFilled(field.around, type)) return []
  return [{ path: field.path.join('/'), message: `"${named(component, key)}" must be filled in.` }]
}

function missingInRows(component: JsonObject, list: Place): readonly FieldMissing[] {
  const rows = Array.isArray(list.around) ? (list.around as readonly Json[]) : []
  return rows.flatMap((row, index) =>
    missingIn(component, { ...list, around: row, path: [...list.path, String(index)] }),
  )
}

/** What is hidden, or can only be read, is not asked for. */
function isAsked(component: JsonObject, place: Place): boolean {
  const { conditional, disabled, readonly: isReadOnly } = component
  const isHidden = isObject(conditional) && isTrue(conditional['hide'], place)
  return !isHidden && !isTrue(disabled, place) && !isTrue(isReadOnly, place)
}

function isTrue(value: Json | undefined, { seen, now }: Place): boolean {
  if (!isFeel(value)) return value === true
  try {
    return compileExpression(value.slice(1)).evaluate(seen, { now }) === true
  } catch (error) {
    if (error instanceof ExpressionFailed) return false
    throw error
  }
}

function inner(place: Place, path: Json | undefined): Place {
  const names = typeof path === 'string' ? path.split('.').filter((name) => name !== '') : []
  let { around } = place
  for (const name of names)
    around = isObject(around) && Object.hasOwn(around, name) ? around[name] : undefined
  return { ...place, around, path: [...place.path, ...names] }
}

function isFilled(value: Json | undefined, type: Json | undefined): boolean {
  if (type === 'checkbox') return value === true
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== ''
}

function named({ label, key, id }: JsonObject, otherwise: string): string {
  const name = [label, key, id].find((one) => typeof one === 'string' && one !== '' && !one.startsWith('='))
  return typeof name === 'string' ? name : otherwise
}

function isFeel(value: Json | undefined): value is string {
  return typeof value === 'string' && value.startsWith('=')
}

function isId(id: Json | undefined): boolean {
  return typeof id === 'string' && /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/.test(id)
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

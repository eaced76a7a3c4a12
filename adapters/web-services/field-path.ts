/** Reading and writing plain data by a dotted path (`customer.0.name`), as the settings of this kind name fields. */
import { Type, type Static } from 'typebox'

/** A path in the remote's words. */
export const FieldPath = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^.\\s]+(\\.[^.\\s]+)*$',
  description: 'Dotted path of a field, for example `customer.name` or `phones.0`.',
})

/** A condition on one field. */
export const FieldEquals = Type.Object(
  { path: FieldPath, equals: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]) },
  { additionalProperties: false },
)
export type FieldEquals = Static<typeof FieldEquals>

/** The value at a path; `undefined` when there is none. Only own members count. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    const isHolder = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
    return isHolder ? (inner as Readonly<Record<string, unknown>>)[name] : undefined
  }, value)
}

/** A copy of `target` with `value` at `path`; objects on the way are made as needed. */
export function withValueAt(
  target: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Readonly<Record<string, unknown>> {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...target, [name]: value }
  const inner = Object.hasOwn(target, name) ? target[name] : undefined
  const holder =
    typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>) : {}
  return { ...target, [name]: withValueAt(holder, rest.join('.'), value) }
}

/** Whether a condition holds. */
export function holds(condition: FieldEquals, value: unknown): boolean {
  const found = valueAt(value, condition.path)
  return condition.equals === null ? found === null || found === undefined : found === condition.equals
}

/** A leaf as text, `undefined` for what is no leaf or absent. */
export function leafText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

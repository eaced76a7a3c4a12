/** What differs between two JSON values, field by field: for the audit. Pure. */
import { canonicalJson, type Json } from './json.ts'

/** One difference. A value that is absent was not there. */
export interface Difference {
  /** `targets/0/within`. */
  readonly path: string
  readonly before?: Json
  readonly after?: Json
}

/** Objects are compared field by field, by name; lists as wholes. */
export function differences(
  before: Json | undefined,
  after: Json | undefined,
  path = '',
): readonly Difference[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return names.flatMap((name) =>
      differences(before[name], after[name], path === '' ? name : `${path}/${name}`),
    )
  }
  if (written(before) === written(after)) return []
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }]
}

function written(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value)
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

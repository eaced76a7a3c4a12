/** Fields of a record that are named by a path of two, as mappings name them: `custom.grade`. Pure. */
import type { Json, JsonObject } from './json.ts'

/** An object of the fields: what is named by a path is a member of the member before its dot. Later ones win. */
export function nestedFields(fields: readonly (readonly [string, Json])[]): JsonObject {
  const result: Record<string, Json> = {}
  for (const [name, value] of fields) {
    const dot = name.indexOf('.')
    if (dot === -1) result[name] = value
    else {
      const part = name.slice(0, dot)
      const before = Object.hasOwn(result, part) ? result[part] : undefined
      result[part] = { ...(isObject(before) ? before : {}), [name.slice(dot + 1)]: value }
    }
  }
  return result
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

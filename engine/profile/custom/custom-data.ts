/** The custom values in the data of a record, by the attributes that they become: `{ custom: { grade } }` is `custom.grade`. Pure. */
import type { Json, JsonObject } from '../../values/json.ts'
import { customName, customPart, customPath } from './custom-field.ts'

/** The custom values of a record's data, by name; empty when it says none. */
export function customIn({ [customPart]: custom }: JsonObject): JsonObject {
  return isObject(custom) ? custom : {}
}

/** What data says of an attribute; `undefined` when nothing. */
export function saidOf(data: JsonObject, attribute: string): Json | undefined {
  const name = customName(attribute)
  const [from, key] = name === undefined ? [data, attribute] : [customIn(data), name]
  return Object.hasOwn(from, key) ? from[key] : undefined
}

/** The data with the values that people give; `null` takes one away. Nothing is left of a `custom` that says nothing. */
export function withValues(data: JsonObject, values: ReadonlyMap<string, Json>): JsonObject {
  const given = [...values]
  const own = given.filter(([attribute]) => customName(attribute) === undefined)
  const custom = given.flatMap(([attribute, value]) => {
    const name = customName(attribute)
    return name === undefined ? [] : [[name, value] as const]
  })
  const result = changed(data, own)
  if (custom.length === 0) return result
  return withCustom(result, changed(customIn(data), custom))
}

/** The data with these custom values in place of its own. */
export function withCustom({ [customPart]: _before, ...rest }: JsonObject, custom: JsonObject): JsonObject {
  return Object.keys(custom).length === 0 ? rest : { ...rest, [customPart]: custom }
}

/** The data by attributes: custom values beside the others. */
export function byAttribute(data: JsonObject): JsonObject {
  if (data[customPart] === undefined) return data
  const { [customPart]: _custom, ...rest } = data
  const custom = Object.entries(customIn(data)).map(([name, value]) => [customPath(name), value] as const)
  return { ...rest, ...Object.fromEntries(custom) }
}

/** Attributes as data again, as expressions want it: `custom.grade` is a member of `custom`. */
export function nestedCustom(attributes: JsonObject): JsonObject {
  const names = Object.keys(attributes).filter((name) => customName(name) !== undefined)
  if (names.length === 0) return attributes
  const rest = Object.entries(attributes).filter(([name]) => customName(name) === undefined)
  const custom = names.map((name) => [customName(name) ?? '', attributes[name] ?? null] as const)
  return { ...Object.fromEntries(rest), [customPart]: Object.fromEntries(custom) }
}

function changed(data: JsonObject, values: readonly (readonly [string, Json])[]): JsonObject {
  const given = new Map(values)
  const kept = Object.entries(data).filter(([name]) => !given.has(name))
  return Object.fromEntries([...kept, ...[...given].filter(([, value]) => value !== null)])
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

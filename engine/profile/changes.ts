/** What changed between two states of a profile, attribute by attribute. */
import { canonicalJson, type Json, type JsonObject } from '../values/json.ts'

/** One attribute; absent `before` or `after`: it was not there. */
export interface AttributeChange {
  readonly attribute: string
  readonly before?: Json
  readonly after?: Json
}

/** The differences, by name. */
export function attributeChanges(before: JsonObject, after: JsonObject): readonly AttributeChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names.flatMap((attribute) => {
    const [was, is] = [before[attribute], after[attribute]]
    if (canonicalJson(was) === canonicalJson(is)) return []
    return [{ attribute, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }]
  })
}

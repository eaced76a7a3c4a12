/** What differs between two versions of a rule set, rule by rule and row by row. */
import { canonicalJson, type Json, type JsonObject } from '../values/json.ts'
import type { RuleSetDraft } from './model.ts'

/** One difference. `at` is a path: `rules/large amount/when`, `table/rows/12`, `title`. */
export interface Difference {
  readonly at: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: Json
  readonly after?: Json
}

/** The differences from one draft to another. Rules are matched by name; rows by what they compare. */
export function differencesBetween(before: RuleSetDraft, after: RuleSetDraft): readonly Difference[] {
  const [one, other] = [partsOf(before), partsOf(after)]
  const names = [...new Set([...one.keys(), ...other.keys()])]
  return names.flatMap((at): readonly Difference[] => {
    const [was, is] = [one.get(at), other.get(at)]
    if (was === undefined && is !== undefined) return [{ at, kind: 'added', after: is }]
    if (was !== undefined && is === undefined) return [{ at, kind: 'removed', before: was }]
    if (was === undefined || is === undefined || canonicalJson(was) === canonicalJson(is)) return []
    return isObject(was) && isObject(is)
      ? fieldDifferences(at, was, is)
      : [{ at, kind: 'changed', before: was, after: is }]
  })
}

function partsOf({ rules = [], table, ...rest }: RuleSetDraft): ReadonlyMap<string, Json> {
  const parts = new Map<string, Json>(Object.entries(rest as unknown as JsonObject))
  for (const rule of rules) parts.set(`rules/${rule.name}`, rule as unknown as Json)
  if (table === undefined) return parts
  const { rows, ...columns } = table
  for (const [name, value] of Object.entries(columns as unknown as JsonObject))
    parts.set(`table/${name}`, value)
  const seen = new Map<string, number>()
  for (const row of rows) {
    const compared = row.when.join(' | ')
    const count = (seen.get(compared) ?? 0) + 1
    seen.set(compared, count)
    parts.set(`table/rows/${compared}${count > 1 ? ` (${String(count)})` : ''}`, row as unknown as Json)
  }
  return parts
}

function fieldDifferences(at: string, was: JsonObject, is: JsonObject): readonly Difference[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return names.flatMap((name): readonly Difference[] => {
    const [before, after] = [was[name], is[name]]
    if (canonicalJson(before) === canonicalJson(after)) return []
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
    return [
      {
        at: `${at}/${name}`,
        kind,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      },
    ]
  })
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

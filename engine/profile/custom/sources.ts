/** The sources of truth that custom fields name, as part of the survivorship policy; what the policy says itself comes first. Pure. */
import type { Master, SurvivorshipPolicy, TypeMasters } from '../policy.ts'
import { customPath, type CustomFields } from './custom-field.ts'

/** The policy with the sources of the fields; the very same one when no field names any. */
export function withSources(policy: SurvivorshipPolicy, fields: CustomFields): SurvivorshipPolicy {
  const masters = new Map<string, TypeMasters>(Object.entries(policy.masters ?? {}))
  for (const [name, { types, source }] of fields) {
    if (source === undefined) continue
    for (const type of types) masters.set(type, withMaster(masters.get(type) ?? {}, customPath(name), source))
  }
  const isSame = [...masters].every(([type, one]) => policy.masters?.[type] === one)
  return isSame ? policy : { ...policy, masters: Object.fromEntries(masters) }
}

function withMaster(ofType: TypeMasters, attribute: string, source: Master): TypeMasters {
  if (ofType.attributes?.[attribute] !== undefined) return ofType
  return { ...ofType, attributes: { ...ofType.attributes, [attribute]: source } }
}

/** Who sees personal values, and how they read for others. */
import { personalFields } from '../../engine/profile/entity-types.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { redacted } from '../../engine/values/redact.ts'
import { may, type Caller } from '../auth/api-keys.ts'

/** Whether personal values are seen. */
export type Sight = 'everything' | 'notPersonal'

/** The sight of a caller. */
export function sightOf(caller: Caller): Sight {
  return may(caller, 'profiles:read:personal') ? 'everything' : 'notPersonal'
}

/** The data of a record of that type as it is seen. */
export function masked(type: string, data: JsonObject, sight: Sight): JsonObject {
  if (sight === 'everything') return data
  const personal = personalFields(type)
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, personal.has(name) ? redacted : value]),
  )
}

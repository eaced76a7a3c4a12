/** Who sees personal values, and how they read for others. */
import { customIn } from '../../engine/profile/custom/custom-data.ts'
import { customPart, customPath, type CustomFields } from '../../engine/profile/custom/custom-field.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import { attributeAt, personalNames } from '../../engine/profile/personal-names.ts'
import type { Difference } from '../../engine/values/differences.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import { redacted } from '../../engine/values/redact.ts'
import { may, type Caller } from '../auth/api-keys.ts'

/** What somebody sees of personal values, by the custom fields that are defined. */
export interface Sight {
  readonly seesAll: boolean
  readonly fields: CustomFields
}

/** The sight of a caller. */
export async function sightOf(caller: Caller, fields: CustomFieldReader): Promise<Sight> {
  return { seesAll: may(caller, 'profiles:read:personal'), fields: await fields.known() }
}

/** Tells of the attributes of a type whether they are hidden. */
export function hiding(type: string, { seesAll, fields }: Sight): (attribute: string) => boolean {
  const personal = personalNames(type, fields)
  return (attribute) => !seesAll && personal.has(attribute)
}

/** The data of a record of that type as it is seen. */
export function masked(type: string, data: JsonObject, sight: Sight): JsonObject {
  if (sight.seesAll) return data
  const isHidden = hiding(type, sight)
  return Object.fromEntries(
    Object.entries(data).map(([name, value]): [string, Json] => {
      if (name === customPart) return [name, maskedCustom(data, isHidden)]
      return [name, isHidden(name) ? redacted : value]
    }),
  )
}

function maskedCustom(data: JsonObject, isHidden: (attribute: string) => boolean): JsonObject {
  return Object.fromEntries(
    Object.entries(customIn(data)).map(([name, value]) => [
      name,
      isHidden(customPath(name)) ? redacted : value,
    ]),
  )
}

/** Differences in the data of a record for the audit, whose lines are kept for ever: personal values are not written there. */
export function audited(
  type: string,
  changes: readonly Difference[],
  fields: CustomFields,
): readonly Difference[] {
  const personal = personalNames(type, fields)
  return changes
    .flatMap(byValue)
    .map((change) => (change.path === '' || personal.has(attributeAt(change.path)) ? hidden(change) : change))
}

/** A `custom` that was not there before, or is not there any more, value by value. */
function byValue(change: Difference): readonly Difference[] {
  const { path, before, after } = change
  if (path !== customPart) return [change]
  const [was, is] = [before, after].map((one) => customIn(one === undefined ? {} : { [customPart]: one }))
  return [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort().map((name) => ({
    path: `${path}/${name}`,
    ...(was?.[name] !== undefined && { before: was[name] }),
    ...(is?.[name] !== undefined && { after: is[name] }),
  }))
}

function hidden({ path, before, after }: Difference): Difference {
  return {
    path,
    ...(before !== undefined && { before: redacted }),
    ...(after !== undefined && { after: redacted }),
  }
}

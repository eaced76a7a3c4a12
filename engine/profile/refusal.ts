/** What is kept of a record that is refused, when it is of no use any more, and how it is read again. Pure. */
import type { NewRefusal, RefusedBefore } from '../store/refused-records.ts'
import { defined } from '../values/defined.ts'
import { contentHash } from '../values/hash.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { redacted } from '../values/redact.ts'
import { compareVersions, recordId, type ArrivingRecord, type Refusal } from './record-document.ts'

/** A refusal as it is kept. What a person has dismissed stays dismissed while it says the same. */
export function refusalToKeep(
  arrived: ArrivingRecord,
  { code, reason }: Refusal,
  { at, before }: { readonly at: Date; readonly before: RefusedBefore | undefined },
): NewRefusal {
  const { source, made, ...record } = arrived
  const { connection, type, externalId, version, origin } = record
  // Where it was found is not part of what it says: the same row may stand in the next file too.
  const { origin: _origin, ...content } = record
  const hash = contentHash(content)
  const isDismissed = before?.state === 'dismissed' && before.contentHash === hash
  return {
    _id: recordId(arrived),
    connection,
    type,
    externalId,
    code,
    reason,
    record: JSON.stringify(record),
    contentHash: hash,
    at,
    state: isDismissed ? 'dismissed' : 'open',
    ...defined({
      source,
      version,
      origin,
      made: made && JSON.stringify(made),
      dismissed: isDismissed ? before.dismissed : undefined,
    }),
  }
}

/** Whether what was taken in of the same thing is the newer statement. */
export function isOvertaken(
  refused: Pick<RefusedBefore, 'version' | 'at'>,
  taken: { readonly version?: string; readonly receivedAt: Date },
): boolean {
  return refused.version !== undefined && taken.version !== undefined
    ? compareVersions(taken.version, refused.version) >= 0
    : taken.receivedAt >= refused.at
}

/** JSON merge patch (RFC 7396): fields take the place of those before, `null` takes one away, others stay. */
export function patched(data: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...data }
  for (const [name, value] of Object.entries(patch)) {
    const before = result[name]
    if (value === null) Reflect.deleteProperty(result, name)
    else if (isObject(value)) result[name] = patched(isObject(before) ? before : {}, value)
    else result[name] = value
  }
  return result
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Paths of the values that were masked: by an erasure, or by a person who sent back what they saw. */
export function maskedIn(value: Json, path: string): readonly string[] {
  if (value === redacted) return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => maskedIn(one, `${path}/${name}`))
}

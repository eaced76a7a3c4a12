/**
 * Attached records of several systems that are about one thing: the sales program's invoice, and the same in the books of
 * accounting. A record says so itself (`sameAs`). The one that names the others speaks for all of them: whoever wrote it
 * knew of them. Pure.
 */
import type { Json, JsonObject } from '../values/json.ts'

/** A record, as far as it can be named. */
export interface NamedRecord {
  readonly type: string
  readonly connection: string
  readonly externalId: string
  readonly data: JsonObject
}

/** One thing: the record that speaks for it, and what others say of it. */
export interface Thing<Record extends NamedRecord> {
  readonly record: Record
  readonly others: readonly Record[]
}

/** Each thing once, in the order of the records that speak for them. Names that lead to none of these say nothing. */
export function thingsIn<Record extends NamedRecord>(records: readonly Record[]): readonly Thing<Record>[] {
  const groups = grouped(records)
  return records.flatMap((record) => {
    const group = groups.get(idOf(record)) ?? [record]
    return speakerOf(group) === record ? [{ record, others: group.filter((other) => other !== record) }] : []
  })
}

function grouped<Record extends NamedRecord>(
  records: readonly Record[],
): ReadonlyMap<string, readonly Record[]> {
  const groups = new Map(records.map((record) => [idOf(record), [record]]))
  for (const record of records) {
    for (const name of namesIn(record)) {
      const [own, other] = [groups.get(idOf(record)), groups.get(name)]
      if (own === undefined || other === undefined || own === other) continue
      const together = [...own, ...other]
      for (const member of together) groups.set(idOf(member), together)
    }
  }
  return groups
}

/** Whom no other names; of several, or in a circle, the first by connection and id. */
function speakerOf<Record extends NamedRecord>(group: readonly Record[]): Record | undefined {
  const named = new Set(group.flatMap(namesIn))
  const free = group.filter((one) => !named.has(idOf(one)))
  return [...(free.length > 0 ? free : group)].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))[0]
}

function namesIn({ type, connection, data }: NamedRecord): readonly string[] {
  const { sameAs } = data
  if (!Array.isArray(sameAs)) return []
  return (sameAs as readonly Json[]).flatMap((one) => {
    if (typeof one !== 'object' || one === null) return []
    const { connection: from = connection, externalId } = one as JsonObject
    return typeof from === 'string' && typeof externalId === 'string'
      ? [idOf({ type, connection: from, externalId })]
      : []
  })
}

function idOf({ type, connection, externalId }: Omit<NamedRecord, 'data'>): string {
  return JSON.stringify([type, connection, externalId])
}

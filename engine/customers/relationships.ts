/** Ties between profiles as one of their ends sees them. They are records, and follow what they name. Pure. */
import type { FieldSchema } from '../../contracts/entity-schema.ts'
import { fieldsOf } from '../profile/entity-types.ts'
import { fieldValue } from '../profile/field-values.ts'
import type { ProfileBrief } from '../profile/service.ts'
import type { SourceRecordDocument } from '../store/source-records.ts'
import { dayOfText } from '../values/instants.ts'
import type { Json, JsonObject } from '../values/json.ts'

/** The type of their records. */
export const relationType = 'relation'

/** A tie, seen from one profile. */
export interface RelationshipView {
  readonly id: string
  /** As it reads from here: `employs`, or from the other end `employedBy`. */
  readonly kind: string
  /** The other end; absent while nothing is known under what the record names, or more than one thing is. */
  readonly profile?: Omit<ProfileBrief, 'identifiers'>
  readonly role?: string
  readonly sharePercent?: number
  readonly validFromOn?: string
  /** The last day on which it holds. */
  readonly validUntilOn?: string
  readonly note?: string
  /** Who says so. */
  readonly from: { readonly connection: string; readonly externalId: string; readonly at: string }
}

type End = 'from' | 'to'

const fields = Object.entries(fieldsOf(relationType))
const inverse = fieldsOf(relationType)['kind']?.inverse ?? {}

/** The keys that a record names one of its ends by. */
export function keysOfEnd(record: SourceRecordDocument, end: End): readonly string[] {
  const data = dataOf(record)
  return fields
    .filter(([, field]) => field.end === end)
    .flatMap(([name, field]) => keyIn(data[name], field, record.connection))
}

function keyIn(value: Json | undefined, field: FieldSchema, connection: string): readonly string[] {
  if (value === undefined || value === null) return []
  if (field.$ref === undefined) {
    const identifier = fieldValue(value, field.holds, connection)?.identifier
    return identifier === undefined ? [] : [identifier]
  }
  const reference = value as JsonObject
  const { externalId, connection: other } = reference
  const named = typeof other === 'string' ? other : connection
  return typeof externalId === 'string' ? [`external:${named}:${externalId}`] : []
}

/** The keys of the other ends, seen from whoever has these keys. */
export function otherEnds(
  records: readonly SourceRecordDocument[],
  own: ReadonlySet<string>,
): readonly string[] {
  return records.flatMap((record) => sides(record, own).flatMap(({ others }) => others))
}

/** The ties of whoever has these keys, the newest first, as the records are. */
export function relationshipsOf(
  records: readonly SourceRecordDocument[],
  { own, holders }: { readonly own: ReadonlySet<string>; readonly holders: readonly ProfileBrief[] },
): readonly RelationshipView[] {
  return records.flatMap((record) =>
    sides(record, own).map(({ end, others }) => viewOf(record, end, holderOf(others, holders))),
  )
}

/** Whether a tie holds on a day. */
export function holdsOn({ validFromOn, validUntilOn }: RelationshipView, day: string): boolean {
  return (
    (validFromOn === undefined || validFromOn <= day) && (validUntilOn === undefined || day <= validUntilOn)
  )
}

/** Usually one; both when something is tied to itself. */
function sides(
  record: SourceRecordDocument,
  own: ReadonlySet<string>,
): readonly { readonly end: End; readonly others: readonly string[] }[] {
  const [from, to] = [keysOfEnd(record, 'from'), keysOfEnd(record, 'to')]
  const isHere = (keys: readonly string[]): boolean => keys.some((key) => own.has(key))
  return [
    ...(isHere(from) ? [{ end: 'from' as const, others: to }] : []),
    ...(isHere(to) ? [{ end: 'to' as const, others: from }] : []),
  ]
}

/** The strongest key that leads to exactly one; of people and things under the same id, the people. */
function holderOf(keys: readonly string[], holders: readonly ProfileBrief[]): ProfileBrief | undefined {
  const ordered = [...keys].sort(
    (a, b) => Number(b.startsWith('external:')) - Number(a.startsWith('external:')),
  )
  for (const key of ordered) {
    const found = holders.filter(({ identifiers }) => identifiers.includes(key))
    const parties = found.filter(({ kind }) => kind !== 'asset')
    const [only, ...others] = parties.length > 0 ? parties : found
    if (only !== undefined && others.length === 0) return only
  }
  return undefined
}

function viewOf(record: SourceRecordDocument, end: End, holder: ProfileBrief | undefined): RelationshipView {
  const { role, sharePercent, validFromOn, validUntilOn, note, kind } = dataOf(record)
  const [first, last] = [dayIn(validFromOn), dayIn(validUntilOn)]
  const word = typeof kind === 'string' ? kind : ''
  const { connection, externalId, at } = record
  return {
    id: record._id,
    kind: end === 'from' ? word : (inverse[word] ?? word),
    ...(holder !== undefined && { profile: briefOf(holder) }),
    ...(typeof role === 'string' && { role }),
    ...(typeof sharePercent === 'number' && { sharePercent }),
    ...(first !== undefined && { validFromOn: first }),
    ...(last !== undefined && { validUntilOn: last }),
    ...(typeof note === 'string' && { note }),
    from: { connection, externalId, at },
  }
}

function briefOf({ identifiers: _identifiers, ...brief }: ProfileBrief): Omit<ProfileBrief, 'identifiers'> {
  return brief
}

function dayIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? dayOfText(value) : undefined
}

function dataOf({ data }: SourceRecordDocument): JsonObject {
  return JSON.parse(data) as JsonObject
}

/** Source records between the store and the core: checked, normalised, and compared with what is known. */
import { entitySchemas } from '../../contracts/entities.generated.ts'
import type { RecordToStore } from '../runs/built-ins.ts'
import type { SourceRecordDocument } from '../store/source-records.ts'
import { contentHash, derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'
import { schemaCompiler } from '../values/schema.ts'
import { isRecordType, recordTypes, roleOf } from './entity-types.ts'
import { findable, type Findable } from './matching/plans.ts'
import { normalise } from './normalise.ts'
import { paymentEvents, type PaymentStatement } from './payment-events.ts'
import type { EntityType, NormalisedRecord, SourceRecord } from './record.ts'

const compiler = schemaCompiler()
for (const schema of Object.values(entitySchemas)) compiler.add(schema)

/** A record as it arrives; `deleted` ones need no data. */
export interface ArrivingRecord extends RecordToStore {
  readonly deleted?: boolean
}

/** Why a record cannot be taken in, and where it stands; `undefined` when it can. Names fields, never values. */
export function refusalOf(record: ArrivingRecord): string | undefined {
  const reason = record.problem ?? misfitOf(record)
  return reason === undefined || record.origin === undefined ? reason : `${record.origin}: ${reason}`
}

function misfitOf(record: ArrivingRecord): string | undefined {
  if (!isRecordType(record.type)) return `type: must be one of ${recordTypes.join(', ')}`
  if (record.externalId === '') return 'externalId: must not be empty'
  if (record.occurredAt !== undefined && Number.isNaN(Date.parse(record.occurredAt))) {
    return 'occurredAt: must be an instant such as 2026-11-24T10:00:00Z'
  }
  if (record.deleted === true) return undefined
  const errors = compiler.compile(entitySchemas[record.type])(record.data, 'data')
  if (errors.length > 0) return errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return roleOf(record.type)?.role === 'attached' && partyKeysOf(record).length === 0
    ? 'data/customer: must name the customer, by connection and external id or by an identifier'
    : undefined
}

function partyKeysOf(record: ArrivingRecord): readonly string[] {
  return normalise({ ...coreOf(record, ''), type: record.type as EntityType }).partyKeys
}

function coreOf(record: ArrivingRecord, at: string): SourceRecord {
  const { connection, type, externalId, data } = record
  const id = recordId(record)
  return { id, connection, externalId, at, data, type: type as EntityType, deleted: record.deleted === true }
}

/** The same for ever for the same connection, type and external id. */
export function recordId({ connection, type, externalId }: RecordToStore): string {
  return derivedId('record', connection, type, externalId)
}

/** What an arriving record says, whatever was known before. */
export type Statement = Omit<SourceRecordDocument, 'revision' | 'decisions' | 'blocks' | 'features'> & {
  readonly findable: Findable | undefined
}

/** Reads an arriving record. Only for records without refusal. */
export function statementOf(record: ArrivingRecord, now: Date): Statement {
  const at = record.occurredAt === undefined ? now.toISOString() : new Date(record.occurredAt).toISOString()
  const core = coreOf(record, at)
  const normal = normalise(core)
  const happenedAt = happening(core)
  return {
    _id: core.id,
    connection: record.connection,
    type: record.type,
    externalId: record.externalId,
    ...(record.version !== undefined && { version: record.version }),
    contentHash: hashOf(record),
    at,
    receivedAt: now,
    deleted: core.deleted,
    data: JSON.stringify(record.data),
    keys: normal.links.map(({ key }) => key),
    partyKeys: normal.partyKeys,
    ...(happenedAt !== undefined && { happenedAt }),
    findable: findable(normal),
  }
}

/** The document of a statement, after the one that is known of its thing. */
export function documentOf(
  { findable: now, ...statement }: Statement,
  known: SourceRecordDocument | undefined,
): SourceRecordDocument {
  return {
    ...statement,
    ...found(now, known),
    ...(known !== undefined && { ...standingOf(known), ...formerKeys(statement.partyKeys, known) }),
    ...untoldOf(statement, known),
    revision: (known?.revision ?? 0) + 1,
  }
}

/** A stored record with other data: what the hub itself has to change in it. */
export function restated(record: SourceRecordDocument, data: JsonObject): SourceRecordDocument {
  const { connection, type, externalId, at, deleted } = record
  const core = coreOf({ connection, type, externalId, data, deleted }, at)
  const normal = normalise(core)
  const { happenedAt: _happenedAt, ...rest } = record
  const happenedAt = record.happenedAt ?? happening(core)
  return {
    ...rest,
    data: JSON.stringify(data),
    keys: normal.links.map(({ key }) => key),
    partyKeys: normal.partyKeys,
    ...formerKeys(normal.partyKeys, record),
    ...found(findable(normal), record),
    ...(happenedAt !== undefined && { happenedAt }),
    contentHash: contentHash({ restated: record._id, data }),
    revision: record.revision + 1,
  }
}

/** What it has to tell, behind what was not told before. */
function untoldOf(
  statement: PaymentStatement,
  known: SourceRecordDocument | undefined,
): Pick<SourceRecordDocument, 'untold'> {
  const untold = [...(known?.untold ?? []), ...paymentEvents(statement, known)]
  return untold.length === 0 ? {} : { untold }
}

/** The customers that it named before and names no more: what is known of them changes too. */
function formerKeys(
  now: readonly string[],
  { partyKeys, formerPartyKeys = [] }: SourceRecordDocument,
): Pick<SourceRecordDocument, 'formerPartyKeys'> {
  const gone = [...partyKeys, ...formerPartyKeys].filter((key) => !now.includes(key))
  return gone.length === 0 ? {} : { formerPartyKeys: [...new Set(gone)] }
}

/** What stays with a record when the source says something new. */
function standingOf({ decisions }: SourceRecordDocument): Pick<SourceRecordDocument, 'decisions'> {
  return decisions === undefined ? {} : { decisions }
}

/** What it is found by; a record that says nothing any more is found by nothing. */
function found(
  now: Findable | undefined,
  known: Pick<SourceRecordDocument, 'blocks'> | undefined,
): Pick<SourceRecordDocument, 'blocks' | 'features'> {
  return now ?? (known?.blocks === undefined ? {} : { blocks: [], features: '[]' })
}

function hashOf({ data, deleted }: ArrivingRecord): string {
  return contentHash({ data, deleted: deleted === true })
}

/** The place of an attached record on the timeline. */
function happening({ type, data, at }: SourceRecord): Date | undefined {
  const role = roleOf(type)
  if (role?.role !== 'attached') return undefined
  const own = [data[role.at], role.orAt === undefined ? undefined : data[role.orAt]].find(
    (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  )
  return new Date(typeof own === 'string' ? own : at)
}

/** Whether an arriving record says anything newer than what is known. */
export function isNews(record: ArrivingRecord, known: SourceRecordDocument): boolean {
  if (hashOf(record) === known.contentHash) return false
  if (record.version !== undefined && known.version !== undefined) {
    return compareVersions(record.version, known.version) > 0
  }
  return record.occurredAt === undefined || new Date(record.occurredAt).toISOString() >= known.at
}

const integer = /^-?\d+$/

/** As numbers of any size when both are integers, else as text. */
export function compareVersions(a: string, b: string): number {
  if (!integer.test(a) || !integer.test(b)) return a < b ? -1 : a > b ? 1 : 0
  const difference = BigInt(a) - BigInt(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Core forms that were made last: a record is read several times while it is taken in. */
const made = new Map<string, NormalisedRecord>()
const mostMade = 4_000

/** The core's form of a stored record. */
export function normalised(document: SourceRecordDocument): NormalisedRecord {
  const { _id: id, contentHash: hash, connection, externalId, at, deleted } = document
  const name = `${id} ${hash} ${at}`
  const known = made.get(name)
  if (known !== undefined) return known
  const data = JSON.parse(document.data) as JsonObject
  const type = document.type as EntityType
  const fresh = normalise({ id, connection, externalId, at, deleted, data, type })
  if (made.size >= mostMade) made.clear()
  made.set(name, fresh)
  return fresh
}

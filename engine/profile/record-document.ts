/** Source records between the store and the core: checked, normalised, and compared with what is known. */
import { entitySchemas } from '../../contracts/entities.generated.ts'
import type { FieldError } from '../../contracts/problems.ts'
import type { RecordToStore } from '../runs/built-ins.ts'
import type { SourceRecordDocument } from '../store/source-records.ts'
import { contentHash, derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'
import { schemaCompiler } from '../values/schema.ts'
import { customIn, withCustom } from './custom/custom-data.ts'
import { customPart, noFields, type CustomFields } from './custom/custom-field.ts'
import type { CustomFieldReader } from './custom/custom-fields.ts'
import { readCustom } from './custom/custom-values.ts'
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

/** Kinds of reasons why a record is refused. */
export const refusalCodes = [
  /** Its source could not read it, or make a record of it. */
  'unreadable',
  'idMissing',
  'typeUnknown',
  /** `occurredAt` is no instant. */
  'instantInvalid',
  /** Its data does not fit the contract of its type. */
  'dataInvalid',
  /** It belongs to a customer, and names none. */
  'customerMissing',
] as const

/** One of them. */
export type RefusalCode = (typeof refusalCodes)[number]

/** Why a record is refused. Names fields, never values. */
export interface Refusal {
  readonly code: RefusalCode
  /** In one sentence, and where it stands in the system. */
  readonly reason: string
  readonly errors: readonly FieldError[]
}

/** Why a record cannot be taken in, by the custom fields that are defined; `undefined` when it can. */
export function refusalOf(record: ArrivingRecord, fields: CustomFields): Refusal | undefined {
  const misfit = misfitOf(record, fields)
  if (misfit === undefined) return undefined
  const [code, errors] = misfit
  const words = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
  return { code, errors, reason: record.origin === undefined ? words : `${record.origin}: ${words}` }
}

type Misfit = readonly [RefusalCode, readonly FieldError[]]

function misfitOf(record: ArrivingRecord, fields: CustomFields): Misfit | undefined {
  const { type, problem, externalId, occurredAt } = record
  if (problem !== undefined) return misfit('unreadable', '', problem)
  if (!isRecordType(type)) return misfit('typeUnknown', 'type', `must be one of ${recordTypes.join(', ')}`)
  if (externalId === '') return misfit('idMissing', 'externalId', 'must not be empty')
  if (occurredAt !== undefined && Number.isNaN(Date.parse(occurredAt))) {
    return misfit('instantInvalid', 'occurredAt', 'must be an instant such as 2026-11-24T10:00:00Z')
  }
  return record.deleted === true ? undefined : dataMisfitOf(record, type, fields)
}

function dataMisfitOf(record: ArrivingRecord, type: EntityType, fields: CustomFields): Misfit | undefined {
  const wrong = compiler.compile(entitySchemas[type])(record.data, 'data')
  const errors = wrong.length > 0 ? wrong : customErrors(record, fields)
  if (errors.length > 0) return ['dataInvalid', errors]
  if (roleOf(type)?.role !== 'attached' || partyKeysOf(record).length > 0) return undefined
  const must = 'must name the customer, by connection and external id or by an identifier'
  return misfit('customerMissing', 'data/customer', must)
}

function customErrors({ type, data }: ArrivingRecord, fields: CustomFields): readonly FieldError[] {
  if (data[customPart] === undefined) return []
  const { errors } = readCustom(fields, { type, custom: customIn(data) })
  return errors.map(({ path, message }) => ({ path: `data/${path}`, message }))
}

/** The record with its custom values in the form in which they are kept; only for records without refusal. */
export function inForm<Record extends Pick<ArrivingRecord, 'type' | 'data'>>(
  record: Record,
  fields: CustomFields,
): Record {
  const { type, data } = record
  if (data[customPart] === undefined) return record
  return { ...record, data: withCustom(data, readCustom(fields, { type, custom: customIn(data) }).custom) }
}

/** The fields that are defined now, when any of the records speaks of them. */
export async function fieldsFor(
  records: readonly Pick<ArrivingRecord, 'data'>[],
  reader: CustomFieldReader,
): Promise<CustomFields> {
  return records.some(({ data }) => data[customPart] !== undefined) ? reader.known() : noFields
}

function misfit(code: RefusalCode, path: string, message: string): Misfit {
  return [code, [{ path, message }]]
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
  const hash = hashOf(record)
  keepMade(nameOf({ _id: core.id, contentHash: hash, at }), normal)
  return {
    _id: core.id,
    connection: record.connection,
    type: record.type,
    externalId: record.externalId,
    ...(record.version !== undefined && { version: record.version }),
    contentHash: hash,
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
  return now ?? (known?.blocks === undefined ? {} : { blocks: [], features: '' })
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
  const { _id: id, connection, externalId, at, deleted } = document
  const name = nameOf(document)
  const known = made.get(name)
  if (known !== undefined) return known
  const data = JSON.parse(document.data) as JsonObject
  const type = document.type as EntityType
  const fresh = normalise({ id, connection, externalId, at, deleted, data, type })
  keepMade(name, fresh)
  return fresh
}

/** By what a form is kept: the same text at the same instant has the same form. */
function nameOf({
  _id,
  contentHash: hash,
  at,
}: Pick<SourceRecordDocument, '_id' | 'contentHash' | 'at'>): string {
  return `${_id} ${hash} ${at}`
}

function keepMade(name: string, form: NormalisedRecord): void {
  if (made.size >= mostMade) made.clear()
  made.set(name, form)
}

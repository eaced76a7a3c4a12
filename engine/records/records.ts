/**
 * Records of business by type: what outside systems say, and what the hub owns. A record of the hub is one of the
 * connection `hub`: it goes the way of every other source into profiles, events and rules, so that an organisation may
 * begin with the hub and connect a system later, or the other way round.
 */
import { Problem, type FieldError } from '../../contracts/problems.ts'
import { byAttribute, customIn, withCustom } from '../profile/custom/custom-data.ts'
import { customPart } from '../profile/custom/custom-field.ts'
import type { CustomFieldReader } from '../profile/custom/custom-fields.ts'
import { missingCustom, readCustom } from '../profile/custom/custom-values.ts'
import { fieldsOf } from '../profile/entity-types.ts'
import { aboutTheRecord, masterOf, type SurvivorshipPolicy } from '../profile/policy.ts'
import { attributeAt } from '../profile/personal-names.ts'
import { ownConnection, type EntityType } from '../profile/record.ts'
import type { Profiles } from '../profile/service.ts'
import type { StoredRecord } from '../runs/built-ins.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import { contentHash } from '../values/hash.ts'
import { canonicalJson, type JsonObject } from '../values/json.ts'
import { cursorOfParts, partsOfCursor } from '../store/page-cursor.ts'
import { begun, isOffered, meant, problemsInRecord } from './record-rules.ts'

/** Which record. */
export interface RecordName {
  readonly type: EntityType
  readonly id: string
  /** Default: the hub's own. */
  readonly connection?: string
}

/** A record as it is shown. */
export interface RecordView {
  readonly type: string
  readonly id: string
  readonly connection: string
  /** Of the hub's own: grows with each save. Of others: as the source counts. */
  readonly version?: string
  readonly data: JsonObject
  /** The instant of the statement. */
  readonly at: string
  readonly receivedAt: Date
  /** The profile that it is part of, or, of a payment or an order, that it belongs to. */
  readonly profileId?: string
}

/** A saved record, and what was there before. */
export interface SavedRecord {
  readonly record: RecordView
  readonly before: JsonObject | undefined
}

/** Reads the records of all connections, writes those of the hub. Unknown ones raise `recordNotFound`. */
export interface Records {
  get(name: RecordName): Promise<RecordView>
  /** The record as it stands, without a look at profiles; `undefined` when there is none. */
  find(name: RecordName): Promise<RecordView | undefined>
  list(
    type: EntityType,
    filter: { readonly connection?: string; readonly offeredOn?: string },
    page: PageRequest,
  ): Promise<Page<RecordView>>
  /** Raises `badInput` with every problem, and `preconditionFailed` for another `ifVersion`. */
  put(name: RecordName, data: JsonObject, ifVersion?: number): Promise<SavedRecord>
  remove(name: RecordName, ifVersion?: number): Promise<SavedRecord>
}

/** What the records are made of. */
export interface RecordsPorts {
  readonly store: Pick<SourceRecordStore, 'find' | 'ofType'>
  readonly intake: Pick<Profiles, 'ingest' | 'getRecord' | 'homesOf'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  /** True: people enter whole records, with every custom field that is required. */
  readonly isWhole?: boolean
  /** Which system is the source of truth; without it the hub may say everything itself. */
  readonly policy?: () => Promise<{ readonly policy: SurvivorshipPolicy }>
  /** What else is wrong with a record that is saved here: values that are in no list. */
  readonly problemsIn?: (
    type: EntityType,
    said: { readonly data: JsonObject; readonly before?: JsonObject | undefined },
  ) => Promise<readonly FieldError[]>
}

/** What is said now after what was said before; `undefined`: nothing (any more). */
type Change = (before: JsonObject | undefined) => JsonObject | undefined | Promise<JsonObject | undefined>

/** What people say now, after what they said before. */
interface Said {
  readonly data: JsonObject
  readonly before: JsonObject | undefined
  readonly policy: SurvivorshipPolicy
}

interface Saving {
  readonly version: number
  readonly data: JsonObject | undefined
  readonly before: JsonObject | undefined
}

/** Saves in a row that other writers may win before this one gives up. */
const mostTries = 20

/** Makes the records. */
export function records(ports: RecordsPorts): Records {
  const { store, intake, policy: current, problemsIn } = ports

  const find = ({
    type,
    id,
    connection = ownConnection,
  }: RecordName): Promise<SourceRecordDocument | undefined> =>
    store.find({ connection, type, externalId: id })

  async function present(name: RecordName): Promise<SourceRecordDocument> {
    const found = await find(name)
    if (found !== undefined && !found.deleted) return found
    const where = name.connection === undefined ? '' : ` of ${name.connection}`
    throw new Problem('recordNotFound', `There is no ${name.type} "${name.id}"${where}.`)
  }

  /** Saves on top of the version that was read; begins again when another writer was quicker. */
  async function save(name: RecordName, change: Change, ifVersion: number | undefined): Promise<SavedRecord> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const known = await find(name)
      const before = known === undefined || known.deleted ? undefined : dataOf(known)
      checkVersion(name, before === undefined ? 0 : versionOf(known), ifVersion)
      const data = await change(before)
      const saved = await tell(name, { version: versionOf(known) + 1, data, before })
      if (saved !== undefined) return { record: saved, before }
    }
    throw new Problem('conflict', `Others keep changing the ${name.type} "${name.id}".`)
  }

  /** The data with its custom values in their form, and what is wrong with them or missing. */
  async function customSaid(
    type: EntityType,
    { data, before = {}, policy }: Said,
  ): Promise<{ readonly data: JsonObject; readonly errors: readonly FieldError[] }> {
    // What is no object its contract refuses.
    if (data[customPart] !== undefined && data[customPart] !== customIn(data)) return { data, errors: [] }
    const fields = await ports.fields.known()
    const read = readCustom(fields, { type, custom: customIn(data), before: customIn(before) })
    const missing = ports.isWhole === true ? missingCustom(fields, type, read.custom) : []
    const asked = missing.filter(({ path }) => isOurs(policy, type, attributeAt(path)))
    return { data: withCustom(data, read.custom), errors: [...read.errors, ...asked] }
  }

  /** Gives the record as it was saved; `undefined` when somebody else took the number. */
  async function tell(name: RecordName, { version, data, before }: Saving): Promise<RecordView | undefined> {
    const told = { connection: ownConnection, type: name.type, externalId: name.id, version: String(version) }
    const [result] = await intake.ingest([
      data === undefined ? { ...told, data: before ?? {}, deleted: true } : { ...told, data },
    ])
    if (result?.outcome === 'refused') throw misfit(name, result.reason)
    const now = await find(name)
    const isWritten = result?.outcome !== 'unchanged'
    if (now === undefined || (!isWritten && !says(now, data, before))) return undefined
    return { ...shown(now, { isWritten, version: told.version, data }), ...homeOf(result) }
  }

  return {
    get: async (name) => {
      const found = await present(name)
      const { connection, type, externalId } = found
      const owner = await intake.getRecord({ connection, type, externalId })
      return viewOf(found, owner?.profileId)
    },
    find: async (name) => {
      const found = await find(name)
      return found === undefined || found.deleted ? undefined : viewOf(found)
    },
    list: async (type, { offeredOn, ...filter }, { limit, after }) => {
      const [externalId = '', id = ''] = after === undefined ? [] : partsOfCursor(after, 2)
      const found = await store.ofType(
        { type, ...filter },
        { limit: limit + 1, ...(after !== undefined && { after: { externalId, id } }) },
      )
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const wanted = items.filter((record) => offeredOn === undefined || isOffered(dataOf(record), offeredOn))
      const homes = await intake.homesOf(wanted.map(({ _id }) => _id))
      return {
        items: wanted.map((record) => viewOf(record, homes.get(record._id))),
        next: found.length > limit && last ? cursorOfParts([last.externalId, last._id]) : null,
      }
    },
    put: async (name, said, ifVersion) => {
      const data = meant(said)
      const { policy = {} } = (await current?.()) ?? {}
      return save(
        name,
        async (before) => {
          mayBeSaid(policy, name.type, { data, before })
          const whole =
            before === undefined ? begun(name.type, data) : { ...statesOf(name.type, before), ...data }
          const listed = (await problemsIn?.(name.type, { data: whole, before })) ?? []
          const custom = await customSaid(name.type, { data: whole, before, policy })
          const errors = [...problemsInRecord(name.type, whole, before), ...listed, ...custom.errors]
          if (errors.length > 0)
            throw new Problem('badInput', `The ${name.type} cannot be saved.`, { errors })
          return custom.data
        },
        ifVersion,
      )
    },
    remove: async (name, ifVersion) => {
      await present(name)
      return save(name, () => undefined, ifVersion)
    },
  }
}

/** What another system masters is not changed here. */
function mayBeSaid(
  policy: SurvivorshipPolicy,
  type: EntityType,
  { data, before = {} }: { readonly data: JsonObject; readonly before: JsonObject | undefined },
): void {
  const known = byAttribute(before)
  const errors = Object.entries(byAttribute(data)).flatMap(([path, value]) => {
    const connection = masterOf(policy, type, path)?.connection ?? ownConnection
    const isFree = connection === ownConnection || aboutTheRecord.has(path) || path === 'sameAs'
    if (isFree || canonicalJson(known[path] ?? null) === canonicalJson(value)) return []
    return [{ path, message: `is read-only here: ${connection} is its source of truth` }]
  })
  if (errors.length > 0)
    throw new Problem('masteredElsewhere', `The ${type} is mastered by another system.`, { errors })
}

/** Whether nobody else has the last word about an attribute. */
function isOurs(policy: SurvivorshipPolicy, type: EntityType, attribute: string): boolean {
  return (masterOf(policy, type, attribute)?.connection ?? ownConnection) === ownConnection
}

/** A save that is silent about a state leaves it as it is. */
function statesOf(type: EntityType, before: JsonObject): JsonObject {
  const kept = Object.entries(fieldsOf(type)).flatMap(([name, { lifeCycle }]) => {
    const was = before[name]
    return lifeCycle === undefined || was === undefined ? [] : [[name, was] as const]
  })
  return Object.fromEntries(kept)
}

interface Told {
  readonly isWritten: boolean
  readonly version: string
  readonly data: JsonObject | undefined
}

/** What was written, even if the next writer has been there since. */
function shown(now: SourceRecordDocument, { isWritten, version, data }: Told): RecordView {
  const isOvertaken = isWritten && now.version !== version
  return isOvertaken && data !== undefined ? { ...viewOf(now), version, data } : viewOf(now)
}

function homeOf(result: StoredRecord | undefined): Pick<RecordView, 'profileId'> {
  return result?.profileId === undefined ? {} : { profileId: result.profileId }
}

/** Whether that is what the record says now; `undefined`: nothing any more. */
function says(
  { contentHash: present }: SourceRecordDocument,
  data: JsonObject | undefined,
  before: JsonObject | undefined,
): boolean {
  return present === contentHash({ data: data ?? before ?? {}, deleted: data === undefined })
}

function versionOf(document: SourceRecordDocument | undefined): number {
  const { version = '0' } = document ?? {}
  return /^\d{1,15}$/.test(version) ? Number(version) : 0
}

function checkVersion(name: RecordName, present: number, wanted: number | undefined): void {
  if (wanted === undefined || wanted === present) return
  const words = present === 0 ? 'does not exist' : `is in version ${String(present)}`
  throw new Problem('preconditionFailed', `The ${name.type} "${name.id}" ${words}.`)
}

/** `data/price: must be …; data/x: is not a known field` as field errors. */
function misfit({ type }: RecordName, reason = 'data: was refused'): Problem {
  const errors = reason.split('; ').map((part) => {
    const colon = part.indexOf(': ')
    return { path: part.slice(0, colon).replace(/^data\/?/, ''), message: part.slice(colon + 2) }
  })
  return new Problem('badInput', `The ${type} cannot be saved.`, { errors })
}

function dataOf({ data }: SourceRecordDocument): JsonObject {
  return JSON.parse(data) as JsonObject
}

function viewOf(document: SourceRecordDocument, profileId?: string): RecordView {
  const { type, externalId: id, connection, version, at, receivedAt } = document
  return {
    ...{ type, id, connection, at, receivedAt },
    ...(version !== undefined && { version }),
    ...(profileId !== undefined && { profileId }),
    data: dataOf(document),
  }
}

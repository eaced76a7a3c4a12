/**
 * Edits of a profile's attributes by people. What the hub owns, or nobody masters, becomes part of the hub's own record
 * of the profile; what another system masters is sent there, or refused when the policy knows no way.
 */
import { Problem, type FieldError } from '../../contracts/problems.ts'
import { givenValue, isEditable, keyIn, saidIn } from '../profile/attribute-values.ts'
import { withValues } from '../profile/custom/custom-data.ts'
import { customName, type CustomFields } from '../profile/custom/custom-field.ts'
import type { CustomFieldReader } from '../profile/custom/custom-fields.ts'
import { fieldsOf, requiredOf } from '../profile/entity-types.ts'
import { normalise } from '../profile/normalise.ts'
import { masterOf, type Master, type SurvivorshipPolicy } from '../profile/policy.ts'
import { ownConnection, type EntityType } from '../profile/record.ts'
import type { Profiles, ProfileSourceView, ProfileView } from '../profile/service.ts'
import type { RecordName, Records } from '../records/records.ts'
import { canonicalJson, type Json, type JsonObject } from '../values/json.ts'
import type { WantedChange, WriteBacks } from './write-backs.ts'

/** What became of the edit of one attribute. */
export interface EditedAttribute {
  readonly attribute: string
  /** `kept`: in the hub's own record; `pending`: on its way to the connection; `unchanged`: it says so already. */
  readonly outcome: 'kept' | 'pending' | 'unchanged'
  readonly connection: string
  readonly before: Json
  readonly value: Json
  /** Whether the profile shows it now; another source may be trusted more. */
  readonly isShown: boolean
  readonly writeBack?: string
  readonly run?: string
}

/** What an edit came to. */
export interface ProfileEdited {
  readonly id: string
  readonly type: EntityType
  readonly version: number
  readonly edits: readonly EditedAttribute[]
}

/** Who edits, and on top of which version. */
export interface Editing {
  readonly by: string
  readonly reason?: string
  readonly ifVersion?: number
}

/** Edits profiles. */
export interface ProfileEdits {
  /**
   * All attributes or none. `null` takes a value away. Raises `badInput` with every wrong attribute, and
   * `masteredElsewhere` with every one that is only changed in another system.
   */
  edit(id: string, attributes: JsonObject, how: Editing): Promise<ProfileEdited>
}

/** What they are made of. */
export interface ProfileEditPorts {
  readonly profiles: Pick<Profiles, 'get' | 'sources'>
  readonly policy: () => Promise<{ readonly policy: SurvivorshipPolicy }>
  readonly records: Pick<Records, 'find' | 'put'>
  readonly writeBacks: Pick<WriteBacks, 'send'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  readonly newId: () => string
}

/** Records of one profile that are looked at. */
const mostSources = 500
/** Saves in a row that other writers of the hub's own record may win. */
const mostTries = 20

/** Makes them. */
export function profileEdits(ports: ProfileEditPorts): ProfileEdits {
  const { profiles, records, writeBacks, newId } = ports

  async function living(id: string): Promise<ProfileView> {
    const found = await profiles.get(id)
    return found.state === 'merged' ? living(found.mergedInto) : found
  }

  async function edit(id: string, attributes: JsonObject, how: Editing): Promise<ProfileEdited> {
    const profile = await living(id)
    if (how.ifVersion !== undefined && how.ifVersion !== profile.version)
      throw new Problem('preconditionFailed', `The profile is in version ${String(profile.version)}.`)
    const values = valuesFor(profile.type, attributes, await ports.fields.known())
    const { items } = await profiles.sources(profile.id, { limit: mostSources })
    const sources = items.filter(({ deleted }) => !deleted)
    const { policy } = await ports.policy()
    const plans = values.map((one) => planFor(one, { profile, sources, policy }))
    const problems = plans.flatMap((plan) => ('problem' in plan ? [plan.problem] : []))
    if (problems.length > 0)
      throw new Problem('masteredElsewhere', 'Another system has the last word here.', { errors: problems })
    const own = plans.flatMap((plan) => ('own' in plan ? [plan.own] : []))
    const wanted = plans.flatMap((plan) => ('wanted' in plan ? [plan.wanted] : []))
    if (own.length > 0) await keep(profile, sources, own)
    const sent = await writeBacks.send(wanted, how)
    const ways = new Map(sent.map((one) => [one.attribute, { writeBack: one.id, run: one.run }]))
    return shown(await living(profile.id), plans, ways)
  }

  /** Puts the values into the hub's own record of the profile, which is made when there is none. */
  async function keep(
    profile: ProfileView,
    sources: readonly ProfileSourceView[],
    values: readonly Given[],
  ): Promise<void> {
    const id = ownRecordOf(sources)?.externalId ?? newId()
    const name = { type: profile.type, id }
    for (let tries = 0; tries < mostTries; tries += 1) {
      const known = await records.find(name)
      const data = edited(known?.data ?? beginning(profile, sources), values)
      if (await isSaved(name, data, Number(known?.version ?? 0))) return
    }
    throw new Problem('conflict', `Others keep changing the hub's own record of ${profile.id}.`)
  }

  /** False when somebody else saved the record meanwhile: their words stay, ours go on top. */
  async function isSaved(name: RecordName, data: JsonObject, version: number): Promise<boolean> {
    try {
      await records.put(name, data, version)
      return true
    } catch (error) {
      if (error instanceof Problem && error.code === 'preconditionFailed') return false
      throw error
    }
  }

  return { edit }
}

interface Given {
  readonly attribute: string
  readonly value: Json
}

type Plan =
  | { readonly problem: FieldError }
  | { readonly own: Given; readonly done: Done }
  | { readonly wanted: WantedChange; readonly done: Done }
  | { readonly done: Done }

type Done = Omit<EditedAttribute, 'isShown' | 'writeBack' | 'run'>

/** The values in the form in which they are shown. Raises `badInput` with everything that is wrong. */
function valuesFor(type: EntityType, attributes: JsonObject, fields: CustomFields): readonly Given[] {
  const errors: FieldError[] = []
  const values = Object.entries(attributes).map(([attribute, value]) => {
    const path = `attributes/${attribute}`
    if (!isEditable(type, attribute, fields)) {
      errors.push({ path, message: `is not an attribute of ${type} that can be edited` })
      return { attribute, value }
    }
    const isNeeded = value === null && isRequired(type, attribute, fields)
    if (isNeeded) errors.push({ path, message: `cannot be taken away: a ${type} must have it` })
    if (value === null) return { attribute, value }
    const given = givenValue(type, { attribute, value }, fields)
    if ('problem' in given) errors.push({ path, message: given.problem })
    return { attribute, value: 'problem' in given ? value : given.value }
  })
  if (errors.length > 0) throw new Problem('badInput', 'The edit is not valid.', { errors })
  return values
}

function isRequired(type: EntityType, attribute: string, fields: CustomFields): boolean {
  const custom = fields.get(customName(attribute) ?? '')
  if (custom === undefined) return requiredOf(type).includes(attribute)
  return custom.isRequired === true && custom.isRetired !== true
}

interface Circumstances {
  readonly profile: ProfileView
  readonly sources: readonly ProfileSourceView[]
  readonly policy: SurvivorshipPolicy
}

function planFor(given: Given, { profile, sources, policy }: Circumstances): Plan {
  const { attribute, value } = given
  const master = masterOf(policy, profile.type, attribute)
  if (master !== undefined && master.connection !== ownConnection)
    return planToSend(given, master, { profile, sources })
  const before = saidIn(ownRecordOf(sources)?.data ?? {}, attribute)
  const done = { attribute, connection: ownConnection, before, value }
  return isSame(before, value)
    ? { done: { ...done, outcome: 'unchanged' } }
    : { own: given, done: { ...done, outcome: 'kept' } }
}

function planToSend(
  { attribute, value }: Given,
  { connection, writeBack }: Master,
  { profile, sources }: Pick<Circumstances, 'profile' | 'sources'>,
): Plan {
  const path = `attributes/${attribute}`
  if (writeBack === undefined)
    return { problem: { path, message: `is read-only here: ${connection} is its source of truth` } }
  const record = recordOfMaster(profile, sources, { attribute, connection })
  if (record === undefined)
    return { problem: { path, message: `cannot be sent: ${connection} has no record of this profile` } }
  const before = saidIn(record.data, attribute)
  const isNews = !saysSo(record, attribute, value)
  const target = {
    record: record.id,
    connection,
    type: record.type,
    externalId: record.externalId,
    attribute,
  }
  const done = { attribute, connection, before, value, outcome: 'pending' } as const
  return { wanted: { target, ...writeBack, value, before, isNews }, done }
}

/** Whether a record says a value, however it writes it. */
function saysSo({ data, ...source }: ProfileSourceView, attribute: string, value: Json): boolean {
  const keyOf = (said: JsonObject): string =>
    keyIn(normalise({ ...source, type: source.type as EntityType, data: said }), attribute)
  return keyOf(data) === keyOf(withValues({}, new Map([[attribute, value]])))
}

/** The record whose value is shown, else the newest of the connection. */
function recordOfMaster(
  { provenance }: ProfileView,
  sources: readonly ProfileSourceView[],
  { attribute, connection }: { readonly attribute: string; readonly connection: string },
): ProfileSourceView | undefined {
  const own = newestFirst(sources.filter((one) => one.connection === connection))
  const from = provenance[attribute]?.from
  return (
    own.find(({ externalId }) => from?.connection === connection && from.externalId === externalId) ?? own[0]
  )
}

function ownRecordOf(sources: readonly ProfileSourceView[]): ProfileSourceView | undefined {
  return newestFirst(sources.filter(({ connection }) => connection === ownConnection))[0]
}

function newestFirst(sources: readonly ProfileSourceView[]): readonly ProfileSourceView[] {
  return [...sources].sort(
    (a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.id < b.id ? -1 : 1),
  )
}

/** A new record of the hub: tied to one that the profile has, with what its type requires. */
function beginning(profile: ProfileView, sources: readonly ProfileSourceView[]): JsonObject {
  const required = requiredOf(profile.type).flatMap((name) => {
    const value = profile.attributes[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const tied = sources.slice(0, 1).map(({ connection, externalId }) => ({ connection, externalId }))
  return { ...Object.fromEntries(required), ...('sameAs' in fieldsOf(profile.type) && { sameAs: tied }) }
}

function edited(data: JsonObject, values: readonly Given[]): JsonObject {
  return withValues(data, new Map(values.map(({ attribute, value }) => [attribute, value])))
}

function shown(
  { id, type, version, attributes }: ProfileView,
  plans: readonly Plan[],
  ways: ReadonlyMap<string, { readonly writeBack: string; readonly run: string }>,
): ProfileEdited {
  const edits = plans.flatMap((plan) => {
    if (!('done' in plan)) return []
    const { done } = plan
    const isShown = isSame(attributes[done.attribute] ?? null, done.value)
    const way = ways.get(done.attribute)
    const outcome = done.outcome === 'pending' && way === undefined ? 'unchanged' : done.outcome
    return [{ ...done, outcome, isShown, ...way }]
  })
  return { id, type, version, edits }
}

function isSame(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/**
 * What people say about a profile over the API: ties to others, consents, tags and segments by hand. Each is a record of
 * the connection `hub` that names the profile by one of the records it is made of, so it goes where that record goes,
 * through merges and splits.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Profiles } from '../profile/service.ts'
import { relationType } from './relationships.ts'
import { ownConnection } from '../profile/record.ts'
import type { RecordPort } from '../runs/built-ins.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import { derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'

/** A new tie, seen from the profile that it is said of. */
export interface NewRelationship {
  readonly kind: string
  /** Id of the other end. */
  readonly to: string
  readonly role?: string
  readonly sharePercent?: number
  readonly validFromOn?: string
  readonly validUntilOn?: string
  readonly note?: string
}

/** A new consent, or its withdrawal. */
export interface NewConsent {
  readonly purpose: string
  readonly channel?: string
  readonly state: 'given' | 'withdrawn'
  readonly statedAt?: string
  readonly validUntilOn?: string
  readonly source?: string
  readonly proof?: string
}

/** Whose label, and which. */
export interface LabelName {
  readonly kind: 'tag' | 'segment'
  readonly name: string
}

/** Writes what people say. Ids are of living profiles. */
export interface Statements {
  /** Gives the id of the record. Raises `badInput`. */
  relate(id: string, tie: NewRelationship): Promise<string>
  /** Takes a tie back that was made here. Raises `relationshipNotFound`. */
  unrelate(id: string, record: string): Promise<void>
  /** Gives the id of the record. */
  consent(id: string, consent: NewConsent, by: string): Promise<string>
  label(id: string, label: LabelName, by: { readonly by: string; readonly reason?: string }): Promise<void>
  /** Does nothing when there is no such label. */
  unlabel(id: string, label: LabelName): Promise<void>
}

/** What they are made of. */
export interface StatementPorts {
  readonly profiles: Pick<Profiles, 'sources'>
  readonly intake: Pick<RecordPort, 'ingest'>
  readonly records: Pick<SourceRecordStore, 'attachedTo' | 'byId'>
  /** The keys of the records of a profile. */
  readonly keysOf: (id: string) => Promise<readonly string[]>
  readonly newId: () => string
  readonly clock: Clock
}

/** Labels of one profile that are looked through to take one back. */
const most = 5_000

/** Makes them. */
export function statements({ profiles, intake, records, keysOf, newId, clock }: StatementPorts): Statements {
  /** What a record may name the profile by for ever. */
  async function referenceTo(
    id: string,
  ): Promise<{ readonly connection: string; readonly externalId: string }> {
    const { items } = await profiles.sources(id, { limit: 1 })
    const [first] = items
    if (first === undefined) throw new Problem('profileNotFound', `There is no profile "${id}".`)
    return { connection: first.connection, externalId: first.externalId }
  }

  async function say(type: string, externalId: string, data: JsonObject): Promise<void> {
    const [result] = await intake.ingest([{ connection: ownConnection, type, externalId, data }])
    if (result?.outcome !== 'refused') return
    const errors = (result.reason ?? '').split('; ').map((part) => {
      const colon = part.indexOf(': ')
      return { path: part.slice(0, colon).replace(/^data\/?/, ''), message: part.slice(colon + 2) }
    })
    throw new Problem('badInput', `The ${type} cannot be kept.`, { errors })
  }

  async function takeBack({ type, externalId, data }: SourceRecordDocument): Promise<void> {
    const said = { connection: ownConnection, type, externalId, data: JSON.parse(data) as JsonObject }
    await intake.ingest([{ ...said, deleted: true }])
  }

  async function ownLabels(id: string, { kind, name }: LabelName): Promise<readonly SourceRecordDocument[]> {
    const found = await records.attachedTo(await keysOf(id), most, 'label')
    return found.filter(({ connection, data }) => {
      if (connection !== ownConnection) return false
      const said = JSON.parse(data) as JsonObject
      return said['kind'] === kind && said['name'] === name
    })
  }

  return {
    relate: async (id, { to, ...tie }) => {
      if (to === id) {
        const errors = [{ path: 'to', message: 'must be another profile' }]
        throw new Problem('badInput', 'A profile is not tied to itself.', { errors })
      }
      const externalId = newId()
      const [from, other] = await Promise.all([referenceTo(id), referenceTo(to)])
      const statedAt = clock.now().toISOString()
      await say(relationType, externalId, { ...tie, from, to: other, statedAt })
      return derivedId('record', ownConnection, relationType, externalId)
    },
    unrelate: async (id, record) => {
      const found = await records.byId(record)
      const keys = await keysOf(id)
      const isHere = found?.partyKeys.some((key) => keys.includes(key)) === true
      if (found?.type !== relationType || found.deleted || !isHere) {
        throw new Problem('relationshipNotFound', `The profile "${id}" has no relationship "${record}".`)
      }
      if (found.connection !== ownConnection) {
        const words = `The relationship comes from ${found.connection}; it is taken back there.`
        throw new Problem('conflict', words)
      }
      await takeBack(found)
    },
    consent: async (id, consent, by) => {
      const externalId = newId()
      const statedAt = consent.statedAt ?? clock.now().toISOString()
      const said = { channel: 'any', ...consent, statedAt, takenBy: by, customer: await referenceTo(id) }
      await say('consent', externalId, said)
      return derivedId('record', ownConnection, 'consent', externalId)
    },
    label: async (id, { kind, name }, { by, reason }) => {
      if ((await ownLabels(id, { kind, name })).length > 0) return
      const customer = await referenceTo(id)
      const externalId = derivedId('label', kind, name, customer.connection, customer.externalId)
      const statedAt = clock.now().toISOString()
      await say('label', externalId, {
        ...{ kind, name, customer, statedAt, by },
        ...(reason !== undefined && { reason }),
      })
    },
    unlabel: async (id, label) => {
      for (const record of await ownLabels(id, label)) await takeBack(record)
    },
  }
}

/**
 * What the hub itself offers to flows, as operations of the connection `hub`: storing and reading source
 * records, and publishing messages. All of them may be repeated: the store recognises what it has.
 */
import { fail } from '../values/failure.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { RuleSets } from '../rules/service.ts'
import type { BuiltIn } from './jobs.ts'
import type { Messages } from './service.ts'

/** One source record as a flow writes it. `connection` and `type` name where it comes from and what it is. */
export interface RecordToStore {
  readonly connection: string
  readonly type: string
  readonly externalId: string
  readonly version?: string
  readonly occurredAt?: string
  readonly data: JsonObject
  /** The system says that it has this record no more. */
  readonly deleted?: boolean
  /** Why its source could not make a record of it: it is turned away, and kept for people. */
  readonly problem?: string
  /** Where a person finds it in the system: `customers.csv, row 17`. */
  readonly origin?: string
  /** The source of the connection that brought it. */
  readonly source?: string
  /** It has no id of its own: `externalId` names a place. */
  readonly isUnnamed?: true
  /** The row that its fields were made from, and its data before: kept when it is refused, to be mapped again. */
  readonly made?: { readonly row: JsonObject; readonly data: JsonObject }
}

/** What became of one record. */
export interface StoredRecord {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  readonly reason?: string
  /** Of a refused one: the kind of its reason. */
  readonly code?: string
  readonly profileId?: string
}

/** The profile's side of the built-ins. */
export interface RecordPort {
  ingest(records: readonly RecordToStore[]): Promise<readonly StoredRecord[]>
  getRecord(wanted: {
    readonly connection?: string
    readonly type: string
    readonly externalId: string
  }): Promise<{ readonly data: JsonObject; readonly profileId?: string } | undefined>
}

/** Makes the built-in operations. */
export function builtIns(
  records: RecordPort,
  messages: () => Messages,
  rules: Pick<RuleSets, 'evaluate'>,
): Readonly<Record<string, BuiltIn>> {
  return {
    /** `{ event, fact }` or `{ ruleSet, fact }` → the output of the rules that fired. Changes nothing. */
    evaluateRules: {
      effect: 'read',
      perform: async (input) => {
        const { event, fact } = input
        const asked = typeof event === 'string' ? { event } : { key: textOf(input, 'ruleSet') }
        return (await rules.evaluate(asked, isObject(fact) ? fact : {})).output
      },
    },
    /** `{ connection, type, externalId, version?, occurredAt?, data }` → `{ outcome, profileId? }`. */
    upsertSourceRecord: {
      effect: 'idempotent',
      perform: async (input) => {
        const [result] = await records.ingest([recordFrom(input)])
        if (result === undefined || result.outcome === 'refused') throw refusal(result?.reason)
        return { ...result }
      },
    },
    /** `{ records: [...] }` → `{ created, updated, unchanged, refused: [{ externalId, reason }] }`. */
    upsertSourceRecords: {
      effect: 'idempotent',
      perform: async (input) => {
        const list = listOf(input['records']).map(recordFrom)
        const results = await records.ingest(list)
        const count = (outcome: StoredRecord['outcome']): number =>
          results.filter((result) => result.outcome === outcome).length
        return {
          created: count('created'),
          updated: count('updated'),
          unchanged: count('unchanged'),
          refused: results.flatMap(({ outcome, reason }, index) =>
            outcome === 'refused'
              ? [{ externalId: list[index]?.externalId ?? '', reason: reason ?? 'refused' }]
              : [],
          ),
        }
      },
    },
    /** `{ type, externalId, connection? }` → `{ found, data, profileId }`; `data` is null when not found. */
    findRecord: {
      effect: 'read',
      perform: async (input) => {
        const { connection } = input
        const found = await records.getRecord({
          type: textOf(input, 'type'),
          externalId: textOf(input, 'externalId'),
          ...(typeof connection === 'string' && { connection }),
        })
        return { found: found !== undefined, data: found?.data ?? null, profileId: found?.profileId ?? null }
      },
    },
    /** `{ name, correlationKey?, variables?, ttlSeconds? }` → `{ messageId }`; repeated, it is one message. */
    publishMessage: {
      effect: 'idempotent',
      perform: async (input, { key }) => {
        const { correlationKey, variables, ttlSeconds } = input
        const { messageId } = await messages().publish({
          id: `hub:${key}`,
          name: textOf(input, 'name'),
          ...(typeof correlationKey === 'string' && { correlationKey }),
          ...(isObject(variables) && { variables }),
          ...(typeof ttlSeconds === 'number' && { ttlSeconds }),
        })
        return { messageId }
      },
    },
  }
}

function recordFrom(input: Json): RecordToStore {
  if (!isObject(input)) throw fail('refused', 'A source record must be an object.', { code: 'invalidRecord' })
  const { version, occurredAt, data } = input
  return {
    connection: textOf(input, 'connection'),
    type: textOf(input, 'type'),
    externalId: textOf(input, 'externalId'),
    ...(version !== undefined && version !== null && { version: textFrom(version) }),
    ...(typeof occurredAt === 'string' && { occurredAt }),
    // FEEL has null where a source has nothing to say; a record leaves such fields out.
    data: isObject(data) ? withoutNulls(data) : {},
  }
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) =>
      value === null ? [] : [[name, isObject(value) ? withoutNulls(value) : value]],
    ),
  )
}

function textOf(input: JsonObject, name: string): string {
  const value = input[name]
  if (typeof value === 'string' && value !== '') return value
  throw fail('refused', `The input "${name}" must be a text; map it in the task's inputs.`, {
    code: 'invalidInput',
  })
}

function textFrom(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function listOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[]
  throw fail('refused', 'The input "records" must be a list.', { code: 'invalidInput' })
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refusal(reason: string | undefined): Error {
  return fail('refused', `The record was refused: ${reason ?? 'no reason given'}`, { code: 'recordRefused' })
}

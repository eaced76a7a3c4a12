/** What comes in: source records, each with a result of its own, and messages. */
import type { FieldError } from '../../contracts/problems.ts'
import type { RecordToStore, StoredRecord } from '../../engine/runs/built-ins.ts'
import type { Messages, Signals } from '../../engine/runs/service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Check } from '../../engine/values/schema.ts'
import { ok, type Handlers } from './handler.ts'

/** What intake is made of. */
export interface IntakePorts {
  readonly records: { ingest(records: readonly RecordToStore[]): Promise<readonly StoredRecord[]> }
  readonly messages: Messages
  readonly signals: Signals
  /** The contract of one source record. */
  readonly checkRecord: Check
}

/** Serves intake. */
export function intakeHandlers(
  ports: IntakePorts,
): Handlers<'ingestSourceRecords' | 'publishMessage' | 'broadcastSignal'> {
  const { records, messages, signals, checkRecord } = ports
  return {
    ingestSourceRecords: async ({ body: { records: sent } }) => {
      const refusals = sent.map((record) => refusalOf(checkRecord(record)))
      const good = sent.filter((_record, place) => refusals[place] === undefined)
      const stored = [...(await records.ingest(good as unknown as readonly RecordToStore[]))]
      const results = refusals.map((reason) =>
        reason === undefined ? shown(stored.shift()) : refused(reason),
      )
      return ok({ results })
    },
    publishMessage: async ({ body, correlationId }) => {
      const { name, correlationKey, id, variables, ttlSeconds } = body
      const published = await messages.publish({
        name,
        correlationId,
        ...(correlationKey !== undefined && { correlationKey }),
        ...(id !== undefined && { id }),
        ...(variables !== undefined && { variables: variables as JsonObject }),
        ...(ttlSeconds !== undefined && { ttlSeconds }),
      })
      return { status: 202, body: published }
    },
    broadcastSignal: async ({ body: { name, id, variables } }) =>
      ok(
        await signals.broadcast({
          name,
          ...(id !== undefined && { id }),
          ...(variables !== undefined && { variables: variables }),
        }),
      ),
  }
}

function refusalOf(errors: readonly FieldError[]): string | undefined {
  return errors.length === 0 ? undefined : errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
}

function refused(reason: string): object {
  return { result: 'refused', code: 'malformed', reason }
}

function shown(stored: StoredRecord | undefined): object {
  if (stored === undefined) throw new Error('a record has no result')
  const { outcome, ...rest } = stored
  return { result: outcome, ...rest }
}

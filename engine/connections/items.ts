/** Where the items of sources go: records into profiles, messages into the inbox. Durable when it resolves. */
import type { SourceItem, SourceRecordBody } from '../../adapters/adapter.ts'
import type { RecordToStore, StoredRecord } from '../runs/built-ins.ts'
import type { IncomingMessage, Messages } from '../runs/service.ts'
import { derivedId } from '../values/hash.ts'

/** Which source an item came from. */
export interface Origin {
  readonly connection: string
  readonly source: string
  readonly correlationId?: string
}

/** A record that was turned away. */
export interface RefusedItem {
  readonly externalId: string
  readonly reason: string
}

/** Stores items; gives those that were turned away. What was stored before is recognised. */
export type ItemSink = (origin: Origin, items: readonly SourceItem[]) => Promise<readonly RefusedItem[]>

/** What a sink is made of. */
export interface ItemPorts {
  readonly records: { ingest(records: readonly RecordToStore[]): Promise<readonly StoredRecord[]> }
  readonly messages: Pick<Messages, 'accept'>
}

/** Makes the sink. */
export function itemSink({ records, messages }: ItemPorts): ItemSink {
  return async (origin, items) => {
    const told = items.flatMap(({ body }) => (body.kind === 'sourceRecord' ? [body] : []))
    const arrived = items.flatMap((item) => messageOf(origin, item))
    if (arrived.length > 0) await messages.accept(arrived)
    if (told.length === 0) return []
    const results = await records.ingest(told.map((body) => recordOf(origin, body)))
    return results.flatMap(({ outcome, reason = '' }, place) =>
      outcome === 'refused' ? [{ externalId: told[place]?.externalId ?? '', reason }] : [],
    )
  }
}

function recordOf({ connection, source }: Origin, body: SourceRecordBody): RecordToStore {
  const { kind: _kind, row: _row, ...record } = body
  return { connection, source, ...record }
}

function messageOf(origin: Origin, { dedupKey, body }: SourceItem): readonly IncomingMessage[] {
  if (body.kind !== 'message') return []
  const { kind: _kind, ...message } = body
  const { connection, source, correlationId } = origin
  const id = derivedId('source', connection, source, dedupKey)
  return [{ ...message, id, ...(correlationId !== undefined && { correlationId }) }]
}

/**
 * Callbacks of outside systems, and payers who come back: public, so nothing they say is believed. The source reads
 * the request (and its signature, where there is one); what it makes of it is stored durably before the answer.
 */
import type { ItemSink } from '../../engine/connections/items.ts'
import type { Connections } from '../../engine/connections/service.ts'
import type { NonceStore } from '../../engine/store/nonces.ts'
import type { ApiRequest, Handlers, Reply } from '../rest/handler.ts'

/** What it is made of. */
export interface CallbackPorts {
  readonly connections: Connections
  readonly sink: ItemSink
  readonly nonces: NonceStore
}

/** Serves callbacks. */
export function callbackHandlers({
  connections,
  sink,
  nonces,
}: CallbackPorts): Handlers<'receiveReturn' | 'receiveCallback'> {
  async function receive({
    params: { connection, source },
    wire,
    correlationId,
  }: ApiRequest<'receiveReturn' | 'receiveCallback'>): Promise<Reply> {
    const { items, reply, repeats } = await connections.readCallback(connection, source, wire)
    const mark = repeats === undefined ? undefined : `${connection}/${source}/${repeats.mark}`
    if (mark === undefined || !(await nonces.has(mark))) {
      await sink({ connection, source, correlationId }, items)
      // Only what is stored is a repeat when it comes again: after a failure it must be taken in.
      if (mark !== undefined && repeats !== undefined) await nonces.take(mark, repeats.until)
    }
    const { status, headers = {}, body = '' } = reply
    const type = headers['content-type'] ?? 'text/plain; charset=utf-8'
    return { status, headers, text: { type, content: body } }
  }
  return { receiveReturn: receive, receiveCallback: receive }
}

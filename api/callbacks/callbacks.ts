/**
 * Callbacks of outside systems, and payers who come back: public, so nothing they say is believed. The source reads
 * the request (and its signature, where there is one); what it makes of it is stored durably before the answer.
 */
import type { ItemSink } from '../../engine/connections/items.ts'
import type { Connections } from '../../engine/connections/service.ts'
import type { ApiRequest, Handlers, Reply } from '../rest/handler.ts'

/** Serves callbacks. */
export function callbackHandlers(
  connections: Connections,
  sink: ItemSink,
): Handlers<'receiveReturn' | 'receiveCallback'> {
  async function receive({
    params: { connection, source },
    wire,
    correlationId,
  }: ApiRequest<'receiveReturn' | 'receiveCallback'>): Promise<Reply> {
    const { items, reply } = await connections.readCallback(connection, source, wire)
    await sink({ connection, source, correlationId }, items)
    const { status, headers = {}, body = '' } = reply
    const type = headers['content-type'] ?? 'text/plain; charset=utf-8'
    return { status, headers, text: { type, content: body } }
  }
  return { receiveReturn: receive, receiveCallback: receive }
}

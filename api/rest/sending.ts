/** Writes a reply to the wire: JSON, text, bytes, or either piece by piece while it is made. */
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Reply } from './handler.ts'

/** Ids that every reply carries. */
export interface ReplyIds {
  readonly traceId: string
  readonly correlationId: string
}

/** Sends; what fails half-way cuts the connection, so that nobody takes a part for the whole. */
export async function send(response: ServerResponse, reply: Reply, ids: ReplyIds): Promise<void> {
  if (response.headersSent || response.destroyed) return
  const headers = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-correlation-id': ids.correlationId,
    ...reply.headers,
  }
  if (reply.stream !== undefined) {
    response.writeHead(reply.status, { ...headers, 'content-type': reply.stream.type })
    await pipeline(Readable.from(reply.stream.pieces), response)
    return
  }
  const { type, content } = contentOf(reply)
  response.writeHead(reply.status, {
    ...(content.length > 0 && { 'content-type': type }),
    ...headers,
    'content-length': content.length,
  })
  response.end(content)
}

function contentOf({ body, text, bytes }: Reply): { readonly type: string; readonly content: Uint8Array } {
  if (bytes !== undefined) return bytes
  if (text !== undefined) return { type: text.type, content: Buffer.from(text.content) }
  const content = body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body))
  return { type: 'application/json; charset=utf-8', content }
}

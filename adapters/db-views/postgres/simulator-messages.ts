/** Messages of PostgreSQL's wire protocol 3, as far as a server's door needs them. */
import type { Duplex } from 'node:stream'

/** A message: its type (empty for the first of a connection), and all of its bytes. */
export interface WireMessage {
  readonly type: string
  readonly bytes: Buffer
  readonly body: Buffer
}

/** The first message of a connection; `undefined` when the connection ended before. */
export async function readFirst(stream: Duplex): Promise<WireMessage | undefined> {
  const head = await take(stream, 4)
  const body = head && (await take(stream, head.readInt32BE() - 4))
  return head && body && { type: '', bytes: Buffer.concat([head, body]), body }
}

/** The next message. */
export async function readNext(stream: Duplex): Promise<WireMessage | undefined> {
  const head = await take(stream, 5)
  const body = head && (await take(stream, head.readInt32BE(1) - 4))
  return head && body && { type: String.fromCharCode(head[0] ?? 0), bytes: Buffer.concat([head, body]), body }
}

/** Exactly so many bytes, or `undefined` at the end of the stream. */
async function take(stream: Duplex, count: number): Promise<Buffer | undefined> {
  if (count <= 0) return Buffer.alloc(0)
  for (;;) {
    const found = stream.read(count) as Buffer | null
    if (found !== null) return found.length === count ? found : undefined
    if (stream.readableEnded || stream.destroyed) return undefined
    await moreOf(stream)
  }
}

function moreOf(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'close'] as const
    const finish = (): void => {
      for (const event of events) stream.off(event, finish)
      resolve()
    }
    for (const event of events) stream.on(event, finish)
  })
}

/** A message from its type and body. */
export function message(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

/** Four bytes. */
export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** An error that ends the connection. */
export function fatal(code: string, words: string): Buffer {
  return message('E', `SFATAL\0VFATAL\0C${code}\0M${words}\0\0`)
}

/** The parameters of a start-up message; without them it asks for TLS (`tls`) or a cancellation (`cancel`). */
export function startup({ body }: WireMessage): ReadonlyMap<string, string> | 'tls' | 'cancel' {
  const version = body.readInt32BE()
  if (version === 80_877_103) return 'tls'
  if (version === 80_877_102) return 'cancel'
  const words = body.subarray(4).toString('utf8').split('\0')
  return new Map(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ''] as const] : [])))
}

/** Packets of TDS 7.4 (MS-TDS 2.2.3): a message is cut into packets of a header of eight bytes and a body. */

/** Types of messages. */
export const messageTypes = {
  batch: 0x01,
  rpc: 0x03,
  reply: 0x04,
  attention: 0x06,
  transaction: 0x0e,
  login: 0x10,
  prelogin: 0x12,
} as const

/** A whole message. */
export interface Message {
  readonly type: number
  /** Whether the client gave up while it was sending. */
  readonly isIgnored: boolean
  readonly body: Buffer
}

const header = 8
const last = 0x01
const ignored = 0x02

/** Takes bytes as they come and tells of every whole message. */
export function messageReader(receive: (message: Message) => void): (chunk: Buffer) => void {
  let waiting: Buffer = Buffer.alloc(0)
  let bodies: Buffer[] = []
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk])
    while (waiting.length >= header && waiting.length >= waiting.readUInt16BE(2)) {
      const length = Math.max(header, waiting.readUInt16BE(2))
      const [type = 0, status = 0] = waiting
      bodies.push(waiting.subarray(header, length))
      waiting = waiting.subarray(length)
      if ((status & last) === 0) continue
      const message = { type, isIgnored: (status & ignored) !== 0, body: Buffer.concat(bodies) }
      bodies = []
      receive(message)
    }
  }
}

/** A message in packets of 4096 bytes. */
export function packets(type: number, body: Buffer): Buffer {
  const room = 4096 - header
  const count = Math.max(1, Math.ceil(body.length / room))
  const parts = Array.from({ length: count }, (_, at) => {
    const part = body.subarray(at * room, (at + 1) * room)
    const head = Buffer.from([type, at === count - 1 ? last : 0, 0, 0, 0, 51, (at + 1) & 0xff, 0])
    head.writeUInt16BE(part.length + header, 2)
    return Buffer.concat([head, part])
  })
  return Buffer.concat(parts)
}

/** The beginning of a message, whose end does not come with it. */
export function unfinished(type: number, body: Buffer): Buffer {
  const bytes = packets(type, body)
  bytes[1] = 0
  return bytes
}

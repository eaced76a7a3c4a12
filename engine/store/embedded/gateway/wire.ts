/**
 * MongoDB's wire protocol as far as drivers of today speak it: OP_MSG (body and document sequences) and the
 * OP_QUERY with which older handshakes begin. Pure; a frame that breaks the protocol raises `BadFrame`.
 * Source: the MongoDB wire protocol page of its manual.
 */

/** A frame that cannot be read; the connection must be closed. */
export class BadFrame extends Error {}

/** A request from a driver. */
export interface Request {
  readonly requestId: number
  readonly kind: 'msg' | 'query'
  /** The command as BSON. */
  readonly body: Buffer
  /** The documents of the first document sequence, one behind the other, as they came. */
  readonly sequence?: Buffer
  /** The driver does not wait for an answer. */
  readonly wantsNoReply: boolean
}

/** Largest message that is taken, in bytes: what `hello` tells drivers. */
export const maxMessageBytes = 48_000_000

const opReply = 1
const opQuery = 2004
const opMsg = 2013
const headerBytes = 16

/** Cuts a stream of bytes into frames; `push` gives those that have become complete. */
export function frames(): { push(chunk: Buffer): Buffer[] } {
  let held: Buffer[] = []
  let size = 0
  return {
    push: (chunk) => {
      held.push(chunk)
      size += chunk.length
      const found: Buffer[] = []
      while (size >= 4) {
        const all: Buffer = held.length === 1 ? (held[0] ?? Buffer.alloc(0)) : Buffer.concat(held)
        held = [all]
        const length = all.readInt32LE(0)
        if (length < headerBytes || length > maxMessageBytes) {
          throw new BadFrame(`a message of ${String(length)} bytes is not taken`)
        }
        if (size < length) break
        found.push(all.subarray(0, length))
        held = [all.subarray(length)]
        size -= length
      }
      return found
    },
  }
}

/** Reads one frame. */
export function readRequest(frame: Buffer): Request {
  const requestId = frame.readInt32LE(4)
  const opCode = frame.readInt32LE(12)
  if (opCode === opMsg) return readMsg(frame, requestId)
  if (opCode === opQuery) return readQuery(frame, requestId)
  throw new BadFrame(`operation ${String(opCode)} is not spoken here`)
}

function readMsg(frame: Buffer, requestId: number): Request {
  const flags = frame.readUInt32LE(16)
  const hasChecksum = (flags & 1) !== 0
  const end = frame.length - (hasChecksum ? 4 : 0)
  let body: Buffer | undefined
  let sequence: Buffer | undefined
  let at = 20
  while (at < end) {
    const kind = frame[at]
    const length = sizeAt(frame, at + 1, end)
    const section = frame.subarray(at + 1, at + 1 + length)
    if (kind === 0) body = section
    else if (kind === 1) sequence = section.subarray(section.indexOf(0, 4) + 1)
    else throw new BadFrame(`sections of kind ${String(kind)} are not spoken here`)
    at += 1 + length
  }
  if (body === undefined) throw new BadFrame('a message without a body')
  return {
    requestId,
    kind: 'msg',
    body,
    ...(sequence !== undefined && { sequence }),
    wantsNoReply: (flags & 2) !== 0,
  }
}

function readQuery(frame: Buffer, requestId: number): Request {
  const nameEnd = frame.indexOf(0, 20)
  const at = nameEnd + 9
  if (nameEnd < 0) throw new BadFrame('a query without a collection')
  const length = sizeAt(frame, at, frame.length)
  return { requestId, kind: 'query', body: frame.subarray(at, at + length), wantsNoReply: false }
}

function sizeAt(frame: Buffer, at: number, end: number): number {
  const length = at + 4 <= end ? frame.readInt32LE(at) : -1
  if (length < 5 || at + length > end) throw new BadFrame('a section that does not fit its message')
  return length
}

/** The frame that answers a request. */
export function replyFrame(request: Request, document: Uint8Array): Buffer {
  return request.kind === 'msg'
    ? msgFrame(request.requestId, document)
    : oldFrame(request.requestId, document)
}

function msgFrame(requestId: number, document: Uint8Array): Buffer {
  const frame = Buffer.alloc(headerBytes + 5 + document.length)
  header(frame, requestId, opMsg)
  frame.set(document, headerBytes + 5)
  return frame
}

function oldFrame(requestId: number, document: Uint8Array): Buffer {
  const frame = Buffer.alloc(headerBytes + 20 + document.length)
  header(frame, requestId, opReply)
  frame.writeInt32LE(8, headerBytes)
  frame.writeInt32LE(1, headerBytes + 16)
  frame.set(document, headerBytes + 20)
  return frame
}

function header(frame: Buffer, responseTo: number, opCode: number): void {
  frame.writeInt32LE(frame.length, 0)
  frame.writeInt32LE(responseTo, 8)
  frame.writeInt32LE(opCode, 12)
}

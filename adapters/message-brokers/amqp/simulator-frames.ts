/** Frames of AMQP 0-9-1 (part 4.2 of its specification), as far as a line must know them that looks into them. */

/** A frame; `bytes` is all of it. */
export interface Frame {
  /** 1 method, 2 content header, 3 content body, 8 heartbeat. */
  readonly type: number
  readonly channel: number
  readonly bytes: Buffer
  /** Class and method as `class.method` for methods, else empty. */
  readonly method: string
}

const headerLength = 7
const endLength = 1
const frameEnd = 0xce

/** Cuts a stream of bytes into frames. `preamble` bytes at its beginning are handed on as they are. */
export function frameReader(
  preamble: number,
  on: { readonly preamble: (bytes: Buffer) => void; readonly frame: (frame: Frame) => void },
): (bytes: Buffer) => void {
  let held: Buffer = Buffer.alloc(0)
  let left = preamble
  return (bytes) => {
    held = Buffer.concat([held, bytes])
    if (left > 0 && held.length >= left) {
      on.preamble(held.subarray(0, left))
      held = held.subarray(left)
      left = 0
    }
    for (let frame = left > 0 ? undefined : firstOf(held); frame !== undefined; frame = firstOf(held)) {
      held = held.subarray(frame.bytes.length)
      on.frame(frame)
    }
  }
}

function firstOf(held: Buffer): Frame | undefined {
  if (held.length < headerLength) return undefined
  const length = headerLength + held.readUInt32BE(3) + endLength
  if (held.length < length) return undefined
  const bytes = held.subarray(0, length)
  const type = bytes.readUInt8(0)
  const method = type === 1 ? `${bytes.readUInt16BE(7)}.${bytes.readUInt16BE(9)}` : ''
  return { type, channel: bytes.readUInt16BE(1), bytes, method }
}

/** A method frame with its arguments. */
export function methodFrame(channel: number, method: string, args: Buffer): Buffer {
  const [classId = 0, methodId = 0] = method.split('.').map(Number)
  const head = Buffer.alloc(headerLength + 4)
  head.writeUInt8(1, 0)
  head.writeUInt16BE(channel, 1)
  head.writeUInt32BE(4 + args.length, 3)
  head.writeUInt16BE(classId, 7)
  head.writeUInt16BE(methodId, 9)
  return Buffer.concat([head, args, Buffer.from([frameEnd])])
}

/** The broker closes the whole connection, with a code and words. */
export function connectionClose(code: number, words: string): Buffer {
  const text = Buffer.from(words, 'utf8')
  const args = Buffer.alloc(3 + text.length + 4)
  args.writeUInt16BE(code, 0)
  args.writeUInt8(text.length, 2)
  text.copy(args, 3)
  return methodFrame(0, '10.50', args)
}

/** A login of the mechanism PLAIN, as `connection.start-ok` carries it: `NUL user NUL password`. */
export interface Login {
  readonly user: string
  readonly password: string
}

/** The same `connection.start-ok` with the login that `exchange` gives for the one in it. */
export function withLogin({ bytes }: Frame, exchange: (login: Login) => Login): Buffer {
  const args = bytes.subarray(headerLength + 4, bytes.length - endLength)
  const mechanismAt = 4 + args.readUInt32BE(0)
  const responseAt = mechanismAt + 1 + args.readUInt8(mechanismAt)
  const length = args.readUInt32BE(responseAt)
  const response = args.subarray(responseAt + 4, responseAt + 4 + length).toString('utf8')
  const [, user = '', password = ''] = response.split('\u0000')
  const changed = exchange({ user, password })
  const text = Buffer.from(`\u0000${changed.user}\u0000${changed.password}`, 'utf8')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(text.length)
  return methodFrame(
    0,
    '10.11',
    Buffer.concat([args.subarray(0, responseAt), size, text, args.subarray(responseAt + 4 + length)]),
  )
}

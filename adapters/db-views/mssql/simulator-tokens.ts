/** What the server says, token by token (MS-TDS 2.2.7). */
import type { WireType } from './simulator-types.ts'

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff])

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const word = (text: string): Buffer =>
  Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'utf16le')])

const longWord = (text: string): Buffer => Buffer.concat([u16(text.length), Buffer.from(text, 'utf16le')])

const sized = (token: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([token]), u16(body.length), body])
}

/** An error of the server. */
export interface ServerError {
  readonly number: number
  /** 11 to 16 are the caller's, 20 and above end the connection. */
  readonly severity: number
  readonly message: string
}

/** Answer to a PRELOGIN; `encryption` is 1 for TLS, 2 for a server that has none. */
export function preloginReply(encryption: 1 | 2): Buffer {
  const values = [
    Buffer.from([16, 0, 0x10, 0, 0, 0]),
    Buffer.from([encryption]),
    Buffer.from([0]),
    Buffer.alloc(0),
  ]
  let offset = values.length * 5 + 1
  const heads = values.map((value, at) => {
    const head = Buffer.from([at, offset >> 8, offset & 0xff, 0, value.length])
    offset += value.length
    return head
  })
  return Buffer.concat([...heads, Buffer.from([0xff]), ...values])
}

/** A login that was accepted. */
export function loginReply(database: string): Buffer {
  const collation = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34])
  return Buffer.concat([
    sized(0xe3, Buffer.from([1]), word(database), word('master')),
    sized(0xe3, Buffer.from([7, collation.length]), collation, Buffer.from([0])),
    sized(0xad, Buffer.from([1, 0x74, 0, 0, 4]), word('Microsoft SQL Server'), Buffer.from([16, 0, 0x10, 0])),
    sized(0xe3, Buffer.from([4]), word('4096'), word('4096')),
    Buffer.from([0xae, 0x0a, 1, 0, 0, 0, 1, 0xff]),
    done({}),
  ])
}

/** An error; a `done` with `failed` must follow. */
export function errorToken({ number, severity, message }: ServerError): Buffer {
  return sized(
    0xaa,
    u32(number),
    Buffer.from([1, severity]),
    longWord(message),
    word('CRM'),
    word(''),
    u32(1),
  )
}

/** The end of a statement or an answer. */
export interface Done {
  readonly failed?: boolean
  readonly more?: boolean
  readonly count?: number
  readonly interrupted?: boolean
  /** The end of a statement within an RPC (`inProc`), or of the RPC (`proc`). */
  readonly of?: 'inProc' | 'proc'
}

/** The end of something. */
export function done({ failed, more, count, interrupted, of }: Done): Buffer {
  const token = of === 'inProc' ? 0xff : of === 'proc' ? 0xfe : 0xfd
  const status =
    (more ? 1 : 0) | (failed ? 2 : 0) | (count === undefined ? 0 : 0x10) | (interrupted ? 0x20 : 0)
  return Buffer.concat([Buffer.from([token]), u16(status), u16(0), u32(count ?? 0), u32(0)])
}

/** The result of an RPC: 0. */
export const returnStatus = Buffer.from([0x79, 0, 0, 0, 0])

/** A transaction began (8), was committed (9) or rolled back (10). */
export function transactionChange(kind: 8 | 9 | 10): Buffer {
  const descriptor = Buffer.from([8, 1, 0, 0, 0, 1, 0, 0, 0])
  const parts = kind === 8 ? [descriptor, Buffer.from([0])] : [Buffer.from([0]), descriptor]
  return sized(0xe3, Buffer.from([kind]), ...parts)
}

/** A column of a result. */
export interface ResultColumn {
  readonly name: string
  readonly type: WireType
}

/** The description of a result. */
export function columnsToken(columns: readonly ResultColumn[]): Buffer {
  const described = columns.map(({ name, type }) =>
    Buffer.concat([u32(type.userType ?? 0), u16(1), type.info, word(name)]),
  )
  return Buffer.concat([Buffer.from([0x81]), u16(columns.length), ...described])
}

/** A row of texts. */
export function rowToken(columns: readonly ResultColumn[], row: readonly (string | null)[]): Buffer {
  const values = columns.map(({ type }, at) => {
    const text = row[at] ?? null
    return text === null ? type.nothing : type.value(text)
  })
  return Buffer.concat([Buffer.from([0xd1]), ...values])
}

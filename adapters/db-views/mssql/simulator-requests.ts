/** What a client asks for, read from the bodies of its messages (MS-TDS 2.2.6). */

/** The login of a client. */
export interface Login {
  readonly user: string
  readonly password: string
  readonly database: string
}

/** Reads a LOGIN7. */
export function readLogin(body: Buffer): Login {
  const field = (at: number): Buffer => {
    const offset = body.readUInt16LE(at)
    return body.subarray(offset, offset + body.readUInt16LE(at + 2) * 2)
  }
  const hidden = field(44).map((byte) => {
    const plain = byte ^ 0xa5
    return ((plain << 4) | (plain >> 4)) & 0xff
  })
  return {
    user: field(40).toString('utf16le'),
    password: Buffer.from(hidden).toString('utf16le'),
    database: field(68).toString('utf16le'),
  }
}

/** A statement with the values of its parameters by their names. */
export interface AskedStatement {
  readonly text: string
  readonly values: ReadonlyMap<string, string | null>
}

/** What stands behind the headers that every request begins with. */
function withoutHeaders(body: Buffer): Buffer {
  return body.subarray(body.readUInt32LE())
}

/** Reads an SQL batch. */
export function readBatch(body: Buffer): AskedStatement {
  return { text: withoutHeaders(body).toString('utf16le'), values: new Map() }
}

/** What a transaction manager request wants. */
export function readTransaction(body: Buffer): 'begin' | 'commit' | 'rollback' {
  const operation = withoutHeaders(body).readUInt16LE()
  return operation === 5 ? 'begin' : operation === 7 ? 'commit' : 'rollback'
}

/** Reads an RPC of `sp_executesql`. Raises an error for any other. */
export function readRpc(body: Buffer): AskedStatement {
  const reader = byteReader(withoutHeaders(body))
  const length = reader.u16()
  const procedure = length === 0xffff ? reader.u16() : reader.take(length * 2).toString('utf16le')
  if (procedure !== 10 && procedure !== 'sp_executesql') throw new Error('There is no such procedure.')
  reader.u16()
  const parameters: [string, string | null][] = []
  while (!reader.isAtEnd()) parameters.push(parameter(reader))
  const [statement, , ...values] = parameters
  return { text: statement?.[1] ?? '', values: new Map(values) }
}

interface ByteReader {
  u8(): number
  u16(): number
  u32(): number
  take(count: number): Buffer
  isAtEnd(): boolean
}

function byteReader(bytes: Buffer): ByteReader {
  let at = 0
  const take = (count: number): Buffer => bytes.subarray(at, (at += count))
  return {
    u8: () => take(1).readUInt8(),
    u16: () => take(2).readUInt16LE(),
    u32: () => take(4).readUInt32LE(),
    take,
    isAtEnd: () => at >= bytes.length,
  }
}

function parameter(reader: ByteReader): [string, string | null] {
  const name = reader.take(reader.u8() * 2).toString('utf16le')
  reader.u8()
  const type = reader.u8()
  if (type !== 0xe7) throw new Error(`A parameter of the type ${type} is not what this server knows.`)
  const size = reader.u16()
  // The collation.
  reader.take(5)
  return [name, size === 0xffff ? chunks(reader) : shortText(reader)]
}

function shortText(reader: ByteReader): string | null {
  const length = reader.u16()
  return length === 0xffff ? null : reader.take(length).toString('utf16le')
}

function chunks(reader: ByteReader): string | null {
  if (reader.take(8).equals(Buffer.alloc(8, 0xff))) return null
  const parts: Buffer[] = []
  for (let length = reader.u32(); length > 0; length = reader.u32()) parts.push(reader.take(length))
  return Buffer.concat(parts).toString('utf16le')
}

/** Types of SQL Server on the wire (MS-TDS 2.2.5.4): how a column says what it is, and how a text becomes a value. */

/** A type: what stands in the description of a column, and the bytes of a value. */
export interface WireType {
  readonly userType?: number
  readonly info: Buffer
  /** A value by its text, as PostgreSQL writes it. */
  readonly value: (text: string) => Buffer
  readonly nothing: Buffer
}

const latinCollation = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34])
const persianCollation = Buffer.from([0x29, 0x04, 0xd0, 0x00, 0x00])

const short = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([bytes.length]), bytes])

const fixed = (info: readonly number[], bytes: (text: string) => Buffer): WireType => ({
  info: Buffer.from(info),
  value: (text) => short(bytes(text)),
  nothing: Buffer.from([0]),
})

const integer = (size: 1 | 2 | 4 | 8): WireType => fixed([0x26, size], (text) => signed(BigInt(text), size))

const bigVariable = (info: readonly number[], bytes: (text: string) => Buffer): WireType => ({
  info: Buffer.from(info),
  value: (text) => {
    const value = bytes(text)
    return Buffer.concat([Buffer.from([value.length & 0xff, value.length >> 8]), value])
  },
  nothing: Buffer.from([0xff, 0xff]),
})

const unicode: WireType = {
  info: Buffer.concat([Buffer.from([0xe7, 0xff, 0xff]), latinCollation]),
  value: (text) => {
    const value = Buffer.from(text, 'utf16le')
    const head = Buffer.alloc(12)
    head.writeBigUInt64LE(BigInt(value.length))
    head.writeUInt32LE(value.length, 8)
    const end = Buffer.alloc(4)
    return value.length === 0 ? Buffer.concat([head.subarray(0, 8), end]) : Buffer.concat([head, value, end])
  },
  nothing: Buffer.alloc(8, 0xff),
}

const types: Readonly<Record<string, (digits: readonly number[]) => WireType>> = {
  tinyint: () => integer(1),
  smallint: () => integer(2),
  int: () => integer(4),
  bigint: () => integer(8),
  bit: () => fixed([0x68, 1], (text) => Buffer.from([/^(t|true|1)$/.test(text) ? 1 : 0])),
  float: () =>
    fixed([0x6d, 8], (text) => {
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleLE(Number(text))
      return bytes
    }),
  decimal: ([precision = 38, scale = 0]) =>
    fixed([0x6a, 17, precision, scale], (text) => {
      const unscaled = scaled(text, scale)
      const magnitude = signed(unscaled < 0n ? -unscaled : unscaled, 16)
      return Buffer.concat([Buffer.from([unscaled < 0n ? 0 : 1]), magnitude])
    }),
  money: () =>
    fixed([0x6e, 8], (text) => {
      const bytes = signed(scaled(text, 4), 8)
      return Buffer.concat([bytes.subarray(4), bytes.subarray(0, 4)])
    }),
  smallmoney: () => fixed([0x6e, 4], (text) => signed(scaled(text, 4), 4)),
  date: () => fixed([0x28], days),
  time: ([scale = 7]) => fixed([0x29, scale], (text) => timeOfDay(text, scale)),
  datetime2: ([scale = 7]) =>
    fixed([0x2a, scale], (text) => Buffer.concat([timeOfDay(text, scale), days(text)])),
  datetimeoffset: ([scale = 7]) =>
    fixed([0x2b, scale], (text) =>
      // Tehran wrote it; the time itself is UTC.
      Buffer.concat([timeOfDay(text, scale), days(text), Buffer.from([210, 0])]),
    ),
  datetime: () =>
    fixed([0x6f, 8], (text) => {
      const at = new Date(`${text.replace(' ', 'T')}Z`).getTime() - Date.UTC(1900, 0)
      const day = Math.floor(at / 86_400_000)
      return Buffer.concat([
        signed(BigInt(day), 4),
        signed(BigInt(Math.round(((at - day * 86_400_000) * 3) / 10)), 4),
      ])
    }),
  smalldatetime: () =>
    fixed([0x6f, 4], (text) => {
      const minutes = Math.round(
        (new Date(`${text.replace(' ', 'T')}Z`).getTime() - Date.UTC(1900, 0)) / 60_000,
      )
      return Buffer.concat([signed(BigInt(Math.floor(minutes / 1440)), 2), signed(BigInt(minutes % 1440), 2)])
    }),
  timestamp: () => ({
    ...bigVariable([0xad, 8, 0], (text) => signed(BigInt(text), 8).reverse()),
    userType: 0x50,
  }),
  varbinary: () => bigVariable([0xa5, 0x40, 0x1f], (text) => Buffer.from(text.replace(/^\\x/, ''), 'hex')),
  // A varchar of a Persian database: Windows-1256.
  varchar: () => bigVariable([0xa7, 0x40, 0x1f, ...persianCollation], windows1256),
  nvarchar: () => unicode,
}

/** A type by its name: `decimal(20, 2)`. Everything unknown is a text. */
export function wireType(name: string): WireType {
  const [, word = '', digits = ''] = /^(\w+)(?:\(([\d, ]+)\))?$/.exec(name) ?? []
  return types[word]?.(digits === '' ? [] : digits.split(',').map(Number)) ?? unicode
}

function signed(value: bigint, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let at = 0, rest = value; at < size; at += 1, rest >>= 8n) bytes[at] = Number(rest & 0xffn)
  return bytes
}

function scaled(text: string, scale: number): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? []
  return BigInt(`${sign}${whole}${fraction.padEnd(scale, '0').slice(0, scale)}`)
}

/** Days since 0001-01-01, in three bytes. */
function days(text: string): Buffer {
  const ms = new Date(`${text.slice(0, 10)}T00:00:00Z`).getTime()
  return signed(BigInt(Math.round((ms + 62_135_596_800_000) / 86_400_000)), 3)
}

function timeOfDay(text: string, scale: number): Buffer {
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] =
    /(\d\d):(\d\d):(\d\d)(?:\.(\d+))?/.exec(text) ?? []
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  const ticks = BigInt(`${whole}${fraction.padEnd(scale, '0').slice(0, scale)}`)
  return signed(ticks, scale <= 2 ? 3 : scale <= 4 ? 4 : 5)
}

const bytesOf1256 = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1256').decode(Uint8Array.of(byte)),
    byte,
  ]),
)

/** What the code page does not have becomes a question mark, as in the real one. */
function windows1256(text: string): Buffer {
  return Buffer.from([...text].map((character) => bytesOf1256.get(character) ?? 0x3f))
}

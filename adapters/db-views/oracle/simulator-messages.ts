/** Requests and answers of TTC at field version 12 (Oracle 19c). Pure. */
import { Writer, type Reader } from './simulator-bytes.ts'
import { typeNumbers, type WireColumn } from './simulator-types.ts'

/** Field version: no tokens, no fields of later ones. */
const fieldVersion = 12

/** A statement as it was asked. */
export interface AskedStatement {
  readonly cursor: number
  readonly text: string | undefined
  readonly isQuery: boolean
  readonly wanted: number
  readonly commits: boolean
  readonly values: readonly (string | null)[]
  readonly binds: readonly Described[]
  /** The numbers of the types in which the columns are wanted; none unless the request says so. */
  readonly defines: readonly number[]
}

/** A variable as a request describes it. */
export interface Described {
  readonly type: number
  readonly maxSize: number
}

/** The answer to the protocol request. */
export function protocolAnswer(): Buffer {
  const caps = Buffer.alloc(53)
  caps[7] = fieldVersion
  return new Writer()
    .raw(
      [1, 6, 0],
      Buffer.from('Simulated Oracle\0'),
      [0x69, 0x03, 0, 0, 0, 0, 11],
      Buffer.alloc(9),
      [7, 0xd0],
    )
    .sized(caps)
    .sized(Buffer.alloc(11))
    .bytes()
}

/** The answer to a login's step: texts by name, then a status. */
export function pairsAnswer(pairs: readonly (readonly [string, string, number])[]): Buffer {
  const out = new Writer().raw([8]).ub(pairs.length)
  for (const [key, value, flag] of pairs) out.pair(key, value, flag)
  return out.raw(statusAnswer(false)).bytes()
}

/** Nothing to say. */
export function statusAnswer(inTransaction: boolean): Buffer {
  return new Writer()
    .raw([9])
    .ub(inTransaction ? 2 : 0, 0)
    .bytes()
}

/** The end of an answer; 0 is no error, 1403 the end of the rows. */
export function errorMessage(
  number: number,
  words: string,
  { cursor = 0, changed = 0, inTransaction = false } = {},
): Buffer {
  const out = new Writer().raw([4])
  out.ub(inTransaction ? 2 : 0, 0, 0, 0, 0, 0, cursor, 0).raw(Buffer.alloc(6))
  out.ub(0, 0).raw([0]).ub(0, 0).ub(0).raw([0, 0]).ub(0, 0, 0, 0, 0, 0).ub(number, changed)
  if (number !== 0) out.sized(`ORA-${String(number).padStart(5, '0')}: ${words}\n`)
  return out.bytes()
}

/** Largest values of the types whose size is always the same. */
const maxSizes: Readonly<Record<number, number>> = { 2: 22, 12: 7, 96: 2000, 101: 8, 180: 11, 181: 13 }

/** What columns the rows have. */
export function describeMessage(columns: readonly WireColumn[]): Buffer {
  const out = new Writer().raw([16]).sized(null).ub(0, columns.length)
  if (columns.length > 0) out.raw([0])
  columns.forEach(({ name, type, precision = 0, scale = 0 }, at) => {
    const isText = [typeNumbers.varchar, typeNumbers.char, typeNumbers.clob].includes(type as 1)
    const size = maxSizes[type] ?? 4000
    out.raw([type, 0, precision, scale & 0xff]).ub(size, 0, 0, 0, 0)
    out
      .ub(isText ? 873 : 0)
      .raw([isText ? 1 : 0])
      .ub(isText ? size : 0, 0)
    out
      .raw([1, name.length])
      .ub(Buffer.byteLength(name))
      .sized(name)
      .ub(0, 0, at + 1, 0)
  })
  return out.ub(0, 0, 0, 0, 0, 0).bytes()
}

/** Rows of one batch; `defines` are the types in which the columns are wanted. */
export function rowMessages(
  rows: readonly (readonly (Buffer | null)[])[],
  defines: readonly number[],
): Buffer {
  const out = new Writer().raw([6, 0]).ub(1, 0, rows.length, 0, 0, 0)
  for (const row of rows) {
    out.raw([7])
    row.forEach((value, at) => {
      out.sized(value)
      // The indicator and the return code of a LONG.
      if (defines[at] === typeNumbers.long) out.raw([0, 0])
    })
  }
  return out.bytes()
}

/** Reads an execute request after its header. */
export function executeRequest(from: Reader): AskedStatement {
  const options = from.ub()
  const cursor = from.ub()
  from.u8()
  from.ub()
  from.u8()
  from.ub()
  from.raw(3)
  const wanted = from.ub()
  from.ub()
  from.u8()
  const binds = from.ub()
  from.raw(6)
  const defines = from.ub()
  from.ub()
  from.raw(3)
  from.ub()
  from.u8()
  from.skipUb(2)
  from.u8()
  from.ub()
  from.raw(2)
  from.ub()
  from.u8()
  from.ub()
  from.raw(2)
  from.ub()
  const text = options & 1 ? (from.sized()?.toString() ?? '') : undefined
  const flags = Array.from({ length: 13 }, () => from.ub())
  const described = Array.from({ length: binds + defines }, () => description(from))
  const own = described.slice(0, binds)
  return {
    ...{ cursor, text, isQuery: flags[7] === 1, wanted, commits: (options & 0x100) !== 0 },
    values: binds > 0 ? rowOf(from, own) : [],
    binds: own,
    defines: described.slice(binds).map(({ type }) => type),
  }
}

function description(from: Reader): Described {
  const type = from.u8()
  from.raw(3)
  const maxSize = from.ub()
  from.skipUb(2)
  const oid = from.ub()
  if (oid > 0) from.sized()
  from.skipUb(2)
  from.u8()
  from.skipUb(2)
  return { type, maxSize }
}

/** Texts that may be longer than this come behind all others, bytes. */
const longText = 4000

function rowOf(from: Reader, binds: readonly Described[]): (string | null)[] {
  from.u8()
  const values: (string | null)[] = binds.map(() => null)
  for (const isLong of [false, true])
    binds.forEach(({ maxSize }, at) => {
      if (maxSize > longText === isLong) values[at] = from.sized()?.toString() ?? null
    })
  return values
}

/** Reads a request that executes a statement again. */
export function againRequest(
  from: Reader,
  binds: readonly Described[],
): Pick<AskedStatement, 'cursor' | 'wanted' | 'values'> {
  const [cursor, wanted] = [from.ub(), from.ub()]
  from.skipUb(2)
  return { cursor, wanted, values: binds.length > 0 && from.left > 0 ? rowOf(from, binds) : [] }
}

/** Requests and answers of TTC at field version 12 (Oracle 19c). Pure. */
import { Writer, type Reader } from './simulator-bytes.ts'

/** Field version: no tokens, no fields of later ones. */
const fieldVersion = 12

/** A column of an answer: its number of type, and how large its values can be. */
export interface WireColumn {
  readonly name: string
  readonly type: number
}

/** A statement as it was asked. */
export interface AskedStatement {
  readonly cursor: number
  readonly text: string | undefined
  readonly isQuery: boolean
  readonly wanted: number
  readonly commits: boolean
  readonly values: readonly (string | null)[]
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

/** What columns the rows have. */
export function describeMessage(columns: readonly WireColumn[]): Buffer {
  const out = new Writer().raw([16]).sized(null).ub(0, columns.length)
  if (columns.length > 0) out.raw([0])
  columns.forEach(({ name, type }, at) => {
    const isText = type === 1
    out.raw([type, 0, 0, type === 2 ? 0x81 : 0]).ub(isText ? 4000 : 22, 0, 0, 0, 0)
    out
      .ub(isText ? 873 : 0)
      .raw([isText ? 1 : 0])
      .ub(isText ? 4000 : 0, 0)
    out
      .raw([1, name.length])
      .ub(Buffer.byteLength(name))
      .sized(name)
      .ub(0, 0, at + 1, 0)
  })
  return out.ub(0, 0, 0, 0, 0, 0).bytes()
}

/** Rows of one batch. */
export function rowMessages(rows: readonly (readonly (Buffer | null)[])[]): Buffer {
  const out = new Writer().raw([6, 0]).ub(1, 0, rows.length, 0, 0, 0)
  for (const row of rows) {
    out.raw([7])
    for (const value of row) out.sized(value)
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
  for (let at = 0; at < binds + defines; at += 1) skipDescription(from)
  const values = binds > 0 ? rowOf(from, binds) : []
  return { cursor, text, isQuery: flags[7] === 1, wanted, commits: (options & 0x100) !== 0, values }
}

function skipDescription(from: Reader): void {
  from.raw(4)
  from.skipUb(3)
  const oid = from.ub()
  if (oid > 0) from.sized()
  from.skipUb(2)
  from.u8()
  from.skipUb(2)
}

function rowOf(from: Reader, binds: number): (string | null)[] {
  from.u8()
  return Array.from({ length: binds }, () => from.sized()?.toString() ?? null)
}

/** Reads a request that executes a statement again. */
export function againRequest(
  from: Reader,
  binds: number,
): Omit<AskedStatement, 'text' | 'isQuery' | 'commits'> {
  const [cursor, wanted] = [from.ub(), from.ub()]
  from.skipUb(2)
  return { cursor, wanted, values: binds > 0 && from.left > 0 ? rowOf(from, binds) : [] }
}

/** A number as NUMBER: an exponent of a hundred and the digits in pairs. */
export function numberBytes(text: string): Buffer {
  const isNegative = text.startsWith('-')
  const [whole = '', part = ''] = text.replace('-', '').split('.')
  const { pairs, exponent } = pairsOf(whole, part)
  if (pairs.length === 0) return Buffer.from([0x80])
  if (!isNegative) return Buffer.from([193 + exponent, ...pairs.map((pair) => pair + 1)])
  return Buffer.from([62 - exponent, ...pairs.map((pair) => 101 - pair), ...(pairs.length < 20 ? [102] : [])])
}

function pairsOf(
  whole: string,
  part: string,
): { readonly pairs: readonly number[]; readonly exponent: number } {
  const odd = (text: string): string => (text.length % 2 === 0 ? '' : '0')
  const pairs = (`${odd(whole)}${whole}${part}${odd(part)}`.match(/../g) ?? []).map(Number)
  let exponent = Math.ceil(whole.length / 2) - 1
  while (pairs[0] === 0) {
    pairs.shift()
    exponent -= 1
  }
  while (pairs.at(-1) === 0) pairs.pop()
  return { pairs, exponent }
}

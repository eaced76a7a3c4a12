/**
 * Types of Oracle on the wire: how a column says what it is, and how a text of PostgreSQL becomes a value. Pure. Columns
 * have the types of their tables; where PostgreSQL has none, a domain stands for it (`oracleDomains`).
 */

/** A column of an answer: its number of type, its digits, and how large its values can be. */
export interface WireColumn {
  readonly name: string
  readonly type: number
  readonly precision?: number
  /** -127 for a number without a limit. */
  readonly scale?: number
}

/** Numbers of types that are asked for by name elsewhere. */
export const typeNumbers = { varchar: 1, long: 8, char: 96, clob: 112 } as const

/** Domains of PostgreSQL by the name that the catalogue of Oracle has for them. */
export const oracleDomains = `
  CREATE DOMAIN odate AS timestamp(0);
  CREATE DOMAIN clob AS text;
  CREATE DOMAIN timestamp9 AS text COLLATE "C";`

/** Names of PostgreSQL's types as the catalogue of Oracle has them; everything else is a VARCHAR2. */
const catalogueNames: Readonly<Record<string, string>> = {
  odate: 'DATE',
  clob: 'CLOB',
  timestamp9: 'TIMESTAMP(9)',
  'timestamp with time zone': 'TIMESTAMP(6) WITH TIME ZONE',
  'timestamp without time zone': 'TIMESTAMP(6)',
  date: 'DATE',
  numeric: 'NUMBER',
  bigint: 'NUMBER',
  integer: 'NUMBER',
  smallint: 'NUMBER',
  character: 'CHAR',
  'double precision': 'BINARY_DOUBLE',
}

/** An expression of PostgreSQL for the name in the catalogue, by one for its own name of the type. */
export function catalogueName(ownName: string): string {
  const cases = Object.entries(catalogueNames).map(([own, name]) => `WHEN '${own}' THEN '${name}'`)
  return `CASE ${ownName} ${cases.join(' ')} ELSE 'VARCHAR2' END`
}

interface WireType {
  readonly type: number
  readonly scale?: number
  readonly value: (text: string) => Buffer
}

const varchar: WireType = { type: typeNumbers.varchar, value: (text) => Buffer.from(text) }
const number: WireType = { type: 2, scale: -127, value: numberBytes }
const date: WireType = { type: 12, value: (text) => dateBytes(text) }
const timestamp = (scale: number): WireType => ({ type: 180, scale, value: timestampBytes })
const ratio: WireType = { type: 101, value: doubleBytes }
const instant: WireType = {
  type: 181,
  scale: 6,
  // Tehran wrote it; the time itself is UTC.
  value: (text) => Buffer.concat([timestampBytes(text), Buffer.from([20 + 3, 60 + 30])]),
}

/** By the numbers of PostgreSQL's types. */
const types: Readonly<Record<number, WireType>> = {
  20: number,
  21: number,
  23: number,
  700: ratio,
  701: ratio,
  1042: { type: typeNumbers.char, value: (text) => Buffer.from(text) },
  1082: date,
  1114: timestamp(6),
  1184: instant,
  1700: number,
}

const domains: Readonly<Record<string, WireType>> = {
  odate: date,
  clob: { type: typeNumbers.clob, value: (text) => Buffer.from(text) },
  timestamp9: timestamp(9),
}

/** The column for a result of PostgreSQL with its values, and how these are written; `domain` is its column's, if any. */
export function wireColumn(
  { name, dataTypeID, domain = '' }: { name: string; dataTypeID: number; domain?: string | undefined },
  texts: readonly (string | null)[],
): { readonly column: WireColumn; readonly bytes: (text: string | null) => Buffer | null } {
  const { type, scale, value } = domains[domain] ?? types[dataTypeID] ?? varchar
  const fraction = type === 2 ? Math.max(...texts.map((text) => text?.split('.')[1]?.length ?? 0), 0) : 0
  return {
    column: {
      name: /[A-Z]/.test(name) ? name : name.toUpperCase(),
      type,
      ...(fraction > 0 ? { precision: 38, scale: fraction } : scale !== undefined && { scale }),
    },
    // The empty text is null.
    bytes: (text) => (text === null || text === '' ? null : value(text)),
  }
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

function dateBytes(text: string): Buffer {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(
    Number,
  )
  return Buffer.from([
    100 + Math.floor(year / 100),
    100 + (year % 100),
    month,
    day,
    hour + 1,
    minute + 1,
    second + 1,
  ])
}

function timestampBytes(text: string): Buffer {
  const [, fraction = ''] = /\.(\d+)/.exec(text) ?? []
  const nanoseconds = Buffer.alloc(4)
  nanoseconds.writeUInt32BE(Number(fraction.padEnd(9, '0')))
  return Buffer.concat([dateBytes(text), nanoseconds])
}

function doubleBytes(text: string): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(Number(text))
  const isNegative = ((bytes[0] ?? 0) & 0x80) !== 0
  return Buffer.from(bytes.map((byte, at) => (isNegative ? byte ^ 0xff : at === 0 ? byte | 0x80 : byte)))
}

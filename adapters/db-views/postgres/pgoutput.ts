/**
 * Messages of the output plug-in `pgoutput`, protocol 1, as far as keys of changed rows need them. Pure.
 * https://www.postgresql.org/docs/15/protocol-logicalrep-message-formats.html
 */

/** A message. Of a change: the keys that it touches, as texts. */
export type LogMessage =
  | {
      readonly kind: 'relation'
      readonly relation: number
      readonly table: string
      readonly columns: readonly string[]
    }
  | {
      readonly kind: 'change'
      readonly relation: number
      readonly rows: readonly (readonly (string | null)[])[]
    }
  | { readonly kind: 'truncate'; readonly relations: readonly number[] }
  /** Ends a transaction; `end` is the place behind it, `at` when it was committed (RFC 3339). */
  | { readonly kind: 'commit'; readonly end: string; readonly at: string }
  | { readonly kind: 'other' }

/** Reads a message. */
export function readMessage(bytes: Buffer): LogMessage {
  const from = reader(bytes)
  switch (String.fromCharCode(from.u8())) {
    case 'R':
      return relationOf(from)
    case 'I':
    case 'U':
    case 'D':
      return { kind: 'change', relation: from.u32(), rows: rowsOf(from) }
    case 'T': {
      const count = from.u32()
      from.u8()
      return { kind: 'truncate', relations: Array.from({ length: count }, () => from.u32()) }
    }
    case 'C':
      from.u8()
      from.lsn()
      return { kind: 'commit', end: from.lsn(), at: from.instant() }
    default:
      return { kind: 'other' }
  }
}

interface From {
  readonly u8: () => number
  readonly u16: () => number
  readonly u32: () => number
  readonly lsn: () => string
  readonly instant: () => string
  readonly word: () => string
  readonly text: (length: number) => string
  readonly isAtEnd: () => boolean
}

function reader(bytes: Buffer): From {
  let at = 0
  const moved = (length: number): number => (at += length) - length
  const u32 = (): number => bytes.readUInt32BE(moved(4))
  return {
    u8: () => bytes.readUInt8(moved(1)),
    u16: () => bytes.readUInt16BE(moved(2)),
    u32,
    lsn: () => `${hex(u32())}/${hex(u32())}`,
    // Microseconds since the year 2000.
    instant: () => new Date(year2000 + Number(bytes.readBigInt64BE(moved(8)) / 1000n)).toISOString(),
    word: () => {
      const end = bytes.indexOf(0, at)
      const start = moved(end - at + 1)
      return bytes.toString('utf8', start, end)
    },
    text: (length) => {
      const start = moved(length)
      return bytes.toString('utf8', start, start + length)
    },
    isAtEnd: () => at >= bytes.length,
  }
}

const year2000 = Date.UTC(2000, 0, 1)

const hex = (value: number): string => value.toString(16).toUpperCase()

function relationOf(from: From): LogMessage {
  const relation = from.u32()
  const [schema, name] = [from.word(), from.word()]
  from.u8()
  const columns = Array.from({ length: from.u16() }, () => {
    from.u8()
    const column = from.word()
    from.u32()
    from.u32()
    return column
  })
  // Nothing stands for the catalogue.
  return { kind: 'relation', relation, table: `${schema === '' ? 'pg_catalog' : schema}.${name}`, columns }
}

/** An update whose key has changed has the row of before, too. */
function rowsOf(from: From): (string | null)[][] {
  const rows: (string | null)[][] = []
  while (!from.isAtEnd()) {
    from.u8()
    rows.push(
      Array.from({ length: from.u16() }, () =>
        String.fromCharCode(from.u8()) === 't' ? from.text(from.u32()) : null,
      ),
    )
  }
  return rows
}

/**
 * The SQL of MySQL and MariaDB. Pure. Values never stand in the text: a place names a parameter and its kind, and
 * `literal.ts` fills it in a form that no setting of the server can misread.
 */
import type { Statement } from '../database.ts'
import { isAfterByHalves, type Dialect, type OrderKind } from '../dialect.ts'
import type { ViewSettings } from '../view-settings.ts'
import { place } from './literal.ts'

const orderKinds: Readonly<Record<string, OrderKind>> = {
  timestamp: 'instant',
  datetime: 'local',
  date: 'day',
  ...Object.fromEntries(
    ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal'].map((type) => [type, 'number' as const]),
  ),
  ...Object.fromEntries(
    ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum'].map((type) => [
      type,
      'text' as const,
    ]),
  ),
}

const orderKind = (type: string): OrderKind => orderKinds[type] ?? 'other'

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``

const isText = (type: string): boolean => orderKind(type) === 'text'

/** The kind of literal that a type takes; a text unless said otherwise. */
function literalKind(type: string): 'number' | 'time' | 'date' | undefined {
  switch (orderKind(type)) {
    case 'number':
      return 'number'
    case 'instant':
    case 'local':
      return 'time'
    case 'day':
      return 'date'
    default:
      return ['float', 'double', 'bit', 'year'].includes(type) ? 'number' : undefined
  }
}

/**
 * The SQL of MySQL; `offsetMs` gives how far a zone is ahead of UTC now. Servers often know no zones by name.
 * `isLatin`: its texts are called Latin-1, whatever they are.
 */
export function dialectFor(offsetMs: (timeZone: string) => number, isLatin: boolean): Dialect {
  const text = isLatin ? 'latin' : 'text'
  return {
    quoted,
    parameter: (at, type) => place(at, literalKind(type) ?? text),
    orderKind,
    selected: (column, type) => {
      if (/binary$|blob$/.test(type)) return `LOWER(HEX(${quoted(column)}))`
      return type === 'bit' ? `CAST(${quoted(column)} AS UNSIGNED)` : quoted(column)
    },
    // Collations call different texts equal, and pad them; bytes do neither.
    ordered: (column, type) =>
      isText(type) ? `CAST(CONVERT(${quoted(column)} USING utf8mb4) AS BINARY)` : quoted(column),
    orderedParameter: (value, type) => (isText(type) ? `CAST(${value} AS BINARY)` : value),
    isAfter: isAfterByHalves,
    first: (count, list, rest) => `SELECT ${list} ${rest} LIMIT ${count}`,
    ago: (ms, type, { timeZone }) => {
      const back = (zoneMs: number): string =>
        `(UTC_TIMESTAMP(6) + INTERVAL ${(zoneMs - ms) * 1000} MICROSECOND)`
      switch (orderKind(type)) {
        case 'instant':
          return `CAST(${back(0)} AS DATETIME(6))`
        case 'local':
          return `CAST(${back(offsetMs(timeZone))} AS DATETIME(6))`
        case 'day':
          return `CAST(${back(offsetMs(timeZone))} AS DATE)`
        default:
          return undefined
      }
    },
    single: (list) => `SELECT ${list}`,
    textOrder: 'utf8',
    parameterTypes: {
      text: 'varchar',
      integer: 'bigint',
      decimal: 'decimal',
      boolean: 'tinyint',
      date: 'date',
      instant: 'timestamp',
    },
  }
}

/** The columns of a view with their types; no rows when there is no such view, or none that may be seen. */
export function describeView({ view }: Pick<ViewSettings, 'view'>): Statement {
  const [name = '', schema] = view.split('.').reverse()
  const inSchema = schema === undefined ? 'DATABASE()' : place(2, 'text')
  const text = `SELECT COLUMN_NAME AS c0, DATA_TYPE AS c1 FROM information_schema.COLUMNS WHERE TABLE_NAME = ${place(1, 'text')}
    AND TABLE_SCHEMA = ${inSchema} ORDER BY ORDINAL_POSITION`
  return { text, values: schema === undefined ? [name] : [name, schema] }
}

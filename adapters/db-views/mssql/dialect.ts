/** The SQL of SQL Server. Pure. Types are as the catalogue names them, with their digits: `datetime2(7)`. */
import type { Statement } from '../database.ts'
import { isAfterByHalves, quotedView, type Dialect, type OrderKind } from '../dialect.ts'
import type { ViewSettings } from '../view-settings.ts'

const orderKinds: Readonly<Record<string, OrderKind>> = {
  datetimeoffset: 'instant',
  datetime2: 'local',
  datetime: 'local',
  smalldatetime: 'local',
  date: 'day',
  // What the catalogue calls a rowversion.
  timestamp: 'commit',
  tinyint: 'number',
  smallint: 'number',
  int: 'number',
  bigint: 'number',
  decimal: 'number',
  numeric: 'number',
  char: 'text',
  varchar: 'text',
  nchar: 'text',
  nvarchar: 'text',
}

const nameOf = (type: string): string => type.replace(/\(.*$/, '')

const orderKind = (type: string): OrderKind => orderKinds[nameOf(type)] ?? 'other'

const quoted = (name: string): string => `[${name.replaceAll(']', ']]')}]`

/** Types that a text is not by itself; all others take it as it is. */
const castable = /^(bit|money|smallmoney|float|real|time|uniqueidentifier)\b/

/**
 * A value is bound as Unicode and cast to the type of its column. As a `varchar` Persian would become question marks,
 * and a time of another type than its column's would be compared with other digits than the column has.
 */
function parameter(at: number, type: string): string {
  const place = `@p${at}`
  const kind = orderKind(type)
  if (kind === 'commit') return `CONVERT(binary(8), ${place}, 1)`
  if (/^(var)?binary\b/.test(type)) return `CONVERT(varbinary(8000), ${place}, 1)`
  if (kind === 'text' || (kind === 'other' && !castable.test(type))) return place
  return `CAST(${place} AS ${type})`
}

/** The SQL of SQL Server; `offsetMs` gives how far a zone is ahead of UTC now: the server knows other names of them. */
export function dialectFor(offsetMs: (timeZone: string) => number): Dialect {
  return {
    quoted,
    parameter,
    orderKind,
    selected: quoted,
    // Collations call different texts equal. Changing one of a varchar would change its code page, so it is widened.
    ordered: (column, type) => {
      const name = nameOf(type)
      if (name === 'uniqueidentifier') return binary(`CAST(${quoted(column)} AS nchar(36))`)
      if (orderKind(type) !== 'text') return quoted(column)
      return binary(/^n/.test(name) ? quoted(column) : `CAST(${quoted(column)} AS nvarchar(4000))`)
    },
    orderedParameter: (place, type) =>
      nameOf(type) === 'uniqueidentifier' ? `CAST(${place} AS nchar(36))` : place,
    isAfter: isAfterByHalves,
    first: (count, list, rest) => `SELECT TOP (${count}) ${list} ${rest}`,
    ago: (ms, type, { timeZone }) => {
      const back = (zoneMs: number): string => `DATEADD(millisecond, ${zoneMs - ms}, SYSUTCDATETIME())`
      switch (orderKind(type)) {
        case 'instant':
          return `CAST(TODATETIMEOFFSET(${back(0)}, 0) AS ${type})`
        case 'local':
        case 'day':
          return `CAST(${back(offsetMs(timeZone))} AS ${type})`
        default:
          return undefined
      }
    },
    firstUnsafe: 'MIN_ACTIVE_ROWVERSION()',
    single: (list) => `SELECT ${list}`,
    textOrder: 'utf16',
    parameterTypes: {
      text: 'nvarchar',
      integer: 'bigint',
      decimal: 'decimal(38, 10)',
      boolean: 'bit',
      date: 'date',
      instant: 'datetimeoffset(7)',
    },
  }
}

function binary(text: string): string {
  return `${text} COLLATE Latin1_General_BIN2`
}

/** The columns of a view with their types (of an alias type: the type beneath); no rows when there is no such view. */
export function describeView(view: Pick<ViewSettings, 'view'>): Statement {
  const text = `SELECT name AS c0, CASE
      WHEN TYPE_NAME(system_type_id) IN (N'decimal', N'numeric') THEN CONCAT(TYPE_NAME(system_type_id), N'(', precision, N', ', scale, N')')
      WHEN TYPE_NAME(system_type_id) IN (N'time', N'datetime2', N'datetimeoffset') THEN CONCAT(TYPE_NAME(system_type_id), N'(', scale, N')')
      ELSE COALESCE(TYPE_NAME(system_type_id), N'other') END AS c1
    FROM sys.columns WHERE object_id = OBJECT_ID(@p1) ORDER BY column_id`
  return { text, values: [named(view)] }
}

/** What the login may do to a view, and whether it may do everything: one row of yes (1) and no (0). */
export function selectRights(view: Pick<ViewSettings, 'view'>): Statement {
  const may = (right: string): string => `HAS_PERMS_BY_NAME(@p1, N'OBJECT', N'${right}')`
  const text = `SELECT ${may('SELECT')} AS c0,
    CASE WHEN ${['INSERT', 'UPDATE', 'DELETE', 'ALTER'].map((right) => `${may(right)} = 1`).join(' OR ')} THEN 1 ELSE 0 END AS c1,
    IS_SRVROLEMEMBER(N'sysadmin') AS c2, IS_MEMBER(N'db_owner') AS c3`
  return { text, values: [named(view)] }
}

function named(view: Pick<ViewSettings, 'view'>): string {
  return quotedView({ quoted }, view)
}

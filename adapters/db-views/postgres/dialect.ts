/** The SQL of PostgreSQL. Pure. Types are as the catalogue writes them. */
import type { Statement } from '../database.ts'
import { quotedView, type Dialect, type OrderKind } from '../dialect.ts'
import type { ViewSettings } from '../view-settings.ts'

const orderKinds: Readonly<Record<string, OrderKind>> = {
  'timestamp with time zone': 'instant',
  'timestamp without time zone': 'local',
  date: 'day',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  numeric: 'number',
  xid8: 'commit',
  text: 'text',
  'character varying': 'text',
  character: 'text',
  bpchar: 'text',
  name: 'text',
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const isText = (type: string): boolean => orderKinds[type] === 'text'

/** The SQL of PostgreSQL. */
export const dialect: Dialect = {
  quoted,
  parameter: (at, type) => `$${at}${type === '' ? '' : `::${type === 'character' ? 'bpchar' : type}`}`,
  orderKind: (type) => orderKinds[type] ?? 'other',
  selected: quoted,
  // A collation could call two ids equal, or change with the next system update.
  ordered: (column, type) => (isText(type) ? `${quoted(column)} COLLATE "C"` : quoted(column)),
  orderedParameter: (place) => place,
  isAfter: ({ mark, id }, places) => `(${mark}, ${id}) > (${places.mark()}, ${places.id()})`,
  first: (count, list, rest) => `SELECT ${list} ${rest} LIMIT ${count}`,
  ago: (ms, type, { timeZone, parameter }) => {
    const before = `(now() - interval '${ms} milliseconds')`
    switch (orderKinds[type]) {
      case 'instant':
        return before
      case 'local':
        return `(${before} AT TIME ZONE ${parameter(timeZone, 'text')})`
      case 'day':
        return `(${before} AT TIME ZONE ${parameter(timeZone, 'text')})::date`
      default:
        return undefined
    }
  },
  firstUnsafe: 'pg_snapshot_xmin(pg_current_snapshot())',
  single: (list) => `SELECT ${list}`,
  textOrder: 'utf8',
  parameterTypes: {
    text: 'text',
    integer: 'numeric',
    decimal: 'numeric',
    boolean: 'boolean',
    date: 'date',
    instant: 'timestamptz',
  },
}

/** The columns of a view with their types (of a domain: the type beneath); no rows when there is no such view. */
export function describeView(view: ViewSettings): Statement {
  const text = `SELECT a.attname, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), -1)
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`
  return { text, values: [quotedView(dialect, view)] }
}

/** What the role may do to a view beyond reading, and whether it is a superuser: one row of three booleans. */
export function selectRights(view: ViewSettings): Statement {
  const text = `SELECT has_table_privilege(to_regclass($1), 'SELECT'),
    has_table_privilege(to_regclass($1), 'INSERT, UPDATE, DELETE, TRUNCATE'),
    (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)`
  return { text, values: [quotedView(dialect, view)] }
}

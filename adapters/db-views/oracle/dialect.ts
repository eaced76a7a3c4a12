/**
 * The SQL of Oracle. Pure. Values are bound as texts and converted with formats of their own, so that no NLS setting
 * of a session can misread them. Times come as texts too: the driver would make Dates of them, with milliseconds only.
 */
import type { Statement } from '../database.ts'
import { isAfterByHalves, type Dialect, type OrderKind } from '../dialect.ts'
import type { ViewSettings } from '../view-settings.ts'

const orderKinds: Readonly<Record<string, OrderKind>> = {
  'TIMESTAMP WITH TIME ZONE': 'instant',
  'TIMESTAMP WITH LOCAL TIME ZONE': 'instant',
  TIMESTAMP: 'local',
  DATE: 'local',
  // The SCN of a commit (ORA_ROWSCN under another name) is a NUMBER too.
  NUMBER: 'number',
  VARCHAR2: 'text',
  NVARCHAR2: 'text',
  CHAR: 'text',
  NCHAR: 'text',
}

const nameOf = (type: string): string => type.replace(/\(\d+\)/, '')

const orderKind = (type: string): OrderKind => orderKinds[nameOf(type)] ?? 'other'

/** A name in small letters is what everybody writes for Oracle's capitals; others are meant to the letter. */
const quoted = (name: string): string =>
  `"${(/^[a-z][a-z0-9_$#]*$/.test(name) ? name.toUpperCase() : name).replaceAll('"', '')}"`

const localFormat = `'YYYY-MM-DD"T"HH24:MI:SS'`
const preciseFormat = `'YYYY-MM-DD"T"HH24:MI:SS.FF6'`

function parameter(at: number, type: string): string {
  const place = `:${at}`
  switch (orderKind(type)) {
    case 'number':
      // There is no boolean before 23ai: yes and no are numbers.
      return `TO_NUMBER(REPLACE(REPLACE(${place}, 'true', '1'), 'false', '0'))`
    case 'instant':
      return `TO_TIMESTAMP_TZ(REPLACE(${place}, 'Z', '+00:00'), 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM')`
    case 'local':
      return nameOf(type) === 'DATE'
        ? `TO_DATE(${place}, ${localFormat})`
        : `TO_TIMESTAMP(${place}, 'YYYY-MM-DD"T"HH24:MI:SS.FF')`
    case 'day':
      return `TO_DATE(${place}, 'YYYY-MM-DD')`
    default:
      return place
  }
}

function selected(column: string, type: string): string {
  const name = quoted(column)
  switch (nameOf(type)) {
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return `TO_CHAR(SYS_EXTRACT_UTC(${name}), ${preciseFormat.slice(0, -1)}"Z"')`
    case 'TIMESTAMP':
      return `TO_CHAR(${name}, ${preciseFormat})`
    case 'DATE':
      return `CASE WHEN ${name} = TRUNC(${name}) THEN TO_CHAR(${name}, 'YYYY-MM-DD') ELSE TO_CHAR(${name}, ${localFormat}) END`
    case 'CHAR':
    case 'NCHAR':
      return `RTRIM(${name})`
    default:
      return name
  }
}

/** The SQL of Oracle; `offsetMs` gives how far a zone is ahead of UTC now. */
export function dialectFor(offsetMs: (timeZone: string) => number): Dialect {
  return {
    quoted,
    parameter,
    orderKind,
    selected,
    ordered: quoted,
    orderedParameter: (place) => place,
    isAfter: isAfterByHalves,
    first: (count, list, rest) => `SELECT ${list} ${rest} FETCH FIRST ${count} ROWS ONLY`,
    ago: (ms, type, { timeZone }) => {
      const back = (zoneMs: number): string =>
        `SYSTIMESTAMP - NUMTODSINTERVAL(${(ms - zoneMs) / 1000}, 'SECOND')`
      const local = `SYS_EXTRACT_UTC(${back(offsetMs(timeZone))})`
      if (orderKind(type) === 'instant') return `(${back(0)})`
      if (orderKind(type) !== 'local') return undefined
      return nameOf(type) === 'DATE' ? `CAST(${local} AS DATE)` : local
    },
    single: (list) => `SELECT ${list} FROM DUAL`,
    textOrder: 'utf8',
    parameterTypes: {
      text: 'VARCHAR2',
      integer: 'NUMBER',
      decimal: 'NUMBER',
      boolean: 'NUMBER',
      date: 'DATE',
      instant: 'TIMESTAMP WITH TIME ZONE',
    },
  }
}

/** Schema (null: the user's own) and name, as the catalogue writes them. */
function placeOf({ view }: Pick<ViewSettings, 'view'>): readonly [string | null, string] {
  const [name = '', schema] = view
    .split('.')
    .reverse()
    .map((part) => quoted(part).slice(1, -1))
  return [schema ?? null, name]
}

const inSchema = `owner = NVL(:1, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'))`

/** The columns of a view with their types; no rows when there is no such view. */
export function describeView(view: Pick<ViewSettings, 'view'>): Statement {
  const text = `SELECT CASE WHEN column_name = UPPER(column_name) THEN LOWER(column_name) ELSE column_name END AS c0, data_type AS c1 FROM all_tab_columns
    WHERE ${inSchema} AND table_name = :2 ORDER BY column_id`
  return { text, values: placeOf(view) }
}

/** What the login may do to a view, and whether it may do everything: one row of yes (1) and no (0). */
export function selectRights(view: Pick<ViewSettings, 'view'>): Statement {
  const [schema, name] = placeOf(view)
  const may = (condition: string): string => `CASE WHEN ${condition} THEN '1' ELSE '0' END`
  const owns = `NVL(:1, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')) = USER`
  const text = `SELECT '1' AS c0, ${may(`${owns} OR EXISTS (SELECT 1 FROM all_tab_privs
      WHERE table_schema = NVL(:2, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')) AND table_name = :3
        AND grantee IN (SELECT USER FROM DUAL UNION SELECT role FROM session_roles UNION SELECT 'PUBLIC' FROM DUAL)
        AND privilege IN ('INSERT', 'UPDATE', 'DELETE', 'ALTER'))
      OR EXISTS (SELECT 1 FROM session_privs WHERE privilege IN ('INSERT ANY TABLE', 'UPDATE ANY TABLE', 'DELETE ANY TABLE'))`)} AS c1,
    ${may(`EXISTS (SELECT 1 FROM session_roles WHERE role = 'DBA')`)} AS c2 FROM DUAL`
  return { text, values: [schema, schema, name] }
}

/**
 * The SQL of Oracle. Pure. Values are bound as texts and converted with formats of their own, so that no NLS setting
 * of a session can misread them; what is read comes in the types of its columns (`values.ts`).
 *
 * An SCN as watermark is the pseudo-column `ora_rowscn` of a table, or a NUMBER column of a view whose name ends in
 * `scn` (`SELECT c.*, c.ORA_ROWSCN AS row_scn FROM c`). It waits and overlaps like a time: the server tells which SCN
 * was current so many milliseconds ago. The SCN of a commit is never behind one that was read already; one that a
 * trigger wrote may be, by as long as its transaction lasted, and is found by the overlap.
 */
import type { Statement } from '../database.ts'
import { isAfterByHalves, quotedView, type Dialect, type OrderKind } from '../dialect.ts'
import type { ViewSettings } from '../view-settings.ts'

/** What an SCN is called here; the catalogue says NUMBER. */
const scn = 'SCN'

const orderKinds: Readonly<Record<string, OrderKind>> = {
  'TIMESTAMP WITH TIME ZONE': 'instant',
  'TIMESTAMP WITH LOCAL TIME ZONE': 'instant',
  TIMESTAMP: 'local',
  DATE: 'local',
  [scn]: 'scn',
  NUMBER: 'number',
  VARCHAR2: 'text',
  NVARCHAR2: 'text',
  CHAR: 'text',
  NCHAR: 'text',
}

const nameOf = (type: string): string => type.replace(/\(\d+\)/, '')

const orderKind = (type: string): OrderKind => orderKinds[nameOf(type)] ?? 'other'

/** A name in small letters is what everybody writes for Oracle's capitals; others are meant to the letter. */
const quoted = (name: string): string => {
  // The pseudo-column is no name, and in quotes it would be one.
  if (/^ora_rowscn$/i.test(name)) return 'ORA_ROWSCN'
  return `"${(/^[a-z][a-z0-9_$#]*$/.test(name) ? name.toUpperCase() : name).replaceAll('"', '')}"`
}

function parameter(at: number, type: string): string {
  const place = `:${at}`
  switch (nameOf(type)) {
    case scn:
    case 'NUMBER':
      return `TO_NUMBER(${place})`
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return `TO_TIMESTAMP_TZ(${place}, 'YYYY-MM-DD"T"HH24:MI:SS.FFTZH:TZM')`
    case 'TIMESTAMP':
      return `TO_TIMESTAMP(${place}, 'YYYY-MM-DD"T"HH24:MI:SS.FF')`
    case 'DATE':
      return `TO_DATE(${place}, 'YYYY-MM-DD"T"HH24:MI:SS')`
    default:
      return place
  }
}

const time = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(\.\d{1,9})?\d*(Z|[+-]\d\d:\d\d)?)?$/

/** A value in the form that `parameter` reads; what is none is left to the server to refuse. */
function bound(value: string, type: string): string {
  switch (orderKind(type)) {
    case 'number':
      // There is no boolean before 23ai: yes and no are numbers.
      return value === 'true' ? '1' : value === 'false' ? '0' : value
    case 'instant':
      return boundTime(value, (second, fraction, zone) => `${second}${fraction}${zone}`)
    case 'local':
      return boundTime(value, (second, fraction) =>
        nameOf(type) === 'DATE' ? second : `${second}${fraction}`,
      )
    default:
      return value
  }
}

function boundTime(value: string, form: (second: string, fraction: string, zone: string) => string): string {
  const [whole, day = '', minutes = '00:00', seconds = ':00', fraction = '.0', zone = 'Z'] =
    time.exec(value) ?? []
  return whole === undefined
    ? value
    : form(`${day}T${minutes}${seconds}`, fraction, zone.replace('Z', '+00:00'))
}

function shown(value: string, type: string): string {
  switch (nameOf(type)) {
    case scn:
      // As many digits as there can be, so that the order of the texts is the order of the numbers.
      return `TO_CHAR(${value}, 'FM00000000000000000000')`
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return `${value} AT TIME ZONE 'UTC'`
    default:
      return value
  }
}

/** How exactly the server knows which SCN was current at a time, ms. */
const scnStepMs = 3000

/** The SQL of Oracle; `offsetMs` gives how far a zone is ahead of UTC now. */
export function dialectFor(offsetMs: (timeZone: string) => number): Dialect {
  const back = (ms: number): string => `SYSTIMESTAMP - NUMTODSINTERVAL(${ms / 1000}, 'SECOND')`
  return {
    quoted,
    parameter,
    bound,
    orderKind,
    selected: (column, type) => shown(quoted(column), type),
    shown,
    ordered: quoted,
    orderedParameter: (place) => place,
    isAfter: isAfterByHalves,
    first: (count, list, rest) => `SELECT ${list} ${rest} FETCH FIRST ${count} ROWS ONLY`,
    ago: (ms, type, { timeZone }) => {
      switch (orderKind(type)) {
        case 'scn':
          return `TIMESTAMP_TO_SCN(${back(ms + scnStepMs)})`
        case 'instant':
          return `CAST(${back(ms)} AS ${type.replace(' LOCAL', '')})`
        case 'local':
          return `CAST(SYS_EXTRACT_UTC(${back(ms - offsetMs(timeZone))}) AS ${type})`
        default:
          return undefined
      }
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
    .map((part) => quoted(part).replaceAll('"', ''))
  return [schema ?? null, name]
}

const own = (place: string): string => `NVL(${place}, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'))`

const inSchema = (place: string): string => `owner = ${own(place)}`

const scnOfTable = `UNION ALL SELECT 'ora_rowscn', '${scn}', 2000 FROM all_tables
    WHERE ${inSchema(':3')} AND table_name = :4`

/** The columns of a view with their types, and a table's SCN when it is asked for; no rows when there is no such view. */
export function describeView(view: Pick<ViewSettings, 'view' | 'watermark'>): Statement {
  const [schema, name] = placeOf(view)
  const asksForScn = quoted(view.watermark ?? '') === 'ORA_ROWSCN'
  const text = `SELECT CASE WHEN column_name = UPPER(column_name) THEN LOWER(column_name) ELSE column_name END AS c0,
      CASE WHEN data_type = 'NUMBER' AND column_name LIKE '%SCN' THEN '${scn}' ELSE data_type END AS c1, column_id AS c2
    FROM all_tab_columns WHERE ${inSchema(':1')} AND table_name = :2 ${asksForScn ? scnOfTable : ''} ORDER BY 3`
  return { text, values: asksForScn ? [schema, name, schema, name] : [schema, name] }
}

/** A read that is tried: it brings no row, and the server refuses it where it would refuse any. */
export function selectNothing(view: Pick<ViewSettings, 'view'>): Statement {
  return { text: `SELECT 1 AS c0 FROM ${quotedView({ quoted }, view)} WHERE 1 = 0`, values: [] }
}

/** Whether the login may write to a view, and whether it may do everything: one row of yes (1) and no (0). */
export function selectRights(view: Pick<ViewSettings, 'view'>): Statement {
  const [schema, name] = placeOf(view)
  const may = (...ways: readonly string[]): string => `CASE WHEN ${ways.join(' OR ')} THEN 1 ELSE 0 END`
  const granted = (table: string, places: readonly [string, string]): string =>
    `EXISTS (SELECT 1 FROM ${table} WHERE table_schema = ${own(places[0])} AND table_name = ${places[1]}
      AND privilege IN ('INSERT', 'UPDATE', 'DELETE', 'ALTER')
      AND (grantee IN (USER, 'PUBLIC') OR grantee IN (SELECT role FROM session_roles)))`
  const anywhere = ['INSERT', 'UPDATE', 'DELETE', 'ALTER', 'DROP'].map((what) => `'${what} ANY TABLE'`)
  const mayWrite = may(
    `${own(':1')} = USER`,
    granted('all_tab_privs', [':2', ':3']),
    granted('all_col_privs', [':4', ':5']),
    `EXISTS (SELECT 1 FROM session_privs WHERE privilege IN (${anywhere.join(', ')}))`,
  )
  const isAdmin = may(`EXISTS (SELECT 1 FROM session_roles WHERE role = 'DBA')`)
  const text = `SELECT ${mayWrite} AS c0, ${isAdmin} AS c1 FROM DUAL`
  return { text, values: [schema, schema, name, schema, name] }
}

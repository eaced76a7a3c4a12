/** The few forms of Oracle's SQL that PostgreSQL has otherwise, and the catalogue of Oracle over PostgreSQL's. Pure. */
import type { Asked } from './simulator-sql.ts'
import { catalogueName, typeNumbers } from './simulator-types.ts'

/** Functions of Oracle that the adapter and its settings use, and views of its catalogue. */
export const oracleCatalogue = `
  CREATE VIEW dual AS SELECT 'X'::text AS dummy;
  CREATE FUNCTION to_number(text) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1::numeric';
  CREATE FUNCTION ora_time(text, text) RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT $1::timestamptz';
  CREATE FUNCTION ora_local(text, text) RETURNS timestamp LANGUAGE sql STABLE AS 'SELECT $1::timestamp';
  CREATE FUNCTION ora_local9(text, text) RETURNS text LANGUAGE sql STABLE AS 'SELECT rpad($1, 29, ''0'')';
  CREATE FUNCTION ora_nine(timestamp) RETURNS text LANGUAGE sql STABLE
    AS 'SELECT to_char($1, ''YYYY-MM-DD"T"HH24:MI:SS.US'') || ''000''';
  CREATE FUNCTION nvl(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, $2)';
  CREATE FUNCTION sys_context(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''CRM''';
  CREATE FUNCTION sys_extract_utc(timestamptz) RETURNS timestamp LANGUAGE sql IMMUTABLE
    AS 'SELECT $1 AT TIME ZONE ''UTC''';
  CREATE FUNCTION numtodsinterval(numeric, text) RETURNS interval LANGUAGE sql IMMUTABLE
    AS 'SELECT ($1::text || '' '' || $2)::interval';
  CREATE FUNCTION timestamp_to_scn(timestamptz) RETURNS numeric LANGUAGE sql IMMUTABLE
    AS 'SELECT floor(extract(epoch FROM $1) * 1000)';
  CREATE TABLE session_privs (privilege text);
  CREATE TABLE session_roles (role text);
  CREATE TABLE all_tab_privs (grantee text, table_schema text, table_name text, privilege text);
  CREATE TABLE all_col_privs (grantee text, table_schema text, table_name text, privilege text);
  CREATE VIEW all_tables AS SELECT 'CRM'::text AS owner, upper(relname) AS table_name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace;
  CREATE VIEW all_tab_columns AS SELECT 'CRM'::text AS owner, upper(relname) AS table_name, attnum AS column_id,
      CASE WHEN attname = lower(attname) THEN upper(attname) ELSE attname::text END AS column_name,
      ${catalogueName('format_type(atttypid, -1)')} AS data_type
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped AND attname <> 'ora_rowscn';`

/** A statement for PostgreSQL. */
export interface Translation {
  readonly text: string
  /** The column behind a name in the list: `c0` → `updated_at`. */
  readonly sources: ReadonlyMap<string, string>
  readonly tables: readonly string[]
}

/** What the translation needs to know. */
export interface Surroundings {
  readonly user: string
  readonly columns: ReadonlyMap<string, { readonly domain?: string; readonly charLength?: number }>
}

/** Parts of a statement that stay: texts in quotes. */
const literals = /('(?:[^']|'')*')/

/** Translates a statement. */
export function translated({ text, binds }: Asked, { user, columns }: Surroundings): Translation {
  let places = 0
  const words = (part: string): string =>
    part
      .replaceAll(/"([A-Z][A-Z0-9_$#]*)"/g, (_, name: string) => `"${name.toLowerCase()}"`)
      .replaceAll(/(?<!:):\w+/g, () => `$${(places += 1)}`)
      .replaceAll(/\bTO_TIMESTAMP_TZ\(/gi, 'ora_time(')
      .replaceAll(/\bTO_TIMESTAMP\(/gi, 'ora_local(')
      .replaceAll(/\bTO_DATE\(/gi, 'ora_local(')
      .replaceAll(/\bSYSTIMESTAMP\b/gi, 'clock_timestamp()')
      .replaceAll(/\bUSER\b/g, `'${user}'`)
      .replaceAll(/\bAS DATE\)/gi, 'AS odate)')
  const parts = text.split(literals).map((part, at) => (at % 2 === 1 ? part : words(part)))
  const names = [...columns].map(([name, facts]) => ({ name, ...facts }))
  const hasNine = names.some(
    ({ name, domain }) => domain === 'timestamp9' && parts.join('').includes(`"${name}"`),
  )
  const whole = padded(hasNine ? withNineDigits(parts.join('')) : parts.join(''), binds, columns)
  return {
    text: whole,
    sources: new Map(
      [...whole.matchAll(/"?(\w+)"? AS "?(\w+)"?/g)].map(([, column = '', alias = '']) => [alias, column]),
    ),
    tables: [...whole.matchAll(/\bFROM "?(\w+)"?/gi)].map(([, table = '']) => table),
  }
}

/** PostgreSQL has six digits; columns with nine are texts there. */
function withNineDigits(text: string): string {
  return text
    .replaceAll('ora_local(', 'ora_local9(')
    .replaceAll(/CAST\((SYS_EXTRACT_UTC\(.*?'SECOND'\)\)) AS TIMESTAMP\(9\)\)/g, 'ora_nine($1)')
}

/** A CHAR column is compared with its padding, unless what it is compared with is a CHAR too. */
function padded(text: string, binds: Asked['binds'], columns: Surroundings['columns']): string {
  return text.replaceAll(
    /"?(\w+)"? (=|<|>|<=|>=) \$(\d+)/g,
    (...[all, name, how, place]: readonly string[]) => {
      const length = columns.get(name ?? '')?.charLength
      if (length === undefined || binds[Number(place) - 1] !== typeNumbers.varchar) return all ?? ''
      return `rpad("${name}"::text, ${length}) ${how} $${place}::text`
    },
  )
}

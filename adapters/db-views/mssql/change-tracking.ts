/**
 * Change tracking of SQL Server as the record of changes: `CHANGETABLE` tells the last change of each key after a
 * version of the database, in the order of commits. A place of the record is a version, or within one a version and
 * the key that was told last. https://learn.microsoft.com/sql/relational-databases/track-changes/work-with-change-tracking-sql-server
 *
 * The database cleans the record beside us, so its beginning is asked for after reading it, too.
 */
import { fail } from '../../../engine/values/failure.ts'
import type { Call } from '../../adapter.ts'
import type { ChangeLog, ChangesLost, RecordedChanges } from '../change-log.ts'
import type { Ask, Database, Statement } from '../database.ts'
import { quotedView, type Dialect } from '../dialect.ts'
import { pageSizeOf, type ViewSettings } from '../view-settings.ts'

/** What is read and how. */
export interface TrackingMeans {
  readonly database: Database
  readonly dialect: Dialect
}

/** The changes of a connection's tables. */
export function changeTracking({ database, dialect }: TrackingMeans): ChangeLog {
  const tableOf = (view: ViewSettings): string =>
    quotedView(dialect, { view: view.changes?.table ?? view.view })
  const read = <Result>(
    view: ViewSettings,
    call: Call,
    work: (ask: Ask) => Promise<Result>,
  ): Promise<Result> => database.read(`Reading the changes of ${view.view}`, call, work)
  return {
    begin: (view, call) =>
      read(view, call, async (ask) => {
        const { version } = await rangeOf(view, tableOf(view), ask)
        return JSON.stringify([version])
      }),
    after: (view, log, { call }) =>
      read(view, call, async (ask) => {
        const table = tableOf(view)
        const place = JSON.parse(log) as Place
        const before = await rangeOf(view, table, ask)
        if (isLost(place, before)) return tooShort
        const key = dialect.quoted(view.changes?.key ?? view.id)
        const { rows } = await ask(
          selectChanges({ table, key, place, limit: pageSizeOf(view) }, before.version),
        )
        if (isLost(place, await rangeOf(view, table, ask))) return tooShort
        return recorded(rows, before.version, pageSizeOf(view))
      }),
  }
}

const tooShort: ChangesLost = {
  lost:
    'The database has cleaned its record before it was read, or it was restored, or the table was emptied: ' +
    'keep CHANGE_RETENTION longer than the source may rest.',
}

/** A version of the database, as text because it has 64 bits, and the key in it that was told last. */
type Place = readonly [version: string, key?: string]

interface Range {
  /** The present version of the database. */
  readonly version: string
  /** The record goes back to this one. */
  readonly oldest: string
}

async function rangeOf(view: ViewSettings, table: string, ask: Ask): Promise<Range> {
  const text = `SELECT CHANGE_TRACKING_CURRENT_VERSION() AS c0, CHANGE_TRACKING_MIN_VALID_VERSION(OBJECT_ID(@p1)) AS c1`
  const [version, oldest] = (await ask({ text, values: [table] })).rows[0] ?? []
  if (typeof version === 'string' && typeof oldest === 'string') return { version, oldest }
  const message =
    `The database does not track changes of ${view.changes?.table ?? view.view}, or the user may not see them: ` +
    'ALTER TABLE … ENABLE CHANGE_TRACKING, and GRANT VIEW CHANGE TRACKING.'
  throw fail('misconfigured', message)
}

/** The version after which the record is asked for: in the middle of a version, the one before. */
function askedAfter([version, key]: Place): bigint {
  return key === undefined ? BigInt(version) : BigInt(version) - 1n
}

/** A database that was restored is behind what we know of it. */
function isLost(place: Place, { version, oldest }: Range): boolean {
  return askedAfter(place) < BigInt(oldest) || BigInt(place[0]) > BigInt(version)
}

interface Asked {
  readonly table: string
  readonly key: string
  readonly place: Place
  readonly limit: number
}

/** The version is written into the statement: `CHANGETABLE` takes no expression. */
function selectChanges({ table, key, place, limit }: Asked, upTo: string): Statement {
  const [version, after] = place
  const values = [upTo, ...(after === undefined ? [] : [version, after])]
  const rest =
    after === undefined ? '' : `AND (ct.SYS_CHANGE_VERSION > CAST(@p2 AS bigint) OR ct.${key} > @p3)`
  const text = `SELECT TOP (${limit}) ct.SYS_CHANGE_VERSION AS c0, ct.${key} AS c1
    FROM CHANGETABLE(CHANGES ${table}, ${askedAfter(place)}) AS ct
    WHERE ct.SYS_CHANGE_VERSION <= CAST(@p1 AS bigint) ${rest}
    ORDER BY ct.SYS_CHANGE_VERSION, ct.${key}`
  return { text, values }
}

function recorded(
  rows: readonly (readonly (string | null)[])[],
  upTo: string,
  limit: number,
): RecordedChanges {
  const keys = rows.map(([, key]) => key ?? '')
  const [version = upTo, last = ''] = rows.at(-1)?.map((text) => text ?? '') ?? []
  const more = rows.length >= limit
  return { keys, more, log: JSON.stringify(more ? [version, last] : [upTo]) }
}

/**
 * Logical decoding of PostgreSQL as the record of changes: a replication slot with the plug-in `pgoutput`, which comes
 * with the server, read over SQL. A look at the slot takes nothing away; it is moved on (`pg_replication_slot_advance`)
 * by the poll that comes with a later place, so that what it forgets is stored.
 *
 * A place is the position up to which the slot can be moved on, and how many messages behind it were read: a
 * transaction of many rows is read in parts, and the slot stands before it until all of it was read.
 * The connection needs a role with REPLICATION, a server with `wal_level = logical`, and a publication.
 */
import { fail } from '../../../engine/values/failure.ts'
import type { ChangeLog, ChangesLost, RecordedChanges } from '../change-log.ts'
import type { Answer, Ask, Database } from '../database.ts'
import { quotedView } from '../dialect.ts'
import { pageSizeOf, type ViewSettings } from '../view-settings.ts'
import { dialect } from './dialect.ts'
import { readMessage, type LogMessage } from './pgoutput.ts'
import { backlogOf, lossOf, slotOf } from './replication-slot.ts'

interface Place {
  readonly lsn: string
  readonly skip: number
}

/** The changes of the tables that views name. */
export function logicalDecoding(database: Database): ChangeLog {
  const attempt = ({ view }: ViewSettings): string => `Reading the changes of ${view}`
  return {
    begin: async (view, call) => {
      await database.read(attempt(view), call, (ask) => tableOf(view, ask))
      const lsn = await database.write(attempt(view), call, (ask) => slotAtEnd(slotOf(view), ask))
      return JSON.stringify({ lsn, skip: 0 } satisfies Place)
    },
    after: async (view, log, { call, looksOnly }) => {
      const place = JSON.parse(log) as Place
      const lost = await database.write(attempt(view), call, (ask) =>
        slotAt({ slot: slotOf(view), lsn: place.lsn, looksOnly }, ask),
      )
      if (lost !== undefined) return { lost }
      return database.read(attempt(view), call, async (ask) => {
        const table = await tableOf(view, ask)
        return changesOf(await looked(view, place, ask), { view, place, table })
      })
    },
    backlog: (view, call) =>
      database.read(`Reading the slot of ${view.view}`, call, (ask) => backlogOf(view, ask)),
  }
}

/** The published table, as messages name it. */
async function tableOf(view: ViewSettings, ask: Ask): Promise<string> {
  const { table = view.view, publication = '' } = view.changes ?? {}
  const text = `SELECT p.schemaname || '.' || p.tablename FROM pg_catalog.pg_publication_tables p
    JOIN pg_catalog.pg_namespace n ON n.nspname = p.schemaname
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
    WHERE p.pubname = $1 AND c.oid = to_regclass($2)`
  const { rows } = await ask({ text, values: [publication, quotedView(dialect, { view: table })] })
  const [found] = rows[0] ?? []
  if (typeof found === 'string') return found
  throw fail(
    'misconfigured',
    `The publication ${publication} does not have the table ${table}: CREATE PUBLICATION, or ALTER PUBLICATION … ADD TABLE.`,
  )
}

/** Makes the slot if it is not there, or moves it to the present end; gives its place. */
async function slotAtEnd(slot: string, ask: Ask): Promise<string> {
  const { rows } = await ask({
    text: `SELECT plugin, coalesce(wal_status, '') FROM pg_catalog.pg_replication_slots
      WHERE slot_name = $1 AND slot_type = 'logical' AND database = current_database()`,
    values: [slot],
  })
  const [plugin, status] = rows[0] ?? []
  if (plugin === 'pgoutput' && status !== 'lost')
    return one(
      await ask({
        text: `SELECT end_lsn FROM pg_replication_slot_advance($1, pg_current_wal_flush_lsn())`,
        values: [slot],
      }),
    )
  if (typeof plugin === 'string' && plugin !== 'pgoutput')
    throw fail(
      'misconfigured',
      `The slot ${slot} has the plug-in ${plugin}; name another slot in the settings.`,
    )
  if (status === 'lost') await ask({ text: 'SELECT pg_drop_replication_slot($1)', values: [slot] })
  return one(
    await ask({ text: `SELECT lsn FROM pg_create_logical_replication_slot($1, 'pgoutput')`, values: [slot] }),
  )
}

function one({ rows }: Answer): string {
  return rows[0]?.[0] ?? ''
}

interface Wanted {
  readonly slot: string
  readonly lsn: string
  readonly looksOnly: boolean
}

/** Moves the slot to a place; why it cannot: it is not there, or has been beyond it. */
async function slotAt({ slot, lsn, looksOnly }: Wanted, ask: Ask): Promise<string | undefined> {
  const lost = await lossOf(slot, ask)
  if (lost !== undefined) return lost
  const { rows } = await ask({
    text: `SELECT confirmed_flush_lsn > $2::pg_lsn, confirmed_flush_lsn < $2::pg_lsn
      FROM pg_catalog.pg_replication_slots WHERE slot_name = $1 AND database = current_database()`,
    values: [slot, lsn],
  })
  const [isBeyond = 'true', isBehind] = rows[0] ?? []
  if (isBeyond !== 'false')
    return `The replication slot ${slot} was made anew or read by somebody else: it must belong to this source alone.`
  if (isBehind === 'true' && !looksOnly)
    await ask({
      text: 'SELECT end_lsn FROM pg_replication_slot_advance($1, $2::pg_lsn)',
      values: [slot, lsn],
    })
  return undefined
}

interface Looked {
  /** End of what could be read. */
  readonly end: string
  readonly rows: Answer['rows']
  /** Whether the server stopped before that end. */
  readonly isCut: boolean
}

/** Messages behind a place, and all that say what a table is: these come once, wherever they are needed. */
async function looked(view: ViewSettings, { skip }: Place, ask: Ask): Promise<Looked> {
  const end = one(await ask({ text: 'SELECT pg_current_wal_flush_lsn()', values: [] }))
  const most = messagesOf(view)
  // What says what a table is comes at other places when the slot has moved, so it is not counted.
  const text = `WITH m AS MATERIALIZED (SELECT xid, data, get_byte(data, 0) = ascii('R') AS r,
        count(*) FILTER (WHERE get_byte(data, 0) <> ascii('R')) OVER (ROWS UNBOUNDED PRECEDING) AS n
      FROM pg_logical_slot_peek_binary_changes($1, NULL, $2::int, 'proto_version', '1', 'publication_names', $3))
    SELECT n, xid, data, (SELECT count(*) FROM m) FROM (SELECT * FROM m WHERE r
      UNION ALL (SELECT * FROM m WHERE NOT r AND n > $4::bigint ORDER BY n LIMIT $5::int)) page ORDER BY n, r`
  // Each of them stands before a message that is counted, so half of these are counted ones.
  const limit = 2 * (skip + most)
  const values = [slotOf(view), String(limit), quotedPublication(view), String(skip), String(most)]
  const { rows } = await ask({ text, values })
  return { end, rows, isCut: Number(rows[0]?.[3] ?? 0) >= limit }
}

/** A page's rows, with the beginning and the end of a transaction each. */
function messagesOf(view: ViewSettings): number {
  return pageSizeOf(view) + 3
}

function quotedPublication({ changes }: ViewSettings): string {
  return `"${(changes?.publication ?? '').replaceAll('"', '""')}"`
}

interface About {
  readonly view: ViewSettings
  readonly place: Place
  readonly table: string
}

function changesOf({ end, rows, isCut }: Looked, about: About): RecordedChanges | ChangesLost {
  const { place, view } = about
  const messages = rows.map(([n, xid, data]) => ({
    n: Number(n),
    xid: xid ?? '',
    message: readMessage(Buffer.from((data ?? '').slice(2), 'hex')),
  }))
  const fresh = messages.filter(({ message }) => message.kind !== 'relation')
  const keys = keysOf(
    messages.map(({ message }) => message),
    about,
  )
  if (keys === undefined) return { lost: `The table ${about.table} was emptied by TRUNCATE.` }
  const more = isCut || fresh.length >= messagesOf(view)
  return {
    keys,
    more,
    ...(more && upTo(fresh)),
    log: JSON.stringify(more ? placeAfter(fresh, place) : { lsn: end, skip: 0 }),
    isSeen: (ask) => seesAll([...new Set(fresh.map(({ xid }) => xid))], ask),
  }
}

/** Keys in the order in which they changed last, each once; nothing when the table was emptied. */
function keysOf(messages: readonly LogMessage[], { view, table }: About): readonly string[] | undefined {
  const keys = new Set<string>()
  /** Place of the key among the columns of each relation that is the table. */
  const places = new Map<number, number>()
  for (const message of messages) {
    if (message.kind === 'relation' && message.table === table)
      places.set(message.relation, keyPlace(message.columns, { view, table }))
    if (message.kind === 'truncate' && message.relations.some((one) => places.has(one))) return undefined
    for (const key of changedKeys(message, places)) {
      keys.delete(key)
      keys.add(key)
    }
  }
  return [...keys]
}

function keyPlace(columns: readonly string[], { view, table }: Pick<About, 'view' | 'table'>): number {
  const key = view.changes?.key ?? view.id
  const at = columns.indexOf(key)
  if (at >= 0) return at
  throw fail('misconfigured', `The table ${table} has no column ${key}; name its key in \`changes\`.`)
}

function changedKeys(message: LogMessage, places: ReadonlyMap<number, number>): readonly string[] {
  if (message.kind !== 'change') return []
  const at = places.get(message.relation)
  return at === undefined ? [] : message.rows.flatMap((row) => row[at] ?? [])
}

function placeAfter(
  fresh: readonly { readonly n: number; readonly message: LogMessage }[],
  place: Place,
): Place {
  const last = fresh.at(-1)?.n ?? place.skip
  const ended = fresh.findLast(({ message }) => message.kind === 'commit')
  if (ended?.message.kind !== 'commit') return { lsn: place.lsn, skip: last }
  return { lsn: ended.message.end, skip: last - ended.n }
}

/** When the newest transaction was committed that has ended. */
function upTo(fresh: readonly { readonly message: LogMessage }[]): Pick<RecordedChanges, 'upTo'> {
  const ended = fresh.findLast(({ message }) => message.kind === 'commit')
  return ended?.message.kind === 'commit' ? { upTo: ended.message.at } : {}
}

const cycle = 2n ** 32n

/** Transactions are in the record a moment before others see them; ids of 32 bits there, of 64 in a snapshot. */
async function seesAll(xids: readonly string[], ask: Ask): Promise<boolean> {
  const [, beyond = '0', open = ''] = one(
    await ask({ text: 'SELECT pg_current_snapshot()::text', values: [] }),
  ).split(':')
  const present = new Set(
    open
      .split(',')
      .filter(Boolean)
      .map((id) => String(BigInt(id) % cycle)),
  )
  return xids.every((xid) => {
    const behind = (((BigInt(beyond) % cycle) - BigInt(xid) + cycle) % cycle) - 1n
    return !present.has(xid) && behind >= 0n && behind < cycle / 2n
  })
}

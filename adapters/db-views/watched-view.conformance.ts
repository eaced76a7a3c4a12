/**
 * The watched view: what the suites of database views read, and how. The table behind it is written to row by row, under
 * the reader's feet.
 */
import { after, afterEach, before, beforeEach } from 'node:test'

import { adapterCall, type AdapterIo } from '../../test/harness/adapter-io.ts'
import type { Connected, Poller, SourceRecordBody } from '../adapter.ts'
import type { viewOperations } from './view-operations.ts'
import type { ViewSettings } from './view-settings.ts'

/** A row of the watched table. */
export interface WatchedRow {
  /** A 64-bit number. */
  readonly id: string
  /** RFC 3339 in UTC with six digits, or `null`. */
  readonly updatedAt: string | null
  readonly city?: string
  /** Decimal text with two digits. */
  readonly creditLimit?: string
  readonly birthOn?: string
  readonly deleted?: boolean
}

/** A table `watched` with the columns id, city, credit_limit, birth_on, deleted and updated_at. */
export interface WatchedTable {
  /** Empties the table. */
  clear(): Promise<void>
  /** Inserts rows, or changes those that have the id. */
  put(...rows: readonly WatchedRow[]): Promise<void>
  /** Removes rows outright. */
  remove(...ids: readonly string[]): Promise<void>
  /** Connects anew to the table, as the view `watched`. */
  connect(
    view: ViewSettings,
    settings?: { readonly lagMs?: number; readonly overlapMs?: number },
  ): Promise<Connected<typeof viewOperations>>
  close(): Promise<void>
}

/** A server to read from and a way to write to it, one statement at a time. */
export interface WatchedServer<Settings> {
  /** Without views. */
  readonly settings: Omit<Settings, 'views'>
  /** Name of the table, with its schema where needed. */
  readonly table: string
  readonly io: AdapterIo
  readonly sql: (text: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

/** The settings that the suite starts from. */
export const watchedView: ViewSettings = {
  view: 'watched',
  type: 'person',
  externalId: 'id',
  watermark: 'updated_at',
  id: 'id',
  start: 'beginning',
  pageSize: 2,
  mapping: { city: 'city', credit_limit: 'description', birth_on: 'birthOn' },
  deletedColumn: 'deleted',
}

/** What came out of a source. */
export interface Drained {
  readonly ids: readonly string[]
  readonly versions: readonly (string | undefined)[]
  readonly keys: readonly string[]
  readonly bodies: readonly SourceRecordBody[]
  readonly cursor: string
}

/** Polls until nothing is waiting any more, or for so many pages. */
export async function drained(
  poller: Poller,
  from: { readonly cursor?: string; readonly pages?: number } = {},
): Promise<Drained> {
  let { cursor } = from
  const items = []
  for (let page = 0; page < (from.pages ?? 100); page += 1) {
    // A loaded machine is slow to make the first connections.
    const polled = await poller.poll(cursor, adapterCall({ deadline: new Date(Date.now() + 30_000) }))
    items.push(...polled.items)
    cursor = polled.cursor
    if (!polled.more) break
  }
  const bodies = items.map(({ body }) => body as SourceRecordBody)
  return {
    ids: bodies.map(({ externalId }) => externalId),
    versions: bodies.map(({ version }) => version),
    keys: items.map(({ dedupKey }) => dedupKey),
    bodies,
    cursor: cursor ?? '',
  }
}

/** A watched table for the tests of one suite. */
export interface WatchedTableInUse {
  readonly table: () => WatchedTable
  /** Connects as the table does; the connection is closed after the test. */
  readonly connect: WatchedTable['connect']
  /** The source of the usual view, but for what is given. */
  readonly pollerOf: (
    view?: Partial<ViewSettings>,
    settings?: Parameters<WatchedTable['connect']>[1],
  ) => Promise<Poller>
}

/** Opens the table for the suite around, empties it before each test, and closes everything in the end. */
export function usingWatchedTable(open: () => Promise<WatchedTable>): WatchedTableInUse {
  let table: WatchedTable
  const opened: Connected[] = []
  before(async () => {
    table = await open()
  })
  beforeEach(() => table.clear())
  // Each has a connection to the server, which does not give any number of them.
  afterEach(async () => {
    for (const connected of opened.splice(0)) await connected.close?.()
  })
  after(() => table.close())
  const connect: WatchedTable['connect'] = async (view, settings) => {
    const connected = await table.connect(view, settings)
    opened.push(connected)
    return connected
  }
  return {
    table: () => table,
    connect,
    pollerOf: async (view, settings) => {
      const { sources } = await connect({ ...watchedView, ...view }, settings)
      return sources?.['watched'] as Poller
    },
  }
}

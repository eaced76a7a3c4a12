/**
 * MongoDB commands as calls of the engine's SQL functions: one entry a command. What is not listed is answered
 * with CommandNotFound.
 */
import { deserialize, serialize, type Document } from 'bson'
import type { ClientBase } from 'pg'

import type { Command } from './command.ts'
import { mongoCode, writeErrorCode } from './errors.ts'
import { maxMessageBytes } from './wire.ts'

/** What a command needs besides itself. */
export interface Session {
  readonly client: ClientBase
  readonly cursors: Cursors
}

/** Open cursors of all connections: where each goes on. */
export interface Cursors {
  next(): bigint
  keep(id: bigint, database: string, continuation: Buffer): void
  find(id: bigint): { readonly database: string; readonly continuation: Buffer } | undefined
  drop(id: bigint): void
}

/** A request as the table sees it. */
export interface Asked extends Command {
  readonly sequence?: Buffer
}

type Perform = (asked: Asked, session: Session) => Promise<Uint8Array>

const exact = { promoteValues: false, promoteLongs: false, promoteBuffers: false }
const done = serialize({ ok: 1 })

/** The reply to a command; rejects with PostgreSQL's error. */
export async function perform(asked: Asked, session: Session): Promise<Uint8Array> {
  const act = table[asked.name]
  if (act !== undefined) return act(asked, session)
  return serialize({
    ok: 0,
    code: 59,
    codeName: 'CommandNotFound',
    errmsg: `no such command: '${asked.name}'`,
  })
}

/** Commands that the gateway answers by itself; they need no PostgreSQL. */
export function answerAlone(name: string): Uint8Array | undefined {
  return alone[name]?.()
}

const hello = (): Uint8Array =>
  serialize({
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    // Lets drivers use sessions and transactions without a replica set.
    msg: 'isdbgrid',
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  })

const alone: Readonly<Record<string, () => Uint8Array>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: () => done,
  endSessions: () => done,
  killSessions: () => done,
  refreshSessions: () => done,
  getParameter: () => done,
  buildInfo: () => serialize({ version: '7.0.0', versionArray: [7, 0, 0, 0], ok: 1 }),
  buildinfo: () => serialize({ version: '7.0.0', versionArray: [7, 0, 0, 0], ok: 1 }),
}

const bson = 'bytea::documentdb_core.bson'

const write =
  (name: 'insert' | 'update' | 'delete'): Perform =>
  async ({ database, body, sequence }, { client }) => {
    const hasSequence = sequence !== undefined
    const more = hasSequence ? ', $3::bytea::documentdb_core.bsonsequence' : ''
    const text = `SELECT p_result::bytea AS reply FROM documentdb_api.${name}($1, $2::${bson}${more})`
    const values = hasSequence ? [database, body, sequence] : [database, body]
    const reply = await one(client, { name: `${name}${hasSequence ? 'Sequence' : ''}`, text, values })
    return withMongoCodes(bytes(reply['reply']))
  }

const firstPage =
  (name: string): Perform =>
  async ({ database, body }, { client, cursors }) => {
    const id = cursors.next()
    const page = await one(client, {
      name: `${name}FirstPage`,
      text: `SELECT cursorpage::bytea AS page, continuation::bytea AS continuation, cursorid AS id
             FROM documentdb_api.${name}_cursor_first_page($1, $2::${bson}, $3)`,
      values: [database, body, String(id)],
    })
    if (page['continuation'] !== null) {
      cursors.keep(BigInt(String(page['id'])), database, bytes(page['continuation']))
    }
    return bytes(page['page'])
  }

const query =
  (text: string): Perform =>
  async ({ name, database, body }, { client }) =>
    bytes((await one(client, { name, text, values: [database, body] }))['reply'])

const onCollection =
  (text: string): Perform =>
  async ({ name, database, target }, { client }) => {
    await one(client, { name, text, values: [database, target ?? ''] })
    return done
  }

const table: Readonly<Record<string, Perform>> = {
  insert: write('insert'),
  update: write('update'),
  delete: write('delete'),
  findAndModify: query(
    `SELECT p_result::bytea AS reply FROM documentdb_api.find_and_modify($1, $2::${bson})`,
  ),
  findandmodify: query(
    `SELECT p_result::bytea AS reply FROM documentdb_api.find_and_modify($1, $2::${bson})`,
  ),
  find: firstPage('find'),
  aggregate: firstPage('aggregate'),
  listCollections: firstPage('list_collections'),
  listIndexes: firstPage('list_indexes'),
  count: query(`SELECT document::bytea AS reply FROM documentdb_api.count_query($1, $2::${bson})`),
  distinct: query(`SELECT document::bytea AS reply FROM documentdb_api.distinct_query($1, $2::${bson})`),
  create: query(`SELECT documentdb_api.create_collection_view($1, $2::${bson})::bytea AS reply`),
  drop: onCollection('SELECT documentdb_api.drop_collection($1, $2)'),
  dropDatabase: async ({ database }, { client }) => {
    await client.query('SELECT documentdb_api.drop_database($1)', [database])
    return done
  },
  dropIndexes: async ({ database, body }, { client }) => {
    await client.query(`CALL documentdb_api.drop_indexes($1, $2::${bson})`, [database, body])
    return done
  },
  createIndexes: async ({ database, body }, { client }) => {
    const text = `SELECT documentdb_api_internal.create_indexes_non_concurrently($1, $2::${bson}, true)::bytea AS reply`
    const reply = deserialize(
      bytes((await one(client, { name: 'createIndexes', text, values: [database, body] }))['reply']),
    )
    return serialize(indexReply(reply))
  },
  listDatabases: async ({ body }, { client }) => {
    const text = `SELECT documentdb_api.list_databases($1::${bson})::bytea AS reply`
    return bytes((await one(client, { name: 'listDatabases', text, values: [body] }))['reply'])
  },
  collStats: async ({ database, target }, { client }) => {
    const text = 'SELECT documentdb_api.coll_stats($1, $2)::bytea AS reply'
    return bytes((await one(client, { name: 'collStats', text, values: [database, target ?? ''] }))['reply'])
  },
  dbStats: async ({ database }, { client }) => {
    const text = 'SELECT documentdb_api.db_stats($1)::bytea AS reply'
    return bytes((await one(client, { name: 'dbStats', text, values: [database] }))['reply'])
  },
  getMore: async ({ body, cursor }, { client, cursors }) => {
    const id = cursor ?? 0n
    const open = cursors.find(id)
    if (open === undefined) return cursorNotFound(id)
    const text = `SELECT cursorpage::bytea AS page, continuation::bytea AS continuation
                  FROM documentdb_api.cursor_get_more($1, $2::${bson}, $3::${bson})`
    const page = await one(client, {
      name: 'getMore',
      text,
      values: [open.database, body, open.continuation],
    })
    if (page['continuation'] === null) cursors.drop(id)
    else cursors.keep(id, open.database, bytes(page['continuation']))
    return bytes(page['page'])
  },
  killCursors: async ({ body }, { client, cursors }) => {
    const { cursors: wanted } = deserialize(body, { useBigInt64: true }) as { cursors: readonly bigint[] }
    for (const id of wanted) cursors.drop(BigInt(id))
    const text = 'SELECT documentdb_api_internal.delete_cursors($1::bigint[])::bytea AS reply'
    await one(client, { name: 'killCursors', text, values: [wanted.map(String)] })
    return serialize({
      cursorsKilled: wanted,
      cursorsNotFound: [],
      cursorsAlive: [],
      cursorsUnknown: [],
      ok: 1,
    })
  },
}

function cursorNotFound(id: bigint): Uint8Array {
  return serialize({
    ok: 0,
    code: 43,
    codeName: 'CursorNotFound',
    errmsg: `cursor ${String(id)} is not open`,
  })
}

/** The engine wraps its reply by shard and says errors in its own codes. */
function indexReply(reply: Document): Document {
  const raw = reply['raw'] as Record<string, Document> | undefined
  const shard = raw?.['defaultShard'] ?? reply
  if (shard['ok'] === 1) return { ok: 1 }
  const code = typeof shard['code'] === 'number' ? writeErrorCode(shard['code']) : mongoCode(undefined)
  return { ok: 0, code, errmsg: String(shard['errmsg'] ?? 'the index cannot be made') }
}

/** Replies of writes are passed on as they are, unless they hold errors in the engine's own codes. */
function withMongoCodes(reply: Buffer): Uint8Array {
  if (!reply.includes('writeErrors')) return reply
  const document = deserialize(reply, exact)
  const errors = (document['writeErrors'] ?? []) as { code: { valueOf(): number } | number }[]
  for (const error of errors) error.code = writeErrorCode(Number(error.code.valueOf()))
  return serialize(document)
}

interface Query {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

async function one(client: ClientBase, query: Query): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>({ ...query, values: [...query.values] })
  const row = rows[0]
  if (row === undefined) throw new Error(`the engine gave no row for ${query.name}`)
  return row
}

function bytes(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value
  throw new Error('the engine gave no BSON')
}

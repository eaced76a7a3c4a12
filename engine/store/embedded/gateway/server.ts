/**
 * The gateway: MongoDB's wire protocol in front, PostgreSQL with the documentdb extension behind. It keeps no
 * data. A transaction holds one PostgreSQL connection; everything else takes one from the pool for a command.
 * A command that lost a race is tried again. While PostgreSQL restarts, commands that it has not seen wait for it;
 * one that was under way is answered with an error, because nobody can say how far it came.
 */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

import { serialize } from 'bson'
import pg from 'pg'

import { readCommand } from './command.ts'
import { answerAlone, perform, type Asked, type Cursors } from './commands.ts'
import { errorDocument, isConflict, isLoss } from './errors.ts'
import { frames, readRequest, replyFrame, type Request } from './wire.ts'

/** Where to listen and what stands behind. */
export interface GatewayOptions {
  /** 0 takes a free port; loopback only. */
  readonly port: number
  readonly postgres: { readonly host: string; readonly port: number }
  /** Connections to PostgreSQL. Default 12. */
  readonly poolSize?: number
}

/** A running gateway. */
export interface Gateway {
  readonly port: number
  /** Waits a moment for what is running, then closes; PostgreSQL takes back what was not finished. */
  close(): Promise<void>
}

const conflictTries = 8
const transactionIdleMs = 60_000
const cursorIdleMs = 600_000
/** How long a command waits for PostgreSQL to be back, or for a free connection to it. */
const patienceMs = 10_000
/** How long a close waits for commands; what they wait for (a lock, a free connection) may never come. */
const closeMs = 1_000

interface Transaction {
  readonly client: pg.PoolClient
  usedAt: number
}

/** Starts a gateway. */
export async function startGateway({ port, postgres, poolSize = 12 }: GatewayOptions): Promise<Gateway> {
  const pool = new pg.Pool({
    ...postgres,
    user: 'postgres',
    database: 'postgres',
    max: poolSize,
    connectionTimeoutMillis: patienceMs,
  })
  // A connection that dies, idle or at work, is replaced at the next command; whoever waits on it is told by its query.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const cursors = openCursors()
  const transactions = new Map<string, Transaction>()
  const sockets = new Set<Socket>()
  const running = new Set<Promise<void>>()
  let isClosing = false

  async function answer(asked: Asked): Promise<Uint8Array> {
    const { transaction, name } = asked
    if (transaction === undefined) return answerAlone(name) ?? autocommit(asked)
    if (name === 'commitTransaction' || name === 'abortTransaction') return end(transaction, name)
    return inTransaction(transaction, asked)
  }

  async function autocommit(asked: Asked): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withClient((client) => perform(asked, { client, cursors }))
      } catch (error) {
        if (!isConflict(error) || attempt === conflictTries) return serialize(errorDocument(error, false))
      }
    }
  }

  async function withClient<Result>(act: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await checkOut()
    try {
      const result = await act(client)
      client.release()
      return result
    } catch (error) {
      client.release(isLoss(error))
      throw error
    }
  }

  /** A connection; nothing has been sent on it, so one that cannot be had (yet) may be asked for again. */
  async function checkOut(): Promise<pg.PoolClient> {
    const giveUpAt = Date.now() + patienceMs
    for (;;) {
      try {
        return await pool.connect()
      } catch (error) {
        if (isClosing || Date.now() > giveUpAt) throw error
        await pause(50)
      }
    }
  }

  async function inTransaction(id: string, asked: Asked): Promise<Uint8Array> {
    try {
      const { client } = await open(id)
      return await perform(asked, { client, cursors })
    } catch (error) {
      await rollBack(id)
      return serialize(errorDocument(error, true))
    }
  }

  async function open(id: string): Promise<Transaction> {
    const known = transactions.get(id)
    if (known !== undefined) {
      known.usedAt = Date.now()
      return known
    }
    const client = await checkOut()
    const transaction = { client, usedAt: Date.now() }
    transactions.set(id, transaction)
    await client.query('BEGIN')
    return transaction
  }

  async function end(id: string, name: 'commitTransaction' | 'abortTransaction'): Promise<Uint8Array> {
    const transaction = transactions.get(id)
    if (transaction === undefined) {
      const errmsg = 'the transaction is not open (any more)'
      const gone = { ok: 0, code: 251, codeName: 'NoSuchTransaction', errmsg }
      return serialize(name === 'abortTransaction' ? { ok: 1 } : gone)
    }
    transactions.delete(id)
    try {
      await transaction.client.query(name === 'commitTransaction' ? 'COMMIT' : 'ROLLBACK')
      transaction.client.release()
      return serialize({ ok: 1 })
    } catch (error) {
      transaction.client.release(true)
      // Only a lost race says that nothing was committed; a lost server leaves it open, and no repetition settles that.
      return serialize(errorDocument(error, isConflict(error)))
    }
  }

  async function rollBack(id: string): Promise<void> {
    const transaction = transactions.get(id)
    if (transaction === undefined) return
    transactions.delete(id)
    const isClean = await transaction.client.query('ROLLBACK').then(
      () => true,
      () => false,
    )
    transaction.client.release(!isClean)
  }

  function serve(socket: Socket): void {
    const cut = frames()
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      try {
        for (const frame of cut.push(chunk)) track(handle(socket, readRequest(frame)))
      } catch {
        // What breaks the protocol cannot be answered in it.
        socket.destroy()
      }
    })
  }

  async function handle(socket: Socket, request: Request): Promise<void> {
    const { sequence } = request
    const reply = await answer({ ...readCommand(request.body), ...(sequence && { sequence }) }).catch(
      (error: unknown) => serialize(errorDocument(error, false)),
    )
    if (!request.wantsNoReply && socket.writable) socket.write(replyFrame(request, reply))
  }

  function track(work: Promise<void>): void {
    running.add(work)
    void work.catch(() => undefined).finally(() => running.delete(work))
  }

  const sweeper = setInterval(() => {
    cursors.sweep(Date.now() - cursorIdleMs)
    for (const [id, { usedAt }] of transactions) {
      if (usedAt < Date.now() - transactionIdleMs) void rollBack(id)
    }
  }, 10_000)
  sweeper.unref()

  const server = createServer(serve)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      isClosing = true
      clearInterval(sweeper)
      server.close()
      const limit = new AbortController()
      const settled = Promise.all([...running].map((work) => work.catch(() => undefined)))
      await Promise.race([
        settled,
        pause(closeMs, undefined, { signal: limit.signal }).catch(() => undefined),
      ])
      limit.abort()
      for (const socket of sockets) socket.destroy()
      // Not waited for: a connection that is lent out comes back when PostgreSQL ends it, which is next.
      void pool.end().catch(() => undefined)
    },
  }
}

function openCursors(): Cursors & { sweep(before: number): void } {
  const open = new Map<bigint, { database: string; continuation: Buffer; usedAt: number }>()
  // Ids must not repeat after a restart, when a driver may still hold an old one.
  let last = BigInt(Date.now()) * 1000n
  return {
    next: () => (last += 1n),
    keep: (id, database, continuation) => void open.set(id, { database, continuation, usedAt: Date.now() }),
    find: (id) => open.get(id),
    drop: (id) => void open.delete(id),
    sweep: (before) => {
      for (const [id, { usedAt }] of open) if (usedAt < before) open.delete(id)
    },
  }
}

/** The hub's flow engine inside this process, over a database and a stub of a remote system. */
import type mongoose from 'mongoose'
import { Pool } from 'undici'

import { engine, type Engine } from '../../engine/runs/engine.ts'
import { connect } from '../../engine/store/database.ts'
import { systemClock } from '../../engine/values/clock.ts'
import type { Log } from '../../engine/values/log.ts'

/** The engine and what was counted. */
export interface OwnEngine {
  readonly engine: Engine
  readonly connection: mongoose.Connection
  /** Commands sent to the database so far. */
  trips(): number
  close(): Promise<void>
}

/** A call of the stub, as every engine of the benchmark makes it. */
export type CallStub = () => Promise<{ readonly reference: string }>

/** Opens the way to the stub. */
export function openStub(url: string): { readonly call: CallStub; close(): Promise<void> } {
  const pool = new Pool(url, { connections: 64, pipelining: 1, keepAliveTimeout: 60_000 })
  const headers = { 'content-type': 'application/json' }
  return {
    call: async () => {
      const { body } = await pool.request({
        path: '/',
        method: 'POST',
        headers,
        body: '{"invoice":"1403-77"}',
      })
      return (await body.json()) as { readonly reference: string }
    },
    close: () => pool.close(),
  }
}

const complaining: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message, more) => console.error(`the engine complains: ${message}`, more),
  error: (message, more) => console.error(`the engine complains: ${message}`, more),
  child: () => complaining,
}

/** Starts it on a database of its own name. */
export async function ownEngine(uri: string, workerId: string, call: CallStub): Promise<OwnEngine> {
  const connection = await connect(uri)
  const counted = counting(connection)
  const started = engine({
    connection: counted.connection,
    clock: systemClock,
    log: complaining,
    random: Math.random,
    workerId,
    caller: { effectOf: () => 'idempotent', call, names: () => [], onChange: () => undefined },
    records: { ingest: () => Promise.resolve([]), getRecord: () => Promise.resolve(undefined) },
    connectionWords: () => [],
  })
  await started.start()
  return {
    engine: started,
    connection,
    trips: counted.trips,
    close: async () => {
      await started.stop(5_000)
      await connection.close()
    },
  }
}

const commands = new Set<string | symbol>([
  'aggregate',
  'bulkWrite',
  'countDocuments',
  'deleteMany',
  'deleteOne',
  'find',
  'findOne',
  'findOneAndUpdate',
  'insertMany',
  'insertOne',
  'updateMany',
  'updateOne',
])

/** Counts what goes to the database; each of these is one round trip. */
function counting(connection: mongoose.Connection): {
  readonly connection: mongoose.Connection
  readonly trips: () => number
} {
  let trips = 0
  const counted = (collection: mongoose.Collection): mongoose.Collection =>
    new Proxy(collection, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...given: unknown[]): unknown => {
          if (commands.has(name)) trips += 1
          return Reflect.apply(member, target, given)
        }
      },
    })
  return {
    trips: () => trips,
    connection: new Proxy(connection, {
      get: (target, name) => {
        if (name === 'collection') return (of: string) => counted(target.collection(of))
        return Reflect.get(target, name) as unknown
      },
    }),
  }
}

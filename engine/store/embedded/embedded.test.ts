/** The embedded database itself, on a data folder of its own with full durability: what kill -9 leaves. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import mongoose from 'mongoose'

import { defaultCacheFolder, mirrorIn, rootFolder } from './root-folder.ts'
import { startEmbedded, type EmbeddedProcess } from './supervisor.ts'
import { silentLog } from '../../values/log.ts'

const cacheFolder = defaultCacheFolder()
const reason = await rootFolder(cacheFolder, silentLog).then(
  () => false as const,
  (error: unknown) => `no embedded database here: ${error instanceof Error ? error.message : String(error)}`,
)

interface Row {
  readonly _id: string
}

describe('the embedded database', { skip: reason }, () => {
  let folder: string
  let running: EmbeddedProcess
  const start = (): Promise<EmbeddedProcess> => startEmbedded({ dataFolder: join(folder, 'db'), cacheFolder })
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'peyvand-embedded-'))
    running = await start()
  })
  after(async () => {
    await running.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Speaks to the running database and hangs up, whatever happens: an open client would keep this process alive. */
  async function speaking<Result>(
    act: (client: mongoose.mongo.MongoClient) => Promise<Result>,
  ): Promise<Result> {
    const client = await mongoose.mongo.MongoClient.connect(running.uri, { serverSelectionTimeoutMS: 1_000 })
    try {
      return await act(client)
    } finally {
      await client.close()
    }
  }

  const rowsOf = (client: mongoose.mongo.MongoClient): mongoose.mongo.Collection<Row> =>
    client.db('crash').collection<Row>('rows')

  /**
   * Four writers insert one row after the other; in the middle of it comes the cut. Each goes on until an error
   * or the end. Gives the ids that were acknowledged.
   */
  async function writeAcross(prefix: string, cut: () => void): Promise<readonly string[]> {
    const acknowledged: string[] = []
    await speaking(async (client) => {
      const write = async (writer: number): Promise<void> => {
        for (let n = 0; n < rowsOfEach; n += 1) {
          const _id = `${prefix}-${String(writer)}-${String(n)}`
          await rowsOf(client).insertOne({ _id }, { timeoutMS: 15_000 })
          acknowledged.push(_id)
          if (acknowledged.length === rowsBeforeCut) cut()
        }
      }
      // What a writer in the middle of a command is told is that the server was lost; that is no acknowledgement.
      await Promise.allSettled([0, 1, 2, 3].map(write))
    })
    return acknowledged
  }

  async function missing(ids: readonly string[]): Promise<readonly string[]> {
    const found = await speaking((client) =>
      rowsOf(client)
        .find({ _id: { $in: [...ids] } })
        .toArray(),
    )
    const there = new Set(found.map(({ _id }) => _id))
    return ids.filter((id) => !there.has(id))
  }

  it('loses no acknowledged write when the server is killed, and comes back by itself', async () => {
    const acknowledged = await writeAcross('server', () => process.kill(running.postgresPid, 'SIGKILL'))
    assert.ok(acknowledged.length >= rowsBeforeCut)
    assert.deepEqual(await missing(acknowledged), [])
    await speaking((client) => rowsOf(client).insertOne({ _id: 'after the restart' }))
  })

  it('refuses a second hub on the same data, in words', async () => {
    await assert.rejects(start().then(closed), /is in use by process \d+/)
  })

  it('closes a connection that does not speak the protocol, and serves the others', async () => {
    const { port } = new URL(running.uri)
    const socket = connectSocket(Number(port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'close')
    assert.equal((await speaking((client) => client.db('crash').command({ ping: 1 })))['ok'], 1)
  })

  it('frees what an aborted transaction held', () =>
    speaking(async (client) => {
      const held = client.db('crash').collection<Row & { readonly n?: number }>('held')
      await held.insertOne({ _id: 'row' })
      const session = client.startSession()
      session.startTransaction()
      await held.updateOne({ _id: 'row' }, { $set: { n: 1 } }, { session })
      await session.endSession()
      await held.updateOne({ _id: 'row' }, { $set: { n: 2 } }, { timeoutMS: 5_000 })
      assert.equal((await held.findOne({ _id: 'row' }))?.n, 2)
    }))

  it('loses no acknowledged write when the process around it is killed, and starts again on the same data', async () => {
    const server = postmaster(await readFile(join(folder, 'db', 'postmaster.pid'), 'utf8'))
    const acknowledged = await writeAcross('supervisor', () => process.kill(running.pid, 'SIGKILL'))
    assert.ok(acknowledged.length >= rowsBeforeCut)
    running = await start()
    assert.equal(await isRunning(server), false, 'the server left over is stopped before the next one starts')
    assert.deepEqual(await missing(acknowledged), [])
  })

  it('ends within seconds when its hub ends, even while a transaction holds what a command waits for', async () => {
    const server = postmaster(await readFile(join(folder, 'db', 'postmaster.pid'), 'utf8'))
    await speaking(async (client) => {
      const held = client.db('crash').collection<Row & { readonly n?: number }>('held')
      const session = client.startSession()
      session.startTransaction()
      await held.updateOne({ _id: 'row' }, { $set: { n: 3 } }, { session })
      const waiting = assert.rejects(
        held.updateOne({ _id: 'row' }, { $set: { n: 4 } }, { timeoutMS: 20_000 }),
      )
      await running.close()
      await waiting
    })
    assert.deepEqual([await isRunning(running.pid), await isRunning(server)], [false, false])
  })
})

/** Rows that are acknowledged when the cut comes, and those that each of the writers has to write. */
const rowsBeforeCut = 200
const rowsOfEach = 100

function postmaster(note: string): number {
  return Number(note.split('\n')[0])
}

/** A process that has ended may be listed until its parent takes notice, but without a command line. */
async function isRunning(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '')) !== ''
}

function closed({ close }: EmbeddedProcess): Promise<void> {
  return close()
}

describe('the mirror of packages', () => {
  it("is read from the machine's own sources, in either form", () => {
    const blocks =
      'Types: deb\nURIs: http://mirror.example/debian\nSuites: stable\nComponents: main contrib\n'
    assert.equal(mirrorIn(blocks), 'http://mirror.example/debian')
    const security = 'Types: deb\nURIs: http://mirror.example/debian-security\nComponents: main\n'
    assert.equal(mirrorIn(`${security}\n${blocks}`), 'http://mirror.example/debian')
    assert.equal(mirrorIn('deb [arch=amd64] http://m.example/debian stable main'), 'http://m.example/debian')
    assert.equal(
      mirrorIn('# deb http://m.example/debian stable main\ndeb http://o.example/repo any x'),
      undefined,
    )
  })
})

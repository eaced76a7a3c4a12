import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { after, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'

import type { HttpRequest } from '../../adapters/adapter.ts'
import { fakeClock } from '../../test/harness/fake-clock.ts'
import { systemClock } from '../values/clock.ts'
import { failureOf, type Failure } from '../values/failure.ts'
import { silentLog } from '../values/log.ts'
import { connectionIo, type ConnectionIo } from './io.ts'

const closers: (() => void | Promise<void>)[] = []
after(async () => {
  for (const close of closers) await close()
})

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => void server.close())
  return (server.address() as AddressInfo).port
}

async function site(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${String(await listening(createServer(answer)))}`
}

/** A server that speaks raw bytes: what is not HTTP, or only the beginning of it. */
async function rawSite(talk: (socket: Socket) => void): Promise<string> {
  const port = await listening(
    createTcpServer((socket) => {
      socket.on('error', () => undefined)
      closers.push(() => void socket.destroy())
      talk(socket)
    }),
  )
  return `http://127.0.0.1:${String(port)}`
}

function open(options: Partial<Parameters<typeof connectionIo>[0]> = {}): ConnectionIo {
  const io = connectionIo({ clock: systemClock, log: silentLog, ...options })
  closers.push(() => io.close())
  return io
}

const anHour = (): Date => new Date(Date.now() + 3_600_000)

async function failureFrom(io: ConnectionIo, request: HttpRequest, signal?: AbortSignal): Promise<Failure> {
  const call = { signal: signal ?? new AbortController().signal, deadline: anHour() }
  const error: unknown = await io.http(request, call).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  const failure = failureOf(error)
  assert.ok(failure, `a failure was expected, not ${String(error)}`)
  return failure
}

describe('the HTTP of a connection', () => {
  it('gives the reply whatever its status, and follows no redirect', async () => {
    const url = await site((request, reply) => {
      reply.setHeader('X-Twice', ['a', 'b'])
      reply.writeHead(request.url === '/moved?x=1' ? 302 : 404, { location: '/elsewhere' }).end('سلام')
    })
    const call = { signal: new AbortController().signal, deadline: anHour() }
    const reply = await open().http({ method: 'GET', url: `${url}/moved?x=1` }, call)
    assert.equal(reply.status, 302)
    assert.equal(reply.headers['x-twice'], 'a, b')
    assert.equal(reply.text(), 'سلام')
  })

  it('unpacks a compressed reply and holds the limit for the unpacked size', async () => {
    const url = await site((_request, reply) => {
      reply.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(100_000)))
    })
    const call = { signal: new AbortController().signal, deadline: anHour() }
    assert.equal((await open().http({ method: 'GET', url }, call)).text().length, 100_000)
    const failure = await failureFrom(open(), { method: 'GET', url, maxReplyBytes: 50_000 })
    assert.equal(failure.kind, 'unreadable')
  })

  it('says that nothing was sent when the connection is refused, the name unknown or TLS fails', async () => {
    const closed = createTcpServer()
    const port = await listening(closed)
    closed.close()
    await once(closed, 'close')
    const plain = await rawSite((socket) => socket.end('no TLS here\r\n'))
    const addresses = [
      `http://127.0.0.1:${String(port)}`,
      'http://no-such-host.invalid/',
      plain.replace('http:', 'https:'),
    ]
    for (const url of addresses) {
      const failure = await failureFrom(open(), { method: 'POST', url, body: 'x' })
      assert.equal(failure.kind, 'unreachable', failure.message)
      assert.deepEqual(failure.details, { sent: false }, failure.message)
    }
  })

  it('says that it was sent when the connection breaks before or within the reply', async () => {
    const silent = await rawSite((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const half = await rawSite((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', () => socket.resetAndDestroy())
      }),
    )
    for (const url of [silent, half]) {
      const failure = await failureFrom(open(), { method: 'POST', url, body: 'x' })
      assert.equal(failure.kind, 'unreachable', failure.message)
      assert.deepEqual(failure.details, { sent: true })
    }
  })

  it('calls a reply that is not HTTP, or too large, unreadable', async () => {
    const garbage = await rawSite((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n')))
    assert.equal((await failureFrom(open(), { method: 'GET', url: garbage })).kind, 'unreadable')
    const large = await site((_request, reply) => void reply.end('x'.repeat(5_000)))
    const failure = await failureFrom(open(), { method: 'GET', url: large, maxReplyBytes: 1_000 })
    assert.equal(failure.kind, 'unreadable')
    assert.match(failure.message, /1000 bytes/)
  })

  it('closes the socket at the deadline, whether the head or the body is late', async () => {
    const clock = fakeClock(new Date())
    for (const begin of [undefined, 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf']) {
      const server = new EventEmitter()
      const gone = once(server, 'gone')
      const came = once(server, 'came')
      const url = await rawSite((socket) => {
        socket.once('close', () => server.emit('gone'))
        socket.once('data', () => {
          if (begin !== undefined) socket.write(begin)
          server.emit('came')
        })
      })
      const deadline = new Date(clock.now().getTime() + 5_000)
      const called = open({ clock })
        .http({ method: 'POST', url, body: 'x' }, { signal: new AbortController().signal, deadline })
        .then(() => undefined, failureOf)
      await came
      await clock.advance(5_000)
      assert.deepEqual((await called)?.details, { sent: true, timedOut: true })
      await gone
    }
    assert.equal(clock.sleepers, 0, 'no timer is left behind')
  })

  it('knows that a request cut while it waited for a socket was not sent', async () => {
    let requests = 0
    const url = await site(() => (requests += 1))
    const io = open({ limits: { sockets: 1 } })
    const first = new AbortController()
    const second = new AbortController()
    const occupied = failureFrom(io, { method: 'POST', url, body: '1' }, first.signal)
    const waiting = failureFrom(io, { method: 'POST', url, body: '2' }, second.signal)
    while (requests === 0) await systemClock.sleep(1)
    second.abort()
    assert.deepEqual((await waiting).details, { sent: false })
    first.abort()
    assert.deepEqual((await occupied).details, { sent: true })
    assert.equal(requests, 1)
  })

  it('tells of the address its origin only, since paths and queries carry keys', async () => {
    const url = await rawSite((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const failure = await failureFrom(open(), {
      method: 'GET',
      url: `${url}/v1/planted-key/send?k=planted-key`,
    })
    assert.doesNotMatch(JSON.stringify(failure), /planted-key/)
    const wrong = await failureFrom(open(), { method: 'GET', url: 'ftp://planted-key@x' })
    assert.equal(wrong.kind, 'misconfigured')
    assert.doesNotMatch(JSON.stringify(wrong), /planted-key/)
  })
})

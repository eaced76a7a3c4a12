/** Which requests go before imports: those that only read. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'

import express from 'express'

import { fakeClock } from '../../test/harness/fake-clock.ts'
import { silentLog } from '../../engine/values/log.ts'
import { loadContract } from './contract.ts'
import { ok, type Handlers } from './handler.ts'
import { addOperations } from './router.ts'

describe('requests', () => {
  const firsts: string[] = []
  let under = ''
  const server = createServer()

  before(async () => {
    const app = express()
    const handled = (): object => ok({ items: [], next: null })
    addOperations(app, {
      contract: await loadContract(),
      handlers: new Proxy({}, { get: () => handled }) as Handlers,
      keys: {
        authenticate: () => Promise.resolve({ id: 'test', scopes: new Set(['*']) }),
      } as never,
      precedence: {
        first: (work) => {
          firsts.push(under)
          return work()
        },
        after: () => Promise.reject(new Error('nothing is long here')),
      },
      idempotency: (_request, act) => act(),
      audit: { add: () => Promise.resolve() } as never,
      newId: () => 'one',
      clock: fakeClock('2026-03-01T08:00:00Z'),
      log: silentLog,
      bodyLimitBytes: 10_000,
      fileLimitBytes: 10_000,
      admit: () => undefined,
      isStopping: () => false,
      checkModule: () => undefined,
    })
    server.on('request', app)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  after(() => {
    server.close()
    server.closeAllConnections()
  })

  async function status(method: string, path: string, body?: object): Promise<number> {
    under = `${method} ${path}`
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`
    const sent = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const reply = await fetch(url, { method, ...sent })
    await reply.arrayBuffer()
    return reply.status
  }

  it('that read go before imports, those that bring records do not by themselves', async () => {
    assert.equal(await status('GET', '/v1/profiles'), 200)
    const records = [{ connection: 'crm', type: 'person', externalId: '1', data: {} }]
    assert.equal(await status('POST', '/v1/source-records', { records }), 200)
    assert.deepEqual(firsts, ['GET /v1/profiles'])
  })
})

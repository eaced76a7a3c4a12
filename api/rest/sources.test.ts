/** Sources over the API: a preview shows what would be stored and stores nothing. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { startSimulator, type ShopSimulator } from '../../adapters/web-services/rest/simulator.ts'
import { settingsExample } from '../../adapters/web-services/rest/example.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let shop: ShopSimulator
let ask: Ask

const customer = (id: string, last: string): Json => ({
  id,
  name: { first: 'علی', last: id === '2' ? { of: last } : last },
  phones: ['09121111111'],
  updatedAt: `2026-01-0${id}T00:00:00Z`,
})

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  const customers = [customer('1', 'کریمی'), customer('2', 'رضایی'), customer('3', 'احمدی')]
  shop = await startSimulator({ customers: customers as never, clock: hub.clock })
  const { baseUrl, tokenUrl } = shop
  const settings = { ...settingsExample, baseUrl, tokenUrl, clientSecret: 'shop-client-secret' }
  await hub.api.put('/v1/connections/shop', { adapter: 'rest', settings: settings as unknown as Json })
  await hub.api.post('/v1/connections/shop/sources/changedCustomers/pause')
})
after(async () => {
  await hub.close()
  await shop.close()
})

const preview = (body: Json, more: Json = {}): ReturnType<Ask> =>
  hub.passing(ask('POST /v1/connections/shop/sources/changedCustomers/preview', { json: body, ...more }))

describe('a preview of a source', () => {
  it('shows the first rows as they would be stored, and why one would not be', async () => {
    const { status, body, text } = await preview({ limit: 2 })
    assert.equal(status, 200, text)
    const items = body['items'] as readonly Json[]
    assert.deepEqual(
      items.map(({ type, externalId }) => [type, externalId]),
      [
        ['person', '1'],
        ['person', '2'],
      ],
    )
    assert.deepEqual((items[0]?.['data'] as Json)['lastName'], 'کریمی')
    assert.equal(items[0]?.['problem'], undefined)
    assert.match(String(items[1]?.['problem']), /lastName/)
    assert.equal(body['more'], true)
    const next = await preview({ cursor: String(body['cursor']) })
    assert.deepEqual(next.body['items'], [])
  })

  it('stores nothing and leaves the cursor where it is, also of a paused source', async () => {
    const before = await hub.api.get<{ items: readonly Json[] }>('/v1/connections/shop/sources')
    const count = await hub.hub.profiles.count()
    await hub.passing(ask('POST /v1/connections/shop/sources/changedCustomers/preview'))
    const after = await hub.api.get<{ items: readonly Json[] }>('/v1/connections/shop/sources')
    assert.deepEqual(
      after.items.map(({ cursor }) => cursor),
      before.items.map(({ cursor }) => cursor),
    )
    assert.equal(await hub.hub.profiles.count(), count)
  })

  it('hides personal values from those who may not see them', async () => {
    const made = await hub.api.post('/v1/api-keys', { name: 'operator', scopes: ['connections:operate'] })
    const { body, text } = await preview({ limit: 1 }, { key: String(made['key']) })
    assert.doesNotMatch(text, /کریمی|09121111111/)
    assert.equal((body['items'] as readonly Json[])[0]?.['externalId'], '1')
  })

  it('says what is wrong with the remote, and that a webhook cannot be read', async () => {
    shop.misbehave({ kind: 'htmlPage', operation: 'listCustomers' })
    problemIn(await preview({}), 'remoteUnreadable')
    problemIn(await ask('POST /v1/connections/shop/sources/orderEvents/preview', { json: {} }), 'conflict')
    problemIn(await ask('POST /v1/connections/shop/sources/none/preview', { json: {} }), 'sourceNotFound')
    problemIn(await preview({ limit: 1000 }), 'badInput')
  })
})

describe('a source', () => {
  it('a source that has been silent for longer than its promise turns readiness red', async () => {
    const [name, source] = ['changedCustomers', settingsExample.sources?.['changedCustomers']]
    const { adapter, settings } = await hub.api.get<{ adapter: string; settings: Json }>(
      '/v1/connections/shop',
    )
    const sources = { [name]: { ...source, everyMs: 1_000, aliveWithinMs: 3_000 } }
    await hub.api.put('/v1/connections/shop', {
      adapter,
      settings: { ...settings, sources } as unknown as Json,
    })
    const red = async (): Promise<readonly Json[]> => {
      const { body } = await ask('GET /readyz', { key: null })
      return (body['checks'] as readonly Json[]).filter(({ ok }) => ok === false)
    }
    await hub.api.post(`/v1/connections/shop/sources/${name}/resume`)
    await hub.until(
      async () => (await hub.hub.sources.list('shop'))[0]?.lastSuccessAt !== undefined,
      'a poll',
    )
    assert.deepEqual(await red(), [])
    shop.misbehave({ kind: 'htmlPage', operation: 'listCustomers', times: 1_000 })
    await hub.until(async () => (await red()).length > 0, 'it is red')
    assert.deepEqual(
      (await red()).map(({ name: one }) => one),
      ['source shop/changedCustomers'],
    )
    const [view] = (await hub.api.get<{ items: readonly Json[] }>('/v1/connections/shop/sources')).items
    assert.equal(view?.['healthy'], false)
    assert.ok(Number(view?.['lagMs']) > 3_000)
  })
})

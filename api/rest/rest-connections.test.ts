/** A REST connection over the API, from its first check to a source that is moved about by a person. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { settingsExample } from '../../adapters/web-services/rest/example.ts'
import { startSimulator, type ShopSimulator } from '../../adapters/web-services/rest/simulator.ts'
import { closedPort } from '../../test/harness/outside-world.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let shop: ShopSimulator
let ask: Ask

const customer = (id: string): Json => ({
  id,
  name: { first: 'علی', last: 'کریمی' },
  phones: [`0912111111${id}`],
  updatedAt: `2026-01-0${id}T00:00:00Z`,
})
const settings = (more: object = {}): Json => ({
  ...settingsExample,
  baseUrl: shop.baseUrl,
  tokenUrl: shop.tokenUrl,
  clientSecret: 'planted-client-secret',
  forbiddenPath: '/customers',
  ...more,
})
const create = (name: string, more: object = {}): Promise<Answer> =>
  ask('POST /v1/connections', { json: { name, adapter: 'rest', settings: settings(more) } })

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  const customers = ['1', '2', '3'].map(customer) as never
  shop = await startSimulator({ customers, clientSecret: 'planted-client-secret', clock: hub.clock })
  assert.equal((await create('shop')).status, 201)
})
after(async () => {
  await hub.close()
  await shop.close()
})

describe('a REST connection', () => {
  it('INT-02 is checked for reachability, login and rights, each with its cause', async () => {
    const check = async (name: string): Promise<readonly (readonly unknown[])[]> => {
      const { body, text } = await hub.passing(ask(`POST /v1/connections/${name}/check`))
      assert.doesNotMatch(text, /planted/)
      return (body['findings'] as readonly Json[]).map(({ aspect, ok, message }) => [aspect, ok, message])
    }
    const [reached, login, rights] = await check('shop')
    assert.deepEqual([reached?.[1], login?.[1]], [true, true])
    assert.deepEqual(rights?.slice(0, 2), ['leastPrivilege', false])
    assert.match(String(rights?.[2]), /may read \/customers, which it must not/)
    shop.misbehave({ kind: 'forbidden', operation: 'listCustomers' })
    assert.deepEqual((await check('shop'))[2]?.slice(0, 2), ['leastPrivilege', true])
    await create('stranger', { clientSecret: 'planted-other-secret' })
    const [, refused] = await check('stranger')
    assert.deepEqual(refused?.slice(0, 2), ['login', false])
    assert.match(String(refused?.[2]), /invalid_client/)
    const nobody = `http://127.0.0.1:${String(await closedPort())}`
    await create('away', { baseUrl: nobody, login: 'none' })
    const [away] = await check('away')
    assert.deepEqual(away?.slice(0, 2), ['reachable', false])
    assert.match(String(away?.[2]), /refused/)
  })

  it('refuses settings that cannot be right, by their place', async () => {
    const { createOrder } = settingsExample.operations
    const operations = { createOrder: { ...createOrder, map: { id: 'reply. .x' } } }
    const answer = await create('wrong', { operations, tokenExpiredWhen: 'status = =' })
    const paths = problemIn(answer, 'badInput').errors.map(({ path }) => path)
    assert.deepEqual(paths, ['settings/tokenExpiredWhen', 'settings/operations/createOrder/map/id'])
  })

  it('INT-02 has a source that is looked at, paused, asked, moved back and told to be well', async () => {
    const at = '/v1/connections/shop/sources/changedCustomers'
    const view = async (): Promise<Json> => {
      const { items } = await hub.api.get<{ items: readonly Json[] }>('/v1/connections/shop/sources')
      return items.find(({ name }) => name === 'changedCustomers') ?? {}
    }
    await hub.until(async () => (await view())['stored'] === 3, 'the three are stored')
    const { cursor, healthy, lagMs, state } = await view()
    assert.deepEqual([healthy, state, typeof lagMs, typeof cursor], [true, 'running', 'number', 'string'])
    assert.equal((await hub.api.post(`${at}/pause`))['state'], 'paused')
    problemIn(await ask(`POST ${at}/poll`), 'conflict')
    const looked = await hub.passing(ask(`POST ${at}/preview`, { json: { limit: 1 } }))
    assert.equal((looked.body['items'] as readonly Json[]).length, 1)
    const polls = shop.calls()['listCustomers'] ?? 0
    await hub.api.post(`${at}/resume`)
    await hub.until(async () => (shop.calls()['listCustomers'] ?? 0) > polls, 'it is asked again')
    const rewound = await hub.api.post(`${at}/rewind`, { reason: 'again', cursor: '2026-01-02T00:00:00Z' })
    assert.equal(rewound['cursor'], '2026-01-02T00:00:00Z')
    await hub.api.post(`${at}/poll`)
    await hub.until(async () => (await view())['cursor'] === cursor, 'it has caught up')
    assert.equal((await view())['healthy'], true)
  })
})

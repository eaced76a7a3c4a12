/** A brokerage that is polled once a day: its data shows its age, and is refreshed when somebody looks and it is old (KYC-08). */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'

import { jsonReply, startHttp, type HttpFront } from '../../adapters/simulator.ts'
import type { Json } from '../../api/cli/hub-client.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'

const minute = 60_000
const day = 86_400_000
const investor = {
  no: '17',
  name: 'مریم',
  family: 'رضایی',
  nin: '0012345679',
  sejam: 'sejami',
  address: 'تهران',
  at: '2026-01-10T08:00:00Z',
  rev: 1,
}

let told: Json = investor
let isDown = false
let hub: TestHub
let brokerage: HttpFront

const field = (from: string): Json => ({ from })
const investors = {
  path: '/investors',
  list: 'investors',
  pageSize: 500,
  cursor: { kind: 'page', parameter: 'page', first: 0 },
  everyMs: day,
  records: [
    {
      type: 'person',
      externalId: 'no',
      version: 'rev',
      occurredAt: 'at',
      data: {
        firstName: field('name'),
        lastName: field('family'),
        nationalCode: field('nin'),
        address: field('address'),
        sejamState: field('sejam'),
      },
    },
  ],
}
const ask = {
  method: 'GET',
  path: '/investors',
  effect: 'read',
  input: { type: 'object', additionalProperties: false, properties: {} },
  output: { type: 'object', properties: {} },
  example: { input: {}, output: {} },
}

interface Shown {
  readonly attributes: Json
  readonly sources: readonly (Json & { readonly ageSeconds: number })[]
}

/** How often the brokerage was asked; the list has two pages. */
const asked = (): number => brokerage.calls()['0'] ?? 0
async function idOfCustomer(): Promise<string | undefined> {
  const { items } = await hub.api.get<{ items: Json[] }>('/v1/profiles?identifier=nationalCode:0012345679')
  return items[0]?.['id'] as string | undefined
}
async function view(): Promise<Shown> {
  return hub.api.get<Shown>(`/v1/profiles/${String(await idOfCustomer())}`)
}
/** Looks without being seen to: a list is no view. */
async function addressNow(): Promise<unknown> {
  const { items } = await hub.api.get<{ items: { attributes: Json }[] }>(
    '/v1/profiles?identifier=nationalCode:0012345679',
  )
  return items[0]?.attributes['address']
}
const listOf = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get<{ items: Json[] }>(path)).items
const runs = (): Promise<readonly Json[]> => listOf('/v1/runs?flow=kycRefresh')
const views = (): Promise<readonly Json[]> => listOf('/v1/rule-events?event=profile.viewed')

before(async () => {
  hub = await testHub()
  brokerage = await startHttp({
    operationOf: ({ query }) => query.get('page') ?? '',
    answer: ({ query }) => {
      if (isDown) return jsonReply(503, {})
      return jsonReply(200, { investors: query.get('page') === '0' ? [told] : [] })
    },
  })
  await hub.api.put('/v1/connections/brokerage-a', {
    adapter: 'rest',
    settings: {
      baseUrl: brokerage.url,
      login: 'none',
      operations: { readAll: ask },
      sources: { investors },
    },
  })
  await hub.until(async () => (await idOfCustomer()) !== undefined, 'the investor is here')
})
after(async () => {
  await hub.close()
  await brokerage.close()
})

describe('a customer of a brokerage', () => {
  it('KYC-08 is read from the stored copy with the age of what each source said, and tells nobody when no rule listens', async () => {
    await hub.clock.leap(2 * 60 * minute)
    const before = asked()
    const { sources } = await view()
    assert.equal(sources.length, 1)
    const [{ ageSeconds, confirmedAt, ...source } = { ageSeconds: 0 }] = sources
    assert.deepEqual(
      [source['connection'], source['records'], source['statedAt']],
      ['brokerage-a', 1, '2026-01-10T08:00:00.000Z'],
    )
    const age = hub.clock.now().getTime() - Date.parse(String(confirmedAt))
    assert.equal(ageSeconds, Math.floor(age / 1_000))
    assert.ok(ageSeconds >= 7_200, String(ageSeconds))
    await hub.clock.advance(5_000)
    assert.deepEqual(await views(), [])
    assert.equal(asked(), before, 'nobody is asked for a view')
  })

  it('KYC-08 is brought at once when it is asked for, long before its schedule', async () => {
    told = { ...investor, address: 'شیراز', rev: 2 }
    await hub.clock.leap(10 * minute)
    assert.equal(await addressNow(), 'تهران', 'the schedule does not bring it')
    await hub.api.post('/v1/connections/brokerage-a/sources/investors/poll')
    await hub.until(async () => (await addressNow()) === 'شیراز', 'it is brought')
  })

  it('KYC-08 is left as it is while its source was heard within the limit, and refreshed by a view when it was not', async () => {
    const read = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8')
    await hub.api.deploy({
      'kyc-refresh.bpmn': await read('kyc-refresh.bpmn'),
      'kyc-refresh.json': await read('kyc-refresh.json'),
    })
    told = { ...investor, address: 'اصفهان', rev: 3 }
    const before = asked()
    await hub.until(async () => {
      await view()
      return (await views())[0]?.['state'] === 'done'
    }, 'views are heard')
    const heard = (await views()).length
    await hub.clock.advance(5_000)
    assert.deepEqual([await runs(), asked()], [[], before], 'ten minutes are not old')

    await hub.clock.leap(60 * minute)
    const seen = await view()
    assert.equal(seen.attributes['address'], 'شیراز', 'the stored copy is shown, at once')
    assert.ok((seen.sources[0]?.ageSeconds ?? 0) > 3_600)
    await Promise.all([view(), view(), view(), view()])
    await hub.until(async () => (await addressNow()) === 'اصفهان', 'the view has brought it')
    assert.equal(asked(), before + 1, 'for five views the brokerage is asked once')
    assert.equal((await runs()).length, 1)
    assert.equal((await views()).length, heard + 1, 'and one view is told')
  })

  it('KYC-08 judges the age by when the source was heard, not by a record that has not changed', async () => {
    await hub.clock.leap(61 * minute)
    const before = asked()
    await view()
    await hub.until(() => asked() === before + 1, 'it is asked again')
    await hub.until(async () => (await view()).sources[0]?.ageSeconds === 0, 'the same again is fresh')
    const [source] = (await view()).sources
    assert.equal(source?.['statedAt'], '2026-01-10T08:00:00.000Z')
    assert.ok(String(source?.['receivedAt']) < String(source?.['confirmedAt']))
    await hub.clock.leap(3 * minute)
    await view()
    await hub.clock.advance(5_000)
    assert.equal(asked(), before + 1, 'what was confirmed is not asked for')
  })

  it('KYC-08 is refreshed by one run at a time, however long the brokerage does not answer', async () => {
    await hub.clock.leap(61 * minute)
    isDown = true
    const known = (await runs()).length
    // Ten seconds before a minute is over, so that the second view is an event of its own.
    const late = 50_000 - (hub.clock.now().getTime() % minute)
    await hub.clock.advance(late < 0 ? late + minute : late)
    const before = (await views()).length
    await view()
    await hub.until(async () => (await runs()).length === known + 1, 'a run asks')
    await hub.clock.advance(20_000)
    await view()
    await hub.until(async () => (await views()).length === before + 2, 'the second view is heard')
    await hub.until(async () => (await views())[0]?.['state'] === 'done', 'and decided')
    await hub.clock.advance(1_000)
    assert.equal((await runs()).length, known + 1, 'the person is asked about already')
    isDown = false
  })

  it('KYC-08 asks nothing of a source that is paused', async () => {
    await hub.clock.leap(2 * minute)
    await hub.api.post('/v1/connections/brokerage-a/sources/investors/pause')
    await hub.clock.leap(61 * minute)
    const [before, known] = [asked(), (await runs()).length]
    await view()
    await hub.until(async () => (await runs()).length === known + 1, 'the view is heard')
    await hub.until(async () => (await runs())[0]?.['state'] === 'completed', 'nothing is waited for')
    const run = await hub.api.get<{ variables: Json }>(`/v1/runs/${String((await runs())[0]?.['id'])}`)
    assert.equal(run.variables['asked'], false)
    const [source] = run.variables['sources'] as readonly Json[]
    assert.deepEqual([source?.['name'], source?.['outcome']], ['investors', 'paused'])
    assert.equal(asked(), before)
  })
})

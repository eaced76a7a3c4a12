/** Source records and messages come in; profiles come out, to each caller as much as they may see. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, message, onMessage } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
/** A key that may see profiles but nothing personal. */
let blind: string

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  const made = await hub.api.post<{ readonly key: string }>('/v1/api-keys', {
    name: 'blind',
    scopes: ['profiles:read'],
  })
  blind = made.key
})
after(() => hub.close())

interface Result {
  readonly result: string
  readonly profileId?: string
  readonly reason?: string
}

interface List<Item = Json> {
  readonly items: readonly Item[]
  readonly next: string | null
}

async function ingest(records: readonly unknown[]): Promise<readonly Result[]> {
  const { results } = await hub.passing(
    hub.api.post<{ readonly results: readonly Result[] }>('/v1/source-records', { records }),
  )
  return results
}

function person(externalId: string, data: Json, more: Json = {}): Json {
  return { connection: 'crm', type: 'person', externalId, data, ...more }
}

async function taken(record: Json): Promise<string> {
  const [result] = await ingest([record])
  assert.ok(result?.profileId, JSON.stringify(result))
  return result.profileId
}

const list = (path: string): Promise<List> => hub.api.get<List>(path)

describe('source records', () => {
  it('get a result each, in the order sent; bad ones say why and hold up nobody', async () => {
    const results = await ingest([
      person('1', { lastName: 'یک' }),
      { connection: 'crm' },
      person('2', { lastName: 5 }),
      null,
      person('3', { lastName: 'سه', shoeSize: 42 }),
      { ...person('4', {}), type: 'dragon' },
      person('5', { lastName: 'پنج' }, { colour: 'red' }),
      person('6', { lastName: 'شش' }),
      person('1', { lastName: 'یک' }),
      person('7', { lastName: 'هفت' }, { deleted: false }),
    ])
    const refused = 'refused'
    assert.deepEqual(
      results.map(({ result }) => result),
      ['created', refused, refused, refused, refused, refused, refused, 'created', 'unchanged', refused],
    )
    const reasons = [/externalId/, /lastName/, /must be an object/, /shoeSize/, /type/, /colour/, /deleted/]
    const told = results.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
    assert.equal(told.length, reasons.length)
    reasons.forEach((expected, n) => assert.match(told[n] ?? '', expected))
    assert.equal(results[0]?.profileId, results[8]?.profileId)
  })

  it('are refused one by one, but never for what the envelope lacks', async () => {
    const answer = await ask('POST /v1/source-records', { json: { records: {}, more: 1 } })
    assert.deepEqual([...wrongFields(answer)].sort(), ['more', 'records'])
  })

  it('may be a thousand at once', async () => {
    const many = Array.from({ length: 1_000 }, (_, n) =>
      person(`many-${String(n)}`, { lastName: `خانواده ${String(n)}` }, { version: '1' }),
    )
    const results = await ingest(many)
    assert.equal(results.length, 1_000)
    assert.ok(results.every(({ result }) => result === 'created'))
    assert.ok((await ingest(many)).every(({ result }) => result === 'unchanged'))
  })

  it('become newer, not older', async () => {
    const at = (version: string, lastName: string): Promise<readonly Result[]> =>
      ingest([person('versioned', { lastName }, { version })])
    assert.equal((await at('9', 'نه'))[0]?.result, 'created')
    assert.equal((await at('10', 'ده'))[0]?.result, 'updated')
    const [old] = await at('9', 'نه')
    assert.equal(old?.result, 'unchanged')
    const { attributes } = await hub.api.get<{ readonly attributes: Json }>(
      `/v1/profiles/${old.profileId ?? ''}`,
    )
    assert.equal(attributes['lastName'], 'ده')
  })
})

const maryam = {
  firstName: 'مریم-کاشته',
  lastName: 'رضایی-کاشته',
  nationalCode: '0012345679',
  mobile: '09121234567',
  email: 'planted@example.ir',
  birthOn: '1370/01/01',
  address: 'خیابان-کاشته',
  iban: 'IR840120000000000123456789',
}

describe('a profile', () => {
  it('keeps personal values from callers without the scope, on every page and in the log', async () => {
    const id = await taken(person('maryam', maryam))
    await taken(person('maryam', { ...maryam, email: 'other-planted@example.ir' }, { version: '2' }))
    await taken({
      connection: 'crm',
      type: 'payment',
      externalId: 'pay-1',
      data: {
        reference: 'pay-1',
        state: 'confirmed',
        amountRial: 1_000,
        payerMobile: maryam.mobile,
        customer: { connection: 'crm', externalId: 'maryam' },
      },
    })
    const pages = ['', '?provenance=true', '/sources', '/history', '/timeline', '/explain']
    const paths = [...pages.map((page) => `/v1/profiles/${id}${page}`), '/v1/profiles?q=pay&limit=500']
    paths.push('/v1/profiles?identifier=nationalCode:0012345679', '/v1/changes?limit=500&after=0')
    for (const path of paths) {
      const seen = await ask(`GET ${path}`, { key: blind })
      assert.equal(seen.status, 200, path)
      assert.doesNotMatch(seen.text, planted, path)
    }
    const whole = await ask(`GET /v1/profiles/${id}?provenance=true`)
    for (const value of ['مریم-کاشته', 'other-planted@example.ir', '0012345679'])
      assert.ok(whole.text.includes(value))
    assert.doesNotMatch(hub.lines.join('\n'), planted)
  })

  it('CUS-05 says where each attribute comes from, and which other values there are', async () => {
    const code = '1112223339'
    const id = await taken(person('ali', { lastName: 'کریمی', nationalCode: code, city: 'تهران' }))
    await hub.clock.advance(1_000)
    const second = {
      ...person('C-1', { lastName: 'کریمی', nationalCode: code, city: 'شیراز' }),
      connection: 'erp',
    }
    assert.equal(await taken(second), id)
    const { body, headers } = await ask(`GET /v1/profiles/${id}?provenance=true`)
    const { city } = body['attributes'] as Readonly<Record<string, { readonly [name: string]: unknown }>>
    assert.equal(city?.['value'], 'شیراز')
    assert.equal((city['from'] as Json)['connection'], 'erp')
    assert.match(JSON.stringify(city['alternatives']), /تهران/)
    assert.equal(headers.get('etag'), `"${String(body['version'])}"`)
    const sources = await list(`/v1/profiles/${id}/sources?limit=1`)
    const rest = await list(
      `/v1/profiles/${id}/sources?limit=1&after=${encodeURIComponent(sources.next ?? '')}`,
    )
    const names = [...sources.items, ...rest.items].map(({ connection }) => connection)
    assert.deepEqual([names.sort(), rest.next], [['crm', 'erp'], null])
    assert.match((await ask(`GET /v1/profiles/${id}/explain`)).text, /nationalCode/)
  })

  it('that was merged leads to the one that it is part of now', async () => {
    const first = await taken(person('m-1', { lastName: 'صادقی', nationalCode: '1234567891' }))
    await hub.clock.advance(1_000)
    const second = await taken(person('m-2', { lastName: 'صادقی', email: 'sadeghi@example.ir' }))
    const sameAs = [{ connection: 'crm', externalId: 'm-2' }]
    assert.equal(await taken(person('m-3', { lastName: 'صادقی', nationalCode: '1234567891', sameAs })), first)
    const moved = await ask(`GET /v1/profiles/${second}`)
    assert.equal(moved.status, 301)
    assert.equal(moved.headers.get('location'), `/v1/profiles/${first}`)
    assert.deepEqual(moved.body, { id: second, mergedInto: first })
    const past = await ask(`GET /v1/profiles/${first}?asOf=2020-01-01T00:00:00Z`)
    problemIn(past, 'profileNotFound')
  })

  it('is on a page of the list once, however many pages there are', async () => {
    const seen: unknown[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: List = await list(
        `/v1/profiles?limit=400${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`,
      )
      seen.push(...page.items.map(({ id }) => id))
      next = page.next
    }
    assert.equal(new Set(seen).size, seen.length)
    assert.ok(seen.length > 1_000)
  })

  it('tells each of its changes once, in order, to whoever keeps the cursor', async () => {
    const positions: number[] = []
    let { items, next } = await list('/v1/changes?limit=500')
    while (items.length > 0) {
      positions.push(...items.map(({ position }) => Number(position)))
      ;({ items, next } = await list(`/v1/changes?limit=500&after=${String(next)}`))
    }
    assert.ok(positions.length > 1_000)
    assert.deepEqual(
      positions,
      positions.toSorted((a, b) => a - b),
    )
    assert.equal(new Set(positions).size, positions.length)
    const id = await taken(person('late', { lastName: 'دیرآمده' }))
    const late = await list(`/v1/changes?after=${String(next)}`)
    assert.deepEqual(
      late.items.map(({ profileId, type }) => [profileId, type]),
      [[id, 'profile.created']],
    )
    assert.deepEqual((await list(`/v1/changes?kind=asset&after=${String(next)}`)).items, [])
  })
})

const planted = /کاشته|0012345679|9121234567|planted@|1370\/01\/01|1991-03-21|0120000000000123456789/

describe('a message', () => {
  it('INT-10 starts the flow that waits for its name, and is a duplicate when its id comes again', async () => {
    const elements = [element('startEvent', 'begun', { content: onMessage('orderPlaced') }), end()]
    const xml = file({ elements, flows: ['begun > done'], definitions: [message('orderPlaced')] }, 'order')
    await hub.api.deploy({ 'order.bpmn': xml })
    const json = { name: 'orderPlaced', id: 'crm-77', correlationKey: '9', variables: { total: 5 } }
    const send = (): Promise<Answer> =>
      ask('POST /v1/messages', { json, headers: { 'x-correlation-id': 'crm/77' } })
    const first = await send()
    assert.deepEqual([first.status, first.body['messageId'], first.body['duplicate']], [202, 'crm-77', false])
    const again = await send()
    assert.deepEqual([again.status, again.body['duplicate']], [202, true])
    const { items } = await list('/v1/runs?flow=order')
    assert.deepEqual(
      items.map(({ id }) => id),
      first.body['runs'],
    )
    assert.deepEqual(items[0]?.['variables'], { total: 5 })
  })

  it('that nobody waited for while it lived starts nothing that is deployed later', async () => {
    const { runs } = await hub.api.post('/v1/messages', { name: 'tooEarly', ttlSeconds: 1 })
    assert.deepEqual(runs, [])
    await hub.clock.advance(2_000)
    const elements = [element('startEvent', 'begun', { content: onMessage('tooEarly') }), end()]
    const xml = file({ elements, flows: ['begun > done'], definitions: [message('tooEarly')] }, 'late')
    await hub.api.deploy({ 'late.bpmn': xml })
    await hub.clock.advance(5_000)
    assert.deepEqual((await list('/v1/runs?flow=late')).items, [])
  })
})

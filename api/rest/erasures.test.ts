/** Erasing a person, over the API and into every collection: nothing of them is left, others stay, and a re-import is noticed. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { EJSON } from 'bson'

import { asks, inRow, worked } from '../../test/harness/elements.ts'
import { playerOf, type FlowPlayer } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

const because = { reason: 'درخواست مشتری' }
const sara = {
  firstName: 'سارا',
  lastName: 'تهرانی‌مقدم',
  nationalCode: '0499370899',
  mobile: '09121112233',
  email: 'sara.t@example.ir',
  address: 'اصفهان، چهارباغ بالا، کوچه یاس',
  birthOn: '1370-01-02',
}
/** Her brother has the telephone of the family. */
const brother = {
  firstName: 'رضا',
  lastName: 'تهرانی‌مقدم',
  nationalCode: '0790419904',
  mobile: '09121112233',
}
/** Hers alone, however it is written. */
const hers = [
  '0499370899',
  '499370899',
  '۰۴۹۹۳۷۰۸۹۹',
  'sara.t@example.ir',
  'old-sara@example.ir',
  'چهارباغ',
  'سارا',
  'IR840120000000000123456789',
  '6104337712345678',
]

/** Takes a record in; the name of a type that is not `person` stands before a colon. */
async function take(from: string, externalId: string, data: Json): Promise<Json> {
  const [type = '', connection = ''] = from.includes(':') ? from.split(':') : ['person', from]
  const records = [{ connection, type, externalId, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  return results[0] ?? {}
}

/** Everything in the database, as text, by collection. */
async function everything(): Promise<ReadonlyMap<string, string>> {
  const { connection } = hub.database
  const names = (await connection.listCollections()).map(({ name }) => name)
  const texts = await Promise.all(
    names.map(
      async (name) => [name, EJSON.stringify(await connection.collection(name).find().toArray())] as const,
    ),
  )
  return new Map(texts)
}

async function left(values: readonly string[]): Promise<readonly string[]> {
  const found = [...(await everything())].flatMap(([name, text]) =>
    values.flatMap((value) => (text.includes(value) ? [`${name}: ${value}`] : [])),
  )
  return found
}

async function ended(operation: string): Promise<Json> {
  const view = (): Promise<Json> => hub.api.get(`/v1/operations/${operation}`)
  await hub.until(async () => (await view())['state'] !== 'running', 'the erasure ends')
  return view()
}

/** Leaves traces of her in every room of the hub. */
async function leaveTraces(profile: string): Promise<FlowPlayer> {
  const model = inRow([asks('meet'), asks('look'), worked('call')], ['meet', 'look', 'call'])
  const run = await playerOf(hub, 'her-flow', { model })
  await run.begin({
    customer: sara,
    ref: { connection: 'crm', externalId: 'C-77' },
    code: 499_370_899,
    note: `${'x'.repeat(40_000)} سارا تهرانی‌مقدم ۰۴۹۹۳۷۰۸۹۹`,
  })
  await run.item('meet', { outcome: 'خانم سارا تهرانی‌مقدم با کد ۰۴۹۹۳۷۰۸۹۹ آمد' })
  const [item] = await run.items()
  await hub.api.post(`/v1/work-items/${String(item?.['id'])}/comments`, {
    text: 'خانم سارا تهرانی‌مقدم تماس گرفت',
  })
  await hub.api.post('/v1/messages', {
    name: 'hello',
    correlationKey: '0499370899',
    variables: { who: sara },
  })
  const made = await hub.api.post<Json>('/v1/cases', {
    type: 'ticket',
    subject: 'پایانهٔ خانم سارا تهرانی‌مقدم',
    requester: { profileId: profile, name: 'سارا تهرانی‌مقدم', contact: '09121112233' },
  })
  await hub.api.post(`/v1/cases/${String(made['id'])}/comments`, { text: 'کد ملی ۰۴۹۹۳۷۰۸۹۹ است' })
  await ask(`POST /v1/cases/${String(made['id'])}/attachments?name=card.txt`, {
    body: 'national card of 0499370899',
    headers: { 'content-type': 'application/octet-stream' },
  })
  const customer = { connection: 'crm', externalId: 'C-77' }
  const paid = {
    reference: 'R1',
    state: 'confirmed',
    amountRial: 5_000,
    payerName: 'سارا تهرانی‌مقدم',
    customer,
  }
  await take('payment:zarinpal', 'R1', { ...paid, payerNationalCode: sara.nationalCode })
  await take('terminal:psp', 'T7', {
    serial: 'SN-7',
    settlementIban: 'IR840120000000000123456789',
    owner: customer,
  })
  await take('crm', 'bad', { nationalCode: sara.nationalCode, shoe: 42 })
  await ask('POST /v1/rules/events', { json: { event: 'asked', facts: { nationalCode: sara.nationalCode } } })
  return run
}

describe('erasing a person', () => {
  let profile = ''
  let relative = ''
  let erasure: Json = {}
  let exported: Answer | undefined
  let run: FlowPlayer | undefined

  before(async () => {
    relative = String((await take('crm', 'C-1', brother))['profileId'])
    profile = String((await take('crm', 'C-77', { ...sara, email: 'old-sara@example.ir' }))['profileId'])
    await hub.clock.advance(60_000)
    await take('crm', 'C-77', sara)
    const other = await take('web', 'u-1', { fullName: 'سارا تهرانی‌مقدم', email: 'sara.t@example.ir' })
    await hub.api
      .post(`/v1/profiles/${profile}/merge`, { with: String(other['profileId']), ...because })
      .catch(() => ({}))
    run = await leaveTraces(profile)
    assert.ok((await left(hers)).length > 10, 'she has left traces')
    exported = await ask(`GET /v1/profiles/${profile}/export`)
    const begun = await ask(`POST /v1/profiles/${profile}/erase`, {
      json: { reason: 'سارا تهرانی‌مقدم آن را خواست' },
    })
    assert.equal(begun.status, 202, begun.text)
    assert.equal(begun.headers.get('location'), `/v1/erasures/${String(begun.body['id'])}`)
    const done = await ended(String(begun.body['operation']))
    assert.equal(done['state'], 'completed', JSON.stringify(done))
    erasure = await hub.api.get(`/v1/erasures/${String(begun.body['id'])}`)
  })

  it('is preceded by an export of everything about them, and of nobody else', async () => {
    assert.ok(exported?.status === 200, exported?.text)
    assert.match(exported.headers.get('content-disposition') ?? '', /profile-.*\.json/)
    const { body, text } = exported
    const kept = (name: string): readonly Json[] => body[name] as readonly Json[]
    assert.equal(((body['profile'] as Json)['attributes'] as Json)['nationalCode'], sara.nationalCode)
    assert.ok(kept('records').some(({ externalId }) => externalId === 'C-77'))
    assert.match(JSON.stringify(kept('formerStates')), /old-sara@example.ir/)
    assert.equal(kept('timeline')[0]?.['externalId'], 'R1')
    assert.match(JSON.stringify(kept('assets')), /IR840120000000000123456789/)
    const places = new Set(kept('mentions').map(({ place }) => place))
    for (const place of ['runs', 'runPayloads', 'messages', 'cases', 'refusedRecords'])
      assert.ok(places.has(place), place)
    assert.ok(!text.includes(brother.nationalCode), 'nothing of her brother')
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/audit?limit=100')
    assert.ok(items.some(({ action }) => action === 'exportProfile'))
  })

  it('leaves nothing of them in any collection of the database', async () => {
    assert.deepEqual(await left(hers), [])
  })

  it('proves it by place, without saying who it was', () => {
    assert.equal(erasure['state'], 'completed')
    const places = erasure['places'] as Readonly<Record<string, Readonly<Record<string, number>>>>
    for (const [place, { remaining }] of Object.entries(places)) assert.equal(remaining, 0, place)
    const masked = ['runs', 'runPayloads', 'workItemComments', 'closedWorkItems', 'messages', 'cases']
    for (const place of [...masked, 'sourceRecords']) assert.ok((places[place]?.['masked'] ?? 0) > 0, place)
    for (const place of ['profiles', 'profileVersions', 'sourceRecords'])
      assert.ok((places[place]?.['removed'] ?? 0) > 0, place)
  })

  it('HAPI MDM #5242: takes aliases away too, and no search finds them', async () => {
    for (const id of erasure['profiles'] as string[])
      problemIn(await ask(`GET /v1/profiles/${id}`), 'profileNotFound')
    for (const query of [
      'identifier=nationalCode:0499370899',
      'identifier=email:sara.t@example.ir',
      'q=سارا',
    ]) {
      const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles?${query}`)
      assert.deepEqual(items, [], query)
    }
    const [found] = (await hub.api.get<{ items: Json[] }>('/v1/profiles?identifier=external:crm:C-77')).items
    assert.equal(found, undefined)
  })

  it('leaves others as they are: the family keeps its telephone', async () => {
    const shown = await hub.api.get<Json>(`/v1/profiles/${relative}`)
    const { mobile, lastName } = shown['attributes'] as Json
    assert.deepEqual([mobile, lastName], ['+989121112233', 'تهرانی‌مقدم'])
  })

  it('keeps business records without the person: amounts stay', async () => {
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/records/payment')
    const [payment] = items.map(({ data }) => data as Json)
    assert.equal(payment?.['amountRial'], 5_000)
    assert.equal(payment['payerName'], undefined)
    assert.equal(payment['customer'], undefined)
  })

  it('lets flows go on with what is left', async () => {
    await run?.item('look')
    await run?.job('call')
    assert.equal((await run?.view())?.state, 'completed')
  })

  it('is told in the feed, and the places of former changes stay', async () => {
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/changes?limit=500')
    assert.deepEqual(
      items.map(({ position }) => position),
      items.map((_one, n) => n + 1),
    )
    const own = items.filter(({ profileId }) => profileId === profile)
    assert.equal(own.at(-1)?.['type'], 'profile.erased')
    assert.ok(own.every(({ changed }) => (changed as Json[]).length === 0))
  })

  it('refuses and notices records that bring them back, without keeping them', async () => {
    for (const [connection, id, data] of [
      ['crm', 'C-77', { lastName: 'کس دیگر' }],
      ['shop', 'x', { nationalCode: '۰۴۹۹۳۷۰۸۹۹' }],
    ] as const) {
      const result = await take(connection, id, data)
      assert.equal(result['result'], 'refused')
      assert.match(String(result['reason']), /erased/)
    }
    const now = await hub.api.get<Json>(`/v1/erasures/${String(erasure['id'])}`)
    assert.equal(now['noticed'], 2)
    assert.deepEqual([...(now['noticedFrom'] as string[])].sort(), ['crm', 'shop'])
    assert.deepEqual(await left(hers), [])
    const taken = await take('shop', 'y', { firstName: 'نیما', lastName: 'دیگر', mobile: '09121112233' })
    assert.equal(taken['result'], 'created', 'whoever only shares a telephone is welcome')
  })

  it('lets them come again once it is lifted', async () => {
    const lifted = await ask(`POST /v1/erasures/${String(erasure['id'])}/lift`, { json: because })
    assert.equal(lifted.status, 200, lifted.text)
    assert.equal((await take('crm', 'C-77', sara))['result'], 'created')
    problemIn(await ask('POST /v1/erasures/none/lift', { json: because }), 'erasureNotFound')
    problemIn(await ask('POST /v1/profiles/none/erase', { json: because }), 'profileNotFound')
    const device = await take('terminal:psp', 'T1', { serial: 'SN-9' })
    const refused = await ask(`POST /v1/profiles/${String(device['profileId'])}/erase`, { json: because })
    problemIn(refused, 'conflict')
  })
})

/** Records that could not be taken in, over the API: from every way in one list, until somebody has dealt with each. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { startSimulator, type FolderSimulator } from '../../adapters/files/folder/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import {
  asking,
  problemIn,
  wrongFields,
  type Answer,
  type Ask,
  type Sending,
} from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let folder: FolderSimulator

before(async () => {
  folder = await startSimulator()
  hub = await testHub({ environment: { PEYVAND_FOLDERS: folder.path, PEYVAND_REFUSED_DAYS: '30' } })
  ask = asking(hub)
})
after(async () => {
  await hub.close()
  await folder.close()
})

const because = { reason: 'seen to' }

async function send(record: Json): Promise<Json> {
  const sent = { connection: 'crm', type: 'person', ...record }
  const { body, text } = await ask('POST /v1/source-records', { json: { records: [sent] } })
  const [result] = (body['results'] ?? []) as readonly Json[]
  assert.ok(result, text)
  return result
}

async function listed(query = ''): Promise<readonly Json[]> {
  return (await hub.api.get<{ items: readonly Json[] }>(`/v1/refused-records?limit=100${query}`)).items
}

async function idOf(externalId: string): Promise<string> {
  const found = (await listed()).find((one) => one['externalId'] === externalId)
  assert.ok(found, `${externalId} is in the list`)
  return String(found['id'])
}

/** `<id>/<action>`. */
const one = (what: string, json: Json = because, more: Sending = {}): Promise<Answer> =>
  ask(`POST /v1/refused-records/${what}`, { json, ...more })

async function auditOf(action: string): Promise<Json> {
  const { items } = await hub.api.get<{ items: readonly Json[] }>('/v1/audit?limit=200')
  const found = items.find((line) => line['action'] === action)
  assert.ok(found, `the audit has a line of ${action}`)
  return found
}

const wrong = { lastName: 'کریمی', nationalCode: '0012345679', shoe: 42 }

describe('refused records', () => {
  it('are listed with their reason and without what they say; one is read with it', async () => {
    const result = await send({ externalId: 'R1', data: wrong })
    assert.deepEqual([result['result'], result['code']], ['refused', 'dataInvalid'])
    const [kept] = await listed('&connection=crm&code=dataInvalid&type=person')
    assert.equal(kept?.['externalId'], 'R1')
    assert.equal(kept['reason'], result['reason'])
    assert.equal(kept['keptUntil'], '2026-03-31T08:00:00.000Z')
    assert.equal(kept['data'], undefined)
    const { body, headers } = await ask(`GET /v1/refused-records/${String(kept['id'])}`)
    assert.deepEqual(body['data'], wrong)
    assert.equal(headers.get('etag'), '"1"')
    const sent = { connection: 'crm', externalId: 'R2', data: {} }
    const { body: answer } = await ask('POST /v1/source-records', { json: { records: [sent] } })
    assert.equal((answer['results'] as readonly Json[])[0]?.['code'], 'malformed')
    assert.equal((await listed()).length, 1, 'what is no source record is not kept')
  })

  it('hide personal values from those who may not see them, who can correct other fields', async () => {
    const scopes = ['connections:read', 'source-records:write']
    const { key } = await hub.api.post('/v1/api-keys', { name: 'operator', scopes })
    const id = await idOf('R1')
    const { body, text } = await ask(`GET /v1/refused-records/${id}`, { key: String(key) })
    assert.doesNotMatch(text, /کریمی|0012345679/)
    assert.equal((body['data'] as Json)['lastName'], '***')
    problemIn(
      await ask(`POST /v1/refused-records/${id}/retry`, { json: because, key: String(key) }),
      'forbidden',
    )
    const masks = await one(`${id}/correct`, { data: body['data'] as Json, ...because }, { key: String(key) })
    assert.ok(wrongFields(masks).length > 0, 'a mask is no value')
    const { body: done } = await one(
      `${id}/correct`,
      { data: { shoe: null }, ...because },
      { key: String(key) },
    )
    assert.equal(done['result'], 'created')
    const { attributes } = await hub.api.get<{ attributes: Json }>(
      `/v1/profiles/${String(done['profileId'])}`,
    )
    assert.equal(attributes['lastName'], 'کریمی')
    problemIn(await ask(`GET /v1/refused-records/${id}`), 'refusedRecordNotFound')
  })

  it('are corrected only if everything is right; the audit tells what was changed, without personal values', async () => {
    await send({ externalId: 'R3', data: { ...wrong, mobile: 5, customerNumber: 7 } })
    const id = await idOf('R3')
    const still = await one(`${id}/correct`, { data: { shoe: null, customerNumber: '7' }, ...because })
    assert.deepEqual(wrongFields(still), ['data/mobile'])
    assert.deepEqual(((await ask(`GET /v1/refused-records/${id}`)).body['data'] as Json)['shoe'], 42)
    const data = { shoe: null, customerNumber: '7', mobile: '09121234567' }
    const stale = await one(`${id}/correct`, { data, ...because }, { headers: { 'if-match': '"7"' } })
    problemIn(stale, 'preconditionFailed')
    const right = await one(`${id}/correct`, { data, ...because }, { headers: { 'if-match': '"1"' } })
    assert.equal(right.body['result'], 'created', right.text)
    const { items } = await hub.api.get<{ items: readonly Json[] }>('/v1/audit?limit=200')
    const line = items.find(({ target }) => String(target).includes(id))
    assert.deepEqual([line?.['action'], line?.['reason']], ['correctRefusedRecord', 'seen to'])
    assert.deepEqual(line?.['changes'], [
      { path: 'data/customerNumber', before: 7, after: '7' },
      { path: 'data/mobile', before: '***', after: '***' },
      { path: 'data/shoe', before: 42 },
    ])
  })

  it('go when a good statement of the same thing comes, and never take the place of a newer one', async () => {
    await send({ externalId: 'R4', data: wrong })
    await hub.clock.advance(1_000)
    const { shoe: _shoe, ...good } = wrong
    assert.equal((await send({ externalId: 'R4', data: good }))['result'], 'created')
    assert.ok(!(await listed()).some(({ externalId }) => externalId === 'R4'))
    await send({ externalId: 'R5', version: '9', data: { ...wrong, lastName: 'نو' } })
    await send({ externalId: 'R5', version: '8', data: good })
    const { body } = await one(`${await idOf('R5')}/correct`, { data: { shoe: null }, ...because })
    assert.equal(body['result'], 'updated', 'version 9 is newer than the 8 that came after it')
    // A process that died between storing the good one and taking the refused one away.
    const refused = hub.database.connection.collection<{ _id: string }>('refusedRecords')
    await send({ externalId: 'R6', data: wrong })
    const left = await refused.findOne({ externalId: 'R6' })
    assert.ok(left)
    await send({ externalId: 'R6', data: { ...good, lastName: 'تازه' } })
    await refused.insertOne(left)
    const again = await one(`${await idOf('R6')}/correct`, { data: { shoe: null }, ...because })
    assert.equal(again.body['result'], 'overtaken')
    assert.equal(await refused.countDocuments({ externalId: 'R6' }), 0)
  })

  it('stay away when dismissed, and come back when the source says something else', async () => {
    await send({ externalId: 'R7', data: wrong })
    const id = await idOf('R7')
    const { body, text } = await one(`${id}/dismiss`)
    assert.equal(body['state'], 'dismissed', text)
    assert.equal((await auditOf('dismissRefusedRecord'))['reason'], 'seen to')
    await send({ externalId: 'R7', data: wrong })
    assert.ok(!(await listed()).some((kept) => kept['id'] === id))
    const [kept] = await listed('&state=dismissed')
    assert.deepEqual([kept?.['id'], kept?.['times']], [id, 2])
    assert.equal((kept?.['dismissed'] as Json)['reason'], 'seen to')
    await send({ externalId: 'R7', data: { ...wrong, shoe: 43 } })
    assert.equal(await idOf('R7'), id)
    await one(`${id}/dismiss`)
  })

  it('are paged newest first, each once, while others are refused; and found by time', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await hub.clock.advance(1_000)
      await send({ connection: 'pages', externalId: `P${String(n)}`, data: { shoe: n } })
    }
    const seen: unknown[] = []
    let next: string | null = null
    do {
      const cursor: string = next === null ? '' : `&after=${next}`
      const { body }: Answer = await ask(`GET /v1/refused-records?connection=pages&limit=2${cursor}`)
      seen.push(...(body['items'] as readonly Json[]).map(({ externalId }) => externalId))
      next = body['next'] as string | null
      await send({ connection: 'pages', externalId: 'P6', data: { shoe: 6 } })
    } while (next !== null)
    assert.deepEqual(seen, ['P5', 'P4', 'P3', 'P2', 'P1'])
    const third = (await listed('&connection=pages')).find(({ externalId }) => externalId === 'P3')
    const since = encodeURIComponent(String(third?.['at']))
    assert.equal((await listed(`&connection=pages&since=${since}`)).length, 4)
    assert.equal((await listed(`&connection=pages&before=${since}`)).length, 2)
    problemIn(await ask('GET /v1/refused-records?after=none'), 'badInput')
    problemIn(await ask('GET /v1/refused-records?code=none'), 'badInput')
  })

  it('are dismissed by filter in the background, with counts, and counted until then', async () => {
    await send({
      connection: 'pages',
      externalId: 'T1',
      occurredAt: '2026-01-01T00:00:00Z',
      data: { shoe: 7 },
    })
    const counts = async (): Promise<readonly Json[]> =>
      (await hub.api.get<{ items: readonly Json[] }>('/v1/refused-records/counts?connection=pages')).items
    assert.deepEqual(
      (await counts()).map(({ code, count }) => [code, count]),
      [['dataInvalid', 7]],
    )
    const filter = { connection: 'pages', code: 'dataInvalid' }
    const begun = await ask('POST /v1/refused-records/actions', {
      json: { action: 'dismiss', filter, ...because },
    })
    assert.equal(begun.status, 202, begun.text)
    const ended = await operation(String(begun.headers.get('location')))
    assert.deepEqual([ended['total'], ended['done'], ended['counts']], [7, 7, { dismissed: 7 }])
    assert.deepEqual(await counts(), [])
    const line = await auditOf('beginRefusedRecordsAction')
    assert.deepEqual(line['changes'], [
      { path: 'action', after: 'dismiss' },
      { path: 'filter', after: filter },
    ])
  })

  it('are forgotten after their time', async () => {
    await send({ externalId: 'R9', data: wrong })
    const refused = hub.database.connection.collection('refusedRecords')
    const { matchedCount } = await refused.updateOne(
      { externalId: 'R9' },
      { $set: { purgeAt: hub.clock.now() } },
    )
    assert.equal(matchedCount, 1)
    await hub.until(async () => (await refused.countDocuments({ externalId: 'R9' })) === 0, 'it is forgotten')
  })
})

async function operation(address: string): Promise<Json> {
  const view = (): Promise<Json> => hub.api.get(address)
  await hub.until(async () => (await view())['state'] !== 'running', 'the operation ends')
  return view()
}

/** Two customers, the amounts in a column that the settings do not know. */
const settings = (fields: Json): Json => ({
  path: folder.path,
  sources: {
    customers: {
      folder: 'export',
      include: ['*.csv'],
      ready: { by: 'rename' },
      format: { kind: 'csv' },
      type: 'person',
      externalId: 'id',
      fields,
      everyMs: 1_000,
    },
  },
})

describe('refused rows of a source', () => {
  const source = async (): Promise<Json> =>
    (await hub.api.get<{ items: readonly Json[] }>('/v1/connections/accounts/sources')).items[0] ?? {}

  it('stand in its state by reason, and are taken in by one retry when its settings are right', async () => {
    await folder.put('export/a.csv', 'id,name,code\n1,علی,0012345679\n2,رضا,0499370899\n3,بد,123\n')
    const wrongFieldsOf = { fullName: 'name', shoe: 'code' }
    await hub.api.put('/v1/connections/accounts', { adapter: 'folder', settings: settings(wrongFieldsOf) })
    await hub.until(async () => (await source())['refused'] === 3, 'the rows are refused')
    assert.deepEqual((await source())['refusedOpen'], { dataInvalid: 3 })
    const [kept] = await listed('&connection=accounts&source=customers')
    const { body } = await ask(`GET /v1/refused-records/${String(kept?.['id'])}`)
    assert.ok((body['row'] as Json)['code'])
    const { key } = await hub.api.post('/v1/api-keys', { name: 'onlooker', scopes: ['connections:read'] })
    const hidden = await ask(`GET /v1/refused-records/${String(kept?.['id'])}`, { key: String(key) })
    assert.deepEqual(hidden.body['row'], { id: '***', name: '***', code: '***' })

    const again = await one(`${String(kept?.['id'])}/retry`)
    assert.equal(again.body['result'], 'refused', 'nothing has changed yet')
    await hub.api.put('/v1/connections/accounts', {
      adapter: 'folder',
      settings: settings({ fullName: 'name', nationalCode: 'if code = "123" then 5 else code' }),
    })
    const json = { action: 'retry', filter: { connection: 'accounts', source: 'customers' }, ...because }
    const begun = await ask('POST /v1/refused-records/actions', { json })
    const ended = await operation(String(begun.headers.get('location')))
    assert.deepEqual(ended['counts'], { created: 2, refused: 1 }, JSON.stringify(await listed()))
    assert.deepEqual((await source())['refusedOpen'], { dataInvalid: 1 })
    const found = await hub.api.get<{ items: readonly Json[] }>(
      '/v1/profiles?identifier=nationalCode:0012345679',
    )
    assert.equal(found.items.length, 1)
  })
})

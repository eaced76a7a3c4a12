/** Importing files over the API: a trial that changes nothing, then for real, with what became of every row. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

async function made(draft: Json, file: string): Promise<string> {
  const { status, body, text } = await ask('POST /v1/imports', {
    json: { connection: 'excel', type: 'person', ...draft },
  })
  assert.equal(status, 201, text)
  const id = String(body['id'])
  const sent = await ask(`PUT /v1/imports/${id}/file`, {
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  assert.equal(sent.status, 200, sent.text)
  return id
}

const begin = (id: string, isTrial: boolean): Promise<Answer> =>
  ask(`POST /v1/imports/${id}/start`, { json: { isTrial } })

/** Goes through a file; gives the operation when it is over. */
async function gone(id: string, isTrial: boolean): Promise<Json> {
  const { status, body, text } = await begin(id, isTrial)
  assert.equal(status, 202, text)
  return over(String(body['operation']))
}

async function over(operation: string): Promise<Json> {
  const view = (): Promise<Json> => hub.api.get(`/v1/operations/${operation}`)
  await hub.until(async () => (await view())['state'] !== 'running', 'the import is over')
  return view()
}

const rows = async (id: string, query = ''): Promise<readonly Json[]> =>
  (await hub.api.get<{ items: Json[] }>(`/v1/imports/${id}/rows${query}`)).items

const file = [
  'کد,نام,نام خانوادگی,کد ملی,تلفن همراه,توضیح',
  '1,مریم,رضایی,۰۰۱۲۳۴۵۶۷۹,09121234567,قدیمی',
  '2,علی,کریمی,1112223339,,',
  '3,علی,کریمی,1112223339,09350000000,دوباره',
  '4,سارا,نوری,,,',
  ',بی‌شماره,کسی,,,',
].join('\n')

describe('imports', () => {
  it('say in a trial what would become of every row, and change nothing', async () => {
    const records = [
      {
        connection: 'crm',
        type: 'person',
        externalId: 'x',
        data: { lastName: 'رضایی', nationalCode: '0012345679' },
      },
      {
        connection: 'excel',
        type: 'person',
        externalId: '4',
        data: { firstName: 'سارا', lastName: 'قدیمی' },
      },
    ]
    const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
    const id = await made({ name: 'customers.csv', idColumn: 'کد', columns: { توضیح: null } }, file)
    const trial = await gone(id, true)
    assert.deepEqual(trial['counts'], { merged: 2, created: 1, updated: 1, refused: 1 })
    const told = await rows(id)
    assert.deepEqual(
      told.map(({ row, outcome }) => [row, outcome]),
      [
        [2, 'merged'],
        [3, 'created'],
        [4, 'merged'],
        [5, 'updated'],
        [6, 'refused'],
      ],
    )
    assert.equal(told[0]?.['profileId'], results[0]?.['profileId'])
    assert.match(String(told[4]?.['reason']), /کد: is missing/)
    assert.equal((await hub.api.get<{ items: Json[] }>('/v1/profiles?q=کریمی')).items.length, 0)

    const done = await gone(id, false)
    assert.deepEqual(done['counts'], { created: 3, updated: 1, refused: 1 })
    const [karimi, ...others] = (await hub.api.get<{ items: Json[] }>('/v1/profiles?q=کریمی')).items
    assert.deepEqual(others, [], 'two rows of one person are one profile')
    assert.equal((karimi?.['attributes'] as Json)['mobile'], '+989350000000')
    assert.deepEqual(
      (await rows(id, '?outcome=refused')).map(({ row }) => row),
      [6],
    )
    problemIn(await begin(id, false), 'conflict')
    assert.equal((await hub.api.get<Json>(`/v1/imports/${id}`))['sizeBytes'], undefined, 'the file is gone')
  })

  it('read JSON Lines, and refuse bad rows one by one', async () => {
    const lines = [
      '{"externalId":"j1","lastName":"یکم","mobiles":["09121110001"]}',
      'x',
      '{"externalId":"j2","shoe":1}',
    ]
    const id = await made({ name: 'people.jsonl' }, lines.join('\n'))
    assert.deepEqual((await gone(id, false))['counts'], { created: 1, refused: 2 })
    const [, second, third] = await rows(id)
    assert.equal(second?.['reason'], 'is not JSON')
    assert.match(String(third?.['reason']), /shoe: is no field of person/)
  })

  it('go on after a pause, and are stopped for good by a cancel', async () => {
    const many = Array.from(
      { length: 1_700 },
      (_, n) => `{"externalId":"m${String(n)}","lastName":"نفر ${String(n)}"}`,
    )
    const id = await made({ name: 'many.ndjson' }, many.join('\n'))
    const { body } = await begin(id, true)
    const operation = String(body['operation'])
    problemIn(await begin(id, true), 'conflict')
    const paused = await ask(`POST /v1/operations/${operation}/pause`, { json: {} })
    if (paused.status === 200) {
      const { done } = await hub.api.get<Json>(`/v1/operations/${operation}`)
      assert.ok(Number(done) < 1_700)
      await ask(`POST /v1/operations/${operation}/resume`, { json: {} })
    }
    const trial = await over(operation)
    assert.deepEqual(
      [trial['state'], trial['done'], trial['counts']],
      ['completed', 1_700, { created: 1_700 }],
    )
    const again = String((await begin(id, true)).body['operation'])
    await ask(`POST /v1/operations/${again}/cancel`, { json: {} })
    assert.notEqual((await over(again))['state'], 'running')
    assert.equal((await gone(id, true))['done'], 1_700)
  })

  it('refuse what cannot be read, in words', async () => {
    const draft = { connection: 'excel', type: 'person', name: 'a.csv' }
    const tried = (json: Json): Promise<Answer> => ask('POST /v1/imports', { json: { ...draft, ...json } })
    assert.deepEqual(wrongFields(await tried({ name: 'a.pdf.doc' })), ['name'])
    assert.deepEqual(wrongFields(await tried({ type: 'dragon' })), ['type'])
    assert.deepEqual(wrongFields(await tried({ columns: { a: 'shoe' } })), ['columns/a'])
    problemIn(await ask('GET /v1/imports/none'), 'importNotFound')
    const { body } = await tried({})
    problemIn(await begin(String(body['id']), true), 'conflict')
    const broken = await made({ name: 'broken.xlsx' }, 'not a workbook')
    const failed = await gone(broken, true)
    assert.equal(failed['state'], 'failed')
    assert.match(String(failed['failure']), /workbook cannot be read/)
    assert.ok((await hub.api.get<{ items: Json[] }>('/v1/imports?limit=2')).items.length === 2)
  })
})

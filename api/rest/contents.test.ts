/** Large contents over the API: in, through a call to an outside system, and out again. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { settingsExample } from '../../adapters/db-views/postgres/settings.ts'
import { startSimulator as startCrm } from '../../adapters/db-views/postgres/simulator.ts'
import { startSimulator, type ShopSimulator } from '../../adapters/web-services/rest/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let shop: ShopSimulator
let ask: Ask

const field = (type: object, ...required: readonly string[]): Json => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties: type,
})
const text = { type: 'string' }
const reference = field({
  contentId: text,
  mediaType: text,
  name: text,
  sizeBytes: { type: 'integer' },
  sha256: text,
})

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  shop = await startSimulator({ way: 'none', clock: hub.clock })
  const operations = {
    upload: {
      method: 'POST',
      path: '/files',
      effect: 'once',
      bodyFormat: 'multipart',
      files: { document: 'file' },
      input: field({ title: text, file: reference }, 'file'),
      output: field({ parts: { type: 'array', items: field({ name: text, sha256: text, text }) } }),
      example: { input: { file: {} }, output: {} },
    },
    fetchFile: {
      method: 'GET',
      path: '/files/{size}',
      effect: 'read',
      download: { maxBytes: 3_000_000 },
      input: field({ size: text }, 'size'),
      example: { input: { size: '1' }, output: {} },
    },
  }
  await hub.api.put('/v1/connections/shop', {
    adapter: 'rest',
    settings: { baseUrl: shop.baseUrl, operations } as unknown as Json,
  })
})
after(async () => {
  await hub.close()
  await shop.close()
})

const call = (operation: string, input: Json): Promise<Answer> =>
  hub.passing(ask(`POST /v1/connections/shop/operations/${operation}`, { json: { input } }))

describe('a content', () => {
  it('is sent by a call that is given the reference to it', async () => {
    const kept = await ask('POST /v1/contents?name=%D9%82.txt', {
      body: 'متن'.repeat(1000),
      headers: { 'content-type': 'text/plain' },
    })
    assert.equal(kept.status, 201, kept.text)
    assert.equal(kept.headers.get('location'), `/v1/contents/${String(kept.body['contentId'])}`)
    assert.deepEqual(
      [kept.body['name'], kept.body['mediaType'], kept.body['sizeBytes']],
      ['ق.txt', 'text/plain', 6000],
    )
    const sent = await call('upload', { title: 'سند', file: kept.body })
    assert.equal(sent.status, 200, sent.text)
    const { parts } = sent.body['output'] as { readonly parts: readonly Json[] }
    assert.deepEqual(parts, [
      { name: 'title', text: 'سند', sha256: parts[0]?.['sha256'] },
      { name: 'document', sha256: kept.body['sha256'] },
    ])
  })

  it('is fetched by a call, and then read by its reference', async () => {
    const fetched = await call('fetchFile', { size: '2500000' })
    assert.equal(fetched.status, 200, fetched.text)
    const output = fetched.body['output'] as Json
    assert.deepEqual([output['sizeBytes'], output['mediaType']], [2_500_000, 'application/pdf'])
    const read = await ask(`GET /v1/contents/${String(output['contentId'])}`)
    assert.deepEqual([read.status, read.headers.get('content-type')], [200, 'application/pdf'])
    assert.match(read.headers.get('content-disposition') ?? '', /filename\*=UTF-8''%D9%81/)
    assert.equal(read.text.length, 2_500_000)
    problemIn(await call('fetchFile', { size: '4000000' }), 'remoteUnreadable')
  })

  it('is the answer of a query to a database, whatever its size, and is sent on', async () => {
    const crm = await startCrm()
    try {
      const { host, port, user, password, database } = crm
      const sql = `SELECT n AS id, repeat('ی', 100) AS note FROM generate_series(1, 20000) AS n`
      await hub.api.put('/v1/connections/crm', {
        adapter: 'postgres',
        settings: {
          ...{ host, port, user, password, database, tls: 'disable' },
          views: settingsExample.views as unknown as Json,
          queries: { notes: { sql, into: 'csv' } },
        },
      })
      const asked = await hub.passing(
        ask('POST /v1/connections/crm/operations/notes', { json: { input: {} } }),
      )
      assert.equal(asked.status, 200, asked.text)
      const { content, rows, more } = asked.body['output'] as { [field: string]: Json }
      assert.deepEqual([rows, more, content?.['name']], [20_000, false, 'notes.csv'])
      const read = await ask(`GET /v1/contents/${String(content?.['contentId'])}`)
      assert.equal(read.headers.get('content-length'), String(content?.['sizeBytes']))
      assert.equal(read.text.trimEnd().split('\r\n').length, 20_001)
      const sent = await call('upload', { file: content ?? {} })
      const { parts } = sent.body['output'] as { readonly parts: readonly Json[] }
      assert.equal(parts[0]?.['sha256'], content?.['sha256'])
    } finally {
      await crm.close()
    }
  })

  it('is not there for those who ask for another', async () => {
    problemIn(await ask('GET /v1/contents/00000000-0000-4000-8000-000000000000'), 'contentNotFound')
    const gone = { contentId: '00000000-0000-4000-8000-000000000000' }
    problemIn(await call('upload', { file: gone }), 'remoteRefused')
  })
})

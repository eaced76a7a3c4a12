/** Warehouse software (INT-05): stock, receipts and issues by item and serial, from its database and from a web service. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { startSimulator, type PostgresSimulator } from '../../adapters/db-views/postgres/simulator.ts'
import { jsonReply, startHttp, type HttpFront } from '../../adapters/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let warehouse: PostgresSimulator
let branch: HttpFront

/** What the branch in Karaj tells, page by page. */
let documents: readonly Json[] = [
  { no: 'R-9', type: 'رسید', at: '2026-02-25T09:00:00Z', count: 1, pieces: ['px7-009'], rev: 1 },
]

const list = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get<{ items: readonly Json[] }>(path)).items
async function one(identifier: string): Promise<Json | undefined> {
  return (await list(`/v1/profiles?identifier=${encodeURIComponent(identifier)}`))[0]
}
const attributesOf = (profile: Json | undefined): Json => (profile?.['attributes'] ?? {}) as Json
/** What is tied to a profile, in a word each. */
async function tiedTo(identifier: string, ...fields: readonly string[]): Promise<readonly string[]> {
  const ties = await list(`/v1/profiles/${String((await one(identifier))?.['id'])}/relations`)
  return ties.map((tie) => ['type', ...fields].map((field) => String(tie[field])).join(' ')).sort()
}
const recordsOf = async (type: string): Promise<readonly Json[]> => list(`/v1/records/${type}?limit=100`)

const kindOf = 'if kind = "رسید" then "receipt" else if kind = "حواله" then "issue" else "return"'
const view = (name: string, type: string, settings: Json): Json => ({
  view: name,
  type,
  externalId: 'id',
  id: 'id',
  everyMs: 1_000,
  ...settings,
})

before(async () => {
  hub = await testHub()
  warehouse = await startSimulator({ people: [] })
  await warehouse.sql(
    'CREATE TABLE stock (id text PRIMARY KEY, item text, item_name text, store text, qty numeric, unit text)',
  )
  await warehouse.sql(
    'CREATE TABLE documents (id text PRIMARY KEY, doc text, kind text, at text, item text, qty int, serials text, store text)',
  )
  await warehouse.sql(
    'CREATE TABLE pieces (id text PRIMARY KEY, item text, model text, store text, owner_code text)',
  )
  await warehouse.sql(`GRANT SELECT ON stock, documents, pieces TO ${warehouse.user}`)
  await warehouse.sql(
    "INSERT INTO stock VALUES ('s1', 'pax-a920', 'پايانه فروش', 'انبار مركزي', 3, 'دستگاه'), ('s2', 'cbl-6', 'كابل شبكه', 'انبار مركزي', 305.5, 'متر')",
  )
  await warehouse.sql(
    "INSERT INTO documents VALUES ('d1', 'R-1', 'رسید', '2026-02-20T08:00:00Z', 'pax-a920', 2, 'px7-۰۰۱,PX7-002', 'انبار مركزي')",
  )
  await warehouse.sql(
    "INSERT INTO pieces VALUES ('px7-۰۰۱', 'pax-a920', 'PAX A920', 'انبار مركزي', NULL), ('PX7-002', 'pax-a920', 'PAX A920', 'انبار مركزي', NULL)",
  )
  branch = await startHttp({
    operationOf: () => 'documents',
    answer: ({ path, query }) => {
      const all = { documents, pieces: [{ serial: 'PX7-009', model: 'PAX A920', rev: 1 }] }
      const name = path === '/pieces' ? 'pieces' : 'documents'
      return jsonReply(200, { [name]: query.get('page') === '0' ? all[name] : [] })
    },
  })
  await hub.api.post('/v1/source-records', {
    records: [
      {
        connection: 'crm',
        type: 'person',
        externalId: '1042',
        data: { firstName: 'مریم', lastName: 'رضایی', nationalCode: '0012345679' },
      },
      {
        connection: 'anbar',
        type: 'product',
        externalId: 'pax-a920',
        data: { productCode: 'pax-a920', name: 'پایانهٔ فروش PAX A920' },
      },
    ],
  })
  const { host, port, database, user, password } = warehouse
  await hub.api.put('/v1/connections/anbar', {
    adapter: 'postgres',
    settings: {
      ...{ host, port, database, user, password, tls: 'disable' },
      views: {
        stock: view('stock', 'stock-level', {
          mapping: { item: 'itemCode', item_name: 'itemName', store: 'store', unit: 'unit' },
          fields: { quantity: 'number(string(qty))' },
        }),
        documents: view('documents', 'stock-movement', {
          mapping: { doc: 'documentNumber', at: 'movedAt', item: 'itemCode', store: 'store' },
          fields: {
            kind: kindOf,
            quantity: 'number(string(qty))',
            serials: 'if serials = null then null else split(serials, ",")',
          },
        }),
        pieces: view('pieces', 'equipment', {
          mapping: { id: 'serial', model: 'model', store: 'location' },
          fields: {
            state: 'if owner_code = null then "inStore" else "issued"',
            owner: 'if owner_code = null then null else { connection: "crm", externalId: owner_code }',
            product: '{ externalId: item }',
          },
        }),
      },
    },
  })
  await hub.until(async () => (await recordsOf('stock-level')).length === 2, 'the stock is here')
  await hub.until(async () => (await recordsOf('stock-movement')).length === 1, 'the receipt is here')
  await hub.until(async () => (await one('serial:PX7-002')) !== undefined, 'the pieces are here')
})
after(async () => {
  await hub.close()
  await warehouse.close()
  await branch.close()
})

/** A branch that has only a web service: a line of a document is a movement by its kind, a piece is a device. */
const ofKind = (theirs: string, kind: string): Json => ({
  when: { path: 'type', equals: theirs },
  type: 'stock-movement',
  externalId: 'no',
  version: 'rev',
  data: {
    documentNumber: { from: 'no' },
    kind: { constant: kind },
    movedAt: { from: 'at' },
    quantity: { from: 'count', as: 'integer' },
    serials: { from: 'pieces' },
    store: { constant: 'انبار کرج' },
  },
})
const piece = {
  type: 'equipment',
  externalId: 'serial',
  version: 'rev',
  data: { serial: { from: 'serial' }, model: { from: 'model' }, location: { constant: 'انبار کرج' } },
}
const source = (name: string, ...records: readonly Json[]): Json => ({
  path: `/${name}`,
  list: name,
  pageSize: 500,
  cursor: { kind: 'page', parameter: 'page', first: 0 },
  everyMs: 1_000,
  records,
})
const ask = {
  method: 'GET',
  path: '/documents',
  effect: 'read',
  input: { type: 'object', additionalProperties: false, properties: {} },
  output: { type: 'object', properties: {} },
  example: { input: {}, output: {} },
}

describe('warehouse software', () => {
  it('INT-05 tells what is in stock, by item and store, and each item shows its stock', async () => {
    const levels = (await recordsOf('stock-level')).map(({ data }) => data as Json)
    assert.deepEqual(
      levels.map(({ itemCode, itemName, store, quantity, unit }) => [
        itemCode,
        itemName,
        store,
        quantity,
        unit,
      ]),
      [
        ['pax-a920', 'پايانه فروش', 'انبار مركزي', 3, 'دستگاه'],
        ['cbl-6', 'كابل شبكه', 'انبار مركزي', 305.5, 'متر'],
      ],
    )
    assert.ok(
      (await tiedTo('productCode:anbar:PAX-A920', 'itemName', 'quantity')).includes(
        'stock-level پایانه فروش 3',
      ),
    )
  })

  it('INT-05 tells receipts and issues by item and serial, and each piece shows where it was', async () => {
    await warehouse.sql(
      "INSERT INTO documents VALUES ('d2', 'H-5', 'حواله', '2026-02-27T10:00:00Z', 'pax-a920', 1, 'PX7-001', 'انبار مركزي')",
    )
    await warehouse.sql("UPDATE stock SET qty = 2 WHERE id = 's1'")
    await warehouse.sql("UPDATE pieces SET owner_code = '1042', store = 'فروشگاه ونک' WHERE id = 'px7-۰۰۱'")
    await hub.until(async () => (await recordsOf('stock-movement')).length === 2, 'the issue is here')
    await hub.until(
      async () => attributesOf(await one('serial:PX7-001'))['state'] === 'issued',
      'the piece has gone',
    )
    assert.deepEqual(await tiedTo('serial:PX7-001', 'documentNumber', 'kind'), [
      'stock-movement H-5 issue',
      'stock-movement R-1 receipt',
    ])
    assert.deepEqual(await tiedTo('serial:PX7-002', 'documentNumber', 'kind'), ['stock-movement R-1 receipt'])
    await hub.until(
      async () => (await tiedTo('productCode:anbar:PAX-A920', 'quantity')).includes('stock-level 2'),
      'there is one less',
    )
    const customer = await one('nationalCode:0012345679')
    const assets = (customer?.['assets'] ?? []) as readonly Json[]
    assert.deepEqual(
      assets.map(({ type, serial, state }) => [type, serial, state]),
      [['equipment', 'PX7-001', 'issued']],
    )
    assert.equal(attributesOf(await one('serial:PX7-002'))['state'], 'inStore')
  })

  it('INT-05 knows a piece of the warehouse as the one of the register of equipment, by its serial', async () => {
    const { results } = await hub.api.post<{ results: readonly Json[] }>('/v1/source-records', {
      records: [
        {
          connection: 'register',
          type: 'equipment',
          externalId: 'A-7',
          data: { assetTag: 'A-7', serial: 'px7-۰۰۲' },
        },
      ],
    })
    const piece = await one('serial:PX7-002')
    assert.equal(results[0]?.['profileId'], piece?.['id'])
    const { assetTag, state, model } = attributesOf(piece)
    assert.deepEqual([assetTag, state, model], ['A-7', 'inStore', 'PAX A920'])
  })

  it('INT-05 reads a warehouse that has a web service: documents and pieces, again without twins', async () => {
    await hub.api.put('/v1/connections/anbar-karaj', {
      adapter: 'rest',
      settings: {
        baseUrl: branch.url,
        login: 'none',
        operations: { readDocuments: ask },
        sources: {
          documents: source('documents', ofKind('رسید', 'receipt'), ofKind('حواله', 'issue')),
          pieces: source('pieces', piece),
        },
      },
    })
    await hub.until(async () => (await one('serial:PX7-009')) !== undefined, 'the piece is here')
    assert.deepEqual(await tiedTo('serial:PX7-009', 'documentNumber', 'kind', 'store'), [
      'stock-movement R-9 receipt انبار کرج',
    ])
    const known = (await recordsOf('stock-movement')).length
    documents = documents.map((one) => ({ ...one, at: '2026-02-25T10:00:00Z', rev: 2 }))
    const movedAt = async (): Promise<unknown> => {
      const [found] = (await recordsOf('stock-movement')).filter(
        ({ connection }) => connection === 'anbar-karaj',
      )
      return (found?.['data'] as Json | undefined)?.['movedAt']
    }
    await hub.until(
      async () => (await movedAt()) === '2026-02-25T10:00:00Z',
      'the corrected document is here',
    )
    assert.equal((await recordsOf('stock-movement')).length, known)
  })
})

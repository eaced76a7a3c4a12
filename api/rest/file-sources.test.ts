/** What an accounting program exports into a folder becomes customers and their invoices, over the API. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'

import { startSimulator, type FolderSimulator } from '../../adapters/files/folder/simulator.ts'
import { encodedText } from '../../engine/values/text-encoding.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let accounting: FolderSimulator
let ask: Ask
/** How often the timeline of the customer names the invoice. */
let firstInvoices = 0

/** As such programs write: a title above, Arabic letters, Persian digits, Jalali days, a total below. */
const customers = (...rows: readonly string[]): Uint8Array =>
  encodedText(
    [
      'شركت نمونه;;;;;',
      'كد;نام;نام خانوادگي;كد ملي;تاريخ تولد;مانده',
      ...rows,
      ';;;;جمع كل;3,700,000',
      '',
    ].join('\r\n'),
    'windows-1256',
  )
const maryam = '17;مريم;رضايي;0012345679;1365/02/10;2,500,000'
const ali = '18;علي;كريمي;0499370899;1361/12/29;1,200,000'
const invoices = [
  '\ufeffشماره,کد مشتری,تاریخ,مبلغ,شرح',
  'F-1,17,۱۴۰۴/۱۲/۰۹ ۱۴:۳۰,"۲٬۵۰۰٬۰۰۰","اشتراک, سه ماه"',
  'F-2,18,1404/12/10,نامعلوم,تعمیر',
  'F-3,18,1404/12/10,"1,200,000",تعمیر',
  ',18,1404/12/10,5,بی شماره',
  '',
].join('\n')

const settings = (): Json => ({
  path: accounting.path,
  sources: {
    customers: {
      folder: 'export',
      include: ['customers-*.csv'],
      format: { kind: 'csv', headerRow: 2 },
      type: 'person',
      externalId: 'كد',
      rowsWithoutId: 'skip',
      mapping: {
        كد: 'customerNumber',
        'كد ملي': 'nationalCode',
        'تاريخ تولد': { field: 'birthOn', as: 'day' },
        مانده: { field: 'balanceRial', as: 'rial' },
      },
      fields: { fullName: 'string join([نام, `نام خانوادگي`], " ")' },
      ready: { by: 'marker' },
      fullList: true,
      after: { do: 'move', to: 'archive' },
      everyMs: 1_000,
    },
    invoices: {
      folder: 'export',
      include: ['invoices-*.csv'],
      format: { kind: 'csv' },
      type: 'invoice',
      externalId: 'شماره',
      timeZone: 'Asia/Tehran',
      mapping: {
        شماره: 'invoiceNumber',
        تاریخ: { field: 'issuedAt', as: 'instant' },
        مبلغ: { field: 'amountRial', as: 'rial' },
        شرح: 'description',
      },
      fields: { customer: '{ externalId: `کد مشتری` }' },
      ready: { by: 'rename' },
      everyMs: 1_000,
    },
  },
})

interface SourceStands {
  readonly name: string
  readonly state: string
  readonly stored: number
  readonly refused: number
  readonly lastError?: string
}

async function source(name: string): Promise<SourceStands> {
  const { items } = await hub.api.get<{ items: readonly SourceStands[] }>(
    '/v1/connections/accounting/sources',
  )
  const found = items.find((one) => one.name === name)
  assert.ok(found)
  return found
}

async function personWith(nationalCode: string): Promise<Json | undefined> {
  const { items } = await hub.api.get<{ items: readonly Json[] }>(
    `/v1/profiles?identifier=nationalCode:${nationalCode}`,
  )
  return items[0]
}

before(async () => {
  accounting = await startSimulator()
  hub = await testHub({ environment: { PEYVAND_FOLDERS: accounting.path } })
  ask = asking(hub)
})
after(async () => {
  await hub.close()
  await accounting.close()
})

describe('a folder that an accounting program exports into', () => {
  it('is refused as a connection when an expression is wrong or a path leads out', async () => {
    const { sources, ...rest } = settings() as { readonly sources: Readonly<Record<string, Json>> }
    const wrong = { ...sources['customers'], fields: { fullName: 'string join(' }, folder: '../elsewhere' }
    const sent = { adapter: 'folder', settings: { ...rest, sources: { customers: wrong } } }
    const bad = await ask('PUT /v1/connections/accounting', { json: sent })
    assert.ok(
      wrongFields(bad).some((path) => path.includes('folder')),
      bad.text,
    )
    const outside = { adapter: 'folder', settings: { path: '/etc' } }
    assert.equal((await ask('PUT /v1/connections/outside', { json: outside })).status, 201)
    const { body } = await hub.passing(ask('POST /v1/connections/outside/check'))
    assert.equal(body['ok'], false)
    assert.match(JSON.stringify(body), /PEYVAND_FOLDERS/)
  })

  it('shows in a preview what would be stored, and stores nothing', async () => {
    await accounting.put('export/customers-1.csv', customers(maryam, ali))
    await hub.api.put('/v1/connections/accounting', { adapter: 'folder', settings: settings() })
    const { status, body, text } = await hub.passing(
      ask('POST /v1/connections/accounting/sources/customers/preview', { json: {} }),
    )
    assert.equal(status, 200, text)
    const items = body['items'] as readonly Json[]
    assert.deepEqual(
      items.map(({ externalId, data }) => [externalId, data]),
      [
        [
          '17',
          {
            customerNumber: '17',
            nationalCode: '0012345679',
            birthOn: '1986-04-30',
            balanceRial: 2_500_000,
            fullName: 'مريم رضايي',
          },
        ],
        [
          '18',
          {
            customerNumber: '18',
            nationalCode: '0499370899',
            birthOn: '1983-03-20',
            balanceRial: 1_200_000,
            fullName: 'علي كريمي',
          },
        ],
      ],
    )
    assert.equal((await source('customers')).stored, 0)
    assert.equal(await personWith('0012345679'), undefined)
    const check = await hub.passing(ask('POST /v1/connections/accounting/check'))
    assert.equal(check.body['ok'], true, check.text)
  })

  it('INT-04 becomes customers and their invoices; a bad row is turned away by file and number', async () => {
    await accounting.put('export/customers-1.csv.done', '')
    await accounting.put('export/invoices-1.csv', invoices)
    await hub.until(async () => (await source('customers')).stored === 2, 'the customers are stored')
    await hub.until(async () => (await source('invoices')).stored === 2, 'the invoices are stored')
    const person = await personWith('0012345679')
    const attributes = person?.['attributes'] as Json
    assert.deepEqual([attributes['fullName'], attributes['birthOn']], ['مریم رضایی', '1986-04-30'])
    const timeline = await hub.api.get(`/v1/profiles/${String(person?.['id'])}/timeline`)
    firstInvoices = JSON.stringify(timeline).match(/"F-1"/g)?.length ?? 0
    assert.ok(firstInvoices > 0)
    assert.match(JSON.stringify(timeline), /2026-02-28T11:00:00/)
    assert.equal((await source('invoices')).refused, 2)
    const refused = await hub.database.connection.collection('refusedRecords').find().toArray()
    const reasons = refused.map(({ reason }) => String(reason)).sort()
    assert.match(reasons[0] ?? '', /^invoices-1\.csv, row 3: data\/amountRial/)
    assert.equal(reasons[1], 'invoices-1.csv, row 5: has no شماره')
    const left = ['archive/customers-1.csv', 'export/invoices-1.csv']
    await hub.until(
      async () => isDeepStrictEqual(await accounting.files(), left),
      'the file that was read is moved, and its marker taken away',
    )
  })

  it('tells who is not in the next list any more, and reads nothing twice', async () => {
    const before = await hub.hub.profiles.count()
    await accounting.put('export/customers-2.csv', customers(maryam))
    await accounting.put('export/customers-2.csv.done', '')
    await hub.until(async () => (await source('customers')).stored === 3, 'one is told as deleted')
    const gone = await personWith('0499370899')
    assert.equal(gone, undefined, 'nothing is known of the one who has gone')
    assert.ok(await personWith('0012345679'))
    assert.ok((await hub.hub.profiles.count()) <= before)
    assert.equal((await source('invoices')).stored, 2)
  })

  it('can be paused, read again from its beginning, and resumed', async () => {
    assert.equal((await hub.api.post('/v1/connections/accounting/sources/invoices/pause'))['state'], 'paused')
    await hub.api.post('/v1/connections/accounting/sources/invoices/rewind', {
      reason: 'the mapping was changed',
    })
    await hub.api.post('/v1/connections/accounting/sources/invoices/resume')
    // The same rows come again, which changes nothing: what is counted is what was handed over.
    await hub.until(async () => (await source('invoices')).stored === 4, 'the file is read again')
    const timeline = await hub.api.get(
      `/v1/profiles/${String((await personWith('0012345679'))?.['id'])}/timeline`,
    )
    assert.equal(JSON.stringify(timeline).match(/"F-1"/g)?.length ?? 0, firstInvoices)
  })
})

/**
 * A purchase-and-sale system and accounting, which know the same customers, products and invoices each in its own way
 * (INT-06): what is registered in one is known in all, and registered nowhere again.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { startSimulator, type PostgresSimulator } from '../../adapters/db-views/postgres/simulator.ts'
import { jsonReply, startHttp, type HttpFront } from '../../adapters/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { element, end, file, job, mappings, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
/** The web service of the purchase-and-sale system, and that by which accounting takes customers. */
let front: HttpFront
let accounting: PostgresSimulator

interface Buyer extends Json {
  readonly no: string
  readonly nin: string
  readonly mobile: string
  readonly rev: number
}
let buyers: readonly Buyer[] = [
  { no: 'S-1', name: 'مریم', family: 'رضایی', nin: '0012345679', mobile: '09121234567', rev: 1 },
]
const wares: readonly Json[] = [{ code: 'PAX-A920', title: 'پایانهٔ فروش PAX A920', rev: 1 }]
const bills: readonly Json[] = [
  { no: 'F-100', buyer: 'S-1', total: 2_500_000, at: '2026-02-20T08:00:00Z', rev: 1 },
]

const list = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get<{ items: readonly Json[] }>(path)).items
const holders = (identifier: string): Promise<readonly Json[]> =>
  list(`/v1/profiles?identifier=${encodeURIComponent(identifier)}`)
async function profileOf(identifier: string): Promise<Json> {
  const [found] = await holders(identifier)
  return found === undefined ? {} : hub.api.get<Json>(`/v1/profiles/${String(found['id'])}`)
}
async function knownBy(identifier: string): Promise<readonly unknown[]> {
  const { sources = [] } = await profileOf(identifier)
  return (sources as readonly Json[]).map(({ connection }) => connection)
}
const calls = (operation: string): number => front.calls()[operation] ?? 0

const from = (names: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [ours, { from: theirs }]))
const source = (name: string, record: Json): Json => ({
  path: `/${name}`,
  list: name,
  pageSize: 500,
  cursor: { kind: 'page', parameter: 'page', first: 0 },
  everyMs: 1_000,
  records: [{ version: 'rev', ...record }],
})
const texts = (...names: readonly string[]): Json => ({
  type: 'object',
  additionalProperties: false,
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
})
const sales = (): Json => ({
  baseUrl: front.url,
  login: 'none',
  operations: {
    changeBuyer: {
      method: 'PUT',
      path: '/buyers/{no}',
      effect: 'idempotent',
      input: texts('no', 'mobile'),
      output: texts(),
      example: { input: { no: '1', mobile: '0912' }, output: {} },
    },
  },
  sources: {
    buyers: source('buyers', {
      type: 'person',
      externalId: 'no',
      data: from({ firstName: 'name', lastName: 'family', nationalCode: 'nin', mobile: 'mobile' }),
    }),
    wares: source('wares', {
      type: 'product',
      externalId: 'code',
      data: from({ productCode: 'code', name: 'title' }),
    }),
    bills: source('bills', {
      type: 'invoice',
      externalId: 'no',
      data: {
        ...from({ invoiceNumber: 'no', issuedAt: 'at', 'customer.externalId': 'buyer' }),
        amountRial: { from: 'total', as: 'rial' },
      },
    }),
  },
})
const view = (name: string, type: string, settings: Json): Json => ({
  view: name,
  type,
  externalId: 'id',
  id: 'id',
  everyMs: 1_000,
  ...settings,
})
/** Accounting knows which of its things are those of the purchase-and-sale system by that system's numbers. */
const books = (): Json => {
  const { host, port, database, user, password } = accounting
  const sameAs = 'if sales_no = null then null else [{ connection: "sales", externalId: sales_no }]'
  return {
    ...{ host, port, database, user, password, tls: 'disable' },
    views: {
      persons: view('persons', 'person', {
        mapping: { full_name: 'fullName', nin: 'nationalCode', mobile: 'mobile', id: 'customerNumber' },
      }),
      goods: view('goods', 'product', { mapping: { title: 'name', id: 'productCode' }, fields: { sameAs } }),
      vouchers: view('vouchers', 'invoice', {
        mapping: { id: 'invoiceNumber', total: { field: 'amountRial', as: 'rial' } },
        fields: { paidRial: 'number(string(paid))', customer: '{ externalId: person }', sameAs },
      }),
    },
  }
}

/** Has a customer of the purchase-and-sale system registered in accounting, unless that knows them. */
const register = file(
  {
    elements: [
      start(),
      element('serviceTask', 'readCustomer', {
        extensions:
          job('hub.readProfile') +
          mappings({
            inputs: [['=profileId', 'id']],
            outputs: [
              ['=list contains(sources.connection, "accounting")', 'isKnown'],
              ['=attributes', 'attributes'],
            ],
          }),
      }),
      element('exclusiveGateway', 'isRegistered', { attributes: 'default="isRegistered_createPerson"' }),
      element('serviceTask', 'createPerson', {
        extensions:
          job('accounting-api.createPerson') +
          mappings({
            inputs: [
              ['=attributes.fullName', 'name'],
              ['=attributes.nationalCode', 'nin'],
            ],
          }),
      }),
      end(),
      end('alreadyThere'),
    ],
    flows: ['begun > readCustomer > isRegistered > createPerson > done', 'isRegistered > alreadyThere'],
    conditions: { isRegistered_alreadyThere: '=isKnown' },
  },
  'registerInAccounting',
)
const whenNew = {
  key: 'register-in-accounting',
  title: { en: 'Customers of sales are known to accounting', fa: 'ثبت مشتری فروش در حسابداری' },
  events: ['person.created'],
  rules: [
    {
      name: 'مشتری تازهٔ فروش',
      when: 'connection = "sales"',
      actions: [{ kind: 'startFlow', flow: 'registerInAccounting', variables: { profileId: '=profileId' } }],
    },
  ],
}
const changeInSales = file(
  {
    elements: [
      start(),
      element('serviceTask', 'changeBuyer', {
        extensions:
          job('sales.changeBuyer') +
          mappings({
            inputs: [
              ['=record.externalId', 'no'],
              ['=values.mobile', 'mobile'],
            ],
          }),
      }),
      end(),
    ],
    flows: ['begun > changeBuyer > done'],
  },
  'changeInSales',
)

before(async () => {
  hub = await testHub()
  accounting = await startSimulator({ people: [] })
  for (const table of [
    'persons (id text PRIMARY KEY, full_name text, nin text, mobile text)',
    'goods (id text PRIMARY KEY, title text, sales_no text)',
    'vouchers (id text PRIMARY KEY, person text, total bigint, paid bigint, sales_no text)',
  ])
    await accounting.sql(`CREATE TABLE ${table}`)
  await accounting.sql(`GRANT SELECT ON persons, goods, vouchers TO ${accounting.user}`)
  await accounting.sql("INSERT INTO persons VALUES ('1201', 'مريم رضايي', '۰۰۱۲۳۴۵۶۷۹', NULL)")
  await accounting.sql("INSERT INTO goods VALUES ('900', 'دستگاه كارتخوان', 'PAX-A920')")
  await accounting.sql("INSERT INTO vouchers VALUES ('V-55', '1201', 2500000, 500000, 'F-100')")
  front = await startHttp({
    operationOf: ({ method, path }) => `${method} /${path.split('/')[1] ?? ''}`,
    answer: async ({ method, path, query, body }) => {
      const told = JSON.parse(body === '' ? '{}' : body) as { name: string; nin: string; mobile: string }
      if (method === 'POST') {
        const { name, nin } = told
        await accounting.sql(
          `INSERT INTO persons VALUES ('${String(1_300 + calls('POST /persons'))}', '${name}', '${nin}', NULL)`,
        )
        return jsonReply(200, {})
      }
      if (method === 'PUT') {
        const no = path.split('/')[2]
        buyers = buyers.map((one) =>
          one.no === no ? { ...one, mobile: told.mobile, rev: one.rev + 1 } : one,
        )
        return jsonReply(200, {})
      }
      const all: Readonly<Record<string, readonly Json[]>> = { buyers, wares, bills }
      const name = path.slice(1)
      return jsonReply(200, { [name]: query.get('page') === '0' ? all[name] : [] })
    },
  })
  await hub.api.put('/v1/connections/sales', { adapter: 'rest', settings: sales() })
  await hub.api.put('/v1/connections/accounting', { adapter: 'postgres', settings: books() })
  await hub.api.put('/v1/connections/accounting-api', {
    adapter: 'rest',
    settings: {
      baseUrl: front.url,
      login: 'none',
      operations: {
        createPerson: {
          method: 'POST',
          path: '/persons',
          effect: 'idempotent',
          idempotencyKeyHeader: 'Idempotency-Key',
          input: texts('name', 'nin'),
          output: texts(),
          example: { input: { name: 'x', nin: '1' }, output: {} },
        },
      },
    },
  })
})
after(async () => {
  await hub.close()
  await accounting.close()
  await front.close()
})

describe('a purchase-and-sale system and its sister systems', () => {
  it('INT-06 a customer, a product and an invoice that both tell are one each', async () => {
    const both = ['accounting', 'sales']
    for (const identifier of ['nationalCode:0012345679', 'productCode:sales:PAX-A920']) {
      await hub.until(async () => (await knownBy(identifier)).length === 2, `${identifier} is known to both`)
      assert.deepEqual(await knownBy(identifier), both)
      assert.equal((await holders(identifier)).length, 1)
    }
    const [product] = await holders('productCode:accounting:900')
    assert.equal(product?.['id'], (await profileOf('productCode:sales:pax-a920'))['id'])
    const debt = async (): Promise<Json> =>
      ((await profileOf('nationalCode:0012345679'))['card'] as { debt: Json }).debt
    const invoices = (): Promise<readonly Json[]> => list('/v1/records/invoice')
    await hub.until(async () => (await invoices()).length === 2, 'both have told of the invoice')
    const { invoicedRial, paidRial, open } = await debt()
    assert.deepEqual([invoicedRial, paidRial], [2_500_000, 500_000])
    assert.deepEqual(
      (open as readonly Json[]).map(({ connection, invoiceNumber, openRial }) => [
        connection,
        invoiceNumber,
        openRial,
      ]),
      [['accounting', 'V-55', 2_000_000]],
    )
  })

  it('INT-06 a customer who is registered in one is registered in the other once, and what that tells then is not new', async () => {
    await hub.api.deploy({ 'register.bpmn': register, 'when-new.json': JSON.stringify(whenNew) })
    await hub.clock.advance(5_000)
    const ali = { name: 'علی', family: 'کریمی', nin: '1112223339', mobile: '09351112233', rev: 1 }
    await accounting.sql("INSERT INTO persons VALUES ('1202', 'سارا احمدي', '0499370899', NULL)")
    await hub.until(
      async () => (await holders('nationalCode:0499370899')).length === 1,
      'accounting has Sara',
    )
    const sara = { name: 'سارا', family: 'احمدی', nin: '0499370899', mobile: '09120000001', rev: 1 }
    buyers = [...buyers, { no: 'S-2', ...ali }, { no: 'S-3', ...sara }]
    await hub.until(
      async () => (await knownBy('nationalCode:1112223339')).length === 2,
      'Ali is known to both',
    )
    const runs = (): Promise<readonly Json[]> => list('/v1/runs?flow=registerInAccounting')
    await hub.until(
      async () => (await runs()).filter(({ state }) => state === 'completed').length === 2,
      'both were looked at',
    )
    await hub.clock.advance(10_000)
    assert.equal(calls('POST /persons'), 1, 'Ali once; Sara was there already')
    assert.equal((await runs()).length, 2, 'what accounting tells of Ali starts nothing')
    assert.equal((await holders('nationalCode:1112223339')).length, 1)
    assert.deepEqual(await knownBy('nationalCode:0499370899'), ['accounting', 'sales'])
  })

  it('INT-06 what the hub sends to a system comes back as the same change, not as another', async () => {
    await hub.api.deploy({ 'change.bpmn': changeInSales })
    await hub.api.put('/v1/survivorship-policy', {
      policy: { masters: { person: { connection: 'sales', writeBack: { flow: 'changeInSales' } } } },
      reason: 'مرجع مشتریان سامانهٔ خرید و فروش است',
    })
    const { id } = await profileOf('nationalCode:0012345679')
    const path = `/v1/profiles/${String(id)}`
    const { edits } = await hub.api.patch<{ edits: readonly Json[] }>(path, {
      attributes: { mobile: '09127654321' },
    })
    const change = `/v1/write-backs/${String(edits[0]?.['writeBack'])}`
    await hub.until(
      async () => (await hub.api.get<Json>(change))['state'] === 'confirmed',
      'sales says so itself',
    )
    await hub.clock.advance(10_000)
    const { attributes, pending } = await hub.api.get<Json>(path)
    assert.equal((attributes as Json)['mobile'], '+989127654321')
    assert.deepEqual(pending, [])
    assert.equal(calls('PUT /buyers'), 1, 'it went there once')
    assert.equal((await list('/v1/runs?flow=changeInSales')).length, 1)
    const told = (await list(`${path}/history`)).filter(({ changed }) =>
      (changed as readonly Json[]).some(
        ({ attribute, after }) => attribute === 'mobile' && after === '+989127654321',
      ),
    )
    assert.equal(told.length, 1, 'and is one change of the profile')
    assert.equal((await holders('nationalCode:0012345679')).length, 1)
  })
})

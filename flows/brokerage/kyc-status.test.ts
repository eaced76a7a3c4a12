/**
 * Two brokerages that speak of their customers each in its own way, and what the hub makes and does of it (KYC). What is
 * asked for out of turn: kyc-refresh.test.ts.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'

import { jsonReply, startHttp, type HttpFront } from '../../adapters/simulator.ts'
import type { Json } from '../../api/cli/hub-client.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'

/** What the first tells: every field that is synchronised. */
const investor = {
  no: '17',
  name: 'مریم',
  family: 'رضایی',
  father: 'حسن',
  nin: '0012345679',
  shenasname: '1234',
  birth: '1370/05/01',
  address: 'تهران، خیابان ولی‌عصر، پلاک ۱۲',
  postal: '1969813747',
  mobile: '09121234567',
  sejam: 'sejami',
  info: 'کامل',
  rev: 1,
}
const holdings = [
  { id: 'f1', nin: investor.nin, fund: 'صندوق آتیه', account: '7001', rev: 1 },
  { id: 'f2', nin: investor.nin, fund: 'صندوق طلا', account: '9002', rev: 1 },
]
/** The second calls the same things otherwise, and tells less. */
let client = {
  clientId: 'c-9',
  fullName: 'مریم رضایی',
  nationalId: '0012345679',
  tradingPhone: '02188776655',
  rev: 1,
}

let people: readonly Json[] = [investor]
let hub: TestHub
let brokerages: HttpFront

const page = { kind: 'page', parameter: 'page', first: 0 }
const source = (list: string, record: Json): Json => ({
  path: `/${list}`,
  list,
  pageSize: 500,
  cursor: page,
  everyMs: 2_000,
  records: [record],
})
const ask = {
  method: 'GET',
  path: '/investors',
  effect: 'read',
  input: { type: 'object', additionalProperties: false, properties: {} },
  output: { type: 'object', properties: {} },
  example: { input: {}, output: {} },
}
const connect = (name: string, sources: Json): Promise<Json> =>
  hub.api.put(`/v1/connections/${name}`, {
    adapter: 'rest',
    settings: { baseUrl: brokerages.url, login: 'none', operations: { readAll: ask }, sources },
  })
const from = (pairs: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(Object.entries(pairs).map(([ours, theirs]) => [ours, { from: theirs }]))

const investors = source('investors', {
  type: 'person',
  externalId: 'no',
  version: 'rev',
  data: from({
    firstName: 'name',
    lastName: 'family',
    fatherName: 'father',
    nationalCode: 'nin',
    birthCertificateNumber: 'shenasname',
    birthOn: 'birth',
    address: 'address',
    postalCode: 'postal',
    mobile: 'mobile',
    sejamState: 'sejam',
    userInfoState: 'info',
  }),
})
const funds = source('holdings', {
  type: 'account',
  externalId: 'id',
  version: 'rev',
  data: from({ fundName: 'fund', accountNumber: 'account', ownerNationalCode: 'nin' }),
})
const clients = (data: Readonly<Record<string, string>>): Json =>
  source('clients', { type: 'person', externalId: 'clientId', version: 'rev', data: from(data) })

async function profile(): Promise<Json> {
  const { items } = await hub.api.get<{ items: Json[] }>('/v1/profiles?identifier=nationalCode:0012345679')
  return items.length === 0 ? {} : hub.api.get<Json>(`/v1/profiles/${String(items[0]?.['id'])}`)
}
const attributes = async (): Promise<Json> => ((await profile())['attributes'] ?? {}) as Json

before(async () => {
  hub = await testHub()
  brokerages = await startHttp({
    operationOf: ({ path }) => path,
    answer: ({ path, query }) => {
      const list = { '/investors': people, '/holdings': holdings, '/clients': [client] }[path] ?? []
      return jsonReply(200, { [path.slice(1)]: query.get('page') === '0' ? list : [] })
    },
  })
  const read = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8')
  await hub.api.deploy({
    'kyc-status.bpmn': await read('kyc-status.bpmn'),
    'kyc-status.json': await read('kyc-status.json'),
  })
  await connect('brokerage-a', { investors, holdings: funds })
})
after(async () => {
  await hub.close()
  await brokerages.close()
})

describe('a brokerage', () => {
  it('KYC-04 fills every synchronised field of the profile', async () => {
    await hub.until(async () => (await attributes())['lastName'] !== undefined, 'the investor is here')
    const found = await attributes()
    const expected = {
      firstName: 'مریم',
      lastName: 'رضایی',
      fatherName: 'حسن',
      nationalCode: '0012345679',
      birthCertificateNumber: '1234',
      birthOn: '1991-07-23',
      address: investor.address,
      postalCode: '1969813747',
      mobile: '+989121234567',
      sejamState: 'sejami',
      userInfoState: 'کامل',
    }
    for (const [name, value] of Object.entries(expected)) assert.equal(found[name], value, name)
  })

  it('KYC-06 KYC-07 shows the funds that the customer is invested in, each with its account number', async () => {
    const shown = async (): Promise<readonly Json[]> => ((await profile())['assets'] ?? []) as readonly Json[]
    await hub.until(async () => (await shown()).length === 2, 'the funds are here')
    assert.deepEqual(
      (await shown()).map(({ type, fundName, accountNumber }) => [type, fundName, accountNumber]).sort(),
      [
        ['account', 'صندوق آتیه', '7001'],
        ['account', 'صندوق طلا', '9002'],
      ],
    )
  })

  it('KYC-03 says in its own connection what is synchronised and how, and it is changed without code', async () => {
    await connect('brokerage-b', { clients: clients({ fullName: 'fullName', nationalCode: 'nationalId' }) })
    const ofB = async (): Promise<Json | undefined> => {
      const { id } = await profile()
      const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles/${String(id)}/sources`)
      return items.find(({ connection }) => connection === 'brokerage-b')?.['data'] as Json | undefined
    }
    await hub.until(async () => (await ofB()) !== undefined, 'the other brokerage has told of her')
    assert.deepEqual(await ofB(), { fullName: 'مریم رضایی', nationalCode: '0012345679' })
    assert.equal((await attributes())['phone'], undefined)
    await connect('brokerage-b', {
      clients: clients({ fullName: 'fullName', nationalCode: 'nationalId', phone: 'tradingPhone' }),
    })
    client = { ...client, rev: 2 }
    await hub.until(
      async () => (await attributes())['phone'] === '+982188776655',
      'the new field comes along',
    )
  })

  it('KYC-08 is read from the stored copy, which says its age, and comes again on schedule', async () => {
    const asked = (): number => brokerages.calls()['/investors'] ?? 0
    const before = asked()
    const { card } = await profile()
    const { from } = (card as { kyc: { from: Json } }).kyc
    assert.equal(from['connection'], 'brokerage-a')
    assert.ok(Date.parse(String(from['at'])) <= hub.clock.now().getTime())
    assert.equal(asked(), before, 'nobody is asked for a view')
    people = [{ ...investor, address: 'شیراز', rev: 2 }]
    await hub.until(async () => (await attributes())['address'] === 'شیراز', 'the next poll brings it')
  })

  it('KYC-05 has a person look when the state does not allow business', async () => {
    people = [{ ...investor, sejam: 'Suspend', rev: 4 }]
    const items = async (): Promise<readonly Json[]> =>
      (await hub.api.get<{ items: Json[] }>('/v1/work-items?group=kyc')).items
    await hub.until(async () => (await items()).length === 1, 'somebody has to look')
    const [item] = await items()
    assert.equal(item?.['element'], 'reviewKyc')
    const run = await hub.api.get<{ variables: { profileId: string; kyc: Json } }>(
      `/v1/runs/${String(item?.['run'])}`,
    )
    assert.equal(run.variables.profileId, (await profile())['id'])
    assert.deepEqual([run.variables.kyc['state'], run.variables.kyc['isUsable']], ['suspend', false])
    people = [{ ...investor, sejam: 'sejami', rev: 5 }]
    await hub.until(async () => (await attributes())['sejamState'] === 'sejami', 'all is well')
    assert.equal((await items()).length, 1, 'nothing more to look at')
  })
})

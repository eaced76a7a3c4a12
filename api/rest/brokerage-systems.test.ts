/** The systems of a brokerage, by web service: where customers are registered and checked, and where securities are traded (KYC-01). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import {
  jsonReply,
  startHttp,
  type HttpFront,
  type SimulatedReply,
  type SimulatedRequest,
} from '../../adapters/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, type Answer } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let registration: HttpFront
let trading: HttpFront

const identity = { nin: '0012345679', name: 'مریم رضایی', state: 'sejami' }
/** Who was registered, by the key of the request. */
const registered = new Map<string, string>()

const texts = (...names: readonly string[]): Json => ({
  type: 'object',
  additionalProperties: false,
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
})
const settings = (front: HttpFront, more: Json): Json => ({
  baseUrl: front.url,
  login: 'apiKeyHeader',
  apiKeyName: 'X-Api-Key',
  apiKey: 'key-of-the-hub',
  secretsOverHttp: true,
  ...more,
})
const refusal = { codePath: 'error.code', messagePath: 'error.message' }
const code = { nationalCode: identity.nin }
const ofRegistration = (): Json =>
  settings(registration, {
    checkPath: '/health',
    operations: {
      checkIdentity: {
        method: 'GET',
        path: '/identities/{nationalCode}',
        effect: 'read',
        refusal,
        input: texts('nationalCode'),
        output: texts('name', 'state'),
        example: { input: code, output: { name: 'x', state: 'init' } },
      },
      registerCustomer: {
        method: 'POST',
        path: '/customers',
        effect: 'idempotent',
        idempotencyKeyHeader: 'Idempotency-Key',
        refusal,
        input: texts('nationalCode', 'mobile'),
        output: texts('customer'),
        example: { input: { ...code, mobile: '09121234567' }, output: { customer: '1' } },
      },
    },
  })
const ofTrading = (): Json =>
  settings(trading, {
    operations: {
      readAccount: {
        method: 'GET',
        path: '/accounts/{nationalCode}',
        effect: 'read',
        input: texts('nationalCode'),
        output: texts(),
        example: { input: code, output: {} },
      },
    },
    sources: {
      accounts: {
        path: '/accounts',
        list: 'accounts',
        pageSize: 500,
        cursor: { kind: 'page', parameter: 'page', first: 0 },
        everyMs: 1_000,
        records: [
          {
            type: 'account',
            externalId: 'id',
            version: 'rev',
            data: { tradingCode: { from: 'code' }, ownerNationalCode: { from: 'nin' } },
          },
        ],
      },
    },
  })

/** Nothing is told to whoever does not show the key. */
const guarded =
  (answer: (request: SimulatedRequest) => SimulatedReply) =>
  (request: SimulatedRequest): SimulatedReply =>
    request.headers['x-api-key'] === 'key-of-the-hub' ? answer(request) : jsonReply(401, {})

const call = (operation: string, input: Json, idempotencyKey?: string): Promise<Answer> => {
  const json = { input, ...(idempotencyKey !== undefined && { idempotencyKey }) }
  return hub.passing(asking(hub)(`POST /v1/connections/registration/operations/${operation}`, { json }))
}

before(async () => {
  hub = await testHub()
  registration = await startHttp({
    operationOf: ({ method, path }) => `${method} ${path}`,
    answer: guarded(({ method, path, headers }) => {
      if (method === 'POST') {
        const key = String(headers['idempotency-key'])
        const customer = registered.get(key) ?? `B-${String(registered.size + 1)}`
        registered.set(key, customer)
        return jsonReply(200, { customer })
      }
      if (path === '/health' || path.endsWith(identity.nin)) return jsonReply(200, identity)
      return jsonReply(422, { error: { code: 'NOT_IN_SEJAM', message: 'در سجام ثبت‌نام نکرده است' } })
    }),
  })
  trading = await startHttp({
    operationOf: ({ path }) => path,
    answer: guarded(({ query }) => {
      const accounts = [{ id: 'a1', code: 'رضا12345', nin: identity.nin, rev: 1 }]
      return jsonReply(200, { accounts: query.get('page') === '0' ? accounts : [] })
    }),
  })
  await hub.api.put('/v1/connections/registration', { adapter: 'rest', settings: ofRegistration() })
  await hub.api.post('/v1/source-records', {
    records: [
      {
        connection: 'crm',
        type: 'person',
        externalId: '7',
        data: { lastName: 'رضایی', nationalCode: identity.nin },
      },
    ],
  })
})
after(async () => {
  await hub.close()
  await registration.close()
  await trading.close()
})

describe('the systems of a brokerage', () => {
  it('KYC-01 registers customers and checks who they are by the web service of registration', async () => {
    const check = await hub.api.post<{ ok: boolean }>('/v1/connections/registration/check')
    assert.equal(check.ok, true, JSON.stringify(check))
    const known = await call('checkIdentity', code)
    assert.deepEqual(known.body, { output: { name: 'مریم رضایی', state: 'sejami' } }, known.text)
    const unknown = await call('checkIdentity', { nationalCode: '1112223339' })
    assert.equal(unknown.status, 422, unknown.text)
    assert.match(unknown.text, /NOT_IN_SEJAM/)
    const customer = { ...code, mobile: '09121234567' }
    const [first, again] = [
      await call('registerCustomer', customer, 'register-7'),
      await call('registerCustomer', customer, 'register-7'),
    ]
    assert.deepEqual(
      [first.body, again.body],
      [{ output: { customer: 'B-1' } }, { output: { customer: 'B-1' } }],
    )
    assert.equal(registered.size, 1)
  })

  it('KYC-01 learns from the web service of securities trading which accounts a customer has there', async () => {
    await hub.api.put('/v1/connections/trading', { adapter: 'rest', settings: ofTrading() })
    const assets = async (): Promise<readonly Json[]> => {
      const path = `/v1/profiles?identifier=nationalCode:${identity.nin}`
      const { items } = await hub.api.get<{ items: { assets: Json[] }[] }>(path)
      return items[0]?.assets ?? []
    }
    await hub.until(async () => (await assets()).length === 1, 'the account is here')
    assert.deepEqual(
      (await assets()).map(({ type, tradingCode }) => [type, tradingCode]),
      [['account', 'رضا12345']],
    )
  })
})

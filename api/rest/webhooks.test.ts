/** Webhooks of outside systems over the wire: every scheme of proof, the window, and what comes again. */
import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

const secret = 'a-webhook-secret-of-theirs'
const before1 = 'the-secret-before-this-one'
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

let hub: TestHub
let ask: Ask

const records = [
  {
    type: 'person',
    externalId: 'id',
    data: { lastName: { from: 'name' }, firstName: { constant: 'م' } },
  },
]
const webhooks: Json = {
  plain: { signatureHeader: 'X-Sig', timestampHeader: 'X-Time', signaturePrefix: 'v0=', records },
  hooked: { signatureHeader: 'X-Hub-Signature-256', signaturePrefix: 'sha256=', records },
  paid: { scheme: 'stripe', records },
  texted: { scheme: 'twilio', publicUrl: 'https://hub.example.ir/callbacks/shop/texted', records },
  token: { scheme: 'jwt', audience: 'hub', bodyHashClaim: 'body', records },
  signedToken: { scheme: 'jwt', publicKey: publicKey.export({ type: 'spki', format: 'pem' }), records },
  secretly: { scheme: 'sharedSecret', signatureHeader: 'X-Secret', records },
  near: { scheme: 'addressList', allowedAddresses: ['10.0.0.0/8', '127.0.0.1', '::1'], records },
  far: { scheme: 'addressList', allowedAddresses: ['10.0.0.0/8'], records },
}

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  const settings = {
    baseUrl: 'http://127.0.0.1:9',
    operations: {},
    webhooks,
    webhookSecret: secret,
    previousWebhookSecret: before1,
  }
  await hub.api.put('/v1/connections/shop', { adapter: 'rest', settings })
})
after(() => hub.close())

type Headers = Readonly<Record<string, string>>
const tell = (source: string, body: string, headers: Headers): Promise<Answer> =>
  ask(`POST /callbacks/shop/${source}`, {
    key: null,
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
const seconds = (shift = 0): string => String(Math.floor(hub.clock.now().getTime() / 1000) + shift)
const hmac = (text: string, key = secret, algorithm = 'sha256'): Buffer =>
  createHmac(algorithm, key).update(text).digest()
const lastName = async (id: string): Promise<unknown> =>
  (await hub.hub.profiles.getRecord({ type: 'person', externalId: id }))?.data['lastName']

/** Sends a call that must be taken and one that must not. */
async function holds(source: string, id: string, make: (body: string) => Headers): Promise<void> {
  const body = JSON.stringify({ id, name: 'کریمی' })
  problemIn(await tell(source, body.replace('ک', 'ح'), make(body)), 'callbackRefused')
  problemIn(await tell(source, body, {}), 'callbackRefused')
  assert.equal(await lastName(id), undefined)
  const { status, text } = await tell(source, body, make(body))
  assert.equal(status, 200, text)
  assert.equal(await lastName(id), 'کریمی')
}

describe('a webhook', () => {
  it('a signature is checked over the raw bytes, in constant time, inside a time window; a repeat inside the window is dropped', async () => {
    // The same object in bytes that no serialiser writes: whoever signs or reads the parsed body fails here.
    const raw = '{"name" : "\\u06a9ریمی",\t"id":"raw-1" }'
    const signed = (body: string, time = seconds()): Headers => ({
      'x-time': time,
      'x-sig': `v0=${hmac(`${time}.${body}`).toString('hex')}`,
    })
    problemIn(await tell('plain', JSON.stringify(JSON.parse(raw)), signed(raw)), 'callbackRefused')
    problemIn(await tell('plain', raw, signed(raw, seconds(-400))), 'callbackRefused')
    problemIn(await tell('plain', raw, signed(raw, seconds(400))), 'callbackRefused')
    const cut = { ...signed(raw), 'x-sig': signed(raw)['x-sig']?.slice(0, -2) ?? '' }
    problemIn(await tell('plain', raw, cut), 'callbackRefused')
    const first = signed(raw)
    assert.equal((await tell('plain', raw, first)).status, 200)
    assert.equal(await lastName('raw-1'), 'کریمی')
    const newer = JSON.stringify({ id: 'raw-1', name: 'احمدی' })
    assert.equal((await tell('plain', newer, signed(newer))).status, 200)
    assert.equal((await tell('plain', raw, first)).status, 200, 'a repeat is answered as the first was')
    assert.equal(await lastName('raw-1'), 'احمدی', 'and does not bring back what was before')
  })

  it('proves itself by an HMAC without a time, also with the secret that was before', async () => {
    const by = (key: string) => (body: string) => ({
      'x-hub-signature-256': `sha256=${hmac(body, key).toString('hex')}`,
    })
    await holds('hooked', 'h-1', by(secret))
    await holds('hooked', 'h-2', by(before1))
  })

  it('proves itself as Stripe does, one of several signatures being enough', async () => {
    const made = (time: string) => (body: string) => ({
      'stripe-signature': `t=${time},v1=${'0'.repeat(64)},v1=${hmac(`${time}.${body}`).toString('hex')},v0=x`,
    })
    await holds('paid', 's-1', made(seconds()))
    const late = JSON.stringify({ id: 's-2', name: 'ر' })
    problemIn(await tell('paid', late, made(seconds(-301))(late)), 'callbackRefused')
  })

  it('proves itself as Twilio does, over the address and the sorted fields of the form', async () => {
    const form = new URLSearchParams({ name: 'کریمی', id: 't-1' }).toString()
    const text = 'https://hub.example.ir/callbacks/shop/textedidt-1nameکریمی'
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': hmac(text, secret, 'sha1').toString('base64'),
    }
    problemIn(await tell('texted', `${form}&more=1`, headers), 'callbackRefused')
    assert.equal((await tell('texted', form, headers)).status, 200)
    assert.equal(await lastName('t-1'), 'کریمی')
  })

  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const bodyHash = async (body: string): Promise<string> =>
    Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body))).toString('hex')

  it('proves itself by a token that is bound to its body, in time, and meant for us', async () => {
    const body = JSON.stringify({ id: 'j-1', name: 'کریمی' })
    const token = async (claims: object, alg = 'HS256'): Promise<Headers> => {
      const good = { aud: ['hub'], iat: Number(seconds()), body: await bodyHash(body) }
      const signed = `${encoded({ alg })}.${encoded({ ...good, ...claims })}`
      return { authorization: `Bearer ${signed}.${hmac(signed).toString('base64url')}` }
    }
    for (const wrong of [{ aud: 'other' }, { iat: 1 }, { iat: undefined }, { body: 'x' }, { exp: 1 }])
      problemIn(await tell('token', body, await token(wrong)), 'callbackRefused')
    problemIn(await tell('token', body, await token({}, 'none')), 'callbackRefused')
    assert.equal((await tell('token', body, await token({}))).status, 200)
    assert.equal(await lastName('j-1'), 'کریمی')
  })

  it('proves itself by a token signed with a key of which we know the public half', async () => {
    const body = JSON.stringify({ id: 'j-2', name: 'کریمی' })
    const signed = (alg: string): string => `${encoded({ alg })}.${encoded({ iat: Number(seconds()) })}`
    const good = sign('sha256', Buffer.from(signed('ES256')), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    const confused = createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
    const forged = confused.update(signed('HS256')).digest('base64url')
    const by = (token: string): Headers => ({ authorization: `Bearer ${token}` })
    problemIn(await tell('signedToken', body, by(`${signed('HS256')}.${forged}`)), 'callbackRefused')
    const { status } = await tell('signedToken', body, by(`${signed('ES256')}.${good.toString('base64url')}`))
    assert.equal(status, 200)
  })

  it('proves itself by a secret in a header, or by where it comes from', async () => {
    const body = JSON.stringify({ id: 'k-1', name: 'کریمی' })
    problemIn(await tell('secretly', body, { 'x-secret': 'something-else-entirely' }), 'callbackRefused')
    assert.equal((await tell('secretly', body, { 'x-secret': secret })).status, 200)
    assert.equal((await tell('near', body, {})).status, 200)
    problemIn(await tell('far', body, {}), 'callbackRefused')
  })

  it('says what its scheme lacks', async () => {
    const lacking = async (webhook: Json, more: Json = {}): Promise<string> => {
      const settings = { baseUrl: 'http://127.0.0.1:9', operations: {}, webhooks: { w: webhook }, ...more }
      await hub.api.put('/v1/connections/lacking', { adapter: 'rest', settings })
      const { body } = await ask('POST /v1/connections/lacking/check')
      return JSON.stringify(body)
    }
    assert.match(await lacking({ scheme: 'stripe', records }), /webhookSecret/)
    assert.match(await lacking({ records }, { webhookSecret: secret }), /signatureHeader/)
    assert.match(await lacking({ scheme: 'twilio', records }, { webhookSecret: secret }), /publicUrl/)
    assert.match(await lacking({ scheme: 'addressList', records }), /allowedAddresses/)
    const bad = { scheme: 'addressList', allowedAddresses: ['1.2.3.400'], records }
    assert.match(await lacking(bad), /no address/)
  })
})

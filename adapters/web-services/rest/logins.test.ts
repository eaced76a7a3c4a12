/** Every way of logging in, against the shop on the wire: it works, it is renewed once for all, and it stays secret. */
import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'

import { adapterCall, openAdapterIo, openKeeping, type AdapterIo } from '../../../test/harness/adapter-io.ts'
import { closedPort, failureFrom } from '../../../test/harness/outside-world.ts'
import { systemClock } from '../../../engine/values/clock.ts'
import type { Call, Connected, Keeping } from '../../adapter.ts'
import { settingsExample } from './example.ts'
import { authority, client, server, stranger } from '../fixtures/loopback-certificates.ts'
import { rest } from './index.ts'
import type { Settings } from './settings.ts'
import { startSimulator, type ShopSimulator, type SimulatorOptions } from './simulator.ts'

const clientSecret = 'planted-client-secret'
const order = { orderId: '1', reference: 'R', state: 'open', totalRial: '1', shipments: 0 } as const

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function openShop(options: SimulatorOptions = {}): Promise<ShopSimulator> {
  const shop = await startSimulator({ clientSecret, ...options })
  shop.setOrder(order)
  closers.push(() => shop.close())
  return shop
}

interface Opened {
  readonly connected: Connected
  readonly io: AdapterIo
  readonly get: (call?: Call) => Promise<unknown>
  readonly ship: () => Promise<unknown>
}

type Method = (input: unknown, call: Call) => Promise<unknown>

/** A connection to a shop; without a login unless one is given. */
function open(shop: ShopSimulator, more: Partial<Settings>, keeping: Keeping = openKeeping()): Opened {
  const io = openAdapterIo(systemClock, keeping)
  closers.push(() => io.close())
  const { operations } = settingsExample
  const settings = { baseUrl: shop.baseUrl, operations, checkPath: '/ping', ...more } as Settings
  const connected = rest.connect(settings, io) as Connected
  closers.push(async () => connected.close?.())
  const client = connected.client as unknown as Readonly<Record<'getOrder' | 'shipOrder', Method>>
  return {
    connected,
    io,
    get: (call = adapterCall()) => client.getOrder({ orderId: '1' }, call),
    ship: () => client.shipOrder({ orderId: '1' }, adapterCall()),
  }
}

const answered = { orderId: '1', state: 'open', totalRial: '1' }

describe('a login that stays as it is', () => {
  const ways: readonly (readonly [
    string,
    SimulatorOptions['way'] & string,
    (secret: string) => Partial<Settings>,
  ])[] = [
    ['basic', 'basic', (password) => ({ login: 'basic', username: 'hub', password })],
    ['a key in a header', 'apiKey', (apiKey) => ({ login: 'apiKeyHeader', apiKeyName: 'X-Api-Key', apiKey })],
    ['a key in the query', 'apiKey', (apiKey) => ({ login: 'apiKeyQuery', apiKeyName: 'api_key', apiKey })],
  ]
  for (const [what, way, settings] of ways) {
    it(`lets in by ${what}, and says when it was refused`, async () => {
      const shop = await openShop({ way })
      assert.deepEqual(await open(shop, settings(clientSecret)).get(), answered)
      const failure = await failureFrom(open(shop, settings('planted-wrong-one')).get())
      assert.equal(failure.kind, 'unauthenticated')
      assert.doesNotMatch(JSON.stringify(failure), /planted/)
    })
  }

  it('lets in by a bearer token', async () => {
    const shop = await openShop()
    const fetched = await fetch(shop.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'hub',
        client_secret: clientSecret,
      }),
    })
    const { access_token: token } = (await fetched.json()) as { readonly access_token: string }
    assert.deepEqual(await open(shop, { login: 'bearer', token }).get(), answered)
  })
})

describe('a login by refresh token', () => {
  const first = 'planted-first-refresh-token'
  const settingsFor = (shop: ShopSimulator, refreshToken = first): Partial<Settings> => ({
    login: 'refreshToken',
    tokenUrl: shop.tokenUrl,
    clientId: 'hub',
    clientSecret,
    refreshToken,
  })

  it('keeps the token that comes after each use, so that a restart goes on with it', async () => {
    const shop = await openShop({ refreshToken: first })
    const keeping = openKeeping()
    assert.deepEqual(await open(shop, settingsFor(shop), keeping).get(), answered)
    // The shop takes a refresh token once only: had the second one not been kept, nobody would get in any more.
    assert.deepEqual(await open(shop, settingsFor(shop), keeping).get(), answered)
    assert.equal(shop.state().tokensIssued, 1, 'the token that still holds is kept, too')
    shop.revokeTokens()
    assert.deepEqual(await open(shop, settingsFor(shop), keeping).get(), answered)
    assert.equal(shop.state().tokensIssued, 2)
  })

  it('is renewed once for all callers, also of two processes', async () => {
    const shop = await openShop({ refreshToken: first })
    const keeping = openKeeping()
    const [one, other] = [open(shop, settingsFor(shop), keeping), open(shop, settingsFor(shop), keeping)]
    const all = (): Promise<unknown> =>
      Promise.all(Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? one : other).get()))
    await all()
    assert.equal(shop.state().tokensIssued, 1)
    shop.revokeTokens()
    await all()
    assert.equal(shop.state().tokensIssued, 2)
  })

  it('begins anew with a new refresh token in the settings', async () => {
    const shop = await openShop({ refreshToken: first })
    const keeping = openKeeping()
    await open(shop, settingsFor(shop), keeping).get()
    const another = await openShop({ refreshToken: 'planted-second-refresh-token' })
    const settings = settingsFor(another, 'planted-second-refresh-token')
    assert.deepEqual(await open(another, settings, keeping).get(), answered)
    assert.equal(another.state().tokensIssued, 1)
  })

  it('asks for a person when the remote has taken it back, and for nobody when the remote is away', async () => {
    const shop = await openShop({ refreshToken: 'another' })
    const failure = await failureFrom(open(shop, settingsFor(shop)).get())
    assert.deepEqual([failure.kind, failure.code], ['misconfigured', 'invalid_grant'])
    assert.match(failure.message, /a person must allow access anew/)
    const gone = { ...settingsFor(shop), tokenUrl: `http://127.0.0.1:${String(await closedPort())}/token` }
    const away = await failureFrom(open(shop, gone).get())
    assert.deepEqual([away.kind, away.details], ['unreachable', { sent: false }])
    assert.doesNotMatch(JSON.stringify([failure, away]), /planted|another/)
  })
})

describe('a login of the remote’s own making', () => {
  const tokenRequest = {
    address: '/session',
    body: { user: '{username}', pass: '{password}' },
    token: { body: 'data.ticket' },
    lifetime: { untilPath: 'data.until' },
    codePath: 'code',
    place: { header: 'X-Ticket' },
  } as const
  const settings: Partial<Settings> = {
    login: 'tokenRequest',
    username: 'hub',
    password: clientSecret,
    tokenExpiredWhen: 'status = 200 and body.code = "E-401"',
    tokenRequest,
  }

  const variants: readonly (readonly [string, Partial<NonNullable<Settings['tokenRequest']>>])[] = [
    ['in the body', {}],
    [
      'in a header, its life in seconds',
      { token: { header: 'X-New-Ticket' }, lifetime: { secondsPath: 'data.validSeconds' } },
    ],
    [
      'in a cookie, of fixed life',
      { token: { cookie: 'ticket' }, place: { cookie: 'ticket' }, lifetime: { seconds: 60 } },
    ],
  ]
  for (const [where, more] of variants) {
    it(`finds the token ${where}, and uses it until it ends`, async () => {
      const shop = await openShop({ way: 'session' })
      const { get } = open(shop, { ...settings, tokenRequest: { ...tokenRequest, ...more } })
      assert.deepEqual([await get(), await get()], [answered, answered])
      assert.equal(shop.state().tokensIssued, 1)
    })
  }

  it('is renewed once when a body says that it has ended, and the call made once more', async () => {
    const shop = await openShop({ way: 'session' })
    const { get, ship } = open(shop, settings)
    await get()
    shop.revokeTokens()
    await Promise.all(Array.from({ length: 20 }, () => get()))
    assert.equal(shop.state().tokensIssued, 2)
    shop.revokeTokens()
    await ship()
    assert.equal(shop.state().orders[0]?.shipments, 1, 'the refused attempt shipped nothing')
  })

  it('is not renewed again and again when a new token does not help', async () => {
    const shop = await openShop({ way: 'session', tokenSeconds: 1 })
    const { get } = open(shop, { ...settings, tokenExpiredWhen: 'body.orderId = "1"' })
    const failure = await failureFrom(get())
    assert.deepEqual([failure.kind, failure.details], ['unauthenticated', { renewed: true }])
    assert.equal(shop.calls()['showOrder'], 2)
    assert.equal(shop.state().tokensIssued, 2)
  })

  it('says that the login was refused, with the code and without what was repeated of it', async () => {
    const shop = await openShop({ way: 'session' })
    const failure = await failureFrom(open(shop, { ...settings, password: 'planted-wrong-one' }).get())
    assert.deepEqual([failure.kind, failure.code], ['unauthenticated', 'BAD_PASSWORD'])
    const echo = { ...tokenRequest, codePath: 'message' }
    const echoed = await failureFrom(
      open(shop, { ...settings, password: 'planted-wrong-one', tokenRequest: echo }).get(),
    )
    assert.equal(echoed.code, '*** is wrong')
    assert.doesNotMatch(JSON.stringify([failure, echoed]), /planted/)
  })

  it('says that nothing was sent when the token address is down, told to wait, or answers nonsense', async () => {
    const shop = await openShop({ way: 'session' })
    for (const [kind, expected] of [
      ['resetBeforeWork', 'unreachable'],
      ['serverError', 'unreachable'],
      ['throttled', 'throttled'],
      ['brokenReply', 'unauthenticated'],
      ['redirect', 'misconfigured'],
    ] as const) {
      shop.misbehave({ kind, operation: 'session' })
      const failure = await failureFrom(open(shop, settings).ship())
      assert.deepEqual([failure.kind, failure.details?.['sent']], [expected, false], kind)
    }
    assert.equal(shop.state().orders[0]?.shipments, 0)
  })
})

describe('a signature on requests', () => {
  const signing = {
    secret: clientSecret,
    keyId: 'hub',
    signed: ['method', 'path', 'query', 'timestamp', 'nonce', 'bodyHash'],
    encoding: 'base64',
    header: 'X-Shop-Auth',
    format: '{keyId} {signature}',
    timestampHeader: 'X-Shop-Time',
    timestampAs: 'milliseconds',
    nonceHeader: 'X-Shop-Nonce',
  } as const satisfies Settings['signing']

  it('covers what the remote looks at, and is new for each attempt', async () => {
    const shop = await openShop({ way: 'signature' })
    const { connected, get } = open(shop, { signing: { ...signing, signed: [...signing.signed] } })
    await get()
    await get()
    const create = (connected.client as unknown as Readonly<Record<string, Method>>)['createOrder']
    assert.ok(await create?.({ reference: 'یک', customerId: '1', totalRial: 5 }, adapterCall()))
    const nonces = shop.state().received.map(({ headers }) => headers['x-shop-nonce'])
    assert.equal(new Set(nonces).size, 3)
  })

  it('is refused when it was made by another secret, which nobody reads', async () => {
    const shop = await openShop({ way: 'signature' })
    const other = { ...signing, secret: 'planted-other-secret', signed: [...signing.signed] }
    const failure = await failureFrom(open(shop, { signing: other }).get())
    assert.equal(failure.kind, 'unauthenticated')
    assert.doesNotMatch(JSON.stringify(failure), /planted/)
  })
})

describe('a client certificate', () => {
  const asClient = { authority, certificate: client.cert, key: client.key }
  const guarded = (more: SimulatorOptions = {}): Promise<ShopSimulator> =>
    openShop({ way: 'none', tls: { ...server, clientAuthority: authority }, ...more })

  it('lets in over TLS of the connection’s own', async () => {
    const shop = await guarded()
    assert.deepEqual(await open(shop, { tls: asClient }).get(), answered)
    assert.equal(shop.state().received.at(-1)?.certifiedName, 'hub')
  })

  it('proves the client to the token endpoint', async () => {
    const shop = await guarded({ way: 'token' })
    const settings = {
      login: 'oauth2',
      tokenUrl: shop.tokenUrl,
      clientId: 'hub',
      clientLogin: 'certificate',
    } as const
    assert.deepEqual(await open(shop, { ...settings, tls: asClient }).get(), answered)
  })

  it('is missed, or not believed, before anything was done', async () => {
    const shop = await guarded()
    const unknown = { authority, certificate: stranger.cert, key: stranger.key }
    for (const tls of [{ authority }, unknown]) {
      const { get, connected } = open(shop, { tls })
      const failure = await failureFrom(get())
      assert.ok(['misconfigured', 'unreachable'].includes(failure.kind), failure.message)
      const findings = await connected.check(adapterCall())
      assert.equal(
        findings.every(({ ok }) => ok),
        false,
      )
    }
    assert.equal(shop.state().received.length, 0)
  })

  it('is not shown to a remote that our authority does not vouch for', async () => {
    const shop = await guarded({ tls: stranger })
    const failure = await failureFrom(open(shop, { tls: asClient }).get())
    assert.deepEqual([failure.kind, failure.details?.['sent']], ['unreachable', false])
    assert.match(failure.message, /TLS/)
  })

  it('must fit its key, stand on https, and be readable', async () => {
    const shop = await guarded()
    const wrong: readonly (readonly [Partial<Settings>, RegExp])[] = [
      [{ tls: { certificate: client.cert } }, /certificate and key together/],
      [{ tls: { certificate: client.cert, key: stranger.key } }, /cannot be used \(ERR_OSSL/],
      [{ tls: asClient, baseUrl: 'http://127.0.0.1/api' }, /must be https/],
    ]
    for (const [settings, words] of wrong) {
      const failure = await failureFrom(Promise.resolve().then(() => open(shop, settings)))
      assert.equal(failure.kind, 'misconfigured')
      assert.match(failure.message, words)
      assert.doesNotMatch(JSON.stringify(failure), /PRIVATE KEY/)
    }
  })
})

describe('settings of a login', () => {
  it('are refused when something is missing or cannot be right', async () => {
    const shop = await openShop()
    const tokenRequest = { address: '/session', token: { body: 'ticket' } } as const
    const wrong: readonly (readonly [Partial<Settings>, RegExp])[] = [
      [{ login: 'basic', username: 'hub' }, /needs password/],
      [{ login: 'apiKeyQuery', apiKey: 'k' }, /needs apiKeyName/],
      [{ login: 'refreshToken', tokenUrl: shop.tokenUrl, clientId: 'hub' }, /needs refreshToken/],
      [{ login: 'oauth2', tokenUrl: shop.tokenUrl, clientId: 'hub' }, /needs clientSecret/],
      [{ login: 'tokenRequest' }, /needs tokenRequest/],
      [
        { login: 'tokenRequest', tokenRequest: { ...tokenRequest, body: '{pin}' } },
        /\{pin\}, which is not set/,
      ],
      [
        { login: 'tokenRequest', tokenRequest: { ...tokenRequest, address: 'http://shop.example.ir/login' } },
        /must be https/,
      ],
      [{ tokenExpiredWhen: 'status = = 419' }, /tokenExpiredWhen is not FEEL/],
    ]
    for (const [settings, words] of wrong) {
      const failure = await failureFrom(Promise.resolve().then(() => open(shop, settings)))
      assert.equal(failure.kind, 'misconfigured')
      assert.match(failure.message, words)
    }
  })
})

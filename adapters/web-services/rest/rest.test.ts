import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import { failureOf } from '../../../engine/values/failure.ts'
import { adapterCall, openAdapterIo, type AdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Call, CallbackReader, CallbackRequest, Connected, Io, Poller } from '../../adapter.ts'
import { settingsExample } from './example.ts'
import { rest } from './index.ts'
import type { Settings } from './settings.ts'
import { secretMask } from './secret-mask.ts'
import { startSimulator, type ShopSimulator } from './simulator.ts'

const clientSecret = 'planted-client-secret'
const webhookSecret = 'planted-webhook-secret'

type Method = (input: unknown, call?: Call) => Promise<unknown>

/** An operation of a connection, by its name. */
function operation(connected: Connected, name: string): Method {
  const method = (connected.client as unknown as Readonly<Record<string, Method>>)[name]
  assert.ok(method, `there is no ${name}`)
  return (input, call = adapterCall()) => method(input, call)
}

const order = { reference: 'R-۱', customerId: '17', totalRial: 1_500_000 }

describe('the REST adapter against the shop', () => {
  let shop: ShopSimulator
  let io: AdapterIo

  before(async () => {
    io = openAdapterIo()
    shop = await startSimulator({ clientSecret })
  })
  after(async () => {
    await io.close()
    await shop.close()
  })

  const connectTo = (other: ShopSimulator, more: Partial<Settings> = {}, ownIo: Io = io): Connected =>
    rest.connect(
      {
        ...settingsExample,
        baseUrl: other.baseUrl,
        tokenUrl: other.tokenUrl,
        clientSecret,
        webhookSecret,
        ...more,
      },
      ownIo,
    ) as Connected
  const connectShop = (more: Partial<Settings> = {}): Connected => connectTo(shop, more)

  it('creates an order once for one key, however often it is asked', async () => {
    const connected = connectShop()
    const call = adapterCall({ key: 'run-7:فرم:1' })
    const first = await operation(connected, 'createOrder')({ ...order, note: 'یک «یادداشت»' }, call)
    const second = await operation(connected, 'createOrder')({ ...order, note: 'یک «یادداشت»' }, call)
    assert.deepEqual(second, first)
    const { orders } = shop.state()
    assert.deepEqual([orders.length, orders[0]?.note, orders[0]?.reference], [1, 'یک «یادداشت»', 'R-۱'])
  })

  it('keeps every digit of a number that the schema calls a text, and drops what the schema does not name', async () => {
    const connected = connectShop()
    shop.setOrder({
      orderId: 'big',
      reference: 'R',
      state: 'open',
      totalRial: '9007199254740993.10',
      shipments: 0,
    })
    assert.deepEqual(await operation(connected, 'getOrder')({ orderId: 'big' }), {
      orderId: 'big',
      state: 'open',
      totalRial: '9007199254740993.10',
    })
  })

  it('lets no value break out of its place in the path', async () => {
    const connected = connectShop()
    const orderId = '../customers?limit=1#x/%2e%2e\r\nX: y'
    const failure = await failureFrom(operation(connected, 'getOrder')({ orderId }))
    assert.equal(failure.code, 'ORDER_NOT_FOUND')
    assert.equal(shop.state().received.at(-1)?.path, `/api/orders/${encodeURIComponent(orderId)}`)
    for (const dots of ['.', '..', '']) {
      const refused = await failureFrom(operation(connected, 'getOrder')({ orderId: dots }))
      assert.deepEqual(
        [refused.kind, refused.code, refused.details],
        ['refused', 'INVALID_PATH_VALUE', { sent: false }],
      )
    }
  })

  it('lets no value write a header of its own', async () => {
    const { createOrder } = settingsExample.operations
    assert.ok(createOrder)
    const operations = { createOrder: { ...createOrder, headers: { 'X-Note': 'note' } } }
    const failure = await failureFrom(
      operation(connectShop({ operations }), 'createOrder')({ ...order, note: 'a\r\nX-Admin: yes' }),
    )
    assert.deepEqual([failure.kind, failure.code], ['refused', 'INVALID_HEADER_VALUE'])
  })

  it('raises a no with the code and the words of the remote', async () => {
    const failure = await failureFrom(
      operation(connectShop(), 'createOrder')(
        { ...order, totalRial: 2_000_000_000 },
        adapterCall({ key: 'too-much' }),
      ),
    )
    assert.deepEqual([failure.kind, failure.code], ['refused', 'TOO_MUCH'])
    assert.match(failure.message, /مبلغ سفارش بیش از سقف است/)
  })

  it('makes an output by FEEL from body, head and input, and names the field that cannot be made', async () => {
    const { createOrder } = settingsExample.operations
    assert.ok(createOrder)
    const mappedBy = (map: Readonly<Record<string, string>>): Promise<unknown> =>
      operation(connectShop({ operations: { createOrder: { ...createOrder, map } } }), 'createOrder')(
        order,
        adapterCall({ key: 'mapped' }),
      )
    const map = {
      number: '"Nr. " + reply.orderId',
      isNew: 'status = 201',
      type: 'headers.`content-type`',
      customer: 'input.customerId',
      none: 'reply.nothing',
    }
    const { number, ...rest } = (await mappedBy(map)) as Readonly<Record<string, unknown>>
    assert.match(String(number), /^Nr\. \d+$/)
    assert.deepEqual(rest, { isNew: true, type: 'application/json; charset=utf-8', customer: '17' })
    const wrong = await failureFrom(Promise.resolve().then(() => mappedBy({ number: '= =' })))
    assert.equal(wrong.kind, 'misconfigured')
    assert.match(wrong.message, /map of createOrder, number is not FEEL/)
  })

  it('sees a no that comes with success', async () => {
    const { getOrder } = settingsExample.operations
    assert.ok(getOrder?.refusal)
    const refusal = { ...getOrder.refusal, when: { path: 'ok', equals: false } }
    shop.misbehave({ kind: 'noInSuccess', operation: 'showOrder' })
    const failure = await failureFrom(
      operation(
        connectShop({ operations: { getOrder: { ...getOrder, refusal } } }),
        'getOrder',
      )({ orderId: '1' }),
    )
    assert.deepEqual([failure.kind, failure.code], ['refused', 'LATER'])
  })

  it('settles a shipment whose answer was lost by its inquiry, and never ships twice', async () => {
    const connected = connectShop()
    shop.setOrder({ orderId: 'lost', reference: 'R', state: 'open', totalRial: '1', shipments: 0 })
    assert.deepEqual(await operation(connected, 'findShipment')({ orderId: 'lost' }), { outcome: 'notDone' })
    shop.misbehave({ kind: 'resetAfterWork', operation: 'shipOrder' })
    const failure = await failureFrom(operation(connected, 'shipOrder')({ orderId: 'lost' }))
    assert.equal(failure.kind, 'unreachable')
    assert.notEqual(failure.details?.['sent'], false)
    assert.deepEqual(await operation(connected, 'findShipment')({ orderId: 'lost' }), {
      outcome: 'done',
      output: { orderId: 'lost', state: 'shipped', totalRial: '1' },
    })
    assert.equal(shop.state().orders.find(({ orderId }) => orderId === 'lost')?.shipments, 1)
  })

  const misbehaviours = [
    ['serverError', 'unreachable'],
    ['brokenReply', 'unreadable'],
    ['htmlPage', 'unreadable'],
    ['resetBeforeWork', 'unreachable'],
    ['throttled', 'throttled'],
    ['redirect', 'misconfigured'],
    ['forbidden', 'misconfigured'],
    ['echo', 'refused'],
  ] as const
  for (const [kind, expected] of misbehaviours) {
    it(`raises ${expected} when the shop misbehaves by ${kind}`, async () => {
      const connected = connectShop()
      await operation(connected, 'createOrder')(order)
      shop.misbehave({ kind, operation: 'showOrder' })
      const failure = await failureFrom(operation(connected, 'getOrder')({ orderId: '1' }))
      assert.equal(failure.kind, expected)
      if (kind === 'throttled') assert.ok(failure.retryAt)
    })
  }

  it('closes its socket when the call is aborted', async () => {
    const other = await startSimulator({ clientSecret })
    try {
      const connected = connectTo(other)
      const giveUp = new AbortController()
      other.misbehave({ kind: 'hangBeforeWork', operation: 'showOrder' })
      const failing = failureFrom(
        operation(connected, 'getOrder')({ orderId: '1' }, adapterCall({ signal: giveUp.signal })),
      )
      await soon(() => other.calls()['showOrder'] === 1)
      assert.equal(other.openConnections(), 1)
      giveUp.abort()
      assert.equal((await failing).kind, 'unreachable')
      await soon(() => other.openConnections() === 0)
    } finally {
      await other.close()
    }
  })

  describe('with a token', () => {
    it('fifty callers with one expired token cause one refresh', async () => {
      const other = await startSimulator({ clientSecret })
      try {
        const connected = connectTo(other)
        other.setOrder({ orderId: '1', reference: 'R', state: 'open', totalRial: '1', shipments: 0 })
        const ask = (): Promise<unknown> => operation(connected, 'getOrder')({ orderId: '1' })
        await Promise.all(Array.from({ length: 50 }, ask))
        assert.equal(other.state().tokensIssued, 1)
        other.revokeTokens()
        await Promise.all(Array.from({ length: 50 }, ask))
        assert.equal(other.state().tokensIssued, 2)
      } finally {
        await other.close()
      }
    })

    it('renews it before it expires', async () => {
      let now = new Date('2026-01-02T00:00:00Z')
      const clock = { ...io.clock, now: () => now }
      const ownIo = openAdapterIo(clock)
      const other = await startSimulator({ clientSecret, tokenSeconds: 600, clock })
      try {
        const connected = connectTo(other, {}, ownIo)
        other.setOrder({ orderId: '1', reference: 'R', state: 'open', totalRial: '1', shipments: 0 })
        const askAt = async (text: string): Promise<number> => {
          now = new Date(text)
          const call = adapterCall({ deadline: new Date(now.getTime() + 5000) })
          await operation(connected, 'getOrder')({ orderId: '1' }, call)
          return other.state().tokensIssued
        }
        assert.equal(await askAt('2026-01-02T00:00:00Z'), 1)
        assert.equal(await askAt('2026-01-02T00:08:59Z'), 1)
        assert.equal(await askAt('2026-01-02T00:09:01Z'), 2)
      } finally {
        await ownIo.close()
        await other.close()
      }
    })

    it('renews it when a body says that it has expired, once', async () => {
      const connected = connectShop()
      await operation(connected, 'createOrder')(order)
      const before = shop.state().tokensIssued
      shop.misbehave({ kind: 'tokenExpired', operation: 'showOrder' })
      assert.ok(await operation(connected, 'getOrder')({ orderId: '1' }))
      assert.equal(shop.state().tokensIssued, before + 1)
      shop.misbehave({ kind: 'tokenExpired', operation: 'showOrder', times: 2 })
      const failure = await failureFrom(operation(connected, 'getOrder')({ orderId: '1' }))
      assert.equal(failure.kind, 'unauthenticated')
    })

    it('says that nothing was sent when no token could be had', async () => {
      for (const [kind, expected] of [
        ['serverError', 'unreachable'],
        ['throttled', 'throttled'],
      ] as const) {
        shop.misbehave({ kind, operation: 'token' })
        const failure = await failureFrom(operation(connectShop(), 'shipOrder')({ orderId: '1' }))
        assert.deepEqual([failure.kind, failure.details], [expected, { sent: false }])
      }
      const wrong = connectShop({ clientSecret: 'wrong-client-secret' })
      const failure = await failureFrom(operation(wrong, 'shipOrder')({ orderId: '1' }))
      assert.deepEqual([failure.kind, failure.code], ['unauthenticated', 'invalid_client'])
      const [reached, accepted] = await wrong.check(adapterCall())
      assert.deepEqual([reached?.ok, accepted?.ok], [true, false])
    })

    it('lets one caller leave without taking the token from the others', async () => {
      const other = await startSimulator({ clientSecret })
      try {
        const connected = connectTo(other)
        other.setOrder({ orderId: '1', reference: 'R', state: 'open', totalRial: '1', shipments: 0 })
        other.misbehave({ kind: 'slow', operation: 'token', delayMs: 50 })
        const giveUp = new AbortController()
        const leaving = failureFrom(
          operation(connected, 'getOrder')({ orderId: '1' }, adapterCall({ signal: giveUp.signal })),
        )
        const staying = operation(connected, 'getOrder')({ orderId: '1' })
        giveUp.abort()
        assert.deepEqual((await leaving).details, { sent: false })
        assert.ok(await staying)
        assert.equal(other.state().tokensIssued, 1)
      } finally {
        await other.close()
      }
    })
  })

  it('reads all customers although many share one time, across pages', async () => {
    const times = ['2026-01-02T00:00:00.1234567Z', '2026-01-02T00:00:00.1234568Z', '2026-01-03T00:00:00Z']
    const customers = Array.from({ length: 130 }, (_, index) => ({
      id: String(index + 1),
      name: { first: 'علی', last: 'کریمی' },
      phones: ['09121111111'],
      updatedAt: times[index < 3 ? 0 : index < 90 ? 1 : 2] ?? '',
      ...(index === 5 && { deleted: true }),
    }))
    const other = await startSimulator({ clientSecret, customers })
    try {
      const poller = connectTo(other).sources?.['changedCustomers'] as Poller
      const seen: string[] = []
      let page = await poller.poll(undefined, adapterCall())
      let rounds = 1
      for (; page.more; rounds += 1) {
        seen.push(...page.items.map(({ dedupKey }) => dedupKey))
        page = await poller.poll(page.cursor, adapterCall())
      }
      seen.push(...page.items.map(({ dedupKey }) => dedupKey))
      assert.equal(new Set(seen).size, 130)
      assert.equal(seen.length, 130)
      assert.equal(seen.filter((key) => key.endsWith(':deleted')).length, 1)
      const again = await poller.poll(page.cursor, adapterCall())
      assert.deepEqual([again.items, again.cursor, again.more], [[], page.cursor, false])
    } finally {
      await other.close()
    }
  })

  describe('told by a webhook', () => {
    const event = { eventId: 'e-1', order: { orderId: '17', state: 'shipped' } }
    const reader = (): CallbackReader => connectShop().sources?.['orderEvents'] as CallbackReader
    const request = (call: { body: string; headers: Readonly<Record<string, string>> }): CallbackRequest => ({
      method: 'POST',
      query: {},
      headers: call.headers,
      body: Buffer.from(call.body),
      remoteAddress: '127.0.0.1',
    })

    it('makes a message of a signed call, the same one of its repeat', () => {
      const call = request(shop.webhook(event, webhookSecret))
      const [first, second] = [reader().read(call), reader().read(call)]
      assert.deepEqual(first.items, [
        {
          dedupKey: 'orderChanged:e-1',
          body: {
            kind: 'message',
            name: 'orderChanged',
            correlationKey: '17',
            variables: { orderId: '17', state: 'shipped' },
          },
        },
      ])
      assert.deepEqual(second.items, first.items)
      assert.equal(first.reply.status, 200)
    })

    const signed = (): { body: string; headers: Readonly<Record<string, string>> } =>
      shop.webhook(event, webhookSecret)
    const forgeries: readonly (readonly [
      string,
      () => { body: string; headers: Readonly<Record<string, string>> },
    ])[] = [
      ['with another body', () => ({ ...signed(), body: signed().body.replace('17', '18') })],
      ['with the same content in other bytes', () => ({ ...signed(), body: `${signed().body} ` })],
      ['signed with another secret', () => shop.webhook(event, 'another-secret-entirely')],
      ['without a signature', () => ({ ...signed(), headers: {} })],
      [
        'with a later timestamp than was signed',
        () => {
          const headers = {
            ...signed().headers,
            'x-shop-timestamp': String(Math.floor(Date.now() / 1000) + 5),
          }
          return { ...signed(), headers }
        },
      ],
      ['from long ago', () => shop.webhook(event, webhookSecret, new Date(Date.now() - 600_000))],
      ['from the future', () => shop.webhook(event, webhookSecret, new Date(Date.now() + 600_000))],
      [
        'signed, but without a readable time',
        () => {
          const body = signed().body
          const signature = createHmac('sha256', webhookSecret).update(`soon.${body}`).digest('hex')
          return { body, headers: { 'x-shop-timestamp': 'soon', 'x-shop-signature': `sha256=${signature}` } }
        },
      ],
    ]
    for (const [what, forge] of forgeries) {
      it(`turns away a call ${what}`, () => {
        assert.throws(
          () => reader().read(request(forge())),
          (thrown) => failureOf(thrown)?.kind === 'refused',
        )
      })
    }
  })

  it('keeps its secrets out of failures, log and findings', async () => {
    const connected = connectShop()
    shop.misbehave({ kind: 'echo', operation: 'createOrder' })
    const echoed = await failureFrom(operation(connected, 'createOrder')({ ...order, note: clientSecret }))
    assert.match(echoed.message, /\*\*\*/)
    assert.doesNotMatch(echoed.message, /Bearer token-/)
    const seen = JSON.stringify([echoed, io.lines, await connected.check(adapterCall())])
    assert.ok(!seen.includes(clientSecret) && !seen.includes(webhookSecret))
  })

  it("masks a secret in every form that a remote may repeat it in, and keeps the remote's words short", () => {
    const mask = secretMask(['pa"ss wörd', 'pa"ss wörd-and-more', 'signed'])
    const forms = [
      'pa"ss wörd',
      'pa\\"ss wörd',
      'pa%22ss%20w%C3%B6rd',
      'pa%22ss+w%C3%B6rd',
      'pa"ss wörd-and-more',
    ]
    assert.equal(mask(forms.join('|')), '***|***|***|***|***')
    assert.equal(mask('signed\r\nby  us'), '*** by us')
    assert.equal(mask('ن'.repeat(5000)).length, 301)
  })

  it('says which settings cannot be right', async () => {
    const { createOrder, shipOrder, getOrder } = settingsExample.operations
    assert.ok(createOrder && shipOrder && getOrder)
    const withoutKey = { ...createOrder }
    delete withoutKey.idempotencyKeyHeader
    const wrong: readonly (readonly [Partial<Settings>, RegExp])[] = [
      [{ baseUrl: 'http://shop.example.ir' }, /must be https/],
      [{ operations: { createOrder: withoutKey } }, /idempotencyKeyHeader/],
      [
        { operations: { getOrder: { ...getOrder, path: '/orders/{id}' } } },
        /takes id, which its input does not have/,
      ],
      [{ operations: { shipOrder } }, /asks getOrder, which is no reading operation/],
      [
        { operations: { getOrder: { ...getOrder, input: { type: 'object' } } } },
        /without additional properties/,
      ],
      [{ operations: { getOrder: { ...getOrder, method: 'DELETE' } } }, /cannot be read/],
    ]
    for (const [settings, words] of wrong) {
      const failure = await failureFrom(Promise.resolve().then(() => connectShop(settings)))
      assert.equal(failure.kind, 'misconfigured')
      assert.match(failure.message, words)
    }
  })
})

/** ZarinPal's client against its simulator: the suite of all gateways, and what is special here. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { adapterCall, openAdapterIo, type AdapterIo } from '../../../test/harness/adapter-io.ts'
import { fakeClock } from '../../../test/harness/fake-clock.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import type { CallbackReader, CallbackRequest, Poller } from '../../adapter.ts'
import { gatewaySuite, type GatewayUnderTest } from '../gateway.conformance.ts'
import { zarinpal } from './index.ts'
import { startSimulator, type SimulatorOptions, type ZarinpalSimulator } from './simulator.ts'

const merchantId = '1c0ffee0-1234-4abc-8def-0123456789ab'
const otherMerchantId = '2c0ffee0-1234-4abc-8def-0123456789ab'
const callbackUrl = 'http://127.0.0.1:9/callbacks/zarinpal-main/paymentReturned'
const amountRial = 1_200_000

const clock = fakeClock('2026-03-01T08:00:00Z')
const call = () => adapterCall({ deadline: new Date(clock.now().getTime() + 5000) })
const opened: { readonly close: () => Promise<void> }[] = []
let io: AdapterIo
let simulator: ZarinpalSimulator
let gateway: ReturnType<typeof connect>

before(async () => {
  io = openAdapterIo(clock)
  simulator = await start()
  gateway = connect(simulator.url)
})
after(async () => {
  await io.close()
  for (const one of opened) await one.close()
})

async function start(options: SimulatorOptions = {}): Promise<ZarinpalSimulator> {
  const started = await startSimulator({ clock, ...options })
  opened.push(started)
  return started
}

function connect(baseUrl: string, more: { readonly returnUrl?: string; readonly merchantId?: string } = {}) {
  const connected = zarinpal.connect({ merchantId, baseUrl, ...more }, io)
  assert.ok(!(connected instanceof Promise))
  return connected
}

async function request(from = gateway): Promise<string> {
  const input = { amountRial, description: 'Invoice 118', callbackUrl, orderNumber: '118' }
  return (await from.client.requestPayment(input, call())).reference
}

function visitTo(address: string): CallbackRequest {
  const query = Object.fromEntries(new URL(address).searchParams)
  return { method: 'GET', query, headers: {}, body: new Uint8Array(), remoteAddress: '127.0.0.1' }
}

const session = (authority: string) => simulator.state().sessions.find((one) => one.authority === authority)

describe('ZarinPal as a gateway', () => {
  gatewaySuite((): GatewayUnderTest => {
    const settle = (reference: string, isPaid: boolean): CallbackRequest => {
      if (isPaid) return visitTo(simulator.payer.abandon(reference))
      void simulator.payer.cancel(reference)
      return visitTo(`${callbackUrl}?Authority=${reference}&Status=NOK`)
    }
    return {
      connected: gateway,
      payer: {
        pay: (reference) => settle(reference, true),
        cancel: (reference) => settle(reference, false),
        abandon: (reference) => void settle(reference, true),
      },
      verifications: (reference) => session(reference)?.firstVerifications ?? 0,
      reversals: (reference) => session(reference)?.reversals ?? 0,
    }
  })
})

describe('ZarinPal', () => {
  it('always says that amounts are rials, and writes mobiles as they do', async () => {
    const input = {
      amountRial,
      description: 'x',
      callbackUrl,
      payerMobile: '+989121234567',
      orderNumber: '7',
    }
    const { reference, payUrl } = await gateway.client.requestPayment(input, call())
    assert.equal(payUrl, `${simulator.url}/pg/StartPay/${reference}`)
    assert.equal(session(reference)?.amountRial, amountRial)
    assert.equal(session(reference)?.mobile, '09121234567')
    assert.equal(session(reference)?.orderId, '7')
  })

  it('shows the payer a page, and sends the browser back with Authority and Status', async () => {
    const reference = await request()
    const page = await fetch(`${simulator.url}/pg/StartPay/${reference}`)
    assert.match(await page.text(), /انصراف · Cancel/)
    const paid = await fetch(`${simulator.url}/pg/StartPay/${reference}/pay`, {
      method: 'POST',
      redirect: 'manual',
    })
    assert.equal(paid.headers.get('location'), `${callbackUrl}?Authority=${reference}&Status=OK`)
  })

  it('reads numbers that come as text, and empty parts that come as objects', async () => {
    const reference = await request()
    simulator.payer.abandon(reference)
    simulator.misbehave({ kind: 'numbersAsText', operation: 'verify' })
    const first = await gateway.client.verifyPayment({ reference, amountRial }, call())
    simulator.misbehave({ kind: 'emptyObjects', operation: 'verify' })
    const second = await gateway.client.verifyPayment({ reference, amountRial }, call())
    assert.equal(first.feeRial, 6000)
    assert.deepEqual({ ...first, alreadyVerified: true }, second)
  })

  it('reads an empty list of unverified payments in both forms that PHP gives it', async () => {
    const quiet = await start()
    const poller = connect(quiet.url).sources?.['unverifiedPayments'] as Poller
    quiet.misbehave({ kind: 'emptyObjects', operation: 'unVerified' })
    assert.deepEqual((await poller.poll(undefined, call())).items, [])
    assert.deepEqual((await poller.poll(undefined, call())).items, [])
  })

  it('gives the kind and the words of every documented code', async () => {
    for (const [code, { kind, title }] of Object.entries(zarinpal.refusals)) {
      if (!code.startsWith('-') || code === '-51') continue
      simulator.misbehave({ kind: code as `-${number}`, operation: 'verify' })
      const reference = 'A'.padEnd(36, '0')
      const failure = await failureFrom(gateway.client.verifyPayment({ reference, amountRial }, call()))
      assert.deepEqual([failure.kind, failure.code], [kind, code])
      assert.ok(failure.message.includes(title.en), failure.message)
    }
  })

  it('takes a code that nobody documents for a refusal, with their words', async () => {
    simulator.misbehave({ kind: '-777', operation: 'verify' })
    const attempt = gateway.client.verifyPayment({ reference: await request(), amountRial }, call())
    const failure = await failureFrom(attempt)
    assert.equal(failure.kind, 'refused')
    assert.equal(failure.message, 'ZarinPal refused verify: The gateway refused on demand. (code -777).')
  })

  it('names the fields that were found wrong, never their values', async () => {
    const input = { amountRial: 5, description: 'سرّی', callbackUrl }
    const failure = await failureFrom(gateway.client.requestPayment(input, call()))
    assert.equal(failure.code, '-9')
    assert.deepEqual(failure.details, { fields: ['amount'] })
    assert.ok(!failure.message.includes('سرّی'))
  })

  it('keeps a paid authority of another merchant from being cashed in', async () => {
    const reference = await request(connect(simulator.url, { merchantId: otherMerchantId }))
    simulator.payer.abandon(reference)
    const failure = await failureFrom(gateway.client.verifyPayment({ reference, amountRial }, call()))
    assert.equal(failure.code, '-53')
  })

  it('tells an authority that is none from one that is not known', async () => {
    const verify = (reference: string) => gateway.client.verifyPayment({ reference, amountRial }, call())
    assert.equal((await failureFrom(verify('nonsense'))).code, '-54')
    assert.equal((await failureFrom(verify('A'.padEnd(36, '9')))).code, '-55')
  })

  it('finds the payment verified when the first answer was lost', async () => {
    const reference = await request()
    simulator.payer.abandon(reference)
    simulator.misbehave({ kind: 'resetAfterWork', operation: 'verify' })
    const lost = await failureFrom(gateway.client.verifyPayment({ reference, amountRial }, call()))
    assert.equal(lost.kind, 'unreachable')
    const again = await gateway.client.verifyPayment({ reference, amountRial }, call())
    assert.deepEqual([again.paid, again.alreadyVerified], [true, true])
    assert.equal(session(reference)?.firstVerifications, 1)
  })

  it('leaves a reversal whose answer was lost unclear, and settles it by asking', async () => {
    const reference = await request()
    simulator.payer.abandon(reference)
    simulator.misbehave({ kind: 'resetAfterWork', operation: 'reverse' })
    const lost = await failureFrom(gateway.client.reversePayment({ reference }, call()))
    assert.deepEqual([lost.kind, lost.details?.['sent']], ['unreachable', true])
    const found = await gateway.client.findReversal({ reference }, call())
    assert.deepEqual(found, { outcome: 'done', output: { reversed: true } })
  })

  it('cannot say of an open payment whether it was reversed', async () => {
    const found = await gateway.client.findReversal({ reference: await request() }, call())
    assert.equal(found.outcome, 'unknown')
  })

  it('refuses a reversal after 30 minutes', async () => {
    const reference = await request()
    simulator.payer.abandon(reference)
    await clock.advance(30 * 60_000 + 1)
    const failure = await failureFrom(gateway.client.reversePayment({ reference }, call()))
    assert.equal(failure.code, '-63')
  })

  it('calls a status without a readable body by what the status means', async () => {
    const verify = () => gateway.client.verifyPayment({ reference: 'A'.padEnd(36, '0'), amountRial }, call())
    simulator.misbehave({ kind: 'serverError' })
    assert.deepEqual(await kindAndCode(verify()), ['unreachable', 'HTTP 500'])
    simulator.misbehave({ kind: 'throttled' })
    const throttled = await failureFrom(verify())
    assert.deepEqual(throttled.retryAt, new Date(clock.now().getTime() + 7000))
    simulator.misbehave({ kind: 'brokenReply' })
    assert.deepEqual(await kindAndCode(verify()), ['unreadable', 'HTTP 200'])
  })

  async function kindAndCode(attempt: Promise<unknown>): Promise<readonly unknown[]> {
    const { kind, code } = await failureFrom(attempt)
    return [kind, code]
  }

  it('sends the payer on with the reference, or shows a page that repeats nothing of the request', async () => {
    const reference = await request()
    const visit = visitTo(`${callbackUrl}?Authority=${reference}&Status=OK&x=<script>`)
    const sentOn = connect(simulator.url, { returnUrl: 'https://shop.example.com/thanks?lang=fa' })
    const { reply } = (sentOn.sources?.['paymentReturned'] as CallbackReader).read(visit)
    const location = `https://shop.example.com/thanks?lang=fa&reference=${reference}&payment=received`
    assert.deepEqual([reply.status, reply.headers?.['location']], [303, location])
    const page = (gateway.sources?.['paymentReturned'] as CallbackReader).read(visit).reply
    assert.equal(page.status, 200)
    assert.ok(!page.body?.includes('script') && !page.body?.includes(reference))
  })

  it('reads the names of a return in any case', async () => {
    const reference = await request()
    const visit = visitTo(`${callbackUrl}?authority=${reference}&STATUS=NOK`)
    const { items } = (gateway.sources?.['paymentReturned'] as CallbackReader).read(visit)
    assert.match(items[0]?.dedupKey ?? '', new RegExp(`^${reference}:NOK:`))
  })

  it('tells again of a payment that stays unverified for ten minutes, and not before', async () => {
    const paid = await start()
    const connected = connect(paid.url)
    paid.payer.abandon(await request(connected))
    const poller = connected.sources?.['unverifiedPayments'] as Poller
    const key = async () => (await poller.poll('whole-list', call())).items[0]?.dedupKey
    await clock.advance(600_000 - (clock.now().getTime() % 600_000))
    const first = await key()
    await clock.advance(599_999)
    assert.equal(await key(), first)
    await clock.advance(1)
    assert.notEqual(await key(), first)
  })

  it('says in its check whether the address or the merchant id is wrong', async () => {
    const strict = await start({ merchantId: otherMerchantId })
    const findings = async (from: ReturnType<typeof connect>) =>
      (await from.check(call())).map(({ aspect, ok }) => `${aspect} ${ok}`)
    assert.deepEqual(await findings(gateway), ['reachable true', 'login true'])
    assert.deepEqual(await findings(connect(strict.url)), ['reachable true', 'login false'])
    const closed = await startSimulator()
    await closed.close()
    assert.deepEqual(await findings(connect(closed.url)), ['reachable false'])
  })

  it('keeps the merchant id out of failures and log lines', async () => {
    const strict = await start({ merchantId: otherMerchantId })
    const failure = await failureFrom(request(connect(strict.url)))
    assert.equal(failure.kind, 'unauthenticated')
    assert.ok(!JSON.stringify([failure, io.lines]).includes(merchantId))
  })
})

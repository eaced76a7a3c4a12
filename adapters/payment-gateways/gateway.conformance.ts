/**
 * The suite that every gateway passes, run from its own test file: `gatewaySuite({ … })` inside a `describe`.
 * It speaks in the words of the standard only; what a payer does is done by the gateway's simulator.
 */
import assert from 'node:assert/strict'
import { it } from 'node:test'

import { failureOf } from '../../engine/values/failure.ts'
import { adapterCall } from '../../test/harness/adapter-io.ts'
import type { CallbackReader, CallbackRequest, Client, Connected, MessageBody, Poller } from '../adapter.ts'
import type { inquiryOperations, paymentOperations, reversalOperations } from './gateway.ts'

/** Each gateway has at least these. */
export type GatewayClient = Client<
  typeof paymentOperations & typeof inquiryOperations & typeof reversalOperations
>

/** A gateway under test: the connection, and the world behind it. */
export interface GatewayUnderTest {
  readonly connected: Pick<Connected, 'sources'> & { readonly client: GatewayClient }
  readonly payer: {
    /** Pays and comes back; gives the request that reaches the hub. */
    readonly pay: (reference: string) => CallbackRequest
    readonly cancel: (reference: string) => CallbackRequest
    /** Pays and never comes back. */
    readonly abandon: (reference: string) => void
  }
  /** How often the gateway's own books changed by verifying this payment. */
  readonly verifications: (reference: string) => number
  readonly reversals: (reference: string) => number
}

const call = adapterCall
const amountRial = 2_500_000

/** Registers the tests; `open` is called once for each. */
export function gatewaySuite(open: () => GatewayUnderTest): void {
  const request = async (gateway: GatewayUnderTest): Promise<string> => {
    const callbackUrl = 'http://127.0.0.1:9/callbacks/gateway/paymentReturned'
    const input = { amountRial, description: 'صورت‌حساب ۱۱۸', callbackUrl, payerMobile: '+989121234567' }
    return (await gateway.connected.client.requestPayment(input, call())).reference
  }

  it('opens a new session on every request and moves no money by it', async () => {
    const gateway = open()
    const references = [await request(gateway), await request(gateway)]
    assert.equal(new Set(references).size, 2)
    for (const reference of references) {
      const { state } = await gateway.connected.client.inquirePayment({ reference }, call())
      assert.equal(state, 'open')
    }
  })

  it('says that nobody has paid while nobody has', async () => {
    const gateway = open()
    const reference = await request(gateway)
    const verified = await gateway.connected.client.verifyPayment({ reference, amountRial }, call())
    assert.deepEqual(verified, { paid: false, alreadyVerified: false })
  })

  it('verifies a payment once, however often and however parallel it is asked', async () => {
    const gateway = open()
    const reference = await request(gateway)
    gateway.payer.pay(reference)
    const verify = () => gateway.connected.client.verifyPayment({ reference, amountRial }, call())
    const answers = [...(await Promise.all([verify(), verify(), verify()])), await verify()]
    assert.deepEqual(
      answers.map(({ paid }) => paid),
      [true, true, true, true],
    )
    assert.equal(answers.filter(({ alreadyVerified }) => !alreadyVerified).length, 1)
    assert.equal(gateway.verifications(reference), 1)
    assert.match(answers[0]?.cardMask ?? '', /^\d{6}\*{6}\d{4}$/)
    assert.ok(answers[0]?.traceNumber)
  })

  it('refuses an amount other than the requested one, and takes no money then', async () => {
    const gateway = open()
    const reference = await request(gateway)
    gateway.payer.pay(reference)
    const wrong = gateway.connected.client.verifyPayment({ reference, amountRial: amountRial - 10 }, call())
    await assert.rejects(wrong, (thrown) => failureOf(thrown)?.kind === 'refused')
    assert.equal(gateway.verifications(reference), 0)
  })

  it('turns a return into a message that finds its flow by the reference', async () => {
    const gateway = open()
    const reference = await request(gateway)
    const { items } = returns(gateway).read(gateway.payer.pay(reference))
    assert.deepEqual(bodies(items), [
      {
        kind: 'message',
        name: 'paymentReturned',
        correlationKey: reference,
        variables: { reference, status: 'OK' },
      },
    ])
  })

  it('tells of a payer who gave up', async () => {
    const gateway = open()
    const reference = await request(gateway)
    const { items } = returns(gateway).read(gateway.payer.cancel(reference))
    assert.equal(bodies(items)[0]?.variables['status'], 'NOK')
    const verified = await gateway.connected.client.verifyPayment({ reference, amountRial }, call())
    assert.equal(verified.paid, false)
  })

  it('never takes one return for a repetition of another, so that a forged early one swallows nothing', async () => {
    const gateway = open()
    const reference = await request(gateway)
    const genuine = gateway.payer.pay(reference)
    const keys = [genuine, genuine].flatMap((one) => returns(gateway).read(one).items)
    assert.equal(new Set(keys.map(({ dedupKey }) => dedupKey)).size, 2)
  })

  it('turns away a return without a well-formed reference', () => {
    const gateway = open()
    const empty = {
      method: 'GET',
      query: {},
      headers: {},
      body: new Uint8Array(),
      remoteAddress: '127.0.0.1',
    }
    for (const query of [{}, { Authority: '<script>', Status: 'OK' }]) {
      assert.throws(
        () => returns(gateway).read({ ...empty, query }),
        (thrown) => failureOf(thrown)?.kind === 'refused',
      )
    }
  })

  it('finds a payment whose payer never came back, until it is verified', async () => {
    const gateway = open()
    const [paid, unpaid] = [await request(gateway), await request(gateway)]
    gateway.payer.abandon(paid)
    const listed = async () => bodies((await unverified(gateway).poll(undefined, call())).items)
    const found = (await listed()).map(({ correlationKey }) => correlationKey)
    assert.ok(found.includes(paid) && !found.includes(unpaid))
    await gateway.connected.client.verifyPayment({ reference: paid, amountRial }, call())
    assert.ok(!(await listed()).some(({ correlationKey }) => correlationKey === paid))
  })

  it('reverses a payment once, and can say afterwards whether it did', async () => {
    const gateway = open()
    const reference = await request(gateway)
    gateway.payer.pay(reference)
    const { findReversal, reversePayment, inquirePayment } = gateway.connected.client
    assert.deepEqual(await findReversal({ reference }, call()), { outcome: 'notDone' })
    assert.deepEqual(await reversePayment({ reference }, call()), { reversed: true })
    assert.deepEqual(await findReversal({ reference }, call()), {
      outcome: 'done',
      output: { reversed: true },
    })
    assert.equal((await inquirePayment({ reference }, call())).state, 'reversed')
    await assert.rejects(
      reversePayment({ reference }, call()),
      (thrown) => failureOf(thrown)?.kind === 'refused',
    )
    assert.equal(gateway.reversals(reference), 1)
  })
}

function returns({ connected }: GatewayUnderTest): CallbackReader {
  return connected.sources?.['paymentReturned'] as CallbackReader
}

function unverified({ connected }: GatewayUnderTest): Poller {
  return connected.sources?.['unverifiedPayments'] as Poller
}

function bodies(items: readonly { readonly body: unknown }[]): readonly MessageBody[] {
  return items.map(({ body }) => body as MessageBody)
}

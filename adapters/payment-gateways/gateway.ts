/**
 * The standard of payment gateways: what the operations are called, what goes in and out, how payers come back.
 *
 * - Amounts are integer rials, whatever unit the vendor speaks.
 * - `reference` is the gateway's own handle of one payment attempt; flows find their order by it.
 * - What a returning browser says is believed by nobody: it only gives the reason to ask (`verifyPayment`), with
 *   the amount that we stored ourselves. See `payer-return.ts`.
 * - A gateway offers `paymentOperations`, and of the other families those that its vendor has.
 *
 * Every gateway runs the suite of `gateway.conformance.ts` from its own test.
 */
import { Type } from 'typebox'

import { defineOperations, type Sources } from '../adapter.ts'

const closed = { additionalProperties: false }
const attemptMs = 15_000

const reference = Type.String({
  minLength: 1,
  maxLength: 200,
  description: "The gateway's own handle of one payment attempt.",
})

const amountRial = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Rials.' })

const mobile = Type.String({ pattern: '^\\+989[0-9]{9}$', description: 'Iranian mobile, +989xxxxxxxxx.' })

const webAddress = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 2000 })

const exampleReference = 'A0000000000000000000000000000012ab34'

/** What every gateway can do. */
export const paymentOperations = defineOperations({
  requestPayment: {
    title: { en: 'Request a payment', fa: 'درخواست پرداخت' },
    summary:
      'Open a payment at the gateway and get the page to which the payer is sent. Moves no money: done twice, ' +
      'it opens a second unpaid session, and the one that nobody pays lapses.',
    effect: 'read',
    timeoutMs: attemptMs,
    input: Type.Object(
      {
        amountRial,
        description: Type.String({ minLength: 1, maxLength: 500, description: 'Shown to the payer.' }),
        callbackUrl: webAddress,
        payerMobile: Type.Optional(mobile),
        orderNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      },
      closed,
    ),
    output: Type.Object({ reference, payUrl: webAddress }, closed),
    example: {
      input: {
        amountRial: 2_500_000,
        description: 'Invoice 1403-118',
        callbackUrl: 'https://hub.example.com/callbacks/gateway-main/paymentReturned',
        payerMobile: '+989121234567',
        orderNumber: '1403-118',
      },
      output: {
        reference: exampleReference,
        payUrl: `https://gateway.example.com/pay/${exampleReference}`,
      },
    },
  },
  verifyPayment: {
    title: { en: 'Verify a payment', fa: 'تأیید پرداخت' },
    summary:
      'Ask the gateway whether a payer has really paid, and take the money. Unverified money goes back to the ' +
      'payer. May be repeated: a payment that was verified before is still paid.',
    effect: 'idempotent',
    timeoutMs: attemptMs,
    input: Type.Object({ reference, amountRial }, closed),
    output: Type.Object(
      {
        paid: Type.Boolean({ description: 'True: the money is ours. False: nobody has paid (yet).' }),
        alreadyVerified: Type.Boolean({ description: 'Someone verified it before this call.' }),
        traceNumber: Type.Optional(Type.String({ maxLength: 100, description: "The bank's own number." })),
        cardMask: Type.Optional(
          Type.String({ maxLength: 32, description: 'First six and last four digits of the card.' }),
        ),
        feeRial: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
      },
      closed,
    ),
    example: {
      input: { reference: exampleReference, amountRial: 2_500_000 },
      output: {
        paid: true,
        alreadyVerified: false,
        traceNumber: '201',
        cardMask: '502229******5995',
        feeRial: 12_500,
      },
    },
  },
})

/** For gateways that can be asked about a payment without changing it. */
export const inquiryOperations = defineOperations({
  inquirePayment: {
    title: { en: 'Look at a payment', fa: 'استعلام پرداخت' },
    summary: 'Say how a payment stands. For information: it does not replace verifying.',
    effect: 'read',
    timeoutMs: attemptMs,
    input: Type.Object({ reference }, closed),
    output: Type.Object(
      {
        state: Type.Enum(['open', 'paid', 'verified', 'failed', 'reversed'], {
          description:
            'open: the payer may still pay; paid: the money waits for verification; verified: it is ours; ' +
            'failed: no payment; reversed: it went back.',
        }),
      },
      closed,
    ),
    example: { input: { reference: exampleReference }, output: { state: 'verified' } },
  },
})

const reversalInput = Type.Object({ reference }, closed)
const reversalOutput = Type.Object({ reversed: Type.Literal(true) }, closed)

/** For gateways that can give a whole payment back shortly after it. */
export const reversalOperations = defineOperations({
  reversePayment: {
    title: { en: 'Reverse a payment', fa: 'برگشت پرداخت' },
    summary:
      "Give the whole amount back to the card it came from, within the vendor's window after the payment.",
    effect: 'once',
    inquire: 'findReversal',
    timeoutMs: attemptMs,
    input: reversalInput,
    output: reversalOutput,
    example: { input: { reference: exampleReference }, output: { reversed: true } },
  },
  findReversal: {
    title: { en: 'What became of a reversal', fa: 'سرانجام برگشت پرداخت' },
    summary: 'Say whether a payment was reversed.',
    effect: 'read',
    timeoutMs: attemptMs,
    input: reversalInput,
    output: Type.Union([
      Type.Object({ outcome: Type.Literal('done'), output: reversalOutput }, closed),
      Type.Object({ outcome: Type.Literal('notDone') }, closed),
      Type.Object({ outcome: Type.Literal('unknown'), reason: Type.String() }, closed),
    ]),
    example: { input: { reference: exampleReference }, output: { outcome: 'notDone' } },
  },
})

/** The sources of a gateway whose payers come back by browser and which lists what was paid but not verified. */
export const gatewaySources = {
  paymentReturned: {
    kind: 'callback',
    title: { en: 'A payer came back', fa: 'بازگشت پرداخت‌کننده' },
    summary: 'The payer’s browser returns from the gateway. Only verifying tells whether money moved.',
    emits: 'message',
    verifiedBy: 'askBack',
  },
  unverifiedPayments: {
    kind: 'poll',
    title: { en: 'Paid, but never came back', fa: 'پرداخت‌های تأییدنشده' },
    summary:
      'Payments that the gateway holds and nobody has verified; tells of each as if its payer had come back, ' +
      'so that a lost return heals itself before the money goes back.',
    emits: 'message',
    everyMs: 60_000,
    aliveWithinMs: 600_000,
  },
} as const satisfies Sources

/** Settings that mean the same for every gateway; spread them into the adapter's own. */
export const gatewaySettings = {
  returnUrl: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s]+$',
      maxLength: 2000,
      title: 'Where payers go on',
      description:
        'Page to which a returning payer is sent on, with `reference` and `payment=received` added to its ' +
        'query. Without it the hub shows a short page of its own.',
    }),
  ),
}

/** An address that secrets may be sent to: TLS, or this machine itself. A JSON Schema pattern. */
export const sealedAddress =
  '^(https://[^\\s/?#]+|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:[0-9]+)?)(/[^\\s?#]*)?$'

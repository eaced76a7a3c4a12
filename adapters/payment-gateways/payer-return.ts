/**
 * Payers who come back from a gateway, the same for every gateway: the message that a return becomes, how it is
 * told from other returns, and what the browser is answered. Pure, but for the random bytes that are handed in.
 */
import { fail } from '../../engine/values/failure.ts'
import type { CallbackReply, Io, SourceItem } from '../adapter.ts'

/** What a returning browser claims: read from the vendor's own words by the adapter. */
export interface ClaimedReturn {
  readonly reference: string
  /** `OK` is a reason to verify, `NOK` that the payer gave up; neither is believed. */
  readonly status: 'OK' | 'NOK'
}

/**
 * The item of a return. Every return is an item of its own, even when the same browser says the same twice:
 * whoever knows a reference could else send a return before the payment, and the payer's own return after it,
 * equal in every word, would be dropped as a repetition. The flow bears the extra run (one at a time for each
 * reference, and it looks at the stored state first); it could not bear a swallowed payment.
 */
export function returnedItem(claim: ClaimedReturn, randomBytes: Io['randomBytes']): SourceItem {
  const distinct = Buffer.from(randomBytes(9)).toString('base64url')
  return { dedupKey: `${claim.reference}:${claim.status}:${distinct}`, body: returnedMessage(claim) }
}

/** How long one listing of an unverified payment stands for the next ones, milliseconds. */
export const listedAgainAfterMs = 600_000

/**
 * The item of a payment that is listed as unverified. One that stays on the list is told of again in each window
 * of ten minutes, because the flow may have met it before its request was stored.
 */
export function unverifiedItem(reference: string, now: Date): SourceItem {
  const window = Math.floor(now.getTime() / listedAgainAfterMs)
  return {
    dedupKey: `${reference}:listed:${window}`,
    body: returnedMessage({ reference, status: 'OK' }),
  }
}

function returnedMessage({ reference: correlationKey, status }: ClaimedReturn): SourceItem['body'] {
  const variables = { reference: correlationKey, status }
  return { kind: 'message', name: 'paymentReturned', correlationKey, variables }
}

/** The refusal of a return that does not even have the form of one. */
export function malformedReturn(what: string): Error {
  return fail('refused', `A payer's return was turned away: ${what}.`, { code: 'MALFORMED_RETURN' })
}

/** What the browser is answered: sent on to `returnUrl`, or a short page in both languages. */
export function payerReply(
  returnUrl: string | undefined,
  { reference: handle }: ClaimedReturn,
): CallbackReply {
  if (returnUrl === undefined) return { status: 200, headers: pageHeaders, body: receivedPage }
  const location = new URL(returnUrl)
  location.searchParams.set('reference', handle)
  location.searchParams.set('payment', 'received')
  return { status: 303, headers: { ...quietHeaders, location: location.href } }
}

const quietHeaders = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }

const pageHeaders = {
  ...quietHeaders,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
}

// Nothing of the request is written into it, so nothing can be injected.
const receivedPage = `<!DOCTYPE html>
<html lang="fa" dir="rtl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>بازگشت از درگاه پرداخت</title>
<style>body{font-family:system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;line-height:1.8}</style>
</head>
<body>
<p>بازگشت شما از درگاه پرداخت دریافت شد. نتیجه پس از تأیید بانک اعلام می‌شود.</p>
<p lang="en" dir="ltr">Your return from the payment gateway was received. The result follows once the bank confirms it.</p>
</body>
</html>
`

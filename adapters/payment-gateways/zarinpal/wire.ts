/**
 * One call to ZarinPal: JSON over HTTPS to `/pg/v4/payment/….json`. What a reply means is decided by the code in
 * its body; the HTTP status counts only when there is no code. Nothing that they write is passed on unread.
 */
import { fail, type RemoteFailure } from '../../../engine/values/failure.ts'
import { retryAfter, statusKind } from '../../../engine/values/http-status.ts'
import type { Call, HttpReply, Io } from '../../adapter.ts'
import { accepted, readEnvelope, refusals, type ReplyWords } from './mapping.ts'

/** The calls that are used. */
export type Method = 'request' | 'verify' | 'inquiry' | 'unVerified' | 'reverse'

/** Makes a call and gives the reply when its code is one of `good` (default `100`); else raises what it means. */
export type Ask = (
  question: { readonly method: Method; readonly body?: object; readonly good?: readonly string[] },
  call: Call,
) => Promise<ReplyWords>

/** Asks in the name of one merchant at one address (without a slash at its end). */
export function asker(merchantId: string, baseUrl: string, io: Io): Ask {
  return async ({ method, body, good = [accepted] }, call) => {
    const request = {
      method: 'POST',
      url: `${baseUrl}/pg/v4/payment/${method}.json`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ merchant_id: merchantId, ...body }),
      maxReplyBytes: 1_048_576,
    } as const
    const reply = await io.http(request, call)
    const words = readEnvelope(parsed(reply))
    if (words.code === undefined) throw withoutCode(reply, method, io.clock.now())
    if (good.includes(words.code)) return words
    throw refusal(words.code, method, { ...words, message: words.message.replaceAll(merchantId, '***') })
  }
}

function parsed(reply: HttpReply): unknown {
  try {
    return JSON.parse(reply.text())
  } catch {
    // Not JSON: then the status alone says what it is.
    return undefined
  }
}

function withoutCode(reply: HttpReply, method: Method, now: Date): RemoteFailure {
  const retryAt = retryAfter(reply.headers['retry-after'], now)
  const message = `ZarinPal answered ${method} with HTTP ${reply.status} and nothing that can be read.`
  return fail(statusKind(reply.status), message, {
    code: `HTTP ${reply.status}`,
    ...(retryAt && { retryAt }),
  })
}

function refusal(code: string, method: Method, { message, fields }: ReplyWords): RemoteFailure {
  const known = Object.hasOwn(refusals, code) ? refusals[code] : undefined
  const { kind, words } = known
    ? { kind: known.kind, words: known.title.en }
    : { kind: 'refused' as const, words: message || 'it gave no reason' }
  const did = kind === 'unreachable' ? 'broke down on' : 'refused'
  const named = fields.length === 0 ? '' : `; see ${fields.join(', ')}`
  return fail(kind, `ZarinPal ${did} ${method}: ${words}${named} (code ${code}).`, {
    code,
    ...(fields.length > 0 && { details: { fields } }),
  })
}

/**
 * One call to Kavenegar: a form over HTTPS to `/v1/{key}/{scope}/{method}.json`. The key is part of the address,
 * so no address is ever part of a failure or a log line. `return.status` decides; the HTTP status, which repeats
 * it, counts only when there is no envelope.
 */
import { fail, type RemoteFailure } from '../../../engine/values/failure.ts'
import { retryAfter, statusKind } from '../../../engine/values/http-status.ts'
import type { Call, HttpReply, Io } from '../../adapter.ts'
import { accepted, readEnvelope, refusals, type Entry } from './mapping.ts'

/** The calls that are used. */
export type Method = 'sms/send' | 'sms/status' | 'verify/lookup' | 'account/info'

/** Makes a call and gives the entries of a good reply; else raises what it means. */
export type Ask = (
  method: Method,
  form: Readonly<Record<string, string | undefined>>,
  call: Call,
) => Promise<readonly Entry[]>

/** Asks with one API key at one address (without a slash at its end). */
export function asker(apiKey: string, baseUrl: string, io: Io): Ask {
  return async (method, form, call) => {
    const fields = Object.entries(form).filter((field): field is [string, string] => field[1] !== undefined)
    const request = {
      method: 'POST',
      url: `${baseUrl}/v1/${encodeURIComponent(apiKey)}/${method}.json`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(fields).toString(),
      maxReplyBytes: 1_048_576,
    } as const
    const reply = await io.http(request, call)
    const { code, message, entries } = readEnvelope(parsed(reply))
    if (code === undefined) throw withoutEnvelope(reply, method, io.clock.now())
    if (code === accepted) return entries
    throw refusal(code, method, message.replaceAll(apiKey, '***'))
  }
}

function parsed(reply: HttpReply): unknown {
  try {
    // Ids are 64-bit numbers; as text they keep all their digits.
    return JSON.parse(reply.text().replace(/("messageid"\s*:\s*)(\d+)/g, '$1"$2"'))
  } catch {
    // Not JSON: then the status alone says what it is.
    return undefined
  }
}

function withoutEnvelope(reply: HttpReply, method: Method, now: Date): RemoteFailure {
  const retryAt = retryAfter(reply.headers['retry-after'], now)
  const message = `Kavenegar answered ${method} with HTTP ${reply.status} and nothing that can be read.`
  return fail(statusKind(reply.status), message, {
    code: `HTTP ${reply.status}`,
    ...(retryAt && { retryAt }),
  })
}

function refusal(code: string, method: Method, message: string): RemoteFailure {
  const known = Object.hasOwn(refusals, code) ? refusals[code] : undefined
  const kind = known?.kind ?? 'refused'
  const words = known?.title.en ?? (message || 'it gave no reason')
  const did = kind === 'unreachable' ? 'broke down on' : 'refused'
  return fail(kind, `Kavenegar ${did} ${method}: ${words} (code ${code}).`, { code })
}

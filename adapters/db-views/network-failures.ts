/** What errors of Node's network say, whichever driver passes them on. */
import type { FailureKind } from '../../engine/values/failure.ts'
import { unreadableCode } from './guarded-stream.ts'

const beforeAnythingWasSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
const ofTheNetwork = /^(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|ERR_STREAM_\w+)$/
const ofTheCertificate = /CERT|SIGNATURE|^ERR_(TLS|SSL|OSSL)|^EPROTO$/

/** The kind of failure behind a code of Node's; `undefined` when it is none of them. */
export function networkKind(code: string | undefined): FailureKind | undefined {
  if (code === undefined) return undefined
  if (code === unreadableCode) return 'unreadable'
  if (beforeAnythingWasSent.test(code) || ofTheNetwork.test(code)) return 'unreachable'
  return ofTheCertificate.test(code) ? 'misconfigured' : undefined
}

/** Whether an error proves that nothing has left the machine. */
export function wasNotSent(code: string | undefined): boolean {
  return code !== undefined && beforeAnythingWasSent.test(code)
}

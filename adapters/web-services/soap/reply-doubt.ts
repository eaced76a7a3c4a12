/**
 * What a reply that must be signed means when nobody vouches for it. Whoever can reach the line can say no in the remote's
 * place after the work was done, so such a no is no reason to go on as if nothing had happened: it is `unreadable`, after
 * which the outcome of a `once` operation is unknown. A breakdown stays one, for what may be repeated is repeated then.
 */
import { fail, type RemoteFailure } from '../../../engine/values/failure.ts'
import type { SignatureProblem } from './signature-error.ts'

/** Why a reply is not vouched for; the words go on from "the reply …". */
export interface Doubt {
  readonly code: SignatureProblem
  readonly words: string
}

/** A failure that only an unvouched reply tells of, as one that is no clear no. */
export function doubted({ failure }: RemoteFailure, { code, words }: Doubt): RemoteFailure {
  const { kind, message, details, code: said } = failure
  const isBreakdown = kind === 'unreachable' || kind === 'throttled'
  const sentence = `${message.replace(/\.$/, '')}; this is not certain, for the reply ${words}.`
  return fail(isBreakdown ? 'unreachable' : 'unreadable', sentence, {
    code,
    details: { ...details, ...(said !== undefined && { said }) },
  })
}

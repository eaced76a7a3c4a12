/** What may be wrong with the signature of a reply. The code is that of the failure. */

export type SignatureProblem =
  /** There is no signature for us, or it does not cover what it must. */
  | 'ReplyNotSigned'
  /** Nobody whom the settings trust has signed. */
  | 'ReplySignerUnknown'
  /** Who signed was trusted once, or is not yet. */
  | 'ReplyCertificateExpired'
  /** An algorithm, or a way to sign, that is not verified here. */
  | 'ReplySignatureUnsupported'
  /** Something was changed after it was signed. */
  | 'ReplyAltered'
  /** What is signed is not what stands where a reply is read. */
  | 'ReplyWrapped'
  /** Its Timestamp is too old, has expired or lies ahead. */
  | 'ReplyStale'

/** Raised while a signature is verified; `message` goes on from "the reply …". */
export class SignatureError extends Error {
  readonly code: SignatureProblem

  constructor(code: SignatureProblem, message: string) {
    super(message)
    this.name = 'SignatureError'
    this.code = code
  }
}

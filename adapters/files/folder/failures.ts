/** What the operating system's errors mean to us. */
import { fail, failureOf, type FailureKind } from '../../../engine/values/failure.ts'

interface Meaning {
  readonly kind: FailureKind
  readonly code: string
  readonly words: string
}

const denied: Meaning = { kind: 'refused', code: 'PERMISSION_DENIED', words: 'the hub has no right to it' }
const missing: Meaning = { kind: 'refused', code: 'NO_SUCH_FILE', words: 'it is not there' }
const full: Meaning = { kind: 'unreachable', code: 'NO_SPACE', words: 'the disk is full' }

const meanings: Readonly<Record<string, Meaning>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  EACCES: denied,
  EPERM: denied,
  EROFS: denied,
  ENOSPC: full,
  EDQUOT: full,
  ELOOP: { kind: 'refused', code: 'UNSAFE_PATH', words: 'it is a link' },
  EEXIST: { kind: 'refused', code: 'FILE_EXISTS', words: 'something of this name is there' },
  EISDIR: { kind: 'refused', code: 'FILE_EXISTS', words: 'a folder of this name is there' },
  ENAMETOOLONG: { kind: 'refused', code: 'UNSAFE_PATH', words: 'the name is too long' },
  EXDEV: { kind: 'misconfigured', code: 'EXDEV', words: 'the two folders are on different drives' },
}

/** Errors of a drive that is in trouble, and may be better in a while. */
const ofTheDrive =
  /^(EIO|ESTALE|EBUSY|ETIMEDOUT|EMFILE|ENFILE|ENODEV|ENXIO|EAGAIN|EHOSTDOWN|EHOSTUNREACH|ENOTCONN|ECONNRESET|EREMOTEIO)$/

/** The failure for anything thrown; what is not the operating system's is given back as it is. */
export function failureFor(thrown: unknown, attempt: string): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  if (failureOf(error) !== undefined) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined
  if (meaning !== undefined) {
    return fail(meaning.kind, `${attempt} failed: ${meaning.words} (${code}).`, {
      code: meaning.code,
      cause: error,
    })
  }
  if (!ofTheDrive.test(code)) return error
  return fail('unreachable', `${attempt} failed: the drive is in trouble (${code}).`, { code, cause: error })
}

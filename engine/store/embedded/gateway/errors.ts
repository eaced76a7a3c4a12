/**
 * PostgreSQL's errors as MongoDB's. The engine gives SQLSTATEs that begin with `M` for MongoDB's own codes;
 * inside `writeErrors` the code is the SQLSTATE packed into a number, six bits a character. Pure.
 */

/** MongoDB's code for a SQLSTATE. */
const codes: Readonly<Record<string, number>> = {
  M0000: 1,
  M0001: 2,
  M0003: 9,
  M0004: 14,
  M0008: 26,
  M0009: 27,
  M000A: 28,
  M000D: 40,
  M000E: 43,
  M000F: 48,
  M000G: 52,
  M000M: 66,
  M000N: 67,
  M000O: 68,
  M000Q: 73,
  M000R: 85,
  M000S: 86,
  M000W: 146,
  M001C: 11000,
  M00CO: 121,
  '40001': 112,
  '40P01': 112,
  '55P03': 112,
  '57014': 50,
  '23505': 11000,
  '57P01': 91,
  '57P02': 91,
  '57P03': 91,
}

const names: Readonly<Record<number, string>> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  112: 'WriteConflict',
  121: 'DocumentValidationFailure',
  251: 'NoSuchTransaction',
  11000: 'DuplicateKey',
}

/** MongoDB's code of a SQLSTATE; 1 (internal error) for those without one. */
export function mongoCode(sqlState: string | undefined): number {
  return codes[sqlState ?? ''] ?? 1
}

/** The name of a code. */
export function codeName(code: number): string {
  return names[code] ?? 'UnknownError'
}

/** The SQLSTATE that a packed number stands for. */
export function unpackSqlState(packed: number): string {
  let rest = packed
  let text = ''
  for (let index = 0; index < 5; index += 1) {
    text += String.fromCharCode((rest & 0x3f) + 48)
    rest >>= 6
  }
  return text
}

/** The packed number of a SQLSTATE. */
export function packSqlState(sqlState: string): number {
  return [...sqlState].reduceRight((packed, character) => (packed << 6) + (character.charCodeAt(0) - 48), 0)
}

/** MongoDB's code for a code inside `writeErrors`: packed ones are unpacked, others stay. */
export function writeErrorCode(code: number): number {
  return code > 1_000_000 ? mongoCode(unpackSqlState(code)) : code
}

/** An error as the document that drivers expect. */
export function errorDocument(
  error: unknown,
  inTransaction: boolean,
): {
  readonly ok: 0
  readonly code: number
  readonly codeName: string
  readonly errmsg: string
  readonly errorLabels?: string[]
} {
  // A lost PostgreSQL looks to a driver like a server that is just changing its primary.
  const code = isLoss(error) ? 91 : mongoCode(sqlStateOf(error))
  const isTransient = inTransaction && (code === 112 || code === 91 || code === 251)
  return {
    ok: 0,
    code,
    codeName: codeName(code),
    errmsg: error instanceof Error ? error.message : String(error),
    ...(isTransient && { errorLabels: ['TransientTransactionError'] }),
  }
}

/** Whether a command may simply be tried again: it lost a race and changed nothing. */
export function isConflict(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state === '40001' || state === '40P01' || lostCreation(error)
}

/** Two first writes to a collection both meant to make it. */
function lostCreation(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unable to create the specified collection')
}

/** Whether PostgreSQL went away, or is not there yet; the connection is of no more use. */
export function isLoss(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state === undefined ? isBrokenConnection(error) : /^(08|57P0)/.test(state)
}

/** A SQLSTATE has five characters, as has EPIPE; none begins with an E. */
function sqlStateOf(error: unknown): string | undefined {
  const has = typeof error === 'object' && error !== null && 'code' in error
  return has && typeof error.code === 'string' && /^[^E][0-9A-Z]{4}$/.test(error.code)
    ? error.code
    : undefined
}

function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code: unknown = 'code' in error ? error.code : undefined
  const isSystem = typeof code === 'string' && /^E[A-Z]+$/.test(code)
  return isSystem || /connect|terminated|ended/i.test(error.message)
}

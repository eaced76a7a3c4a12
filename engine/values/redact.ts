/** Keeps secrets and personal data out of logs: by the name of a field, and by known secret values. */

const secretNames =
  /^(authorization|cookie|set-cookie|password|passwd|secret|token|access_?token|refresh_?token|api_?key|merchant_?id|master_?key|pin|cvv2?)$/i
const personalNames =
  /^(national_?code|national_?id|mobile|mobiles|phone|email|first_?name|last_?name|full_?name|father_?name|address|iban|card_?pan|recipient|receptor|birth_?on|variables|input|output|payload|body|data|custom)$/i

/** What stands in place of what was removed. */
export const redacted = '***'

/** A copy that may be logged: telling names are masked, errors become their message, depth is bounded. */
export function redact(value: unknown, secrets: ReadonlySet<string> = new Set(), depth = 0): unknown {
  if (typeof value === 'string') return maskSecrets(value, secrets)
  if (value instanceof Error) return redactError(value, secrets, depth)
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null) return value
  if (depth > 6) return '…'
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, secrets, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isTellingName(name) ? redacted : redact(inner, secrets, depth + 1),
    ]),
  )
}

/** Whether what a field of that name holds is secret or personal. */
export function isTellingName(name: string): boolean {
  return secretNames.test(name) || personalNames.test(name)
}

/** Replaces every known secret inside a text. */
export function maskSecrets(text: string, secrets: ReadonlySet<string>): string {
  let masked = text
  for (const secret of secrets) if (secret.length >= 4) masked = masked.replaceAll(secret, redacted)
  return masked
}

function redactError(error: Error, secrets: ReadonlySet<string>, depth: number): unknown {
  const code: unknown = 'code' in error ? error.code : undefined
  return {
    name: error.name,
    message: maskSecrets(error.message, secrets),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack !== undefined && { stack: maskSecrets(error.stack, secrets) }),
    ...(error.cause !== undefined && depth < 4 && { cause: redact(error.cause, secrets, depth + 1) }),
  }
}

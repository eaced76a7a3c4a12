/** Cuts what must stay secret out of a remote's words, also in the forms that the way there and back gives it. Pure. */
import { maskSecrets } from '../../../engine/values/redact.ts'

/** Longest text of a remote that a failure repeats, in characters. */
const longestWords = 300

/** Turns a remote's words into ones that may be shown: without secrets, on one line, not longer than a sentence or two. */
export type SecretMask = (text: string) => string

/** The mask over some secrets, of the settings and of what a login put into the request at hand. */
export function secretMask(secrets: readonly string[]): SecretMask {
  const forms = secrets.filter((secret) => secret !== '').flatMap(formsOf)
  // The longest first: a secret that holds another one must not survive in part.
  const ordered = new Set(forms.sort((one, other) => other.length - one.length))
  return (text) => shortened(maskSecrets(text, ordered).replace(/[\s\p{Cc}]+/gu, ' '))
}

/** The values that a schema marks as secret. */
export function secretsIn(schema: unknown, value: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { secret, properties } = schema as { readonly secret?: true; readonly properties?: object }
  if (secret === true) return typeof value === 'string' ? [value] : []
  const values = (value ?? {}) as Readonly<Record<string, unknown>>
  return Object.entries(properties ?? {}).flatMap(([name, inner]) => secretsIn(inner, values[name]))
}

/** As it is, inside JSON, in an address and in a form: remotes repeat requests in any of these. */
function formsOf(secret: string): readonly string[] {
  const escaped = JSON.stringify(secret).slice(1, -1)
  const inForm = new URLSearchParams({ secret }).toString().slice('secret='.length)
  return [secret, escaped, encodeURIComponent(secret), inForm]
}

function shortened(text: string): string {
  const trimmed = text.trim()
  return trimmed.length <= longestWords ? trimmed : `${trimmed.slice(0, longestWords)}…`
}

/** Cuts what must stay secret out of a remote's words, also in the forms that the way there and back gives it. Pure. */
import { maskSecrets } from '../../../engine/values/redact.ts'
import type { Settings } from './settings.ts'

/** Longest text of a remote that a failure repeats, in characters. */
const longestWords = 300

/** Turns a remote's words into ones that may be shown: without secrets, on one line, not longer than a sentence or two. */
export type SecretMask = (text: string) => string

/** The mask for one connection; `signedWith` is what its login put into the request at hand. */
export function secretMask(settings: Settings, signedWith: readonly string[]): SecretMask {
  const { password, token, apiKey, clientSecret, webhookSecret, previousWebhookSecret } = settings
  const secrets = [
    password,
    token,
    apiKey,
    clientSecret,
    webhookSecret,
    previousWebhookSecret,
    ...signedWith,
  ].flatMap((secret) => (secret === undefined ? [] : formsOf(secret)))
  // The longest first: a secret that holds another one must not survive in part.
  const ordered = new Set(secrets.sort((one, other) => other.length - one.length))
  return (text) => shortened(maskSecrets(text, ordered).replace(/[\s\p{Cc}]+/gu, ' '))
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

/** Digests and the ids made of them. */
import { hash } from 'node:crypto'

import { canonicalJson } from './json.ts'

/** SHA-256 of bytes, or of a text (UTF-8), in lower-case hex, 64 characters. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}

/** Content hash of a JSON value, the same for equal values whatever the order of their keys. */
export function contentHash(value: unknown): string {
  return sha256(canonicalJson(value))
}

/** A short id (26 characters, a–z and 2–7) that the given parts always lead to: the same parts, the same id. */
export function derivedId(...parts: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify(parts), 'buffer')
  return base32(digest.subarray(0, 17)).slice(0, 26)
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Uint8Array): string {
  let bits = 0
  let held = 0
  let text = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet.charAt((held >>> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return text
}

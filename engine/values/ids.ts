/**
 * Opaque ids that sort by the time they were made: 26 characters of 0–9 and a–z without i, l, o, u
 * (48 bits of milliseconds, 80 bits of randomness). Within one maker they strictly increase.
 */
import type { Clock } from './clock.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** What a maker of ids needs: time, and random bytes that nobody can guess (`crypto.randomBytes`). */
export interface IdSources {
  readonly clock: Pick<Clock, 'now'>
  readonly randomBytes: (count: number) => Uint8Array
}

/** Makes a function whose every call gives a new id. Ids of one millisecond count up from a random start. */
export function timeOrderedIds(sources: IdSources): () => string {
  let lastMs = -1
  let tail = 0n
  return () => {
    const nowMs = sources.clock.now().getTime()
    tail = nowMs > lastMs ? randomTail(sources.randomBytes) : tail + 1n
    // A clock that steps back must not make ids that sort before older ones.
    lastMs = Math.max(nowMs, lastMs)
    return text((BigInt(lastMs) << 80n) | tail)
  }
}

/** 80 random bits, the highest one clear so that counting up never overflows. */
function randomTail(randomBytes: IdSources['randomBytes']): bigint {
  return randomBytes(10).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & ((1n << 79n) - 1n)
}

function text(value: bigint): string {
  let rest = value
  let result = ''
  for (let index = 0; index < 26; index += 1) {
    result = alphabet.charAt(Number(rest & 31n)) + result
    rest >>= 5n
  }
  return result
}

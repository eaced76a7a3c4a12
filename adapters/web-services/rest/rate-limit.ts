/**
 * Limits that a remote tells in every reply: how many calls are left, and when there will be more. What the settings name
 * is believed: with no call left, the next one is not sent before that instant.
 */
import { Type, type Static } from 'typebox'

import { fail } from '../../../engine/values/failure.ts'
import type { Clock } from '../../../engine/values/clock.ts'
import type { HttpReply } from '../../adapter.ts'

const HeaderName = Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' })

const RateLimit = Type.Object(
  {
    remainingHeader: Type.String({
      pattern: '^[A-Za-z0-9-]{1,100}$',
      description: 'Header with the number of calls left, for example `X-RateLimit-Remaining`.',
    }),
    resetHeader: HeaderName,
    resetAs: Type.Enum(['secondsLeft', 'epochSeconds', 'epochMilliseconds', 'instant'], {
      description: 'What the reset header holds; `instant` is RFC 3339 or an HTTP date.',
    }),
    keepFree: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000,
        description: 'Calls that are left for others with the same login. Default 0.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'Headers that tell the limit. `Retry-After` with 429 and 503 is understood without it.',
  },
)
type RateLimit = Static<typeof RateLimit>

export const rateLimitFields = { rateLimit: Type.Optional(RateLimit) }

/** Follows what replies tell. */
export interface RateLimitWatch {
  /** Raises `throttled`, with the instant to come back at, while there is no call left. */
  readonly check: () => void
  readonly note: (reply: Pick<HttpReply, 'headers'>) => void
}

/** A watch over one connection's replies; without settings it lets everything through. */
export function rateLimitWatch(settings: RateLimit | undefined, clock: Clock): RateLimitWatch {
  let until: Date | undefined
  return {
    check: () => {
      if (until === undefined || until <= clock.now()) return
      const words = `The remote has no call left for us until ${until.toISOString()}.`
      throw fail('throttled', words, { retryAt: until, details: { sent: false } })
    },
    note: ({ headers }) => {
      if (settings === undefined) return
      const remaining = headers[settings.remainingHeader.toLowerCase()]
      const reset = headers[settings.resetHeader.toLowerCase()]
      if (remaining === undefined || !/^\s*\d+/.test(remaining)) return
      const isSpent = Number.parseInt(remaining, 10) <= (settings.keepFree ?? 0)
      until = isSpent ? instantOf(reset, settings.resetAs, clock.now()) : undefined
    },
  }
}

/** `undefined` for what is no such time: then the remote will say 429 by itself. */
function instantOf(text = '', as: RateLimit['resetAs'], now: Date): Date | undefined {
  const number = /^\s*(\d{1,15})(\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN
  const time = {
    secondsLeft: now.getTime() + number * 1000,
    epochSeconds: number * 1000,
    epochMilliseconds: number,
    instant: Date.parse(text),
  }[as]
  return Number.isNaN(time) ? undefined : new Date(time)
}

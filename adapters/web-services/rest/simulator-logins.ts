/**
 * How the simulated shop lets callers in, one way at a time: bearer tokens of OAuth 2 (client credentials, and refresh
 * tokens that are new after each use), basic, an API key, tickets of a session, and signed requests. Its own reading of
 * RFC 6749, RFC 6750 and RFC 7617; session and signature are invented in the manner of common ones.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto'

import type { Clock } from '../../../engine/values/clock.ts'
import { jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator.ts'

/** Who the shop knows, and how it wants to be convinced. */
export interface ShopLogins {
  readonly way?: 'token' | 'basic' | 'apiKey' | 'session' | 'signature' | 'none'
  readonly clientId?: string
  readonly clientSecret?: string
  /** Seconds that a token or a ticket lives. Default 3600. */
  readonly tokenSeconds?: number
  /** The refresh token that a person was given at first. */
  readonly refreshToken?: string
}

/** The desk at which callers prove themselves. */
export interface LoginDesk {
  /** The no for a request that does not prove itself. */
  readonly refusal: (request: SimulatedRequest) => SimulatedReply | undefined
  readonly issueToken: (request: SimulatedRequest) => SimulatedReply
  readonly openSession: (request: SimulatedRequest) => SimulatedReply
  /** From now on nothing given out so far is accepted; refresh tokens still are. */
  readonly revoke: () => void
  readonly issued: () => number
}

/** Opens it. */
export function loginDesk(logins: ShopLogins, clock: Clock): LoginDesk {
  const { way = 'token', clientId = 'hub', clientSecret = 'shop-client-secret', tokenSeconds = 3600 } = logins
  const live = new Map<string, Date>()
  const nonces = new Set<string>()
  const used = new Set<string>()
  let refresh = logins.refreshToken
  let count = 0

  const issue = (): string => {
    count += 1
    const token = `token-${count}-${randomUUID()}`
    live.set(token, new Date(clock.now().getTime() + tokenSeconds * 1000))
    return token
  }
  const isLive = (token: string): boolean => (live.get(token) ?? new Date(0)) > clock.now()
  const fresh = (more: object = {}): SimulatedReply =>
    jsonReply(200, { access_token: issue(), token_type: 'Bearer', expires_in: tokenSeconds, ...more })

  /** A refresh token that comes twice was stolen by one of the two: nobody gets in with its kin any more. */
  function refreshed(given: string): SimulatedReply {
    if (used.has(given)) refresh = undefined
    if (given !== refresh) return jsonReply(400, { error: 'invalid_grant' })
    used.add(given)
    refresh = `refresh-${used.size}-${randomUUID()}`
    return fresh({ refresh_token: refresh })
  }

  const ways: Readonly<Record<NonNullable<ShopLogins['way']>, (request: SimulatedRequest) => boolean>> = {
    none: () => true,
    token: ({ headers }) => isLive(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''),
    basic: ({ headers }) => basicPair(headers.authorization) === `${clientId}:${clientSecret}`,
    apiKey: ({ headers, query }) => (headers['x-api-key'] ?? query.get('api_key')) === clientSecret,
    session: ({ headers }) =>
      isLive(String(headers['x-ticket'] ?? '')) ||
      isLive(/(?:^|; )ticket=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? ''),
    signature: (request) =>
      isSigned(request, { secret: clientSecret, keyId: clientId, now: clock.now(), nonces }),
  }
  return {
    refusal: (request) => {
      if (ways[way](request)) return undefined
      // The session's no comes with success, as with many older systems.
      return way === 'session'
        ? jsonReply(200, { ok: false, code: 'E-401', message: 'ticket missing or expired' })
        : jsonReply(401, { error: { code: 'UNAUTHORIZED', message: 'token missing or expired' } })
    },
    issueToken: ({ headers, body, certifiedName }) => {
      const form = new URLSearchParams(body)
      const inForm = `${form.get('client_id') ?? ''}:${form.get('client_secret') ?? ''}`
      const isCertified = certifiedName !== undefined && form.get('client_id') === certifiedName
      const isClient = [basicPair(headers.authorization), inForm].includes(`${clientId}:${clientSecret}`)
      if (!isClient && !isCertified) return jsonReply(401, { error: 'invalid_client' })
      const grant = form.get('grant_type')
      if (grant === 'client_credentials') return fresh(form.has('scope') ? { scope: form.get('scope') } : {})
      if (grant === 'refresh_token') return refreshed(form.get('refresh_token') ?? '')
      return jsonReply(400, { error: 'unsupported_grant_type' })
    },
    openSession: ({ body }) => {
      const { user, pass } = JSON.parse(body) as { readonly user?: string; readonly pass?: string }
      if (user !== clientId || pass !== clientSecret)
        return jsonReply(200, { ok: false, code: 'BAD_PASSWORD', message: `${String(pass)} is wrong` })
      const ticket = issue()
      const until = new Date(clock.now().getTime() + tokenSeconds * 1000).toISOString()
      const reply = jsonReply(200, { ok: true, data: { ticket, until, validSeconds: tokenSeconds } })
      const cookies = [
        `theme=dark; Expires=Thu, 01 Jan 2099 00:00:00 GMT`,
        `ticket=${ticket}; HttpOnly; Path=/`,
      ]
      return { ...reply, headers: { ...reply.headers, 'set-cookie': cookies, 'x-new-ticket': ticket } }
    },
    revoke: () => live.clear(),
    issued: () => count,
  }
}

function basicPair(header = ''): string {
  const [, text = ''] = /^Basic (.+)$/.exec(header) ?? []
  return Buffer.from(text, 'base64').toString('utf8')
}

interface Signed {
  readonly secret: string
  readonly keyId: string
  readonly now: Date
  readonly nonces: Set<string>
}

/**
 * `X-Shop-Auth: <key> <base64 of HMAC-SHA256>` over method, path, query, milliseconds, nonce and the hex SHA-256 of the
 * body, one a line; five minutes at most, and no nonce twice.
 */
function isSigned(
  { method, path, query, headers, bytes }: SimulatedRequest,
  { secret, keyId, now, nonces }: Signed,
): boolean {
  const [key, signature] = String(headers['x-shop-auth'] ?? '').split(' ')
  const [time, nonce] = [String(headers['x-shop-time'] ?? ''), String(headers['x-shop-nonce'] ?? '')]
  const hash = createHash('sha256').update(bytes).digest('hex')
  const text = [method, path, query.toString(), time, nonce, hash].join('\n')
  const expected = createHmac('sha256', secret).update(text).digest('base64')
  const isTimely = Math.abs(now.getTime() - Number(time)) <= 300_000
  if (key !== keyId || signature !== expected || !isTimely || nonces.has(nonce)) return false
  nonces.add(nonce)
  return true
}

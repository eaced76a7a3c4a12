/**
 * OAuth 2 (RFC 6749): client credentials (4.4), and refreshing a token that a person once allowed (6).
 *
 * A refresh token may be new after each use. What comes is kept sealed with the connection before it is used, so that a
 * restart, or another process of the hub, goes on with it; a new one in the settings replaces what was kept.
 */
import { Type } from 'typebox'

import { statusKind } from '../../../../engine/values/http-status.ts'
import { sha256 } from '../../../../engine/values/hash.ts'
import type { HttpReply, HttpRequest } from '../../../adapter.ts'
import { failureOfStatus } from '../../http-status.ts'
import { formOf } from '../request.ts'
import type { SecretMask } from '../secret-mask.ts'
import type { Settings } from '../settings.ts'
import { base64, notSent, required, withHeader, type Login, type LoginMeans } from './login.ts'
import { askForToken, freshUntil, tokenLogin, type Token } from './token.ts'

export const oauth2Fields = {
  tokenUrl: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s]+$',
      description: 'Token endpoint, for `oauth2` and `refreshToken`.',
    }),
  ),
  clientId: Type.Optional(Type.String({ maxLength: 200 })),
  clientSecret: Type.Optional(Type.String({ maxLength: 1000, secret: true })),
  scope: Type.Optional(
    Type.String({ maxLength: 1000, description: 'Rights that are asked for, separated by blanks.' }),
  ),
  clientLogin: Type.Optional(
    Type.Enum(['basic', 'body', 'certificate'], {
      description:
        'How the client proves itself to the token endpoint: a header (default), the form, or the client certificate of `tls`.',
    }),
  ),
  refreshToken: Type.Optional(
    Type.String({
      maxLength: 5000,
      secret: true,
      description:
        'For `refreshToken`: the first one. Those that follow are kept by the hub; a new one here replaces them.',
    }),
  ),
}

/** Client credentials. Raises `misconfigured` when something is missing. */
export function clientCredentialsLogin(settings: Settings, means: LoginMeans): Login {
  const { scope } = settings
  const grant = { grant_type: 'client_credentials', ...(scope !== undefined && { scope }) }
  const ask = asker(settings, means)
  return tokenLogin(means, {
    fetch: async (closing) => tokenOf(await ask(grant, closing), means.io.clock.now()),
    place: asBearer,
  })
}

const attempt = 'The request for a token'

/** What is kept of a login by refresh token. */
interface Kept {
  /** Of the refresh token in the settings that all this came from. */
  readonly origin: string
  readonly refreshToken: string
  readonly token: string
  readonly freshUntil: string
}

/** A refresh token. Raises `misconfigured` when something is missing. */
export function refreshTokenLogin(settings: Settings, means: LoginMeans): Login {
  const first = required(settings.refreshToken, 'refreshToken')
  const origin = sha256(first)
  const ask = asker(settings, means)
  const { keeping, clock } = means.io

  const refreshed = async (present: string, closing: AbortSignal): Promise<Kept> => {
    const reply = await ask({ grant_type: 'refresh_token', refresh_token: present }, closing, [present])
    const token = tokenOf(reply, clock.now())
    const next = reply['refresh_token']
    return {
      origin,
      // A remote that sends no new one goes on with the old one.
      refreshToken: typeof next === 'string' && next !== '' ? next : present,
      token: token.text,
      freshUntil: token.freshUntil.toISOString(),
    }
  }
  return tokenLogin(means, {
    fetch: async (closing, refused) => {
      const text = await keeping.change('oauth2', async (stored) => {
        const kept = stored === undefined ? undefined : (JSON.parse(stored) as Kept)
        const isOurs = kept?.origin === origin
        // Another process, or this one before a restart, may have a token that still holds.
        const isFresh = isOurs && kept.token !== refused && new Date(kept.freshUntil) > clock.now()
        if (isFresh) return stored ?? ''
        return JSON.stringify(await refreshed(isOurs ? kept.refreshToken : first, closing))
      })
      const { token, freshUntil: until } = JSON.parse(text) as Kept
      return { text: token, freshUntil: new Date(until) }
    },
    place: asBearer,
  })
}

function asBearer(request: HttpRequest, token: string): HttpRequest {
  return withHeader('Authorization', `Bearer ${token}`)(request)
}

type TokenReply = Readonly<Record<string, unknown>>
type Ask = (
  grant: Readonly<Record<string, string>>,
  closing: AbortSignal,
  secrets?: readonly string[],
) => Promise<TokenReply>

/** Asks the token endpoint in the client's name. */
function asker(settings: Settings, means: LoginMeans): Ask {
  const url = required(settings.tokenUrl, 'tokenUrl')
  const { headers, fields, pair } = clientProof(settings)
  return async (grant, closing, secrets = []) => {
    const request: HttpRequest = {
      method: 'POST',
      url,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: formOf({ ...grant, ...fields }),
    }
    const reply = await askForToken(means, request, closing)
    if (reply.status !== 200)
      throw tokenRefused(reply, means.maskWith([pair, ...secrets]), means.io.clock.now())
    return jsonObject(reply)
  }
}

interface ClientProof {
  readonly headers: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
  readonly pair: string
}

/** A client without a secret (a public one, or one with a certificate, RFC 8705) only says who it is. */
function clientProof({ clientId, clientSecret, clientLogin = 'basic', login }: Settings): ClientProof {
  const id = required(clientId, 'clientId')
  const isPublic = login === 'refreshToken' && clientSecret === undefined
  if (clientLogin === 'certificate' || isPublic) return { headers: {}, fields: { client_id: id }, pair: '' }
  const secret = required(clientSecret, 'clientSecret')
  if (clientLogin === 'body')
    return { headers: {}, fields: { client_id: id, client_secret: secret }, pair: '' }
  // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
  const pair = base64(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)
  return { headers: { Authorization: `Basic ${pair}` }, fields: {}, pair }
}

function tokenOf({ access_token: text, expires_in: seconds }: TokenReply, now: Date): Token {
  if (typeof text !== 'string' || !/^[\x21-\x7e]+$/.test(text))
    throw notSent('unreachable', `${attempt} was answered without a token.`)
  const life = Number(seconds)
  return { text, freshUntil: freshUntil(now, Number.isFinite(life) && life > 0 ? life : 3600) }
}

/** RFC 6749, 5.2. */
function tokenRefused(reply: HttpReply, masked: SecretMask, now: Date): Error {
  const { error } = jsonObject(reply)
  const isNo = statusKind(reply.status) === 'refused' || reply.status === 401
  if (isNo && typeof error === 'string') {
    const code = masked(error)
    const kind = code === 'invalid_client' ? 'unauthenticated' : 'misconfigured'
    const advice =
      code === 'invalid_grant'
        ? '; the refresh token has ended or was taken back, so a person must allow access anew'
        : ''
    return notSent(kind, `${attempt} was refused (code ${code})${advice}.`, {
      code,
      details: { renewed: true },
    })
  }
  const { kind, message, ...more } = failureOfStatus(reply, attempt, now).failure
  return notSent(kind === 'refused' ? 'misconfigured' : kind, message, more)
}

function jsonObject(reply: HttpReply): TokenReply {
  try {
    const value: unknown = JSON.parse(reply.text())
    return typeof value === 'object' && value !== null ? (value as TokenReply) : {}
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return {}
    throw thrown
  }
}

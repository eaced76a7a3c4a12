/**
 * A login of the remote's own making, described by settings: which request brings a token, where the token stands in
 * the reply, how long it lives, and where it goes in other requests. Sessions, tickets and home-made tokens are all this.
 */
import { Type, type Static } from 'typebox'

import { statusKind } from '../../../../engine/values/http-status.ts'
import type { HttpReply, HttpRequest } from '../../../adapter.ts'
import { FieldPath, leafText, valueAt } from '../../field-path.ts'
import { failureOfStatus } from '../../http-status.ts'
import { formOf, withParameter } from '../request.ts'
import type { Settings } from '../settings.ts'
import { notSent, required, withHeader, type Login, type LoginMeans } from './login.ts'
import { filledIn, filledText, type TemplateValues } from './template.ts'
import { askForToken, freshUntil, tokenLogin, type Token } from './token.ts'

const closed = { additionalProperties: false }
const HeaderName = Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' })
const CookieName = Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$" })
const ParameterName = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,100}$' })
const templateWords =
  'Texts may hold `{username}`, `{password}`, `{apiKey}`, `{token}`, `{clientId}`, `{clientSecret}`.'

const TokenRequest = Type.Object(
  {
    method: Type.Optional(Type.Enum(['POST', 'GET', 'PUT'], { description: 'Default POST.' })),
    address: Type.String({
      pattern: '^(https?:/)?/[^\\s#]*$',
      maxLength: 500,
      description: 'A path below the base address, or a whole address.',
    }),
    headers: Type.Optional(Type.Record(HeaderName, Type.String(), closed)),
    body: Type.Optional(Type.Unknown({ description: `Body of the request, plain data. ${templateWords}` })),
    bodyFormat: Type.Optional(Type.Enum(['json', 'form'], { description: 'Default json.' })),
    token: Type.Union(
      [
        Type.Object({ body: FieldPath }, closed),
        Type.Object({ header: HeaderName }, closed),
        Type.Object({ cookie: CookieName }, closed),
      ],
      { description: 'Where the token stands in the reply.' },
    ),
    lifetime: Type.Optional(
      Type.Union(
        [
          Type.Object({ seconds: Type.Integer({ minimum: 1, maximum: 31_536_000 }) }, closed),
          Type.Object({ secondsPath: FieldPath }, closed),
          Type.Object({ untilPath: FieldPath }, closed),
        ],
        {
          description:
            'How long it lives: seconds, or a field of the reply with seconds, or with an instant (RFC 3339, or seconds since 1970). Left out: an hour.',
        },
      ),
    ),
    codePath: Type.Optional(FieldPath),
    place: Type.Optional(
      Type.Union(
        [
          Type.Object(
            { header: HeaderName, prefix: Type.Optional(Type.String({ pattern: '^[\\x20-\\x7e]{0,50}$' })) },
            closed,
          ),
          Type.Object({ query: ParameterName }, closed),
          Type.Object({ cookie: CookieName }, closed),
        ],
        { description: 'Where it goes in other requests. Left out: `Authorization: Bearer …`.' },
      ),
    ),
  },
  {
    ...closed,
    description: 'For login `tokenRequest`: the request that brings a token, and where the token goes.',
  },
)
type TokenRequest = Static<typeof TokenRequest>

export const tokenRequestFields = { tokenRequest: Type.Optional(TokenRequest) }

/** The whole address that the token is asked from. */
export function tokenAddress({ baseUrl, tokenRequest }: Settings): string | undefined {
  if (tokenRequest === undefined) return undefined
  const { address } = tokenRequest
  return address.startsWith('/') ? `${baseUrl.replace(/\/+$/, '')}${address}` : address
}

/** Raises `misconfigured` when something is missing, also inside the templates. */
export function tokenRequestLogin(settings: Settings, means: LoginMeans): Login {
  const { tokenRequest } = settings
  const url = required(tokenAddress(settings), 'tokenRequest')
  const wanted = tokenRequest as TokenRequest
  const request = requestFor(wanted, url, settings)
  const masked = means.maskWith([])
  return tokenLogin(means, {
    fetch: async (closing) => {
      const reply = await askForToken(means, request, closing)
      const now = means.io.clock.now()
      if (reply.status < 200 || reply.status > 299) throw refusedStatus(reply, now)
      const body = jsonOf(reply)
      const text = tokenIn(wanted.token, reply, body)
      if (text !== undefined && /^[\x20-\x7e]+$/.test(text))
        return { text, freshUntil: untilOf(wanted.lifetime, body, now) } satisfies Token
      const code = wanted.codePath === undefined ? undefined : leafText(valueAt(body, wanted.codePath))
      const words = code === undefined ? '' : ` (code ${masked(code)})`
      throw notSent('unauthenticated', `${attempt} was answered without a token${words}.`, {
        ...(code !== undefined && { code: masked(code) }),
        details: { renewed: true },
      })
    },
    place: (sent, token) => placed(wanted.place, sent, token),
  })
}

const attempt = 'The request for a token'

function requestFor(wanted: TokenRequest, url: string, settings: Settings): HttpRequest {
  const { username, password, apiKey, token, clientId, clientSecret } = settings
  const values: TemplateValues = { username, password, apiKey, token, clientId, clientSecret }
  const { method = 'POST', headers = {}, body, bodyFormat = 'json' } = wanted
  const filled = filledIn(body, values)
  const isForm = bodyFormat === 'form'
  return {
    method,
    url: filledText(url, encoded(values)),
    headers: {
      Accept: 'application/json',
      ...Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, filledText(text, values)])),
      ...(body !== undefined && {
        'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
      }),
    },
    ...(body !== undefined && {
      body: isForm ? formOf(filled as Readonly<Record<string, unknown>>) : JSON.stringify(filled),
    }),
  }
}

function encoded(values: TemplateValues): TemplateValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => [
      name,
      text === undefined ? text : encodeURIComponent(text),
    ]),
  )
}

function refusedStatus(reply: HttpReply, now: Date): Error {
  const { message, ...more } = failureOfStatus(reply, attempt, now).failure
  const kind = statusKind(reply.status)
  // Whoever says no to a login, whatever its status, does not know this login.
  const isNo = kind === 'refused' || kind === 'unauthenticated'
  const { kind: _kind, ...rest } = more
  return notSent(isNo ? 'unauthenticated' : kind, message, {
    ...rest,
    ...(isNo && { details: { renewed: true } }),
  })
}

function jsonOf(reply: HttpReply): unknown {
  try {
    return JSON.parse(reply.text()) as unknown
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined
    throw thrown
  }
}

function tokenIn(where: TokenRequest['token'], { headers }: HttpReply, body: unknown): string | undefined {
  if ('body' in where) return leafText(valueAt(body, where.body))
  if ('header' in where) return headers[where.header.toLowerCase()]
  // Several cookies stand in one line, and their dates hold commas, too.
  const parts = (headers['set-cookie'] ?? '').split(/,\s*(?=[^;,=\s]+=)/)
  const found = parts
    .map((part) => part.split(';', 1)[0] ?? '')
    .find((pair) => pair.startsWith(`${where.cookie}=`))
  return found?.slice(where.cookie.length + 1)
}

function untilOf(lifetime: TokenRequest['lifetime'], body: unknown, now: Date): Date {
  if (lifetime === undefined) return freshUntil(now, 3600)
  if ('seconds' in lifetime) return freshUntil(now, lifetime.seconds)
  const path = 'secondsPath' in lifetime ? lifetime.secondsPath : lifetime.untilPath
  const text = leafText(valueAt(body, path)) ?? ''
  const seconds = 'secondsPath' in lifetime ? Number(text) : secondsUntil(text, now)
  if (text !== '' && Number.isFinite(seconds) && seconds > 0) return freshUntil(now, seconds)
  throw notSent(
    'misconfigured',
    `${attempt} was answered, but ${path} of the reply is no time that lies ahead.`,
  )
}

function secondsUntil(text: string, now: Date): number {
  const at = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text)
  return (at - now.getTime()) / 1000
}

function placed(place: TokenRequest['place'], request: HttpRequest, token: string): HttpRequest {
  if (place === undefined) return withHeader('Authorization', `Bearer ${token}`)(request)
  if ('header' in place) return withHeader(place.header, `${place.prefix ?? ''}${token}`)(request)
  if ('query' in place) return { ...request, url: withParameter(request.url, place.query, token) }
  return withHeader('Cookie', `${place.cookie}=${token}`)(request)
}

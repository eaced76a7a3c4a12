/**
 * How every request of a REST connection leaves: within the limits that the remote tells, signed in, over the connection's own TLS; when the remote says that the
 * login has expired, with a new one once more.
 */
import { fail, failureOf } from '../../../engine/values/failure.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { Call, HttpReply, HttpRequest, Io } from '../../adapter.ts'
import { holds } from '../field-path.ts'
import { login } from './login.ts'
import { httpOf } from '../certificate.ts'
import { rateLimitWatch } from './rate-limit.ts'
import { secretMask, secretsIn, type SecretMask } from './secret-mask.ts'
import { Settings } from './settings.ts'

/** What a reply is read with. */
export interface ReplyMeans {
  readonly now: Date
  /** What the remote says goes through it before it is repeated. */
  readonly masked: SecretMask
  readonly hasExpired: HasExpired
}

/** Whether a reply says that the login has expired; `body` is its JSON. */
export type HasExpired = (reply: Pick<HttpReply, 'status' | 'headers'>, body: unknown) => boolean

type Send = <Result>(
  request: HttpRequest,
  call: Call,
  read: (reply: HttpReply, means: ReplyMeans) => Result,
) => Promise<Result>

/** Sends requests and reads their replies. */
export interface Sender {
  readonly send: Send
  /** Without login, for other addresses than the remote's own. */
  readonly sendPlain: Send
  readonly close: () => void
}

/** Makes the sender. Raises `misconfigured` when something of the login is missing or wrong. */
export function sender(settings: Settings, io: Io): Sender {
  const http = httpOf(settings.tls, settings.baseUrl, io)
  const secrets = secretsIn(Settings, settings)
  const session = login(settings, { io, http, maskWith: (more) => secretMask([...secrets, ...more]) })
  const hasExpired = expiry(settings, io)
  const limit = rateLimitWatch(settings.rateLimit, io.clock)

  return {
    send: async (request, call, read) => {
      const attempt = async (): Promise<{
        readonly read: () => ReturnType<typeof read>
        readonly renew?: () => void
      }> => {
        limit.check()
        const signed = await session.sign(request, call)
        const reply = await http(signed.request, call)
        limit.note(reply)
        const masked = secretMask([...secrets, ...signed.secrets])
        const means = { now: io.clock.now(), masked, hasExpired }
        return { read: () => read(reply, means), ...(signed.renew && { renew: signed.renew }) }
      }
      const first = await attempt()
      try {
        return first.read()
      } catch (thrown) {
        // A login that was refused did nothing, so even a `once` call may be sent again with a new token.
        if (!first.renew || failureOf(thrown)?.kind !== 'unauthenticated') throw thrown
        first.renew()
      }
      const second = await attempt()
      try {
        return second.read()
      } catch (thrown) {
        throw alreadyRenewed(thrown)
      }
    },
    sendPlain: async (request, call, read) => {
      const reply = await io.http(request, call)
      return read(reply, { now: io.clock.now(), masked: secretMask(secrets), hasExpired: () => false })
    },
    close: () => session.close(),
  }
}

/** Says to the call path that another renewal would change nothing. */
function alreadyRenewed(thrown: unknown): unknown {
  const failure = failureOf(thrown)
  if (failure?.kind !== 'unauthenticated') return thrown
  const { kind, message, details, ...more } = failure
  const words = `${message.replace(/\.$/, '')}, also after the login was renewed.`
  return fail(kind, words, { ...more, details: { ...details, renewed: true }, cause: thrown })
}

function expiry({ tokenExpiredWhen }: Settings, io: Io): HasExpired {
  if (tokenExpiredWhen === undefined) return () => false
  if (typeof tokenExpiredWhen !== 'string') return (_reply, body) => holds(tokenExpiredWhen, body)
  const expression = io.expression(tokenExpiredWhen)
  if (expression.problem !== undefined)
    throw fail('misconfigured', `tokenExpiredWhen is not FEEL: ${expression.problem}`)
  return ({ status, headers }, body) =>
    expression.evaluate({ status, headers, body: body ?? null } as JsonObject) === true
}

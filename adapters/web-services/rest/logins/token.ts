/**
 * What logins with a token have in common: it is fetched when it is first needed, renewed before it ends, and fetched once
 * however many callers wait for it. The one who came first may leave; the others still get it.
 */
import type { Call, HttpReply, HttpRequest } from '../../../adapter.ts'
import { notSent, type Login, type LoginMeans, type SignedRequest } from './login.ts'

/** A token and until when it is used. */
export interface Token {
  readonly text: string
  /** From here on a new one is fetched; a little before the remote's own end. */
  readonly freshUntil: Date
}

/** How one kind of token comes and goes. */
export interface TokenScheme {
  /** Gets a token; `refused` is one that the remote has turned away. Raises with `details.sent: false`. */
  readonly fetch: (signal: AbortSignal, refused: string | undefined) => Promise<Token>
  readonly place: (request: HttpRequest, token: string) => HttpRequest
}

/** A login by such tokens. */
export function tokenLogin({ io }: LoginMeans, scheme: TokenScheme): Login {
  const closing = new AbortController()
  let current: Token | undefined
  let refused: string | undefined
  let coming: Promise<Token> | undefined

  const fetchToken = async (): Promise<Token> => {
    current = await scheme.fetch(closing.signal, refused)
    return current
  }
  const freshToken = async (call: Call): Promise<Token> => {
    if (current && current.freshUntil > io.clock.now()) return current
    coming ??= fetchToken().finally(() => {
      coming = undefined
    })
    return unlessAborted(coming, call.signal)
  }
  return {
    sign: async (request, call): Promise<SignedRequest> => {
      const token = await freshToken(call)
      const renew = (): void => {
        if (current !== token) return
        refused = token.text
        current = undefined
      }
      return { request: scheme.place(request, token.text), secrets: [token.text], renew }
    },
    close: () => closing.abort(),
  }
}

/** When a token that lives for so many seconds is to be replaced. */
export function freshUntil(now: Date, lifeSeconds: number): Date {
  const lifeMs = lifeSeconds * 1000
  return new Date(now.getTime() + lifeMs - Math.min(60_000, lifeMs / 10))
}

const tokenTimeoutMs = 15_000

/** Sends the request for a token, which has a life of its own. Raises `unreachable`, nothing of the call being sent. */
export async function askForToken(
  { io, http }: LoginMeans,
  request: HttpRequest,
  closing: AbortSignal,
): Promise<HttpReply> {
  const limit = new AbortController()
  const done = new AbortController()
  const deadline = new Date(io.clock.now().getTime() + tokenTimeoutMs)
  void io.clock.sleep(tokenTimeoutMs, done.signal).then(() => limit.abort())
  try {
    return await http(request, { signal: AbortSignal.any([limit.signal, closing]), deadline })
  } catch (cause) {
    const words = 'The token could not be fetched: the token address did not answer.'
    throw notSent('unreachable', words, { cause })
  } finally {
    done.abort()
  }
}

async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const left = (): Error => notSent('unreachable', 'The call was given up while it waited for a token.')
  if (signal.aborted) throw left()
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(left())
    signal.addEventListener('abort', leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

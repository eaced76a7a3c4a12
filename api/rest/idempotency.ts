/**
 * `Idempotency-Key`: the first successful answer is kept for a day and given again; the same key with another request
 * is refused; while the first is still at work the second is told to wait; a failed request frees its key.
 */
import { Problem } from '../../contracts/problems.ts'
import type { IdempotencyStore, KeyedRequest } from '../../engine/store/idempotency.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { derivedId, sha256 } from '../../engine/values/hash.ts'
import type { Reply } from './handler.ts'

/** One request under a key. */
export interface Keyed {
  readonly caller: string
  readonly key: string
  readonly method: string
  /** Path with query. */
  readonly address: string
  readonly body: Uint8Array
  /** Fields of the answer that a replay must not show. */
  readonly shownOnce: readonly string[]
}

/** Does a request once. */
export type Idempotency = (request: Keyed, act: () => Promise<Reply>) => Promise<Reply>

const dayMs = 86_400_000
/** A process that is silent for so long has died over the request, ms. */
const workingMs = 60_000

/** Makes the protection. */
export function idempotency(store: IdempotencyStore, clock: Clock): Idempotency {
  async function claim(request: Keyed): Promise<KeyedRequest | Reply> {
    const now = clock.now()
    const fresh: KeyedRequest = {
      _id: derivedId('request', request.caller, request.key),
      requestHash: hashOf(request),
      workingUntil: new Date(now.getTime() + workingMs),
      turn: 1,
      purgeAt: new Date(now.getTime() + dayMs),
    }
    if (await store.begin(fresh)) return fresh
    const known = await store.load(fresh._id)
    // It failed between the two looks and freed its key.
    if (known === undefined) return claim(request)
    if (known.requestHash !== fresh.requestHash) {
      throw new Problem('idempotencyKeyReused', 'This Idempotency-Key came with another request before.')
    }
    if (known.answer !== undefined) return replay(known.answer)
    const mine = { ...known, turn: known.turn + 1, workingUntil: fresh.workingUntil }
    if (known.workingUntil > now || !(await store.takeOver(mine))) {
      throw new Problem('requestInProgress', 'The first request with this key is still at work.', {
        retryAfterSeconds: 1,
      })
    }
    return mine
  }

  return async (request, act) => {
    const mine = await claim(request)
    if ('status' in mine) return mine
    let reply: Reply
    try {
      reply = await act()
    } catch (error) {
      await store.free(mine)
      throw error
    }
    const { status, headers = {}, body } = reply
    await store.finish(mine, { status, headers, body: JSON.stringify(without(body, request.shownOnce)) })
    return reply
  }
}

function hashOf({ method, address, body }: Keyed): string {
  return sha256(`${method} ${address}\n${Buffer.from(body).toString('base64')}`)
}

function replay({ status, headers, body }: NonNullable<KeyedRequest['answer']>): Reply {
  const value = body === '' ? undefined : (JSON.parse(body) as unknown)
  return {
    status,
    headers: { ...headers, 'idempotency-replayed': 'true' },
    ...(value !== null && { body: value }),
  }
}

function without(body: unknown, fields: readonly string[]): unknown {
  if (typeof body !== 'object' || body === null) return body ?? null
  return Object.fromEntries(Object.entries(body).filter(([name]) => !fields.includes(name)))
}

/** Cases for customers: found by the tracking code alone, so look-ups from one address are limited. */
import { Problem } from '../../contracts/problems.ts'
import { fullBucket, take, type Bucket } from '../../engine/connections/token-bucket.ts'
import type { CaseDesk } from '../../engine/cases/case-desk.ts'
import type { Case } from '../../engine/cases/case.ts'
import { comment, move } from '../../engine/cases/moves.ts'
import { publicCase } from '../../engine/cases/views.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Promised } from './case-sight.ts'
import { ok, type Handlers, type Reply } from './handler.ts'

/** Twenty at once, then one every six seconds; one that finds nothing costs five. */
const policy = { ratePerSecond: 1 / 6, burst: 20 }
const costOfMiss = 5
/** Addresses remembered at once. */
const most = 100_000

/** Serves the public face of cases. */
export function publicCaseHandlers(
  desk: CaseDesk,
  clock: Clock,
  promisesOf: (id: string) => Promise<readonly Promised[]>,
): Handlers<'trackCase' | 'answerTrackedCase'> {
  const buckets = new Map<string, Bucket>()

  function spend(address: string, tokens: number): void {
    const nowMs = clock.now().getTime()
    if (buckets.size > most) buckets.clear()
    for (let spent = 0; spent < tokens; spent += 1) {
      const { bucket, waitMs } = take(buckets.get(address) ?? fullBucket(policy, nowMs), policy, nowMs)
      if (waitMs > 0) {
        const retryAfterSeconds = Math.ceil(waitMs / 1000)
        throw new Problem('rateLimited', 'Too many look-ups from this address.', { retryAfterSeconds })
      }
      buckets.set(address, bucket)
    }
  }

  async function found(code: string, address: string): Promise<Case> {
    spend(address, 1)
    try {
      return await desk.tracked(code.toLowerCase())
    } catch (error) {
      spend(address, costOfMiss - 1)
      throw error
    }
  }

  async function shown(present: Case): Promise<Reply> {
    const [type, { items: lines }, promised] = await Promise.all([
      desk.cases.typeOf(present),
      desk.cases.trace(present.id, { limit: 10_000 }),
      promisesOf(present.id),
    ])
    const view = publicCase(present, type, { lines, at: clock.now() })
    if (view === undefined) throw new Problem('caseNotFound', 'There is no case with this tracking code.')
    return ok({ ...view, promised })
  }

  return {
    trackCase: async ({ params: { trackingCode }, wire }) =>
      shown(await found(trackingCode, wire.remoteAddress)),
    answerTrackedCase: async ({ params: { trackingCode }, wire, body }) => {
      const { text, transition, data } = body
      const present = await found(trackingCode, wire.remoteAddress)
      await shown(present)
      const answered = await desk.cases.change(present.id, { by: 'customer' }, (one, type, act) =>
        transition === undefined
          ? comment(one, { text: text ?? '', visibility: 'public', party: 'customer' }, act)
          : move(one, type, {
              transition,
              party: 'customer',
              comment: text,
              reason: text,
              data: data as JsonObject | undefined,
              act,
            }),
      )
      return shown(answered)
    },
  }
}

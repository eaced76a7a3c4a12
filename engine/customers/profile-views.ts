/**
 * That somebody looks at a profile, as the event `profile.viewed` for rules: with how old each source's data is, so that
 * a rule can have it refreshed. Of each profile once a minute at most, off the way of whoever reads; nothing is done
 * while no rule listens. A view that is told while the process dies is lost.
 */
import type { Herald } from '../rules/entity-events.ts'
import type { Clock } from '../values/clock.ts'
import { derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import type { KycView } from './kyc.ts'
import { knownAt, type SourceAge } from './profile-sources.ts'

/** What was looked at. */
export interface ViewedProfile {
  readonly id: string
  readonly kind: string
  readonly type: string
  readonly kyc?: KycView | undefined
  readonly sources: readonly SourceAge[]
}

/** Tells of views. */
export interface ProfileViews {
  /** Returns at once. */
  seen(profile: ViewedProfile): void
  /** Resolves when nothing is being told any more. */
  stop(): Promise<void>
}

/** One event of a profile for so long, ms. */
const windowMs = 60_000

/** Makes it. */
export function profileViews(ports: {
  readonly herald: Pick<Herald, 'tell' | 'isHeard'>
  readonly clock: Clock
  readonly log: Log
}): ProfileViews {
  const { herald, clock, log } = ports
  const telling = new Set<Promise<void>>()

  async function tell(profile: ViewedProfile): Promise<void> {
    if (!(await herald.isHeard(viewed))) return
    const at = clock.now()
    const window = String(Math.floor(at.getTime() / windowMs))
    const { id } = profile
    await herald.tell([
      {
        id: derivedId(viewed, id, window),
        event: viewed,
        facts: factsOf(profile),
        at,
        about: `profile:${id}`,
      },
    ])
  }

  return {
    seen: (profile) => {
      const done = tell(profile)
        .catch((error: unknown) => {
          log.warn('a view of a profile was not told', { profile: profile.id, error })
        })
        .finally(() => telling.delete(done))
      telling.add(done)
    },
    stop: async () => void (await Promise.all(telling)),
  }
}

const viewed = 'profile.viewed'

/** Nothing personal: what rules need of the person they read. */
function factsOf({ id, kind, type, kyc, sources }: ViewedProfile): JsonObject {
  const source = sources.find(({ connection }) => connection === kyc?.from?.connection)
  return {
    profileId: id,
    kind,
    type,
    kyc: kyc === undefined ? null : kycFacts(kyc, source),
    sources: sources.map((one) => ({ ...one, knownAt: knownAt(one) })),
  }
}

/** Of a state that a person has fixed nothing says how old it is: no source has. */
function kycFacts({ state, level, isUsable }: KycView, source: SourceAge | undefined): JsonObject {
  const from = source && {
    connection: source.connection,
    knownAt: knownAt(source),
    ageSeconds: source.ageSeconds,
  }
  return { state, level, isUsable, ...from }
}

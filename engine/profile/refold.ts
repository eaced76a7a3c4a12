/** Folding every profile again, for a changed policy: a background operation over the profiles in order of their ids. */
import type { BackgroundKind } from '../background/service.ts'
import type { ProfileStore } from '../store/profiles.ts'
import { refoldKind } from './policies.ts'
import { believedMs } from '../definitions/definitions.ts'
import type { Clock } from '../values/clock.ts'
import type { Json } from '../values/json.ts'
import type { Settlement } from './settlement.ts'

/** Profiles in one step. */
const stepSize = 100

/** Makes the kind of operation. Profiles that come in meanwhile are folded by the new policy anyway. */
export function refolding(ports: {
  readonly profiles: Pick<ProfileStore, 'inOrder' | 'count'>
  readonly settling: Pick<Settlement, 'settle'>
  readonly clock: Clock
}): BackgroundKind {
  return {
    kind: refoldKind,
    step: async ({ input, cursor }) => {
      // What was changed in a field rules in every process only after a while, and none of them may fold by the old.
      if (cursor === null && isOfField(input)) await ports.clock.sleep(believedMs)
      const total = cursor === null ? await ports.profiles.count() : undefined
      const after = typeof cursor === 'string' ? cursor : ''
      const found = await ports.profiles.inOrder(after, stepSize)
      await ports.settling.settle(found.flatMap(({ records }) => records))
      return {
        cursor: found.at(-1)?._id ?? after,
        done: found.length,
        isLast: found.length < stepSize,
        ...(total !== undefined && { total }),
      }
    },
  }
}

/** Begun for a custom field whose source of truth has changed. */
function isOfField(input: Json): boolean {
  return typeof input === 'object' && input !== null && 'field' in input
}

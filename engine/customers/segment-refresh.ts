/** Looking at every profile anew for its segments: a background operation over the cards in order of their ids. */
import type { BackgroundKind } from '../background/service.ts'
import type { CardStore } from '../store/profile-cards.ts'
import type { Clock } from '../values/clock.ts'

/** Kind of the operation. */
export const segmentRefreshKind = 'refresh-segments'

/** Cards in one step. */
const stepSize = 500

/** Makes the kind of operation: cards are marked, and made anew by whoever looks next. */
export function segmentRefreshing({
  store,
  clock,
  wake,
}: {
  readonly store: Pick<CardStore, 'touchAfter'>
  readonly clock: Clock
  /** Tells that cards wait. */
  readonly wake: () => void
}): BackgroundKind {
  return {
    kind: segmentRefreshKind,
    step: async ({ cursor }) => {
      const from = typeof cursor === 'string' ? cursor : ''
      const { last = from, count } = await store.touchAfter(from, stepSize, clock.now())
      wake()
      return { cursor: last, done: count, isLast: count < stepSize }
    },
  }
}

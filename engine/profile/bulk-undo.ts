/**
 * Taking many decisions back at once, as when somebody joined hundreds of profiles by mistake: a background operation
 * over the decisions, newest first. Each is undone as one by itself; what is undone already is left alone.
 */
import { Problem, problemOf } from '../../contracts/problems.ts'
import type { Background, BackgroundKind, BackgroundView } from '../background/service.ts'
import { defined } from '../values/defined.ts'
import type { Actor, Corrections, DecisionView } from './corrections.ts'

/** Kind of the background operation. */
export const undoKind = 'undo-match-decisions'

/** Which decisions; all that is given must hold. */
export interface DecisionFilter {
  readonly by?: string
  readonly verdict?: 'same' | 'different'
  /** Instants, RFC 3339: not before, and before. */
  readonly since?: string
  readonly until?: string
}

/** Begins taking back. */
export interface BulkUndo {
  /** Raises `badInput` without any filter. */
  begin(filter: DecisionFilter, actor: Actor): Promise<BackgroundView>
}

interface Asked {
  readonly filter: DecisionFilter
  readonly by: string
  readonly reason: string
}

/** Decisions in one step. */
const stepSize = 25

/** Makes it, with the kind of its operation. */
export function bulkUndo(ports: {
  readonly corrections: Pick<Corrections, 'decisions' | 'undo'>
  readonly background: Pick<Background, 'begin'>
}): BulkUndo & { readonly kind: BackgroundKind } {
  const { corrections, background } = ports

  /** False when somebody else was quicker. */
  async function undone(id: string, actor: Actor): Promise<boolean> {
    try {
      await corrections.undo(id, actor)
      return true
    } catch (error) {
      if (problemOf(error)?.code === 'conflict') return false
      throw error
    }
  }

  return {
    begin: async (filter, { by, reason }) => {
      if (Object.keys(filter).length === 0) {
        throw new Problem('badInput', 'Say which decisions are to be taken back.', {
          errors: [{ path: 'filter', message: 'must have at least one of by, verdict, since, until' }],
        })
      }
      return background.begin({
        kind: undoKind,
        input: { filter: { ...filter }, by, reason: reason ?? '' },
        by,
      })
    },
    kind: {
      kind: undoKind,
      step: async ({ input, cursor }) => {
        const { filter, by, reason } = input as unknown as Asked
        const after = typeof cursor === 'string' ? cursor : undefined
        const { items, next } = await corrections.decisions({}, { limit: stepSize, ...defined({ after }) })
        const wanted = items.filter((one) => isWanted(one, filter))
        let count = 0
        for (const { id } of wanted) if (await undone(id, { by, reason })) count += 1
        return { cursor: next, done: wanted.length, counts: { undone: count }, isLast: next === null }
      },
    },
  }
}

function isWanted(
  { by, verdict, at, undoneAt }: DecisionView,
  { by: byWhom = by, verdict: which = verdict, since, until }: DecisionFilter,
): boolean {
  const isThen =
    (since === undefined || at >= new Date(since)) && (until === undefined || at < new Date(until))
  return undoneAt === undefined && by === byWhom && verdict === which && isThen
}

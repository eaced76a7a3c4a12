/**
 * Whether a model's probabilities are what they say, as far as the records themselves can tell: of pairs in which both
 * have a verified code (a national code), the code is left out of the weighing and then asked. Nobody has to label
 * anything. In each band the mean probability should be near the share that the codes confirm.
 */
import { absent, type PairLevels } from './levels.ts'
import { score, type MatchModel } from './model.ts'
import type { MatchPlan } from './plan.ts'
import { automaticFrom, keptFrom, reviewFrom } from './scored-joins.ts'

/** Pairs of one range of probabilities. */
export interface CalibrationBand {
  /** From here (inclusive) … */
  readonly from: number
  /** … to here (exclusive; 1 is inclusive). */
  readonly to: number
  readonly pairs: number
  /** Mean probability that the model gives them without the code. */
  readonly expected: number
  /** Share of them whose codes are equal; a code that differs by a slip of the pen is not counted. */
  readonly confirmed: number
}

const edges = [0, keptFrom, reviewFrom, 0.9, automaticFrom, 1] as const

/** The bands that have pairs. `checkedBy` names the comparison that is asked. */
export function calibrationOf(
  pairs: Iterable<PairLevels>,
  {
    model,
    plan,
    checkedBy,
  }: { readonly model: MatchModel; readonly plan: MatchPlan; readonly checkedBy: string },
): readonly CalibrationBand[] {
  const place = plan.comparisons.findIndex(({ name }) => name === checkedBy)
  const bands = edges.slice(1).map(() => ({ pairs: 0, expected: 0, confirmed: 0 }))
  for (const pair of pairs) {
    const level = pair.levels[place] ?? absent
    const isClear = level === 0 || level === furthest
    if (!isClear) continue
    const levels = pair.levels.map((own, at) => (at === place ? absent : own))
    const { probability } = score({ ...pair, levels }, model, plan)
    const band = bands[bandOf(probability)]
    if (band === undefined) continue
    band.pairs += 1
    band.expected += probability
    band.confirmed += level === 0 ? 1 : 0
  }
  return bands.flatMap(({ pairs: count, expected, confirmed }, n) =>
    count === 0
      ? []
      : [
          {
            from: edges[n] ?? 0,
            to: edges[n + 1] ?? 1,
            pairs: count,
            expected: rounded(expected / count),
            confirmed: rounded(confirmed / count),
          },
        ],
  )
}

/** The level `different` of codes. */
const furthest = 3

function bandOf(probability: number): number {
  const place = edges.findIndex((edge, n) => n > 0 && probability < edge)
  return place === -1 ? edges.length - 2 : place - 1
}

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4
}

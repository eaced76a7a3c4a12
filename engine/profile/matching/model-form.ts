/** A model as people read it and hand it in: every weight beside the name of its level. Pure. */
import type { FieldError } from '../../../contracts/problems.ts'
import { levelNames } from './levels.ts'
import type { ComparisonWeights, MatchModel, TermFrequencies } from './model.ts'
import type { ComparisonKind, MatchPlan } from './plan.ts'

/** The weights of one level. */
export interface LevelForm {
  readonly level: string
  /** How often it occurs among records of one thing, */
  readonly m: number
  /** among records of strangers, */
  readonly u: number
  /** and among relatives, where that is something else. */
  readonly kin?: number
}

/** One comparison. */
export interface ComparisonForm {
  readonly comparison: string
  readonly levels: readonly LevelForm[]
  readonly terms: TermFrequencies
}

/** A model. */
export interface ModelForm {
  readonly prior: number
  readonly kinPrior: number
  readonly comparisons: readonly ComparisonForm[]
}

/** The form of a model. */
export function formOf({ prior, kinPrior, comparisons }: MatchModel, plan: MatchPlan): ModelForm {
  return {
    prior,
    kinPrior,
    comparisons: comparisons.map(({ name, m, u, kin, terms }, place) => ({
      comparison: name,
      levels: levelsOf(plan, place).map((level, n) => ({
        level,
        m: m[n] ?? 0,
        u: u[n] ?? 0,
        ...(kin !== undefined && { kin: kin[n] ?? 0 }),
      })),
      terms,
    })),
  }
}

/** The model of a form; the form must be without faults. */
export function modelOf(
  form: ModelForm,
  { version, type }: Pick<MatchModel, 'version' | 'type'>,
): MatchModel {
  return {
    version,
    type,
    prior: form.prior,
    kinPrior: form.kinPrior,
    comparisons: form.comparisons.map(({ comparison: name, levels, terms }): ComparisonWeights => {
      const kin = levels.flatMap((one) => one.kin ?? [])
      return {
        name,
        m: levels.map(({ m }) => m),
        u: levels.map(({ u }) => u),
        ...(kin.length === levels.length && { kin }),
        terms,
      }
    }),
  }
}

/** What is wrong with a form: it must have the comparisons of the plan, in order, each with its levels in order. */
export function faultsOfForm({ comparisons }: ModelForm, plan: MatchPlan): readonly FieldError[] {
  const names = plan.comparisons.map(({ name }) => name)
  if (comparisons.map(({ comparison }) => comparison).join() !== names.join()) {
    return [{ path: 'model/comparisons', message: `must be ${names.join(', ')}, in this order` }]
  }
  return comparisons.flatMap(({ levels }, place) => {
    const path = `model/comparisons/${String(place)}/levels`
    const wanted = levelsOf(plan, place)
    if (levels.map(({ level }) => level).join() !== wanted.join()) {
      return [{ path, message: `must be ${wanted.join(', ')}, in this order` }]
    }
    const withKin = levels.filter(({ kin }) => kin !== undefined).length
    return withKin === 0 || withKin === levels.length
      ? []
      : [{ path, message: 'must have `kin` at every level or at none' }]
  })
}

function levelsOf(plan: MatchPlan, place: number): readonly string[] {
  return levelNames[plan.comparisons[place]?.kind ?? 'category']
}

/** Kinds whose values say who somebody is: no model keeps them. */
const personal: ReadonlySet<ComparisonKind> = new Set(['code', 'contact'])
/** A value that fewer records have is not kept by name. */
const sharers = 5
/** Values of one comparison that are kept by name. */
const mostTerms = 500

/**
 * A trained model without anything personal, as it may be stored for ever and handed on: no numbers and addresses of
 * people, and names, days and places only where several records have them. What goes counts as rare.
 */
export function withoutPeople(model: MatchModel, plan: MatchPlan, records: number): MatchModel {
  return {
    ...model,
    comparisons: model.comparisons.map((weights, place) => {
      const kind = plan.comparisons[place]?.kind ?? 'category'
      const { common, rare } = weights.terms
      const kept = Object.entries(common)
        .filter(([, share]) => !personal.has(kind) && share * records >= sharers)
        .slice(0, mostTerms)
      return { ...weights, terms: { common: Object.fromEntries(kept), rare } }
    }),
  }
}

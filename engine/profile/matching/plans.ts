/** The plans there are, and what of a record is kept beside it so that it can be found and compared. */
import type { NormalisedRecord } from '../record.ts'
import { blockKeys, storedKey } from './blocking.ts'
import { defaultPersonModel } from './default-model.ts'
import { featuresOf, textOfFeatures } from './features.ts'
import type { MatchModel } from './model.ts'
import { personPlan, type MatchPlan } from './plan.ts'

/** Types whose records are scored. */
export const scoredTypes: readonly string[] = [personPlan.type]

/** The plan of a type; `undefined` for types that are matched by strong keys alone. */
export function planOf(type: string): MatchPlan | undefined {
  return type === personPlan.type ? personPlan : undefined
}

/** The model that holds while none has been trained. */
export function firstModelOf(type: string): MatchModel | undefined {
  return type === defaultPersonModel.type ? defaultPersonModel : undefined
}

/** What is kept beside a stored record. */
export interface Findable {
  /** Keys for the index, without anything personal. */
  readonly blocks: readonly string[]
  /** Features as text. */
  readonly features: string
}

/** Makes it; `undefined` for a record that is not compared, or has nothing to be found by. */
export function findable({ source, fields }: NormalisedRecord): Findable | undefined {
  const plan = planOf(source.type)
  if (plan === undefined || source.deleted) return undefined
  const features = featuresOf(fields, plan)
  const blocks = blockKeys(features, plan).map((key) => storedKey(source.type, key))
  if (blocks.length === 0) return undefined
  return { blocks, features: textOfFeatures(features) }
}

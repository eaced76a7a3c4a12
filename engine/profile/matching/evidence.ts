/**
 * Whether a record says enough to be recognised: one that would not even be likely to be itself, were it met a second
 * time, is too thin to match, and waits until more is known. Pure.
 */
import { profileKindOf } from '../entity-types.ts'
import { nameOf } from '../normalise.ts'
import type { NormalisedRecord } from '../record.ts'
import { featuresOf, type Features } from './features.ts'
import { absent, compare } from './levels.ts'
import { probabilityOf, score, type MatchModel } from './model.ts'
import type { MatchPlan } from './plan.ts'
import { reviewFrom } from './scored-joins.ts'

/** How records of a type are judged; without it a party needs a name or a strong key. */
export interface Judging {
  readonly plan: MatchPlan
  readonly model: MatchModel
}

/** Level of ties that only name an id of a connection. */
const referenceLevel = 2

/** What a record lacks to be recognised, the most telling first; `undefined` when it says enough. */
export function missingEvidence(
  record: NormalisedRecord,
  judging: Judging | undefined,
): readonly string[] | undefined {
  const { source, links, fields } = record
  if (profileKindOf(source.type) === 'asset' || source.deleted) return undefined
  const isTied = links.some(({ level }) => level !== referenceLevel)
  const isReferring = links.filter(({ level }) => level === referenceLevel).length > 1
  if (isTied || isReferring) return undefined
  if (judging === undefined) return nameOf(fields) === '' ? ['name', 'legalId'] : undefined
  return missingOf(featuresOf(fields, judging.plan), judging)
}

function missingOf(features: Features, { plan, model }: Judging): readonly string[] | undefined {
  const itself = compare(features, features, plan)
  const { bits } = score(itself, model, plan)
  if (probabilityOf(bits) >= reviewFrom) return undefined
  return model.comparisons
    .flatMap(({ name, m, terms }, place) => {
      const isLacking =
        (itself.levels[place] ?? absent) === absent && plan.comparisons[place]?.fields.length !== 0
      return isLacking ? [{ name, gain: Math.log2((m[0] ?? 0) / terms.rare) }] : []
    })
    .filter(({ gain }) => gain >= least)
    .sort((a, b) => b.gain - a.gain || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
}

/** Bits that a value must be able to add to be worth asking for. */
const least = 3

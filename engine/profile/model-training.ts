/**
 * Training a model from the stored records, as a background operation of one step. A process that dies costs the step;
 * two that do it at once come to the same, and the first one's is kept.
 */
import type { BackgroundKind } from '../background/service.ts'
import type { MatchModelStore } from '../store/match-models.ts'
import type { SourceRecordStore } from '../store/source-records.ts'
import { featuresFrom, type Features } from './matching/features.ts'
import { fewestCertainPairs, learning, type LearningOptions } from './matching/learning.ts'
import { planOf } from './matching/plans.ts'
import { unhurried } from '../values/unhurried.ts'
import { trainingKind } from './match-models.ts'

/** Records that are learned from at most; of more those with the first ids, which are digests: as good as by chance. */
export const mostTrained = 50_000
const pageSize = 1_000

/** Makes the kind of operation. */
export function modelTraining(ports: {
  readonly store: MatchModelStore
  readonly records: Pick<SourceRecordStore, 'compared'>
}): BackgroundKind {
  const { store, records } = ports

  async function featuresOf(type: string): Promise<ReadonlyMap<string, Features>> {
    const found = new Map<string, Features>()
    for (let after = '', isLast = false; !isLast && found.size < mostTrained;) {
      const page = await records.compared(type, after, pageSize)
      for (const { _id, features } of page) found.set(_id, featuresFrom(features))
      after = page.at(-1)?._id ?? after
      isLast = page.length < pageSize
    }
    return found
  }

  return {
    kind: trainingKind,
    step: async ({ input }) => {
      const { model: id } = input as { readonly model: string }
      const document = await store.byId(id)
      const plan = document === undefined ? undefined : planOf(document.type)
      if (document === undefined || plan === undefined) throw new Error(`there is no model ${id} to train`)
      const over = { cursor: null, done: 0, isLast: true }
      if (document.state === 'ready') return over
      const features = await featuresOf(document.type)
      const asked = JSON.parse(document.asked ?? '{}') as Omit<LearningOptions, 'version'>
      const learnt = await unhurried(learning(features, { ...asked, version: id }, plan))
      if (!('model' in learnt)) {
        const failure = tooLittle(features.size, learnt.certainPairs)
        await store.finish(id, { state: 'failed', failure })
        throw new Error(failure)
      }
      const { model, basis } = learnt
      await store.finish(id, { state: 'ready', model: JSON.stringify(model), basis: JSON.stringify(basis) })
      return { ...over, done: basis.records, total: basis.records, counts: { pairs: basis.pairs } }
    },
  }
}

function tooLittle(records: number, certainPairs: number): string {
  return (
    `There is too little to learn from: among ${String(records)} records the certain rules found ` +
    `${String(certainPairs)} pairs, and ${String(fewestCertainPairs)} are needed.`
  )
}

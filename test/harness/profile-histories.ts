/**
 * Random histories of profiles: what sources say and take back, what people decide, how policies and models change. And
 * the other side of the law that they prove: what a full rebuild from zero makes of the records, decisions, pins, policy
 * and model that are stored in the end.
 */
import type mongoose from 'mongoose'
import fc from 'fast-check'

import { defaultPersonModel } from '../../engine/profile/matching/default-model.ts'
import { missingEvidence } from '../../engine/profile/matching/evidence.ts'
import { link } from '../../engine/profile/matching/linkage.ts'
import { formOf, type ModelForm } from '../../engine/profile/matching/model-form.ts'
import type { MatchModel } from '../../engine/profile/matching/model.ts'
import { personPlan } from '../../engine/profile/matching/plan.ts'
import { newestWins, type SurvivorshipPolicy } from '../../engine/profile/policy.ts'
import { known } from '../../engine/profile/profile-document.ts'
import { normalised } from '../../engine/profile/record-document.ts'
import { resolve, type KnownProfile } from '../../engine/profile/resolution.ts'
import { personData } from '../../engine/profile/samples.ts'
import type { MatchDecisionDocument } from '../../engine/store/match-decisions.ts'
import { matchModelStore } from '../../engine/store/match-models.ts'
import type { ProfileDocument } from '../../engine/store/profiles.ts'
import type { SourceRecordDocument } from '../../engine/store/source-records.ts'
import { policyStore } from '../../engine/store/survivorship-policies.ts'

/** Policies that a history changes between. */
export const policies: readonly SurvivorshipPolicy[] = [
  { priority: [] },
  { priority: ['erp', 'crm'] },
  { criteria: ['mostFrequent', 'oldest'] },
  { attributes: { address: { criteria: ['mostComplete'] } }, distrusted: ['erp'] },
  { clusters: { mostRecords: 2 }, verifying: ['crm'] },
]

/** A model that takes much more for one thing than the one that a hub begins with. */
export const looseModel: ModelForm = formOf({ ...defaultPersonModel, prior: 1e-3 }, personPlan)

const record = { connection: fc.constantFrom('crm', 'erp'), externalId: fc.constantFrom('1', '2', '3', '4') }

/** One step of a history. Numbers name the n-th of what is there then. */
export const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('say' as const), ...record, data: personData }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), ...record }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge' as const), a: fc.nat(7), b: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('split' as const), a: fc.nat(7), part: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), a: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pin' as const), a: fc.nat(7) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('policy' as const), n: fc.nat(policies.length - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('model' as const), isLoose: fc.boolean() }) },
)

/** One step. */
export type Action = typeof action extends fc.Arbitrary<infer One> ? One : never

/** What a person may be told no for; anything else is a fault. */
export const mayBeRefused: ReadonlySet<string> = new Set([
  'conflict',
  'profileNotFound',
  'badInput',
  'matchDecisionNotFound',
])

/** Collections that a history fills; the models themselves stay. */
const collections = [
  'sourceRecords',
  'profiles',
  'profileChanges',
  'matchDecisions',
  'survivorshipPolicies',
  'profileVersions',
  'matchPairs',
  'matchModelActivations',
  'backgroundOperations',
  'refusedRecords',
  'settlements',
]

/** Takes everything away that a history has made. */
export async function emptied(connection: mongoose.Connection): Promise<void> {
  await Promise.all(collections.map((name) => connection.collection(name).deleteMany({})))
}

/** Entries of the journal that nobody has settled. */
export const unswept = { sweptAt: { $exists: false } }

/** What is stored, and what it must be. */
export interface Comparison {
  readonly stored: readonly string[]
  readonly rebuilt: readonly string[]
  /** Batches of records that no profile has taken in. */
  readonly pending: number
}

/** Rebuilds from zero and puts both side by side. Nothing may be going on. */
export async function besideRebuild(connection: mongoose.Connection): Promise<Comparison> {
  const all = <Document extends { _id: string }>(name: string, filter: object): Promise<Document[]> =>
    connection.collection<Document>(name).find(filter).toArray() as unknown as Promise<Document[]>
  const records = await all<SourceRecordDocument>('sourceRecords', {})
  const profiles = await all<ProfileDocument>('profiles', { state: 'active' })
  const decisions = await all<MatchDecisionDocument>('matchDecisions', { undoneAt: { $exists: false } })
  const newest = await policyStore(connection).newest()
  const policy = newest === undefined ? newestWins : (JSON.parse(newest.policy) as SurvivorshipPolicy)
  const model = await activeModel(connection)
  const living = profiles.map(known)
  const own = records.map(normalised)
  const compared = own.filter(({ source }) => source.type === 'person' && !source.deleted)
  const { profiles: rebuilt } = resolve({
    records: own,
    scores: link(compared, { plan: personPlan, model }).scores,
    // Of these only the pins are input; ids and what was folded before decide nothing that is compared.
    profiles: living,
    policy,
    decisions: decisions.map(({ _id: id, ...rest }) => ({ ...rest, id })),
    missing: (one) => missingEvidence(one, { plan: personPlan, model }),
  })
  return {
    stored: inOrder(living),
    rebuilt: inOrder(rebuilt),
    pending: await connection.collection('settlements').countDocuments(unswept),
  }
}

async function activeModel(connection: mongoose.Connection): Promise<MatchModel> {
  const store = matchModelStore(connection)
  const active = await store.active('person')
  const text = active === undefined ? undefined : (await store.byId(active.model))?.model
  return text === undefined ? defaultPersonModel : (JSON.parse(text) as MatchModel)
}

function inOrder(list: readonly Pick<KnownProfile, 'records' | 'folded' | 'missing'>[]): readonly string[] {
  return list
    .map(({ records, folded, missing }) =>
      JSON.stringify({ records: [...records].sort(), folded, missing: missing ?? null }),
    )
    .sort()
}

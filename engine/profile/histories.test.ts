/**
 * Random histories of inserts, updates, deletes, merges, splits, pins and policy changes, through two hubs at once:
 * what is stored afterwards is what a full rebuild from the records, decisions, pins and policy gives.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import fc from 'fast-check'

import { problemOf } from '../../contracts/problems.ts'
import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock } from '../../test/harness/fake-clock.ts'
import { keyRing } from '../connections/secrets.ts'
import type { MatchDecisionDocument } from '../store/match-decisions.ts'
import type { ProfileDocument } from '../store/profiles.ts'
import { sourceRecordStore, type SourceRecordDocument } from '../store/source-records.ts'
import { timeOrderedIds } from '../values/ids.ts'
import { silentLog } from '../values/log.ts'
import type { SurvivorshipPolicy } from './policy.ts'
import { known } from './profile-document.ts'
import { normalised } from './record-document.ts'
import { defaultPersonModel } from './matching/default-model.ts'
import { link } from './matching/linkage.ts'
import { personPlan } from './matching/plan.ts'
import { resolve, type KnownProfile } from './resolution.ts'
import { personData } from './samples.ts'
import { unified, type Unified } from './unified.ts'

let database: TestDatabase
let hubs: readonly [Unified, Unified]
/** Losers of a race sleep a moment: time passes while these tests run. */
let moving: NodeJS.Timeout
const clock = fakeClock('2026-03-01T08:00:00Z')

before(async () => {
  database = await testDatabase()
  hubs = [oneHub(), oneHub()]
  moving = setInterval(() => void clock.advance(50), 1)
  for (const hub of hubs) await hub.start([])
})
after(async () => {
  await Promise.all(hubs.map((hub) => hub.stop()))
  clearInterval(moving)
  await database.close()
})

function oneHub(): Unified {
  const { connection } = database
  return unified({
    connection,
    records: sourceRecordStore(connection, clock),
    keys: keyRing(Buffer.alloc(32, 7).toString('base64')),
    newId: timeOrderedIds({ clock, randomBytes }),
    clock,
    log: silentLog,
    random: () => 0.5,
  })
}

const policies: readonly SurvivorshipPolicy[] = [
  { priority: [] },
  { priority: ['erp', 'crm'] },
  { criteria: ['mostFrequent', 'oldest'] },
  { attributes: { address: { criteria: ['mostComplete'] } }, distrusted: ['erp'] },
]

const record = { connection: fc.constantFrom('crm', 'erp'), externalId: fc.constantFrom('1', '2', '3', '4') }
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('say' as const), ...record, data: personData }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), ...record }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge' as const), a: fc.nat(7), b: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('split' as const), a: fc.nat(7), part: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), a: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pin' as const), a: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('policy' as const), n: fc.nat(3) }) },
)
type Action = typeof action extends fc.Arbitrary<infer One> ? One : never

const by = { by: 'کارشناس' }

async function act(hub: Unified, one: Action): Promise<unknown> {
  const { corrections } = hub.profiles
  const nth = async (n: number): Promise<string> => {
    const all = (await hub.profiles.list({}, { limit: 8 })).items
    return all.at(n % Math.max(1, all.length))?.id ?? 'none'
  }
  const say = (data: object, deleted: boolean): Promise<unknown> => {
    const { connection, externalId } = one as { connection: string; externalId: string }
    return hub.profiles.ingest([{ connection, type: 'person', externalId, data: { ...data }, deleted }])
  }
  switch (one.kind) {
    case 'say':
      return say(one.data, false)
    case 'delete':
      return say({}, true)
    case 'merge':
      return corrections.merge(await nth(one.a), await nth(one.b), by)
    case 'split':
      return split(hub, await nth(one.a), one.part)
    case 'undo':
      return undo(hub, one.a)
    case 'pin':
      return corrections.pin(await nth(one.a), { attribute: 'fatherName', value: `پدر ${String(one.a)}` }, by)
    case 'policy':
      return hub.policies.put({ policy: policies.at(one.n) ?? {}, by: 'مدیر' })
  }
}

async function split(hub: Unified, id: string, part: number): Promise<unknown> {
  const records = (await hub.profiles.sources(id, { limit: 10 })).items.map((item) => item.id)
  const ids = records.slice(0, 1 + (part % Math.max(1, records.length)))
  return hub.profiles.corrections.unmerge(id, ids, by)
}

async function undo(hub: Unified, n: number): Promise<unknown> {
  const { corrections } = hub.profiles
  const standing = (await corrections.decisions({}, { limit: 8 })).items
  return corrections.undo(standing[n % Math.max(1, standing.length)]?.id ?? 'none', by)
}

/** What a person may be told no for; anything else is a fault. */
async function tried(hub: Unified, one: Action): Promise<void> {
  await act(hub, one).catch((error: unknown) => {
    const code = problemOf(error)?.code
    const isAnswer = ['conflict', 'profileNotFound', 'badInput', 'matchDecisionNotFound'].includes(code ?? '')
    if (!isAnswer) throw error
  })
}

interface Stored {
  readonly records: readonly SourceRecordDocument[]
  readonly profiles: readonly ProfileDocument[]
  readonly decisions: readonly MatchDecisionDocument[]
}

async function stored({ connection }: TestDatabase): Promise<Stored> {
  const all = <Document extends { _id: string }>(name: string, filter: object): Promise<Document[]> =>
    connection.collection<Document>(name).find(filter).toArray() as unknown as Promise<Document[]>
  return {
    records: await all('sourceRecords', {}),
    profiles: await all('profiles', { state: 'active' }),
    decisions: await all('matchDecisions', { undoneAt: { $exists: false } }),
  }
}

const shown = ({ records, folded }: Pick<KnownProfile, 'records' | 'folded'>): object => ({
  records: [...records].sort(),
  folded,
})

const collections = ['sourceRecords', 'profiles', 'profileChanges', 'matchDecisions', 'survivorshipPolicies']

async function emptied(): Promise<void> {
  const names = [...collections, 'profileVersions', 'matchPairs', 'backgroundOperations', 'refusedRecords']
  await Promise.all(names.map((name) => database.connection.collection(name).deleteMany({})))
}

async function idle(hub: Unified): Promise<void> {
  while ((await hub.background.list({ state: 'running' }, { limit: 1 })).items.length > 0) await turn()
}

describe('profiles through random histories', () => {
  it('equal a full rebuild from zero, through two hubs at once (Splink #820, #1112; HAPI MDM #2515, #5141)', async () => {
    const lane = fc.array(action, { minLength: 3, maxLength: 9 })
    await fc.assert(
      fc.asyncProperty(lane, lane, async (...lanes) => {
        await emptied()
        const goes = async (hub: Unified, steps: readonly Action[]): Promise<void> => {
          for (const step of steps) await tried(hub, step)
        }
        await Promise.all([goes(hubs[0], lanes[0]), goes(hubs[1], lanes[1])])
        await idle(hubs[0])
        const { records, profiles, decisions } = await stored(database)
        const { policy } = await hubs[0].policies.current()
        const living = profiles.map(known)
        const all = records.map(normalised)
        const compared = all.filter(({ source }) => source.type === 'person')
        const { profiles: rebuilt } = resolve({
          records: all,
          scores: link(compared, { plan: personPlan, model: defaultPersonModel }).scores,
          // Of these only the pins are input; ids and what was folded before decide nothing that is compared.
          profiles: living,
          policy,
          decisions: decisions.map(({ _id: id, ...rest }) => ({ ...rest, id })),
        })
        const inOrder = (list: readonly object[]): readonly string[] =>
          list.map((item) => JSON.stringify(item)).sort()
        assert.deepEqual(inOrder(living.map(shown)), inOrder(rebuilt.map(shown)))
        assert.deepEqual(
          records.filter(({ pendingSince }) => pendingSince !== undefined),
          [],
        )
      }),
      { numRuns: 10 },
    )
  })
})

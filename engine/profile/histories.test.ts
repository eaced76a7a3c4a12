/**
 * Random histories of inserts, updates, deletes, merges, splits, pins, policies and models, through two hubs at once:
 * what is stored afterwards is what a full rebuild from the records, decisions, pins, policy and model gives.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import fc from 'fast-check'

import { problemOf } from '../../contracts/problems.ts'
import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock } from '../../test/harness/fake-clock.ts'
import {
  action,
  besideRebuild,
  emptied,
  looseModel,
  mayBeRefused,
  policies,
  type Action,
} from '../../test/harness/profile-histories.ts'
import { keyRing } from '../connections/secrets.ts'
import { sourceRecordStore } from '../store/source-records.ts'
import { timeOrderedIds } from '../values/ids.ts'
import { silentLog } from '../values/log.ts'
import { unified, type Unified } from './unified.ts'

let database: TestDatabase
let hubs: readonly [Unified, Unified]
let looseId = ''
/** Losers of a race sleep a moment: time passes while these tests run. */
let moving: NodeJS.Timeout
const clock = fakeClock('2026-03-01T08:00:00Z')

before(async () => {
  database = await testDatabase()
  hubs = [oneHub(), oneHub()]
  moving = setInterval(() => void clock.advance(50), 1)
  for (const hub of hubs) await hub.start([])
  looseId = (await hubs[0].models.make({ type: 'person', model: looseModel }, by)).id
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

const by = { by: 'کارشناس' }

async function nth(hub: Unified, n: number): Promise<string> {
  const all = (await hub.profiles.list({}, { limit: 8 })).items
  return all.at(n % Math.max(1, all.length))?.id ?? 'none'
}

async function act(hub: Unified, one: Action): Promise<unknown> {
  switch (one.kind) {
    case 'say':
    case 'delete': {
      const { connection, externalId } = one
      const said = one.kind === 'say' ? { data: { ...one.data } } : { data: {}, deleted: true }
      return hub.profiles.ingest([{ connection, type: 'person', externalId, ...said }])
    }
    case 'policy':
      return hub.policies.put({ policy: policies.at(one.n) ?? {}, by: 'مدیر' })
    case 'model':
      return hub.models.activate(one.isLoose ? looseId : 'person-1', by)
    default:
      return correct(hub, one)
  }
}

type Correction = Extract<Action, { readonly kind: 'merge' | 'split' | 'undo' | 'pin' }>

async function correct(hub: Unified, one: Correction): Promise<unknown> {
  const { corrections } = hub.profiles
  switch (one.kind) {
    case 'merge':
      return corrections.merge(await nth(hub, one.a), await nth(hub, one.b), by)
    case 'split':
      return split(hub, await nth(hub, one.a), one.part)
    case 'undo':
      return undo(hub, one.a)
    case 'pin': {
      const pinned = { attribute: 'fatherName', value: `پدر ${String(one.a)}` }
      return corrections.pin(await nth(hub, one.a), pinned, by)
    }
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

async function tried(hub: Unified, one: Action): Promise<void> {
  await act(hub, one).catch((error: unknown) => {
    if (!mayBeRefused.has(problemOf(error)?.code ?? '')) throw error
  })
}

async function idle(hub: Unified): Promise<void> {
  while ((await hub.background.list({ state: 'running' }, { limit: 1 })).items.length > 0) await turn()
}

describe('profiles through random histories', () => {
  it('equal a full rebuild from zero, through two hubs at once (Splink #820, #1112; HAPI MDM #2515, #5141)', async () => {
    const lane = fc.array(action, { minLength: 3, maxLength: 9 })
    await fc.assert(
      fc.asyncProperty(lane, lane, async (...lanes) => {
        await emptied(database.connection)
        const goes = async (hub: Unified, steps: readonly Action[]): Promise<void> => {
          for (const step of steps) await tried(hub, step)
        }
        await Promise.all([goes(hubs[0], lanes[0]), goes(hubs[1], lanes[1])])
        await idle(hubs[0])
        const { stored, rebuilt, pending } = await besideRebuild(database.connection)
        assert.deepEqual(stored, rebuilt)
        assert.equal(pending, 0)
      }),
      { numRuns: 10 },
    )
  })
})

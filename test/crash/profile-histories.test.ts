/**
 * Profiles by two hub processes at once: random histories end as a full rebuild from zero, and matching everything again
 * ends the same though it is killed, paused and resumed on its way.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import fc from 'fast-check'

import type { Json } from '../../api/cli/hub-client.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubIdentity, hubSuccession, type HubProcess, type HubSuccession } from '../harness/hub-process.ts'
import { asking, type Answer, type Ask } from '../harness/plain-requests.ts'
import {
  action,
  besideRebuild,
  emptied,
  looseModel,
  mayBeRefused,
  policies,
  unswept,
  type Action,
} from '../harness/profile-histories.ts'
import { labelledPeople } from '../quality/persian-people.ts'

/** One of the two, with what follows it when it is killed. */
interface Side {
  readonly hubs: HubSuccession
  hub: HubProcess
  ask: Ask
}

let database: TestDatabase
let sides: readonly [Side, Side]
let key = ''
let looseId = ''

before(async () => {
  database = await testDatabase()
  const [one, other] = [await hubIdentity(), await hubIdentity()]
  key = one.adminKey
  const side = async (port: number): Promise<Side> => {
    const hubs = hubSuccession({ ...one, port, mongodbUri: database.uri })
    const hub = await hubs.next()
    return { hubs, hub, ask: asking({ url: hub.url, key }) }
  }
  sides = await Promise.all([side(one.port), side(other.port)])
  const made = await sides[0].ask('POST /v1/match-models', { json: { model: looseModel, reason: 'آزمون' } })
  looseId = String(made.body['id'])
})
after(async () => {
  for (const { hubs, hub } of sides) {
    await hub.kill()
    await hubs.close()
  }
  await database.close()
})

const reason = 'آزمون'

function textOf(id: unknown): string {
  return typeof id === 'string' ? id : 'none'
}

async function nth(ask: Ask, n: number): Promise<string> {
  const { items } = (await ask('GET /v1/profiles?limit=8')).body as { items: Json[] }
  return textOf(items.at(n % Math.max(1, items.length))?.['id'])
}

async function act(ask: Ask, one: Action): Promise<Answer> {
  switch (one.kind) {
    case 'say':
    case 'delete': {
      const { connection, externalId } = one
      const said = one.kind === 'say' ? { data: { ...one.data } } : { data: {}, deleted: true }
      const json = { records: [{ connection, type: 'person', externalId, ...said }] }
      return ask('POST /v1/source-records', { json })
    }
    case 'policy':
      return ask('PUT /v1/survivorship-policy', { json: { policy: policies.at(one.n), reason } })
    case 'model': {
      const id = one.isLoose ? looseId : 'person-1'
      return ask(`POST /v1/match-models/${id}/activate`, { json: { reason } })
    }
    default:
      return correct(ask, one)
  }
}

type Correction = Extract<Action, { readonly kind: 'merge' | 'split' | 'undo' | 'pin' }>

async function correct(ask: Ask, one: Correction): Promise<Answer> {
  switch (one.kind) {
    case 'merge': {
      const json = { with: await nth(ask, one.b), reason }
      return ask(`POST /v1/profiles/${await nth(ask, one.a)}/merge`, { json })
    }
    case 'split': {
      const id = await nth(ask, one.a)
      const { items = [] } = (await ask(`GET /v1/profiles/${id}/sources`)).body as { items?: Json[] }
      const ids = items.map((item) => String(item['id'])).slice(0, 1 + (one.part % Math.max(1, items.length)))
      return ask(`POST /v1/profiles/${id}/unmerge`, { json: { sourceRecordIds: ids, reason } })
    }
    case 'undo': {
      const { items } = (await ask('GET /v1/match-decisions?limit=8')).body as { items: Json[] }
      const id = textOf(items[one.a % Math.max(1, items.length)]?.['id'])
      return ask(`POST /v1/match-decisions/${id}/undo`, { json: { reason } })
    }
    case 'pin': {
      const json = { value: `پدر ${String(one.a)}`, reason }
      return ask(`PUT /v1/profiles/${await nth(ask, one.a)}/pins/fatherName`, { json })
    }
  }
}

/** What a person may be told no for; anything else is a fault. */
async function goes(ask: Ask, steps: readonly Action[]): Promise<void> {
  for (const step of steps) {
    const { status, body, text } = await act(ask, step)
    assert.ok(
      status < 300 || mayBeRefused.has(String(body['code'])),
      `${step.kind}: ${String(status)} ${text}`,
    )
  }
}

/** Until nothing is going on in any of the two. */
async function idle(): Promise<void> {
  const giveUpAt = Date.now() + 120_000
  const count = (name: string, filter: object): Promise<number> =>
    database.connection.collection(name).countDocuments(filter)
  for (;;) {
    const running = await count('backgroundOperations', { state: 'running' })
    const pending = await count('settlements', unswept)
    if (running + pending === 0) return
    assert.ok(
      Date.now() < giveUpAt,
      `${String(running)} operations and ${String(pending)} batches of records are under way`,
    )
    await pause(50)
  }
}

async function assertRebuilt(): Promise<void> {
  const { stored, rebuilt, pending } = await besideRebuild(database.connection)
  assert.deepEqual(stored, rebuilt)
  assert.equal(pending, 0)
}

describe('two processes', () => {
  it('end as a rebuild from zero after any history of records, decisions, policies and models', async () => {
    const lane = fc.array(action, { minLength: 6, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(lane, lane, async (...lanes) => {
        await emptied(database.connection)
        await Promise.all([goes(sides[0].ask, lanes[0]), goes(sides[1].ask, lanes[1])])
        await idle()
        await assertRebuilt()
      }),
      { numRuns: 6, endOnFailure: true },
    )
  })
})

describe('matching everything again', () => {
  // Without the offices: that a number is shared by many is noticed while records come, and the rebuild does not know it.
  const all = labelledPeople(11, 220)
  const offices = new Set(all.flatMap((row) => (row.case.startsWith('office') ? [row.mobile] : [])))
  const people = all.filter(({ mobile }) => mobile === '' || !offices.has(mobile))

  async function operation(path: string): Promise<Json> {
    const answer = await sides[1].ask(`GET ${path}`)
    assert.equal(answer.status, 200, answer.text)
    return answer.body
  }

  /** Until so many records are done; it must still be running then. */
  async function reaches(path: string, done: number): Promise<void> {
    const giveUpAt = Date.now() + 120_000
    for (let at = await operation(path); Number(at['done']) < done; at = await operation(path)) {
      assert.equal(at['state'], 'running')
      assert.ok(Date.now() < giveUpAt, JSON.stringify(at))
      await pause(10)
    }
  }

  /** The process that was at it is gone; a minute passes for the others. */
  async function leaseRunsOut(id: string): Promise<void> {
    await database.connection
      .collection<{ _id: string }>('backgroundOperations')
      .updateOne({ _id: id }, { $set: { leaseUntil: new Date(0) } })
  }

  it('is killed, paused and resumed, and ends the same', async () => {
    await emptied(database.connection)
    for (let n = 0; n < people.length; n += 200) {
      const records = people.slice(n, n + 200).map(({ id, entity: _e, case: _c, connection, ...fields }) => ({
        connection,
        type: 'person',
        externalId: id,
        data: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
      }))
      assert.equal((await sides[0].ask('POST /v1/source-records', { json: { records } })).status, 200)
    }
    await idle()
    await assertRebuilt()
    const before = await besideRebuild(database.connection)
    const begun = await sides[1].ask(`POST /v1/match-models/${looseId}/activate`, { json: { reason } })
    const id = String(begun.body['operation'])
    const path = `/v1/operations/${id}`
    await reaches(path, 1)
    // Whichever of the two is at it dies.
    for (const side of sides) await side.hub.kill()
    for (const side of sides) {
      side.hub = await side.hubs.next()
      side.ask = asking({ url: side.hub.url, key })
    }
    const killedAt = Number((await operation(path))['done'])
    assert.ok(killedAt < people.length, 'it was not done when it was killed')
    // Before the lease of the dead is over, so that nobody has gone on with it meanwhile.
    const paused = await sides[0].ask(`POST ${path}/pause`)
    assert.equal(paused.body['state'], 'paused', paused.text)
    await leaseRunsOut(id)
    await pause(500)
    assert.equal((await operation(path))['done'], killedAt, 'nothing is done while it is paused')
    assert.equal((await sides[1].ask(`POST ${path}/resume`)).status, 200)
    await idle()
    const done = await operation(path)
    assert.deepEqual([done['state'], done['done']], ['completed', people.length])
    await assertRebuilt()
    const now = await besideRebuild(database.connection)
    assert.notDeepEqual(now.stored, before.stored, 'the model makes a difference')
  })
})

/** Match models over the API: learned from what is stored, tried before they hold, made to hold and taken back. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import { labelledPeople, type LabelledRow } from '../../test/quality/persian-people.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const people = labelledPeople(7, 90)

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  for (let n = 0; n < people.length; n += 100) await take(people.slice(n, n + 100))
})
after(() => hub.close())

async function take(rows: readonly LabelledRow[]): Promise<void> {
  const records = rows.map(({ id, entity: _entity, case: _case, connection, ...fields }) => ({
    connection,
    type: 'person',
    externalId: id,
    data: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
  }))
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.deepEqual([...new Set(results.map(({ result }) => result))], ['created'])
}

const get = (path: string): Promise<Json> => hub.api.get<Json>(path)

async function done(operation: unknown): Promise<Json> {
  const path = `/v1/operations/${String(operation)}`
  await hub.until(async () => (await get(path))['state'] !== 'running', 'the operation is over')
  return get(path)
}

async function trained(more: Json = {}): Promise<Json> {
  const answer = await ask('POST /v1/match-models', { json: { reason: 'آزمون', ...more } })
  assert.equal(answer.status, 201, answer.text)
  assert.equal(answer.body['state'], 'training')
  assert.equal((await done(answer.body['operation']))['state'], 'completed')
  return get(`/v1/match-models/${String(answer.body['id'])}`)
}

const shape = async (): Promise<string> => {
  const { items } = await hub.api.get<{ items: Json[] }>('/v1/profiles?limit=500')
  return items
    .map(({ id, identifiers }) => `${String(id)} ${JSON.stringify(identifiers)}`)
    .sort()
    .join('\n')
}
const activeId = async (): Promise<unknown> =>
  (await hub.api.get<{ items: Json[] }>('/v1/match-models')).items.find(({ isActive }) => isActive)?.['id']

async function act(id: unknown, verb: 'activate' | 'rollback'): Promise<Json> {
  const answer = await ask(`POST /v1/match-models/${String(id)}/${verb}`, { json: { reason: 'آزمون' } })
  assert.equal(answer.status, 200, answer.text)
  assert.equal((await done(answer.body['operation']))['state'], 'completed')
  return answer.body
}

describe('match models', () => {
  let first: Json

  it('begin with one that needs no records', async () => {
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/match-models')
    assert.deepEqual(
      items.map(({ id, origin, isActive }) => [id, origin, isActive]),
      [['person-1', 'builtIn', true]],
    )
    const { model } = await get('/v1/match-models/person-1')
    const [givenName] = (model as { comparisons: Json[] }).comparisons
    assert.equal(givenName?.['comparison'], 'givenName')
  })

  it('are learned without labels; the same records and seed give the same model (Zingg, GoldenMatch: runs that disagree)', async () => {
    first = await trained({ seed: 4, assumedRecall: 0.6 })
    const again = await trained({ seed: 4, assumedRecall: 0.6 })
    assert.notEqual(again['id'], first['id'])
    assert.deepEqual(again['model'], first['model'])
    assert.deepEqual(again['basis'], first['basis'])
    const other = await trained({ seed: 5, assumedRecall: 0.6 })
    assert.notDeepEqual(other['model'], first['model'])
    const basis = first['basis'] as Json
    assert.equal(basis['records'], people.length)
    assert.deepEqual(basis['thresholds'], { automatic: 0.99, review: 0.5 })
    const truth = pairsOfOne()
    assert.ok(
      Math.abs(Number(basis['expectedMatches']) - truth) < truth / 4,
      `${String(basis['expectedMatches'])} expected of ${String(truth)}`,
    )
    const sure = (basis['calibration'] as Json[]).find(({ to }) => to === 1)
    assert.ok(Number(sure?.['confirmed']) >= 0.97, JSON.stringify(basis['calibration']))
  })

  it('keep nothing personal: no number of anybody, no name that only few have', async () => {
    const stored = await hub.database.connection.collection('matchModels').find().toArray()
    const text = JSON.stringify(stored)
    for (const { mobile, nationalCode } of people) {
      assert.ok(mobile === '' || !text.includes(mobile.slice(1)))
      assert.ok(nationalCode === '' || !text.includes(nationalCode))
    }
  })

  it('show what they would change before they hold, and change nothing by it', async () => {
    const before = await shape()
    const pairs = await hub.database.connection.collection('matchPairs').find().sort({ _id: 1 }).toArray()
    const answer = await ask(`POST /v1/match-models/${String(first['id'])}/preview`)
    assert.equal(answer.status, 202, answer.text)
    const operation = await done(answer.body['operation'])
    const preview = (await get(`/v1/match-models/${String(first['id'])}`))['preview'] as Json
    assert.deepEqual(preview['counts'], operation['counts'])
    assert.deepEqual([preview['against'], preview['records']], ['person-1', people.length])
    const moved = Object.entries(preview['counts'] as Record<string, number>)
    const isMove = (name: string): boolean => !['sameToSame', 'reviewToReview'].includes(name)
    assert.ok(
      moved.some(([name, count]) => isMove(name) && count > 0),
      JSON.stringify(moved),
    )
    for (const { from, to } of preview['examples'] as Json[]) assert.notEqual(from, to)
    assert.equal(await shape(), before)
    const after = await hub.database.connection.collection('matchPairs').find().sort({ _id: 1 }).toArray()
    assert.deepEqual(after, pairs)
  })

  it('hold when they are activated: all records are matched again, and the preview was right', async () => {
    const activated = await act(first['id'], 'activate')
    assert.deepEqual([activated['model'], activated['previous']], [first['id'], 'person-1'])
    assert.equal(await activeId(), first['id'])
    const pairs = hub.database.connection.collection('matchPairs')
    assert.deepEqual(await pairs.distinct('model'), [first['id']])
    const { counts } = (await get(`/v1/match-models/${String(first['id'])}`))['preview'] as {
      counts: Record<string, number>
    }
    const foretold = (to: string): number =>
      Object.entries(counts).reduce((sum, [name, count]) => (name.endsWith(to) ? sum + count : sum), 0)
    const bits = (probability: number): number => Math.log2(probability / (1 - probability))
    const sure = await pairs.countDocuments({ bits: { $gte: bits(0.99) } })
    assert.equal(sure, foretold('ToSame'))
    const likely = await pairs.countDocuments({ bits: { $gte: bits(0.5) } })
    assert.equal(likely - sure, foretold('ToReview'))
    const again = await act(first['id'], 'activate')
    assert.equal(again['number'], activated['number'], 'it holds already')
  })

  it('are named by every explanation (JeMPI PR#187: every decision names its model)', async () => {
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/match-reviews')
    const [one, other] = items[0]?.['profiles'] as string[]
    const { pair } = await get(`/v1/match-explanations?profile=${String(one)}&with=${String(other)}`)
    assert.equal((pair as Json)['model'], first['id'])
  })

  it('are taken back, one after the other, to what was before', async () => {
    const second = await trained({ seed: 9 })
    await act(second['id'], 'activate')
    const wrong = await ask(`POST /v1/match-models/${String(first['id'])}/rollback`, {
      json: { reason: 'x' },
    })
    problemIn(wrong, 'conflict')
    const back = await act(second['id'], 'rollback')
    assert.deepEqual([back['model'], back['isRollback']], [first['id'], true])
    assert.equal((await act(first['id'], 'rollback'))['model'], 'person-1')
    assert.equal(await activeId(), 'person-1')
    problemIn(await ask('POST /v1/match-models/person-1/rollback', { json: { reason: 'x' } }), 'conflict')
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/match-model-activations')
    assert.deepEqual(
      items.map(({ model, isRollback }) => [model, isRollback]),
      [
        ['person-1', true],
        [first['id'], true],
        [second['id'], false],
        [first['id'], false],
      ],
    )
  })

  it('are handed in as they were read, on this hub or another (dedupe #1166)', async () => {
    const given = await ask('POST /v1/match-models', {
      json: { model: first['model'], reason: 'از هاب دیگر' },
    })
    assert.equal(given.status, 201, given.text)
    assert.deepEqual([given.body['origin'], given.body['state']], ['imported', 'ready'])
    const kept = await get(`/v1/match-models/${String(given.body['id'])}`)
    assert.deepEqual(kept['model'], first['model'])
    const { comparisons, ...rest } = first['model'] as { comparisons: Json[] }
    const short = { ...rest, comparisons: comparisons.slice(1) }
    const refused = await ask('POST /v1/match-models', { json: { model: short, reason: 'x' } })
    assert.deepEqual(wrongFields(refused), ['model/comparisons'])
  })

  it('refuse what is not there, not ready or too little to learn from, in words', async () => {
    problemIn(await ask('GET /v1/match-models/person-99'), 'matchModelNotFound')
    problemIn(await ask('POST /v1/match-models/person-99/preview'), 'matchModelNotFound')
    const empty = await testHub()
    try {
      const asked = asking(empty)
      const { body } = await asked('POST /v1/match-models', { json: { reason: 'x' } })
      const path = `/v1/operations/${String(body['operation'])}`
      const state = async (): Promise<Json> => empty.api.get<Json>(path)
      await empty.until(async () => (await state())['state'] === 'failed', 'it says that it cannot')
      assert.match(String((await state())['failure']), /too little to learn from: among 0 records/)
      const model = `/v1/match-models/${String(body['id'])}`
      assert.equal((await empty.api.get<Json>(model))['state'], 'failed')
      problemIn(await asked(`POST ${model}/activate`, { json: { reason: 'x' } }), 'conflict')
    } finally {
      await empty.close()
    }
  })
})

function pairsOfOne(): number {
  const counts = new Map<string, number>()
  for (const { entity } of people) counts.set(entity, (counts.get(entity) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
}

/** The queue of likely duplicates: its order, its pages, and what becomes of a question when profiles move. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

let count = 0

async function say(connection: string, data: Json, type = 'person'): Promise<string> {
  const records = [{ connection, type, externalId: `q${String((count += 1))}`, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.ok(results[0]?.['profileId'], JSON.stringify(results))
  return results[0]['profileId'] as string
}

interface Question {
  readonly id: string
  readonly profiles: readonly string[]
  readonly probability: number
  readonly reason: string
  readonly gain: number
}

const page = async (query: string): Promise<{ readonly items: Question[]; readonly next: string | null }> =>
  hub.api.get(`/v1/match-reviews?${query}`)
const queue = async (): Promise<readonly Question[]> => (await page('limit=500')).items

describe('the review queue', () => {
  it('is empty before there is anything to ask: that is a state and no error (dedupe #889)', async () => {
    assert.deepEqual(await page(''), { items: [], next: null })
    problemIn(
      await ask('POST /v1/match-reviews/none/decision', { json: { decision: 'same' } }),
      'matchReviewNotFound',
    )
  })

  it('begins with what is learned most from, not with what is surest, and comes whole in pages (dedupe #983)', async () => {
    const shirin = { firstName: 'شیرین', lastName: 'فرهمندپور' }
    for (const [day, other] of [
      ['1350/01/02', '1350/01/03'],
      ['1352/03/04', '1352/03/14'],
      ['1354/05/06', '1364/05/06'],
    ] as const) {
      await say('crm', { ...shirin, birthOn: day })
      await say('erp', { ...shirin, birthOn: other })
    }
    const golden = {
      firstName: 'سهراب',
      lastName: 'پورسینا',
      birthOn: '1349/09/09',
      city: 'یزد',
      fatherName: 'رستم',
    }
    for (const connection of ['crm', 'bank']) await say(connection, { ...golden, nationalCode: '0012345679' })
    for (const connection of ['crm', 'erp'])
      await say(connection, { firstName: 'محمد', lastName: 'محمدی', birthOn: '1355/05/05' })
    const foreign = { ...golden, mobile: '09351230001' }
    for (const connection of ['erp', 'shop']) await say(connection, foreign)
    const asked = await queue()
    assert.ok(asked.length >= 3, JSON.stringify(asked))
    const [first, ...others] = asked
    assert.equal(first?.reason, 'twoGoldenRecords', 'a verdict there moves many records')
    const gains = asked.map(({ gain }) => gain)
    assert.deepEqual(
      gains,
      [...gains].sort((a, b) => b - a),
    )
    const doubts = others.map(({ probability }) => Math.abs(probability - 0.5))
    assert.deepEqual(
      doubts,
      [...doubts].sort((a, b) => a - b),
      'the most doubtful before the likely',
    )
    const seen: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const one = await page(`limit=1${next === '' ? '' : `&after=${next}`}`)
      seen.push(...one.items.map(({ id }) => id))
      next = one.next
    }
    assert.deepEqual(
      seen,
      asked.map(({ id }) => id),
    )
  })

  it('follows profiles that were merged since, and forgets what was answered thereby (JeMPI PR#203, #202)', async () => {
    const born = { firstName: 'بیژن', lastName: 'صالحی', birthOn: '1361/02/03' }
    const a = await say('crm', born)
    const b = await say('erp', { ...born, birthOn: '1361/02/04' })
    const c = await say('shop', { firstName: 'آرزو', lastName: 'طباطبایی', mobile: '09125558899' })
    const question = async (): Promise<Question | undefined> =>
      (await queue()).find(({ profiles }) => profiles.includes(a) || profiles.includes(c))
    assert.ok((await question())?.profiles.includes(b))
    const merged = await ask(`POST /v1/profiles/${c}/merge`, { json: { with: b, reason: 'آزمون' } })
    const [survivor = ''] = merged.body['profiles'] as string[]
    const moved = await question()
    for (const id of moved?.profiles ?? []) {
      const answer = await ask(`GET /v1/profiles/${id}`)
      assert.equal(answer.status, 200, 'no question leads to a profile that is gone')
    }
    assert.ok(moved === undefined || moved.profiles.includes(survivor))
    assert.equal(
      (await ask(`POST /v1/profiles/${a}/merge`, { json: { with: survivor, reason: 'x' } })).status,
      200,
    )
    assert.equal(await question(), undefined)
  })

  it('has nothing to do with what belongs to people: their assets go with the records that they name (Medplum #2678)', async () => {
    const person = { firstName: 'کیوان', lastName: 'شهیدی', mobile: '09121239876' }
    const one = await say('crm', { ...person, nationalCode: '4999999994' })
    const records = [
      { connection: 'erp', type: 'person', externalId: 'kv', data: person },
      {
        connection: 'erp',
        type: 'terminal',
        externalId: 't1',
        data: { serial: 'KV-1', owner: { externalId: 'kv' } },
      },
    ]
    await hub.api.post('/v1/source-records', { records })
    const serials = async (id: string): Promise<unknown> =>
      ((await hub.api.get<Json>(`/v1/profiles/${id}`))['assets'] as Json[]).map(({ serial }) => serial)
    assert.deepEqual(await serials(one), ['KV-1'])
    const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles/${one}/sources`)
    const own = items.filter(({ externalId }) => externalId === 'kv').map(({ id }) => id)
    const split = await ask(`POST /v1/profiles/${one}/unmerge`, {
      json: { sourceRecordIds: own, reason: 'x' },
    })
    const [other = ''] = (split.body['profiles'] as string[]).filter((id) => id !== one)
    assert.deepEqual([await serials(one), await serials(other)], [[], ['KV-1']])
  })
})

/** Scored matching over the API: what joins by itself, what waits for a person, verdicts that stick, and why. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

let count = 0

async function say(connection: string, data: Json, externalId = `m${String((count += 1))}`): Promise<string> {
  const records = [{ connection, type: 'person', externalId, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.ok(results[0]?.['profileId'], JSON.stringify(results))
  return results[0]['profileId'] as string
}

const survivor = async (id: string): Promise<string> => {
  const answer = await ask(`GET /v1/profiles/${id}`)
  return answer.status === 301 ? String(answer.body['mergedInto']) : id
}
const reviews = async (): Promise<readonly Json[]> =>
  (await hub.api.get<{ items: Json[] }>('/v1/match-reviews?limit=500')).items
const reviewOf = async (...profiles: readonly string[]): Promise<Json | undefined> =>
  (await reviews()).find((one) => profiles.every((id) => (one['profiles'] as string[]).includes(id)))
const explain = (a: string, b: string): Promise<Json> =>
  hub.api.get<Json>(`/v1/match-explanations?profile=${a}&with=${b}`)
const decide = (review: Json | undefined, decision: string): Promise<Answer> =>
  ask(`POST /v1/match-reviews/${String(review?.['id'])}/decision`, { json: { decision, reason: 'آزمون' } })

describe('scored matching', () => {
  it('CUS-05 joins what is sure without a strong key, in Persian and Latin, whichever comes first', async () => {
    const born = { birthOn: '1361/04/17', city: 'یزد', fatherName: 'کاووس' }
    const a = await say('crm', { firstName: 'شاهین', lastName: 'ورجاوند', ...born })
    const b = await say('erp', {
      firstName: 'Shahin',
      lastName: 'Varjavand',
      birthOn: '1982-07-08',
      city: 'یزد',
    })
    assert.equal(b, a)
    const why = await explain(a, b)
    assert.equal(why['verdict'], 'same')
  })

  it('asks a person about what is likely, and tells how it was weighed', async () => {
    const a = await say('crm', { firstName: 'پوریا', lastName: 'صالحی', birthOn: '1370/02/03' })
    const b = await say('erp', { firstName: 'پوریا', lastName: 'صالحی', birthOn: '1370/02/04' })
    assert.notEqual(a, b)
    const review = await reviewOf(a, b)
    assert.equal(review?.['reason'], 'possible')
    const why = await explain(a, b)
    assert.equal(why['verdict'], 'possible')
    const { comparisons } = why['pair'] as { comparisons: Json[] }
    const level = (name: string): unknown => comparisons.find((one) => one['comparison'] === name)?.['level']
    assert.deepEqual([level('familyName'), level('birthOn')], ['exact', 'oneDigit'])
    assert.doesNotMatch(JSON.stringify(why), /صالحی/)

    const answer = await decide(review, 'same')
    assert.equal(answer.status, 200)
    assert.equal(await survivor(b), await survivor(a))
    assert.equal(await reviewOf(a, b), undefined)
    const undone = await ask(`POST /v1/match-decisions/${String(answer.body['decision'])}/undo`, { json: {} })
    assert.equal(undone.status, 200)
    assert.equal((answer.body['profiles'] as string[]).length, 1)
    assert.equal((undone.body['profiles'] as string[]).length, 2)
  })

  it('keeps a "no" for ever, and for everything that joins either side (OpenCR #2)', async () => {
    const a = await say('crm', { firstName: 'بهداد', lastName: 'نوری', birthOn: '1355/09/07' })
    const b = await say('erp', { firstName: 'بهداد', lastName: 'نوری', birthOn: '1355/09/08' })
    assert.equal((await decide(await reviewOf(a, b), 'different')).status, 200)
    assert.equal(await reviewOf(a, b), undefined)
    const both = { firstName: 'بهداد', lastName: 'نوری', mobile: '09131230001' }
    await say('shop', { ...both, birthOn: '1355/09/07' }, 'bridge')
    await say('erp', { ...both, birthOn: '1355/09/08' }, `m${String(count)}`)
    assert.notEqual(await survivor(a), await survivor(b))
    const why = await explain(a, b)
    assert.deepEqual([why['verdict'], (why['reasons'] as string[])[0]], ['different', 'decision'])
  })

  it('never joins two national codes, whatever the score, and says why not', async () => {
    const same = { firstName: 'نازیلا', lastName: 'دیهیمی', birthOn: '1366/06/06', city: 'ارومیه' }
    const a = await say('crm', { ...same, nationalCode: '0012345679' })
    const b = await say('erp', { ...same, nationalCode: '1112223339' })
    assert.notEqual(a, b)
    const why = await explain(a, b)
    assert.deepEqual([why['verdict'], why['conflicts']], ['different', ['nationalCode']])
    problemIn(await ask(`POST /v1/profiles/${a}/merge`, { json: { with: b, reason: 'آزمون' } }), 'conflict')
  })

  it('notices by itself that a number is shared by many, and opens again what leaned on it', async () => {
    const mobile = '02188001122'
    const a = await say('crm', { firstName: 'مینا', lastName: 'گلزاری', phone: mobile })
    const b = await say('erp', { firstName: 'مینا', lastName: 'گلزاریی', phone: mobile })
    assert.equal(a, b, 'one number and nearly one name')
    const office = ['آذر شمسایی', 'بیژن خاوری', 'جمشید پروانه', 'دارا سپهری', 'هومن رادان', 'ژاله مشیری']
    for (const name of office) {
      const [firstName = '', lastName = ''] = name.split(' ')
      await say('crm', { firstName, lastName, phone: mobile })
    }
    const homes = async (): Promise<readonly string[]> => {
      const found = await hub.api.get<{ items: Json[] }>('/v1/profiles?q=مینا')
      return found.items.map((one) => String(one['id']))
    }
    while ((await homes()).length < 2) await new Promise((resolve) => setImmediate(resolve))
    const [one = '', other = ''] = await homes()
    const { comparisons } = (await explain(one, other))['pair'] as { comparisons: Json[] }
    const phone = comparisons.find(({ comparison }) => comparison === 'phone')
    assert.equal(phone?.['level'], 'shared')
    const { connection } = hub.database
    await hub.until(
      async () => (await connection.collection('settlements').countDocuments()) === 0,
      'they are opened once, not by each other for ever',
    )
  })

  it('OpenCR (roadmap), Zingg #132: matches all again from what is stored, pausable, and keeps ids and verdicts', async () => {
    const shape = async (): Promise<string> => {
      const { items } = await hub.api.get<{ items: Json[] }>('/v1/profiles?limit=500')
      const ids = items.map((item) => `${String(item['id'])} ${JSON.stringify(item['identifiers'])}`)
      return ids.sort().join('\n')
    }
    const reviews = async (): Promise<readonly string[]> => {
      const { items } = await hub.api.get<{ items: Json[] }>('/v1/match-reviews?limit=500')
      return items.map(({ id }) => String(id)).sort()
    }
    const [before, asked] = [await shape(), await reviews()]
    // As if an older model had left its pairs behind.
    await hub.database.connection.collection('matchPairs').deleteMany({})
    const begun = await ask('POST /v1/match-runs', { json: undefined })
    assert.equal(begun.status, 202, begun.text)
    const path = `/v1/operations/${String(begun.body['id'])}`
    const paused = await ask(`POST ${path}/pause`)
    if (paused.status === 200) assert.equal((await ask(`POST ${path}/resume`)).status, 200)
    await hub.until(
      async () => (await hub.api.get<Json>(path))['state'] !== 'running',
      'all is matched again',
    )
    const done = await hub.api.get<Json>(path)
    assert.deepEqual([done['state'], done['done']], ['completed', done['total']])
    assert.deepEqual(await reviews(), asked)
    assert.equal(await shape(), before)
  })

  it('answers unknown reviews and wrong questions in words', async () => {
    problemIn(await decide({ id: 'none' }, 'same'), 'matchReviewNotFound')
    problemIn(await ask('GET /v1/match-explanations?profile=none&with=none'), 'profileNotFound')
    assert.deepEqual(wrongFields(await ask('GET /v1/match-reviews?after=x')), ['after'])
    const first = await hub.api.get<Json>('/v1/match-reviews?limit=1')
    assert.ok((first['items'] as Json[]).length <= 1)
  })
})

describe('the order of arrival', () => {
  const people = [
    { firstName: 'رامین', lastName: 'بهروزیان', birthOn: '1350/05/05', city: 'قم' },
    { firstName: 'Ramin', lastName: 'Behrouzian', birthOn: '1971-07-27', city: 'قم' },
    { fullName: 'بهروزیان رامین', birthOn: '1350/05/05', mobile: '09127770001' },
    { firstName: 'رامین', lastName: 'بهروزیان', mobile: '09127770001', city: 'قم' },
    { firstName: 'رویا', lastName: 'بهروزیان', birthOn: '1350/05/05', city: 'قم' },
  ]

  it('changes nothing: the same records give the same profiles', async () => {
    const shapes: string[] = []
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 0, 4, 3, 1],
    ]) {
      const run = await testHub()
      try {
        const homes = new Map<number, string>()
        for (const n of order) {
          const records = [{ connection: `c${String(n)}`, type: 'person', externalId: '1', data: people[n] }]
          await run.api.post('/v1/source-records', { records })
        }
        for (const n of order) {
          const found = await run.api.get<{ items: Json[] }>(
            `/v1/profiles?identifier=external:c${String(n)}:1`,
          )
          homes.set(n, String(found.items[0]?.['id']))
        }
        const names = new Map<string, number>()
        shapes.push(
          people
            .map((_, n) => {
              const home = homes.get(n) ?? ''
              if (!names.has(home)) names.set(home, names.size)
              return names.get(home)
            })
            .join(''),
        )
      } finally {
        await run.close()
      }
    }
    assert.deepEqual(new Set(shapes).size, 1, shapes.join(' '))
    const [shape = ''] = shapes
    assert.ok(!shape.slice(0, 4).includes(shape.at(-1) ?? ''), 'his sister is somebody else')
  })
})

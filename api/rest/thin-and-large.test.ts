/** Records that say too little wait in a state of their own; what would grow too large, or hangs by one key, is asked about. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

async function say(name: string, data: Json, type = 'person'): Promise<string> {
  const [connection = '', externalId = ''] = name.split('/')
  const records = [{ connection, type, externalId, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.ok(results[0]?.['profileId'], JSON.stringify(results))
  return results[0]['profileId'] as string
}

const profile = async (id: string): Promise<Json> => {
  const answer = await ask(`GET /v1/profiles/${id}`)
  return answer.status === 301 ? profile(String(answer.body['mergedInto'])) : answer.body
}
const ids = async (query: string): Promise<readonly string[]> =>
  (await hub.api.get<{ items: Json[] }>(`/v1/profiles?limit=500&${query}`)).items.map(({ id }) => String(id))
const homes = async (names: readonly string[]): Promise<ReadonlySet<string>> => {
  const found = await Promise.all(names.map((name) => ids(`identifier=external:${name.replace('/', ':')}`)))
  return new Set(found.flat())
}
const questions = async (reason: string): Promise<readonly Json[]> =>
  (await hub.api.get<{ items: Json[] }>(`/v1/match-reviews?reason=${reason}&limit=500`)).items

async function policy(clusters: Json): Promise<void> {
  const put = await ask('PUT /v1/survivorship-policy', { json: { policy: { clusters }, reason: 'آزمون' } })
  assert.equal(put.status, 200, put.text)
  const path = `/v1/operations/${String(put.body['operation'])}`
  await hub.until(
    async () => (await hub.api.get<Json>(path))['state'] === 'completed',
    'the policy has reached all profiles',
  )
}

describe('a record that is too thin to match', () => {
  it('waits in its own state with what is missing, and leaves it when more is known', async () => {
    const id = await say('gateway/1', { firstName: 'علی' })
    const thin = await profile(id)
    assert.equal(thin['state'], 'tooThin')
    const missing = thin['missing'] as string[]
    assert.ok(missing.includes('nationalCode') && missing.includes('birthOn') && missing.includes('phone'))
    assert.ok(!missing.includes('givenName'), 'that is there')
    assert.deepEqual(await ids('state=tooThin'), [id])
    assert.deepEqual(await ids('state=active'), [])
    const later = { firstName: 'علی', lastName: 'پورداوود', birthOn: '1370/02/03' }
    assert.equal(await say('gateway/1', later), id, 'it is the same profile')
    const known = await profile(id)
    assert.deepEqual([known['state'], known['missing']], ['active', undefined])
    assert.deepEqual(await ids('state=tooThin'), [])
    await say('gateway/1', { firstName: 'علی' })
    assert.deepEqual(await ids('state=tooThin'), [id], 'and back, when the source takes it back')
  })

  it('is judged by what its values say: a name that half a city has is no evidence', async () => {
    const common = await say('shop/1', { firstName: 'محمد', lastName: 'محمدی' })
    const rare = await say('shop/2', { firstName: 'ورهرام', lastName: 'گشتاسبی' })
    assert.equal((await profile(common))['state'], 'tooThin')
    assert.equal((await profile(rare))['state'], 'active')
    const verified = await say('shop/3', { nationalCode: '0012345679' })
    assert.equal((await profile(verified))['state'], 'active', 'a national code says it all')
  })

  it('is never equal to another one that says nothing (Zingg #818, #1339)', async () => {
    const blank = await Promise.all(
      Array.from({ length: 12 }, (_, n) => say(`web/${String(n)}`, { firstName: ' ', city: 'تهران' })),
    )
    assert.equal(new Set(blank).size, 12)
    assert.deepEqual(await questions('possible'), [])
  })

  it('can be joined by a person, and an organisation without a name waits too', async () => {
    const one = await say('shop/4', { firstName: 'رضا' })
    const other = await say('shop/5', { firstName: 'رضا', lastName: 'کیانفر', mobile: '09121110000' })
    const merged = await ask(`POST /v1/profiles/${other}/merge`, { json: { with: one, reason: 'تماس گرفت' } })
    assert.equal(merged.status, 200, merged.text)
    assert.equal((await profile(one))['state'], 'active')
    const nameless = await say('erp/o1', { phone: '02188112233' }, 'organisation')
    assert.deepEqual((await profile(nameless))['missing'], ['name', 'legalId'])
  })
})

describe('cluster health', () => {
  const office = (n: number): string => `c${String(n)}/office`
  const names = Array.from({ length: 6 }, (_, n) => office(n))

  it('does not let a key make a profile larger than the policy says (PostHog PR#5898, Unomi: capped merges)', async () => {
    await policy({ mostRecords: 5 })
    const data = { firstName: 'فروشگاه', lastName: 'پارسیان', mobile: '09125550011' }
    for (const name of names) await say(name, data)
    assert.equal((await homes(names)).size, 6, 'the sixth made it too large: the key is trusted no more')
    const [question, ...others] = (await questions('tooLarge')).filter(({ records }) =>
      (records as Json[]).some(({ externalId }) => externalId === 'office'),
    )
    assert.deepEqual(others, [], 'one question for one key')
    assert.ok(Number(question?.['gain']) > 1, 'it comes before doubtful pairs')
  })

  it('gives in to a person, whose word is stronger than a limit', async () => {
    const [question] = await questions('tooLarge')
    const path = `POST /v1/match-reviews/${String(question?.['id'])}/decision`
    assert.equal((await ask(path, { json: { decision: 'same' } })).status, 200)
    assert.equal((await homes(names)).size, 5)
  })

  it('follows the policy: a higher limit lets them join, without asking any source', async () => {
    await policy({ mostRecords: 6 })
    assert.equal((await homes(names)).size, 1)
    assert.deepEqual(await questions('tooLarge'), [])
  })

  it('asks about two groups that hang together by one weak key (Splink #1824)', async () => {
    await policy({ bridgeFrom: 3 })
    const person = { firstName: 'کامبیز', lastName: 'آرین‌فر' }
    const left = ['a1/k', 'a2/k', 'a3/k']
    const right = ['b1/k', 'b2/k', 'b3/k']
    const [one, two, bridge] = ['09131110001', '09131110002', '09131110003'] as const
    await say('a1/k', { ...person, mobile: one, mobiles: [bridge], birthOn: '1340/01/01' })
    for (const name of left.slice(1)) await say(name, { ...person, mobile: one, birthOn: '1340/01/01' })
    await say('b1/k', { ...person, mobile: two, mobiles: [bridge], birthOn: '1371/12/12' })
    for (const name of right.slice(1)) await say(name, { ...person, mobile: two, birthOn: '1371/12/12' })
    assert.equal((await homes(left)).size, 1)
    assert.equal((await homes(right)).size, 1)
    assert.equal((await homes([...left, ...right])).size, 2)
    const [question] = await questions('weakBridge')
    assert.ok(question, 'a person is asked')
    const path = `POST /v1/match-reviews/${String(question['id'])}/decision`
    assert.equal((await ask(path, { json: { decision: 'different' } })).status, 200)
    assert.deepEqual(await questions('weakBridge'), [], 'and not again')
    await policy({})
    assert.equal((await homes([...left, ...right])).size, 2, 'the verdict stands, whatever the limits')
  })

  it('keeps two records of a source that has each thing once apart, as long as the policy says so (Splink PR#2578)', async () => {
    await policy({ withoutTwins: ['registry'] })
    const person = { firstName: 'نریمان', lastName: 'سپنتا', mobile: '09131117788', birthOn: '1360/05/06' }
    const first = await say('registry/n1', { ...person, nationalCode: '1112223339' })
    const second = await say('registry/n2', { ...person, nationalCode: '1112223339' })
    assert.notEqual(first, second, 'although all they say is the same')
    const third = await say('crm/n3', { nationalCode: '1112223339', city: 'یزد' })
    assert.equal(new Set([first, second, third]).size, 3, 'whose it is nobody can tell')
    await policy({})
    assert.equal((await homes(['registry/n1', 'registry/n2', 'crm/n3'])).size, 1)
  })

  it('is shown with the explanation of a profile: its size and its weakest bridge', async () => {
    const [id = ''] = await homes(['a2/k'])
    const { cluster } = await hub.api.get<Json>(`/v1/profiles/${id}/explain`)
    assert.deepEqual(cluster, { records: 3, weakest: { by: 'mobile+name', level: 4 } })
  })

  it('refuses limits that are none', async () => {
    const json = { policy: { clusters: { mostRecords: 1 } }, reason: 'x' }
    assert.deepEqual(wrongFields(await ask('PUT /v1/survivorship-policy', { json })), [
      'policy/clusters/mostRecords',
    ])
  })
})

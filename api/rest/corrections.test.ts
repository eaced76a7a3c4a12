/** What people correct in profiles, over the API: pins, merges, splits, decisions taken back, and the policy. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub({ environment: { PEYVAND_SOURCE_PRIORITY: 'crm' } })
  ask = asking(hub)
})
after(() => hub.close())

const because = { reason: 'آزمون' }
let count = 0

/** Takes a record in and gives the profile it is in. */
async function say(connection: string, data: Json, externalId = `n${String((count += 1))}`): Promise<string> {
  const records = [{ connection, type: 'person', externalId, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.ok(results[0]?.['profileId'], JSON.stringify(results))
  return results[0]['profileId'] as string
}

const profile = async (id: string): Promise<Json> => hub.api.get(`/v1/profiles/${id}?provenance=true`)
const attribute = async (id: string, name: string): Promise<Json> =>
  ((await profile(id))['attributes'] as Json)[name] as Json
const recordIds = async (id: string): Promise<readonly string[]> =>
  ((await hub.api.get(`/v1/profiles/${id}/sources`))['items'] as Json[]).map((item) => String(item['id']))
const post = (path: string, json: Json): Promise<Answer> => ask(`POST ${path}`, { json })

describe('pins', () => {
  it('win over every source, stay when sources change, and are taken away again', async () => {
    const id = await say('crm', { firstName: 'مریم', lastName: 'رضایی', nationalCode: '0012345679' }, 'pin')
    const pin = { value: 'مريم  رضایی‌نژاد', ...because }
    assert.equal((await ask(`PUT /v1/profiles/${id}/pins/fullName`, { json: pin })).status, 204)
    await say('crm', { firstName: 'مریم', lastName: 'کریمی', nationalCode: '0012345679' }, 'pin')
    const shown = await attribute(id, 'fullName')
    assert.deepEqual([shown['value'], shown['rule']], ['مریم رضایی‌نژاد', 'pin'])
    const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles/${id}/pins`)
    assert.deepEqual(
      items.map((one) => [one['attribute'], one['by']]),
      [['fullName', 'admin']],
    )
    assert.equal((await ask(`DELETE /v1/profiles/${id}/pins/fullName`)).status, 204)
    assert.equal((await attribute(id, 'fullName'))['value'], 'مریم کریمی')
  })

  it('are refused with the field to change', async () => {
    const id = await say('crm', { lastName: 'رضایی' })
    const pin = (name: string, value: unknown): Promise<Answer> =>
      ask(`PUT /v1/profiles/${id}/pins/${name}`, { json: { value } })
    assert.deepEqual(wrongFields(await pin('shoeSize', 42)), ['attribute'])
    assert.deepEqual(wrongFields(await pin('nationalCode', '1234567892')), ['value'])
    assert.deepEqual(wrongFields(await pin('gender', 'other')), ['value'])
    problemIn(await ask('PUT /v1/profiles/none/pins/lastName', { json: { value: 'x' } }), 'profileNotFound')
  })

  it('go with the records that they were made for when a merge is taken back', async () => {
    const a = await say('crm', { lastName: 'آذری', email: 'a1@example.ir' })
    const b = await say('erp', { lastName: 'آذری', email: 'b1@example.ir' })
    await ask(`PUT /v1/profiles/${b}/pins/jobTitle`, { json: { value: 'پزشک' } })
    const { body } = await post(`/v1/profiles/${a}/merge`, { with: b, ...because })
    const [one = ''] = body['profiles'] as string[]
    assert.equal((await attribute(one, 'jobTitle'))['value'], 'پزشک')
    const undone = await post(`/v1/match-decisions/${String(body['decision'])}/undo`, {})
    const apart = undone.body['profiles'] as string[]
    assert.equal(apart.length, 2)
    const mails = await Promise.all(apart.map(async (id) => (await profile(id))['attributes'] as Json))
    const withPin = mails.filter((attributes) => attributes['jobTitle'] !== undefined)
    assert.deepEqual(
      withPin.map((attributes) => (attributes['email'] as Json)['value']),
      ['b1@example.ir'],
    )
  })
})

describe('merging and splitting', () => {
  it('makes two one, lets the old id lead there, and undoes it', async () => {
    const a = await say('crm', { lastName: 'کریمی', email: 'k1@example.ir' })
    await hub.clock.advance(1_000)
    const b = await say('erp', { lastName: 'کریمی', email: 'k2@example.ir' })
    const merged = await post(`/v1/profiles/${b}/merge`, { with: a, ...because })
    assert.deepEqual(merged.body['profiles'], [a], merged.text)
    const moved = await ask(`GET /v1/profiles/${b}`)
    assert.deepEqual([moved.status, moved.headers.get('location')], [301, `/v1/profiles/${a}`])
    assert.deepEqual((await attribute(a, 'emails'))['value'], ['k1@example.ir', 'k2@example.ir'])
    const listed = await hub.api.get(`/v1/match-decisions?profile=${b}`)
    assert.equal((listed['items'] as Json[])[0]?.['verdict'], 'same')
    const decision = String(merged.body['decision'])
    assert.equal(((await post(`/v1/match-decisions/${decision}/undo`, {})).body['profiles'] as []).length, 2)
    assert.deepEqual((await attribute(a, 'emails'))['value'], ['k1@example.ir'])
    problemIn(await post(`/v1/match-decisions/${decision}/undo`, {}), 'conflict')
    problemIn(await post('/v1/match-decisions/none/undo', {}), 'matchDecisionNotFound')
  })

  it('never makes one of two national codes, and says which identifier forbids it', async () => {
    const a = await say('crm', { lastName: 'یک', nationalCode: '1234567891' })
    const b = await say('crm', { lastName: 'دو', nationalCode: '4999999994' })
    const refused = await post(`/v1/profiles/${a}/merge`, { with: b, ...because })
    problemIn(refused, 'conflict')
    assert.match(String(refused.body['detail']), /nationalCode/)
    problemIn(await post(`/v1/profiles/${a}/merge`, { with: a, ...because }), 'conflict')
  })

  it('splits off exactly the records named, keeps them apart for ever, and derives both anew', async () => {
    const same = { lastName: 'نوری', nationalCode: '1112223339' }
    const id = await say('crm', { ...same, mobile: '09121110001' })
    await say('erp', { ...same, mobile: '09121110002' })
    await say('shop', { ...same, mobile: '09121110003' })
    const ids = await recordIds(id)
    const sources = (await hub.api.get(`/v1/profiles/${id}/sources`))['items'] as Json[]
    const shop = String(sources.find((one) => one['connection'] === 'shop')?.['id'])
    const split = await post(`/v1/profiles/${id}/unmerge`, { sourceRecordIds: [shop], ...because })
    const [other = ''] = (split.body['profiles'] as string[]).filter((one) => one !== id)
    assert.deepEqual(await recordIds(other), [shop])
    assert.equal((await recordIds(id)).length, ids.length - 1)
    assert.deepEqual((await attribute(other, 'mobiles'))['value'], ['+989121110003'])
    assert.ok(!JSON.stringify(await profile(id)).includes('1110003'), 'nothing of it is left behind')
    await say(
      'shop',
      { ...same, mobile: '09121110001' },
      String(sources.find(({ id: one }) => one === shop)?.['externalId']),
    )
    assert.deepEqual(await recordIds(other), [shop], 'also when it agrees with more')
    const strange = await post(`/v1/profiles/${id}/unmerge`, { sourceRecordIds: [shop], ...because })
    assert.deepEqual(wrongFields(strange), ['sourceRecordIds/0'])
    const all = await post(`/v1/profiles/${id}/unmerge`, { sourceRecordIds: await recordIds(id), ...because })
    problemIn(all, 'conflict')
    const again = await post(`/v1/profiles/${id}/merge`, { with: other, ...because })
    assert.equal((again.body['profiles'] as []).length, 1, 'a merge by a person overrules the split')
  })

  it('leaves the id with the larger part, also when that is the one that is split off', async () => {
    const same = { lastName: 'صبوری', nationalCode: '0499370899' }
    const id = await say('crm', same)
    await say('erp', same)
    await say('shop', same)
    const [stays = '', ...gone] = await recordIds(id)
    const split = await post(`/v1/profiles/${id}/unmerge`, { sourceRecordIds: gone, ...because })
    const [other = ''] = (split.body['profiles'] as string[]).filter((one) => one !== id)
    assert.deepEqual((await recordIds(id)).toSorted(), gone.toSorted())
    assert.deepEqual(await recordIds(other), [stays])
  })
})

describe('complaints about merges elsewhere', () => {
  /** Two who have nothing in common, and nothing with those of another family. */
  const sides = async (family: string, mail: string): Promise<readonly [string, string]> => [
    await say('crm', { lastName: family, email: `one.${mail}`, jobTitle: 'معلم' }),
    await say('erp', { firstName: 'مهتاب', email: `${mail}.two` }),
  ]
  const attributes = async (id: string): Promise<Json> => (await profile(id))['attributes'] as Json

  it('SORMAS #4436, hatstall #78: takes apart hundreds of wrong merges at once, and leaves the others', async () => {
    const pairs: (readonly [string, string])[] = []
    for (let n = 0; n < 30; n += 1) {
      const pair = [
        await say('crm', { lastName: `کاتب ${String(n)}` }),
        await say('erp', { lastName: 'منشی' }),
      ] as const
      assert.equal((await post(`/v1/profiles/${pair[0]}/merge`, { with: pair[1], ...because })).status, 200)
      pairs.push(pair)
      if (n === 0) await hub.clock.advance(60_000)
    }
    const since = hub.clock.now().toISOString()
    const begun = await post('/v1/match-decisions/undo', { filter: { since, verdict: 'same' }, ...because })
    assert.equal(begun.status, 202, begun.text)
    const operation = (): Promise<Json> => hub.api.get(`/v1/operations/${String(begun.body['id'])}`)
    await hub.until(async () => (await operation())['state'] === 'completed', 'all are taken back')
    assert.deepEqual((await operation())['counts'], { undone: 29 })
    const sizes = await Promise.all(pairs.map(async ([one]) => (await recordIds(one)).length))
    assert.deepEqual(sizes, [2, ...Array.from({ length: 29 }, () => 1)], 'the first was made before')
    const none = await post('/v1/match-decisions/undo', { filter: {}, ...because })
    assert.deepEqual(wrongFields(none), ['filter'])
  })

  it('HAPI MDM #4287: merging a with b and b with a give the same but for the id', async () => {
    const [a, b] = await sides('آبانی', 'abani@example.ir')
    const one = (await post(`/v1/profiles/${a}/merge`, { with: b, ...because })).body['profiles'] as string[]
    const first = await attributes(one[0] ?? '')
    const [c, d] = await sides('ورجاوند', 'varjavand@other.example')
    const other = (await post(`/v1/profiles/${d}/merge`, { with: c, ...because })).body[
      'profiles'
    ] as string[]
    const second = await attributes(other[0] ?? '')
    assert.deepEqual(Object.keys(second), Object.keys(first))
    const valueOf = (all: Json, name: string): unknown => (all[name] as Json)['value']
    assert.equal(valueOf(second, 'jobTitle'), valueOf(first, 'jobTitle'))
    assert.deepEqual([one[0], other[0]], [a, c], 'the older id survives, whichever is named first')
  })

  it('HAPI MDM #5236, #5956: after a split no value is left without a source; Tracardi #784: payments follow', async () => {
    const [a, b] = await sides('کوهستانی', 'kuhestan@third.example')
    const customer = { connection: 'erp', externalId: `n${String(count)}` }
    const payment = { reference: 'P-Z', state: 'confirmed', amountRial: 7, customer }
    const records = [{ connection: 'bank', type: 'payment', externalId: 'P-Z', data: payment }]
    await hub.api.post('/v1/source-records', { records })
    const merged = await post(`/v1/profiles/${a}/merge`, { with: b, ...because })
    const timeline = async (id: string): Promise<readonly Json[]> =>
      (await hub.api.get<{ items: Json[] }>(`/v1/profiles/${id}/timeline`)).items
    assert.equal((await timeline(a)).length, 1, 'the survivor has the history of the other')
    const undone = await post(`/v1/match-decisions/${String(merged.body['decision'])}/undo`, {})
    const apart = undone.body['profiles'] as string[]
    const again = apart.find((id) => id !== a) ?? ''
    assert.equal((await attributes(a))['firstName'], undefined)
    assert.equal((await attributes(again))['jobTitle'], undefined)
    assert.deepEqual([(await timeline(a)).length, (await timeline(again)).length], [0, 1])
  })

  it('PostHog #44062, PR#55691: a split that cannot be is refused aloud', async () => {
    const [a, b] = await sides('دریابیگی', 'darya@fourth.example')
    const foreign = await post(`/v1/profiles/${a}/unmerge`, {
      sourceRecordIds: [...(await recordIds(b))],
      ...because,
    })
    assert.deepEqual(wrongFields(foreign), ['sourceRecordIds/0'])
    const all = await post(`/v1/profiles/${a}/unmerge`, {
      sourceRecordIds: [...(await recordIds(a))],
      ...because,
    })
    problemIn(all, 'conflict')
  })
})

describe('the survivorship policy', () => {
  it('begins with the setting, is versioned, and reaches every profile in the background', async () => {
    const set = await hub.api.get('/v1/survivorship-policy')
    assert.deepEqual([set['policy'], set['by']], [{ priority: ['crm'] }, 'settings'])
    const id = await say('crm', { lastName: 'صادقی', nationalCode: '0084575948', jobTitle: 'معلم' })
    await say('erp', { lastName: 'صادقی', nationalCode: '0084575948', jobTitle: 'پزشک' })
    assert.equal((await attribute(id, 'jobTitle'))['value'], 'معلم')
    const change = {
      policy: { priority: ['erp'], attributes: { lastName: { criteria: ['oldest'] } } },
      ...because,
    }
    const put = await ask('PUT /v1/survivorship-policy', { json: change })
    assert.equal(put.body['version'], Number(set['version']) + 1, put.text)
    const operation = (): Promise<Json> => hub.api.get(`/v1/operations/${String(put.body['operation'])}`)
    await hub.until(async () => (await operation())['state'] === 'completed', 'all profiles are folded again')
    assert.equal((await attribute(id, 'jobTitle'))['value'], 'پزشک')
    assert.equal((await operation())['done'], (await operation())['total'])
    assert.equal(
      (await ask('PUT /v1/survivorship-policy', { json: change })).body['version'],
      put.body['version'],
    )
    const stale = await ask('PUT /v1/survivorship-policy', {
      json: { policy: { priority: ['shop'] }, ...because },
      headers: { 'if-match': '"0"' },
    })
    problemIn(stale, 'preconditionFailed')
    const wrong = {
      policy: { types: { dragon: {}, person: { wings: {} } }, attributes: { tail: {} } },
      ...because,
    }
    assert.deepEqual(wrongFields(await ask('PUT /v1/survivorship-policy', { json: wrong })), [
      'policy/attributes/tail',
      'policy/types/dragon',
      'policy/types/person/wings',
    ])
    const versions = await hub.api.get('/v1/survivorship-policy/versions?limit=1')
    assert.equal((versions['items'] as Json[])[0]?.['version'], put.body['version'])
    problemIn(await ask('GET /v1/survivorship-policy?version=99'), 'survivorshipPolicyNotFound')
  })

  it('is folded in steps that are paused, resumed and cancelled', async () => {
    const put = await ask('PUT /v1/survivorship-policy', {
      json: { policy: { priority: ['shop'] }, ...because },
    })
    const path = `/v1/operations/${String(put.body['operation'])}`
    const paused = await ask(`POST ${path}/pause`)
    if (paused.status === 200) {
      assert.equal(paused.body['state'], 'paused')
      assert.equal((await ask(`POST ${path}/resume`)).body['state'], 'running')
    }
    await hub.until(async () => (await hub.api.get(path))['state'] === 'completed', 'it is done')
    problemIn(await ask(`POST ${path}/cancel`), 'conflict')
    problemIn(await ask('POST /v1/operations/none/pause'), 'backgroundOperationNotFound')
    assert.ok(((await hub.api.get('/v1/operations?state=completed'))['items'] as []).length > 0)
  })
})

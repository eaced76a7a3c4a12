/** Sources of truth over the API: who masters what, edits of profiles, and changes on their way to their masters (CUS-07, INT-08, KYC-02). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, job, mappings, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let count = 0

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await hub.api.deploy({ 'send-up.bpmn': sendUp })
  await govern({
    masters: {
      person: {
        connection: 'erp',
        writeBack: { flow: 'sendUp', waitSeconds: 300 },
        attributes: {
          nationalCode: { connection: 'sejam' },
          jobTitle: { connection: 'hub' },
          fatherName: { connection: 'erp', writeBack: { flow: 'notDeployed' } },
        },
      },
      product: { connection: 'erp' },
    },
  })
})
after(() => hub.close())

/** Somebody outside takes the change; what it answers becomes variables. */
const sendUp = file(
  {
    elements: [
      start(),
      element('serviceTask', 'send', {
        extensions: job('send-up') + mappings({ outputs: [['=refusal', 'refusal']] }),
      }),
      end(),
    ],
    flows: ['begun > send > done'],
  },
  'sendUp',
)

async function govern(policy: Json): Promise<void> {
  await hub.api.put('/v1/survivorship-policy', { policy, reason: 'آزمون' })
}

/** Takes a record in and gives the profile it is in. */
async function say(connection: string, externalId: string, data: Json): Promise<string> {
  const records = [{ connection, type: 'person', externalId, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.ok(results[0]?.['profileId'], JSON.stringify(results))
  return results[0]['profileId'] as string
}

/** A customer of the ERP, with an id of its own. */
async function customer(data: Json = {}): Promise<{ readonly id: string; readonly externalId: string }> {
  const externalId = `c${String((count += 1))}`
  const id = await say('erp', externalId, { lastName: `رضایی ${externalId}`, mobile: '09120000001', ...data })
  return { id, externalId }
}

const profile = (id: string): Promise<Json> => hub.api.get<Json>(`/v1/profiles/${id}?provenance=true`)
const shown = async (id: string, name: string): Promise<Json> =>
  ((await profile(id))['attributes'] as Json)[name] as Json
const pendingOf = async (id: string): Promise<readonly Json[]> =>
  (await profile(id))['pending'] as readonly Json[]
const edit = (id: string, attributes: Json, more: Json = {}): Promise<Answer> =>
  ask(`PATCH /v1/profiles/${id}`, { json: { attributes, ...more } })
async function edited(id: string, attributes: Json): Promise<Json> {
  const answer = await edit(id, attributes, { reason: 'مشتری تلفن زد' })
  assert.equal(answer.status, 200, answer.text)
  return (answer.body['edits'] as Json[])[0] ?? {}
}
const change = (made: Json): Promise<Json> =>
  hub.api.get<Json>(`/v1/write-backs/${String(made['writeBack'])}`)
async function comesTo(made: Json, state: string): Promise<Json> {
  await hub.until(async () => (await change(made))['state'] === state, `it is ${state}`)
  return change(made)
}
const runState = async (id: unknown): Promise<unknown> =>
  (await hub.api.get<Json>(`/v1/runs/${String(id)}`))['state']

/** The job of a run, once it is there. */
async function jobOf(run: unknown): Promise<Json> {
  let found: Json | undefined
  await hub.until(async () => {
    const asked = { type: 'send-up', worker: 'erp-worker', maxJobs: 50, lockMs: 1_000 }
    const { jobs } = await hub.passing(hub.api.post<{ jobs: Json[] }>('/v1/jobs/activate', asked))
    found = jobs.find((one) => one['run'] === run)
    return found !== undefined
  }, 'the job is there')
  return found ?? {}
}

async function complete(given: Json, variables: Json = { refusal: null }): Promise<void> {
  const json = { lockToken: given['lockToken'], variables }
  const answer = await hub.passing(ask(`POST /v1/jobs/${String(given['id'])}/complete`, { json }))
  assert.equal(answer.status, 204, answer.text)
}

describe('the source of truth', () => {
  it('is shown, whatever newer or more trusted sources say; where it is silent, others are', async () => {
    const { id } = await customer({ nationalCode: '0012345679' })
    assert.equal(
      await say('crm', 'm1', { nationalCode: '0012345679', mobile: '09120000009', email: 'a@b.ir' }),
      id,
    )
    const mobile = await shown(id, 'mobile')
    assert.deepEqual([mobile['value'], mobile['rule']], ['+989120000001', 'master'])
    assert.equal((await shown(id, 'email'))['value'], 'a@b.ir')
  })

  it('is named for types and attributes that exist, and for what is taken together only once', async () => {
    const put = (masters: Json): Promise<Answer> =>
      ask('PUT /v1/survivorship-policy', { json: { policy: { masters }, reason: 'آزمون' } })
    const wrong = await put({
      ghost: { connection: 'erp' },
      person: {
        writeBack: { flow: 'sendUp' },
        attributes: {
          shoeSize: { connection: 'erp' },
          postalCode: { connection: 'erp' },
          email: { connection: 'hub', writeBack: { flow: 'sendUp' } },
        },
      },
    })
    assert.deepEqual(wrongFields(wrong), [
      'policy/masters/ghost',
      'policy/masters/person/connection',
      'policy/masters/person/attributes/shoeSize',
      'policy/masters/person/attributes/postalCode',
      'policy/masters/person/attributes/email/writeBack',
    ])
  })

  it('INT-08 CUS-07 makes a form of the hub read-only where another system owns the type, and leaves the others', async () => {
    const refused = await ask('PUT /v1/records/product/p-1', { json: { name: 'کارتخوان', priceRial: 900 } })
    const { errors, detail } = problemIn(refused, 'masteredElsewhere')
    assert.match(detail, /product/)
    assert.deepEqual(errors[0], { path: 'name', message: 'is read-only here: erp is its source of truth' })
    const kept = await ask('PUT /v1/records/service-plan/s-1', { json: { name: 'اینترنت ۱۶ مگابیت' } })
    assert.equal(kept.status, 200, kept.text)
  })
})

describe('an edit of a profile', () => {
  it('of what the hub owns, or nobody, is kept in a record of the hub, and shown at once', async () => {
    const { id } = await customer()
    const made = await edited(id, { jobTitle: 'حسابدار' })
    assert.deepEqual([made['outcome'], made['connection'], made['isShown']], ['kept', 'hub', true])
    assert.equal((await shown(id, 'jobTitle'))['value'], 'حسابدار')
    assert.deepEqual(
      (await shown(id, 'jobTitle'))['from'] && ((await shown(id, 'jobTitle'))['from'] as Json)['connection'],
      'hub',
    )
    assert.equal((await edited(id, { jobTitle: 'حسابدار' }))['outcome'], 'unchanged')
    const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles/${id}/sources`)
    assert.equal(items.filter((one) => one['connection'] === 'hub').length, 1)
    await edited(id, { jobTitle: null })
    assert.equal(await shown(id, 'jobTitle'), undefined)
  })

  it('of what another system masters without a way there is refused with every reason, and nothing is done', async () => {
    const { id } = await customer()
    const answer = await edit(id, { jobTitle: 'معلم', nationalCode: '0499370899' })
    const { errors } = problemIn(answer, 'masteredElsewhere')
    assert.deepEqual(errors, [
      { path: 'attributes/nationalCode', message: 'is read-only here: sejam is its source of truth' },
    ])
    assert.equal(await shown(id, 'jobTitle'), undefined)
  })

  it('is refused when the profile has no record there, when the flow is not deployed, and when values are wrong', async () => {
    const id = await say('crm', 'only-crm', { lastName: 'کریمی', email: 'only@crm.ir' })
    const { errors } = problemIn(await edit(id, { mobile: '09121110000' }), 'masteredElsewhere')
    assert.deepEqual(errors[0]?.message, 'cannot be sent: erp has no record of this profile')
    const { id: known } = await customer()
    problemIn(await edit(known, { fatherName: 'حسن' }), 'conflict')
    assert.deepEqual(await pendingOf(known), [])
    const wrong = await edit(known, { shoeSize: 42, mobile: '123', gender: 'x', verified: ['mobile'] })
    assert.deepEqual(wrongFields(wrong), [
      'attributes/shoeSize',
      'attributes/mobile',
      'attributes/gender',
      'attributes/verified',
    ])
    problemIn(await edit('nobody', { jobTitle: 'x' }), 'profileNotFound')
    const stale = await ask(`PATCH /v1/profiles/${known}`, {
      json: { attributes: { jobTitle: 'x' } },
      headers: { 'if-match': '"77"' },
    })
    problemIn(stale, 'preconditionFailed')
  })
})

describe('a change on its way', () => {
  it('KYC-02 is shown beside the present value, with who, when and which run, until the source says so', async () => {
    const { id, externalId } = await customer()
    const made = await edited(id, { mobile: '۰۹۱۲ ۱۱۱ ۲۲۳۳' })
    assert.deepEqual([made['outcome'], made['connection'], made['isShown']], ['pending', 'erp', false])
    const [one, ...others] = await pendingOf(id)
    assert.deepEqual(others, [])
    assert.deepEqual(
      [one?.['attribute'], one?.['value'], one?.['before'], one?.['by'], one?.['reason'], one?.['run']],
      ['mobile', '+989121112233', '09120000001', 'admin', 'مشتری تلفن زد', made['run']],
    )
    assert.equal((await shown(id, 'mobile'))['value'], '+989120000001')
    const given = await jobOf(made['run'])
    const { record, values, changes } = given['variables'] as Readonly<Record<string, Json>>
    assert.deepEqual([record?.['externalId'], values], [externalId, { mobile: '+989121112233' }])
    assert.equal(((changes as unknown as Json[])[0] ?? {})['by'], 'admin')
    await complete(given)
    await hub.until(async () => (await change(made))['sentAt'] !== undefined, 'it is sent')
    assert.equal((await change(made))['state'], 'pending', 'the answer of the run is no word of the source')
    await say('erp', externalId, { lastName: `رضایی ${externalId}`, mobile: '+98 912 111 2233' })
    await comesTo(made, 'confirmed')
    assert.deepEqual(await pendingOf(id), [])
    assert.equal((await shown(id, 'mobile'))['value'], '+989121112233')
  })

  it('is the same change when it is made again, and nothing when the source says so already', async () => {
    const { id } = await customer()
    const made = await edited(id, { mobile: '09121112234' })
    assert.deepEqual(await edited(id, { mobile: '0912 111 22 34' }), made)
    assert.equal((await edited(id, { email: null }))['outcome'], 'unchanged')
  })

  it('is superseded by a later edit: one run stops, the other takes along what has not arrived', async () => {
    const { id, externalId } = await customer()
    const first = await edited(id, { mobile: '09121112235', address: 'تهران، میدان آزادی' })
    await jobOf(first['run'])
    const second = await edited(id, { mobile: '09121112236' })
    assert.notEqual(second['run'], first['run'])
    await hub.until(async () => (await runState(first['run'])) === 'cancelled', 'the first run is stopped')
    const given = await jobOf(second['run'])
    assert.deepEqual((given['variables'] as Json)['values'], {
      address: 'تهران، میدان آزادی',
      mobile: '+989121112236',
    })
    const { earlier } = await change(second)
    assert.deepEqual(
      (earlier as Json[]).map(({ state, value }) => [state, value]),
      [['superseded', '+989121112235']],
    )
    // The first had got through after all: no word of anybody else.
    await say('erp', externalId, { lastName: `رضایی ${externalId}`, mobile: '09121112235' })
    await hub.clock.advance(3_000)
    assert.equal((await change(second))['state'], 'pending')
    await complete(given)
    await say('erp', externalId, {
      lastName: `رضایی ${externalId}`,
      mobile: '09121112236',
      address: 'تهران، میدان آزادی',
    })
    await comesTo(second, 'confirmed')
    assert.deepEqual(await pendingOf(id), [])
  })

  it('is rejected with the words of the system, and put away by a person', async () => {
    const { id } = await customer()
    const made = await edited(id, { mobile: '09121112237' })
    await complete(await jobOf(made['run']), { refusal: 'شماره به نام مشتری نیست' })
    assert.equal((await comesTo(made, 'rejected'))['note'], 'شماره به نام مشتری نیست')
    assert.equal((await shown(id, 'mobile'))['value'], '+989120000001')
    const rejected = await hub.api.get<{ items: Json[] }>(`/v1/write-backs?profile=${id}&state=rejected`)
    assert.deepEqual(
      rejected.items.map((one) => one['id']),
      [made['writeBack']],
    )
    const away = await ask(`POST /v1/write-backs/${String(made['writeBack'])}/withdraw`)
    assert.equal(away.body['state'], 'withdrawn', away.text)
    problemIn(await ask(`POST /v1/write-backs/${String(made['writeBack'])}/withdraw`), 'conflict')
    problemIn(await ask('GET /v1/write-backs/none'), 'writeBackNotFound')
  })

  it('KYC-02 is a conflict, listed for a person, when the source says something else; its run stops', async () => {
    const { id, externalId } = await customer()
    const made = await edited(id, { mobile: '09121112238' })
    await jobOf(made['run'])
    await say('erp', externalId, { lastName: `رضایی ${externalId}`, mobile: '09350000000' })
    const conflict = await comesTo(made, 'conflict')
    assert.equal(conflict['sourceValue'], '09350000000')
    await hub.until(async () => (await runState(made['run'])) === 'cancelled', 'its run is stopped')
    assert.equal((await shown(id, 'mobile'))['value'], '+989350000000')
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/write-backs?state=conflict&connection=erp')
    assert.deepEqual(
      items.map((one) => one['externalId']),
      [externalId],
    )
  })

  it('fails when its run is cancelled, or when the record is gone', async () => {
    const { id, externalId } = await customer()
    const made = await edited(id, { mobile: '09121112239' })
    await jobOf(made['run'])
    await hub.api.post(`/v1/runs/${String(made['run'])}/cancel`, { reason: 'به دست کاربر' })
    assert.equal((await comesTo(made, 'failed'))['note'], 'its run was cancelled')
    const again = await edited(id, { mobile: '09121112239' })
    assert.notEqual(again['run'], made['run'])
    const gone = { connection: 'erp', type: 'person', externalId, data: {}, deleted: true }
    await hub.api.post('/v1/source-records', { records: [gone] })
    assert.equal((await comesTo(again, 'failed'))['note'], 'the source has no such record any more')
  })

  it('is taken back by a person, with its run', async () => {
    const { id } = await customer()
    const made = await edited(id, { mobile: '09121112240' })
    await jobOf(made['run'])
    const back = await ask(`POST /v1/write-backs/${String(made['writeBack'])}/withdraw`)
    assert.equal(back.body['state'], 'withdrawn', back.text)
    await hub.until(async () => (await runState(made['run'])) === 'cancelled', 'its run is stopped')
    assert.deepEqual(await pendingOf(id), [])
  })

  it('goes with its record when the profile becomes part of another', async () => {
    const { id } = await customer()
    const made = await edited(id, { mobile: '09121112242' })
    const other = await say('crm', 'merged', { lastName: 'رضایی دیگر', email: 'merged@crm.ir' })
    await hub.api.post(`/v1/profiles/${id}/merge`, { with: other, reason: 'آزمون' })
    const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles?identifier=email:merged@crm.ir`)
    const [one] = await pendingOf(String(items[0]?.['id']))
    assert.equal(one?.['id'], made['writeBack'])
  })

  it('hides personal values from those who may not see them', async () => {
    const { id } = await customer()
    const made = await edited(id, { mobile: '09121112243' })
    const { key } = await hub.api.post<Json>('/v1/api-keys', {
      name: 'reader',
      scopes: ['profiles:read', 'profiles:write'],
    })
    const seen = await ask(`GET /v1/write-backs/${String(made['writeBack'])}`, { key: String(key) })
    assert.deepEqual([seen.body['value'], seen.body['before']], ['***', '***'])
    const listed = await ask(`GET /v1/profiles/${id}`, { key: String(key) })
    assert.ok(!listed.text.includes('9121112243'), listed.text)
    const audit = await ask('GET /v1/audit?limit=500')
    assert.ok(!audit.text.includes('9121112243'))
  })

  it('is forgotten with an erased person', async () => {
    const { id } = await customer({ nationalCode: '0790419904' })
    const made = await edited(id, { mobile: '09121112244' })
    await jobOf(made['run'])
    const { operation } = await hub.api.post<Json>(`/v1/profiles/${id}/erase`, { reason: 'درخواست مشتری' })
    await hub.until(
      async () => (await hub.api.get<Json>(`/v1/operations/${String(operation)}`))['state'] === 'completed',
      'the erasure is over',
    )
    const left = await hub.database.connection.collection('writeBacks').find().toArray()
    assert.ok(!JSON.stringify(left).includes('9121112244'))
    await comesTo(made, 'failed')
  })

  it('times out when the source stays silent', async () => {
    const { id } = await customer()
    const made = await edited(id, { mobile: '09121112241' })
    const given = await jobOf(made['run'])
    await complete(given)
    await hub.until(async () => (await change(made))['sentAt'] !== undefined, 'it is sent')
    await hub.clock.advance(300_000)
    assert.equal((await comesTo(made, 'timedOut'))['note'], 'the source did not confirm it in time')
  })
})

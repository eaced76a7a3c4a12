/** Which of several values a profile shows, for each attribute and type, by every kind of rule, over the API. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

interface Said {
  readonly connection: string
  readonly day: number
  readonly data: Json
  readonly type?: string
}

async function say({ connection, day, data, type = 'person' }: Said): Promise<string> {
  const occurredAt = `2026-01-0${String(day)}T08:00:00Z`
  const records = [{ connection, type, externalId: `${type}-1`, occurredAt, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.ok(results[0]?.['profileId'], JSON.stringify(results))
  return results[0]['profileId'] as string
}

/** Sets the policy and waits until it has reached every profile. */
async function rule(policy: Json): Promise<void> {
  const put = await ask('PUT /v1/survivorship-policy', { json: { policy, reason: 'آزمون' } })
  assert.equal(put.status, 200, put.text)
  const path = `/v1/operations/${String(put.body['operation'])}`
  await hub.until(async () => (await hub.api.get<Json>(path))['state'] === 'completed', 'it is folded again')
}

async function told(id: string, name: string): Promise<Json> {
  const { attributes } = await hub.api.get<Json>(`/v1/profiles/${id}?provenance=true`)
  return (attributes as Readonly<Record<string, Json>>)[name] ?? {}
}
const shown = async (id: string, name: string): Promise<readonly unknown[]> => {
  const { value, rule: by } = await told(id, name)
  return [value, by]
}

const [teacher, doctor, retired] = ['معلم', 'پزشک', 'بازنشستهٔ آموزش و پرورش'] as const

describe('survivorship', () => {
  let id = ''
  before(async () => {
    const nationalCode = '0012345679'
    const base = { nationalCode, firstName: 'مینو', lastName: 'افشار' }
    id = await say({
      connection: 'bank',
      day: 1,
      data: { ...base, jobTitle: retired, mobile: '09121110001', verified: ['jobTitle'] },
    })
    await say({ connection: 'shop', day: 2, data: { ...base, jobTitle: teacher, mobile: '09121110002' } })
    await say({
      connection: 'crm',
      day: 3,
      data: { ...base, jobTitle: 'معلم', mobile: '+989121110002', address: 'تهران، خ ولیعصر', city: 'تهران' },
    })
    await say({
      connection: 'erp',
      day: 4,
      data: { ...base, jobTitle: doctor, mobile: '09121110003', mobiles: ['09121110001'], city: 'شیراز' },
    })
  })

  const kinds: readonly (readonly [string, Json, string, string])[] = [
    ['what a source has verified beats what it has not', { criteria: ['verified'] }, retired, 'verified'],
    ['source priority', { criteria: ['priority'], priority: ['shop', 'erp'] }, teacher, 'priority'],
    ['recency, by the time of the source and not of arrival', { criteria: ['newest'] }, doctor, 'recency'],
    ['the first who said it', { criteria: ['oldest'] }, retired, 'firstSaid'],
    ['what most say', { criteria: ['mostFrequent'] }, teacher, 'frequency'],
    ['completeness', { criteria: ['mostComplete'] }, retired, 'completeness'],
    [
      'a source that is not trusted with it, while another has a value',
      { criteria: ['newest'], distrusted: ['erp'] },
      teacher,
      'recency',
    ],
    [
      'several in order: the second decides where the first does not',
      { criteria: ['mostFrequent', 'newest'], distrusted: ['shop', 'crm'] },
      doctor,
      'recency',
    ],
  ]
  for (const [words, jobTitle, value, by] of kinds)
    it(`goes by ${words}, for one attribute of one type`, async () => {
      await rule({ types: { person: { jobTitle } }, criteria: ['newest'] })
      assert.deepEqual(await shown(id, 'jobTitle'), [value, by])
    })

  it('takes a verifying connection at its word', async () => {
    await rule({ verifying: ['shop'], attributes: { jobTitle: { criteria: ['verified', 'newest'] } } })
    assert.deepEqual(await shown(id, 'jobTitle'), [teacher, 'recency'], 'of two that are verified the newest')
  })

  it('asks the rule of the type first, then of the attribute, then the general one; of another type alike', async () => {
    const organisation = { legalId: '10101234565', name: 'پارس' }
    const company = await say({ ...said('bank', 1), data: { ...organisation, description: 'قدیمی' } })
    await say({ ...said('erp', 4), data: { ...organisation, description: 'نو' } })
    await rule({
      criteria: ['newest'],
      attributes: { jobTitle: { criteria: ['oldest'] }, description: { criteria: ['oldest'] } },
      types: { person: { jobTitle: { criteria: ['mostFrequent'] }, description: { criteria: ['newest'] } } },
    })
    assert.deepEqual(await shown(id, 'jobTitle'), [teacher, 'frequency'])
    assert.deepEqual(await shown(company, 'description'), ['قدیمی', 'firstSaid'])
    await rule({ criteria: ['newest'], types: { person: { description: { criteria: ['oldest'] } } } })
    assert.deepEqual(await shown(company, 'description'), ['نو', 'recency'])
  })

  it('keeps every value of what may be many, the best one first and alone, by the same rules', async () => {
    await rule({ attributes: { mobile: { criteria: ['mostFrequent', 'newest'] } } })
    const all = async (): Promise<unknown> => (await told(id, 'mobiles'))['value']
    const [first, second, third] = ['+989121110001', '+989121110002', '+989121110003']
    // Two say the first and two the second; the newer statement of the first is of the ERP.
    assert.deepEqual(await all(), [first, second, third])
    assert.equal((await told(id, 'mobile'))['value'], first)
    await rule({ attributes: { mobile: { criteria: ['priority'], priority: ['erp'] } } })
    assert.deepEqual(
      await all(),
      [third, first, second],
      'the main number of a record comes before its others',
    )
    await rule({ attributes: { mobile: { criteria: ['oldest'] } } })
    assert.equal((await told(id, 'mobile'))['value'], first)
  })

  it('takes what belongs together from one record: no address of two towns', async () => {
    await rule({ criteria: ['newest'] })
    assert.equal((await told(id, 'city'))['value'], 'تهران', 'the newer city has no address with it')
    assert.equal((await told(id, 'address'))['value'], 'تهران، خ ولیعصر')
  })

  it('lets a pin win over all, shows what it overrules, and gives way when it is taken off', async () => {
    const pin = `/v1/profiles/${id}/pins/jobTitle`
    assert.equal((await ask(`PUT ${pin}`, { json: { value: 'نویسنده', reason: 'خودش گفت' } })).status, 204)
    assert.deepEqual(await shown(id, 'jobTitle'), ['نویسنده', 'pin'])
    const { alternatives } = await told(id, 'jobTitle')
    assert.deepEqual(
      (alternatives as Json[]).map(({ value }) => value),
      [doctor, teacher, retired],
    )
    await rule({ criteria: ['oldest'] })
    assert.deepEqual(await shown(id, 'jobTitle'), ['نویسنده', 'pin'], 'whatever the policy')
    assert.equal((await ask(`DELETE ${pin}`)).status, 204)
    assert.deepEqual(await shown(id, 'jobTitle'), [retired, 'firstSaid'])
  })

  it('never shows what failed its check while another value passed, whoever said it', async () => {
    await rule({ criteria: ['priority'], priority: ['erp'], verifying: ['erp'] })
    const person = { nationalCode: '1112223339', firstName: 'نگار', lastName: 'صدر' }
    const valid = await say({ connection: 'web', day: 1, data: { ...person, email: 'negar@example.ir' } })
    const records = [
      { connection: 'erp', type: 'person', externalId: 'x', data: { ...person, email: 'ندارد' } },
    ]
    await hub.api.post('/v1/source-records', { records })
    assert.deepEqual(await shown(valid, 'email'), ['negar@example.ir', 'validity'])
  })
})

function said(connection: string, day: number): Omit<Said, 'data'> {
  return { connection, day, type: 'organisation' }
}

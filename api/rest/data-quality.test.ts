/** Data quality over the API, against data that was counted by hand. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

// It is the first of March 2026, eight o'clock.
const lastWeek = '2026-02-22T08:00:00Z'
const lastWinter = '2025-12-20T08:00:00Z'
const lastSummer = '2025-07-01T08:00:00Z'
const longAgo = '2023-01-01T08:00:00Z'

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  assert.deepEqual(await hub.api.get('/v1/data-quality'), {
    measuredAt: null,
    ageSeconds: null,
    operation: null,
    items: [],
    next: null,
  })
  await hub.api.post('/v1/source-records', { records })
  await measure()
})
after(() => hub.close())

/** `crm/1`: what that connection says under that id. */
const told = (name: string, occurredAt: string, data: Json): Json => {
  const [connection, externalId] = name.split('/')
  return { connection, type: 'person', externalId, occurredAt, data }
}

/** Three people in five records, one of them gone, and two payments. */
const records: readonly Json[] = [
  // Maryam: both systems know her; they disagree about her father, and agree about her family name.
  told('crm/1', lastWeek, {
    firstName: 'مریم',
    lastName: 'رضايي',
    fatherName: 'حسن',
    nationalCode: '0012345679',
    mobiles: ['09121111111', '09122222222'],
  }),
  told('erp/A', longAgo, {
    firstName: 'مریم',
    lastName: 'رضایی',
    fatherName: 'حسین',
    nationalCode: '0012345679',
    mobile: '09123333333',
  }),
  // Reza: only the CRM has him, with a wrong national code.
  told('crm/2', lastWinter, { lastName: 'کریمی', nationalCode: '1234567890', birthOn: '۱۳۷۰/۰۱/۰۲' }),
  // Sara: only the ERP, with a day that does not exist.
  told('erp/B', lastSummer, { lastName: 'محمدی', birthOn: '1403/12/31', fatherName: 'علی' }),
  { ...told('erp/C', lastWeek, {}), deleted: true },
  {
    connection: 'erp',
    type: 'payment',
    externalId: 'p1',
    data: { reference: 'r1', state: 'confirmed', amountRial: 9, customer: { externalId: 'A' } },
  },
  {
    connection: 'erp',
    type: 'payment',
    externalId: 'p2',
    data: { reference: 'r2', state: 'confirmed', amountRial: 9, payerNationalCode: '0012345679' },
  },
]

async function measure(): Promise<void> {
  const begun = await ask('POST /v1/data-quality/measurements')
  assert.equal(begun.status, 202, begun.text)
  const path = String(begun.headers.get('location'))
  await hub.until(async () => (await hub.api.get<Json>(path))['state'] === 'completed', 'it is measured')
}

/** The line of an attribute of a source; the source `null` stands for the profiles. */
async function line(attribute: string, connection: string | null, type = 'person'): Promise<Json> {
  const { items } = await hub.api.get<{ items: Json[] }>(
    `/v1/data-quality?type=${type}&attribute=${attribute}&limit=500`,
  )
  const found = items.filter((one) => (one['connection'] ?? null) === connection)
  assert.equal(found.length, 1, JSON.stringify(items))
  return found[0] ?? {}
}
const parts = async (attribute: string, connection: string | null, names: string): Promise<unknown[]> => {
  const found = await line(attribute, connection)
  return names.split(' ').map((name) => found[name])
}

describe('data quality', () => {
  it('counts what is there and what is missing, by source and of the profiles', async () => {
    const names = 'records present missing completeness'
    assert.deepEqual(await parts('fatherName', 'crm', names), [2, 1, 1, 0.5])
    assert.deepEqual(await parts('fatherName', 'erp', names), [2, 2, 0, 1])
    assert.deepEqual(await parts('fatherName', null, names), [3, 2, 1, 0.6667])
    assert.deepEqual(await parts('passportNumber', 'crm', names), [2, 0, 2, 0])
    assert.equal((await line('passportNumber', 'crm'))['validity'], undefined)
  })

  it('counts what fails its check; a profile is good when one of its sources is', async () => {
    const names = 'present valid invalid validity'
    assert.deepEqual(await parts('nationalCode', 'crm', names), [2, 1, 1, 0.5])
    assert.deepEqual(await parts('nationalCode', null, names), [2, 1, 1, 0.5])
    assert.deepEqual(await parts('birthOn', 'erp', names), [1, 0, 1, 0])
    assert.deepEqual(await parts('birthOn', 'crm', names), [1, 1, 0, 1])
  })

  it('tells how old it is', async () => {
    const names = 'within30Days within90Days within365Days older freshness newestAt oldestAt'
    const [summer, long] = ['2025-07-01T08:00:00.000Z', '2023-01-01T08:00:00.000Z']
    const [week, winter] = ['2026-02-22T08:00:00.000Z', '2025-12-20T08:00:00.000Z']
    assert.deepEqual(await parts('lastName', 'crm', names), [1, 2, 2, 0, 1, week, winter])
    assert.deepEqual(await parts('lastName', 'erp', names), [0, 0, 1, 1, 0.5, summer, long])
    assert.deepEqual(await parts('lastName', null, names), [1, 2, 3, 0, 1, week, summer])
  })

  it('counts contradictions between sources, not other spellings, and not several mobiles', async () => {
    const names = 'conflicting agreement'
    assert.deepEqual(await parts('fatherName', 'crm', names), [1, 0])
    assert.deepEqual(await parts('fatherName', 'erp', names), [1, 0.5])
    assert.deepEqual(await parts('fatherName', null, names), [1, 0.5])
    assert.deepEqual(await parts('lastName', null, names), [0, 1])
    assert.deepEqual(await parts('mobile', 'crm', 'present conflicting'), [1, 0])
    const lists = await hub.api.get<{ items: Json[] }>('/v1/data-quality?attribute=mobiles')
    assert.deepEqual(lists.items, [])
  })

  it('counts attached records too, which have no profile', async () => {
    const { records: all, present } = await line('payerNationalCode', 'erp', 'payment')
    assert.deepEqual([all, present], [2, 1])
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/data-quality?type=payment&of=profiles')
    assert.deepEqual(items, [])
  })

  it('is paged in one order, of one measurement with its age', async () => {
    const seen: string[] = []
    for (let after = ''; ;) {
      const page = await hub.api.get<{ items: Json[]; next: string | null; ageSeconds: number }>(
        `/v1/data-quality?connection=crm&limit=7${after}`,
      )
      seen.push(...page.items.map((one) => String(one['attribute'])))
      if (page.next === null) break
      after = `&after=${encodeURIComponent(page.next)}`
    }
    assert.deepEqual(seen, [...new Set(seen)].sort())
    assert.ok(seen.length > 30)
    assert.deepEqual(wrongFields(await ask('GET /v1/data-quality?type=ghost')), ['type'])
  })

  it('changes with the next measurement, every day by itself, whole or not at all', async () => {
    await hub.api.post('/v1/source-records', {
      records: [told('crm/2', lastWeek, { lastName: 'کریمی', nationalCode: '0499370899' })],
    })
    assert.deepEqual(await parts('nationalCode', 'crm', 'valid'), [1], 'what was measured stands')
    const { operation } = await hub.api.get<Json>('/v1/data-quality')
    // As if the measurement were a day older: a day of the hand-moved clock takes minutes.
    const yesterday = new Date(hub.clock.now().getTime() - 86_400_000)
    await hub.database.connection.collection('dataQuality').updateOne({}, { $set: { measuredAt: yesterday } })
    await hub.until(
      async () => (await hub.api.get<Json>('/v1/data-quality'))['operation'] !== operation,
      'it is measured again',
    )
    assert.deepEqual(await parts('nationalCode', 'crm', 'valid'), [2])
    const report = await hub.api.get<Json>('/v1/data-quality')
    assert.ok(Number(report['ageSeconds']) < 3_600, JSON.stringify(report['ageSeconds']))
  })

  it('is begun by those who govern profiles only', async () => {
    const { key } = await hub.api.post<Json>('/v1/api-keys', { name: 'reader', scopes: ['profiles:read'] })
    problemIn(await ask('POST /v1/data-quality/measurements', { key: String(key) }), 'forbidden')
  })
})

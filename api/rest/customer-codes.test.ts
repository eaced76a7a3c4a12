/** The code that the hub gives each customer (CUS-08): one for each, for good, and the way to the record and its history. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { customerCodeIn } from '../../engine/values/customer-code.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

interface Told {
  readonly type: string
  readonly externalId: string
  readonly data: Json
}

async function tell(...records: readonly Told[]): Promise<readonly string[]> {
  const { results } = await hub.api.post<{ results: { profileId: string }[] }>('/v1/source-records', {
    records: records.map((record) => ({ connection: 'crm', ...record })),
  })
  return results.map(({ profileId }) => profileId)
}

const person = (externalId: string, lastName: string, more: Json = {}): Told => ({
  type: 'person',
  externalId,
  data: { firstName: 'نسرین', lastName, ...more },
})

async function codes(id: string): Promise<readonly [string, readonly string[]]> {
  const { card } = await hub.api.get<{ card: { customerCode: string; formerCodes: string[] } }>(
    `/v1/profiles/${id}`,
  )
  return [card.customerCode, card.formerCodes]
}

async function found(query: string): Promise<readonly unknown[]> {
  const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles?${query}`)
  return items.map(({ id }) => id)
}

describe('CUS-08 the code of a customer', () => {
  it('is given to every person and organisation, with a check digit, and stays', async () => {
    const [a = '', b = '', asset = ''] = await tell(
      person('c1', 'یکم', { nationalCode: '0012345679' }),
      { type: 'organisation', externalId: 'o1', data: { name: 'شرکت نمونه' } },
      { type: 'terminal', externalId: 't1', data: { serial: 'PX-1' } },
    )
    const [[first], [second]] = [await codes(a), await codes(b)]
    assert.equal(customerCodeIn(first), first)
    assert.equal(customerCodeIn(second), second)
    assert.notEqual(first, second)
    assert.equal((await codes(asset))[0], undefined, 'a thing has none')
    await tell(person('c1', 'یکم‌پور', { nationalCode: '0012345679', mobile: '09121110000' }))
    assert.deepEqual(await codes(a), [first, []])
  })

  it('leads to the record and its history, as people write it, and with one digit wrong to nobody', async () => {
    const [id = ''] = await tell(person('c2', 'دوم'), {
      type: 'activity',
      externalId: 'a1',
      data: { kind: 'call', happenedAt: '2026-02-01T08:00:00Z', customer: { externalId: 'c2' } },
    })
    const [code] = await codes(id)
    const persian = [...code].map((digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit))).join('')
    const written = [code, `${code.slice(0, 3)}-${code.slice(3)}`, persian].map(encodeURIComponent)
    for (const text of written) {
      assert.deepEqual(await found(`identifier=customerCode:${text}`), [id], text)
      assert.deepEqual(await found(`q=${text}`), [id], text)
    }
    assert.deepEqual(await found(`identifier=customerCode:${code}&kind=organisation`), [])
    const wrong = code.slice(0, 8) + String((Number(code.charAt(8)) + 1) % 10)
    assert.deepEqual(await found(`identifier=customerCode:${wrong}`), [])
    assert.deepEqual(await found(`q=${wrong}`), [])
    const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles/${id}/timeline`)
    assert.equal(items[0]?.['externalId'], 'a1')
  })

  it('finds once, and page by page, who is also called like that number', async () => {
    const [id = ''] = await tell(person('c3', 'سوم'))
    const [code] = await codes(id)
    const [named = ''] = await tell(person('c4', code))
    assert.deepEqual([...(await found(`q=${code}`))].sort(), [id, named].sort())
    assert.deepEqual([...(await found(`q=${code}&match=fuzzy`))].sort(), [id, named].sort())
    const page = await hub.api.get<{ items: Json[]; next: string }>(`/v1/profiles?q=${code}&limit=1`)
    const rest = await found(`q=${code}&limit=1&after=${page.next}`)
    assert.deepEqual([page.items[0]?.['id'], ...rest].sort(), [id, named].sort())
  })

  it('goes with its person through a merge, where both lead to one, and back through the split', async () => {
    const [a = '', b = ''] = await tell(person('m1', 'چهارم'), person('m2', 'پنجم'))
    const [[codeA], [codeB]] = [await codes(a), await codes(b)]
    const { profiles } = await hub.api.post<Json>(`/v1/profiles/${a}/merge`, { with: b, reason: 'یکی‌اند' })
    const [survivor = ''] = profiles as readonly string[]
    const [own, former] = await codes(survivor)
    assert.deepEqual([own, ...former].sort(), [codeA, codeB].sort())
    assert.deepEqual(
      [await found(`identifier=customerCode:${codeA}`), await found(`identifier=customerCode:${codeB}`)],
      [[survivor], [survivor]],
    )
    const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles/${survivor}/sources`)
    const second = items.find(({ externalId }) => externalId === 'm2')
    await hub.api.post(`/v1/profiles/${survivor}/unmerge`, {
      sourceRecordIds: [second?.['id']],
      reason: 'دو نفرند',
    })
    const [again] = await found('identifier=external:crm:m1')
    const [other] = await found('identifier=external:crm:m2')
    assert.notEqual(again, other)
    assert.deepEqual(await codes(String(again)), [codeA, []])
    assert.deepEqual(await codes(String(other)), [codeB, []])
    assert.deepEqual(await found(`identifier=customerCode:${codeB}`), [other])
  })

  it('is the same for all who ask at once', async () => {
    const [id = ''] = await tell(person('c6', 'ششم'))
    const all = await Promise.all([codes(id), codes(id), codes(id), codes(id)])
    assert.deepEqual(new Set(all.map(([code]) => code)).size, 1)
  })

  it('is known to rules of segments', async () => {
    const [id = ''] = await tell(person('c7', 'هفتم'))
    const [code] = await codes(id)
    await hub.api.put('/v1/segments/coded', {
      title: { en: 'One', fa: 'یکی' },
      when: `customerCode = "${code}"`,
    })
    await hub.until(async () => (await found('segment=coded'))[0] === id, 'the segment has its member')
  })

  it('leads nowhere once the person is erased, and is given to nobody else', async () => {
    const [id = ''] = await tell(person('c8', 'هشتم', { nationalCode: '1112223339' }))
    const [code] = await codes(id)
    const { operation } = await hub.api.post<Json>(`/v1/profiles/${id}/erase`, { reason: 'درخواست' })
    await hub.until(
      async () => (await hub.api.get<Json>(`/v1/operations/${String(operation)}`))['state'] === 'completed',
      'it is erased',
    )
    assert.deepEqual(await found(`identifier=customerCode:${code}`), [])
    const kept = hub.database.connection.collection<{ _id: string }>('customerCodes')
    const left = await kept.findOne({ _id: code })
    assert.deepEqual(Object.keys(left ?? {}).sort(), ['_id', 'at'])
  })
})

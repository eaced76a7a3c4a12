/** A customer whose mobile becomes known is told its code by SMS, once, unless that is switched off (CUS-08). */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'

import type { Json } from '../../api/cli/hub-client.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'

const read = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8')

describe('CUS-08 telling the customer code', () => {
  let hub: TestHub
  before(async () => {
    hub = await testHub({ outside: {} })
    await deployTelling()
    // From its first look on, the feed is followed.
    await hub.clock.advance(5_000)
  })
  after(() => hub.close())

  async function deployTelling(): Promise<void> {
    await hub.api.deploy({
      'customer-code.bpmn': await read('customer-code.bpmn'),
      'customer-code.json': await read('customer-code.json'),
    })
  }

  async function tell(externalId: string, data: Json, type = 'person'): Promise<string> {
    const { results } = await hub.api.post<{ results: { profileId: string }[] }>('/v1/source-records', {
      records: [{ connection: 'crm', type, externalId, data }],
    })
    return results[0]?.profileId ?? ''
  }

  const sentTo = (mobile: string): readonly { readonly text: string }[] =>
    hub.outside.sms.state().messages.filter(({ receptor }) => receptor.endsWith(mobile.slice(-10)))
  const runs = async (state: string): Promise<number> =>
    (await hub.api.get<{ items: Json[] }>(`/v1/runs?flow=tellCustomerCode&state=${state}`)).items.length
  async function ended(count: number): Promise<void> {
    await hub.until(async () => (await runs('completed')) >= count, 'the runs have ended')
    assert.equal(await runs('completed'), count)
  }

  it('sends the code that leads to the customer, and keeps the message on the timeline', async () => {
    const id = await tell('p1', { firstName: 'مریم', lastName: 'رضایی', mobile: '۰۹۱۲۱۲۳۴۵۶۷' })
    await ended(1)
    const [message, ...others] = sentTo('09121234567')
    assert.deepEqual(others, [])
    const code = /\d{9}/.exec(message?.text ?? '')?.[0] ?? ''
    const { items } = await hub.api.get<{ items: Json[] }>(`/v1/profiles?identifier=customerCode:${code}`)
    assert.deepEqual(
      items.map((one) => one['id']),
      [id],
    )
    const timeline = await hub.api.get<{ items: { type: string; data: Json }[] }>(
      `/v1/profiles/${id}/timeline`,
    )
    const [noted] = timeline.items.filter(({ type }) => type === 'message')
    assert.deepEqual(
      [noted?.data['channel'], noted?.data['template'], noted?.data['text']],
      ['sms', 'customer-code', message?.text],
    )
  })

  it('tells it once, also when another number becomes known, and as soon as there is one', async () => {
    await tell('p1', { firstName: 'مریم', lastName: 'رضایی', mobile: '09121234568' })
    await ended(2)
    assert.deepEqual(sentTo('09121234568'), [])
    await tell('p2', { firstName: 'علی', lastName: 'کریمی', nationalCode: '0012345679' })
    await hub.clock.advance(5_000)
    assert.equal(await runs('completed'), 2, 'nobody can be told without a number')
    await tell('p2', {
      firstName: 'علی',
      lastName: 'کریمی',
      nationalCode: '0012345679',
      mobile: '09350001122',
    })
    await ended(3)
    assert.equal(sentTo('09350001122').length, 1)
  })

  it('is switched off by a rule set without rules, and on again', async () => {
    const { key, rules, ...rest } = JSON.parse(await read('customer-code.json')) as Json
    await hub.api.put(`/v1/rules/${String(key)}`, { ...rest, rules: [] })
    await hub.clock.leap(60_000)
    await tell('p3', { firstName: 'زهرا', lastName: 'نوری', mobile: '09360001122' })
    await hub.clock.advance(10_000)
    assert.equal(await runs('completed'), 3)
    assert.deepEqual(sentTo('09360001122'), [])
    await hub.api.put(`/v1/rules/${String(key)}`, { ...rest, rules })
    await hub.clock.leap(60_000)
    await tell('o1', { name: 'شرکت پویا', legalId: '14001234562', mobile: '09370001122' }, 'organisation')
    await ended(4)
    assert.equal(sentTo('09370001122').length, 1)
  })
})

/** Prospects and customers, natural and legal, entered once and known everywhere (CUS-01, CUS-02, CUS-13, INT-07). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import { element, file, job, mappings } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

/** Enters somebody by hand; gives the profile. */
async function enter(type: string, id: string, json: Json): Promise<Json> {
  const { status, body, text } = await ask(`PUT /v1/records/${type}/${id}`, { json })
  assert.equal(status, 200, text)
  return hub.api.get<Json>(`/v1/profiles/${String(body['profileId'])}`)
}
const shown = ({ kind, card }: Json): readonly unknown[] => [
  kind,
  ((card as Json)['lifecycle'] as Json)['stage'],
]
const legal = { name: 'شرکت آینده', legalId: '14001234562' }
const natural = { firstName: 'مریم', lastName: 'رضایی', nationalCode: '0012345679', mobile: '09121234567' }

describe('prospects and customers', () => {
  it('CUS-01 prospects are natural or legal persons', async () => {
    const one = await enter('person', 'p1', { firstName: 'علی', lastName: 'کریمی', stage: 'prospect' })
    const other = await enter('organisation', 'p2', { name: 'فروشگاه بهار', stage: 'prospect' })
    assert.deepEqual(
      [shown(one), shown(other)],
      [
        ['person', 'prospect'],
        ['organisation', 'prospect'],
      ],
    )
    const wrong = await ask('PUT /v1/records/person/p3', { json: { lastName: 'x', stage: 'guest' } })
    assert.deepEqual(wrongFields(wrong), ['stage'])
  })

  it('CUS-02 customers are natural or legal persons, each with identifiers of its own', async () => {
    const one = await enter('person', 'c1', { ...natural, stage: 'customer' })
    const other = await enter('organisation', 'c2', { ...legal, stage: 'customer' })
    assert.deepEqual(
      [shown(one), shown(other)],
      [
        ['person', 'customer'],
        ['organisation', 'customer'],
      ],
    )
    const kinds = async (kind: string): Promise<readonly unknown[]> =>
      (await hub.api.get<{ items: Json[] }>(`/v1/profiles?kind=${kind}&identifier=legalId:14001234562`)).items
    assert.deepEqual([(await kinds('organisation')).length, (await kinds('person')).length], [1, 0])
  })
})

describe('what is entered once', () => {
  it('CUS-13 is known to cases, flows, the timeline and other systems, and is entered nowhere again', async () => {
    const customer = await enter('person', 'c1', { ...natural, stage: 'customer' })
    const made = await hub.api.post<Json>('/v1/cases', {
      type: 'ticket',
      subject: 'خرابی دستگاه',
      requester: { profileId: customer['id'] },
    })
    const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', {
      records: [
        {
          connection: 'sales',
          type: 'order',
          externalId: 'o1',
          data: { orderNumber: 'S-1', customerNationalCode: natural.nationalCode },
        },
      ],
    })
    assert.equal(results[0]?.['profileId'], customer['id'], JSON.stringify(results))
    const timeline = await hub.api.get<{ items: Json[] }>(`/v1/profiles/${String(customer['id'])}/timeline`)
    assert.deepEqual(timeline.items.map(({ type }) => type).sort(), ['case', 'order'])
    const read = element('serviceTask', 'readThem', {
      extensions:
        job('hub.readProfile') +
        mappings({
          inputs: [['=identifier', 'identifier']],
          outputs: [
            ['=attributes.lastName', 'lastName'],
            ['=found', 'found'],
          ],
        }),
    })
    const model = file(
      {
        elements: [element('startEvent', 'begun'), read, element('endEvent', 'done')],
        flows: ['begun > readThem > done'],
      },
      'whoIsIt',
    )
    await hub.api.deploy({ 'who.bpmn': model })
    const asked = async (identifier: string): Promise<Json> => {
      const run = hub.api.post('/v1/flows/whoIsIt/runs', { variables: { identifier }, waitMs: 10_000 })
      return (await hub.passing(run))['variables'] as Json
    }
    assert.equal((await asked('mobile:0912 123 4567'))['lastName'], 'رضایی')
    assert.equal((await asked('mobile:09120000000'))['found'], false)
    assert.equal(made['type'], 'ticket')
  })

  it('INT-07 an incoming call finds the card of its number, and stays on it with what was said', async () => {
    const customer = await enter('person', 'c1', { ...natural, stage: 'customer' })
    const call = { kind: 'call', direction: 'in', customerMobile: '+98 912 123 4567' }
    const tell = (data: Json): Promise<Json> =>
      hub.api.post('/v1/source-records', {
        records: [{ connection: 'pbx', type: 'activity', externalId: 'call-1', data }],
      })
    await tell({ ...call, happenedAt: '2026-03-01T07:59:00Z' })
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/profiles?identifier=mobile:09121234567')
    assert.deepEqual(
      items.map(({ id }) => id),
      [customer['id']],
    )
    await tell({ ...call, happenedAt: '2026-03-01T07:59:00Z', note: 'قرار شد فردا نصب شود' })
    const { card } = await hub.api.get<{ card: { latest: { call: { data: Json } } } }>(
      `/v1/profiles/${String(customer['id'])}`,
    )
    assert.equal(card.latest.call.data['note'], 'قرار شد فردا نصب شود')
  })
})

/** Agenda wakes the clocks and decides nothing: without its jobs they fire all the same, once. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type { Json } from '../../api/cli/hub-client.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'

const hourMs = 3_600_000
const title = { en: 'Test', fa: 'آزمون' }

describe('clocks beside agenda', () => {
  let hub: TestHub
  before(async () => {
    hub = await testHub({ environment: { PEYVAND_AGENDA: 'on' } })
    await hub.api.put('/v1/sla-policies/test', {
      title,
      agreement: 'sla',
      subject: 'case',
      appliesWhen: 'channel = "test"',
      calendar: 'always',
      priority: 999,
      targets: [
        {
          name: 'resolve',
          title,
          within: 'PT4H',
          successWhen: 'kind = "closed"',
          warnings: [{ name: 'early', share: 0.5 }],
        },
      ],
    })
  })
  after(() => hub.close())

  it('warn once and break once although its collection is deleted while it runs', async () => {
    const jobs = hub.database.connection.collection('agendaJobs')
    await hub.until(async () => (await jobs.countDocuments({ name: 'slaWake' })) === 1, 'agenda has its job')
    const made = await hub.api.post('/v1/cases', { type: 'ticket', channel: 'test' })
    const all = await hub.api.get<{ readonly items: readonly Json[] }>(
      `/v1/clocks?subject=${String(made['id'])}&policy=test`,
    )
    const path = `/v1/events?subject=${String(all.items[0]?.['id'])}`
    const told = async (): Promise<readonly unknown[]> =>
      (await hub.api.get<{ readonly items: readonly Json[] }>(path)).items.map(({ type }) => type)
    await jobs.drop()
    await hub.clock.leap(2 * hourMs)
    await hub.until(async () => (await told()).length === 1, 'it warns')
    await jobs.drop().catch(() => undefined)
    await hub.clock.leap(2 * hourMs)
    await hub.until(async () => (await told()).length === 2, 'it breaks')
    await hub.clock.advance(12_000)
    assert.deepEqual(await told(), ['clock.warned', 'clock.breached'])
    assert.equal(await jobs.countDocuments({ name: 'slaWake' }), 0, 'agenda had nothing to wake by')
  })
})

/** What a segment says of the day becomes true and false by itself, with the day (CUS-10). */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'

import type { Json } from '../../api/cli/hub-client.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'

describe('CUS-10 the refresh of segments', () => {
  let hub: TestHub
  before(async () => {
    hub = await testHub()
    const xml = await readFile(new URL('segment-refresh.bpmn', import.meta.url), 'utf8')
    await hub.api.deploy({ 'segment-refresh.bpmn': xml })
  })
  after(() => hub.close())

  const members = async (): Promise<readonly Json[]> =>
    (await hub.api.get<{ items: readonly Json[] }>('/v1/segments/newcomers/members')).items

  it('takes out on its schedule whoever is no newcomer any more', async () => {
    await hub.api.post('/v1/source-records', {
      records: [
        {
          connection: 'crm',
          type: 'person',
          externalId: '1',
          data: { firstName: 'سارا', lastName: 'نو', registeredOn: '2026-02-28' },
        },
      ],
    })
    await hub.api.put('/v1/segments/newcomers', {
      title: { en: 'Newcomers', fa: 'تازه‌واردان' },
      when: 'today() - date(registeredOn) < duration("P2D")',
    })
    await hub.until(async () => (await members()).length === 1, 'she is new')
    await hub.clock.leap(86_400_000)
    await hub.until(async () => (await members()).length === 0, 'a day later she is not')
    const { items } = await hub.api.get<{ items: readonly Json[] }>('/v1/runs?flow=segmentRefresh')
    assert.deepEqual(
      items.map(({ state }) => state),
      ['completed'],
    )
  })

  it('is begun by hand, once for each run', async () => {
    const run = await hub.passing(
      hub.api.post<{ variables: Json }>('/v1/flows/segmentRefresh/runs', { waitMs: 5_000 }),
    )
    const operation = encodeURIComponent(String(run.variables['operation']))
    await hub.until(
      async () => (await hub.api.get<Json>(`/v1/operations/${operation}`))['state'] === 'completed',
      'everybody was looked at',
    )
  })
})

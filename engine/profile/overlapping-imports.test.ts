/** Imports about the same people at the same time, over the real store. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock } from '../../test/harness/fake-clock.ts'
import { profilePorts } from '../../test/harness/profile-ports.ts'
import { profiles } from './profiles.ts'
import { recordId, type ArrivingRecord } from './record-document.ts'

let database: TestDatabase | undefined
after(() => database?.close())

/** More than a caller with few brings: both imports share the lane of the large ones. */
const size = 30

function importOf(connection: string, sameAs?: string): readonly ArrivingRecord[] {
  return Array.from({ length: size }, (_, n) => {
    const externalId = `p${String(n)}`
    const known = sameAs === undefined ? {} : { sameAs: [{ connection: sameAs, externalId }] }
    return {
      connection,
      type: 'person',
      externalId,
      data: { firstName: 'مریم', lastName: 'رضایی', ...known },
    }
  })
}

describe('imports that speak of the same people at the same time', () => {
  it('do not make each other begin again, and nobody becomes two', async () => {
    database = await testDatabase()
    const ports = profilePorts(database.connection, fakeClock('2026-03-01T08:00:00Z'))
    const { records } = ports
    const later = importOf('erp', 'crm')
    let looks = 0
    let second: Promise<unknown> | undefined
    const hub = profiles({
      ...ports,
      records: {
        ...records,
        // The first import has written its profiles and looks around once more: by then the second is stored.
        stateAround: async (wanted) => {
          looks += 1
          second ??= hub.ingest(later)
          while ((await records.byIds(later.map(recordId))).length < size);
          return records.stateAround(wanted)
        },
      },
    })
    await hub.start()
    await hub.ingest(importOf('crm'))
    await second
    assert.equal(looks, 2, 'one look after each import')
    const page = { limit: 100 }
    const { items } = await hub.list({ kind: 'person' }, page)
    assert.equal(items.length, size)
    for (const { id } of items) {
      const sources = await hub.sources(id, page)
      assert.deepEqual(sources.items.map(({ connection }) => connection).sort(), ['crm', 'erp'])
    }
    await hub.stop()
  })
})

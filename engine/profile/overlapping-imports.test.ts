/** Imports about the same people at the same time, over the real store. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock } from '../../test/harness/fake-clock.ts'
import { changeFeed } from '../store/change-feed.ts'
import { matchDecisionStore } from '../store/match-decisions.ts'
import { profileStore } from '../store/profiles.ts'
import { profileVersionStore } from '../store/profile-versions.ts'
import { settlementJournal } from '../store/settlement-journal.ts'
import { sourceRecordStore, type SourceRecordStore } from '../store/source-records.ts'
import { timeOrderedIds } from '../values/ids.ts'
import { silentLog } from '../values/log.ts'
import { noCustomFields } from './custom/custom-fields.ts'
import { fixedGround } from './ground.ts'
import { newestWins } from './policy.ts'
import { profiles } from './profiles.ts'
import { recordId, type ArrivingRecord } from './record-document.ts'
import type { Profiles } from './service.ts'

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

function profilesOver(records: SourceRecordStore, { connection }: TestDatabase): Profiles {
  const clock = fakeClock('2026-03-01T08:00:00Z')
  return profiles({
    records,
    journal: settlementJournal(connection, clock),
    profiles: profileStore(connection),
    versions: profileVersionStore(connection),
    feed: changeFeed(connection),
    decisions: matchDecisionStore(connection),
    fields: noCustomFields,
    ground: fixedGround({ policy: { version: 0, policy: newestWins } }),
    newId: timeOrderedIds({ clock, randomBytes }),
    clock,
    log: silentLog,
    random: () => 0.5,
  })
}

describe('imports that speak of the same people at the same time', () => {
  it('do not make each other begin again, and nobody becomes two', async () => {
    database = await testDatabase()
    const records = sourceRecordStore(database.connection, fakeClock('2026-03-01T08:00:00Z'))
    const later = importOf('erp', 'crm')
    let looks = 0
    let second: Promise<unknown> | undefined
    const hub = profilesOver(
      {
        ...records,
        // The first import has written its profiles and looks around once more: by then the second is stored.
        stateAround: async (wanted) => {
          looks += 1
          second ??= hub.ingest(later)
          while ((await records.byIds(later.map(recordId))).length < size);
          return records.stateAround(wanted)
        },
      },
      database,
    )
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

/** What settling rests on, and who waits for whom, over the real store. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock, type FakeClock } from '../../test/harness/fake-clock.ts'
import { profilePorts } from '../../test/harness/profile-ports.ts'
import type { Ground } from './ground.ts'
import { profiles, type ProfilePorts } from './profiles.ts'
import type { ArrivingRecord } from './record-document.ts'
import type { Profiles } from './service.ts'

let database: TestDatabase
let clock: FakeClock
let ports: ProfilePorts

before(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  const { connection } = database
  for (const name of ['sourceRecords', 'profiles', 'profileChanges', 'settlements'])
    await connection.collection(name).deleteMany({})
  clock = fakeClock('2026-03-01T08:00:00Z')
  ports = profilePorts(connection, clock)
})
after(() => database.close())

const page = { limit: 100 }

function person(connection: string, n: number, more: Readonly<Record<string, string>> = {}): ArrivingRecord {
  const data = { firstName: 'مریم', lastName: `رضایی ${String(n)}`, ...more }
  return { connection, type: 'person', externalId: `p${String(n)}`, data }
}

async function started(own: ProfilePorts): Promise<Profiles> {
  const hub = profiles(own)
  await hub.start()
  return hub
}

describe('settling', () => {
  it('rests on the policy that holds after the write, whatever this process saw last', async () => {
    const nationalCode = '0012345679'
    const ground = (trusted: string, version: number): Ground => ({
      policy: { version, policy: { priority: [trusted] } },
    })
    const [old, present] = [ground('crm', 1), ground('erp', 2)]
    const hub = await started({
      ...ports,
      ground: { last: () => Promise.resolve(old), now: () => Promise.resolve(present) },
    })
    await hub.ingest([person('erp', 1, { nationalCode, city: 'شیراز' })])
    const [{ profileId = '' } = {}] = await hub.ingest([person('crm', 2, { nationalCode, city: 'تبریز' })])
    const shown = await hub.get(profileId)
    assert.equal(shown.state === 'active' && shown.attributes['city'], 'شیراز')
    await hub.stop()
  })

  it('lets a single record pass while the writes of an import are under way', async () => {
    const { records } = ports
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const hub = await started({
      ...ports,
      records: {
        ...records,
        commits: { ...records.commits, submit: (write) => held.then(() => records.commits.submit(write)) },
      },
    })
    const large = hub.ingest(Array.from({ length: 30 }, (_, n) => person('file', n)))
    const [single] = await hub.ingest([person('desk', 100)])
    assert.equal(single?.outcome, 'created')
    release()
    assert.equal((await large).filter(({ outcome }) => outcome === 'created').length, 30)
    await hub.stop()
  })

  it('leaves nothing in the journal when it has stopped', async () => {
    const hub = await started(ports)
    await hub.ingest([person('crm', 1), person('crm', 2)])
    await hub.stop()
    assert.equal(await database.connection.collection('settlements').countDocuments(), 0)
  })
})

describe('the list of profiles', () => {
  it('has everybody once, in the order of ids, while profiles change between its pages', async () => {
    const hub = await started(ports)
    await hub.ingest(Array.from({ length: 7 }, (_, n) => person('crm', n)))
    const seen: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const { items, next } = await hub.list({}, { limit: 2, ...(after !== undefined && { after }) })
      seen.push(...items.map(({ id }) => id))
      // Every second one changes, and would stand at the end of a list in the order of changes.
      await clock.leap(1_000)
      await hub.ingest([0, 2, 4, 6].map((n) => person('crm', n, { city: `شهر ${String(seen.length)}` })))
      after = next
    }
    assert.equal(seen.length, 7)
    assert.deepEqual(seen, [...new Set(seen)].sort())
    const changed = await hub.list({ updatedSince: new Date('2026-02-28T00:00:00Z') }, page)
    assert.equal(changed.items.length, 7)
    await hub.stop()
  })
})

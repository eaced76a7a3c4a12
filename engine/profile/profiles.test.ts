/** The profiles over the real store: merging across systems, racing processes, death at any write, and the feed. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'

import fc from 'fast-check'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock, type FakeClock } from '../../test/harness/fake-clock.ts'
import { profilePorts } from '../../test/harness/profile-ports.ts'
import type { ProfileDocument } from '../store/profiles.ts'
import type { JsonObject } from '../values/json.ts'
import { partition } from './match.ts'
import { profiles, type ProfilePorts } from './profiles.ts'
import type { ArrivingRecord } from './record-document.ts'
import { normalised } from './record-document.ts'
import { people } from './samples.ts'
import type { Profiles, ProfileView } from './service.ts'

let database: TestDatabase | undefined
let clock: FakeClock
let hub: Profiles

function present(): TestDatabase {
  assert.ok(database)
  return database
}

function ports(): ProfilePorts {
  return profilePorts(present().connection, clock)
}

/** Empties the collections: quicker than a new database, and nothing is made anew. */
async function fresh(): Promise<void> {
  database ??= await testDatabase()
  const { connection } = database
  const names = [
    'sourceRecords',
    'profiles',
    'profileVersions',
    'profileChanges',
    'refusedRecords',
    'settlements',
  ]
  await Promise.all(names.map((name) => connection.collection(name).deleteMany({})))
}

let former: Profiles | undefined
beforeEach(async () => {
  await former?.stop()
  await fresh()
  clock = fakeClock('2026-03-01T08:00:00Z')
  hub = profiles(ports())
  former = hub
  await hub.start()
})
after(async () => {
  await former?.stop()
  await database?.close()
})

const maryam = { firstName: 'مریم', lastName: 'رضایی', nationalCode: '0012345679', mobile: '09121234567' }

function person(name: string, data: JsonObject, more: Partial<ArrivingRecord> = {}): ArrivingRecord {
  const [connection = '', externalId = ''] = name.split('/')
  return { connection, type: 'person', externalId, data, ...more }
}

async function take(
  record: ArrivingRecord,
): Promise<{ readonly outcome: string; readonly profileId: string }> {
  const [result] = await hub.ingest([record])
  assert.ok(result)
  return { outcome: result.outcome, profileId: result.profileId ?? '' }
}

async function profile(id: string): Promise<ProfileView> {
  const found = await hub.get(id)
  assert.ok(found.state === 'active', 'it is alive')
  return found
}

const page = { limit: 100 }

describe('profiles', () => {
  it('takes a record in once: the same again, and an older version, change nothing', async () => {
    const first = await take(person('crm/1', maryam, { version: '9' }))
    assert.equal(first.outcome, 'created')
    assert.deepEqual(await take(person('crm/1', maryam, { version: '9' })), {
      ...first,
      outcome: 'unchanged',
    })
    const older = person('crm/1', { ...maryam, lastName: 'قدیمی' }, { version: '8' })
    assert.equal((await take(older)).outcome, 'unchanged')
    const newer = person('crm/1', { ...maryam, lastName: 'رضایی‌نژاد' }, { version: '10' })
    assert.equal((await take(newer)).outcome, 'updated')
    const shown = await profile(first.profileId)
    assert.equal(shown.attributes['lastName'], 'رضایی‌نژاد')
    assert.equal(shown.version, 2)
  })

  it('refuses a bad record in words, keeps it, and takes the others', async () => {
    const results = await hub.ingest([
      person('crm/1', maryam),
      person('crm/2', { firstName: 5, extra: true }),
      { connection: 'crm', type: 'dragon', externalId: '3', data: {} },
      person('crm/4', { lastName: 'کریمی', nationalCode: '1112223339' }),
    ])
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['created', 'refused', 'refused', 'created'],
    )
    assert.match(results[1]?.reason ?? '', /data\/extra/)
    assert.match(results[2]?.reason ?? '', /type: must be one of/)
    assert.equal(await present().connection.collection('refusedRecords').countDocuments(), 2)
  })

  it('the parked item holds the message as it arrived, plus every error', async () => {
    const arrived = person('crm/parked', { firstName: 5, extra: { deep: ['ي'] }, mobiles: 7 })
    await hub.ingest([arrived])
    const [kept] = await present().connection.collection('refusedRecords').find().toArray()
    assert.deepEqual(JSON.parse(String(kept?.['record'])), arrived)
    for (const field of ['firstName', 'extra', 'mobiles']) {
      assert.match(String(kept?.['reason']), new RegExp(`data/${field}`))
    }
  })

  it('makes one profile of what two systems say, and tells where each attribute comes from', async () => {
    const { profileId } = await take(person('crm/1', maryam))
    const erp = person('erp/C-7', {
      fullName: 'مريم رضايي',
      nationalCode: '۰۰۱۲۳۴۵۶۷۹',
      email: 'm@example.ir',
    })
    assert.equal((await take(erp)).profileId, profileId)
    const shown = await profile(profileId)
    assert.equal(shown.attributes['email'], 'm@example.ir')
    assert.equal(shown.provenance['email']?.from?.connection, 'erp')
    assert.equal(shown.provenance['mobile']?.from?.connection, 'crm')
    assert.equal((await hub.sources(profileId, page)).items.length, 2)
    const [link] = (await hub.explain(profileId)).links
    assert.equal(link?.by, 'nationalCode')
    assert.equal(await hub.count(), 1)
  })

  it('merges two profiles when a record links them; the older survives and the other leads to it (Unomi #413; PostHog #14051)', async () => {
    const a = await take(person('crm/1', { lastName: 'رضایی', nationalCode: '0012345679' }))
    await clock.advance(1_000)
    const b = await take(person('erp/2', { lastName: 'رضایی', email: 'x@example.ir' }))
    assert.notEqual(a.profileId, b.profileId)
    const bridge = {
      lastName: 'رضایی',
      nationalCode: '0012345679',
      sameAs: [{ connection: 'erp', externalId: '2' }],
    }
    const c = await take(person('shop/3', bridge))
    assert.equal(c.profileId, a.profileId)
    assert.deepEqual(await hub.get(b.profileId), {
      id: b.profileId,
      state: 'merged',
      mergedInto: a.profileId,
    })
    const [last] = (await hub.history(a.profileId, page)).items
    assert.deepEqual([last?.type, last?.mergedIds], ['profile.merged', [b.profileId]])
    assert.equal((await profile(a.profileId)).attributes['email'], 'x@example.ir')
  })

  it('takes them apart again when the record that linked them says otherwise (Unomi #420)', async () => {
    await take(person('crm/1', { lastName: 'رضایی', nationalCode: '0012345679' }))
    await take(person('erp/2', { lastName: 'رضایی', email: 'x@example.ir' }))
    const bridge = {
      lastName: 'رضایی',
      nationalCode: '0012345679',
      sameAs: [{ connection: 'erp', externalId: '2' }],
    }
    await take(person('shop/3', bridge))
    assert.equal(await hub.count(), 1)
    await take(person('shop/3', { lastName: 'رضایی', nationalCode: '0012345679' }))
    assert.equal(await hub.count(), 2)
  })

  it('never joins two people with different national codes, and says whom it kept apart', async () => {
    const family = { mobile: '09121234567', firstName: 'علی', lastName: 'رضایی' }
    const a = await take(person('crm/1', { ...family, nationalCode: '0012345679' }))
    const b = await take(person('crm/2', { ...family, nationalCode: '1112223339' }))
    assert.notEqual(a.profileId, b.profileId)
    const apart = await hub.explain(b.profileId)
    assert.deepEqual(apart.keptApart, [{ by: 'mobile+name', profileId: a.profileId }])
  })

  it('shows payments on the timeline of their customer, and of nobody who only shares a mobile', async () => {
    const a = await take(person('erp/C-7', maryam))
    await take(person('erp/C-8', { lastName: 'رضایی', mobile: maryam.mobile, nationalCode: '1112223339' }))
    const payment: ArrivingRecord = {
      connection: 'zarinpal',
      type: 'payment',
      externalId: 'A1',
      data: {
        reference: 'A1',
        state: 'confirmed',
        amountRial: 1_500_000,
        confirmedAt: '2026-02-28T10:00:00Z',
        customer: { connection: 'erp', externalId: 'C-7' },
      },
    }
    assert.equal((await take(payment)).profileId, a.profileId)
    const [item] = (await hub.timeline(a.profileId, page)).items
    assert.deepEqual([item?.type, item?.at.toISOString()], ['payment', '2026-02-28T10:00:00.000Z'])
    const byMobile = {
      ...payment,
      externalId: 'A2',
      data: { ...payment.data, reference: 'A2', customer: undefined },
    }
    const { customer: _customer, ...rest } = byMobile.data
    await take({ ...byMobile, data: { ...rest, payerMobile: maryam.mobile } })
    assert.equal((await hub.timeline(a.profileId, page)).items.length, 1)
    const lost = {
      ...payment,
      externalId: 'A3',
      data: { reference: 'A3', state: 'confirmed', amountRial: 1 },
    }
    assert.match((await hub.ingest([lost]))[0]?.reason ?? '', /customer/)
  })

  it('shows an asset with its owner, and the owner with its assets', async () => {
    const a = await take(person('erp/C-7', maryam))
    const terminal: ArrivingRecord = {
      connection: 'psp',
      type: 'terminal',
      externalId: 'T1',
      data: { serial: 'SN-1', terminalNumber: '77001', owner: { connection: 'erp', externalId: 'C-7' } },
    }
    const t = await take(terminal)
    assert.deepEqual((await profile(t.profileId)).relations, [{ kind: 'ownedBy', id: a.profileId }])
    assert.equal((await profile(a.profileId)).assets[0]?.id, t.profileId)
  })

  it('is found by identifiers as people write them, and by words', async () => {
    const { profileId } = await take(person('crm/1', maryam))
    await take(person('crm/2', { firstName: 'علی', lastName: 'کریمی', nationalCode: '1112223339' }))
    const found = async (query: Parameters<Profiles['list']>[0]): Promise<readonly string[]> =>
      (await hub.list(query, page)).items.map(({ id }) => id)
    for (const identifier of ['nationalCode:۰۰۱۲۳۴۵۶۷۹', 'mobile:+98 912 123 4567', 'external:crm:1']) {
      assert.deepEqual(await found({ identifier }), [profileId], identifier)
    }
    assert.deepEqual(await found({ q: 'رضايي مريم' }), [profileId])
    assert.deepEqual(await found({ q: '0012345679' }), [profileId])
    assert.deepEqual(await found({ identifier: 'nationalCode:123' }), [])
    const first = await hub.list({}, { limit: 1 })
    const second = await hub.list({}, { limit: 1, after: first.next ?? '' })
    assert.equal(second.next, null)
    assert.notEqual(first.items[0]?.id, second.items[0]?.id)
  })

  it('shows a profile as it was at an instant, with provenance and identifiers', async () => {
    const { profileId } = await take(person('crm/1', maryam))
    await clock.advance(60_000)
    await take(person('crm/1', { ...maryam, email: 'm@example.ir', lastName: 'نو' }))
    await clock.advance(60_000)
    await take(person('crm/1', { ...maryam, lastName: 'سوم' }))
    const at = async (minutes: number): Promise<ProfileView> => {
      const past = await hub.get(profileId, { asOf: new Date(Date.UTC(2026, 2, 1, 8, minutes, 30)) })
      assert.ok(past.state === 'active')
      return past
    }
    const [first, second, third] = [await at(0), await at(1), await at(2)]
    assert.deepEqual(
      [first, second, third].map(({ attributes, version }) => [
        attributes['lastName'],
        attributes['email'],
        version,
      ]),
      [
        ['رضایی', undefined, 1],
        ['نو', 'm@example.ir', 2],
        ['سوم', undefined, 3],
      ],
    )
    assert.equal(second.provenance['email']?.from?.connection, 'crm')
    assert.ok(second.identifiers.some(({ value }) => value === 'm@example.ir'))
    assert.ok(!first.identifiers.some(({ kind }) => kind === 'email'))
    await assert.rejects(hub.get(profileId, { asOf: new Date('2026-01-01') }), /did not exist/)
  })

  it('shows what was two before a merge as two, each with what it owned then', async () => {
    const a = await take(person('crm/1', { lastName: 'رضایی', nationalCode: '0012345679' }))
    const b = await take(person('erp/2', { lastName: 'رضایی', email: 'x@example.ir' }))
    const owner = { connection: 'erp', externalId: '2' }
    const terminal = {
      connection: 'psp',
      type: 'terminal',
      externalId: 'T1',
      data: { serial: 'SN-1', owner },
    }
    const t = await take(terminal)
    await clock.advance(60_000)
    await take(person('shop/3', { lastName: 'رضایی', nationalCode: '0012345679', sameAs: [owner] }))
    await take({ ...terminal, data: { serial: 'SN-1' } })
    const before = { asOf: new Date('2026-03-01T08:00:30Z') }
    const past = await hub.get(b.profileId, before)
    assert.ok(past.state === 'active', 'the id that has been merged since')
    assert.deepEqual(
      [past.attributes['email'], past.assets.map(({ id }) => id)],
      ['x@example.ir', [t.profileId]],
    )
    const other = await hub.get(a.profileId, before)
    assert.ok(other.state === 'active')
    assert.deepEqual([other.attributes['email'], other.assets], [undefined, []])
    const asset = await hub.get(t.profileId, before)
    assert.ok(asset.state === 'active')
    assert.deepEqual(asset.relations, [{ kind: 'ownedBy', id: b.profileId }])
    assert.equal((await hub.get(b.profileId)).state, 'merged')
  })

  it('tells every change once, in order, to a reader who comes back with the cursor', async () => {
    for (let n = 0; n < 5; n += 1)
      await take(person(`crm/${String(n)}`, { lastName: `خانواده ${String(n)}` }))
    const seen: number[] = []
    let after = '0'
    for (;;) {
      const { items, next } = await hub.changes({ limit: 2, after })
      if (items.length === 0) break
      seen.push(...items.map(({ position }) => position))
      after = next
    }
    assert.deepEqual(seen, [1, 2, 3, 4, 5])
    await take(person('crm/0', { lastName: 'دیگر' }))
    const { items } = await hub.changes({ limit: 10, after })
    assert.deepEqual(
      items.map(({ type, changed }) => [type, changed.map(({ attribute }) => attribute)]),
      [['profile.updated', ['fullName', 'lastName']]],
    )
    await assert.rejects(hub.changes({ limit: 1, after: 'x' }), /cursor/)
  })
})

/** What the store holds, apart from ids and times: which records are together, and whether it hangs together. */
async function stateOf(): Promise<{
  readonly groups: readonly string[]
  readonly expected: readonly string[]
}> {
  const all = await present()
    .connection.collection<Awaited<ReturnType<ProfilePorts['records']['byIds']>>[number]>('sourceRecords')
    .find()
    .toArray()
  const living = await present()
    .connection.collection<ProfileDocument>('profiles')
    .find({ state: 'active' })
    .toArray()
  const homeOf = new Map(living.flatMap(({ _id, records }) => records.map((id) => [id, _id] as const)))
  const left = await present()
    .connection.collection('settlements')
    .countDocuments({ sweptAt: { $exists: false } })
  assert.equal(left, 0, 'nothing waits to be settled')
  for (const record of all) {
    assert.ok(homeOf.has(record._id), 'a record is in a profile')
  }
  assert.equal(living.flatMap(({ records }) => records).length, all.length, 'a record is in one profile only')
  const nodes = all.map(normalised).map(({ source, links }) => ({ id: source.id, links }))
  const words = (groups: readonly (readonly string[])[]): readonly string[] =>
    groups.map((ids) => [...ids].sort().join(' ')).sort()
  return { groups: words(living.map(({ records }) => records)), expected: words(partition(nodes).groups) }
}

const arriving = people.map((list) =>
  list.map(({ connection, externalId, data, type }): ArrivingRecord => ({
    connection,
    externalId,
    data,
    type,
  })),
)

describe('profiles under fire', () => {
  /** Losers of a race sleep a moment: time passes while these tests run. */
  let moving: NodeJS.Timeout
  before(() => {
    moving = setInterval(() => void clock.advance(10), 1)
  })
  after(() => clearInterval(moving))
  /** A hub that goes on repairing would write into the collections that the next round has emptied. */
  beforeEach(() => hub.stop())

  it('are what the records say, each in one profile, whatever the order and however many processes take them in at once (HAPI MDM #4156, #4745; Tracardi #638)', async () => {
    await fc.assert(
      fc.asyncProperty(arriving, fc.nat(), async (list, seed) => {
        await fresh()
        const processes = [profiles(ports()), profiles(ports()), profiles(ports())]
        for (const one of processes) await one.start()
        const into = (n: number): Profiles => processes[(n + seed) % 3] ?? hub
        await Promise.all(list.map((record, n) => into(n).ingest([record])))
        await Promise.all(processes.map((one) => one.stop()))
        const { groups, expected } = await stateOf()
        assert.deepEqual(groups, expected)
      }),
      { numRuns: 15 },
    )
  })

  it('come right after a death at any write', async () => {
    const batch: readonly ArrivingRecord[] = [
      person('crm/1', { lastName: 'رضایی', nationalCode: '0012345679' }),
      person('erp/2', { lastName: 'رضایی', email: 'x@example.ir' }),
    ]
    const bridge = person('shop/3', {
      lastName: 'رضایی',
      nationalCode: '0012345679',
      sameAs: [{ connection: 'erp', externalId: '2' }],
    })
    for (let dieAt = 1; ; dieAt += 1) {
      await fresh()
      const doomed = dying(ports(), dieAt)
      const first = profiles(doomed.ports)
      await first.start()
      await first.ingest(batch).catch(() => undefined)
      await first.ingest([bridge]).catch(() => undefined)
      await first.stop()
      const next = profiles(ports())
      await next.start()
      await next.ingest([...batch, bridge])
      await next.stop()
      const { groups, expected } = await stateOf()
      assert.deepEqual(groups, expected, `after dying at write ${String(dieAt)}`)
      const { items } = await next.changes({ limit: 100 })
      assert.deepEqual(
        items.map(({ position }) => position),
        items.map((_item, n) => n + 1),
      )
      const [survivor] = (await next.list({}, page)).items
      const told = items.filter(({ profileId }) => profileId === survivor?.id).map(({ version }) => version)
      assert.deepEqual(
        told,
        Array.from({ length: survivor?.version ?? 0 }, (_v, n) => n + 1),
        'each version told once',
      )
      if (!doomed.isDead()) return
    }
  })
})

/** Ports whose n-th write, and everything after it, fails: what is left is what a dead process leaves. */
function dying(alive: ProfilePorts, dieAt: number): { readonly ports: ProfilePorts; isDead(): boolean } {
  let writes = 0
  const step = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    writes += 1
    if (writes >= dieAt) throw new Error('the process is dead')
    return act()
  }
  const { records, journal, profiles: store, versions, feed } = alive
  return {
    isDead: () => writes >= dieAt,
    ports: {
      ...alive,
      records: {
        ...records,
        promptCommits: {
          ...records.promptCommits,
          submit: (write) => step(() => records.promptCommits.submit(write)),
        },
        settled: (list) => step(() => records.settled(list)),
      },
      journal: {
        ...journal,
        open: (ids) => step(() => journal.open(ids)),
        close: (id) => step(() => journal.close(id)),
      },
      versions: { ...versions, keep: (...kept) => step(() => versions.keep(...kept)) },
      profiles: {
        ...store,
        write: (list) => (list.length === 0 ? Promise.resolve(true) : step(() => store.write(list))),
      },
      feed: { ...feed, append: (list) => step(() => feed.append(list)) },
    },
  }
}

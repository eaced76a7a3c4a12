/**
 * A country that is known already: that many people, each with one record and a profile of its own, written as the hub
 * leaves them and without its work. For measurements that need a large database and not how it came to be.
 */
import { randomBytes } from 'node:crypto'

import { newestWins } from '../../engine/profile/policy.ts'
import { documentOf as profileOf } from '../../engine/profile/profile-document.ts'
import {
  documentOf as recordOf,
  normalised,
  statementOf,
  type ArrivingRecord,
} from '../../engine/profile/record-document.ts'
import { resolve } from '../../engine/profile/resolution.ts'
import { connect } from '../../engine/store/database.ts'
import type { ProfileDocument } from '../../engine/store/profiles.ts'
import type { SourceRecordDocument } from '../../engine/store/source-records.ts'
import { systemClock } from '../../engine/values/clock.ts'
import { timeOrderedIds } from '../../engine/values/ids.ts'
import { people } from './profile-records.ts'

/** Documents in one insert. */
const batchSize = 1_000

/** Writes it into the hub's database; tells how many are there from time to time. */
export async function storeCountry(uri: string, size: number, tell: (count: number) => void): Promise<void> {
  const connection = await connect(uri)
  const records = connection.collection<SourceRecordDocument>('sourceRecords')
  const profiles = connection.collection<ProfileDocument>('profiles')
  const newId = timeOrderedIds({ clock: systemClock, randomBytes })
  try {
    let count = 0
    const write = async (settled: readonly Settled[]): Promise<void> => {
      const options = { ordered: false, writeConcern: { w: 1 } } as const
      await Promise.all([
        records.insertMany(
          settled.map(({ record }) => record),
          options,
        ),
        profiles.insertMany(
          settled.map(({ profile }) => profile),
          options,
        ),
      ])
      count += settled.length
      if (count % 50_000 === 0) tell(count)
    }
    // The next batch is made while one is written.
    let writing = Promise.resolve()
    let settled: Settled[] = []
    for (const person of people(size)) {
      settled.push(settledAs(person, newId()))
      if (settled.length < batchSize) continue
      await writing
      writing = write(settled)
      settled = []
    }
    await writing
    if (settled.length > 0) await write(settled)
  } finally {
    await connection.close()
  }
}

interface Settled {
  readonly record: SourceRecordDocument
  readonly profile: ProfileDocument
}

/** The documents that stay once a record has become a profile and the feed has told of it. */
function settledAs(person: ArrivingRecord, id: string): Settled {
  const now = systemClock.now()
  const record = recordOf(statementOf(person, now), undefined)
  const view = { records: [normalised(record)], profiles: [], policy: newestWins, decisions: [] }
  const [resolved] = resolve(view).profiles
  if (resolved === undefined) throw new Error(`nobody came of the record ${person.externalId}`)
  const { lastChange: _told, ...profile } = profileOf(resolved, { id, before: undefined, now })
  return { record, profile }
}

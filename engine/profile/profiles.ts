/**
 * The unified profiles, put together: intake, queries, corrections, and the repair of what a dead process left.
 *
 * Promises: sending a record again changes nothing; two processes never make twins; a process that dies anywhere leaves
 * an entry in the journal, and the next look settles its records and tells what was not told; the feed never skips a
 * change and tells the changes of one profile in order.
 */
import type { BackgroundKind } from '../background/service.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { CustomerCodeStore } from '../store/customer-codes.ts'
import type { MatchDecisionStore } from '../store/match-decisions.ts'
import type { EventFeed } from '../store/event-feed.ts'
import type { ProfileDocument, ProfileStore } from '../store/profiles.ts'
import type { ProfileVersionStore } from '../store/profile-versions.ts'
import type { SettlementJournal } from '../store/settlement-journal.ts'
import type { SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { precedence, type Precedence } from '../values/precedence.ts'
import { corrections } from './corrections.ts'
import type { CustomFieldReader } from './custom/custom-fields.ts'
import type { Tombstones } from './erasure/tombstones.ts'
import type { GroundReader } from './ground.ts'
import { intake } from './intake.ts'
import { queries } from './queries.ts'
import { refolding } from './refold.ts'
import { reviews } from './reviews.ts'
import type { Scoring } from './scoring.ts'
import type { Profiles } from './service.ts'
import { settlement, type Settlement } from './settlement.ts'

/** What profiles are made of. */
export interface ProfilePorts {
  readonly records: SourceRecordStore
  readonly journal: SettlementJournal
  readonly profiles: ProfileStore
  readonly versions: ProfileVersionStore
  readonly feed: ChangeFeed
  readonly decisions: MatchDecisionStore
  /** Customer codes; without them nobody is found by one. */
  readonly codes?: CustomerCodeStore
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  /** Without it records are matched by strong keys alone. */
  readonly scoring?: Scoring
  /** Notices erased people; without it nobody was ever erased. */
  readonly tombstones?: Tombstones
  readonly ground: GroundReader
  /** Where what records have to tell goes; without it, it goes nowhere. */
  readonly events?: Pick<EventFeed, 'append'>
  /** Told of profile changes that are in the feed now. */
  readonly published?: () => void
  /** Told of the keys of everything that has changed, before it is acknowledged. */
  readonly touched?: (keys: readonly string[]) => Promise<void>
  /** What somebody waits for before imports; without it, of profiles alone. */
  readonly precedence?: Precedence
  readonly newId: () => string
  readonly clock: Clock
  readonly log: Log
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
  /** Milliseconds between two looks for what was left undone. Default 5,000. */
  readonly repairEveryMs?: number
}

/**
 * Whoever opened an entry longer ago does not write its records any more. An entry that is younger is settled for the
 * dead, and kept: its opener may be alive and slow.
 */
const stillWritingMs = 10 * 60_000

/** Makes the service; nothing happens before `start`. */
export function profiles(ports: ProfilePorts): Profiles & {
  readonly kinds: readonly BackgroundKind[]
  readonly settling: Settlement
  /** The living profile of an id. */
  readonly living: (id: string) => Promise<ProfileDocument>
} {
  const { records, journal, profiles: store, feed, decisions, clock, log, repairEveryMs = 5_000 } = ports
  const order = ports.precedence ?? precedence()
  const settling = settlement({ ...ports, precedence: order })
  const reading = queries(ports)
  const correcting = corrections({ ...ports, settling, living: (id) => reading.living(id) })
  const stopping = new AbortController()
  let repairing: Promise<void> = Promise.resolve()

  async function repair(olderThanMs: number): Promise<void> {
    const now = clock.now().getTime()
    const before = { opened: new Date(now - olderThanMs), swept: new Date(now - stillWritingMs) }
    for (const entry of await journal.left(before, 100)) {
      log.info('settling records that were left', { count: entry.records.length, since: entry.since })
      await settling.sweep(entry, before.swept)
    }
  }

  async function keepRepairing(): Promise<void> {
    for (let olderThanMs = 0; !stopping.signal.aborted; olderThanMs = 2 * repairEveryMs) {
      await repair(olderThanMs).catch((error: unknown) =>
        log.warn('what was left cannot be settled now', { error }),
      )
      await clock.sleep(repairEveryMs, stopping.signal)
    }
  }

  return {
    start: async () => {
      await Promise.all([
        records.prepare(),
        journal.prepare(),
        store.prepare(),
        ports.versions.prepare(),
        feed.prepare(),
        decisions.prepare(),
      ])
      await Promise.all([ports.scoring?.pairs.prepare(), ports.codes?.prepare()])
      repairing = keepRepairing()
    },
    stop: async () => {
      stopping.abort()
      await repairing
      await settling.idle()
    },
    ...reading,
    ...intake({ ...ports, settling, precedence: order }),
    settling,
    corrections: correcting,
    reviews: reviews({ ...ports, corrections: correcting, living: (id) => reading.living(id) }),
    kinds: [refolding({ profiles: store, settling, clock })],
  }
}

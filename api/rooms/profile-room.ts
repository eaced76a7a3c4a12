/** The room of profiles, put together for the hub: records in, one profile of each customer and asset out. */
import type { Background, BackgroundKind } from '../../engine/background/service.ts'
import type { KeyRing } from '../../engine/connections/secrets.ts'
import type { Policies } from '../../engine/profile/policies.ts'
import {
  refusedRecords,
  type RefusedRecords,
  type RefusedRecordsPorts,
} from '../../engine/profile/refused-records.ts'
import { unified } from '../../engine/profile/unified.ts'
import type { Profiles } from '../../engine/profile/service.ts'
import { dataQuality } from '../../engine/quality/data-quality.ts'
import { heard, type Herald } from '../../engine/rules/entity-events.ts'
import { dataQualityStore } from '../../engine/store/data-quality.ts'
import { profileStore } from '../../engine/store/profiles.ts'
import { sourceRecordStore, type SourceRecordStore } from '../../engine/store/source-records.ts'
import { backgroundHandlers } from '../rest/background.ts'
import { correctionHandlers } from '../rest/corrections.ts'
import { dataQualityHandlers } from '../rest/data-quality.ts'
import { erasureHandlers } from '../rest/erasures.ts'
import type { Handlers } from '../rest/handler.ts'
import { importHandlers } from '../rest/imports.ts'
import { matchModelHandlers } from '../rest/match-models.ts'
import { matchReviewHandlers } from '../rest/match-reviews.ts'
import { policyHandlers } from '../rest/policies.ts'
import { profileHandlers } from '../rest/profiles.ts'
import { refusedRecordHandlers } from '../rest/refused-records.ts'
import type { RoomPorts } from './room.ts'

/** What the room needs. */
export interface ProfileRoomPorts extends RoomPorts, Pick<RefusedRecordsPorts, 'fieldsOf'> {
  /** Hears what happens to profiles. */
  readonly herald: Herald
  /** Told of the keys of everything that has changed. */
  readonly touched: (keys: readonly string[]) => Promise<void>
  /** The master keys; tombstones of erased people are hashed under them. */
  readonly keys: KeyRing
}

/** The room. */
export interface ProfileRoom {
  readonly profiles: Profiles
  readonly records: SourceRecordStore
  readonly background: Background
  readonly policies: Policies
  readonly refused: RefusedRecords
  /** Adds kinds of background operations of other rooms; before `start`. */
  offer(kinds: readonly BackgroundKind[]): void
  readonly handlers: Handlers<
    | keyof ReturnType<typeof profileHandlers>
    | keyof ReturnType<typeof correctionHandlers>
    | keyof ReturnType<typeof matchReviewHandlers>
    | keyof ReturnType<typeof matchModelHandlers>
    | keyof ReturnType<typeof policyHandlers>
    | keyof ReturnType<typeof backgroundHandlers>
    | keyof ReturnType<typeof erasureHandlers>
    | keyof ReturnType<typeof importHandlers>
    | keyof ReturnType<typeof dataQualityHandlers>
    | keyof ReturnType<typeof refusedRecordHandlers>
  >
  start(): Promise<void>
  stop(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function profileRoom(ports: ProfileRoomPorts): ProfileRoom {
  const { refusedDays } = ports.settings
  const keepRefusedMs = refusedDays === 0 ? undefined : refusedDays * 86_400_000
  const records = sourceRecordStore(ports.connection, ports.clock, keepRefusedMs)
  const known = unified({ ...ports, records, published: () => ports.bell.ring() })
  const profiles = heard(known.profiles, ports.herald.tell)
  const { background } = known
  const quality = dataQuality({
    ...ports,
    store: dataQualityStore(ports.connection),
    profiles: profileStore(ports.connection),
    records,
    background,
  })
  const refused = refusedRecords({ ...ports, records, intake: profiles, background })
  known.offer([quality.kind, refused.kind])
  return {
    profiles,
    records,
    background,
    policies: known.policies,
    refused,
    offer: (kinds) => {
      known.offer(kinds)
    },
    handlers: {
      ...profileHandlers(profiles, ports.fields),
      ...correctionHandlers(profiles.corrections, known.undoing),
      ...matchReviewHandlers(profiles.reviews, known.rematches),
      ...matchModelHandlers(known.models),
      ...policyHandlers(known.policies),
      ...backgroundHandlers(known.background),
      ...erasureHandlers(known.erasures, known.exports),
      ...importHandlers(known.imports),
      ...dataQualityHandlers(quality),
      ...refusedRecordHandlers(refused, ports.fields),
    },
    start: async () => {
      await known.start(ports.settings.sourcePriority)
      await quality.start()
    },
    stop: async () => {
      await quality.stop()
      await known.stop()
    },
  }
}

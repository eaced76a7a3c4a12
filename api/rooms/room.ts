/** What the rooms of a hub have in common: api/hub.ts builds them, starts them in order, and lets them go in the other. */
import type { Database } from '../../engine/store/database.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { Log } from '../../engine/values/log.ts'
import type { Settings } from '../settings.ts'

/** What every room may use. */
export interface RoomPorts {
  readonly settings: Settings
  readonly connection: Database['connection']
  readonly clock: Clock
  readonly log: Log
  /** Ids that sort by time. */
  readonly newId: () => string
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
}

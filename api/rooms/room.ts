/** What the rooms of a hub have in common: api/hub.ts builds them, starts them in order, and lets them go in the other. */
import type { Database } from '../../engine/store/database.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import type { EventFeed } from '../../engine/store/event-feed.ts'
import type { Bell } from '../../engine/values/bell.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { Log } from '../../engine/values/log.ts'
import type { Precedence } from '../../engine/values/precedence.ts'
import type { Settings } from '../settings.ts'

/** What every room may use. */
export interface RoomPorts {
  readonly settings: Settings
  readonly connection: Database['connection']
  readonly clock: Clock
  readonly log: Log
  /** Events on their way out. */
  readonly events: EventFeed
  /** Rings when there is something to be relayed. */
  readonly bell: Bell
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  /** What somebody waits for goes before imports. */
  readonly precedence: Precedence
  /** Ids that sort by time. */
  readonly newId: () => string
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
}

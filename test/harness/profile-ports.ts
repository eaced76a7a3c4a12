/** The ports of the unified profile over the stores of a database, without scoring and with a policy that never changes. */
import { randomBytes } from 'node:crypto'

import type mongoose from 'mongoose'

import { noCustomFields } from '../../engine/profile/custom/custom-fields.ts'
import { fixedGround } from '../../engine/profile/ground.ts'
import { newestWins } from '../../engine/profile/policy.ts'
import type { ProfilePorts } from '../../engine/profile/profiles.ts'
import { changeFeed } from '../../engine/store/change-feed.ts'
import { matchDecisionStore } from '../../engine/store/match-decisions.ts'
import { profileVersionStore } from '../../engine/store/profile-versions.ts'
import { profileStore } from '../../engine/store/profiles.ts'
import { settlementJournal } from '../../engine/store/settlement-journal.ts'
import { sourceRecordStore } from '../../engine/store/source-records.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { timeOrderedIds } from '../../engine/values/ids.ts'
import { silentLog } from '../../engine/values/log.ts'

/** Makes them. */
export function profilePorts(connection: mongoose.Connection, clock: Clock): ProfilePorts {
  return {
    records: sourceRecordStore(connection, clock),
    journal: settlementJournal(connection, clock),
    profiles: profileStore(connection),
    versions: profileVersionStore(connection),
    feed: changeFeed(connection),
    decisions: matchDecisionStore(connection),
    ground: fixedGround({ policy: { version: 0, policy: newestWins } }),
    fields: noCustomFields,
    newId: timeOrderedIds({ clock, randomBytes }),
    clock,
    log: silentLog,
    random: () => 0.5,
  }
}

/** A connection to PostgreSQL: its pool, its SQL, and what its catalogue says of a role's rights. */
import type { Connected, Io } from '../../adapter.ts'
import { connectedViews } from '../connected-views.ts'
import { openDatabase } from '../database-session.ts'
import type { viewOperations } from '../view-operations.ts'
import { describeView, dialect, selectRights } from './dialect.ts'
import { causedByInput, failureFor } from './failures.ts'
import { logicalDecoding } from './logical-decoding.ts'
import { slotFinding } from './replication-slot.ts'
import type { Settings } from './settings.ts'
import { openWire } from './wire.ts'

/** Ready to read; the first call connects. */
export function connect(settings: Settings, io: Io): Connected<typeof viewOperations> {
  const database = openDatabase({ open: (gone) => openWire(settings, io, gone), failureFor }, io)
  const codes = { noView: '42P01', noColumn: '42703', causedByInput }
  return connectedViews(
    {
      settings,
      database,
      dialect,
      describeView,
      codes,
      contents: io.contents,
      changeLog: logicalDecoding(database),
    },
    {
      address: `${settings.host}:${settings.port ?? 5432}`,
      user: settings.user,
      record: slotFinding,
      rights: async (view, ask) => {
        const [mayRead, mayWrite, isSuperuser] = ((await ask(selectRights(view))).rows[0] ?? []).map(
          (text) => text === 'true',
        )
        return {
          mayRead: mayRead ?? false,
          mayWrite: mayWrite ?? false,
          ...(isSuperuser && { power: 'superuser' }),
        }
      },
    },
  )
}

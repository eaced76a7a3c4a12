/** A connection to SQL Server: its pool, its SQL, and what the server says of a login's rights. */
import type { Connected, Io } from '../../adapter.ts'
import { connectedViews } from '../connected-views.ts'
import { openDatabase } from '../database-session.ts'
import type { viewOperations } from '../view-operations.ts'
import { offsetMs } from '../zone-offset.ts'
import { changeTracking } from './change-tracking.ts'
import { describeView, dialectFor, selectRights } from './dialect.ts'
import { causedByInput, failureFor } from './failures.ts'
import type { Settings } from './settings.ts'
import { openWire } from './wire.ts'

/** Ready to read; the first call connects. */
export function connect(settings: Settings, io: Io): Connected<typeof viewOperations> {
  const database = openDatabase({ open: (gone) => openWire(settings, io, gone), failureFor }, io)
  const dialect = dialectFor((zone) => offsetMs(zone, io.clock.now()))
  const codes = { noView: '208', noColumn: '207', causedByInput }
  return connectedViews(
    {
      settings,
      database,
      dialect,
      describeView,
      codes,
      contents: io.contents,
      changeLog: changeTracking({ database, dialect }),
    },
    {
      address: `${settings.host}:${settings.port ?? 1433}`,
      user: settings.user,
      rights: async (view, ask) => {
        const { rows } = await ask(selectRights(view))
        const [mayRead, mayWrite, isAdmin, isOwner] = (rows[0] ?? []).map((text) => text === '1')
        return {
          mayRead: mayRead ?? false,
          mayWrite: mayWrite ?? false,
          ...(isAdmin ? { power: 'sysadmin' } : isOwner && { power: 'db_owner' }),
        }
      },
    },
  )
}

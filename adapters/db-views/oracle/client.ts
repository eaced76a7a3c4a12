/** A connection to Oracle: its pool, its SQL, and what the server says of a login's rights. */
import type { Connected, Io } from '../../adapter.ts'
import { connectedViews } from '../connected-views.ts'
import type { Ask } from '../database.ts'
import { openDatabase } from '../database-session.ts'
import type { viewOperations } from '../view-operations.ts'
import type { ViewSettings } from '../view-settings.ts'
import { offsetMs } from '../zone-offset.ts'
import { describeView, dialectFor, selectNothing, selectRights } from './dialect.ts'
import { causedByInput, failureFor, isForbidden } from './failures.ts'
import type { Settings } from './settings.ts'
import { openWire } from './wire.ts'

/** Ready to read; the first call connects. */
export function connect(settings: Settings, io: Io): Connected<typeof viewOperations> {
  const database = openDatabase({ open: (gone) => openWire(settings, io, gone), failureFor }, io)
  const dialect = dialectFor((zone) => offsetMs(zone, io.clock.now()))
  const codes = { noView: '942', noColumn: '904', causedByInput }
  return connectedViews(
    { settings, database, dialect, describeView, codes, contents: io.contents },
    {
      address: `${settings.host}:${settings.port ?? 1521}`,
      user: settings.user,
      rights: async (view, ask) => {
        const { rows } = await ask(selectRights(view))
        const [mayWrite, isAdmin] = (rows[0] ?? []).map((text) => text === '1')
        return {
          mayRead: await mayRead(view, ask),
          mayWrite: mayWrite ?? false,
          ...(isAdmin && { power: 'user who may do everything (DBA)' }),
        }
      },
    },
  )
}

/** The catalogue lists what may be written to and not read, too, so reading is tried. */
async function mayRead(view: ViewSettings, ask: Ask): Promise<boolean> {
  try {
    await ask(selectNothing(view))
    return true
  } catch (thrown) {
    if (isForbidden(thrown)) return false
    throw thrown
  }
}

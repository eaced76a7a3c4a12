/** A connection to MySQL or MariaDB: its pool, its SQL, and what the server says of a user's rights. */
import type { Connected, Io } from '../../adapter.ts'
import { connectedViews } from '../connected-views.ts'
import { openDatabase } from '../database-session.ts'
import type { viewOperations } from '../view-operations.ts'
import { offsetMs } from '../zone-offset.ts'
import { describeView, dialectFor } from './dialect.ts'
import { causedByInput, failureFor } from './failures.ts'
import { rightsBy } from './rights.ts'
import type { Settings } from './settings.ts'
import { openWire } from './wire.ts'

/** Ready to read; the first call connects. */
export function connect(settings: Settings, io: Io): Connected<typeof viewOperations> {
  const database = openDatabase({ open: (gone) => openWire(settings, io, gone), failureFor }, io)
  const dialect = dialectFor((zone) => offsetMs(zone, io.clock.now()), settings.textCharset !== undefined)
  const codes = { noView: '1146', noColumn: '1054', causedByInput }
  return connectedViews(
    { settings, database, dialect, describeView, codes, contents: io.contents },
    {
      address: `${settings.host}:${settings.port ?? 3306}`,
      user: settings.user,
      rights: async ({ view }, ask) => {
        const { rows } = await ask({ text: 'SHOW GRANTS', values: [] })
        const [name = '', schema = settings.database] = view.split('.').reverse()
        return rightsBy(
          rows.map(([line]) => line ?? ''),
          { database: schema, view: name },
        )
      },
    },
  )
}

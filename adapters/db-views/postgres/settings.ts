/** Settings of a connection to a PostgreSQL database. */
import { Type, type Static } from 'typebox'

import { statementSettings } from '../declared-statements.ts'
import { loginSettings } from '../login-settings.ts'
import { settingsExampleFor } from '../settings-example.ts'
import { viewSettings } from '../view-settings.ts'

/** What a connection needs to know. */
export const Settings = Type.Object(
  {
    ...loginSettings({ port: 5432 }),
    password: Type.String({ minLength: 1, maxLength: 1000, title: 'Password', secret: true }),
    ...viewSettings,
    ...statementSettings,
  },
  { additionalProperties: false },
)
export type Settings = Static<typeof Settings>

/** Settings as they may look. */
export const settingsExample: Settings = settingsExampleFor({
  port: 5432,
  recordVisitSql:
    'INSERT INTO visits (request, customer_id, note) VALUES (:callKey, :customerId, :note) ' +
    'ON CONFLICT (request) DO NOTHING',
})

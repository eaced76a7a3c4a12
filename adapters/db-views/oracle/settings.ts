/** Settings of a connection to a Oracle database. */
import { Type, type Static } from 'typebox'

import { statementSettings } from '../declared-statements.ts'
import { loginSettings } from '../login-settings.ts'
import { settingsExampleFor } from '../settings-example.ts'
import { viewSettings } from '../view-settings.ts'

/** What a connection needs to know. */
export const Settings = Type.Object(
  {
    ...loginSettings({ port: 1521 }),
    password: Type.String({ minLength: 1, maxLength: 1000, title: 'Password', secret: true }),
    ...viewSettings,
    ...statementSettings,
  },
  { additionalProperties: false },
)
export type Settings = Static<typeof Settings>

/** Settings as they may look. */
export const settingsExample: Settings = settingsExampleFor({
  port: 1521,
  recordVisitSql:
    'INSERT INTO visits (request, customer_id, note) SELECT :callKey, :customerId, :note FROM DUAL ' +
    'WHERE NOT EXISTS (SELECT 1 FROM visits WHERE request = :callKey)',
})

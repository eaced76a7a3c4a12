/** Settings of a connection to a folder of this machine. */
import { Type, type Static } from 'typebox'

import { fileSettings, sourcesExample } from '../file-settings.ts'

/** What a connection needs to know. */
export const Settings = Type.Object(
  {
    path: Type.String({
      minLength: 1,
      maxLength: 1000,
      title: 'Folder',
      description:
        'Path of a folder on the machine of the hub, the same for all of its processes. PEYVAND_FOLDERS must name it, or ' +
        'one above it.',
    }),
    ...fileSettings,
  },
  { additionalProperties: false },
)
export type Settings = Static<typeof Settings>

/** Settings as they may look. */
export const settingsExample: Settings = { path: '/srv/accounting', sources: sourcesExample }

/** Settings of a Kavenegar connection. */
import { Type, type Static } from 'typebox'

import { messagingSettings, sealedAddress } from '../messaging.ts'

/** Where Kavenegar is, unless the settings say otherwise. */
export const productionHost = 'https://api.kavenegar.com'

/** What a connection needs to know. */
export const Settings = Type.Object(
  {
    apiKey: Type.String({
      pattern: '^[A-Za-z0-9+/=_-]{8,200}$',
      title: 'API key',
      description: 'From the panel. It stands in the path of every request, so no address is ever logged.',
      secret: true,
    }),
    baseUrl: Type.Optional(
      Type.String({ pattern: sealedAddress, title: 'Address', description: `Default ${productionHost}.` }),
    ),
    ...messagingSettings,
  },
  { additionalProperties: false },
)
export type Settings = Static<typeof Settings>

/** Settings as they may look. */
export const settingsExample: Settings = {
  apiKey: '00000000000000000000000000000000',
  sender: '10004346',
  callbackSecret: 'a-long-enough-secret',
}

/** Settings of a ZarinPal connection. */
import { Type, type Static } from 'typebox'

import { gatewaySettings, sealedAddress } from '../gateway.ts'

/** Where ZarinPal is, unless the settings say otherwise. */
export const productionHost = 'https://payment.zarinpal.com'

/** What a connection needs to know. */
export const Settings = Type.Object(
  {
    merchantId: Type.String({
      pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      title: 'Merchant id',
      description: 'The UUID of the terminal, in lower case.',
      secret: true,
    }),
    baseUrl: Type.Optional(
      Type.String({
        pattern: sealedAddress,
        title: 'Address',
        description: `Default ${productionHost}; the sandbox is https://sandbox.zarinpal.com.`,
      }),
    ),
    ...gatewaySettings,
  },
  { additionalProperties: false },
)
export type Settings = Static<typeof Settings>

/** Settings as they may look. */
export const settingsExample: Settings = {
  merchantId: '00000000-0000-4000-8000-000000000000',
  baseUrl: 'https://sandbox.zarinpal.com',
  returnUrl: 'https://shop.example.com/thanks',
}

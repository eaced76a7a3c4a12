/** What Kavenegar can do: the standard of messaging, with Kavenegar's effects and values. */
import { Type } from 'typebox'

import { askAPerson, defineOperations } from '../../adapter.ts'
import { inquiryOperations, sendMessage, sendTemplate, templateInput } from '../messaging.ts'

const blanks = (most: number): string => `^\\S+( \\S+){0,${most}}$`
const token = Type.Optional(
  Type.String({ pattern: '^\\S{1,100}$', description: 'Without spaces.', personal: true }),
)

const values = Type.Object(
  {
    token: Type.String({ pattern: '^\\S{1,100}$', description: 'Without spaces.', personal: true }),
    token2: token,
    token3: token,
    token10: Type.Optional(
      Type.String({ pattern: blanks(5), maxLength: 100, description: 'At most 5 spaces.', personal: true }),
    ),
    token20: Type.Optional(
      Type.String({ pattern: blanks(8), maxLength: 100, description: 'At most 8 spaces.', personal: true }),
    ),
  },
  { additionalProperties: false },
)

/** `sendMessage` may be repeated, because a `localid` is sent once; the fast lane of templates knows none. */
export const operations = defineOperations({
  sendMessage: { ...sendMessage, effect: 'idempotent' },
  sendTemplate: {
    ...sendTemplate,
    effect: 'once',
    inquire: askAPerson,
    input: templateInput(values),
    example: {
      input: { recipient: '+989121234567', template: 'receipt', values: { token: '1403-118' } },
      output: { messageId: '8792344', state: 'queued', costRial: 1200 },
    },
  },
  ...inquiryOperations,
})

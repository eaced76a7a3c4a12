/**
 * The standard of messaging: what sending, asking and hearing back are called, whatever the provider.
 *
 * - Recipients are Iranian mobiles in the form `+989xxxxxxxxx`; costs are rials.
 * - The states of a message are six words; a provider's own numbers never leave its folder.
 * - Whether sending may be repeated is the provider's doing, so each adapter says the effect itself:
 *   `{ ...sendMessage, effect: 'idempotent' }` where a key of ours is kept, else `once`.
 * - What a provider calls back with is a hint: a flow that matters asks with `findMessage`.
 */
import { Type, type TObject, type TSchema, type TString } from 'typebox'

import { defineOperations, type Sources } from '../adapter.ts'

const closed = { additionalProperties: false }
const attemptMs = 15_000

const recipient = Type.String({
  pattern: '^\\+989[0-9]{9}$',
  description: 'Iranian mobile, +989xxxxxxxxx.',
  personal: true,
})

const messageId = Type.String({
  minLength: 1,
  maxLength: 100,
  description: "The provider's own handle of one message.",
})

/** How a message stands. `unknown`: the provider does not know it, or not any more. */
export const messageStates = ['queued', 'sent', 'delivered', 'failed', 'blocked', 'unknown'] as const
export type MessageState = (typeof messageStates)[number]

const state = Type.Enum([...messageStates], {
  description: 'blocked: the receiver wants no such messages; unknown: the provider cannot say.',
})

const sent = Type.Object(
  {
    messageId,
    state,
    costRial: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  },
  closed,
)

const exampleId = '8792343'

/** Sends a text to one recipient. The adapter adds its effect. */
export const sendMessage = {
  title: { en: 'Send a message', fa: 'ارسال پیام' },
  summary: 'Send a text to one recipient. Persian letters make short parts: 70 characters, then 67 each.',
  timeoutMs: attemptMs,
  input: Type.Object(
    {
      recipient,
      text: Type.String({ minLength: 1, maxLength: 5000, personal: true }),
      sender: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'Line to send from.' })),
    },
    closed,
  ),
  output: sent,
  example: {
    input: { recipient: '+989121234567', text: 'پرداخت شما دریافت شد.' },
    output: { messageId: exampleId, state: 'queued', costRial: 1200 },
  },
}

/** The schema that `templateInput` gives. */
export type TemplateInput<Values extends TSchema> = TObject<{
  recipient: TString
  template: TString
  values: Values
}>

/** The input of `sendTemplate` for a provider whose values are described by `values`. */
export function templateInput<Values extends TSchema>(values: Values): TemplateInput<Values> {
  const template = Type.String({ minLength: 1, maxLength: 100, description: 'Name of an approved template.' })
  return Type.Object({ recipient, template, values }, closed)
}

/** Sends an approved template. The adapter adds its effect and its input (`templateInput`). */
export const sendTemplate = {
  title: { en: 'Send a template', fa: 'ارسال با قالب' },
  summary:
    'Send an approved template with values filled in, over the fast lines that providers keep for them.',
  timeoutMs: attemptMs,
  output: sent,
}

/** Asking, the same for every provider. */
export const inquiryOperations = defineOperations({
  findMessage: {
    title: { en: 'Look at a message', fa: 'وضعیت پیام' },
    summary: 'Say how a message stands.',
    effect: 'read',
    timeoutMs: attemptMs,
    input: Type.Object({ messageId }, closed),
    output: Type.Object({ state }, closed),
    example: { input: { messageId: exampleId }, output: { state: 'delivered' } },
  },
})

/** The sources of a provider that calls back. */
export const messagingSources = {
  deliveryReported: {
    kind: 'callback',
    title: { en: 'A delivery was reported', fa: 'گزارش تحویل پیام' },
    summary: 'The provider says how a message stands. A hint: what matters is asked for with findMessage.',
    emits: 'message',
    verifiedBy: 'secret',
  },
  messageReceived: {
    kind: 'callback',
    title: { en: 'A message was received', fa: 'پیام دریافتی' },
    summary: 'Somebody wrote to one of our lines.',
    emits: 'message',
    verifiedBy: 'secret',
  },
} as const satisfies Sources

/** Settings that mean the same for every provider; spread them into the adapter's own. */
export const messagingSettings = {
  sender: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 40,
      title: 'Line',
      description: 'Line to send from when a call names none.',
    }),
  ),
  callbackSecret: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{16,200}$',
      title: 'Secret of the callbacks',
      description:
        "The provider's panel is given `/callbacks/{connection}/{source}?secret=…` with it. Without it no " +
        'callback is believed.',
      secret: true,
    }),
  ),
}

/** An address that secrets may be sent to: TLS, or this machine itself. A JSON Schema pattern. */
export const sealedAddress =
  '^(https://[^\\s/?#]+|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:[0-9]+)?)(/[^\\s?#]*)?$'

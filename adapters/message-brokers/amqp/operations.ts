/** The operations of a connection: one for each kind of message that the settings publish, and a look at a queue. */
import { Type, type TSchema } from 'typebox'

import { fail } from '../../../engine/values/failure.ts'
import { askAPerson, defineOperations, type Operation, type Operations } from '../../adapter.ts'
import type { PublicationSettings, Settings } from './settings.ts'

const closed = { additionalProperties: false }
const usualTimeoutMs = 15_000

/** What every connection can do. */
export const queueOperations = defineOperations({
  queueState: {
    title: { en: 'Look at a queue', fa: 'وضعیت صف' },
    summary: 'Say how many messages are ready in a queue, and how many consumers it has.',
    effect: 'read',
    timeoutMs: usualTimeoutMs,
    input: Type.Object({ queue: Type.String({ minLength: 1, maxLength: 255 }) }, closed),
    output: Type.Object(
      { messages: Type.Integer({ minimum: 0 }), consumers: Type.Integer({ minimum: 0 }) },
      closed,
    ),
    example: { input: { queue: 'hub.customers' }, output: { messages: 12, consumers: 1 } },
  },
})

/** What the settings publish, and the look. Raises `misconfigured`, naming the setting that is wrong. */
export function declaredOperations({ publications = {} }: Settings): Operations {
  const declared = Object.entries(publications).map(([name, publication]): [string, Operation] => {
    if (Object.hasOwn(queueOperations, name))
      throw fail('misconfigured', `publications/${name}: there is an operation of this name; rename it.`)
    return [name, publishing(name, publication)]
  })
  return { ...queueOperations, ...Object.fromEntries(declared) }
}

function publishing(name: string, publication: PublicationSettings): Operation {
  const { routingKey, effect, body, example, timeoutMs = usualTimeoutMs } = publication
  if (body !== undefined && example === undefined)
    throw fail('misconfigured', `publications/${name}: a body with a schema needs an \`example\`.`)
  const freely = routingKey === undefined
  const asked = { body: example ?? { id: '1042' }, ...(freely && { routingKey: 'hub.commands' }) }
  return {
    ...(effect === 'once' ? { effect, inquire: askAPerson } : { effect }),
    ...wordsOf(name, publication),
    timeoutMs,
    input: Type.Object(
      {
        body: bodySchema(name, body),
        ...(freely && { routingKey: Type.String({ minLength: 1, maxLength: 255 }) }),
      },
      closed,
    ),
    output: Published,
    example: { input: asked, output: { messageId: 'h3k2m5n7p4q6r2s5t7u3v4w6xy' } },
  }
}

function wordsOf(
  name: string,
  { title, summary, exchange }: PublicationSettings,
): Pick<Operation, 'title' | 'summary'> {
  const where = exchange === '' ? 'a queue' : `the exchange ${exchange}`
  return {
    title: title ?? { en: `Publish ${name}`, fa: `انتشار ${name}` },
    summary: summary ?? `Publish to ${where}, and wait until the broker has it.`,
  }
}

const Published = Type.Object(
  { messageId: Type.String({ description: 'The same on every attempt; receivers know the message by it.' }) },
  closed,
)

function bodySchema(name: string, body: unknown): TSchema {
  if (body === undefined) return Type.Unknown()
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw fail('misconfigured', `publications/${name}/body: is not a JSON Schema.`)
}

/**
 * Attempts that say whether a user may do something, and change nothing: the broker looks at the rights first, and then
 * refuses each of them for something else that is wrong with it. No message moves, nothing is made, and nothing counts as
 * delivered. Held against RabbitMQ 3.10; where a broker judges in another order its own words are told.
 */
import type { Channel, Options } from 'amqplib'

import { failureOf } from '../../../engine/values/failure.ts'
import type { CheckFinding } from '../../adapter.ts'
import { failureFor } from './failures.ts'
import { defaultExchange } from './needed-rights.ts'
import type { SourceSettings } from './settings.ts'
import { argumentsOf, isMissing, parkingArguments, parkingQueueOf } from './topology.ts'

/** Does something on a channel of its own, which a no of the broker closes. */
export type OnChannel = <Result>(act: (channel: Channel) => Promise<Result>) => Promise<Result>

/** What a probe finds, and whether a right is missing. */
export interface Found {
  readonly finding: CheckFinding
  readonly lacksRight?: true
}

/** Asks one thing. */
export type Probe = (ask: Asking) => Promise<readonly Found[]>

/** Whom to ask, and for whom. */
export interface Asking {
  readonly on: OnChannel
  readonly user: string
  readonly now: () => Date
}

const well = (message: string): Found => ({ finding: { aspect: 'leastPrivilege', ok: true, message } })
const badly = (message: string): Found => ({ finding: { aspect: 'leastPrivilege', ok: false, message } })

/** Of no valid type: what is asked with it is refused once the rights are known to be there. */
const noNumber = 'none'

/** Everything that a source does with its queue and its parking queue. */
export function sourceProbes(source: SourceSettings): readonly Probe[] {
  const { queue, declare, poison = 'park' } = source
  const bindings = declare?.bindings ?? []
  return [
    reading(source),
    ...(declare === undefined ? [] : [making(`the queue ${queue}`, queue, argumentsOf(declare))]),
    ...bindings.map((binding) => bindingProbe(queue, binding)),
    ...(poison === 'park' ? [parking(parkingQueueOf(source))] : []),
  ]
}

function reading({ queue, declare }: SourceSettings): Probe {
  return async (asking) => {
    const thrown = await refusal(asking, (channel) =>
      channel.consume(queue, () => undefined, { arguments: { 'x-priority': noNumber } }),
    )
    if (isRefused(thrown, "'x-priority'")) return [well(`${asking.user} may read the queue ${queue}.`)]
    if (isMissing(thrown)) {
      const isMade = declare !== undefined
      if (isMade) return [well(`${asking.user} may read the queue ${queue}, which is not there yet.`)]
      return [badly(`${words(asking, thrown, `Reading the queue ${queue}`)} ${howToMake(queue)}`)]
    }
    return [
      lacking(asking, thrown, { attempt: `Reading the queue ${queue}`, right: `read the queue ${queue}` }),
    ]
  }
}

function howToMake(queue: string): string {
  return `Make the queue ${queue}, or let the source make it (\`declare\`).`
}

/** What is there already is never made again, and needs no right. */
function making(what: string, queue: string, args: Readonly<Record<string, unknown>>): Probe {
  return async (asking) => {
    const { isThere } = await lookAt(asking, queue)
    if (isThere) return []
    const thrown = await refusal(asking, (channel) =>
      channel.assertQueue(queue, { durable: true, arguments: { ...args, 'x-expires': noNumber } }),
    )
    if (isRefused(thrown, "'x-expires'")) return [well(`${asking.user} may make ${what}.`)]
    const exchange = /access to exchange '(.*?)' in vhost/.exec(messageOf(thrown))?.[1]
    const right = exchange === undefined ? `configure ${what}` : `write to the exchange ${exchange}`
    return [lacking(asking, thrown, { attempt: `Making ${what}`, right })]
  }
}

/** A binding with an argument that none has is taken away, which needs the same rights as to make it. */
function bindingProbe(
  queue: string,
  { exchange, routingKey }: { readonly exchange: string; readonly routingKey: string },
): Probe {
  return async (asking) => {
    const attempt = `Binding the queue ${queue} to the exchange ${exchange}`
    const missing = await refusal(asking, (channel) => channel.checkExchange(exchange))
    if (isMissing(missing))
      return [badly(`${words(asking, missing, attempt)} Make the exchange ${exchange}.`)]
    const thrown = await refusal(asking, (channel) =>
      channel.unbindQueue(queue, exchange, routingKey, { 'x-peyvand-check': 'no binding has this' }),
    )
    if (thrown === undefined)
      return [well(`${asking.user} may bind the queue ${queue} to the exchange ${exchange}.`)]
    const what = /access to (queue|topic) /.exec(messageOf(thrown))?.[1]
    const rights: Readonly<Record<string, string>> = {
      queue: `write to the queue ${queue}`,
      topic: `read the routing key ${routingKey} of the exchange ${exchange} (set_topic_permissions)`,
    }
    return [
      lacking(asking, thrown, { attempt, right: rights[what ?? ''] ?? `read the exchange ${exchange}` }),
    ]
  }
}

/** The parking queue, and what waits there for a person. */
function parking(queue: string): Probe {
  return async (asking) => {
    const { isThere, count } = await lookAt(asking, queue)
    if (!isThere) return making(`the parking queue ${queue}`, queue, parkingArguments)(asking)
    if (count === 0) return [well(`The parking queue ${queue} is there, and empty.`)]
    return [
      well(
        `In the parking queue ${queue} ${String(count)} deliveries wait that could not be read; ` +
          'their header x-reason says why.',
      ),
    ]
  }
}

async function lookAt(
  { on }: Asking,
  queue: string,
): Promise<{ readonly isThere: boolean; readonly count: number }> {
  try {
    const { messageCount } = await on((channel) => channel.checkQueue(queue))
    return { isThere: true, count: messageCount }
  } catch (thrown) {
    if (isMissing(thrown)) return { isThere: false, count: 0 }
    throw thrown
  }
}

/** Publishing a message that claims to be of another user, or (from one who may say that) of no valid lifetime. */
export function publishing(exchange: string, routingKey: string): Probe {
  const where = exchange === '' ? 'queues' : `the exchange ${exchange}`
  return async (asking) => {
    const thrown = await refusal(asking, (channel) =>
      publishWrongly(channel, asking.user, [exchange, routingKey]),
    )
    if (codeOf(thrown) === 406) return [well(`${asking.user} may publish to ${where}.`)]
    const attempt = `Publishing to ${where}`
    if (isMissing(thrown)) return [badly(`${words(asking, thrown, attempt)} Make the exchange ${exchange}.`)]
    const right = messageOf(thrown).includes('access to topic ')
      ? `write with the routing key ${routingKey} to ${where} (set_topic_permissions)`
      : `write to the exchange ${exchange || defaultExchange}`
    return [lacking(asking, thrown, { attempt, right })]
  }
}

function publishWrongly(
  channel: Channel,
  user: string,
  [exchange, routingKey]: readonly [string, string],
): Promise<never> {
  const options: Options.Publish = { userId: `not-${user}`, expiration: noNumber }
  return new Promise((_, reject) => {
    channel.on('error', reject)
    channel.publish(exchange, routingKey, Buffer.alloc(0), options)
  })
}

/** What the user may do to queues and exchanges of a name that nothing needs. */
export async function rightsToAnything(asking: Asking, name: string): Promise<readonly string[]> {
  const configuring = await refusal(asking, (channel) =>
    channel.assertQueue(name, { durable: true, arguments: { 'x-expires': noNumber } }),
  )
  const writing = await refusal(asking, (channel) => publishWrongly(channel, asking.user, [name, '']))
  const readingIt = await refusal(asking, (channel) =>
    channel.consume(name, () => undefined, { arguments: { 'x-priority': noNumber } }),
  )
  return [
    ...(isRefused(configuring, "'x-expires'") ? ['configure'] : []),
    ...(isMissing(writing) ? ['write to'] : []),
    ...(isMissing(readingIt) ? ['read'] : []),
  ]
}

/** What the broker says no with; nothing when it says yes. */
async function refusal({ on }: Asking, act: (channel: Channel) => Promise<unknown>): Promise<unknown> {
  try {
    await on(act)
    return undefined
  } catch (thrown) {
    if (failureOf(thrown) !== undefined) throw thrown
    return thrown
  }
}

function lacking(
  asking: Asking,
  thrown: unknown,
  { attempt, right }: { readonly attempt: string; readonly right: string },
): Found {
  const said = words(asking, thrown, attempt)
  if (codeOf(thrown) !== 403) return badly(said)
  return { ...badly(`${said} Grant ${asking.user} the right to ${right}.`), lacksRight: true }
}

function words({ now }: Asking, thrown: unknown, attempt: string): string {
  if (thrown === undefined) return `${attempt} was not refused, although it is made to be.`
  return failureOf(failureFor(thrown, { attempt, now: now() }))?.message ?? attempt
}

/** Whether the broker finds fault with the argument that is wrong on purpose. */
function isRefused(thrown: unknown, argument: string): boolean {
  return codeOf(thrown) === 406 && messageOf(thrown).includes(`invalid arg ${argument}`)
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : ''
}

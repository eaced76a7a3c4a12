/**
 * What stands in the way of a connection, each with its cause: the address, the login, the virtual host, and the rights
 * on every queue and exchange of the settings, no fewer and no more.
 */
import type { ChannelModel } from 'amqplib'

import { failureOf } from '../../../engine/values/failure.ts'
import type { Call, CheckFinding, Io } from '../../adapter.ts'
import { failureFor } from './failures.ts'
import { addressOf, userOf } from './dialling.ts'
import { within, type Link } from './link.ts'
import type { Settings } from './settings.ts'
import { onChannel } from './topology.ts'

/** What a check is made of. */
export interface CheckPorts {
  readonly settings: Settings
  readonly link: Link
  readonly io: Io
}

/** Looks at everything; raises what is none of the known failures. */
export async function checkBroker(
  { settings, link, io }: CheckPorts,
  call: Call,
): Promise<readonly CheckFinding[]> {
  const address = addressOf(settings)
  let connection: ChannelModel
  try {
    connection = await link.connected(`Connecting to ${address}`, call)
  } catch (thrown) {
    return unconnected(thrown, address)
  }
  const findings: CheckFinding[] = [
    { aspect: 'reachable', ok: true, message: `A broker answers at ${address}.` },
    { aspect: 'login', ok: true, message: `${userOf(settings)} is logged in.` },
  ]
  for (const probe of probesOf(settings, userOf(settings))) {
    findings.push(await within(probed(connection, probe, io), { attempt: probe.attempt, call, io }))
  }
  return findings
}

function unconnected(thrown: unknown, address: string): readonly CheckFinding[] {
  const failure = failureOf(thrown)
  if (failure === undefined) throw thrown
  const { message, code } = failure
  const hasAnswered = code === 'LOGIN_REFUSED' || code === 'NOT_ALLOWED' || code === 'ACCESS_REFUSED'
  if (!hasAnswered) return [{ aspect: 'reachable', ok: false, message }]
  return [
    { aspect: 'reachable', ok: true, message: `A broker answers at ${address}.` },
    { aspect: 'login', ok: false, message },
  ]
}

/** A harmless attempt that says whether the user may do something. */
interface Probe {
  readonly attempt: string
  readonly act: Parameters<typeof onChannel<unknown>>[1]
  /** The code with which the broker says that the user may do it. */
  readonly allowedBy?: number
  readonly allowed: string
  /** True when the user should not be able to do it. */
  readonly isTooMuch?: true
}

async function probed(connection: ChannelModel, probe: Probe, io: Io): Promise<CheckFinding> {
  const { attempt, act, allowed, isTooMuch = false } = probe
  const found = (ok: boolean, message: string): CheckFinding => ({ aspect: 'leastPrivilege', ok, message })
  try {
    await onChannel(connection, act)
    return found(!isTooMuch, allowed)
  } catch (thrown) {
    const code = codeOf(thrown)
    if (code !== undefined && code === probe.allowedBy) return found(true, allowed)
    if (isTooMuch && code === 403) return found(true, 'The user may not make queues of any name.')
    const failure = failureOf(failureFor(thrown, { attempt, now: io.clock.now() }))
    return found(false, failure?.message ?? attempt)
  }
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
}

function probesOf({ sources = {}, publications = {} }: Settings, user: string): readonly Probe[] {
  const queues = [...new Set(Object.values(sources).map(({ queue }) => queue))]
  const exchanges = [...new Set(Object.values(publications).map(({ exchange }) => exchange))]
  return [
    ...queues.map((queue) => readingProbe(queue, user)),
    ...exchanges.map((exchange) => publishingProbe(exchange, user)),
    {
      attempt: 'Making a queue of any name',
      act: (channel) => channel.assertQueue(`peyvand-check-${user}`, { exclusive: true, autoDelete: true }),
      allowed: `${user} may make queues of any name; leave it the right to configure its own only.`,
      isTooMuch: true,
    },
  ]
}

/** A consumer that stands behind all others, and is gone at once: what it is given the broker takes back. */
function readingProbe(queue: string, user: string): Probe {
  return {
    attempt: `Reading the queue ${queue}`,
    act: async (channel) => {
      await channel.checkQueue(queue)
      await channel.prefetch(1)
      const { consumerTag } = await channel.consume(queue, () => undefined, { priority: -100 })
      await channel.cancel(consumerTag)
    },
    allowed: `${user} may read the queue ${queue}.`,
  }
}

/**
 * The broker looks at the right to write, then whether the exchange is there, and then refuses a message that claims to
 * be of another user (or, from one who may say that, of no valid lifetime): nothing is ever published.
 */
function publishingProbe(exchange: string, user: string): Probe {
  return {
    attempt: `Publishing to ${exchange === '' ? 'queues' : `the exchange ${exchange}`}`,
    act: (channel) =>
      new Promise((_, reject) => {
        channel.on('error', reject)
        channel.publish(exchange, 'peyvand.check', Buffer.alloc(0), {
          userId: `not-${user}`,
          expiration: 'never',
        })
      }),
    allowedBy: 406,
    allowed: `${user} may publish to ${exchange === '' ? 'queues' : `the exchange ${exchange}`}.`,
  }
}

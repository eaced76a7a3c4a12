/**
 * What stands in the way of a connection, each with its cause: the address, the login, the virtual host, and the rights
 * on every queue and exchange of the settings, no fewer and no more.
 */
import type { ChannelModel } from 'amqplib'

import { failureOf } from '../../../engine/values/failure.ts'
import type { Call, CheckFinding, Io } from '../../adapter.ts'
import { failureFor } from './failures.ts'
import { addressOf, addressParts } from './dialling.ts'
import { within, type Link } from './link.ts'
import { grantingCommand } from './needed-rights.ts'
import { publishing, rightsToAnything, sourceProbes, type Asking, type Found, type Probe } from './probes.ts'
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
  const { user } = addressParts(settings)
  const asking: Asking = {
    user,
    now: () => io.clock.now(),
    on: (act) => within(onChannel(connection, act), { attempt: `Asking ${address}`, call, io }),
  }
  const found: Found[] = []
  try {
    for (const probe of probesOf(settings)) found.push(...(await probe(asking)))
    const name = `peyvand-check-${Buffer.from(io.randomBytes(9)).toString('hex')}`
    found.push(measure(settings, found, await rightsToAnything(asking, name)))
  } catch (thrown) {
    throw failureFor(link.causeOf(thrown), { attempt: `Asking ${address}`, now: io.clock.now() })
  }
  return [
    { aspect: 'reachable', ok: true, message: `A broker answers at ${address}.` },
    { aspect: 'login', ok: true, message: `${user} is logged in.` },
    ...found.map(({ finding }) => finding),
  ]
}

function unconnected(thrown: unknown, address: string): readonly CheckFinding[] {
  const failure = failureOf(thrown)
  if (failure === undefined) throw thrown
  const { message, code = '' } = failure
  const aspect = aspects[code]
  if (aspect === undefined) return [{ aspect: 'reachable', ok: false, message }]
  return [
    { aspect: 'reachable', ok: true, message: `A broker answers at ${address}.` },
    { aspect, ok: false, message },
  ]
}

/** What is wrong where something answers. */
const aspects: Readonly<Record<string, CheckFinding['aspect']>> = {
  LOGIN_REFUSED: 'login',
  NOT_ALLOWED: 'login',
  ACCESS_REFUSED: 'login',
  CLIENT_CERTIFICATE: 'login',
  SERVER_CERTIFICATE: 'identity',
}

function probesOf({ sources = {}, publications = {} }: Settings): readonly Probe[] {
  const isParking = Object.values(sources).some(({ poison = 'park' }) => poison === 'park')
  const places = new Map(isParking ? [['', ['', '']]] : [])
  for (const { exchange, routingKey = 'peyvand.check' } of Object.values(publications)) {
    places.set(exchange === '' ? '' : `${exchange} ${routingKey}`, [exchange, routingKey])
  }
  return [
    ...Object.values(sources).flatMap(sourceProbes),
    ...[...places.values()].map(([exchange = '', routingKey = '']) => publishing(exchange, routingKey)),
  ]
}

/** Whether the user has neither too few rights nor too many, and the command that makes it so. */
function measure(settings: Settings, found: readonly Found[], anything: readonly string[]): Found {
  const { user } = addressParts(settings)
  const isLacking = found.some(({ lacksRight }) => lacksRight)
  const tooMuch =
    anything.length === 0 ? '' : `${user} may ${anything.join(' and ')} queues and exchanges of any name. `
  const tooLittle = isLacking ? `${user} lacks rights that the settings need. ` : ''
  const ok = tooMuch === '' && tooLittle === ''
  const message = ok
    ? `${user} may do nothing to queues and exchanges of other names.`
    : `${tooMuch}${tooLittle}This gives exactly what is needed: ${grantingCommand(settings)}`
  return { finding: { aspect: 'leastPrivilege', ok, message } }
}

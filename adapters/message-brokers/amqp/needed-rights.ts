/** The rights that a connection needs at its broker, and the command that gives a user these and no more. Pure. */
import { addressParts } from './dialling.ts'
import type { Settings, SourceSettings } from './settings.ts'
import { parkingQueueOf } from './topology.ts'

/** Names of queues and exchanges by what may be done to them, as RabbitMQ divides it. */
export interface NeededRights {
  readonly configure: readonly string[]
  readonly write: readonly string[]
  readonly read: readonly string[]
}

/** What RabbitMQ calls the exchange without a name when it is about rights. */
export const defaultExchange = 'amq.default'

/** What the settings need, also for what is not there yet. */
export function neededRights({ sources = {}, publications = {} }: Settings): NeededRights {
  const reading = Object.values(sources).map(neededBySource)
  const exchanges = Object.values(publications).map(({ exchange }) => exchange || defaultExchange)
  const all = (right: keyof NeededRights): readonly string[] => [
    ...new Set(reading.flatMap((needed) => needed[right])),
  ]
  return {
    configure: all('configure'),
    write: [...new Set([...all('write'), ...exchanges])],
    read: all('read'),
  }
}

function neededBySource(source: SourceSettings): NeededRights {
  const { queue, declare, poison = 'park' } = source
  const isParking = poison === 'park'
  const { bindings = [], deadLetterExchange } = declare ?? {}
  return {
    configure: [...(isParking ? [parkingQueueOf(source)] : []), ...(declare === undefined ? [] : [queue])],
    write: [
      ...(isParking ? [defaultExchange] : []),
      ...(bindings.length > 0 ? [queue] : []),
      ...(deadLetterExchange === undefined ? [] : [deadLetterExchange || defaultExchange]),
    ],
    read: [queue, ...bindings.map(({ exchange }) => exchange)],
  }
}

/** `rabbitmqctl set_permissions …`: gives exactly these, and takes all others away. */
export function grantingCommand(settings: Settings): string {
  const { user, vhost } = addressParts(settings)
  const { configure, write, read } = neededRights(settings)
  const patterns = [configure, write, read].map((names) => quoted(patternOf(names)))
  return ['rabbitmqctl set_permissions', '-p', quoted(vhost), quoted(user), ...patterns].join(' ')
}

function patternOf(names: readonly string[]): string {
  if (names.length === 0) return '^$'
  const escaped = [...names].sort().map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return escaped.length === 1 ? `^${escaped.join('')}$` : `^(${escaped.join('|')})$`
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w/.@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** The hub on a message broker: its events go out, commands come in. */
import type { Profiles } from '../../engine/profile/service.ts'
import type { EventFeed } from '../../engine/store/event-feed.ts'
import type { RelayStore } from '../../engine/store/relays.ts'
import { ofChange, ofFeed } from '../cloud-event.ts'
import { takeCommands, type CommandPorts } from './command-intake.ts'
import { relayEvents, type RelayedFeed, type RelayPorts } from './event-relay.ts'
import { brokerLink, type BrokerLink, type LinkPorts } from './link.ts'
import { declare, topologyOf } from './topology.ts'

/** What it is made of. */
export interface BrokerPorts
  extends
    Omit<LinkPorts, 'work'>,
    Omit<CommandPorts, 'topology'>,
    Pick<RelayPorts, 'owner' | 'leaseMs' | 'bell'> {
  readonly profiles: Pick<Profiles, 'changes'>
  readonly events: EventFeed
  readonly relays: RelayStore
  /** Of exchange and queues: `peyvand`. */
  readonly prefix: string
}

/** Makes the line to the broker; nothing happens before `start`. */
export function messageBroker(ports: BrokerPorts): BrokerLink {
  const topology = topologyOf(ports.prefix)
  const feeds = [changesOf(ports.profiles), eventsOf(ports.events)]
  return brokerLink({
    ...ports,
    work: async (connection, lost, isReady) => {
      const [out, back] = await Promise.all([
        connection.createConfirmChannel(),
        connection.createConfirmChannel(),
      ])
      const broken = new AbortController()
      const ends = AbortSignal.any([lost, broken.signal])
      for (const channel of [out, back]) {
        channel.on('error', () => broken.abort())
        channel.on('close', () => broken.abort())
      }
      await declare(out, topology)
      isReady()
      await takeCommands({ ...ports, topology }, back, ends)
      await relayEvents({ ...ports, store: ports.relays, feeds, exchange: topology.events }, out, ends)
    },
  })
}

function changesOf(profiles: Pick<Profiles, 'changes'>): RelayedFeed {
  return {
    name: 'changes',
    read: async (position, limit) => {
      const { items, next } = await profiles.changes({ limit, after: position === '' ? '0' : position })
      return { events: items.map(ofChange), position: next }
    },
  }
}

function eventsOf(feed: EventFeed): RelayedFeed {
  return {
    name: 'events',
    read: async (position, limit) => {
      const found = await feed.after(Number(position), { limit })
      return { events: found.map(ofFeed), position: String(found.at(-1)?._id ?? position) }
    },
  }
}

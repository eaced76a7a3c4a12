/** The exchanges and queues of the hub; declared on every connection, so that a broker that lost them has them again. */
import type { Channel } from 'amqplib'

/** Their names, all after one prefix. */
export interface Topology {
  /** Topic exchange of events; routing keys are the event types: `profile.updated`. */
  readonly events: string
  /** Quorum queue of commands. */
  readonly commands: string
  /** Where commands go that cannot be carried out, with the reason. */
  readonly dead: string
}

/** The names after a prefix: `peyvand.events` … */
export function topologyOf(prefix: string): Topology {
  return { events: `${prefix}.events`, commands: `${prefix}.commands`, dead: `${prefix}.commands.dead` }
}

const quorum = { 'x-queue-type': 'quorum' }
/** A command that the hub takes so often without answering is set aside by the broker. */
const deliveryLimit = 20

/** Declares them. Raises the broker's error when they are there with other arguments. */
export async function declare(channel: Channel, { events, commands, dead }: Topology): Promise<void> {
  await channel.assertExchange(events, 'topic', { durable: true })
  await channel.assertQueue(dead, { durable: true, arguments: quorum })
  await channel.assertQueue(commands, {
    durable: true,
    arguments: {
      ...quorum,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': dead,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
      'x-delivery-limit': deliveryLimit,
    },
  })
}

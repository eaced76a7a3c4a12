/** RabbitMQ on the stage of the conformance test: a real broker, and a line to it that misbehaves. */
import { randomBytes } from 'node:crypto'

import { connect } from 'amqplib'

import type { OpenStage, Scene, Stage } from '../../conformance/stage.conformance.ts'
import { settingsExample } from './settings.ts'
import { startLine } from './simulator.ts'

/** The broker of a development machine, unless the environment names another. */
export const brokerUrl = process.env['AMQP_URL'] ?? 'amqp://guest:guest@127.0.0.1:5672'

/** Why there is no stage here; false when there is one. */
export async function absent(): Promise<string | false> {
  try {
    const probe = await connect(brokerUrl, { timeout: 5_000 })
    await probe.close()
    return false
  } catch {
    return 'no RabbitMQ answers at AMQP_URL'
  }
}

/** Where the broker is, in parts. */
export function brokerParts(): Parameters<typeof startLine>[0]['broker'] {
  const { hostname, port, username, password } = new URL(brokerUrl)
  const login = { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  return { host: hostname, port: Number(port || 5672), login }
}

/** Opens the line, with an exchange and queues of its own in the broker. */
export const openStage: OpenStage = async () => {
  const prefix = `conformance-${randomBytes(6).toString('hex')}`
  const login = { user: 'hub', password: 'planted password/7a1b=' }
  const line = await startLine({ broker: brokerParts(), login })
  const own = await connect(brokerUrl)
  const channel = await own.createChannel()
  const names = { orders: `${prefix}.orders`, seen: `${prefix}.seen`, commands: `${prefix}.commands` }
  await channel.assertExchange(names.orders, 'topic', { autoDelete: true })
  for (const queue of [names.seen, names.commands]) await channel.assertQueue(queue, { expires: 60_000 })
  await channel.bindQueue(names.seen, names.orders, '#')
  const seen: { readonly id: string; readonly body: string }[] = []

  /** A message that came twice under one id is one to whoever knows messages by their ids. */
  async function differentOnes(input: unknown): Promise<number> {
    for (const queue of [names.seen, names.commands]) {
      for (let got = await channel.get(queue); got !== false; got = await channel.get(queue)) {
        seen.push({ id: String(got.properties.messageId), body: got.content.toString() })
        channel.ack(got)
      }
    }
    const body = JSON.stringify((input as { readonly body: unknown }).body)
    return new Set(seen.filter((one) => one.body === body).map(({ id }) => id)).size
  }

  const settings = stageSettings({ port: line.port, ...login, orders: names.orders })
  return {
    settings,
    wrongLogin: { ...settings, password: 'another-password' },
    scenes: scenes(names, differentOnes),
    misbehave: (kind, operation) => line.misbehave({ kind, operation }),
    openConnections: line.openConnections,
    arrivals: (remote) => line.calls()[remote] ?? 0,
    close: async () => {
      for (const queue of [names.seen, names.commands]) await channel.deleteQueue(queue)
      await own.close()
      await line.close()
    },
  }
}

function stageSettings(where: {
  readonly port: number
  readonly user: string
  readonly password: string
  readonly orders: string
}): Stage['settings'] {
  const { orders, ...login } = where
  const { publications = {} } = settingsExample
  return {
    ...login,
    host: '127.0.0.1',
    tls: 'disable',
    publications: { ...publications, orderPlaced: { ...publications['orderPlaced'], exchange: orders } },
  }
}

function scenes(
  { seen, commands }: { readonly seen: string; readonly commands: string },
  changes: (input: unknown) => Promise<number>,
): Readonly<Record<string, Scene>> {
  let count = 0
  const next = (): string => `O-${String((count += 1))}`
  return {
    queueState: {
      remote: 'declare',
      input: () => ({ queue: seen }),
      refusedInput: () => ({ queue: `${seen}.none` }),
    },
    orderPlaced: {
      remote: 'publish',
      input: () => ({ body: { orderId: next(), totalRial: 12_500_000 } }),
      changes,
    },
    command: {
      remote: 'publish',
      input: () => ({ body: { id: next(), name: 'علی' }, routingKey: commands }),
      changes,
      refusedInput: () => ({ body: {}, routingKey: `${commands}.none` }),
    },
  }
}

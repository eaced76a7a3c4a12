/**
 * Ten thousand messages through the hub while its line to RabbitMQ is cut and the broker is killed and started again.
 * Half are commands, half come from queues of a shop that is a connection; records and messages for flows, and second
 * statements about things of the first. None is lost, none is applied twice, and the hub's own events about them arrive
 * all, each thing's in order. The broker is the test's own; where there can be none the test is skipped and says so.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib'

import { eventCheck } from '../harness/asyncapi.ts'
import { cuttableLine, type CuttableLine } from '../harness/cuttable-line.ts'
import { model } from '../harness/engine-box.ts'
import { testHub, type TestHub } from '../harness/hub.ts'
import { ownRabbit, rabbitAbsent, type OwnRabbit } from '../harness/own-rabbitmq.ts'

/** Of all messages; the rest of them are records. */
const counts = { commands: 5_000, deliveries: 5_000, messagesOfEach: 500, secondStatements: 500 }
const things = counts.commands + counts.deliveries - 2 * counts.messagesOfEach - counts.secondStatements
const runs = 2 * counts.messagesOfEach
const queues = { products: 'shop.products', orders: 'shop.orders', seen: 'test.seen' }

const absence = rabbitAbsent()
if (absence === false) describe('ten thousand messages', tenThousandMessages)
else it('takes ten thousand messages from a broker that is restarted', { skip: absence }, () => undefined)

interface Event {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly data: unknown
}

function tenThousandMessages(): void {
  let broker: OwnRabbit
  let line: CuttableLine
  let hub: TestHub
  let own: ChannelModel
  let channel: ConfirmChannel
  /** By id, in the order in which they came first. */
  const seen = new Map<string, Event>()

  before(async () => {
    broker = await ownRabbit()
    line = await cuttableLine({ host: '127.0.0.1', port: broker.port })
    const url = `amqp://guest:guest@127.0.0.1:${String(line.port)}`
    hub = await testHub({ environment: { PEYVAND_AMQP_URL: url } })
    await hub.until(isReady, 'the hub is connected')
    await listen()
    await hub.passing(hub.api.post('/v1/connections', { name: 'shop', adapter: 'amqp', settings: shop(url) }))
    const flow = model(
      'order',
      [
        '<bpmn:startEvent id="placed"><bpmn:messageEventDefinition id="placedDefinition" messageRef="orderPlaced" /></bpmn:startEvent>',
        '<bpmn:endEvent id="done" />',
      ],
      { definitions: '<bpmn:message id="orderPlaced" name="orderPlaced" />' },
    )
    const deployed = await hub.passing(hub.hub.engine.flows.deploy([{ name: 'order.bpmn', content: flow }]))
    assert.ok('deployed' in deployed, JSON.stringify(deployed))
    await hub.until(haveShopQueues, 'the queues of the shop are made')
  })
  after(async () => {
    await hub.close()
    await own.close().catch(() => undefined)
    await line.close()
    await broker.close()
  })

  async function isReady(): Promise<boolean> {
    const response = await fetch(`${hub.url}/readyz`)
    const { checks } = (await response.json()) as {
      readonly checks: readonly { name: string; ok: boolean }[]
    }
    return checks.find(({ name }) => name === 'message broker')?.ok === true
  }

  /** Reads the hub's events, as often as the broker makes it necessary. */
  async function listen(): Promise<void> {
    own = await connect(broker.url)
    own.on('error', () => undefined)
    channel = await own.createConfirmChannel()
    channel.on('error', () => undefined)
    await channel.assertQueue(queues.seen, { durable: true, arguments: { 'x-queue-type': 'quorum' } })
    await channel.bindQueue(queues.seen, 'peyvand.events', '#')
    const reading = channel
    await channel.consume(queues.seen, (delivery) => {
      if (delivery === null) return
      const event = JSON.parse(delivery.content.toString()) as Event
      assert.equal(delivery.fields.routingKey, event.type)
      if (!seen.has(event.id)) seen.set(event.id, event)
      reading.ack(delivery)
    })
  }

  async function haveShopQueues(): Promise<boolean> {
    const probe = await own.createChannel()
    probe.on('error', () => undefined)
    try {
      for (const queue of [queues.products, queues.orders]) await probe.checkQueue(queue)
      await probe.close()
      return true
    } catch {
      return false
    }
  }

  function send(queue: string, body: object, messageId: string): void {
    const content = Buffer.from(JSON.stringify(body))
    channel.sendToQueue(queue, content, { persistent: true, messageId })
  }

  async function sendAll(): Promise<void> {
    const { commands, deliveries, messagesOfEach, secondStatements } = counts
    for (let n = 0; n < commands - messagesOfEach; n += 1) {
      const record = { connection: 'office', type: 'product', externalId: `C-${String(n)}`, data: product(n) }
      send('peyvand.commands', { records: [record] }, `command-${String(n)}`)
    }
    for (let n = 0; n < messagesOfEach; n += 1) {
      send(
        'peyvand.commands',
        { name: 'orderPlaced', correlationKey: `C-${String(n)}` },
        `placed-${String(n)}`,
      )
      send(queues.orders, { order: `S-${String(n)}` }, `order-${String(n)}`)
    }
    const first = deliveries - messagesOfEach - secondStatements
    for (let n = 0; n < first; n += 1) {
      send(queues.products, { id: `S-${String(n)}`, ...product(n) }, `product-${String(n)}`)
      // What is said first about a thing must not come back after what is said later.
      if (n % (first / secondStatements) === 0)
        send(queues.products, { id: `S-${String(n)}`, ...product(n + first) }, `again-${String(n)}`)
    }
    await channel.waitForConfirms()
  }

  const countOf = (type: string): number => [...seen.values()].filter((event) => event.type === type).length
  /** Each look asks the hub, so that its time does not run ahead of the broker's. */
  const share = async (): Promise<number> => {
    await isReady()
    return seen.size / (things + counts.secondStatements + 2 * runs)
  }

  it('are applied once each, while the line is cut and the broker is killed', async () => {
    await sendAll()
    await hub.until(async () => (await share()) > 0.2, 'a fifth has come')
    line.cut()
    await hub.until(async () => !(await isReady()), 'the loss is seen')
    line.mend()
    await hub.until(async () => (await share()) > 0.5, 'half has come')
    await broker.kill()
    await hub.until(async () => !(await isReady()), 'the loss is seen')
    await broker.start()
    await listen()
    await hub.until(async () => (await share()) >= 1, 'all has come')
    const profiles = [...seen.values()].filter(({ type }) => type.startsWith('profile.'))
    assert.deepEqual(
      profiles.map(({ id }) => id),
      profiles.map((_event, n) => `change-${String(n + 1)}`),
      'every change has come, in order',
    )
    assert.equal(countOf('profile.created'), things)
    assert.equal(countOf('profile.updated'), counts.secondStatements, 'no older statement came back')
    assert.equal(await hub.hub.profiles.count(), things)
    assert.deepEqual([countOf('run.started'), countOf('run.completed')], [runs, runs])
    assert.equal(await hub.database.connection.collection('runs').countDocuments(), runs)
    const check = eventCheck()
    assert.deepEqual([...seen.values()].flatMap(check).slice(0, 5), [], 'they are as asyncapi.yaml says')
    const begun = new Set<string>()
    for (const { type, subject } of seen.values()) {
      if (type === 'run.started') begun.add(subject)
      if (type === 'run.completed') assert.ok(begun.has(subject), 'a run ends after it began')
    }
    for (const queue of ['peyvand.commands', queues.products, queues.orders]) {
      await hub.until(async () => (await channel.checkQueue(queue)).messageCount === 0, `${queue} is empty`)
    }
    assert.equal((await channel.checkQueue('peyvand.commands.dead')).messageCount, 0)
  })
}

function product(n: number): object {
  return { name: `کالای ${String(n)}`, productCode: `K-${String(n)}` }
}

function shop(url: string): object {
  return {
    url,
    sources: {
      products: {
        queue: queues.products,
        declare: {},
        records: {
          type: 'product',
          externalId: 'body.id',
          fields: { name: 'body.name', productCode: 'body.productCode' },
        },
      },
      orders: {
        queue: queues.orders,
        declare: {},
        messages: { name: 'orderPlaced', correlationKey: 'body.order' },
      },
    },
  }
}

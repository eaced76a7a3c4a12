/**
 * The hub is killed (`kill -9`) while it takes messages of a real RabbitMQ: before what they say is written, after that
 * and before the hub knows it, before its place is noted, and before the acknowledgement arrives. Started again each
 * time, it has every message exactly once in the end, and its queues are empty. AMQP_URL names the broker; the
 * usual one of a development machine unless set. Without one the tests are skipped and say so.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib'

import { absent, brokerParts, brokerUrl } from '../../adapters/message-brokers/amqp/amqp.conformance.ts'
import { hubClient, type HubClient } from '../../api/cli/hub-client.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { model } from '../harness/engine-box.ts'
import { hubIdentity, hubSuccession, type HubProcess, type HubSuccession } from '../harness/hub-process.ts'
import { amqpWords, mongoWords, overheardLine, type OverheardLine } from '../harness/overheard-line.ts'

/** What is sent before each kill. */
const atOnce = 7

/** Where a kill is: on which line, at the last of what is said there. */
type Moment = readonly ['database' | 'broker', 'before' | 'after', ...string[]]

const recordMoments: readonly Moment[] = [
  ['database', 'before', 'insert sourceRecords'],
  ['database', 'after', 'insert sourceRecords'],
  ['database', 'before', 'insert sourceRecords', 'update sources'],
  ['broker', 'before', 'ack'],
  ['broker', 'before', 'publish'],
]
const messageMoments: readonly Moment[] = [
  ['database', 'before', 'insert messages'],
  ['database', 'before', 'insert messages', 'insert runs'],
  ['database', 'after', 'insert messages', 'insert runs'],
]
const commandMoments: readonly Moment[] = [
  ['database', 'before', 'insert sourceRecords'],
  ['database', 'before', 'insert sourceRecords', 'insert messages'],
  ['database', 'after', 'insert sourceRecords', 'insert messages'],
  ['broker', 'before', 'publish'],
  ['broker', 'before', 'ack'],
]

const absence = await absent()
if (absence === false) describe('a hub that is killed while it takes messages of a broker', killedHub)
else it('takes every message of a broker once when it is killed', { skip: absence }, () => undefined)

function killedHub(): void {
  const prefix = `crash-${randomBytes(6).toString('hex')}`
  const queues = {
    products: `${prefix}.products`,
    parked: `${prefix}.products.parked`,
    orders: `${prefix}.orders`,
    ordersParked: `${prefix}.orders.parked`,
    commands: `${prefix}.hub.commands`,
    dead: `${prefix}.hub.commands.dead`,
  }
  let database: TestDatabase
  const lines = {} as Record<'database' | 'shop' | 'commands', OverheardLine>
  let own: ChannelModel
  let channel: ConfirmChannel
  let hubs: HubSuccession
  let hub: HubProcess
  let api: HubClient

  before(async () => {
    database = await testDatabase()
    const server = new URL(database.uri)
    lines.database = await overheardLine({ host: server.hostname, port: Number(server.port) }, mongoWords)
    server.port = String(lines.database.port)
    lines.shop = await overheardLine(brokerParts(), amqpWords)
    lines.commands = await overheardLine(brokerParts(), amqpWords)
    own = await connect(brokerUrl)
    channel = await own.createConfirmChannel()
    const identity = await hubIdentity()
    const environment = {
      PEYVAND_LEASE_MS: '500',
      PEYVAND_AGENDA: 'off',
      PEYVAND_AMQP_URL: through(lines.commands),
      PEYVAND_AMQP_PREFIX: `${prefix}.hub`,
    }
    hubs = hubSuccession({ ...identity, mongodbUri: server.href, environment })
    hub = await hubs.next()
    api = hubClient(hub.url, identity.adminKey)
    await api.deploy({ 'order.bpmn': order })
  })
  after(async () => {
    await hub.kill()
    await hubs.close()
    for (const queue of Object.values(queues)) await channel.deleteQueue(queue)
    await channel.deleteExchange(`${prefix}.hub.events`)
    await own.close()
    for (const line of Object.values(lines)) await line.close()
    await database.close()
  })

  function through(line: OverheardLine): string {
    const url = new URL(brokerUrl)
    url.host = `127.0.0.1:${String(line.port)}`
    return url.href
  }

  const count = (collection: string, filter: object = {}): Promise<number> =>
    database.connection.collection(collection).countDocuments(filter)

  async function reached(isSo: () => Promise<boolean>, words: string): Promise<void> {
    const giveUpAt = Date.now() + 60_000
    while (!(await isSo())) {
      assert.ok(Date.now() < giveUpAt, `${words}; the hub says:\n${hub.complaints.slice(-5).join('\n')}`)
      await pause(20)
    }
  }

  /** Kills the hub at each moment, in the middle of what `send` sends. */
  async function killAt(
    moments: readonly Moment[],
    broker: OverheardLine,
    send: (n: number) => Promise<void>,
  ): Promise<void> {
    for (const [n, [where, when, ...said]] of moments.entries()) {
      const line = where === 'database' ? lines.database : broker
      let isStill = false
      void line.standstill(said, when).then(() => (isStill = true))
      await send(n)
      await reached(() => Promise.resolve(isStill), `${when} ${said.join(', ')}`)
      // When it answers, all that it had to say elsewhere is on its way.
      await fetch(`${hub.url}/healthz`)
      await hub.kill()
      hub = await hubs.next()
    }
  }

  /** Sends until the broker has it: a quorum queue may refuse while it settles. */
  async function tell(queue: string, body: unknown, messageId: string): Promise<void> {
    const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    await reached(
      () =>
        new Promise((resolve) => {
          channel.sendToQueue(queue, content, { persistent: true, messageId }, (error: unknown) =>
            resolve(!(error instanceof Error)),
          )
        }),
      `${queue} takes a message`,
    )
  }

  async function contentsOf(queue: string): Promise<readonly string[]> {
    const found: string[] = []
    for (let got = await channel.get(queue); got !== false; got = await channel.get(queue)) {
      found.push(got.content.toString())
      channel.ack(got)
    }
    return found
  }

  /** What is left for others, once the hub that was killed has gone for the broker too. */
  async function leftIn(queue: string): Promise<number> {
    await reached(async () => (await channel.checkQueue(queue)).consumerCount === 0, 'nobody reads the queue')
    return (await channel.checkQueue(queue)).messageCount
  }

  /** A source acknowledges at the poll after the one that stored. */
  async function pollsTwice(source: string): Promise<void> {
    const seen = new Set<unknown>()
    await reached(async () => {
      const { items } = await api.get<{ items: { name: string; lastSuccessAt?: string }[] }>(
        '/v1/connections/shop/sources',
      )
      seen.add(items.find(({ name }) => name === source)?.lastSuccessAt)
      return seen.size >= 3
    }, 'the source is polled on')
  }

  async function connectShop(name: 'products' | 'orders'): Promise<void> {
    const settings = { url: through(lines.shop), sources: { [name]: sources[name] } }
    await api.put('/v1/connections/shop', { adapter: 'amqp', settings })
    await reached(() => isThere(queues[name]), 'the queue is made')
  }

  async function isThere(queue: string): Promise<boolean> {
    const probe = await own.createChannel()
    probe.on('error', () => undefined)
    return probe.checkQueue(queue).then(
      () => true,
      () => false,
    )
  }

  const sources = {
    products: {
      queue: queues.products,
      declare: {},
      prefetch: 6,
      records: {
        type: 'product',
        externalId: 'body.id',
        fields: { name: 'body.name', productCode: 'body.productCode' },
      },
    },
    orders: {
      queue: queues.orders,
      declare: {},
      prefetch: 6,
      messages: { name: 'orderPlaced', correlationKey: 'body.order' },
    },
  }

  /** Every one of them, stored once and told once. */
  async function assertOnce(connection: string, ids: readonly string[]): Promise<void> {
    const records = await database.connection.collection('sourceRecords').find({ connection }).toArray()
    assert.deepEqual(
      records.map(({ externalId, revision }) => `${String(externalId)} ${String(revision)}`).sort(),
      ids.map((id) => `${id} 1`).sort(),
    )
    const profiles = await database.connection.collection('profiles').find().toArray()
    const told = profiles.filter((profile) => JSON.stringify(profile).includes(`${connection}:`))
    assert.deepEqual(
      told.filter(({ version }) => version !== 1),
      [],
    )
    await reached(
      async () => (await count('settlements', { sweptAt: { $exists: false } })) === 0,
      'every record is in its profile',
    )
  }

  /** Every message is there once, and has started one run. */
  async function assertRuns(keys: readonly string[]): Promise<void> {
    const messages = await database.connection.collection('messages').find().toArray()
    const arrived = messages.filter(({ correlationKey }) => keys.includes(String(correlationKey)))
    assert.deepEqual(arrived.map(({ correlationKey }) => String(correlationKey)).sort(), [...keys].sort())
    const applied = (await database.connection.collection('runs').find().toArray()).flatMap(
      (run) => run['applied'] as readonly string[],
    )
    const ids = new Set(arrived.map(({ _id }) => String(_id)))
    assert.deepEqual(applied.filter((id) => ids.has(id)).sort(), [...ids].sort())
  }

  it('has each record of a queue once, and each unreadable delivery in the parking queue', async () => {
    await connectShop('products')
    const ids: string[] = []
    const bad: string[] = []
    await killAt(recordMoments, lines.shop, async (n) => {
      for (let k = 0; k < atOnce; k += 1) {
        const id = `Q-${String(n)}-${String(k)}`
        await tell(queues.products, { id, ...product(id) }, id)
        ids.push(id)
      }
      bad.push(`no JSON ${String(n)}`)
      await tell(queues.products, `no JSON ${String(n)}`, `bad-${String(n)}`)
    })
    await reached(
      async () => (await count('sourceRecords', { connection: 'shop' })) >= ids.length,
      'all came',
    )
    await pollsTwice('products')
    await assertOnce('shop', ids)
    await hub.kill()
    assert.equal(await leftIn(queues.products), 0, 'the queue is empty')
    // Between parking and acknowledging a delivery is in both queues: one may be parked twice, and none is lost.
    assert.deepEqual([...new Set(await contentsOf(queues.parked))].sort(), bad.sort())
    hub = await hubs.next()
  })

  it('starts one run for each message of a queue', async () => {
    await connectShop('orders')
    const keys: string[] = []
    await killAt(messageMoments, lines.shop, async (n) => {
      for (let k = 0; k < atOnce; k += 1) {
        const key = `O-${String(n)}-${String(k)}`
        await tell(queues.orders, { order: key }, key)
        keys.push(key)
      }
    })
    await reached(async () => (await count('runs', { status: 'completed' })) >= keys.length, 'all ran')
    await pollsTwice('orders')
    await assertRuns(keys)
    assert.equal(await count('runs'), keys.length)
    await hub.kill()
    assert.equal(await leftIn(queues.orders), 0, 'the queue is empty')
    hub = await hubs.next()
  })

  it('carries out each command once, and sets aside each bad one', async () => {
    const before = await count('runs')
    const ids: string[] = []
    const keys: string[] = []
    const bad: string[] = []
    const command = (id: string): object => ({
      records: [{ connection: 'office', type: 'product', externalId: id, data: product(id) }],
    })
    await killAt(commandMoments, lines.commands, async (n) => {
      for (let k = 0; k < atOnce; k += 1) {
        const id = `C-${String(n)}-${String(k)}`
        await tell(queues.commands, command(id), `record-${id}`)
        await tell(queues.commands, { name: 'orderPlaced', correlationKey: id }, `message-${id}`)
        ids.push(id)
        keys.push(id)
      }
      bad.push(`no JSON ${String(n)}`)
      await tell(queues.commands, `no JSON ${String(n)}`, `bad-${String(n)}`)
    })
    const officeHas = async (): Promise<number> => count('sourceRecords', { connection: 'office' })
    await reached(async () => (await officeHas()) >= ids.length, 'all records came')
    await reached(
      async () => (await count('runs', { status: 'completed' })) - before >= keys.length,
      'all ran',
    )
    // Acknowledged in order: when one is stored that was sent after another was, all up to that other are acknowledged.
    for (const id of ['last but one', 'last']) {
      await tell(queues.commands, command(id), id)
      ids.push(id)
      await reached(async () => (await officeHas()) >= ids.length, `${id} came`)
    }
    await assertOnce('office', ids)
    await assertRuns(keys)
    assert.equal((await count('runs')) - before, keys.length)
    await hub.stop()
    assert.ok((await leftIn(queues.commands)) <= 1)
    for (const left of await contentsOf(queues.commands)) assert.match(left, /"last"/, 'the queue is empty')
    assert.deepEqual([...new Set(await contentsOf(queues.dead))].sort(), bad.sort())
  })
}

const order = model(
  'order',
  [
    '<bpmn:startEvent id="placed"><bpmn:messageEventDefinition id="placedDefinition" messageRef="orderPlaced" /></bpmn:startEvent>',
    '<bpmn:endEvent id="done" />',
  ],
  { definitions: '<bpmn:message id="orderPlaced" name="orderPlaced" />' },
)

function product(id: string): object {
  return { name: `کالای ${id}`, productCode: `K-${id}` }
}

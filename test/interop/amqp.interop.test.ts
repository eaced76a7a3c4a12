/**
 * The hub on a real RabbitMQ: events out, commands in, with the line cut in the middle of both. AMQP_URL names the
 * broker; the usual one of a development machine unless set. Without one the tests are skipped and say so.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'

import { connect, type ChannelModel, type ConfirmChannel, type ConsumeMessage } from 'amqplib'

import { cuttableLine, type CuttableLine } from '../harness/cuttable-line.ts'
import { testHub, type TestHub } from '../harness/hub.ts'

const url = process.env['AMQP_URL'] ?? 'amqp://guest:guest@127.0.0.1:5672'

async function absent(): Promise<string | false> {
  try {
    const probe = await connect(url, { timeout: 5_000 })
    await probe.close()
    return false
  } catch {
    return 'no RabbitMQ answers at AMQP_URL'
  }
}

const records = 2_000
const letters = 'ابپتجچخدرزسشفقکگلمنه'
/** Nobody is called like another, so that no time goes into telling them apart. */
const nameOf = (n: number): string =>
  [7_919, 104_729, 1_299_709].map((prime) => letters[((n * prime) % 7_907) % 20] ?? '').join('') + String(n)
const person = (n: number): object => ({
  connection: 'warehouse',
  type: 'person',
  externalId: String(n),
  data: { firstName: nameOf(n), lastName: `رضایی ${nameOf(n + 1)}` },
})

const absence = await absent()
if (absence === false) describe('the hub on RabbitMQ', hubOnRabbit)
else it('tells events and takes commands over RabbitMQ', { skip: absence }, () => undefined)

function hubOnRabbit(): void {
  const prefix = `test-${randomBytes(6).toString('hex')}`
  let line: CuttableLine
  let hub: TestHub
  let own: ChannelModel
  let channel: ConfirmChannel

  before(async () => {
    const { hostname, port } = new URL(url)
    line = await cuttableLine({ host: hostname, port: Number(port || 5672) })
    own = await connect(url)
    channel = await own.createConfirmChannel()
    const through = new URL(url)
    through.host = `127.0.0.1:${String(line.port)}`
    hub = await testHub({ environment: { PEYVAND_AMQP_URL: through.href, PEYVAND_AMQP_PREFIX: prefix } })
    await hub.until(async () => (await readiness()).ok, 'the broker is connected')
  })
  after(async () => {
    await hub.close()
    for (const queue of ['commands', 'commands.dead', 'seen']) await channel.deleteQueue(`${prefix}.${queue}`)
    await channel.deleteExchange(`${prefix}.events`)
    await own.close()
    await line.close()
  })

  async function readiness(): Promise<{ readonly ok: boolean }> {
    const response = await fetch(`${hub.url}/readyz`)
    const { checks } = (await response.json()) as {
      readonly checks: readonly { name: string; ok: boolean }[]
    }
    return checks.find(({ name }) => name === 'message broker') ?? { ok: false }
  }

  function send(body: unknown, messageId: string = randomUUID()): void {
    const content = typeof body === 'string' ? body : JSON.stringify(body)
    channel.sendToQueue(`${prefix}.commands`, Buffer.from(content), { persistent: true, messageId })
  }

  async function dead(): Promise<{ readonly body: string; readonly reason: string }> {
    let found: Awaited<ReturnType<ConfirmChannel['get']>> = false
    await hub.until(async () => {
      found ||= await channel.get(`${prefix}.commands.dead`, { noAck: true })
      await turn()
      return found !== false
    }, 'something is set aside')
    const { content, properties } = found as unknown as ConsumeMessage
    return { body: content.toString(), reason: String(properties.headers?.['x-reason']) }
  }

  it('loses nothing and does nothing twice when the line is cut again and again', async () => {
    const seen: string[] = []
    const positions = new Map<string, number>()
    await channel.assertQueue(`${prefix}.seen`, { durable: true })
    await channel.bindQueue(`${prefix}.seen`, `${prefix}.events`, 'profile.*')
    await channel.consume(
      `${prefix}.seen`,
      (message) => {
        if (message === null) return
        const event = JSON.parse(message.content.toString()) as { readonly id: string; readonly data: object }
        if (!positions.has(event.id)) seen.push(event.id)
        positions.set(event.id, (positions.get(event.id) ?? 0) + 1)
        assert.ok(!message.content.toString().includes('رضایی'), 'values of people are not in events')
      },
      { noAck: true },
    )
    const sendAll = async (): Promise<void> => {
      for (let n = 0; n < records; n += 20) {
        send({ records: Array.from({ length: 20 }, (_, k) => person(n + k)) })
      }
      await channel.waitForConfirms()
    }
    // A quorum queue may refuse while it settles; a producer then sends again, and the same record changes nothing.
    await sendAll().catch(sendAll)
    // Each look asks the hub, so that its time does not run ahead of the broker's.
    const haveCome = async (count: number): Promise<boolean> => {
      await readiness()
      return positions.size >= count
    }
    for (const share of [0.2, 0.5, 0.8]) {
      await hub.until(() => haveCome(records * share), `${String(share)} of the events have come`)
      line.cut()
      await hub.until(async () => !(await readiness()).ok, 'the loss is seen')
      line.mend()
    }
    await hub.until(() => haveCome(records), 'every event has come')
    assert.deepEqual(
      seen,
      Array.from({ length: records }, (_, n) => `change-${String(n + 1)}`),
      'in order',
    )
    const { items } = await hub.api.get<{ readonly items: readonly unknown[] }>(
      '/v1/changes?after=0&limit=500',
    )
    assert.equal(items.length, 500)
    assert.equal(await hub.hub.profiles.count(), records)
  })

  it('publishes a message once, however often it is delivered', async () => {
    const messageId = randomUUID()
    send({ name: 'goodsArrived', correlationKey: '1', variables: { count: 3 } }, messageId)
    send({ name: 'goodsArrived', correlationKey: '1', variables: { count: 3 } }, messageId)
    const messages = hub.database.connection.collection('messages')
    await hub.until(async () => (await messages.countDocuments({ name: 'goodsArrived' })) > 0, 'it has come')
    send('{"name":"last"}')
    await hub.until(async () => (await messages.countDocuments({ name: 'last' })) === 1, 'the last has come')
    assert.equal(await messages.countDocuments({ name: 'goodsArrived' }), 1)
  })

  it('sets aside what cannot be carried out, with the reason, and of a batch the bad ones only', async () => {
    send('no JSON')
    assert.match((await dead()).reason, /records.*name/)
    send({ name: 'x', ttlSecond: 5 })
    assert.match((await dead()).reason, /ttlSecond: is not a known field/)
    send({ records: [person(9_001), { ...person(9_002), data: { firstNam: 'م' } }] })
    const { body, reason } = await dead()
    assert.match(reason, /firstNam/)
    assert.equal((JSON.parse(body) as { readonly records: readonly unknown[] }).records.length, 1)
    const kept = await hub.hub.profiles.getRecord({ type: 'person', externalId: '9001' })
    assert.ok(kept)
  })
}

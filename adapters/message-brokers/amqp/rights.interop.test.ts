/**
 * What the check says of a user's rights, on a RabbitMQ that is the test's own, with users of limited rights. Where no
 * broker can be started the tests are skipped and say so.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { connect as connectAmqp, type Channel, type ChannelModel } from 'amqplib'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { ownRabbit, rabbitAbsent, type OwnRabbit } from '../../../test/harness/own-rabbitmq.ts'
import type { CheckFinding } from '../../adapter.ts'
import { connect } from './client.ts'
import type { Settings } from './settings.ts'

const absence = rabbitAbsent()
if (absence === false) describe('a user of limited rights', limitedRights)
else it('is checked for the rights that it needs', { skip: absence }, () => undefined)

/** Three patterns: configure, write, read. */
type Patterns = readonly [string, string, string]

function limitedRights(): void {
  const io = openAdapterIo()
  let broker: OwnRabbit
  let own: ChannelModel
  let channel: Channel

  before(async () => {
    broker = await ownRabbit()
    own = await connectAmqp(broker.url)
    channel = await own.createChannel()
    await channel.assertExchange('crm', 'topic')
    await channel.assertExchange('dead.letters', 'topic')
    await channel.assertExchange('orders', 'topic')
    await channel.assertQueue('plain', { durable: true })
    await broker.ctl('rabbitmqctl add_user hub s3cret')
    await grant('^$', '^$', '^$')
  })
  after(async () => {
    await own.close()
    await broker.close()
    await io.close()
  })

  const grant = (...patterns: readonly string[]): Promise<string> =>
    broker.ctl(`rabbitmqctl set_permissions -p / hub ${patterns.map((one) => `'${one}'`).join(' ')}`)

  const settings = (): Settings => ({
    host: '127.0.0.1',
    port: broker.port,
    tls: 'disable',
    user: 'hub',
    password: 's3cret',
    sources: {
      people: {
        queue: 'hub.people',
        declare: {
          bindings: [{ exchange: 'crm', routingKey: 'person.*' }],
          deadLetterExchange: 'dead.letters',
        },
        records: { type: 'person', externalId: 'body.id', fields: {} },
      },
      plain: { queue: 'plain', messages: { name: 'plainCame' }, poison: 'deadLetter' },
    },
    publications: { order: { exchange: 'orders', routingKey: 'order.placed', effect: 'once' } },
  })

  /** What a check of the whole connection finds. */
  async function checked(): Promise<readonly CheckFinding[]> {
    const connection = connect(settings(), io)
    try {
      return await connection.check(adapterCall())
    } finally {
      await connection.close?.()
    }
  }

  /** All that there is in the broker. */
  const state = (): Promise<string> =>
    broker.ctl(
      'rabbitmqctl -q list_queues name messages; rabbitmqctl -q list_bindings; rabbitmqctl -q list_exchanges name',
    )

  const faults = async (): Promise<readonly string[]> =>
    (await checked()).filter(({ ok }) => !ok).map(({ message }) => message)

  /** The sentences that say what to grant. */
  const wanted = (messages: readonly string[]): readonly string[] =>
    messages.flatMap((message) => /Grant hub the right to (.*)\.$/.exec(message)?.[1] ?? [])

  it('that has none is told every right that is missing, and the command that gives them', async () => {
    const before = await state()
    const found = await faults()
    assert.deepEqual(wanted(found), [
      'read the queue hub.people',
      'configure the queue hub.people',
      'write to the queue hub.people',
      'configure the parking queue hub.people.parked',
      'read the queue plain',
      'write to the exchange amq.default',
      'write to the exchange orders',
    ])
    assert.match(found[0] ?? '', /^Reading the queue hub\.people failed: access to queue .*ACCESS_REFUSED/)
    const command = /rabbitmqctl set_permissions .*$/.exec(found.at(-1) ?? '')?.[0] ?? ''
    assert.equal(
      command,
      "rabbitmqctl set_permissions -p / hub '^(hub\\.people|hub\\.people\\.parked)$' " +
        "'^(amq\\.default|dead\\.letters|hub\\.people|orders)$' '^(crm|hub\\.people|plain)$'",
    )
    await broker.ctl(command)
    assert.deepEqual(await faults(), [], 'what the command gives is enough, and not too much')
    assert.equal(await state(), before, 'the checks have changed nothing')
    const connection = connect(settings(), io)
    for (const poller of Object.values(connection.sources ?? {}))
      if ('poll' in poller) await poller.poll(undefined, adapterCall())
    await connection.close?.()
  })

  it('that lacks one right is told that one', async () => {
    await channel.deleteQueue('hub.people.parked')
    const enough: Patterns = [
      '^hub\\.people\\.parked$',
      '^(amq\\.default|hub\\.people|orders)$',
      '^(crm|hub\\.people|plain)$',
    ]
    await grant(...enough)
    assert.deepEqual(wanted(await faults()), [], 'a queue that is there needs no right to make it')
    const [configure, write, read] = enough
    for (const [patterns, right] of [
      [['^$', write, read], 'configure the parking queue hub.people.parked'],
      [[configure, '^(amq\\.default|orders)$', read], 'write to the queue hub.people'],
      [[configure, '^(hub\\.people|orders)$', read], 'write to the exchange amq.default'],
      [[configure, '^(amq\\.default|hub\\.people)$', read], 'write to the exchange orders'],
      [[configure, write, '^(hub\\.people|plain)$'], 'read the exchange crm'],
      [[configure, write, '^(crm|hub\\.people)$'], 'read the queue plain'],
    ] as const satisfies readonly (readonly [Patterns, string])[]) {
      await grant(...patterns)
      assert.deepEqual(wanted(await faults()), [right])
    }
    await channel.deleteQueue('hub.people')
    await grant('^hub\\.', write, read)
    assert.deepEqual(wanted(await faults()), ['write to the exchange dead.letters'])
  })

  it('is told of routing keys that it may not use', async () => {
    await grant(
      '^hub\\.',
      '^(amq\\.default|dead\\.letters|hub\\.people|orders)$',
      '^(crm|hub\\.people|plain)$',
    )
    await broker.ctl("rabbitmqctl set_topic_permissions -p / hub crm '^$' '^other'")
    await broker.ctl("rabbitmqctl set_topic_permissions -p / hub orders '^other' '^$'")
    assert.deepEqual(wanted(await faults()), [
      'read the routing key person.* of the exchange crm (set_topic_permissions)',
      'write with the routing key order.placed to the exchange orders (set_topic_permissions)',
    ])
    await broker.ctl('rabbitmqctl clear_topic_permissions -p / hub')
  })

  it('that has too many is told which, and what to leave', async () => {
    await grant('^hub\\.', '^(amq\\.default|dead\\.letters|hub\\.people|orders)$', '.*')
    const [message = '', ...others] = await faults()
    assert.deepEqual(others, [])
    assert.match(message, /^hub may read queues and exchanges of any name\. This gives exactly .*set_permiss/)
    await grant('.*', '.*', '.*')
    assert.match((await faults())[0] ?? '', /^hub may configure and write to and read queues and/)
  })

  it('looks at a queue without taking anything from it', async () => {
    channel.sendToQueue('plain', Buffer.from('{}'), { persistent: true })
    while ((await channel.checkQueue('plain')).messageCount === 0) await new Promise(setImmediate)
    await checked()
    const got = await channel.get('plain')
    assert.ok(got)
    assert.equal(got.fields.redelivered, false)
    channel.ack(got)
  })

  it('hears what waits in its parking queue', async () => {
    await channel.assertQueue('hub.people.parked', { durable: true, arguments: { 'x-queue-type': 'quorum' } })
    channel.sendToQueue('hub.people.parked', Buffer.from('?'))
    while ((await channel.checkQueue('hub.people.parked')).messageCount === 0) await new Promise(setImmediate)
    const found = await checked()
    assert.ok(
      found.some(({ message }) =>
        /^In the parking queue hub\.people\.parked 1 deliveries wait/.test(message),
      ),
      JSON.stringify(found),
    )
  })
}

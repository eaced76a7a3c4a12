/**
 * Against a real RabbitMQ: AMQP_URL names it; the usual one of a development machine unless set. Everything has names of
 * its own and is taken away at the end. Without a broker the tests are skipped and say so.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import { connect as connectAmqp, type Channel, type ChannelModel, type Options } from 'amqplib'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Call, Connected, PolledPage, Poller } from '../../adapter.ts'
import { absent, brokerUrl } from './amqp.conformance.ts'
import { connect } from './client.ts'
import type { Settings, SourceSettings } from './settings.ts'

const absence = await absent()
if (absence === false) describe('a connection to RabbitMQ', realBroker)
else it('reads queues of a real RabbitMQ and publishes to it', { skip: absence }, () => undefined)

function realBroker(): void {
  const prefix = `test-${randomBytes(6).toString('hex')}`
  const named = (name: string): string => `${prefix}.${name}`
  const io = openAdapterIo()
  const open: Connected[] = []
  let own: ChannelModel
  let channel: Channel

  before(async () => {
    own = await connectAmqp(brokerUrl)
    channel = await own.createChannel()
    await channel.assertExchange(named('crm'), 'topic')
  })
  after(async () => {
    for (const one of open) await one.close?.()
    await channel.deleteExchange(named('crm'))
    for (const queue of ['people', 'events', 'small', 'rejected', 'once']) {
      await channel.deleteQueue(named(queue))
      await channel.deleteQueue(named(`${queue}.parked`))
    }
    await own.close()
    await io.close()
  })

  function connected(settings: Settings): Connected {
    const one = connect({ url: brokerUrl, ...settings }, io)
    open.push(one)
    return one
  }

  function reading(source: SourceSettings): Poller {
    const poller = connected({ sources: { it: source } }).sources?.['it']
    assert.ok(poller !== undefined && 'poll' in poller)
    return poller
  }

  const people: SourceSettings = {
    queue: named('people'),
    declare: { bindings: [{ exchange: named('crm'), routingKey: 'person.*' }] },
    records: { type: 'person', externalId: 'body.id', fields: { firstName: 'body.name' } },
  }

  function tell(body: unknown, options: Options.Publish = {}): void {
    const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    channel.publish(named('crm'), 'person.changed', content, { messageId: randomUUID(), ...options })
  }

  /** Polls until there is something, as the hub does. */
  async function next(poller: Poller, cursor?: string): Promise<PolledPage> {
    let page = await poller.poll(cursor, adapterCall())
    for (let looks = 0; page.items.length === 0 && looks < 20; looks += 1)
      page = await poller.poll(page.cursor, adapterCall())
    return page
  }

  const idsOf = ({ items }: PolledPage): readonly string[] =>
    items.map(({ body }) => (body.kind === 'sourceRecord' ? body.externalId : body.name))
  const depth = async (queue: string): Promise<number> =>
    (await channel.checkQueue(named(queue))).messageCount

  it('acknowledges a page when the next poll says that it is stored, and gives it again until then', async () => {
    const poller = reading(people)
    await poller.poll(undefined, adapterCall())
    for (const id of ['1', '2', '3']) tell({ id })
    const first = await next(poller)
    const again = await poller.poll('another cursor', adapterCall())
    assert.deepEqual(idsOf(again), idsOf(first), 'it was not stored')
    assert.equal(again.cursor, first.cursor)
    const seen = [...idsOf(first)]
    let { cursor } = first
    while (seen.length < 3) {
      const page = await poller.poll(cursor, adapterCall())
      seen.push(...idsOf(page))
      ;({ cursor } = page)
    }
    assert.deepEqual(seen, ['1', '2', '3'])
    const empty = await poller.poll(cursor, adapterCall())
    assert.deepEqual([empty.items.length, empty.more], [0, false])
    tell({ id: '4' })
    assert.deepEqual(idsOf(await next(poller, cursor)), ['4'])
  })

  it('passes over what is delivered again after it was stored, and gives what was not', async () => {
    // The line of the reader before is still there and has the queue for itself.
    for (const one of open.splice(0)) await one.close?.()
    const poller = reading(people)
    const left = await next(poller)
    assert.deepEqual(idsOf(left), ['4'], 'it was given, but never acknowledged')
    tell({ id: '5' })
    const fresh = await next(poller, left.cursor)
    assert.deepEqual(idsOf(fresh), ['5'])
    for (const one of open.splice(0)) await one.close?.()
    // «5» was stored, and the acknowledgement was lost with the line.
    const other = reading(people)
    tell({ id: '6' })
    assert.deepEqual(idsOf(await next(other, fresh.cursor)), ['6'])
    for (const one of open.splice(0)) await one.close?.()
  })

  it('makes its queue anew when that was deleted under it', async () => {
    const poller = reading(people)
    const left = await next(poller)
    await poller.poll(left.cursor, adapterCall())
    await channel.deleteQueue(named('people'))
    const failure = await failureFrom(
      (async () => {
        for (;;) await poller.poll(left.cursor, adapterCall())
      })(),
    ).catch(() => undefined)
    assert.match(failure?.message ?? 'the queue was deleted', /deleted/)
    await soon(async () => {
      await poller.poll(left.cursor, adapterCall()).catch(() => undefined)
      return (await channel.checkQueue(named('people'))).consumerCount === 1
    })
    tell({ id: '7' })
    assert.deepEqual(idsOf(await next(poller, left.cursor)), ['7'])
    for (const one of open.splice(0)) await one.close?.()
    await channel.purgeQueue(named('people'))
  })

  it('parks what cannot be read, with the reason and where it was', async () => {
    const poller = reading(people)
    await poller.poll(undefined, adapterCall())
    tell('no JSON', { headers: { tenant: 'a' } })
    tell({ id: '8' })
    const page = await next(poller)
    assert.deepEqual(idsOf(page), ['8'])
    assert.deepEqual(page.parked, { queue: named('people.parked'), count: 1 })
    await poller.poll(page.cursor, adapterCall())
    const parked = await channel.get(named('people.parked'), { noAck: true })
    assert.ok(parked)
    assert.equal(parked.content.toString(), 'no JSON')
    const { 'x-delivery-count': _count, ...headers } = parked.properties.headers ?? {}
    assert.deepEqual(headers, {
      tenant: 'a',
      'x-reason': 'the body is no JSON in UTF-8',
      'x-exchange': named('crm'),
      'x-routing-key': 'person.changed',
    })
    for (const one of open.splice(0)) await one.close?.()
    assert.equal(await depth('people'), 0, 'nothing is left')
  })

  it('loses no delivery that it parks when the parking queue is gone', async () => {
    const poller = reading(people)
    await poller.poll(undefined, adapterCall())
    await channel.deleteQueue(named('people.parked'))
    tell('no JSON either')
    const failure = await failureFrom(next(poller))
    assert.match(failure.message, /people\.parked is gone/)
    let waiting = 0
    for (let looks = 0; waiting === 0 && looks < 5; looks += 1)
      waiting = (await poller.poll(undefined, adapterCall())).parked?.count ?? 0
    assert.equal(waiting, 1)
    const parked = await channel.get(named('people.parked'), { noAck: true })
    assert.equal(parked && parked.content.toString(), 'no JSON either')
    for (const one of open.splice(0)) await one.close?.()
  })

  it('leaves what cannot be read to the dead-letter exchange of the queue, when that is wanted', async () => {
    await channel.assertQueue(named('rejected'))
    await channel.bindQueue(named('rejected'), named('crm'), 'dead')
    const poller = reading({
      ...people,
      queue: named('events'),
      poison: 'deadLetter',
      declare: { ...people.declare, deadLetterExchange: named('crm'), deadLetterRoutingKey: 'dead' },
    })
    await poller.poll(undefined, adapterCall())
    tell('no JSON')
    tell({ id: '9' })
    tell('nor this')
    const page = await next(poller)
    assert.deepEqual(idsOf(page), ['9'])
    await poller.poll(page.cursor, adapterCall())
    await soon(async () => (await depth('rejected')) === 2)
    for (const one of open.splice(0)) await one.close?.()
    assert.equal(await depth('events'), 0)
    await channel.purgeQueue(named('people'))
  })

  it('shows what waits without taking it', async () => {
    tell({ id: '10', name: 'مریم' })
    await soon(async () => (await depth('people')) === 1)
    const poller = reading(people)
    const page = await poller.preview?.(undefined, adapterCall())
    assert.deepEqual(page && idsOf(page), ['10'])
    await soon(async () => (await depth('people')) === 1)
  })

  it('publishes under the same message id on every attempt of one step, and says what reached nobody', async () => {
    await channel.assertQueue(named('once'), { arguments: { 'x-queue-type': 'quorum' }, durable: true })
    const { client } = connected({
      publications: {
        toQueue: { exchange: '', effect: 'once', type: 'order', headers: { a: 1 } },
        nowhere: { exchange: named('none'), routingKey: 'x', effect: 'once' },
      },
    })
    const send = (name: string, input: object, call: Partial<Call> = {}): Promise<unknown> => {
      const method = client[name]
      assert.ok(method)
      return method(input, adapterCall(call))
    }
    const body = { id: 'O-1', name: 'علی' }
    const sent = await send('toQueue', { body, routingKey: named('once') }, { correlationId: 'c-1' })
    assert.deepEqual(await send('toQueue', { body, routingKey: named('once') }), sent)
    const got = await channel.get(named('once'), { noAck: true })
    assert.ok(got)
    const { messageId, correlationId, type, headers, deliveryMode, contentType } =
      got.properties as unknown as Readonly<Record<string, unknown>>
    assert.deepEqual(
      {
        ...{ messageId, correlationId, type, deliveryMode, contentType },
        sign: (headers as { readonly a?: unknown }).a,
        body: got.content.toString(),
      },
      {
        ...(sent as object),
        correlationId: 'c-1',
        type: 'order',
        sign: 1,
        deliveryMode: 2,
        contentType: 'application/json',
        body: JSON.stringify(body),
      },
    )
    const lost = await failureFrom(send('toQueue', { body, routingKey: named('nobody') }))
    assert.deepEqual([lost.kind, lost.code], ['refused', 'NO_ROUTE'])
    const none = await failureFrom(send('nowhere', { body }))
    assert.deepEqual([none.kind, none.code], ['refused', 'NOT_FOUND'])
    assert.match(none.message, /no exchange/)
  })

  it('calls it unreachable when the broker does not keep a message, for it may be kept later', async () => {
    await channel.assertQueue(named('small'), {
      arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' },
    })
    const { client } = connected({ publications: { it: { exchange: '', effect: 'idempotent' } } })
    const method = client['it']
    assert.ok(method)
    const send = (): Promise<unknown> => method({ body: 1, routingKey: named('small') }, adapterCall())
    await send()
    const failure = await failureFrom(
      (async () => {
        for (let n = 0; n < 20; n += 1) await send()
      })(),
    )
    assert.deepEqual([failure.kind, failure.code], ['unreachable', 'NACK'])
  })

  it('checks reachability, login and rights, each with its cause', async () => {
    const words = async (settings: Settings): Promise<readonly (readonly [string, boolean, string])[]> =>
      (await connected(settings).check(adapterCall())).map(({ aspect, ok, message }) => [aspect, ok, message])
    const good = await words({
      sources: { it: people },
      publications: { it: { exchange: named('crm'), routingKey: 'x', effect: 'once' } },
    })
    assert.deepEqual(
      good.slice(0, -1).filter(([, ok]) => !ok),
      [],
    )
    // The user of a development machine may do everything.
    assert.equal(good.at(-1)?.[1], false)
    assert.match(
      good.at(-1)?.[2] ?? '',
      /may configure and write to and read queues and exchanges of any name/,
    )
    const missing = await words({
      sources: { it: { queue: named('none'), messages: { name: 'none' } } },
      publications: { it: { exchange: named('none'), routingKey: 'x', effect: 'once' } },
    })
    const faults = missing.filter(([, ok]) => !ok).map(([, , message]) => message)
    assert.match(faults[0] ?? '', /no queue .*Make the queue .*`declare`/)
    assert.match(faults[1] ?? '', /no exchange .*Make the exchange/)
    const { hostname, port } = new URL(brokerUrl)
    const parts = { host: hostname, port: Number(port || 5672), tls: 'disable' as const }
    const stranger = await connect({ ...parts, user: 'nobody', password: 'x' }, io).check(adapterCall())
    assert.deepEqual(
      stranger.map(({ aspect, ok }) => [aspect, ok]),
      [
        ['reachable', true],
        ['login', false],
      ],
    )
    const elsewhere = new URL(brokerUrl)
    elsewhere.pathname = '/none'
    const lost = await connect({ url: elsewhere.href }, io).check(adapterCall())
    assert.match(lost.at(-1)?.message ?? '', /no such virtual host/)
  })
}

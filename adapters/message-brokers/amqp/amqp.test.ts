/** What needs no broker: settings, how deliveries are read, which of them make a page, and a broker that is not there. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'

import type { ConsumeMessage } from 'amqplib'

import { compileSchema } from '../../../engine/values/schema.ts'
import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { closedPort, failureFrom } from '../../../test/harness/outside-world.ts'
import { connect } from './client.ts'
import { addressOf, dialling } from './dialling.ts'
import { failureFor } from './failures.ts'
import { readDelivery } from './mapping.ts'
import { declaredOperations } from './operations.ts'
import { cursorAfter, draw, markOf } from './page.ts'
import { Settings, settingsExample, type SourceSettings } from './settings.ts'
import { queueSources } from './sources.ts'

const people: SourceSettings = {
  queue: 'people',
  records: { type: 'person', externalId: 'body.id', fields: { firstName: 'body.name' } },
}
const events: SourceSettings = {
  queue: 'events',
  messages: { name: 'paid', correlationKey: 'body.order' },
}

function delivery(body: unknown, properties: object = {}): ConsumeMessage {
  const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const fields = { exchange: 'crm', routingKey: 'customer.changed', deliveryTag: 1, redelivered: false }
  return { content, fields, properties: { headers: {}, ...properties } } as unknown as ConsumeMessage
}

describe('the settings of a broker', () => {
  it('takes an address, or its parts, and never shows the password', () => {
    const settings: Settings = { url: 'amqp://hub:s%40fe@mq.example.ir/%2Fsales' }
    const { options, socket } = dialling(settings)
    assert.deepEqual(
      [options.hostname, options.port, options.username, options.password, options.vhost],
      ['mq.example.ir', 5672, 'hub', 's@fe', '%2Fsales'],
    )
    assert.deepEqual(socket, {})
    assert.equal(addressOf(settings), 'mq.example.ir:5672, virtual host /sales')
    assert.equal(dialling({ url: 'amqps://mq.example.ir' }).options.port, 5671)
    assert.equal(dialling({ host: 'mq.example.ir' }).socket.rejectUnauthorized, true)
  })

  it('says what contradicts itself', () => {
    for (const [settings, words] of [
      [{}, /need a `url` or a `host`/],
      [{ url: 'amqp://a', host: 'b' }, /a `url` and a `host`/],
      [{ host: 'a', clientCertificate: '-----BEGIN X' }, /`clientCertificate` and `clientKey`/],
      [{ host: 'a', tls: 'disable', clientCertificate: '-----BEGIN X', clientKey: 'k' }, /of no use/],
    ] as const) {
      assert.throws(() => dialling(settings), words)
    }
    assert.throws(() => queueSources({ sources: { a: { queue: 'q' } } }), /sources\/a: needs either/)
    assert.throws(
      () => queueSources({ sources: { a: people, b: people } }),
      /Two sources read the queue people/,
    )
    assert.throws(
      () => declaredOperations({ publications: { queueState: { exchange: 'e', effect: 'once' } } }),
      /publications\/queueState/,
    )
    assert.match(
      compileSchema(Settings)({ ...settingsExample, heartbeatSeconds: 0 }, 'settings')[0]?.path ?? '',
      /heartbeatSeconds/,
    )
  })

  it('is unreachable, with nothing sent, when nobody listens', async () => {
    const io = openAdapterIo()
    after(() => io.close())
    const settings: Settings = {
      ...settingsExample,
      host: '127.0.0.1',
      port: await closedPort(),
      tls: 'disable',
    }
    const { client, check, close } = connect(settings, io)
    const failure = await failureFrom(
      client['queueState']?.({ queue: 'any' }, adapterCall()) ?? Promise.resolve(),
    )
    assert.equal(failure.kind, 'unreachable')
    assert.equal(failure.details?.['sent'], false)
    const findings = await check(adapterCall())
    assert.deepEqual(
      findings.map(({ aspect, ok }) => [aspect, ok]),
      [['reachable', false]],
    )
    await close?.()
  })

  it('tells a certificate that does not fit from a line that is down', () => {
    const error = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const failure = failureFor(error, { attempt: 'Connecting', now: new Date(0) }) as {
      failure: { kind: string }
    }
    assert.equal(failure.failure.kind, 'misconfigured')
  })
})

describe('a delivery', () => {
  it('is read with its body and what the sender said of it', () => {
    const found = readDelivery(
      {
        ...people,
        records: { ...people.records, version: 'body.v', occurredAt: 'message.timestamp' } as never,
      },
      delivery(
        { id: 7, v: 3, name: 'مریم' },
        { messageId: 'm-1', timestamp: 1_772_355_600, headers: { t: 1 } },
      ),
    )
    assert.ok('item' in found)
    const { body, dedupKey } = found.item
    assert.equal(dedupKey, 'm-1')
    assert.ok(body.kind === 'sourceRecord')
    assert.deepEqual([body.externalId, body.version, body.occurredAt], ['7', '3', '2026-03-01T09:00:00.000Z'])
    assert.deepEqual(body.row?.['message'], {
      id: 'm-1',
      timestamp: '2026-03-01T09:00:00.000Z',
      exchange: 'crm',
      routingKey: 'customer.changed',
      headers: { t: 1 },
    })
  })

  it('keeps every digit of an id that is a number', () => {
    const ids = ['9007199254740993', '9007199254740992'].map((id) => {
      const found = readDelivery(people, delivery(`{"id": ${id}}`))
      return 'item' in found && found.item.body.kind === 'sourceRecord' ? found.item.body.externalId : ''
    })
    assert.deepEqual(ids, ['9007199254740993', '9007199254740992'])
  })

  it('that cannot be read says why', () => {
    for (const [source, sent, words] of [
      [people, delivery('no JSON'), /no JSON/],
      [people, delivery(Buffer.from([0x22, 0xff, 0x22]).toString('latin1')), /body\.id/],
      [people, delivery({ name: 'x' }), /no text or number at body\.id/],
      [events, delivery({ order: 1 }), /no id at message\.id/],
      [events, delivery({}, { messageId: 'a' }), /body\.order/],
      [{ ...events, messages: { name: 'x' } }, delivery([1], { messageId: 'a' }), /no object/],
    ] as const) {
      const found = readDelivery(source, sent)
      assert.match('reason' in found ? found.reason : 'it was read', words)
    }
  })
})

describe('a page of deliveries', () => {
  const said = (id: string, messageId?: string): ConsumeMessage => delivery({ id }, { messageId })

  it('passes over what its cursor says is stored, and what came twice', () => {
    const waiting = ['1', '2', '2', '3'].map((id) => said(id, `m-${id}`))
    const { taken, items, marks } = draw(people, waiting, {
      cursor: cursorAfter(undefined, [markOf('m-1')], 'nonce'),
      most: 10,
    })
    assert.equal(taken, 4)
    assert.deepEqual(marks, ['m-2', 'm-3'].map(markOf))
    assert.equal(items.length, 2)
  })

  it('ends before a second statement about one thing, unless versions order them', () => {
    const waiting = [said('1'), said('2'), said('1')]
    assert.equal(draw(people, waiting, { cursor: undefined, most: 10 }).taken, 2)
    const versioned = { ...people, records: { ...people.records, version: 'body.id' } } as SourceSettings
    assert.equal(draw(versioned, waiting, { cursor: undefined, most: 10 }).taken, 3)
  })

  it('sets aside what cannot be read, and goes on behind it', () => {
    const { taken, items, poison } = draw(people, [said('1'), delivery('?'), said('2')], {
      cursor: undefined,
      most: 10,
    })
    assert.deepEqual([taken, items.length, poison.length], [3, 2, 1])
  })

  it('has a cursor that remembers the newest five hundred ids', () => {
    const ids = Array.from({ length: 700 }, (_, n) => `m-${String(n)}`)
    const cursor = cursorAfter(
      cursorAfter(undefined, ids.slice(0, 400).map(markOf), 'a'),
      ids.slice(400).map(markOf),
      'b',
    )
    const drawn = draw(
      people,
      ids.map((id) => said(id, id)),
      { cursor, most: 1_000 },
    )
    assert.deepEqual(drawn.marks, ids.slice(0, 200).map(markOf))
  })
})

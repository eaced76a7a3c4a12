/** contracts/asyncapi.yaml: whole in itself, with the names that the hub declares and a schema for all that it tells. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

import { topologyOf } from '../api/amqp/topology.ts'
import { asyncApi, eventCheck, eventMessages, schemaFiles } from './harness/asyncapi.ts'

describe('asyncapi.yaml', () => {
  it('points to nothing that is not there', () => {
    const text = readFileSync('contracts/asyncapi.yaml', 'utf8')
    const api: unknown = asyncApi()
    const inside = (path: string): unknown =>
      path
        .slice(2)
        .split('/')
        .reduce((node, name) => (node as Readonly<Record<string, unknown>> | undefined)?.[name], api)
    const targets = [...text.matchAll(/\$ref: '([^']+)'/g)].map(([, path = '']) => path)
    const missing = targets.filter((path) =>
      path.startsWith('#/') ? inside(path) === undefined : !existsSync(`contracts/${path}`),
    )
    assert.deepEqual(missing, [])
  })

  it('names the exchange and the queues that the hub declares', () => {
    const { events, commands, dead } = topologyOf('peyvand')
    const addresses = Object.values(asyncApi().channels).map(({ address }) => address)
    assert.deepEqual(addresses, [events, commands, dead])
  })

  it('gives every event a schema of its envelope and of its data', () => {
    const messages = eventMessages(asyncApi())
    assert.ok(messages.length > 10)
    for (const message of messages) {
      const [envelope, data] = schemaFiles(message)
      assert.deepEqual([envelope, typeof data], ['events/cloud-event.json', 'string'], message.name)
    }
  })

  it('turns away what it does not describe', () => {
    const check = eventCheck()
    const event = {
      specversion: '1.0',
      id: 'payment:1',
      source: '/v1',
      type: 'payment.failed',
      subject: '1',
      time: '2026-03-01T08:00:00Z',
      datacontenttype: 'application/json',
      data: {
        paymentId: '1',
        connection: 'gateway',
        reference: 'A1',
        amountRial: 1,
        failedAt: '2026-03-01T08:00:00Z',
      },
    }
    assert.deepEqual(check(event), [])
    assert.match(check({ ...event, data: { ...event.data, payer: 'x' } }).join(), /payer/)
    assert.match(check({ ...event, type: 'payment.lost' }).join(), /no message payment\.lost/)
  })
})

/** An OpenAPI document or a WSDL, sent to the hub, becomes a connection that calls the service it describes. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'

import { startSimulator as startErp, type ErpSimulator } from '../../adapters/web-services/soap/simulator.ts'
import { jsonReply, startHttp, type HttpFront, type SimulatedRequest } from '../../adapters/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

const orders = `
openapi: 3.0.3
info: { title: Orders, version: '1' }
servers: [{ url: 'https://{where}.example.ir/api', variables: { where: { default: shop } } }]
security: [{ key: [] }]
paths:
  /orders/{order-id}:
    parameters:
      - { name: order-id, in: path, required: true, schema: { type: string } }
    get:
      operationId: GetOrder
      summary: Read an order
      parameters: [{ $ref: '#/components/parameters/expand' }]
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
  /orders:
    post:
      operationId: createOrder
      requestBody: { $ref: '#/components/requestBodies/order' }
      responses:
        '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
  /photos:
    post:
      operationId: uploadPhoto
      requestBody: { content: { application/xml: { schema: { type: object } } } }
      responses: { '204': { description: ok } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } }
  parameters:
    expand: { name: expand, in: query, schema: { type: string, enum: [lines], nullable: true } }
  requestBodies:
    order: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
  schemas:
    Base: { type: object, required: [id], properties: { id: { type: integer, format: int64, readOnly: true } } }
    Order:
      allOf:
        - { $ref: '#/components/schemas/Base' }
        - type: object
          required: [customer]
          properties:
            customer: { type: string, minLength: 1, example: x }
            parent: { $ref: '#/components/schemas/Order' }
            password: { type: string, writeOnly: true }
`

let hub: TestHub
let ask: Ask
let server: HttpFront
let erp: ErpSimulator
const received: SimulatedRequest[] = []

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  erp = await startErp({ clock: hub.clock })
  server = await startHttp({
    port: 0,
    clock: hub.clock,
    operationOf: () => 'any',
    answer: (request) => {
      received.push(request)
      const reply = jsonReply(200, null)
      return { ...reply, body: '{"id":9007199254740993,"customer":"c","new":1}' }
    },
  })
})
after(async () => {
  await hub.close()
  await server.close()
  await erp.close()
})

const imported = (adapter: string, json: Json): ReturnType<Ask> =>
  ask(`POST /v1/adapters/${adapter}/import`, { json })

describe('an OpenAPI document', () => {
  it('becomes typed operations, and says what it leaves to a person', async () => {
    const { status, body, text } = await imported('rest', { document: orders })
    assert.equal(status, 200, text)
    const settings = body['settings'] as Json
    assert.equal(settings['baseUrl'], 'https://shop.example.ir/api')
    assert.deepEqual([settings['login'], settings['apiKeyName']], ['apiKeyHeader', 'X-Api-Key'])
    const operations = settings['operations'] as Readonly<Record<string, Json>>
    assert.deepEqual(Object.keys(operations), ['getOrder', 'createOrder'])
    assert.equal(operations['getOrder']?.['path'], '/orders/{orderId}')
    assert.equal(operations['createOrder']?.['effect'], 'once')
    const input = operations['createOrder']?.['input'] as Json
    assert.deepEqual(Object.keys(input['properties'] as Json), ['customer', 'parent', 'password'])
    assert.deepEqual(body['skipped'], [{ name: 'uploadPhoto', reason: 'its body is application/xml' }])
    assert.match(String((body['open'] as readonly string[]).join('\n')), /apiKey\n.*createOrder: say how/)
  })

  it('makes a connection whose calls keep every digit and send what is asked', async () => {
    const { body } = await imported('rest', { document: orders, address: `${server.url}/api` })
    const settings = { ...(body['settings'] as Json), apiKey: 'a-key-of-theirs' }
    const made = await ask('PUT /v1/connections/orders', { json: { adapter: 'rest', settings } })
    assert.equal(made.status, 201, made.text)
    const call = (operation: string, input: Json): ReturnType<Ask> =>
      hub.passing(ask(`POST /v1/connections/orders/operations/${operation}`, { json: { input } }))
    const read = await call('getOrder', { orderId: 'A/1', expand: 'lines' })
    assert.deepEqual(read.body, { output: { id: '9007199254740993', customer: 'c' } })
    assert.equal(received.at(-1)?.path, '/api/orders/A%2F1')
    assert.equal(received.at(-1)?.headers['x-api-key'], 'a-key-of-theirs')
    problemIn(await call('getOrder', { orderId: '1', expand: 'all' }), 'badInput')
    assert.equal((await call('createOrder', { customer: 'ب' })).status, 200)
    assert.equal(received.at(-1)?.body, '{"customer":"ب"}')
  })

  it('is refused with its reason when it is none', async () => {
    const told = async (document: string): Promise<string> =>
      problemIn(await imported('rest', { document }), 'badInput').errors[0]?.message ?? ''
    assert.match(await told('{"swagger":"2.0"}'), /Swagger 2/)
    assert.match(await told('just a text'), /no OpenAPI/)
    assert.match(await told('a: ['), /neither JSON nor YAML/)
    assert.match(await told('{"openapi":"3.1.0","paths":{}}'), /address/)
    problemIn(await imported('zarinpal', { document: 'x' }), 'conflict')
    problemIn(await imported('none', { document: 'x' }), 'adapterNotFound')
  })
})

describe('a WSDL', () => {
  it('becomes a connection that holds it and calls the service', async () => {
    const document = await readFile(new URL('../../contracts/soap/erp.wsdl', import.meta.url), 'utf8')
    const { status, body, text } = await imported('soap', { document, address: erp.endpoint })
    assert.equal(status, 200, text)
    const settings = body['settings'] as Json
    const { getInvoice, postPayment } = settings['operations'] as Readonly<Record<string, Json>>
    assert.deepEqual([getInvoice?.['effect'], postPayment?.['effect']], ['read', 'once'])
    const complete = { ...settings, login: 'usernameTokenDigest', username: 'hub', password: 'erp-password' }
    const made = await ask('PUT /v1/connections/books', { json: { adapter: 'soap', settings: complete } })
    assert.equal(made.status, 201, made.text)
    const asked = await hub.passing(
      ask('POST /v1/connections/books/operations/findPayment', { json: { input: { reference: 'none' } } }),
    )
    assert.equal(asked.status, 200, asked.text)
    assert.equal((asked.body['output'] as Json)['found'], false)
  })

  it('makes operations that ask for exactly one of a choice before anything is sent', async () => {
    const archive = new URL('../../test/interop/soap-gsoap/archive.wsdl', import.meta.url)
    const { body } = await imported('soap', {
      document: await readFile(archive, 'utf8'),
      address: `${server.url}/archive`,
    })
    const settings = body['settings'] as Json
    assert.deepEqual([settings['service'], settings['port']], ['Archive', 'Archive'])
    const made = await ask('PUT /v1/connections/archive', { json: { adapter: 'soap', settings } })
    assert.equal(made.status, 201, made.text)
    const thing = {
      title: 'x',
      kind: 'person',
      amount: '1.10',
      big: '9007199254740993',
      day: '1990-01-02',
      at: '2026-01-02T03:04:05Z',
      isOpen: true,
      note: null,
    }
    const store = (more: Json): ReturnType<Ask> =>
      hub.passing(
        ask('POST /v1/connections/archive/operations/store', {
          json: { input: { thing: { ...thing, ...more } } },
        }),
      )
    const before = received.length
    for (const more of [{ byName: 'n', byCode: 1 }, {}]) {
      const { errors } = problemIn(await store(more), 'badInput')
      assert.deepEqual(errors, [{ path: 'input/thing', message: 'must hold exactly one of byName, byCode' }])
    }
    assert.equal(received.length, before)
    // It answers with JSON: whether it stored the thing, nobody can say.
    problemIn(await store({ byName: 'n' }), 'outcomeUnknown')
    assert.equal(received.length, before + 1)
  })

  it('is refused when it imports what was not sent', async () => {
    const document =
      '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><types><schema xmlns="http://www.w3.org/2001/XMLSchema"><include schemaLocation="types.xsd"/></schema></types></definitions>'
    const { errors } = problemIn(await imported('soap', { document }), 'badInput')
    assert.match(errors[0]?.message ?? '', /types\.xsd/)
  })
})

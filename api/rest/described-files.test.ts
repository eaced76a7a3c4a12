/** An OpenAPI document in several files, whose operations carry files: imported, connected and called. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { jsonReply, startHttp, type HttpFront, type SimulatedRequest } from '../../adapters/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

const document = `
openapi: 3.0.3
info: { title: Archive, version: '1' }
servers: [{ url: https://archive.example.ir }]
paths:
  /letters/{id}/scans:
    parameters: [{ $ref: './parts/parameters.yaml#/LetterId' }]
    post:
      operationId: addScans
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [title, scan]
              properties:
                title: { type: string, maxLength: 20 }
                scan: { type: string, format: binary }
                pages: { type: array, maxItems: 3, items: { type: string, format: binary } }
                letter: { $ref: 'parts/letter.json#/Letter' }
      responses: { '200': { $ref: 'parts/replies.yaml#/Stored' } }
  /stamp:
    put:
      operationId: putStamp
      requestBody: { required: true, content: { image/png: { schema: { type: string, format: binary } } } }
      responses: { '200': { $ref: 'parts/replies.yaml#/Stored' } }
  /letters/{id}/pdf:
    get:
      operationId: getPdf
      parameters: [{ $ref: './parts/parameters.yaml#/LetterId' }]
      responses: { '200': { description: ok, content: { application/pdf: {} } } }
  /missing:
    get: { operationId: getMissing, responses: { '200': { $ref: 'https://docs.example.ir/v1/all.yaml#/Nothing' } } }
  /dangling:
    get: { operationId: getDangling, responses: { '200': { $ref: 'parts/replies.yaml#/Nothing' } } }
`
const documents = {
  'parts/parameters.yaml': `LetterId: { name: id, in: path, required: true, schema: { $ref: '../types.yaml#/Id' } }`,
  'types.yaml': `Id: { type: string, pattern: '^[0-9]+$' }`,
  'parts/letter.json': `{ "Letter": { "type": "object", "properties": {
    "subject": { "type": "string" }, "answerTo": { "$ref": "#/Letter" }, "number": { "$ref": "../types.yaml#/Id" } } } }`,
  'parts/replies.yaml': `Stored: { description: ok, content: { application/json: { schema: {
    type: object, required: [id], properties: { id: { $ref: '../types.yaml#/Id' } } } } } }`,
}

describe('an OpenAPI document in several files (INT-02)', () => {
  let hub: TestHub
  let ask: Ask
  let server: HttpFront
  let draft: Json
  const received: SimulatedRequest[] = []

  before(async () => {
    hub = await testHub()
    ask = asking(hub)
    server = await startHttp({
      clock: hub.clock,
      operationOf: () => 'any',
      answer: (request) => {
        received.push(request)
        if (!request.path.endsWith('/pdf')) return jsonReply(200, { id: '7' })
        return { status: 200, headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.7' }
      },
    })
    const sent = { document, documents, address: server.url }
    const { status, body, text } = await ask('POST /v1/adapters/rest/import', { json: sent })
    assert.equal(status, 200, text)
    draft = body
    const made = await ask('PUT /v1/connections/archive', {
      json: { adapter: 'rest', settings: draft['settings'] },
    })
    assert.equal(made.status, 201, made.text)
  })
  after(async () => {
    await hub.close()
    await server.close()
  })

  const call = (operation: string, input: Json): ReturnType<Ask> =>
    hub.passing(ask(`POST /v1/connections/archive/operations/${operation}`, { json: { input } }))
  const kept = async (name: string, bytes: string, type: string): Promise<Json> => {
    const sending = { body: bytes, headers: { 'Content-Type': type } }
    return (await ask(`POST /v1/contents?name=${name}`, sending)).body
  }

  it('follows references into the others, and says which operation needs one that is not there', () => {
    const operations = (draft['settings'] as Json)['operations'] as Readonly<Record<string, Json>>
    assert.deepEqual(Object.keys(operations), ['addScans', 'putStamp', 'getPdf'])
    const { properties } = operations['addScans']?.['input'] as { readonly properties: Json }
    assert.deepEqual(properties['id'], { type: 'string', pattern: '^[0-9]+$' })
    const { properties: ofLetter } = properties['letter'] as { readonly properties: Json }
    assert.deepEqual(ofLetter['number'], properties['id'])
    assert.deepEqual(draft['skipped'], [
      {
        name: 'getMissing',
        reason: 'docs.example.ir/v1/all.yaml was not sent; send it in documents by this name.',
      },
      { name: 'getDangling', reason: 'parts/replies.yaml#/Nothing leads nowhere.' },
    ])
  })

  it('sends files among fields, each with its name and type', async () => {
    const scan = await kept('scan.png', 'PNG-1', 'image/png')
    const pages = [await kept('a.txt', 'page a', 'text/plain'), await kept('b.txt', 'page b', 'text/plain')]
    const letter = { subject: 'نامه', answerTo: { number: '3' } }
    const { body, text } = await call('addScans', { id: '12', title: 'عنوان', scan, pages, letter })
    assert.deepEqual(body, { output: { id: '7' } }, text)
    const { path, headers, body: sent = '' } = received.at(-1) ?? {}
    assert.equal(path, '/letters/12/scans')
    assert.match(String(headers?.['content-type']), /^multipart\/form-data; boundary=/)
    const parts = [
      ...sent.matchAll(/name="(\w+)"(?:; filename="([\w.]+)")?\r\n(?:Content-Type: (\S+)\r\n)?\r\n(.*)\r\n/g),
    ]
    assert.deepEqual(
      parts.map((part) => part.slice(1)),
      [
        ['title', undefined, undefined, 'عنوان'],
        ['letter', undefined, 'application/json', JSON.stringify(letter)],
        ['scan', 'scan.png', 'image/png', 'PNG-1'],
        ['pages', 'a.txt', 'text/plain', 'page a'],
        ['pages', 'b.txt', 'text/plain', 'page b'],
      ],
    )
  })

  it('sends a file as the whole body, and keeps one that comes', async () => {
    const content = await kept('stamp.png', 'PNG-2', 'image/png')
    assert.equal((await call('putStamp', { content })).status, 200)
    assert.deepEqual(
      [received.at(-1)?.body, received.at(-1)?.headers['content-type']],
      ['PNG-2', 'image/png'],
    )
    const { body } = await call('getPdf', { id: '12' })
    const reference = body['output'] as Json
    assert.equal(reference['mediaType'], 'application/pdf')
    assert.equal((await ask(`GET /v1/contents/${String(reference['contentId'])}`)).text, '%PDF-1.7')
  })

  it('refuses a text where a file belongs, and what its schema does not allow', async () => {
    problemIn(await call('addScans', { id: '12', title: 'x', scan: 'bytes as text' }), 'badInput')
    problemIn(await call('getPdf', { id: '../1' }), 'badInput')
  })
})

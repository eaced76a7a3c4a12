/** Lists and objects in addresses: written as the remote reads them, and read from an OpenAPI document. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import type { Call, Connected } from '../../adapter.ts'
import { jsonReply, startHttp } from '../../simulator.ts'
import { rest } from './index.ts'
import { queryPairs } from './query-parameters.ts'
import type { Settings } from './settings.ts'

const document = `
openapi: 3.1.0
info: { title: Search, version: '1' }
servers: [{ url: https://search.example.ir/api }]
paths:
  /items/{ids}:
    get:
      operationId: search
      parameters:
        - { name: ids, in: path, required: true, schema: { type: array, items: { type: integer } } }
        - { name: state, in: query, schema: { type: array, items: { type: string, enum: [open, done] } } }
        - { name: tag, in: query, explode: false, schema: { type: array, items: { type: string } } }
        - { name: word, in: query, style: spaceDelimited, explode: false, schema: { type: array, items: { type: string } } }
        - { name: range, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: integer } } }
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { city: { type: string } } } }
        - { name: where, in: query, content: { application/json: { schema: { type: object, properties: { n: { type: integer } } } } } }
        - { name: note, in: query, schema: { type: [string, 'null'] } }
        - { name: X-Only, in: header, schema: { type: array, items: { type: string } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { total: { type: integer } } } } } } }
`

describe('parameters of a call', () => {
  it('are written in the style that an OpenAPI document gives each', async () => {
    const server = await startHttp({
      operationOf: () => 'any',
      answer: (request) => (seen.push(request), jsonReply(200, { total: 1 })),
    })
    const seen: Parameters<Parameters<typeof startHttp>[0]['answer']>[0][] = []
    const io = openAdapterIo()
    try {
      const described = await rest.describe?.({ text: document, address: `${server.url}/api` })
      assert.deepEqual(described?.skipped, [])
      const settings = described?.settings as unknown as Settings
      const connected = rest.connect(settings, io) as Connected
      const { search } = connected.client as unknown as {
        readonly search: (input: unknown, call: Call) => Promise<unknown>
      }
      const input = {
        ids: [1, 2],
        state: ['open', 'done'],
        tag: ['a b', 'c'],
        word: ['x', 'y'],
        range: [1, 9],
        filter: { city: 'قم' },
        where: { n: 1 },
        note: null,
        xOnly: ['a', 'b'],
      }
      assert.deepEqual(await search(input, adapterCall()), { total: 1 })
      const [request] = seen
      assert.equal(request?.path, '/api/items/1,2')
      assert.equal(request.headers['x-only'], 'a,b')
      assert.deepEqual(
        [...request.query],
        [
          ['state', 'open'],
          ['state', 'done'],
          ['tag', 'a b,c'],
          ['word', 'x y'],
          ['range', '1|9'],
          ['filter[city]', 'قم'],
          ['where', '{"n":1}'],
        ],
      )
    } finally {
      await io.close()
      await server.close()
    }
  })

  it('leave out what is not there, and keep the order of lists', () => {
    const query = {
      a: 'list',
      b: { from: 'list', as: 'brackets' },
      c: 'none',
      d: { from: 'empty', as: 'comma' },
    } as const
    assert.deepEqual(queryPairs(query, { list: [2, 1], empty: [] }), [
      ['a', '2'],
      ['a', '1'],
      ['b[]', '2'],
      ['b[]', '1'],
    ])
  })
})

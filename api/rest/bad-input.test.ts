/** What cannot be read or understood is refused in words, field by field, and leaves nothing behind. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'

import type { ProblemCode } from '../../contracts/problems.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, storedIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})

after(async () => {
  assert.deepEqual(await storedIn(hub), [], 'nothing was stored')
  await hub.close()
})

const json = { 'content-type': 'application/json' }

/** A message as text, which every test spoils in its own way. */
function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = json,
): ReturnType<Ask> {
  return ask('POST /v1/messages', { body, headers })
}

describe('a body that cannot be read', () => {
  const unreadable: readonly (readonly [string, string | Uint8Array<ArrayBuffer>, RegExp])[] = [
    ['is not JSON', '{"name": "paid",}', /not JSON: at position \d+/],
    ['ends too early', '{"name": "pa', /not JSON/],
    ['is not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), /not UTF-8/],
    [
      'names __proto__',
      '{"name":"paid","variables":{"__proto__":{"isAdmin":true}}}',
      /__proto__ is not allowed/,
    ],
    ['hides __proto__ behind an escape', '{"name":"paid","variables":{"__proto\\u005f_":1}}', /__proto__/],
    ['is nested 65 deep', `{"name":"paid","variables":${'['.repeat(64)}${']'.repeat(64)}}`, /deeper than 64/],
    ['is a thousand brackets', '['.repeat(1_000), /deeper than 64/],
    ['is missing', '', /missing/],
  ]
  for (const [words, body, expected] of unreadable) {
    it(`is refused when it ${words}`, async () => {
      const { detail } = problemIn(await post(body), 'malformedBody')
      assert.match(detail, expected)
      assert.doesNotMatch(detail, /paid/, 'the problem does not repeat what was sent')
    })
  }

  it('is read down to 64 levels, brackets in texts not counted', async () => {
    const deep = `{"name":"paid","extra":${'['.repeat(63)}"${'['.repeat(99)}\\"["${']'.repeat(63)}}`
    assert.deepEqual(wrongFields(await post(deep)), ['extra'])
  })

  it('is refused when it is larger than the limit, which the problem names', async () => {
    const answer = await post(JSON.stringify({ name: 'paid', variables: { text: 'x'.repeat(1_048_576) } }))
    assert.match(problemIn(answer, 'bodyTooLarge').detail, /1048576 bytes/)
  })

  it('is refused compressed', async () => {
    const squeezed = new Uint8Array(gzipSync('{"name":"paid"}'))
    const answer = await post(squeezed, { ...json, 'content-encoding': 'gzip' })
    assert.match(problemIn(answer, 'unsupportedMediaType').detail, /Content-Encoding/)
  })

  it('is refused in another media type, and without one', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/jsonp', '', ';']) {
      const answer = await post(Buffer.from('{"name":"paid"}'), { 'content-type': type })
      assert.match(problemIn(answer, 'unsupportedMediaType').detail, /application\/json/, type)
    }
    problemIn(await ask('POST /v1/flows', { json: { xml: 'no' } }), 'unsupportedMediaType')
  })

  it('is refused where none belongs', async () => {
    const answer = await ask('POST /v1/connections/none/check', { json: { force: true } })
    assert.match(problemIn(answer, 'badInput').detail, /takes no body/)
    problemIn(await ask('DELETE /v1/connections/none', { json: {} }), 'badInput')
  })

  it('is refused when the connection ends before its announced length, and the hub goes on', async () => {
    const { hostname, port } = new URL(hub.url)
    const socket = connect({ host: hostname, port: Number(port) })
    socket.write('POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"name"')
    socket.end()
    socket.resume()
    await once(socket, 'close')
    assert.equal((await ask('GET /healthz')).status, 200)
  })
})

describe('a body that is not as the contract says', () => {
  const invalid: readonly (readonly [string, string, unknown, readonly string[]])[] = [
    ['an unknown field', '/v1/messages', { name: 'paid', correlationKye: '1' }, ['correlationKye']],
    ['a missing field', '/v1/messages', { id: '1' }, ['name']],
    [
      'wrong types',
      '/v1/messages',
      { name: 5, ttlSeconds: '60', variables: [] },
      ['name', 'variables', 'ttlSeconds'],
    ],
    ['no object', '/v1/messages', [], ['']],
    ['null', '/v1/messages', null, ['']],
    ['no whole number', '/v1/messages', { name: 'paid', ttlSeconds: 1.5 }, ['ttlSeconds']],
    ['more than the most', '/v1/messages', { name: 'paid', ttlSeconds: 31_536_001 }, ['ttlSeconds']],
    ['no records', '/v1/source-records', { records: [] }, ['records']],
    [
      '1,001 records',
      '/v1/source-records',
      { records: Array.from({ length: 1_001 }, () => ({})) },
      ['records'],
    ],
    ['an unknown scope', '/v1/api-keys', { name: 'x', scopes: ['root'] }, ['scopes/0']],
    ['no instant', '/v1/api-keys', { name: 'x', scopes: ['*'], expiresAt: 'soon' }, ['expiresAt']],
    ['a bad name', '/v1/connections', { name: 'A b', adapter: 'zarinpal', settings: {} }, ['name']],
  ]
  for (const [words, path, body, paths] of invalid) {
    it(`is refused with ${words}, each field named`, async () => {
      const answer = await ask(`POST ${path}`, { json: body })
      assert.deepEqual([...wrongFields(answer)].sort(), [...paths].sort())
    })
  }

  it('is refused with settings that the adapter does not know, each named, none repeated', async () => {
    const settings = { merchantId: 'planted-secret', colour: 'red' }
    const answer = await ask('POST /v1/connections', { json: { name: 'pay', adapter: 'zarinpal', settings } })
    assert.deepEqual([...wrongFields(answer)].sort(), ['settings/colour', 'settings/merchantId'])
    assert.doesNotMatch(answer.text, /planted-secret/)
    const unknown = { name: 'pay', adapter: 'nothing', settings: {} }
    problemIn(await ask('POST /v1/connections', { json: unknown }), 'adapterNotFound')
  })

  it('is told of at most a hundred faults', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field${String(n)}`, n]))
    assert.equal(wrongFields(await ask('POST /v1/messages', { json: many })).length, 100)
  })
})

describe('an address that is not as the contract says', () => {
  const lists = [
    'flows',
    'runs',
    'connections',
    'profiles',
    'work-items',
    'rules',
    'calendars',
    'api-keys',
    'audit',
    'attempts',
    'changes',
  ]
  const queries: readonly (readonly [string, string])[] = [
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['limit=abc', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['after=', 'after'],
    ['colour=red', 'colour'],
    ['__proto__=1', '__proto__'],
  ]
  for (const [query, field] of queries) {
    it(`is refused with ?${query} by every list`, async () => {
      for (const list of [...lists, 'adapters']) {
        assert.deepEqual(wrongFields(await ask(`GET /v1/${list}?${query}`)), [field], list)
      }
    })
  }

  it('is refused with a cursor that is none, by the lists that can tell', async () => {
    for (const list of ['runs', 'work-items', 'audit', 'profiles', 'changes']) {
      assert.deepEqual(wrongFields(await ask(`GET /v1/${list}?after=nonsense`)), ['after'], list)
    }
  })

  it('is refused with everything that is wrong told at once', async () => {
    const answer = await ask('GET /v1/runs?limit=x&state=dead&colour=red')
    assert.deepEqual([...wrongFields(answer)].sort(), ['colour', 'limit', 'state'])
  })

  it('is refused with a wrong header, which is named', async () => {
    const headers = { 'idempotency-key': 'x'.repeat(201), 'if-match': 'seven' }
    const draft = { adapter: 'zarinpal', settings: {} }
    const answer = await ask('PUT /v1/connections/pay', { json: draft, headers })
    assert.deepEqual([...wrongFields(answer)].sort(), ['idempotency-key', 'if-match'])
  })

  it('is refused with broken percent-encoding and with a name that can be none', async () => {
    assert.match(problemIn(await ask('GET /v1/runs/%E0%A4%A'), 'badInput').detail, /percent-encoding/)
    assert.deepEqual(wrongFields(await ask('GET /v1/connections/A%20b')), ['name'])
    assert.deepEqual(wrongFields(await ask('GET /v1/flows/..%2F..%2Fetc')), ['key'])
    assert.deepEqual(wrongFields(await ask('GET /v1/flows/x/versions/0/xml')), ['version'])
  })

  it('is refused for what does not exist, each kind by its own name', async () => {
    const missing: readonly (readonly [string, ProblemCode])[] = [
      ['/v1/nothing', 'notFound'],
      ['/v1/adapters/none', 'adapterNotFound'],
      ['/v1/connections/none', 'connectionNotFound'],
      ['/v1/profiles/none', 'profileNotFound'],
      ['/v1/flows/none', 'flowNotFound'],
      ['/v1/runs/none', 'runNotFound'],
      ['/v1/work-items/none', 'workItemNotFound'],
      ['/v1/rules/none', 'ruleSetNotFound'],
      ['/v1/calendars/none', 'calendarNotFound'],
      ['/callbacks/none/paid', 'connectionNotFound'],
    ]
    for (const [path, code] of missing) problemIn(await ask(`GET ${path}`), code)
  })
})

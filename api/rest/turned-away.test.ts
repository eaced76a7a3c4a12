/** Who is turned away and in which words, and which flow documents are. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { problemKinds } from '../../contracts/problems.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, storedIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { end, file, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

/** A key with some scopes. */
async function keyWith(
  scopes: readonly string[],
  more: Json = {},
): Promise<{ readonly id: string; readonly key: string }> {
  return hub.api.post('/v1/api-keys', { name: 'test', scopes, ...more })
}

describe('a caller', () => {
  it('is asked who they are without a key, with an unknown one and with anything else', async () => {
    const wrong = [
      '',
      'Basic YTpi',
      'Bearer',
      'Bearer ',
      'Bearer nothing',
      'Bearer pvd_abc_def',
      `Bearer ${hub.key}x`,
    ]
    for (const authorization of wrong) {
      const answer = await ask('GET /v1/flows', { key: null, headers: { authorization } })
      problemIn(answer, 'unauthenticated')
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer')
    }
    const { id } = await keyWith(['flows:read'])
    problemIn(await ask('GET /v1/flows', { key: `pvd_${id}_${'x'.repeat(43)}` }), 'unauthenticated')
  })

  it('is asked again once their key has expired', async () => {
    const { key } = await keyWith(['flows:read'], { expiresAt: '2026-03-01T08:00:30Z' })
    assert.equal((await ask('GET /v1/flows', { key })).status, 200)
    await hub.clock.advance(30_000)
    problemIn(await ask('GET /v1/flows', { key }), 'unauthenticated')
  })

  it('is asked again at once when their key was revoked', async () => {
    const { id, key } = await keyWith(['flows:read'])
    assert.equal((await ask('GET /v1/flows', { key })).status, 200)
    assert.equal((await ask(`DELETE /v1/api-keys/${id}`)).status, 204)
    problemIn(await ask('GET /v1/flows', { key }), 'unauthenticated')
    problemIn(await ask(`DELETE /v1/api-keys/${id}`), 'notFound')
  })

  it('is told which scope is missing, before anything of the request is looked at', async () => {
    const { key } = await keyWith(['flows:read'])
    const answer = await ask('POST /v1/messages', { key, json: { wrong: true } })
    assert.equal(problemIn(answer, 'forbidden').detail, 'The key lacks the scope messages:publish.')
    assert.match(problemIn(await ask('GET /v1/audit', { key }), 'forbidden').detail, /audit:read/)
  })

  it('cannot make a key that can do more than their own', async () => {
    const { key } = await keyWith(['keys:manage', 'flows:read'])
    const asked = { name: 'more', scopes: ['flows:read', 'runs:start', '*'] }
    const { detail } = problemIn(await ask('POST /v1/api-keys', { key, json: asked }), 'forbidden')
    assert.match(detail, /lacks runs:start, \*/)
    const made = await ask('POST /v1/api-keys', { key, json: { name: 'less', scopes: ['flows:read'] } })
    assert.equal(made.status, 201)
  })

  it('reads titles in Persian when they ask for it', async () => {
    const told = async (language: string): Promise<Answer> =>
      ask('GET /v1/runs/none', { headers: { 'accept-language': language } })
    for (const language of ['fa', 'fa-IR,fa;q=0.9,en;q=0.8']) {
      const answer = await told(language)
      assert.equal(problemIn(answer, 'runNotFound').title, problemKinds.runNotFound.title.fa)
      assert.equal(answer.headers.get('content-language'), 'fa')
    }
    for (const language of ['en', 'de, fa;q=0.1', '*', 'fantasy']) {
      assert.equal((await told(language)).headers.get('content-language'), 'en', language)
    }
    const lost = await ask('GET /nowhere', { headers: { 'accept-language': 'fa' } })
    assert.equal(problemIn(lost, 'notFound').title, problemKinds.notFound.title.fa)
  })

  it('gets their correlation id back, and another when theirs is malformed', async () => {
    const given = async (id: string, line = 'GET /v1/flows'): Promise<string | null> =>
      (await ask(line, { headers: { 'x-correlation-id': id } })).headers.get('x-correlation-id')
    assert.equal(await given('crm/1042:a@b'), 'crm/1042:a@b')
    assert.equal(await given('crm-1', 'GET /nowhere'), 'crm-1')
    assert.equal(await given('crm-1', 'GET /v1/runs/none'), 'crm-1')
    for (const malformed of ['has space', '<b>', 'x'.repeat(101)]) {
      assert.match((await given(malformed)) ?? '', /^[0-9a-f-]{36}$/)
    }
  })

  it('gets no page cached, sniffed or told what made it', async () => {
    for (const line of ['GET /v1/flows', 'GET /nowhere', 'GET /healthz']) {
      const { headers } = await ask(line)
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('x-powered-by'), null)
    }
  })
})

const xml = { 'content-type': 'application/xml' }
const good = (id: string): string => file({ elements: [start(), end()], flows: ['begun > done'] }, id)

describe('a flow document', () => {
  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['is no XML', 'hello', /not BPMN 2\.0 XML/],
    ['is other XML', '<a/>', /not BPMN 2\.0 XML/],
    ['is cut off', good('cut').slice(0, 400), /not BPMN 2\.0 XML|fault/],
    [
      'has a document type',
      good('typed').replace('?>', '?><!DOCTYPE bpmn SYSTEM "http://127.0.0.1:9/x.dtd">'),
      /<!DOCTYPE/,
    ],
    ['expands entities a billion times', good('laughs').replace('?>', `?>${laughs()}`), /<!DOCTYPE/],
    [
      'declares an entity of a file',
      good('file').replace('?>', '?><!doctype a [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
      /<!DOCTYPE/,
    ],
    [
      'has an element that leads nowhere',
      file({ elements: [start(), end()], flows: ['begun > lost'] }),
      /lost/,
    ],
  ]
  for (const [words, document, expected] of bad) {
    it(`is refused when it ${words}, at once and in words`, async () => {
      const began = performance.now()
      const { errors } = problemIn(
        await ask('POST /v1/flows', { body: document, headers: xml }),
        'modelRefused',
      )
      assert.ok(performance.now() - began < 2_000)
      assert.match(errors.map(({ message }) => message).join(' '), expected)
      assert.ok(errors.every(({ path }) => path === 'body'))
    })
  }

  it('is refused when it is larger than a body may be, or no UTF-8', async () => {
    const large = `${good('large')}<!-- ${'x'.repeat(1_048_576)} -->`
    problemIn(await ask('POST /v1/flows', { body: large, headers: xml }), 'bodyTooLarge')
    const foreign = new Uint8Array([0x3c, 0xff, 0x3e])
    problemIn(await ask('POST /v1/flows', { body: foreign, headers: xml }), 'malformedBody')
    problemIn(await ask('POST /v1/flows', { headers: xml, body: '' }), 'malformedBody')
  })

  it('is refused with all that came with it, every fault under the name of its file', async () => {
    const form = new FormData()
    form.append('file', new Blob([good('fine')]), 'fine.bpmn')
    form.append('file', new Blob(['<a/>']), 'broken.bpmn')
    const { errors } = problemIn(await ask('POST /v1/flows', { body: form }), 'modelRefused')
    assert.deepEqual([...new Set(errors.map(({ path }) => path))], ['broken.bpmn'])
    problemIn(await ask('GET /v1/flows/fine'), 'flowNotFound')
  })

  it('is refused when two files have the same process', async () => {
    const form = new FormData()
    form.append('file', new Blob([good('twin')]), 'a.bpmn')
    form.append('file', new Blob([good('twin')]), 'b.bpmn')
    const { errors } = problemIn(await ask('POST /v1/flows', { body: form }), 'modelRefused')
    assert.match(errors[0]?.message ?? '', /more than one/)
  })

  it('is refused in a form that is none, or empty', async () => {
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
    for (const body of [
      'nonsense',
      '--x--\r\n',
      '--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n<a',
    ]) {
      problemIn(await ask('POST /v1/flows', { body, headers: multipart }), 'malformedBody')
    }
    const boundless = { 'content-type': 'multipart/form-data' }
    problemIn(await ask('POST /v1/flows', { body: 'x', headers: boundless }), 'malformedBody')
  })

  it('leaves nothing behind when it was refused', async () => {
    assert.deepEqual((await hub.api.get('/v1/flows'))['items'], [])
    const left = (await storedIn(hub)).map((words) => words.replace(/:.*/, ''))
    assert.deepEqual([...left].sort(), ['apiKeys', 'auditLines'], 'only the keys of these tests')
  })
})

/** Ten entities, each ten of the one before. */
function laughs(): string {
  const lines = Array.from({ length: 10 }, (_, n) => {
    const inside = n === 0 ? 'ha' : `&l${String(n - 1)};`.repeat(10)
    return `<!ENTITY l${String(n)} "${inside}">`
  })
  return `<!DOCTYPE bpmn [${lines.join('')}]>`
}

/** The same request under the same key is done once, whoever sends it again and whenever. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type { KeyedRequest } from '../../engine/store/idempotency.ts'
import { derivedId } from '../../engine/values/hash.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask, type Sending } from '../../test/harness/plain-requests.ts'
import { end, file, start } from '../../test/harness/story.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  const sample = file({ elements: [start(), end()], flows: ['begun > done'] }, 'sample')
  await hub.api.deploy({ 'sample.bpmn': sample })
})
after(() => hub.close())

const under = (key: string): { readonly 'idempotency-key': string } => ({ 'idempotency-key': key })
const paid = (id: string): Sending['json'] => ({ name: 'paid', variables: { id } })
const isReplay = ({ headers }: Answer): boolean => headers.get('idempotency-replayed') === 'true'
const count = (collection: string): Promise<number> =>
  hub.database.connection.collection(collection).countDocuments()

describe('a request under an idempotency key', () => {
  it('is answered again and not done again', async () => {
    const send = (): Promise<Answer> => ask('POST /v1/messages', { json: paid('1'), headers: under('a') })
    const first = await send()
    const second = await send()
    assert.deepEqual([first.status, isReplay(first)], [202, false])
    assert.deepEqual([second.status, isReplay(second)], [202, true])
    assert.deepEqual(second.body, first.body)
    assert.equal(second.body['duplicate'], false, 'it is the first answer, not one about a duplicate')
    assert.equal(await count('messages'), 1)
  })

  it('is answered again with the headers that it had', async () => {
    const send = (): Promise<Answer> => ask('POST /v1/flows/sample/runs', { json: {}, headers: under('run') })
    const first = await send()
    const second = await send()
    assert.equal(second.headers.get('location'), first.headers.get('location'))
    assert.equal(second.body['id'], first.body['id'])
    assert.equal(await count('runs'), 1)
  })

  it('is answered again without a body where there was none', async () => {
    const { id } = await hub.api.post<{ readonly id: string }>('/v1/api-keys', {
      name: 'x',
      scopes: ['flows:read'],
    })
    const send = (): Promise<Answer> => ask(`DELETE /v1/api-keys/${id}`, { headers: under('delete') })
    assert.equal((await send()).status, 204)
    const second = await send()
    assert.deepEqual([second.status, second.text, isReplay(second)], [204, '', true])
  })

  it('is refused when it is another request: other body, address, query or method', async () => {
    const headers = under('b')
    assert.equal((await ask('POST /v1/messages', { json: paid('2'), headers })).status, 202)
    const others: readonly (readonly [string, unknown])[] = [
      ['POST /v1/messages', paid('3')],
      ['POST /v1/flows/sample/runs', {}],
      ['PUT /v1/rules/paid', { title: { en: 'a', fa: 'b' }, rules: [] }],
    ]
    for (const [line, json] of others) problemIn(await ask(line, { json, headers }), 'idempotencyKeyReused')
  })

  it('frees its key when it fails', async () => {
    const headers = under('c')
    problemIn(await ask('POST /v1/flows/later/runs', { json: {}, headers }), 'flowNotFound')
    problemIn(await ask('POST /v1/flows/later/runs', { json: {}, headers }), 'flowNotFound')
    const later = file({ elements: [start(), end()], flows: ['begun > done'] }, 'later')
    await hub.api.deploy({ 'later.bpmn': later })
    const done = await ask('POST /v1/flows/later/runs', { json: {}, headers })
    assert.deepEqual([done.status, isReplay(done)], [201, false])
  })

  it('takes no key for what never came to be a request', async () => {
    const headers = under('d')
    problemIn(await ask('POST /v1/messages', { json: { wrong: 1 }, headers }), 'badInput')
    assert.equal((await ask('POST /v1/messages', { json: paid('4'), headers })).status, 202)
  })

  it('is done by one of many that come at once; the others wait or are answered again', async () => {
    const earlier = await count('runs')
    const send = (): Promise<Answer> =>
      ask('POST /v1/flows/sample/runs', { json: { variables: { at: 'once' } }, headers: under('e') })
    const answers = await Promise.all(Array.from({ length: 20 }, send))
    const did = answers.filter((answer) => answer.status === 201 && !isReplay(answer))
    assert.equal(did.length, 1)
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      problemIn(answer, 'requestInProgress')
      assert.equal(answer.headers.get('retry-after'), '1')
    }
    const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body['id']))
    assert.equal(ids.size, 1)
    assert.equal(await count('runs'), earlier + 1)
    assert.ok(isReplay(await send()))
  })

  it('is taken over when the process that began it has been silent for a minute', async () => {
    const send = (): Promise<Answer> => ask('POST /v1/messages', { json: paid('5'), headers: under('f') })
    await send()
    const requests = hub.database.connection.collection<KeyedRequest>('keyedRequests')
    const workingUntil = new Date(hub.clock.now().getTime() + 60_000)
    const _id = derivedId('request', 'admin', 'f')
    const dead = { $unset: { answer: '' as const }, $set: { workingUntil } }
    assert.equal((await requests.updateOne({ _id }, dead)).modifiedCount, 1)
    problemIn(await send(), 'requestInProgress')
    await hub.clock.advance(60_001)
    const done = await send()
    assert.deepEqual([done.status, isReplay(done)], [202, false])
    assert.ok(isReplay(await send()))
  })

  it('shows a new API key once and leaves it out of the answer that is given again', async () => {
    const json = { name: 'crm', scopes: ['flows:read'] }
    const send = (): Promise<Answer> => ask('POST /v1/api-keys', { json, headers: under('g') })
    const first = await send()
    assert.match(String(first.body['key']), /^pvd_/)
    const second = await send()
    const { key, ...rest } = first.body
    assert.deepEqual(second.body, rest)
    const kept = await hub.database.connection.collection('keyedRequests').find().toArray()
    assert.ok(!JSON.stringify(kept).includes(String(key).slice(-20)), 'the key is not kept anywhere')
  })

  it('is another request when another caller sends it', async () => {
    const { key } = await hub.api.post<{ readonly key: string }>('/v1/api-keys', {
      name: 'other',
      scopes: ['messages:publish'],
    })
    const headers = under('h')
    const mine = await ask('POST /v1/messages', { json: paid('6'), headers })
    const theirs = await ask('POST /v1/messages', { json: paid('6'), headers, key })
    assert.deepEqual([mine.status, theirs.status, isReplay(theirs)], [202, 202, false])
    assert.notEqual(mine.body['messageId'], theirs.body['messageId'])
    const others = await ask('POST /v1/messages', { json: paid('7'), headers: under('i'), key })
    assert.equal(others.status, 202)
    assert.equal((await ask('POST /v1/messages', { json: paid('8'), headers: under('i') })).status, 202)
  })

  it('leaves its audit line once', async () => {
    const json = { name: 'once', scopes: ['flows:read'] }
    for (let n = 0; n < 3; n += 1) await ask('POST /v1/api-keys', { json, headers: under('j') })
    const { items } = await hub.api.get<{ readonly items: readonly unknown[] }>('/v1/audit?target=name:once')
    assert.equal(items.length, 1)
  })
})

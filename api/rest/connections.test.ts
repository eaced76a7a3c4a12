/** Connections: settings in, secrets never out, and calls of the outside world with their failures in words. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { model } from '../../test/harness/engine-box.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

const plantedKey = 'planted-key-0123456789abcdef'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub({ outside: {} })
  ask = asking(hub)
})
after(() => hub.close())

const smsDraft = (apiKey: string): Json => ({
  adapter: 'kavenegar',
  settings: { apiKey, baseUrl: hub.outside.sms.url },
})

function call(operation: string, input: Json, more: Json = {}): Promise<Answer> {
  return hub.passing(
    ask(`POST /v1/connections/${operation.replace('.', '/operations/')}`, { json: { input, ...more } }),
  )
}

const sms = { recipient: '+989121234567', text: 'سلام' }
const template = { recipient: '+989121234567', template: 'receipt', values: { token: '1403-118' } }

describe('a connection', () => {
  it('INT-01 is made, shown without its secrets, changed by version and removed', async () => {
    const made = await ask('POST /v1/connections', { json: { name: 'planted', ...smsDraft(plantedKey) } })
    assert.equal(made.status, 201)
    assert.equal(made.headers.get('location'), '/v1/connections/planted')
    assert.equal(made.headers.get('etag'), '"1"')
    assert.equal((made.body['settings'] as Json)['apiKey'], '***')
    problemIn(
      await ask('POST /v1/connections', { json: { name: 'planted', ...smsDraft(plantedKey) } }),
      'conflict',
    )

    const put = (version: string): Promise<Answer> =>
      ask('PUT /v1/connections/planted', { json: smsDraft('***'), headers: { 'if-match': version } })
    problemIn(await put('"2"'), 'preconditionFailed')
    problemIn(await put('"none-of-ours"'), 'preconditionFailed')
    const changed = await put('"1"')
    assert.deepEqual([changed.status, changed.headers.get('etag')], [200, '"2"'])
    problemIn(await put('"1"'), 'preconditionFailed')
    assert.equal((await put('*')).status, 200)

    const remove = (version: string): Promise<Answer> =>
      ask('DELETE /v1/connections/planted', { headers: { 'if-match': version } })
    problemIn(await remove('"1"'), 'preconditionFailed')
    assert.equal((await ask('GET /v1/connections/planted')).headers.get('etag'), '"3"')
    assert.equal((await remove('"3"')).status, 204)
    problemIn(await ask('GET /v1/connections/planted'), 'connectionNotFound')
    problemIn(await remove('*'), 'connectionNotFound')
  })

  it('a secret never appears in log, run, export, error or trace', async () => {
    await ask('PUT /v1/connections/secret', { json: smsDraft(plantedKey) })
    const begin = '<bpmn:startEvent id="begun" />'
    const task =
      '<bpmn:serviceTask id="send"><bpmn:extensionElements><zeebe:taskDefinition type="secret.sendMessage" /><zeebe:ioMapping><zeebe:input source="=&quot;+989121234567&quot;" target="recipient" /><zeebe:input source="=&quot;x&quot;" target="text" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>'
    const flow = model('secretFlow', [begin, task, '<bpmn:endEvent id="ended" />'])
    const deployed = await ask('POST /v1/flows', {
      body: flow,
      headers: { 'content-type': 'application/xml' },
    })
    assert.equal(deployed.status, 201, deployed.text)
    const { id } = await hub.api.post('/v1/flows/secretFlow/runs', { id: 'with-secret' })
    const run = `/v1/runs/${String(id)}`
    await hub.until(async () => (await hub.api.get(run))['state'] === 'incident', 'the login is refused')
    const replies = [
      await ask('PUT /v1/connections/secret', { json: smsDraft(plantedKey) }),
      await ask('GET /v1/connections/secret'),
      await ask('GET /v1/connections'),
      await ask('PUT /v1/connections/secret', { json: { ...smsDraft(plantedKey), colour: plantedKey } }),
      await ask('PUT /v1/connections/secret', {
        json: { adapter: 'kavenegar', settings: { apiKey: [plantedKey] } },
      }),
      await call('secret.sendMessage', sms),
      await hub.passing(ask('POST /v1/connections/secret/check')),
      await ask('GET /v1/connections/secret/operations'),
      await ask('GET /v1/audit'),
      await ask(`GET ${run}`),
      await ask(`GET ${run}/history`),
      await ask(`GET ${run}/explain`),
      await ask('GET /readyz'),
      await ask('GET /metrics'),
    ]
    assert.equal(replies[0]?.status, 200)
    for (const { text } of replies) assert.doesNotMatch(text, /planted-key/)
    assert.doesNotMatch(hub.lines.join('\n'), /planted-key/)
    for (const { name } of await hub.database.connection.listCollections()) {
      const all = await hub.database.connection.collection(name).find().toArray()
      assert.doesNotMatch(JSON.stringify(all), /planted-key/, name)
    }
    assert.equal((await ask('DELETE /v1/connections/secret')).status, 204)
  })

  it('keeps a secret that is sent as it is shown, so that calls still work', async () => {
    const { settings, adapter } = await hub.api.get('/v1/connections/sms-main')
    await hub.api.put('/v1/connections/sms-main', { adapter, settings })
    assert.equal((await call('sms-main.sendMessage', sms)).status, 200)
  })

  it('is on one page of the list, by name', async () => {
    const names: unknown[] = []
    for (let after = ''; ;) {
      const { items, next } = await hub.api.get<{ items: readonly Json[]; next: string | null }>(
        `/v1/connections?limit=1${after}`,
      )
      names.push(...items.map(({ name }) => name))
      if (next === null) break
      after = `&after=${next}`
    }
    assert.deepEqual(names, ['erp-main', 'sms-main', 'zarinpal-main'])
  })

  it('INT-01 is tried, and says what is wrong', async () => {
    const good = await hub.passing(ask('POST /v1/connections/sms-main/check'))
    assert.deepEqual([good.status, good.body['ok']], [200, true])
    await hub.api.put('/v1/connections/wrong', smsDraft('not-the-right-key-000'))
    const bad = await hub.passing(ask('POST /v1/connections/wrong/check'))
    assert.deepEqual([bad.status, bad.body['ok']], [200, false])
    problemIn(await ask('POST /v1/connections/none/check'), 'connectionNotFound')
  })

  it('lists its operations and sources', async () => {
    const operations = await hub.api.get<{ readonly items: readonly Json[] }>(
      '/v1/connections/erp-main/operations',
    )
    const names = operations.items.map(({ name }) => name)
    for (const name of ['getInvoice', 'postPayment', 'findPostedPayment'])
      assert.ok(names.includes(name), name)
    const line = 'zarinpal-main/sources'
    const sources = await hub.api.get<{ readonly items: readonly Json[] }>(`/v1/connections/${line}`)
    const polled = sources.items.find(({ kind }) => kind === 'poll')
    assert.ok(polled)
    const name = String(polled['name'])
    assert.equal((await hub.api.post(`/v1/connections/${line}/${name}/pause`))['state'], 'paused')
    assert.equal((await hub.api.post(`/v1/connections/${line}/${name}/resume`))['state'], 'running')
    const rewound = await hub.api.post(`/v1/connections/${line}/${name}/rewind`, { reason: 'corrected' })
    assert.equal(rewound['cursor'], undefined)
    problemIn(await ask(`POST /v1/connections/${line}/none/pause`), 'sourceNotFound')
  })
})

describe('a call', () => {
  it('gives the answer of the outside system, and under the same key the same answer', async () => {
    const earlier = hub.outside.sms.state().messages.length
    const first = await call('sms-main.sendMessage', sms, { idempotencyKey: 'welcome-1' })
    assert.equal(first.status, 200, first.text)
    const again = await call('sms-main.sendMessage', sms, { idempotencyKey: 'welcome-1' })
    assert.equal((again.body['output'] as Json)['messageId'], (first.body['output'] as Json)['messageId'])
    assert.equal(hub.outside.sms.state().messages.length, earlier + 1)
    assert.equal((await call('sms-main.sendMessage', sms)).status, 200)
    assert.equal(hub.outside.sms.state().messages.length, earlier + 2)
  })

  it('is refused for what the operation does not take, and for what does not exist', async () => {
    const answer = await call('sms-main.sendMessage', { recipient: 'nobody', text: 'سلام', colour: 'red' })
    const paths = problemIn(answer, 'badInput').errors.map(({ path }) => path)
    assert.deepEqual([...paths].sort(), ['input/colour', 'input/recipient'])
    problemIn(await call('sms-main.fly', {}), 'operationNotFound')
    problemIn(await call('none.sendMessage', sms), 'connectionNotFound')
  })

  it('tells a refusal of the outside system in its words', async () => {
    hub.outside.sms.misbehave({ kind: '411', operation: 'sms/send' })
    const { detail } = problemIn(await call('sms-main.sendMessage', sms), 'remoteRefused')
    assert.match(detail, /411/)
  })

  it('tells that the outside system cannot be reached, and when to come back', async () => {
    hub.outside.sms.misbehave({ kind: 'serverError', operation: 'sms/send', times: 50 })
    const answer = await call('sms-main.sendMessage', sms)
    problemIn(answer, 'remoteUnavailable')
    assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/)
    assert.doesNotMatch(answer.text, /demo-sms-key|9121234567/)
  })

  it('INT-10 tells that nobody knows what became of a call that happens once, until a person settles it', async () => {
    await hub.api.put('/v1/connections/sms-two', smsDraft('demo-sms-key-0123456789'))
    hub.outside.sms.misbehave({ kind: 'resetAfterWork', operation: 'verify/lookup' })
    const key = { idempotencyKey: 'receipt-1' }
    problemIn(await call('sms-two.sendTemplate', template, key), 'outcomeUnknown')
    const sent = hub.outside.sms.state().messages.length
    problemIn(await call('sms-two.sendTemplate', template, key), 'outcomeUnknown')
    assert.equal(hub.outside.sms.state().messages.length, sent, 'it is not repeated blindly')

    const { items } = await hub.api.get<{ readonly items: readonly Json[] }>('/v1/attempts')
    assert.equal(items.length, 1)
    const id = encodeURIComponent(String(items[0]?.['id']))
    const output = { messageId: '1', state: 'queued' }
    const wrong = { outcome: 'done', output: { colour: 'red' }, reason: 'seen' }
    problemIn(await ask(`POST /v1/attempts/${id}/settle`, { json: wrong }), 'badInput')
    const settled = await ask(`POST /v1/attempts/${id}/settle`, { json: { ...wrong, output } })
    assert.equal(settled.body['state'], 'done', settled.text)
    const answered = await call('sms-two.sendTemplate', template, key)
    assert.deepEqual(answered.body, { output })
    problemIn(await ask(`POST /v1/attempts/${id}/settle`, { json: { ...wrong, output } }), 'conflict')
    assert.equal(hub.outside.sms.state().messages.length, sent)
  })

  it('is in the metrics by its outcome, and so is the request that asked for it', async () => {
    const { text } = await ask('GET /metrics')
    assert.match(
      text,
      /peyvand_call_seconds_count\{connection="sms-main",operation="sendMessage",outcome="ok"\} [1-9]/,
    )
    assert.match(text, /peyvand_http_seconds_count\{operation="callOperation",status="422"\} 1\n/)
    assert.match(text, /peyvand_http_seconds_bucket\{le="0\.1",operation="callOperation",status="200"\} \d/)
    assert.match(text, /peyvand_breaker_open\{connection="sms-main"\} [01]/)
  })
})

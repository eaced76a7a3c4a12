/** What people do to runs that stand still or went wrong: every repair through the API, with its reason kept. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, mappings, start, subProcess } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await hub.api.deploy({ 'order.bpmn': order('') })
})
after(() => hub.close())

const asks = (id: string, outputs: readonly (readonly [string, string])[] = []): string =>
  element('userTask', id, { extensions: `<zeebe:userTask />${mappings({ outputs })}` })

/** Packing inside a sub-process, then shipping; `more` makes another version. */
const order = (more: string, shipping = 'ship'): string =>
  file(
    {
      elements: [
        start(),
        subProcess(
          'packing',
          { elements: [start('p1'), asks('pack'), end('p2')], flows: ['p1 > pack > p2'] },
          { inputs: [['=number', 'box']] },
        ),
        asks(shipping, [['=code', 'trackingCode']]),
        end(),
      ],
      flows: [`begun > packing > ${shipping} > done`],
    },
    'order',
  ).replace('targetNamespace="urn:test"', `targetNamespace="urn:test${more}"`)

const begin = (flow: string, json: Json = {}): Promise<Json> =>
  hub.passing(hub.api.post(`/v1/flows/${flow}/runs`, json))
const act = (run: Json, action: string, { ifMatch, ...json }: Json): Promise<Answer> =>
  hub.passing(
    ask(`POST /v1/runs/${String(run['id'])}/${action}`, {
      json,
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch as string },
    }),
  )
const places = ({ body }: Answer): readonly string[] =>
  (body['elements'] as readonly Json[]).map(({ instance }) => String(instance))
const reason = 'نشانی نادرست بود'

describe('restarting', () => {
  it('goes on at an element of any scope with corrected input, and says so in history and audit', async () => {
    const run = await begin('order', { variables: { number: '12' } })
    const shipped = await act(run, 'restart', { element: 'ship', variables: { number: '13' }, reason })
    assert.deepEqual([shipped.status, places(shipped)], [200, ['ship:1']])
    const back = await act(run, 'restart', { element: 'pack', reason })
    assert.deepEqual(places(back), ['packing:2', 'pack:2'])
    const inner = (back.body['elements'] as readonly Json[])[0]
    assert.deepEqual(
      [inner?.['type'], inner?.['scope'], inner?.['variables']],
      ['subProcess', 'root', { box: '13' }],
    )
    const { items } = await hub.api.get<{ readonly items: readonly Json[] }>(
      `/v1/runs/${String(run['id'])}/history?limit=100`,
    )
    const lines = items.filter(({ event }) => event === 'intervened')
    assert.deepEqual(
      lines.map(({ detail, element: id, reason: why }) => [detail, id, why]),
      [
        ['restart', 'ship', reason],
        ['restart', 'pack', reason],
      ],
    )
    assert.ok(lines.every(({ by }) => typeof by === 'string' && by !== ''))
    const audit = await hub.api.get<{ readonly items: readonly Json[] }>('/v1/audit?limit=10')
    const line = audit.items.find(({ action }) => action === 'restartRun')
    assert.deepEqual([line?.['reason'], line?.['target']], [reason, `id:${String(run['id'])}`])
  })

  it('opens an ended run again', async () => {
    const run = await begin('order', { variables: { number: '12' } })
    await act(run, 'cancel', { reason })
    const again = await act(run, 'restart', { element: 'ship', reason })
    assert.deepEqual(
      [again.body['state'], again.body['endedAt'], places(again)],
      ['running', undefined, ['ship:1']],
    )
    const done = await act(run, 'complete', { element: 'ship', variables: { code: 'RR1' }, reason })
    assert.equal(done.body['state'], 'completed')
    assert.equal((done.body['variables'] as Json)['trackingCode'], 'RR1')
  })

  it('goes on in another version', async () => {
    const run = await begin('order', { variables: { number: '12' } })
    await hub.api.deploy({ 'order.bpmn': order(':2', 'post') })
    const moved = await act(run, 'restart', { element: 'post', version: 2, reason })
    assert.deepEqual([moved.body['version'], places(moved)], [2, ['post:1']])
    problemIn(await act(run, 'restart', { element: 'ship', reason }), 'conflict')
    problemIn(await act(run, 'restart', { element: 'ship', version: 99, reason }), 'flowNotFound')
    await hub.api.deploy({ 'order.bpmn': order('') })
  })

  it('says what cannot be done, and does nothing when the run has gone on since it was read', async () => {
    const run = await begin('order', { variables: { number: '12' } })
    const nowhere = await act(run, 'restart', { element: 'nowhere', reason })
    problemIn(nowhere, 'conflict')
    assert.match(String(nowhere.body['detail']), /no element "nowhere"/)
    assert.deepEqual(wrongFields(await act(run, 'restart', { element: 'ship' })), ['reason'])
    problemIn(await ask('POST /v1/runs/none/restart', { json: { element: 'ship', reason } }), 'runNotFound')
    const seen = `"${String(run['seq'])}"`
    assert.equal((await act(run, 'pause', { reason, ifMatch: seen })).status, 200)
    problemIn(await act(run, 'cancel', { reason, ifMatch: seen }), 'preconditionFailed')
  })
})

describe('skipping and completing by hand', () => {
  it('goes past an element without its outputs', async () => {
    const run = await begin('order', { variables: { number: '12' } })
    assert.deepEqual(places(await act(run, 'skip', { element: 'packing', reason })), ['ship:1'])
    const done = await act(run, 'skip', { instance: 'ship:1', reason })
    assert.deepEqual([done.body['state'], done.body['variables']], ['completed', { number: '12' }])
    problemIn(await act(run, 'skip', { instance: 'ship:1', reason }), 'conflict')
  })

  it('asks which element is meant', async () => {
    const run = await begin('order', { variables: { number: '12' } })
    const vague = await act(run, 'skip', { reason })
    problemIn(vague, 'conflict')
    assert.match(String(vague.body['detail']), /name an instance or an element/)
  })
})

describe('correcting variables', () => {
  it('sets them where they are found, or in the scope that is named', async () => {
    const run = await begin('order', { variables: { number: '12' } })
    const patch = (json: Json): Promise<Answer> =>
      hub.passing(ask(`PATCH /v1/runs/${String(run['id'])}/variables`, { json: { ...json, reason } }))
    await patch({ variables: { number: '13' } })
    await patch({ variables: { box: '14' }, instance: 'pack:1' })
    const local = await patch({ variables: { number: '99' }, instance: 'pack:1', local: true })
    const elements = local.body['elements'] as readonly Json[]
    assert.deepEqual((local.body['variables'] as Json)['number'], '13')
    assert.deepEqual(
      elements.map(({ variables }) => variables),
      [{ box: '14' }, { number: '99' }],
    )
    problemIn(await patch({ variables: {}, instance: 'ship:7' }), 'conflict')
  })
})

describe('migrating', () => {
  it('checks, says why not, and moves with a map of renamed elements', async () => {
    const run = await begin('order', { variables: { number: '12' } })
    await act(run, 'skip', { element: 'packing', reason })
    await hub.api.deploy({ 'order.bpmn': order(':3', 'dispatch') })
    const { items } = await hub.api.get<{ readonly items: readonly Json[] }>(
      '/v1/flows/order/versions?limit=1',
    )
    const version = Number(items[0]?.['version'])
    const check = await act(run, 'migrate?validateOnly=true', { version, reason })
    assert.deepEqual([check.status, check.body['possible']], [200, false])
    const refused = await act(run, 'migrate', { version, reason })
    problemIn(refused, 'migrationRefused')
    assert.deepEqual(
      (refused.body['errors'] as readonly Json[]).map(({ path }) => path),
      ['ship'],
    )
    const elements = { ship: 'dispatch' }
    const fine = await act(run, 'migrate?validateOnly=true', { version, elements, reason })
    assert.deepEqual(fine.body, { possible: true, problems: [] })
    const moved = await act(run, 'migrate', { version, elements, reason })
    assert.deepEqual(
      [moved.body['version'], (moved.body['elements'] as readonly Json[])[0]?.['element']],
      [version, 'dispatch'],
    )
    const done = await act(run, 'complete', { element: 'dispatch', variables: { code: 'x' }, reason })
    assert.equal(done.body['state'], 'completed')
    problemIn(await act(run, 'migrate', { version: 1, reason }), 'migrationRefused')
  })
})

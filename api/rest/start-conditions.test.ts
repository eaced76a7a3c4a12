/** Flows that a condition starts, as the outside world does it: it sends variables, and gets the runs that began. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import { conditionOf } from '../../test/harness/elements.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer } from '../../test/harness/plain-requests.ts'
import { element, end, file } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

interface Evaluated {
  readonly runs: readonly Json[]
  readonly failed: readonly Json[]
}

const path = 'POST /v1/conditions/evaluate'
const ask = (json: Json, headers: Record<string, string> = {}): Promise<Answer> =>
  hub.passing(asking(hub)(path, { json, headers }))

async function evaluate(json: Json): Promise<Evaluated> {
  const { status, body, text } = await ask(json)
  assert.equal(status, 200, text)
  return body as unknown as Evaluated
}

/** A start event with a condition as it stands in the file, and the filter of its variables. */
const startedIf = (id: string, condition: string, variableNames?: string): string => {
  const filter = `<bpmn:extensionElements><zeebe:conditionalFilter variableNames="${variableNames ?? ''}" variableEvents="update" /></bpmn:extensionElements>`
  const definition = conditionOf(condition)
  const content =
    variableNames === undefined
      ? definition
      : definition.replace('<bpmn:condition ', `${filter}<bpmn:condition `)
  return element('startEvent', id, { content })
}

async function deploy(flow: string, starts: Readonly<Record<string, string>>): Promise<void> {
  const ids = Object.keys(starts)
  const model = { elements: [...Object.values(starts), end()], flows: ids.map((id) => `${id} > done`) }
  await hub.api.deploy({ [`${flow}.bpmn`]: file(model, flow) })
}

const begun = (runs: readonly Json[]): readonly string[] =>
  runs
    .map(({ flow, version, element: start }) => `${String(flow)}:${String(version)} ${String(start)}`)
    .sort()

describe('a condition that starts a flow', () => {
  it('begins a run for every start event that is true, in the newest version, with the variables', async () => {
    await deploy('reorder', { low: startedIf('low', '=stock &lt; 100') })
    await deploy('reorder', {
      low: startedIf('low', '=stock &lt; 5'),
      none: startedIf('none', '=stock = 0'),
    })
    await deploy('inform', { few: startedIf('few', '=stock &lt; 10') })
    assert.deepEqual((await evaluate({ variables: { stock: 50 } })).runs, [])
    const { runs, failed } = await evaluate({ variables: { stock: 0, of: 'tea' }, businessKey: 'tea' })
    assert.deepEqual(begun(runs), ['inform:1 few', 'reorder:2 low', 'reorder:2 none'])
    assert.deepEqual(failed, [])
    for (const { id, element: start } of runs) {
      const run = await hub.api.get(`/v1/runs/${String(id)}`)
      assert.deepEqual(
        [run['state'], run['variables'], run['businessKey']],
        ['completed', { stock: 0, of: 'tea' }, 'tea'],
      )
      const { items } = await hub.api.get<{ items: readonly Json[] }>(`/v1/runs/${String(id)}/history`)
      assert.ok(items.some(({ element: one, event }) => one === start && event === 'completed'))
    }
  })

  it('is evaluated for one flow alone, in any of its versions, when the flow is named', async () => {
    const one = await evaluate({ variables: { stock: 0 }, flow: 'inform' })
    assert.deepEqual(begun(one.runs), ['inform:1 few'])
    const older = await evaluate({ variables: { stock: 50 }, flow: 'reorder', version: 1 })
    assert.deepEqual(begun(older.runs), ['reorder:1 low'])
    problemIn(await ask({ variables: {}, flow: 'nothing' }), 'flowNotFound')
    problemIn(await ask({ variables: {}, flow: 'reorder', version: 9 }), 'flowNotFound')
    assert.deepEqual(wrongFields(await ask({ variables: {}, version: 1 })), ['flow'])
    assert.deepEqual(wrongFields(await ask({ flow: 'reorder' })), ['variables'])
  })

  it('with a filter is evaluated only when one of its variables is sent', async () => {
    await deploy('filtered', { it: startedIf('it', '=true', 'colour, size') })
    assert.deepEqual((await evaluate({ variables: { shape: 'round' }, flow: 'filtered' })).runs, [])
    const { runs } = await evaluate({ variables: { size: null }, flow: 'filtered' })
    assert.deepEqual(begun(runs), ['filtered:1 it'])
  })

  it('that cannot be evaluated begins nothing, says why, and keeps no other from beginning', async () => {
    await deploy('doubtful', {
      text: startedIf('text', '=mood + &quot;!&quot;'),
      missing: startedIf('missing', '=nowhere &gt; 3'),
      good: startedIf('good', '=mood = &quot;good&quot;'),
    })
    const { runs, failed } = await evaluate({ variables: { mood: 'good' }, flow: 'doubtful' })
    assert.deepEqual(begun(runs), ['doubtful:1 good'])
    assert.deepEqual(begun(failed), ['doubtful:1 text'])
    assert.match(
      String(failed[0]?.['message']),
      /^The expression "mood \+ "!"" is a condition but is neither true/,
    )
    assert.doesNotMatch(String(failed[0]?.['message']), /good/)
  })

  it('begins nothing twice for one id, or one Idempotency-Key', async () => {
    const asked = { variables: { stock: 3 }, flow: 'reorder', id: 'count-17' }
    const [first, again] = [await evaluate(asked), await evaluate(asked)]
    assert.deepEqual(again, first)
    const other = await evaluate({ ...asked, id: 'count-18' })
    assert.notEqual(other.runs[0]?.['id'], first.runs[0]?.['id'])
    const key = { 'idempotency-key': randomUUID() }
    const keyed = { variables: { stock: 3 }, flow: 'reorder' }
    assert.deepEqual((await ask(keyed, key)).body, (await ask(keyed, key)).body)
    const { items } = await hub.api.get<{ items: readonly Json[] }>('/v1/runs?flow=reorder&version=2')
    assert.equal(items.filter(({ variables }) => (variables as Json)['stock'] === 3).length, 3)
  })

  it('begins nothing at all when more are true than one evaluation may begin', async () => {
    const many = Array.from({ length: 1_001 }, (_one, n) => `s${String(n)}`)
    await deploy('many', Object.fromEntries(many.map((id) => [id, startedIf(id, '=flood = true')])))
    const answer = await ask({ variables: { flood: true }, flow: 'many' })
    assert.deepEqual(wrongFields(answer), ['flow'])
    assert.match(String(answer.body['detail']), /^1001 conditions are true/)
    const { items } = await hub.api.get<{ items: readonly Json[] }>('/v1/runs?flow=many')
    assert.deepEqual(items, [])
  })

  it('must be there, and be an expression, when the flow is deployed', async () => {
    for (const [condition, words] of [
      ['', /condition is empty/],
      ['stock', /condition "stock" is not an expression; begin it with "="/],
      ['=stock &gt;', /./],
    ] as const) {
      const model = { elements: [startedIf('it', condition), end()], flows: ['it > done'] }
      const body = new FormData()
      body.append('file', new Blob([file(model, 'wrong')]), 'wrong.bpmn')
      const { errors } = problemIn(await asking(hub)('POST /v1/flows', { body }), 'modelRefused')
      assert.equal(errors.length, 1)
      assert.equal((errors[0] as Json | undefined)?.['element'], 'it')
      assert.match(String(errors[0]?.message), words)
    }
  })

  it('is nobody’s who may not start runs', async () => {
    const wanted = { name: 'reader', scopes: ['runs:read'] }
    const { key } = await hub.api.post<{ key: string }>('/v1/api-keys', wanted)
    const answer = await asking(hub)(path, { json: { variables: {} }, key })
    assert.equal(problemIn(answer, 'forbidden').detail, 'The key lacks the scope runs:start.')
  })
})

/** What flows do to cases: made, moved, changed, referred and commented by tasks, each once, and refused as an error. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { caseOperations } from '../../engine/cases/case-operations.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { boundary, element, end, file, job, mappings, onError, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub

const title = (fa: string): Json => ({ en: fa, fa })
type Input = readonly [string, string]
interface Mapped {
  readonly inputs: readonly Input[]
  readonly outputs?: readonly Input[]
}
const task = (id: string, operation: string, mapped: Mapped): string =>
  element('serviceTask', id, { extensions: job(`hub.${operation}`) + mappings(mapped) })
const items = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get(path))['items'] as readonly Json[]

async function played(flow: string, variables: Json): Promise<Json> {
  const run = await hub.api.post(`/v1/flows/${flow}/runs`, { variables })
  const now = (): Promise<Json> => hub.api.get(`/v1/runs/${String(run['id'])}`)
  await hub.until(async () => (await now())['state'] !== 'running', 'the run ends')
  return now()
}

before(async () => {
  hub = await testHub()
  await hub.api.put('/v1/units/field', { title: title('میدان'), head: 'sara' })
  await hub.api.put('/v1/teams/field', { title: title('میدان'), members: ['reza'], unit: 'field' })
  const of: Input = ['=id', 'case']
  const elements = [
    start(),
    task('make', 'createCase', {
      inputs: [
        ['="ticket"', 'type'],
        ['=subject', 'subject'],
        ['={ cause: "برق" }', 'data'],
        ['=null', 'assignee'],
      ],
      outputs: [
        ['=id', 'id'],
        ['=trackingCode', 'code'],
      ],
    }),
    task('refer', 'referCase', { inputs: [of, ['="field"', 'team'], ['="نزدیک‌ترین"', 'reason']] }),
    task('raise', 'changeCase', { inputs: [of, ['="high"', 'priority'], ['={ system: "فروش" }', 'data']] }),
    task('say', 'commentCase', { inputs: [of, ['="در راه است"', 'text'], ['="public"', 'visibility']] }),
    task('solve', 'moveCase', {
      inputs: [of, ['="resolve"', 'transition'], ['={ solution: "شد" }', 'data']],
      outputs: [['=state', 'state']],
    }),
    end(),
  ]
  await hub.api.deploy({
    'f.bpmn': file({ elements, flows: ['begun > make > refer > raise > say > solve > done'] }, 'service'),
  })
  const closing = {
    elements: [
      start(),
      task('close', 'moveCase', { inputs: [of, ['="confirm"', 'transition']] }),
      boundary('notOpen', 'close', onError('conflict')),
      end(),
      end('otherwise'),
    ],
    flows: ['begun > close > done', 'notOpen > otherwise'],
    definitions: ['<bpmn:error id="conflict" errorCode="conflict" />'],
  }
  await hub.api.deploy({ 'c.bpmn': file(closing, 'closing') })
})
after(() => hub.close())

describe('flows', () => {
  it('make, refer, change, comment and move a case, each once', async () => {
    const run = await played('service', { subject: 'قطعی' })
    assert.equal(run['state'], 'completed', JSON.stringify(run))
    const { id, state, code } = run['variables'] as Json
    assert.equal(state, 'resolved')
    const found = await hub.api.get(`/v1/cases/${String(id)}`)
    assert.deepEqual(
      [
        found['subject'],
        found['team'],
        found['unit'],
        found['priority'],
        found['trackingCode'],
        found['data'],
      ],
      ['قطعی', 'field', 'field', 'high', code, { cause: 'برق', system: 'فروش', solution: 'شد' }],
    )
    const trace = await items(`/v1/cases/${String(id)}/timeline`)
    assert.deepEqual(
      trace.map(({ what }) => what),
      ['created', 'referred', 'changed', 'commented', 'moved'],
    )
    assert.ok(trace.every(({ by }) => by === `run:${String(run['id'])}`))
  })

  it('try a task again, whose process died before it could note the answer, and nothing is done twice', async () => {
    const operations = caseOperations(() => ({ cases: hub.hub.cases, teams: undefined as never }))
    const twice = async (name: string, input: JsonObject): Promise<Json> => {
      const context = { run: 'r', key: `r:${name}`, signal: AbortSignal.timeout(60_000) }
      const first = await operations[name]?.perform(input, context)
      const again = await operations[name]?.perform(input, context)
      assert.deepEqual(again, first)
      return again ?? {}
    }
    const made = await twice('createCase', { type: 'ticket', subject: 'یک بار' })
    const of = { case: String(made['id']) }
    await twice('commentCase', { ...of, text: 'یک بار' })
    await twice('moveCase', { ...of, transition: 'begin' })
    const trace = await items(`/v1/cases/${String(made['id'])}/timeline`)
    assert.deepEqual(
      trace.map(({ what }) => what),
      ['created', 'commented', 'moved'],
    )
  })

  it('are told as an error of the model what a case does not allow', async () => {
    const made = await hub.api.post('/v1/cases', { type: 'ticket' })
    const run = await played('closing', { id: made['id'] })
    assert.equal(run['state'], 'completed')
    const history = await items(`/v1/runs/${String(run['id'])}/history?limit=50`)
    assert.ok(history.some(({ element: at }) => at === 'otherwise'))
    assert.equal((await hub.api.get(`/v1/cases/${String(made['id'])}`))['state'], 'new')
  })
})

/** Execution listeners around every kind of element through the API: who is asked when, what they bring, and what if not. */
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'

import { definitions, inRow, on, plain, worked } from '../../test/harness/elements.ts'
import { playRows, type Row } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { element, end, forEach, start, timer } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

const heard =
  '<zeebe:executionListeners>' +
  '<zeebe:executionListener eventType="start" type="@before" />' +
  '<zeebe:executionListener eventType="end" type="@behind" />' +
  '</zeebe:executionListeners>'
const inner = `${start('in')}${worked('task')}${end('out')}<bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="task" /><bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="out" />`

/** An element with both listeners, what happens between them, and what completes. */
interface Heard {
  readonly kind: string
  readonly text: string
  readonly between?: Row['play']
  readonly calls?: Row['calls']
  /** What is told of it before it completes. */
  readonly inside?: string
}

const around: readonly Heard[] = [
  ...['serviceTask', 'sendTask', 'scriptTask', 'businessRuleTask'].map((kind): Heard => ({
    kind,
    text: worked('it', { extensions: heard }, kind),
    between: async (run) => void (await run.job('it')),
  })),
  { kind: 'task', text: element('task', 'it', { extensions: heard }) },
  {
    kind: 'script task in FEEL',
    text: plain('scriptTask', 'it', {
      extensions: `<zeebe:script expression="=1" resultVariable="one" />${heard}`,
    }),
  },
  {
    kind: 'user task',
    text: element('userTask', 'it', { extensions: `<zeebe:userTask />${heard}` }),
    between: (run) => run.item('it'),
    inside: 'it(intervened) > ',
  },
  {
    kind: 'receive task',
    text: element('receiveTask', 'it', { attributes: 'messageRef="@call"', extensions: heard }),
    between: async (run) => void (await run.message('call')),
  },
  {
    kind: 'call activity',
    text: plain('callActivity', 'it', {
      extensions: `<zeebe:calledElement processId="@sub" />${heard}`,
    }),
    calls: { sub: inRow([worked('task')], ['task']) },
    between: async (run) => void (await run.job('task')),
  },
  {
    kind: 'sub-process',
    text: element('subProcess', 'it', { extensions: heard, content: inner }),
    between: async (run) => void (await run.job('task')),
    inside: 'in > task > out > ',
  },
  {
    kind: 'catch event',
    text: element('intermediateCatchEvent', 'it', { extensions: heard, content: on.signal }),
    between: (run) => run.signal('bell'),
  },
  {
    kind: 'timer',
    text: element('intermediateCatchEvent', 'it', {
      extensions: heard,
      content: timer('timeDuration', 'PT1H'),
    }),
    between: (run) => run.passes(3_600_000),
  },
  { kind: 'throw event', text: element('intermediateThrowEvent', 'it', { extensions: heard }) },
]

describe('execution listeners are asked before and after', () => {
  playRows('heard', () => hub, [
    ...around.map(({ kind, text, between, calls, inside = '' }): Row => ({
      name: kind,
      model: { ...inRow([text], ['it']), definitions },
      ...(calls !== undefined && { calls }),
      play: async (run) => {
        const first = await run.job('before', { prepared: 1 })
        assert.equal(first['listener'], 'start')
        await between?.(run)
        const last = await run.job('behind', { checked: 2 })
        assert.equal(last['listener'], 'end')
        assert.equal((last['variables'] as Json)['prepared'], 1)
      },
      leaves: { ...(kind === 'script task in FEEL' && { one: 1 }), checked: 2 },
      path: `begun > ${inside}it > done`,
    })),
    {
      name: 'each round of what is done for several items',
      model: inRow(
        [
          worked('it', {
            extensions: heard,
            content: forEach({ collection: '=[1, 2]', isSequential: true }),
          }),
        ],
        ['it'],
      ),
      play: async (run) => {
        for (const item of [1, 2]) {
          const first = await run.job('before')
          assert.equal((first['variables'] as Json)['item'], item)
          await run.job('it')
          await run.job('behind')
        }
      },
      path: 'begun > it > it > it > done',
    },
    {
      name: 'a listener that fails stops its element there, and is asked again when a person says so',
      model: inRow([worked('it', { extensions: heard })], ['it']),
      play: async (run) => {
        await run.answer(await run.take('before'), 'fail', { message: 'no', retries: 0 })
        assert.equal((await run.view()).state, 'incident')
        assert.equal((await run.act('retry')).status, 200)
        for (const type of ['before', 'it', 'behind']) await run.job(type)
      },
      path: 'begun > it(failed) > it(incidentRaised) > it(incidentResolved) > it(retried) > it > done',
    },
  ])
})

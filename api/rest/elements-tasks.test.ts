/** Tasks of every kind through the API: what they hand out, what they take, and what the run makes of it. */
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'

import { asks, inRow, on, plain, worked } from '../../test/harness/elements.ts'
import { playRows, type FlowPlayer } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { boundary, element, end, onError, script } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
  await hub.api.put('/v1/rules/grading', {
    title: { en: 'Grading', fa: 'رتبه‌بندی' },
    rules: [{ name: 'large', when: 'sum > 100', set: { grade: '"gold"' } }],
  })
})
after(() => hub.close())

const listener = (kind: 'execution' | 'task', on: string, type: string): string =>
  `<zeebe:${kind}Listener eventType="${on}" type="@${type}" />`
const execution = (...all: readonly string[]): string =>
  `<zeebe:executionListeners>${all.join('')}</zeebe:executionListeners>`
const taskListeners = (...all: readonly string[]): string =>
  `<zeebe:taskListeners>${all.join('')}</zeebe:taskListeners>`
const one = (text: string, id = 'work'): ReturnType<typeof inRow> => inRow([text], [id])

/** Kinds whose work is a job. */
const jobKinds = ['serviceTask', 'sendTask', 'scriptTask', 'businessRuleTask']

describe('a task with a job', () => {
  playRows('job', () => hub, [
    ...jobKinds.map((kind) => ({
      name: `${kind} is done by a worker outside`,
      model: one(worked('work', {}, kind)),
      play: async (run: FlowPlayer): Promise<void> => void (await run.job('work', { sum: 12 })),
      leaves: { sum: 12 },
      path: 'begun > work > done',
    })),
    {
      name: 'hands out headers and what its inputs made, and takes what its outputs name',
      model: one(
        worked('work', {
          extensions: '<zeebe:taskHeaders><zeebe:header key="paper" value="A6" /></zeebe:taskHeaders>',
          inputs: [
            ['=order.city', 'city'],
            ['="x"', 'label.size'],
          ],
          outputs: [['=number', 'order.label']],
        }),
      ),
      start: { order: { city: 'تهران' } },
      play: async (run) => {
        const job = await run.job('work', { number: 'L-1', dropped: true })
        assert.deepEqual(job['headers'], { paper: 'A6' })
        const seen = job['variables'] as Json
        assert.deepEqual([seen['city'], seen['label']], ['تهران', { size: 'x' }])
      },
      leaves: { order: { city: 'تهران', label: 'L-1' } },
      path: 'begun > work > done',
    },
    {
      name: 'is tried as often as its retries say, then waits for a person',
      model: one(worked('work', { retries: 2 })),
      play: async (run) => {
        await run.answer(await run.take('work'), 'fail', { message: 'no paper' })
        const second = await run.take('work')
        assert.deepEqual([second['attempt'], second['retries']], [2, 1])
        await run.answer(second, 'fail', { message: 'no paper', variables: { paper: 'none' } })
        assert.equal((await run.view()).state, 'incident')
        assert.equal((await run.act('retry')).status, 200)
        await run.job('work')
      },
      leaves: { paper: 'none' },
      path: 'begun > work(failed) > work(failed) > work(incidentRaised) > work(incidentResolved) > work(retried) > work > done',
    },
    {
      name: 'reads its retries from an expression',
      model: one(
        plain('serviceTask', 'work', {
          extensions: '<zeebe:taskDefinition type="@work" retries="=tries" />',
        }),
      ),
      start: { tries: 5 },
      play: async (run) => {
        const job = await run.job('work')
        assert.equal(job['retries'], 5)
      },
      leaves: { tries: 5 },
      path: 'begun > work > done',
    },
    {
      name: 'waits for its backoff before the next attempt',
      model: one(worked('work')),
      play: async (run) => {
        await run.answer(await run.take('work'), 'fail', { message: 'busy', backoffMs: 3_600_000 })
        assert.match(String((await run.places())[0]), /next attempt/)
        await run.passes(3_600_000)
        await run.job('work')
      },
      path: 'begun > work(failed) > work > done',
    },
    {
      name: 'throws an error that its boundary catches, with variables',
      model: inRow([worked('work'), boundary('refused', 'work', onError('no')), end('other')], ['work'], {
        flows: ['refused > other'],
      }),
      play: async (run) => {
        await run.answer(await run.take('work'), 'throw-error', { errorCode: 'no', variables: { why: 'x' } })
      },
      leaves: { why: 'x' },
      path: 'begun > work(errorThrown) > work(terminated) > refused > other',
    },
    {
      name: 'asks its execution listeners before and after',
      model: one(
        worked('work', {
          extensions: execution(
            listener('execution', 'start', 'before'),
            listener('execution', 'end', 'behind'),
          ),
        }),
      ),
      play: async (run) => {
        await run.job('before', { prepared: 1 })
        const seen = (await run.job('work', { sum: 2 }))['variables'] as Json
        assert.equal(seen['prepared'], 1)
        await run.job('behind', { checked: 3 })
      },
      leaves: { sum: 2, checked: 3 },
      path: 'begun > work > done',
    },
  ])
})

describe('a task without a job', () => {
  playRows('task', () => hub, [
    ...['task', 'manualTask'].map((kind) => ({
      name: `${kind} is passed`,
      model: one(element(kind, 'work')),
      path: 'begun > work > done',
    })),
    {
      name: 'script task evaluates FEEL on the spot',
      model: one(script('work', '=price * 2', 'double')),
      start: { price: 21 },
      leaves: { price: 21, double: 42 },
      path: 'begun > work > done',
    },
    {
      name: 'script task that cannot be evaluated waits for a person, who corrects the variables',
      model: one(script('work', '=if isLarge then 1 else assert(false, false)', 'x')),
      play: async (run) => {
        if ((await run.view()).state === 'incident') await run.act('retry', { variables: { isLarge: true } })
      },
      leaves: { isLarge: true, x: 1 },
      path: 'begun > work(incidentRaised) > work(incidentResolved) > work(retried) > work > done',
    },
    {
      name: 'business rule task asks a rule set',
      model: one(
        plain('businessRuleTask', 'work', {
          extensions: '<zeebe:calledDecision decisionId="grading" resultVariable="decided" />',
        }),
      ),
      start: { sum: 200 },
      leaves: { sum: 200, decided: { grade: 'gold' } },
      path: 'begun > work > done',
    },
    {
      name: 'receive task takes the message of its key',
      model: one(element('receiveTask', 'work', { attributes: 'messageRef="@call"' })),
      play: async (run) => {
        await run.message('call', { paid: true }, { correlationKey: 'another' })
        assert.equal((await run.view()).state, 'running')
        await run.message('call', { paid: true })
      },
      leaves: { paid: true },
      path: 'begun > work > done',
    },
  ])
})

describe('messages', () => {
  const waits = element('intermediateCatchEvent', 'rest', {
    content:
      '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  })
  const receives = element('receiveTask', 'work', { attributes: 'messageRef="@call"' })
  playRows('message', () => hub, [
    {
      name: 'wait for their receiver until their time to live is over',
      model: inRow([waits, receives], ['rest', 'work']),
      play: async (run) => {
        await run.message('call', { which: 'expired' }, { ttlSeconds: 60 })
        await run.message('call', { which: 'kept' }, { ttlSeconds: 7_200 })
        await run.passes(3_600_000)
      },
      leaves: { which: 'kept' },
      path: 'begun > rest > work > done',
    },
    {
      name: 'of one id are one message',
      model: inRow(
        [receives, element('receiveTask', 'again', { attributes: 'messageRef="@call"' })],
        ['work', 'again'],
      ),
      play: async (run) => {
        const first = await run.message('call', { n: 1 }, { id: run.own('m') })
        const again = await run.message('call', { n: 2 }, { id: run.own('m') })
        assert.deepEqual([first['duplicate'], again['duplicate']], [false, true])
        assert.deepEqual(await run.places(), ['again:1 message ' + run.own('call')])
        await run.message('call', { m: 3 })
      },
      leaves: { n: 1, m: 3 },
      path: 'begun > work > again > done',
    },
    {
      name: 'start a run, and another one of the same key only when that has ended',
      model: {
        ...inRow([receives], ['work']),
        elements: [
          element('startEvent', 'begun', { content: '<bpmn:messageEventDefinition messageRef="@other" />' }),
          receives,
          end(),
        ],
      },
      start: false,
      play: async (run) => {
        await run.message('other', { key: run.flow, n: 1 })
        await run.follow()
        await run.message('other', { key: run.flow, n: 2 })
        const runs = async (): Promise<number> =>
          ((await run.get(`/v1/runs?flow=${run.flow}`))['items'] as readonly Json[]).length
        assert.equal(await runs(), 1)
        const first = run.id
        await run.message('call')
        await run.until(async () => (await runs()) === 2, 'the second one has started')
        assert.equal((await run.get(`/v1/runs/${first}`))['state'], 'completed')
        await run.follow()
        await run.message('call')
      },
      leaves: { n: 2 },
      path: 'begun > work > done',
    },
  ])
})

describe('a user task', () => {
  const assigned = (attributes: string): string => `<zeebe:assignmentDefinition ${attributes} />`
  playRows('user', () => hub, [
    {
      name: 'is claimed, given back, assigned and completed with an outcome',
      model: one(
        asks('work', {
          extensions: assigned('candidateGroups="finance, audit" candidateUsers="=[&quot;sara&quot;]"'),
        }),
      ),
      play: async (run) => {
        const [item] = await run.items()
        assert.deepEqual(
          [item?.['candidateGroups'], item?.['candidateUsers']],
          [['finance', 'audit'], ['sara']],
        )
        const say = (what: string, json?: Json): Promise<{ readonly status: number }> =>
          run.ask(`POST /v1/work-items/${String(item?.['id'])}/${what}`, json)
        assert.equal((await say('claim', { assignee: 'sara' })).status, 200)
        assert.equal((await say('claim', { assignee: 'ali' })).status, 409)
        assert.equal((await say('unclaim')).status, 200)
        assert.equal((await say('assign', { assignee: 'ali' })).status, 200)
        assert.deepEqual((await run.places())[0], 'work:1 a person (ali)')
        await run.item('work', { outcome: 'approved', variables: { note: 'درست' } })
      },
      leaves: { outcome: 'approved', note: 'درست' },
      path: 'begun > work(intervened) > work(intervened) > work(intervened) > work(intervened) > work > done',
    },
    {
      name: 'has its assignee, dates and priority from expressions',
      model: one(
        asks('work', {
          extensions:
            assigned('assignee="=who"') +
            '<zeebe:taskSchedule dueDate="=date and time(&quot;2026-03-05T10:00:00Z&quot;)" followUpDate="2026-03-04T10:00:00Z" /><zeebe:priorityDefinition priority="=10 * 8" />',
        }),
      ),
      start: { who: 'reza' },
      play: async (run) => {
        const [item] = await run.items()
        assert.deepEqual(
          ['assignee', 'dueAt', 'followUpAt', 'priority'].map((name) => item?.[name]),
          ['reza', '2026-03-05T10:00:00.000Z', '2026-03-04T10:00:00.000Z', 80],
        )
        await run.item('work')
      },
      leaves: { who: 'reza' },
      path: 'begun > work(intervened) > work > done',
    },
    {
      name: 'asks its listeners when it is created, assigned, changed and completed; they correct and deny',
      model: one(
        asks('work', {
          extensions: taskListeners(
            listener('task', 'creating', 'create'),
            listener('task', 'assigning', 'assign'),
            listener('task', 'updating', 'update'),
            listener('task', 'completing', 'complete'),
          ),
        }),
      ),
      play: async (run) => {
        assert.deepEqual(await run.items(), [])
        await run.answer(await run.take('create'), 'complete', { result: { corrections: { priority: 70 } } })
        const [item] = await run.items()
        assert.equal(item?.['priority'], 70)
        const path = `/v1/work-items/${String(item['id'])}`
        const changing = run.ask(`PATCH ${path}`, { priority: 90, dueAt: '2026-04-01T00:00:00.000Z' })
        await run.answer(await run.take('update'), 'complete')
        assert.equal((await changing).status, 200)
        assert.deepEqual((await run.items())[0]?.['priority'], 90)
        const assigning = run.ask(`POST ${path}/assign`, { assignee: 'ali' })
        await run.answer(await run.take('assign'), 'complete', {
          result: { denied: true, deniedReason: 'he is on leave' },
        })
        await assigning
        assert.equal((await run.items())[0]?.['assignee'], undefined)
        const completing = run.ask(`POST ${path}/complete`, { variables: { signed: true } })
        const job = await run.take('complete')
        assert.equal((job['variables'] as Json)['signed'], true)
        await run.answer(job, 'complete')
        await completing
      },
      leaves: { signed: true },
      path: 'begun > work(intervened) > work(intervened) > work(failed) > work(intervened) > work > done',
    },
  ])
})

describe('a call activity', () => {
  const calling = (more = '', extras: Parameters<typeof plain>[2] = {}): string =>
    plain('callActivity', 'work', {
      ...extras,
      extensions: `<zeebe:calledElement processId="@sub" ${more} />`,
    })
  const sub = inRow([worked('inside')], ['inside'])
  playRows('call', () => hub, [
    {
      name: 'runs another flow with all variables, and takes all of its own back',
      model: one(calling()),
      calls: { sub },
      start: { a: 1 },
      play: async (run) => {
        const job = await run.job('inside', { b: 2 })
        assert.equal((job['variables'] as Json)['a'], 1)
      },
      leaves: { a: 1, b: 2 },
      path: 'begun > work > done',
    },
    {
      name: 'hands in and takes back only what is mapped, when told so',
      model: one(
        calling('propagateAllParentVariables="false" propagateAllChildVariables="false"', {
          inputs: [['=a + 1', 'c']],
          outputs: [['=b', 'd']],
        }),
      ),
      calls: { sub },
      start: { a: 1 },
      play: async (run) => {
        const seen = (await run.job('inside', { b: 2 }))['variables'] as Json
        assert.deepEqual(seen, { c: 2 })
      },
      leaves: { a: 1, d: 2 },
      path: 'begun > work > done',
    },
    {
      name: 'names its flow by an expression',
      model: one(
        plain('callActivity', 'work', {
          extensions: '<zeebe:calledElement processId="=key + &quot;-sub&quot;" />',
        }),
      ),
      calls: { sub },
      play: async (run) => void (await run.job('inside')),
      path: 'begun > work > done',
    },
    {
      name: 'passes on an error that nothing in the called run catches',
      model: inRow([calling(), boundary('refused', 'work', onError('no')), end('other')], ['work'], {
        flows: ['refused > other'],
      }),
      calls: { sub },
      play: async (run) => run.answer(await run.take('inside'), 'throw-error', { errorCode: 'no' }),
      path: 'begun > work(errorThrown) > work(terminated) > refused > other',
    },
    {
      name: 'waits for a person while its flow is not deployed',
      model: one(plain('callActivity', 'work', { extensions: '<zeebe:calledElement processId="@later" />' })),
      play: async (run) => {
        await run.until(async () => (await run.view()).state === 'incident', 'it stands')
        assert.match(String((await run.view()).elements[0]?.['waitsFor']), /flowNotFound/)
        await run.act('cancel')
      },
      state: 'cancelled',
      path: 'begun > work(failed) > work(incidentRaised) > work(terminated)',
    },
    {
      name: 'hears an escalation of a flow that is called by the one that it calls',
      model: inRow(
        [
          calling(),
          element('boundaryEvent', 'noticed', {
            attributes: 'attachedToRef="work" cancelActivity="false"',
            content: on.escalation,
          }),
          end('told'),
        ],
        ['work'],
        { flows: ['noticed > told'] },
      ),
      calls: {
        sub: inRow(
          [plain('callActivity', 'deeper', { extensions: '<zeebe:calledElement processId="@deep" />' })],
          ['deeper'],
        ),
        deep: inRow(
          [element('intermediateThrowEvent', 'raise', { content: on.escalation }), worked('inside')],
          ['raise', 'inside'],
        ),
      },
      play: async (run) => {
        await run.until(
          async () => (await run.history()).some(({ element: id }) => id === 'told'),
          'it is heard',
        )
        await run.job('inside')
      },
      path: 'begun > work(escalationThrown) > noticed > told > work > done',
    },
  ])
})

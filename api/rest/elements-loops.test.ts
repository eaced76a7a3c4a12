/** Activities that are done several times, through the API: each kind of activity, at once and one after another. */
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'

import { asks, inRow, plain, worked } from '../../test/harness/elements.ts'
import { playRows, type FlowPlayer, type Row } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { boundary, element, end, forEach, onError, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
  await hub.api.put('/v1/rules/doubling', {
    title: { en: 'Doubling', fa: 'دوبرابر' },
    rules: [{ name: 'always', set: { twice: 'item * 2' } }],
  })
})
after(() => hub.close())

const one = (text: string): ReturnType<typeof inRow> => inRow([text], ['work'])

/** Each kind of activity with what must be done in a round of it, and what its output element is then. */
interface Kind {
  readonly name: string
  readonly draw: (loop: string) => string
  readonly round?: (run: FlowPlayer, item: number) => Promise<void>
  readonly output: string
  /** What completes when a round begins, and what when it is done. */
  readonly opens?: string
  readonly path?: string
  readonly calls?: Row['calls']
}

const byJob = async (run: FlowPlayer): Promise<void> => {
  const job = await run.take('work')
  const { item } = job['variables'] as { readonly item: number }
  await run.answer(job, 'complete', { variables: { twice: item * 2 } })
}
const inner = `${start('in')}${worked('task')}${end('out')}<bpmn:sequenceFlow id="f1" sourceRef="in" targetRef="task" /><bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="out" />`
const byInnerJob = async (run: FlowPlayer): Promise<void> => {
  const job = await run.take('task')
  const { item } = job['variables'] as { readonly item: number }
  await run.answer(job, 'complete', { variables: { twice: item * 2 } })
}

const kinds: readonly Kind[] = [
  ...['serviceTask', 'sendTask', 'scriptTask', 'businessRuleTask'].map((kind): Kind => ({
    name: `${kind} with a job`,
    draw: (content) => worked('work', { content }, kind),
    round: byJob,
    output: '=twice',
  })),
  {
    name: 'user task',
    draw: (content) => asks('work', { content }),
    round: async (run) => run.item('work'),
    output: '=item * 2',
    path: 'work(intervened) > work',
  },
  {
    name: 'receive task',
    draw: (content) => element('receiveTask', 'work', { attributes: 'messageRef="@call"', content }),
    round: async (run) => void (await run.message('call')),
    output: '=item * 2',
  },
  {
    name: 'script task in FEEL',
    draw: (content) =>
      element('scriptTask', 'work', {
        content,
        extensions: '<zeebe:script expression="=item * 2" resultVariable="twice" />',
      }),
    output: '=twice',
  },
  {
    name: 'business rule task with a rule set',
    draw: (content) =>
      element('businessRuleTask', 'work', {
        content,
        extensions: '<zeebe:calledDecision decisionId="doubling" resultVariable="decided" />',
      }),
    output: '=decided.twice',
  },
  ...['task', 'manualTask'].map((kind): Kind => ({
    name: kind,
    draw: (content) => element(kind, 'work', { content }),
    output: '=item * 2',
  })),
  {
    name: 'call activity',
    draw: (content) =>
      plain('callActivity', 'work', { content, extensions: '<zeebe:calledElement processId="@sub" />' }),
    calls: { sub: inRow([worked('task')], ['task']) },
    round: byInnerJob,
    output: '=twice',
  },
  ...['subProcess', 'transaction'].map((kind): Kind => ({
    name: kind,
    draw: (loop) => element(kind, 'work', { content: loop + inner }),
    round: byInnerJob,
    output: '=twice',
    opens: 'in',
    path: 'task > out > work',
  })),
  {
    name: 'ad-hoc sub-process',
    draw: (loop) =>
      element('adHocSubProcess', 'work', {
        content: loop + worked('task'),
        extensions: '<zeebe:adHoc activeElementsCollection="=[&quot;task&quot;]" />',
      }),
    round: byInnerJob,
    output: '=twice',
    path: 'task > work',
  },
]

/** What completes in three rounds: at once they all begin before the first is done. */
function pathOfRounds({ opens = '', path = 'work' }: Kind, isSequential: boolean): string {
  const round = isSequential ? [opens, path] : [path]
  const rounds = [isSequential ? [] : [opens, opens, opens], round, round, round].flat()
  return ['begun', ...rounds.filter((part) => part !== ''), 'work', 'done'].join(' > ')
}

const rowOf = (kind: Kind, isSequential: boolean): Row => ({
  name: `${kind.name} is done for each item ${isSequential ? 'one after another' : 'at once'}`,
  model: one(kind.draw(forEach({ collection: '=items', isSequential, output: ['results', kind.output] }))),
  start: { items: [1, 2, 3] },
  ...(kind.calls !== undefined && { calls: kind.calls }),
  play: async (run) => {
    for (const item of [1, 2, 3]) {
      if (kind.round === undefined) break
      const open = (await run.view()).elements.filter(
        (seen) => (seen['variables'] as Json)['loopCounter'] !== undefined,
      )
      assert.equal(open.length, isSequential ? 1 : 4 - item)
      await kind.round(run, item)
    }
  },
  leaves: { items: [1, 2, 3], results: [2, 4, 6] },
  path: pathOfRounds(kind, isSequential),
})

describe('multi-instance', () => {
  for (const isSequential of [false, true])
    playRows(
      isSequential ? 'row' : 'all',
      () => hub,
      kinds.map((kind) => rowOf(kind, isSequential)),
    )
})

const twice = (more: Partial<Parameters<typeof forEach>[0]>, content = ''): string =>
  worked('work', { content: forEach({ collection: '=items', ...more }) + content })
const standard = (attributes: string, condition = ''): string =>
  `<bpmn:standardLoopCharacteristics ${attributes}>${condition === '' ? '' : `<bpmn:loopCondition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:loopCondition>`}</bpmn:standardLoopCharacteristics>`

describe('rounds', () => {
  playRows('rounds', () => hub, [
    {
      name: 'end early when the completion condition holds, and the others are ended',
      model: one(twice({ until: '=numberOfCompletedInstances >= 2' })),
      start: { items: ['a', 'b', 'c'] },
      play: async (run) => {
        await run.job('work')
        await run.job('work')
      },
      leaves: { items: ['a', 'b', 'c'] },
      path: 'begun > work > work(terminated) > work > work > done',
    },
    {
      name: 'in a row do not begin any more when the completion condition holds',
      model: one(twice({ isSequential: true, until: '=good', output: ['all', '=good'] })),
      start: { items: [1, 2, 3] },
      play: async (run) => {
        await run.job('work', { good: false })
        await run.job('work', { good: true })
      },
      leaves: { items: [1, 2, 3], all: [false, true, null] },
      path: 'begun > work > work > work > done',
    },
    {
      name: 'of nothing are over at once',
      model: one(twice({ output: ['all', '=item'] })),
      start: { items: [] },
      leaves: { items: [], all: [] },
      path: 'begun > work > done',
    },
    {
      name: 'over what is no list wait for a person, who corrects it',
      model: one(twice({})),
      start: { items: 'a' },
      play: async (run) => {
        assert.equal((await run.view()).state, 'incident')
        await run.act('retry', { variables: { items: ['a'] } })
        await run.job('work')
      },
      leaves: { items: ['a'] },
      path: 'begun > work(incidentRaised) > work(incidentResolved) > work(retried) > work > work > done',
    },
    {
      name: 'are ended all together by a boundary event',
      model: inRow([twice({}), boundary('refused', 'work', onError('no')), end('other')], ['work'], {
        flows: ['refused > other'],
      }),
      start: { items: [1, 2] },
      play: async (run) => run.answer(await run.take('work'), 'throw-error', { errorCode: 'no' }),
      leaves: { items: [1, 2] },
      path: 'begun > work(errorThrown) > work(terminated) > work(terminated) > work(terminated) > refused > other',
    },
    {
      name: 'are done a number of times',
      model: one(
        worked('work', {
          content:
            '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=times</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
        }),
      ),
      start: { times: 2 },
      play: async (run) => {
        await run.job('work')
        await run.job('work')
      },
      leaves: { times: 2 },
      path: 'begun > work > work > work > done',
    },
    {
      name: 'map inputs and outputs each for itself',
      model: one(
        worked('work', {
          content: forEach({ collection: '=items', output: ['all', '=brought'] }),
          inputs: [['=item + loopCounter', 'sum']],
          outputs: [['=answer + sum', 'brought']],
        }),
      ),
      start: { items: [10, 20] },
      play: async (run) => {
        const sums = []
        for (const answer of [1, 2]) {
          const { variables } = await run.job('work', { answer })
          sums.push((variables as Json)['sum'])
        }
        assert.deepEqual(sums, [11, 22])
      },
      leaves: { items: [10, 20], all: [12, 24] },
      path: 'begun > work > work > work > done',
    },
  ])
})

/** What a kind of activity leaves when it is not done for items: its result as it is. */
const bare = ({ output }: Kind): Json =>
  output === '=twice' ? { twice: 10 } : output === '=decided.twice' ? { decided: { twice: 10 } } : {}

describe('the loop of the standard, on every activity', () => {
  playRows(
    'again',
    () => hub,
    kinds.map((kind) => ({
      name: `${kind.name} is done again and again`,
      model: one(kind.draw(standard('loopMaximum="2"'))),
      start: { item: 5 },
      ...(kind.calls !== undefined && { calls: kind.calls }),
      play: async (run) => {
        for (const item of [1, 2]) await kind.round?.(run, item)
      },
      leaves: { item: 5, ...bare(kind) },
      path: ['begun', ...[1, 2].flatMap(() => [kind.opens ?? '', kind.path ?? 'work']), 'work', 'done']
        .filter((part) => part !== '')
        .join(' > '),
    })),
  )
})

describe('the loop of the standard', () => {
  playRows('loop', () => hub, [
    {
      name: 'repeats while its condition holds',
      model: one(worked('work', { content: standard('', '=n &lt; 2') })),
      start: { n: 0 },
      play: async (run) => {
        await run.job('work', { n: 1 })
        await run.job('work', { n: 2 })
      },
      leaves: { n: 2 },
      path: 'begun > work > work > work > done',
    },
    {
      name: 'looks first when it is told so',
      model: one(worked('work', { content: standard('testBefore="true"', '=n &lt; 2') })),
      start: { n: 2 },
      leaves: { n: 2 },
      path: 'begun > work > done',
    },
    {
      name: 'ends at its maximum, on a sub-process too',
      model: one(element('subProcess', 'work', { content: standard('loopMaximum="2"') + inner })),
      play: async (run) => {
        await run.job('task')
        await run.job('task')
      },
      path: 'begun > in > task > out > work > in > task > out > work > work > done',
    },
  ])
})

/** Why a run waits, for every kind of wait: what for, since when, who can act and by which operation. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { asks, definitions, inRow, on, plain, worked } from '../../test/harness/elements.ts'
import { playerOf, type FlowPlayer } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { element, script, timer, type Drawing } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let routes: ReadonlySet<string>
before(async () => {
  hub = await testHub()
  const { paths } = await hub.api.get<{
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>
  }>('/openapi.json')
  routes = new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { operationId }]) =>
          `${String(operationId)} ${method.toUpperCase()} ${path.replaceAll(/\{[^}]+\}/g, '*')}`,
      ),
    ),
  )
})
after(() => hub.close())

interface Wait extends Json {
  readonly kind: string
  readonly because: readonly string[]
  readonly actions: readonly {
    readonly operation: { readonly id: string; readonly method: string; readonly path: string }
  }[]
  readonly called?: { readonly run: string; readonly waits: readonly Wait[] }
}

let flows = 0
async function waitsOf(
  model: Drawing,
  more: { calls?: Readonly<Record<string, Drawing>>; start?: Json } = {},
): Promise<readonly [readonly Wait[], FlowPlayer]> {
  flows += 1
  const run = await playerOf(hub, `why-${String(flows)}`, { model, ...more })
  await run.begin(more.start ?? {})
  return [await explained(run), run]
}
const explained = async (run: FlowPlayer): Promise<readonly Wait[]> =>
  (await run.get(`/v1/runs/${run.id}/explain`))['waits'] as readonly Wait[]
const operations = ({ actions }: Wait): readonly string[] => actions.map(({ operation }) => operation.id)

/** Every operation that is named is one that the API has. */
function areThere({ actions }: Wait): void {
  for (const { operation } of actions) {
    const path = operation.path.split('/')
    const isThere = [...routes].some((route) => {
      const [id, method, pattern = ''] = route.split(' ')
      const parts = pattern.split('/')
      const fits =
        parts.length === path.length && parts.every((part, index) => part === '*' || part === path[index])
      return id === operation.id && method === operation.method && fits
    })
    assert.ok(isThere, JSON.stringify(operation))
  }
}

const caught = (content: string): Drawing =>
  inRow([element('intermediateCatchEvent', 'it', { content })], ['it'])
const kinds: readonly (readonly [string, Drawing, RegExp, readonly string[]])[] = [
  ['externalJob', inRow([worked('it')], ['it']), /worker outside/, ['activateJobs', 'cancelRun']],
  ['person', inRow([asks('it')], ['it']), /a person/, ['completeWorkItem', 'assignWorkItem', 'cancelRun']],
  [
    'message',
    caught(on.message),
    /a message .* with the correlation key "why-/,
    ['publishMessage', 'cancelRun'],
  ],
  ['signal', caught(on.signal), /a signal/, ['broadcastSignal', 'cancelRun']],
  ['timer', caught(timer('timeDuration', 'PT1H')), /until/, ['restartRun', 'cancelRun']],
  ['condition', caught(on.condition), /its condition/, ['setRunVariables', 'cancelRun']],
  [
    'incident',
    inRow([script('it', '=assert(false, false)', 'x')], ['it']),
    /cannot go on/,
    ['retryRun', 'skipElement', 'completeElement', 'restartRun', 'cancelRun'],
  ],
  [
    'adHoc',
    inRow([element('adHocSubProcess', 'it', { content: worked('inside') })], ['it']),
    /which of its elements/,
    ['activateAdHoc', 'cancelRun'],
  ],
  [
    'listener',
    inRow(
      [
        asks('it', {
          extensions:
            '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="@ear" /></zeebe:taskListeners>',
        }),
      ],
      ['it'],
    ),
    /worker outside/,
    ['activateJobs', 'cancelRun'],
  ],
]

describe('why a run waits', () => {
  for (const [kind, model, words, acts] of kinds) {
    it(`for: ${kind}`, async () => {
      const [[wait, ...others]] = await waitsOf(model)
      assert.ok(wait)
      assert.deepEqual([wait.kind, wait['element'], others], [kind, 'it', []])
      assert.match(wait.because.join(' '), words)
      assert.match(String(wait['since']), /^2026-03-01T/)
      assert.deepEqual(operations(wait), acts)
      areThere(wait)
    })
  }

  it('for the next attempt, with the last failure', async () => {
    const [, run] = await waitsOf(inRow([worked('it')], ['it']))
    await run.answer(await run.take('it'), 'fail', { message: 'no paper', backoffMs: 60_000 })
    const [wait] = await explained(run)
    assert.equal(wait?.kind, 'retry')
    assert.match(wait.because.join(' '), /no paper/)
    assert.match(String(wait['nextAttemptAt']), /^2026-03-01T/)
  })

  it('for a called run: down to where that waits, through every call', async () => {
    const call = (name: string): string =>
      plain('callActivity', 'it', { extensions: `<zeebe:calledElement processId="@${name}" />` })
    const calls = { sub: inRow([call('deep')], ['it']), deep: inRow([asks('sign')], ['sign']) }
    const [, run] = await waitsOf(inRow([call('sub')], ['it']), { calls })
    const deepest = async (): Promise<Wait | undefined> =>
      (await explained(run))[0]?.called?.waits[0]?.called?.waits[0]
    await run.until(async () => (await deepest()) !== undefined, 'the deepest run waits')
    const wait = await deepest()
    assert.deepEqual([wait?.kind, wait?.['element']], ['person', 'sign'])
  })

  it('for events beside its work, each by its element, and for whom', async () => {
    const edge = element('boundaryEvent', 'tooLate', {
      attributes: 'attachedToRef="it"',
      content: timer('timeDuration', 'PT1H'),
    })
    const assigned = asks('it', {
      extensions: '<zeebe:assignmentDefinition assignee="sara" candidateGroups="finance" />',
    })
    const [waits] = await waitsOf(
      inRow([assigned, edge, element('endEvent', 'out')], ['it'], { flows: ['tooLate > out'], definitions }),
    )
    assert.deepEqual(
      waits.map(({ kind, event, people }) => [kind, event, people]),
      [
        ['person', undefined, { assignee: 'sara', candidateGroups: ['finance'], candidateUsers: [] }],
        ['timer', 'tooLate', undefined],
      ],
    )
    assert.match(String(waits[1]?.['waitsFor']), /^time 2026/)
  })

  it('while it is paused: it must be resumed first', async () => {
    const [, run] = await waitsOf(inRow([worked('it')], ['it']))
    await run.act('pause')
    const [wait] = await explained(run)
    assert.deepEqual(wait && operations(wait), ['resumeRun', 'activateJobs', 'cancelRun'])
    assert.match(String(wait?.because.join(' ')), /paused since .*a row/)
  })
})

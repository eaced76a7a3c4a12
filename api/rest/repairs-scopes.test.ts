/**
 * Repairs through the API where several things live at once or one stands for another: rounds, event sub-processes,
 * compensation, transactions and ad-hoc sub-processes. An element without a scope stands for all of its activity.
 */
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'

import { inRow, on, plain, undoable, worked } from '../../test/harness/elements.ts'
import { playRows, type FlowPlayer, type Row } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { problemIn } from '../../test/harness/plain-requests.ts'
import {
  boundary,
  element,
  end,
  file,
  forEach,
  scopeOf,
  start,
  subProcess,
  type Drawing,
} from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

type Elements = readonly string[]

const loopIn = (text: string, loop: string): string => text.replace(/(<\/bpmn:\w+>)$/, `${loop}$1`)
const instancesIn = ({ elements }: Json): Elements =>
  (elements as readonly Json[]).map(({ instance }) => String(instance))

/** Repairs, and holds what lives afterwards to be this. */
async function repair(
  run: FlowPlayer,
  [action, json]: readonly [string, Json],
  lives?: Elements,
): Promise<void> {
  const { status, body, text } = await run.act(action, json)
  assert.equal(status, 200, text)
  if (lives !== undefined) assert.deepEqual(instancesIn(body), lives)
}

/** Tries what cannot be done: it says why, and nothing has changed. */
async function refused(run: FlowPlayer, [action, json]: readonly [string, Json], why: RegExp): Promise<void> {
  const { seq } = await run.view()
  assert.match(problemIn(await run.act(action, json), 'conflict').detail, why)
  assert.equal((await run.view()).seq, seq)
}

/** Deploys another version of the flow of a row; gives its number. */
async function nextVersion(run: FlowPlayer, model: Drawing): Promise<number> {
  const text = file(model, run.flow).replaceAll('"@', `"${run.flow}-`)
  await run.hub.api.deploy({ 'next.bpmn': text })
  const { version } = await run.get(`/v1/flows/${run.flow}`)
  return Number(version)
}

/** Why a run cannot move to a version, in one text. */
async function whyNot(run: FlowPlayer, version: number): Promise<string> {
  const check = await run.act('migrate?validateOnly=true', { version })
  assert.deepEqual([check.status, check.body['possible']], [200, false])
  problemIn(await run.act('migrate', { version }), 'migrationRefused')
  return JSON.stringify(check.body['problems'])
}

const inner: Drawing = {
  elements: [start('in'), worked('pick'), worked('pack'), end('out')],
  flows: ['in > pick > pack > out'],
}
const each = (isSequential: boolean): Drawing =>
  inRow(
    [
      loopIn(
        subProcess('each', inner),
        forEach({ collection: '=[1, 2]', isSequential, output: ['all', '=item'] }),
      ),
      worked('after'),
    ],
    ['each', 'after'],
  )

describe('rounds', () => {
  const bothWays = (of: (isSequential: boolean) => Row): readonly Row[] => [of(false), of(true)]
  const order = (isSequential: boolean): string => (isSequential ? 'one after another' : 'at once')

  playRows('rounds', () => hub, [
    {
      name: 'at once: one of them is restarted inside when its scope is named, and asked for when it is not',
      model: each(false),
      play: async (run) => {
        await run.job('pick')
        await refused(run, ['restart', { element: 'pick', end: [] }], /each:2, each:3/)
        await repair(
          run,
          ['restart', { element: 'pick', scope: 'each:2', end: ['pack:1'] }],
          ['each:1', 'each:2', 'each:3', 'pick:2', 'pick:3'],
        )
        for (const type of ['pick', 'pick', 'pack', 'pack', 'after']) await run.job(type)
      },
      leaves: { all: [1, 2] },
      path: 'begun > in > in > pick > pack(terminated) > pick(intervened) > pick > pick > pack > out > each > pack > out > each > each > after > done',
    },
    {
      name: 'one after another: the present one is restarted inside without a name',
      model: each(true),
      play: async (run) => {
        await run.job('pick')
        await repair(run, ['restart', { element: 'pick' }], ['each:1', 'each:2', 'pick:2'])
        for (const type of ['pick', 'pack', 'pick', 'pack', 'after']) await run.job(type)
      },
      leaves: { all: [1, 2] },
      path: 'begun > in > pick > pack(terminated) > pick(intervened) > pick > pack > out > each > in > pick > pack > out > each > each > after > done',
    },
    ...bothWays((isSequential) => ({
      name: `${order(isSequential)}: all are done anew when their activity is restarted, and none is opened for no item`,
      model: each(isSequential),
      play: async (run) => {
        await repair(run, ['restart', { element: 'after' }], ['after:1'])
        await refused(run, ['restart', { element: 'pack' }], /restart at "each" itself/)
        await repair(run, ['restart', { element: 'each' }])
        for (const type of isSequential ? ['pick', 'pack', 'pick', 'pack'] : ['pick', 'pick', 'pack', 'pack'])
          await run.job(type)
        await run.job('after')
      },
      leaves: { all: [1, 2] },
      path: isSequential
        ? 'begun > in > pick(terminated) > each(terminated) > each(terminated) > after(intervened) > after(terminated) > in > each(intervened) > pick > pack > out > each > in > pick > pack > out > each > each > after > done'
        : 'begun > in > in > pick(terminated) > each(terminated) > pick(terminated) > each(terminated) > each(terminated) > after(intervened) > after(terminated) > in > in > each(intervened) > pick > pick > pack > out > each > pack > out > each > each > after > done',
    })),
    ...bothWays((isSequential) => ({
      name: `${order(isSequential)}: the element stands for all of them when it is skipped`,
      model: each(isSequential),
      play: async (run) => {
        await repair(run, ['skip', { element: 'each' }], ['after:1'])
        await run.job('after')
      },
      path: isSequential
        ? 'begun > in > pick(terminated) > each(terminated) > each(skipped) > each(intervened) > after > done'
        : 'begun > in > in > pick(terminated) > each(terminated) > pick(terminated) > each(terminated) > each(skipped) > each(intervened) > after > done',
    })),
    {
      name: 'one is skipped when its instance is named',
      model: each(true),
      play: async (run) => {
        await repair(run, ['skip', { instance: 'each:2' }], ['each:1', 'each:3', 'pick:2'])
        for (const type of ['pick', 'pack', 'after']) await run.job(type)
      },
      leaves: { all: [null, 2] },
      path: 'begun > in > pick(terminated) > each(skipped) > in > each(intervened) > pick > pack > out > each > each > after > done',
    },
    ...bothWays((isSequential) => ({
      name: `${order(isSequential)}: completed all together they bring what is gathered, and what the person says`,
      model: each(isSequential),
      play: async (run) => {
        await run.job('pick')
        if (!isSequential) await run.job('pick')
        await run.job('pack')
        await repair(run, ['complete', { element: 'each', variables: { by: 'hand' } }], ['after:1'])
        await run.job('after')
      },
      leaves: { all: [1, null], by: 'hand' },
      path: isSequential
        ? 'begun > in > pick > pack > out > each > in > pick(terminated) > each(terminated) > each > each(intervened) > after > done'
        : 'begun > in > in > pick > pick > pack > out > each > pack(terminated) > each(terminated) > each > each(intervened) > after > done',
    })),
    {
      name: 'variables are corrected in one of them alone',
      model: each(false),
      play: async (run) => {
        const patched = await run.ask(`PATCH /v1/runs/${run.id}/variables`, {
          variables: { item: 7 },
          instance: 'each:3',
          reason: 'a row',
        })
        assert.equal(patched.status, 200, patched.text)
        for (const type of ['pick', 'pick', 'pack', 'pack', 'after']) await run.job(type)
      },
      leaves: { all: [1, 7] },
      path: 'begun > in > in > each(intervened) > pick > pick > pack > out > each > pack > out > each > each > after > done',
    },
    {
      name: 'move to a version that does them for several items too, and to no other',
      model: each(true),
      play: async (run) => {
        const once = await nextVersion(
          run,
          inRow([subProcess('each', inner), worked('after')], ['each', 'after']),
        )
        assert.match(await whyNot(run, once), /for several items.*once/)
        const renamed = {
          ...each(true),
          elements: each(true).elements.map((text) =>
            text.replaceAll('"pick"', '"choose"').replaceAll('"@pick"', '"@choose"'),
          ),
        }
        const version = await nextVersion(run, renamed)
        await repair(
          run,
          ['migrate', { version, elements: { pick: 'choose' } }],
          ['each:1', 'each:2', 'pick:1'],
        )
        for (const type of ['pick', 'pack', 'choose', 'pack', 'after']) await run.job(type)
      },
      leaves: { all: [1, 2] },
      path: 'begun > in > choose > pack > out > each > in > choose > pack > out > each > each > after > done',
    },
  ])
})

describe('an event sub-process', () => {
  const watched = inRow([worked('work')], ['work'], {
    elements: [
      scopeOf('eventSubProcess', 'watch', {
        elements: [element('startEvent', 'seen', { content: on.signal }), worked('react'), end('reacted')],
        flows: ['seen > react > reacted'],
      }),
    ],
  })
  playRows('watching', () => hub, [
    {
      name: 'listens again when the run goes back to before it interrupted',
      model: watched,
      play: async (run) => {
        await run.signal('bell')
        await repair(run, ['restart', { element: 'work' }], ['work:2'])
        await run.signal('bell')
        await run.job('react')
      },
      path: 'begun > work(terminated) > seen > react(terminated) > watch(terminated) > work(intervened) > work(terminated) > seen > react > reacted > watch',
    },
    {
      name: 'is gone on in, also when it does not live; by itself it is no place',
      model: watched,
      play: async (run) => {
        await refused(run, ['restart', { element: 'watch' }], /begins with its event/)
        await repair(run, ['restart', { element: 'react' }], ['watch:1', 'react:1'])
        await repair(run, ['restart', { element: 'seen' }], ['watch:1', 'react:2'])
        await run.job('react')
      },
      path: 'begun > work(terminated) > react(intervened) > react(terminated) > seen > seen(intervened) > react > reacted > watch',
    },
    {
      name: 'listens again in a run that is opened again',
      model: watched,
      play: async (run) => {
        await run.job('work')
        await run.until(async () => (await run.view()).state === 'completed', 'it has ended')
        await repair(run, ['restart', { element: 'work' }], ['work:2'])
        await run.signal('bell')
        await run.job('react')
      },
      path: 'begun > work > done > work(intervened) > work(terminated) > seen > react > reacted > watch',
    },
    ...['skip', 'complete'].map((action): Row => ({
      name: `is done when a person says ${action}`,
      model: watched,
      play: async (run) => {
        await run.signal('bell')
        await repair(run, [
          action,
          { element: 'watch', ...(action === 'complete' && { variables: { by: 1 } }) },
        ])
      },
      leaves: action === 'complete' ? { by: 1 } : {},
      path:
        action === 'skip'
          ? 'begun > work(terminated) > seen > react(terminated) > watch(skipped) > watch(intervened)'
          : 'begun > work(terminated) > seen > react(terminated) > watch > watch(intervened)',
    })),
    {
      name: 'moves with its run while it is under way',
      model: watched,
      play: async (run) => {
        await run.signal('bell')
        const gone = await nextVersion(run, inRow([worked('work')], ['work']))
        assert.match(await whyNot(run, gone), /"(watch|react)"/)
        const elements = watched.elements.map((text) =>
          text.replaceAll('"react"', '"respond"').replaceAll('"@react"', '"@respond"'),
        )
        const version = await nextVersion(run, { ...watched, elements, flows: watched.flows ?? [] })
        await repair(run, ['migrate', { version, elements: { react: 'respond' } }], ['watch:1', 'react:1'])
        await run.job('react')
      },
      path: 'begun > work(terminated) > seen > respond > reacted > watch',
    },
  ])
})

describe('compensation', () => {
  const trip = (last: string): Drawing =>
    inRow(
      [
        ...undoable(worked('book'), 'book'),
        ...undoable(worked('pay'), 'pay'),
        element('intermediateThrowEvent', 'back', { content: on.compensation }),
        worked(last),
      ],
      ['book', 'pay', 'back', last],
    )
  const underWay = async (run: FlowPlayer): Promise<void> => {
    for (const type of ['book', 'pay']) await run.job(type)
    assert.deepEqual(instancesIn(await run.view()), ['back:1', 'unpay:1'])
  }
  playRows('undoing', () => hub, [
    {
      name: 'that is restarted undoes what was still to be undone, with the one under way',
      model: trip('after'),
      play: async (run) => {
        await underWay(run)
        await repair(run, ['restart', { element: 'back' }], ['back:2', 'unpay:2'])
        for (const type of ['unpay', 'unbook', 'after']) await run.job(type)
      },
      path: 'begun > book > pay > back(compensationTriggered) > unpay(terminated) > back(terminated) > back(compensationTriggered) > back(intervened) > unpay > unbook > back > after > done',
    },
    {
      name: 'goes past one handler, or past all of it',
      model: trip('after'),
      play: async (run) => {
        await underWay(run)
        await repair(run, ['skip', { element: 'unpay' }], ['back:1', 'unbook:1'])
        await repair(run, ['skip', { element: 'back' }], ['after:1'])
        await run.job('after')
      },
      path: 'begun > book > pay > back(compensationTriggered) > unpay(skipped) > unpay(intervened) > unbook(terminated) > back(skipped) > back(intervened) > after > done',
    },
    {
      name: 'takes what a handler was to bring from a person',
      model: trip('after'),
      play: async (run) => {
        await underWay(run)
        await repair(
          run,
          ['complete', { element: 'unpay', variables: { paidBack: 5 } }],
          ['back:1', 'unbook:1'],
        )
        for (const type of ['unbook', 'after']) await run.job(type)
      },
      leaves: { paidBack: 5 },
      path: 'begun > book > pay > back(compensationTriggered) > unpay > unpay(intervened) > unbook > back > after > done',
    },
    {
      name: 'has handlers that are no place to go on at',
      model: trip('after'),
      play: async (run) => {
        await underWay(run)
        for (const id of ['unpay', 'back_pay'])
          await refused(run, ['restart', { element: id }], /undoes an activity/)
        for (const type of ['unpay', 'unbook', 'after']) await run.job(type)
      },
      path: 'begun > book > pay > back(compensationTriggered) > unpay > unbook > back > after > done',
    },
    {
      name: 'moves to a version that can undo what was done, and to no other',
      model: trip('after'),
      play: async (run) => {
        await underWay(run)
        const without = inRow(
          [
            worked('book'),
            ...undoable(worked('pay'), 'pay'),
            element('intermediateThrowEvent', 'back', { content: on.compensation }),
            worked('after'),
          ],
          ['book', 'pay', 'back', 'after'],
        )
        assert.match(await whyNot(run, await nextVersion(run, without)), /does not have \\"unbook\\"/)
        const version = await nextVersion(run, trip('later'))
        await repair(run, ['migrate', { version }], ['back:1', 'unpay:1'])
        for (const type of ['unpay', 'unbook', 'later']) await run.job(type)
      },
      path: 'begun > book > pay > back(compensationTriggered) > unpay > unbook > back > later > done',
    },
  ])
})

describe('a run that is cancelled with compensation', () => {
  const hold = element('intermediateCatchEvent', 'hold', { content: on.signal })
  const trip = inRow(
    [
      ...undoable(worked('book'), 'book'),
      subProcess('stay', {
        elements: [start('in'), ...undoable(worked('pay'), 'pay'), hold, end('out')],
        flows: ['in > pay > hold > out'],
      }),
      scopeOf('eventSubProcess', 'watch', {
        elements: [element('startEvent', 'seen', { content: on.message }), end('reacted')],
        flows: ['seen > reacted'],
      }),
    ],
    ['book', 'stay'],
  )
  const cancel = ['cancel', { compensate: true }] as const
  const doneUntilHold = async (run: FlowPlayer): Promise<void> => {
    for (const type of ['book', 'pay']) await run.job(type)
    assert.deepEqual(instancesIn(await run.view()), ['stay:1', 'hold:1'])
  }
  playRows('calling-off', () => hub, [
    {
      name: 'undoes what was done, in scopes that live too, the newest first, and hears nothing meanwhile',
      model: trip,
      play: async (run) => {
        await doneUntilHold(run)
        await repair(run, cancel, ['unpay:1'])
        assert.equal((await run.view()).state, 'running')
        await run.message('call')
        const { seq } = await run.view()
        assert.deepEqual((await run.act(...cancel)).body['seq'], seq, 'asked again, nothing is done twice')
        await refused(run, ['restart', { element: 'book' }], /being cancelled/)
        for (const type of ['unpay', 'unbook']) await run.job(type)
      },
      state: 'cancelled',
      path: 'begun > book > in > pay > hold(terminated) > stay(terminated) > unpay > unbook',
    },
    {
      name: 'ends at once when nothing can be undone',
      model: inRow([worked('work')], ['work']),
      play: (run) => repair(run, cancel, []),
      state: 'cancelled',
      path: 'begun > work(terminated)',
    },
    {
      name: 'goes past what cannot be undone when a person says so, and may be restarted when it is over',
      model: trip,
      play: async (run) => {
        await doneUntilHold(run)
        await repair(run, cancel, ['unpay:1'])
        await run.answer(await run.take('unpay'), 'fail', { message: 'closed', retries: 0 })
        await repair(run, ['skip', { element: 'unpay' }], ['unbook:1'])
        await run.job('unbook')
        await run.until(async () => (await run.view()).state === 'cancelled', 'it has ended')
        await repair(run, ['restart', { element: 'book' }], ['book:2'])
        await run.job('book')
        await repair(run, ['cancel', {}], [])
      },
      state: 'cancelled',
      path: 'begun > book > in > pay > hold(terminated) > stay(terminated) > unpay(failed) > unpay(incidentRaised) > unpay(skipped) > unpay(intervened) > unbook > book(intervened) > book > in > pay(terminated) > stay(terminated)',
    },
    {
      name: 'goes on undoing what a compensation under way had still to undo',
      model: inRow(
        [
          ...undoable(worked('book'), 'book'),
          ...undoable(worked('pay'), 'pay'),
          element('intermediateThrowEvent', 'back', { content: on.compensation }),
        ],
        ['book', 'pay', 'back'],
      ),
      play: async (run) => {
        for (const type of ['book', 'pay']) await run.job(type)
        await repair(run, cancel, ['unpay:2'])
        for (const type of ['unpay', 'unbook']) await run.job(type)
      },
      state: 'cancelled',
      path: 'begun > book > pay > back(compensationTriggered) > unpay(terminated) > back(terminated) > unpay > unbook',
    },
    {
      name: 'has the run that it has called undo what that has done',
      model: inRow(
        [plain('callActivity', 'sub', { extensions: '<zeebe:calledElement processId="@sub" />' })],
        ['sub'],
      ),
      calls: { sub: trip },
      play: async (run) => {
        for (const type of ['book', 'pay']) await run.job(type)
        await repair(run, cancel, [])
        for (const type of ['unpay', 'unbook']) await run.job(type)
        const list = `/v1/runs?flow=${run.own('sub')}`
        await run.until(
          async () => ((await run.get(list))['items'] as readonly Json[])[0]?.['state'] === 'cancelled',
          'the called run is cancelled',
        )
      },
      state: 'cancelled',
      path: 'begun > sub(terminated)',
    },
    {
      name: 'is undone in one action with many others',
      model: trip,
      play: async (run) => {
        await doneUntilHold(run)
        const begun = await run.ask('POST /v1/runs/actions', {
          action: 'cancel',
          filter: { flow: run.flow },
          with: { compensate: true },
          reason: 'a row',
        })
        assert.equal(begun.status, 202, begun.text)
        for (const type of ['unpay', 'unbook']) await run.job(type)
      },
      state: 'cancelled',
      path: 'begun > book > in > pay > hold(terminated) > stay(terminated) > unpay > unbook',
    },
  ])
})

describe('a transaction', () => {
  const deal = (more: Elements = []): Drawing => ({
    definitions: [],
    elements: [
      start(),
      scopeOf('transaction', 'deal', {
        elements: [
          start('in'),
          ...undoable(worked('book'), 'book'),
          worked('check'),
          element('endEvent', 'off', { content: on.cancel }),
        ],
        flows: ['in > book > check > off'],
      }),
      boundary('broken', 'deal', on.cancel),
      end(),
      end('failed'),
      ...more,
    ],
    flows: ['begun > deal > done', 'broken > failed'],
  })
  playRows('deals', () => hub, [
    {
      name: 'remembers what was done when it goes on elsewhere inside',
      model: deal(),
      play: async (run) => {
        await run.job('book')
        await repair(run, ['restart', { element: 'off' }])
        await run.job('unbook')
      },
      path: 'begun > in > book > check(terminated) > off(compensationTriggered) > off(intervened) > unbook > off(terminated) > deal(terminated) > broken > failed',
    },
    ...['skip', 'complete'].map((action): Row => ({
      name: `is not undone when a person says ${action}`,
      model: deal(),
      play: async (run) => {
        await run.job('book')
        await repair(run, [action, { element: 'deal', ...(action === 'complete' && { variables: {} }) }])
      },
      path:
        action === 'skip'
          ? 'begun > in > book > check(terminated) > deal(skipped) > done > deal(intervened)'
          : 'begun > in > book > check(terminated) > deal > done > deal(intervened)',
    })),
    {
      name: 'that is restarted as a whole begins anew',
      model: deal(),
      play: async (run) => {
        await run.job('book')
        await repair(run, ['restart', { element: 'deal' }], ['deal:2', 'book:2'])
        for (const type of ['book', 'check', 'unbook']) await run.job(type)
      },
      path: 'begun > in > book > check(terminated) > deal(terminated) > in > deal(intervened) > book > check > off(compensationTriggered) > unbook > off(terminated) > deal(terminated) > broken > failed',
    },
    {
      name: 'is ended with its run, and nothing is undone unless that is asked for',
      model: deal(),
      play: async (run) => {
        await run.job('book')
        await repair(run, ['cancel', {}], [])
      },
      state: 'cancelled',
      path: 'begun > in > book > check(terminated) > deal(terminated)',
    },
  ])
})

describe('an ad-hoc sub-process', () => {
  const free = inRow(
    [
      element('adHocSubProcess', 'free', {
        extensions:
          '<zeebe:adHoc activeElementsCollection="=[&quot;a&quot;]" outputCollection="all" outputElement="=got" />',
        content: worked('a') + worked('b'),
      }),
      worked('after'),
    ],
    ['free', 'after'],
  )
  playRows('free', () => hub, [
    {
      name: 'is gone on in, opened when it does not live',
      model: free,
      play: async (run) => {
        await repair(run, ['restart', { element: 'b', end: [] }])
        await repair(run, ['restart', { element: 'after' }], ['after:1'])
        await repair(run, ['restart', { element: 'b' }])
        await run.job('b', { got: 5 })
        await run.job('after')
      },
      leaves: { all: [5], got: 5 },
      path: 'begun > b(intervened) > a(terminated) > b(terminated) > free(terminated) > after(intervened) > after(terminated) > b(intervened) > b > free > after > done',
    },
    {
      name: 'has its elements skipped, and completed by hand',
      model: free,
      play: async (run) => {
        await run.act('ad-hoc-activations', { instance: 'free:1', elements: [{ element: 'b' }] })
        await repair(run, ['skip', { element: 'a' }])
        await repair(run, ['complete', { element: 'b', variables: { got: 3 } }], ['after:1'])
        await run.job('after')
      },
      leaves: { all: [3], got: 3 },
      path: 'begun > free(intervened) > a(skipped) > a(intervened) > b > free > b(intervened) > after > done',
    },
  ])
})

/** Repairs where several things live at once or one stands for another: rounds, event and ad-hoc sub-processes, compensation, transactions. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { on, undoable } from '../../test/harness/elements.ts'
import {
  boundary,
  element,
  end,
  forEach,
  graphOf,
  scopeOf,
  service,
  start,
  story,
  subProcess,
  type Drawing,
  type Story,
} from '../../test/harness/story.ts'
import { advance } from './advance.ts'
import { migrationProblems } from './migrate.ts'
import { modificationProblems, reopened, type Intervening } from './modify.ts'

const definitions = ['<bpmn:signal id="bell" name="bell" />']
const onSignal = '<bpmn:signalEventDefinition signalRef="bell" />'
const at = '2026-03-21T10:00:00.000Z'
const finish = (run: Story, instance: string, output = {}): boolean =>
  run.happens({ kind: 'jobCompleted', instance, output })
const restart = (run: Story, id: string, more: object = {}): boolean =>
  run.happens({ kind: 'restarted', element: id, end: 'all', ...more })
async function why(run: Story, drawing: Drawing, event: object): Promise<readonly string[]> {
  return modificationProblems(await graphOf(drawing), run.state, { at, ...event } as Intervening)
}

const inner: Drawing = {
  elements: [start('in'), service('pick'), service('pack'), end('out')],
  flows: ['in > pick > pack > out'],
}
const loopIn = (text: string, loop: string): string => text.replace(/(<\/bpmn:\w+>)$/, `${loop}$1`)

describe('rounds', () => {
  const each = (isSequential: boolean): Drawing => ({
    elements: [
      start(),
      loopIn(
        subProcess('each', inner),
        forEach({ collection: '=[1, 2]', isSequential, output: ['all', '=item'] }),
      ),
      service('after'),
      end(),
    ],
    flows: ['begun > each > after > done'],
  })

  it('are restarted inside, by naming the round', async () => {
    const drawing = each(false)
    const run = await story(drawing)
    finish(run, 'pick:1')
    assert.match(
      (await why(run, drawing, { kind: 'restarted', element: 'pick', end: [] }))[0] ?? '',
      /each:2, each:3/,
    )
    assert.ok(restart(run, 'pick', { scope: 'each:2', end: ['pack:1'] }))
    assert.deepEqual(run.waitsInWords(), ['job pick:2', 'job pick:3'])
    for (const id of ['pick:2', 'pick:3', 'pack:2', 'pack:3']) finish(run, id)
    assert.deepEqual(run.variables()['all'], [1, 2])
  })

  it('are not opened for no item: the activity itself is restarted', async () => {
    const drawing = each(true)
    const run = await story(drawing)
    assert.ok(restart(run, 'after'))
    assert.match(
      (await why(run, drawing, { kind: 'restarted', element: 'pack', end: 'all' }))[0] ?? '',
      /restart at "each" itself/,
    )
    assert.ok(restart(run, 'each'))
    assert.deepEqual(run.waitsInWords(), ['job pick:2'])
  })

  it('are skipped one by one or all together', async () => {
    const run = await story(each(true))
    assert.ok(run.happens({ kind: 'instanceSkipped', instance: 'each:2' }))
    assert.deepEqual(run.waitsInWords(), ['job pick:2'])
    assert.ok(run.happens({ kind: 'instanceSkipped', instance: 'each:1' }))
    assert.deepEqual(run.waitsInWords(), ['job after:1'])
  })

  it('completed by hand all together bring what they have gathered, or what the person says', async () => {
    const run = await story(each(true))
    finish(run, 'pick:1')
    finish(run, 'pack:1')
    assert.ok(run.happens({ kind: 'instanceCompleted', instance: 'each:1', variables: { by: 'hand' } }))
    assert.deepEqual(run.variables(), { all: [1, null], by: 'hand' })
    const other = await story(each(false))
    other.happens({ kind: 'instanceCompleted', instance: 'each:1', variables: { all: [7] } })
    assert.deepEqual(other.variables(), { all: [7] })
  })

  it('move to another version that does them for several items too, and to no other', async () => {
    const from = await graphOf(each(true))
    const run = await story(from)
    const renamed: Drawing = {
      ...each(true),
      elements: each(true).elements.map((text) => text.replaceAll('"pick"', '"choose"')),
      flows: ['begun > each > after > done'],
    }
    const to = await graphOf(renamed)
    const elements = { pick: 'choose' }
    assert.deepEqual(migrationProblems(run.state, { from, to, elements }), [])
    const moved = advance(to, run.state, { kind: 'migrated', elements, at })
    assert.ok(moved.applied)
    const once = await graphOf({
      ...each(true),
      elements: [start(), subProcess('each', inner), service('after'), end()],
    })
    assert.match(
      migrationProblems(run.state, { from, to: once, elements: {} })[0]?.message ?? '',
      /for several items.*once/,
    )
  })
})

describe('event sub-processes', () => {
  const watched: Drawing = {
    definitions,
    elements: [
      start(),
      service('work'),
      end(),
      scopeOf('eventSubProcess', 'watch', {
        elements: [element('startEvent', 'seen', { content: onSignal }), service('react'), end('reacted')],
        flows: ['seen > react > reacted'],
      }),
    ],
    flows: ['begun > work > done'],
  }
  const bell = { kind: 'signalReceived', instance: 'root', event: 'seen', variables: {} } as const

  it('listen again when the run goes back to before they interrupted', async () => {
    const run = await story(watched)
    run.happens(bell)
    assert.deepEqual(run.waitsInWords(), ['job react:1'])
    assert.ok(restart(run, 'work'))
    assert.deepEqual(run.waitsInWords(), ['signal root seen', 'job work:2'])
    assert.ok(run.happens(bell))
    finish(run, 'react:2')
    assert.equal(run.state.status, 'completed')
  })

  it('are gone on in, also when they do not live; by themselves they are no place', async () => {
    const run = await story(watched)
    assert.ok(restart(run, 'react'))
    finish(run, 'react:1')
    assert.equal(run.state.status, 'completed')
    const other = await story(watched)
    assert.match(
      (await why(other, watched, { kind: 'restarted', element: 'watch', end: 'all' }))[0] ?? '',
      /begins with its event/,
    )
    assert.ok(restart(other, 'seen'))
    assert.deepEqual(other.waitsInWords().at(-1), 'job react:1')
  })

  it('listen again in a run that is opened again', async () => {
    const run = await story(watched)
    finish(run, 'work:1')
    const next = advance(await graphOf(watched), reopened(run.state), {
      kind: 'restarted',
      element: 'work',
      end: 'all',
      at,
    })
    assert.deepEqual(Object.keys(next.state.instances['root']?.armed ?? {}), ['seen'])
    assert.equal(next.state.instances['root']?.interrupted, undefined)
  })

  it('are skipped and completed by hand like any scope', async () => {
    for (const kind of ['instanceSkipped', 'instanceCompleted'] as const) {
      const run = await story(watched)
      run.happens(bell)
      assert.ok(run.happens({ kind, instance: 'watch:1', variables: {} }))
      assert.equal(run.state.status, 'completed')
    }
  })
})

describe('compensation', () => {
  const trip: Drawing = {
    definitions,
    elements: [
      start(),
      ...undoable(service('book'), 'book'),
      ...undoable(service('pay'), 'pay'),
      element('intermediateThrowEvent', 'back', { content: on.compensation }),
      service('after'),
      end(),
    ],
    flows: ['begun > book > pay > back > after > done'],
  }
  const underWay = async (): Promise<Story> => {
    const run = await story(trip)
    for (const id of ['book:1', 'pay:1']) finish(run, id)
    assert.deepEqual(run.waitsInWords(), ['job unpay:1'])
    return run
  }

  it('that is restarted undoes what was still to be undone, with the one under way', async () => {
    const run = await underWay()
    assert.ok(restart(run, 'back'))
    assert.deepEqual(run.waitsInWords(), ['job unpay:2'])
    finish(run, 'unpay:2')
    finish(run, 'unbook:1')
    assert.deepEqual(run.waitsInWords(), ['job after:1'])
  })

  it('goes past one handler, or past all of it', async () => {
    const run = await underWay()
    assert.ok(run.happens({ kind: 'instanceSkipped', instance: 'unpay:1' }))
    assert.deepEqual(run.waitsInWords(), ['job unbook:1'])
    assert.ok(run.happens({ kind: 'instanceSkipped', instance: 'back:1' }))
    assert.deepEqual(run.waitsInWords(), ['job after:1'])
  })

  it('has handlers that are no place to go on at', async () => {
    const run = await underWay()
    for (const id of ['unpay', 'back_pay'])
      assert.match(
        (await why(run, trip, { kind: 'restarted', element: id, end: 'all' }))[0] ?? '',
        /undoes an activity/,
      )
  })

  it('moves to a version that can undo what was done, and to no other', async () => {
    const run = await underWay()
    const from = await graphOf(trip)
    const to = await graphOf({
      ...trip,
      elements: [...trip.elements.slice(0, -1), service('more'), end()],
      flows: ['begun > book > pay > back > after > more > done'],
    })
    assert.deepEqual(migrationProblems(run.state, { from, to, elements: {} }), [])
    const without = await graphOf({
      ...trip,
      elements: [start(), service('book'), ...undoable(service('pay'), 'pay'), ...trip.elements.slice(-3)],
    })
    assert.match(
      migrationProblems(run.state, { from, to: without, elements: {} })
        .map(({ message }) => message)
        .join(),
      /does not have "unbook"/,
    )
  })
})

describe('transactions and ad-hoc sub-processes', () => {
  const deal: Drawing = {
    definitions,
    elements: [
      start(),
      scopeOf('transaction', 'deal', {
        elements: [
          start('in'),
          ...undoable(service('book'), 'book'),
          service('check'),
          element('endEvent', 'off', { content: on.cancel }),
        ],
        flows: ['in > book > check > off'],
      }),
      boundary('broken', 'deal', on.cancel),
      end(),
      end('failed'),
    ],
    flows: ['begun > deal > done', 'broken > failed'],
  }

  it('a transaction remembers what was done when it goes on elsewhere inside', async () => {
    const run = await story(deal)
    finish(run, 'book:1')
    assert.ok(restart(run, 'off'))
    assert.deepEqual(run.waitsInWords(), ['job unbook:1'])
    finish(run, 'unbook:1')
    assert.deepEqual(run.completed().slice(-3), ['broken', 'failed', 'sample'])
  })

  it('a transaction is completed by hand without being undone, or skipped', async () => {
    for (const kind of ['instanceSkipped', 'instanceCompleted'] as const) {
      const run = await story(deal)
      finish(run, 'book:1')
      assert.ok(run.happens({ kind, instance: 'deal:1', variables: {} }))
      assert.equal(run.state.status, 'completed')
      assert.ok(run.completed().includes('done'))
    }
  })

  const free: Drawing = {
    elements: [
      start(),
      element('adHocSubProcess', 'free', {
        extensions:
          '<zeebe:adHoc activeElementsCollection="=[&quot;a&quot;]" outputCollection="all" outputElement="=got" />',
        content: service('a') + service('b'),
      }),
      service('after'),
      end(),
    ],
    flows: ['begun > free > after > done'],
  }

  it('an ad-hoc sub-process is gone on in, opened when it does not live', async () => {
    const run = await story(free)
    assert.ok(restart(run, 'b', { end: [] }))
    assert.deepEqual(run.waitsInWords(), ['job a:1', 'job b:1'])
    assert.ok(restart(run, 'after'))
    assert.ok(restart(run, 'b'))
    finish(run, 'b:2', { got: 5 })
    assert.deepEqual([run.waitsInWords(), run.variables()['all']], [['job after:2'], [5]])
  })

  it('an element of an ad-hoc sub-process is skipped or completed by hand', async () => {
    const run = await story(free)
    run.happens({ kind: 'adHocActivated', instance: 'free:1', elements: [{ element: 'b' }] })
    assert.ok(run.happens({ kind: 'instanceSkipped', instance: 'a:1' }))
    assert.ok(run.happens({ kind: 'instanceCompleted', instance: 'b:1', variables: { got: 3 } }))
    assert.deepEqual([run.waitsInWords(), run.variables()['all']], [['job after:1'], [3]])
  })

  it('an ad-hoc sub-process moves to a version that has its elements', async () => {
    const from = await graphOf(free)
    const run = await story(from)
    const to = await graphOf({
      ...free,
      elements: free.elements.map((text) => text.replaceAll('"b"', '"c"')),
    })
    assert.deepEqual(migrationProblems(run.state, { from, to, elements: {} }), [])
    assert.equal(migrationProblems(run.state, { from, to, elements: { a: 'x' } }).length > 0, true)
  })
})

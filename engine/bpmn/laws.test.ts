/** What holds for every model, tried on models made by chance whose jobs are answered in any order. */
import assert from 'node:assert/strict'
import { it } from 'node:test'

import fc from 'fast-check'

import { generatedModels, type GeneratedModel } from '../../test/harness/generated-models.ts'
import { beginning, frozen, graphOf, unstarted } from '../../test/harness/story.ts'
import { advance } from './advance.ts'
import type { Advanced, FlowGraph, HistoryEntry, Outstanding, RunEvent, RunState } from './model.ts'
import { outstanding } from './outstanding.ts'

/** Chance, as numbers: which wait is answered next, and how. When they are used up all goes well. */
const luck = fc.array(fc.nat(1_000), { maxLength: 60 })

/** A run from its start to its end. */
interface Played {
  readonly state: RunState
  readonly history: readonly HistoryEntry[]
  readonly performed: readonly string[]
  readonly steps: readonly { readonly event: RunEvent; readonly before: RunState; readonly after: Advanced }[]
}

const minuteMs = 60_000
const stepLimit = 3_000

/** Plays a run; only ever applies events that the state asks for. */
function play(graph: FlowGraph, model: GeneratedModel, chances: readonly number[]): Played {
  const left = [...chances]
  const steps: Played['steps'][number][] = []
  const performed: string[] = []
  let state = unstarted
  let now = Date.parse(beginning)
  const apply = (event: RunEvent): void => {
    const after = advance(graph, frozen(state), frozen(event))
    assert.ok(after.applied, `${event.kind} did not apply`)
    steps.push({ event, before: state, after })
    state = after.state
  }
  apply({ kind: 'started', variables: model.variables, at: beginning })
  while (state.status === 'running') {
    assert.ok(steps.length < stepLimit, 'the run does not end')
    const waits = outstanding(graph, state)
    const wait = waits[(left.shift() ?? 0) % Math.max(waits.length, 1)]
    assert.ok(wait, `the run waits for nothing: ${JSON.stringify(state)}`)
    now += minuteMs
    const event = answer(wait, { model, chance: left.shift() ?? 0, at: new Date(now).toISOString() })
    if (event.kind === 'jobCompleted' || event.kind === 'errorThrown') performed.push(event.instance)
    apply(event)
  }
  return { state, history: steps.flatMap(({ after }) => after.history), performed, steps }
}

function answer(
  wait: Outstanding,
  { model, chance, at }: { readonly model: GeneratedModel; readonly chance: number; readonly at: string },
): RunEvent {
  const { instance } = wait
  if (wait.kind === 'incident') return { kind: 'incidentResolved', instance, at }
  if (wait.kind === 'timer') return { kind: 'retryDue', instance, at }
  assert.equal(wait.kind, 'job')
  const element = 'element' in wait ? wait.element : ''
  const failure = { kind: 'jobFailed', instance, code: 'unreachable', message: 'no answer', at } as const
  if (chance % 7 === 5) return { ...failure, retryAt: at }
  if (chance % 7 === 6) return failure
  if (!model.refused.has(element))
    return { kind: 'jobCompleted', instance, output: { [`did_${element}`]: true }, at }
  return { kind: 'errorThrown', instance, errorCode: 'refused', message: 'no', at }
}

/** Tries a law on a hundred runs; the seed is in the message of a failure. */
async function holds(law: (run: Played, model: GeneratedModel, graph: FlowGraph) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(generatedModels, luck, async (model, chances) => {
      const graph = frozen(await graphOf(model.drawing))
      law(play(graph, model, chances), model, graph)
    }),
    { numRuns: 100 },
  )
}

it('ends every run once, with every task on its path performed as often as the model says', async () => {
  await holds(({ state, history, performed }, model) => {
    assert.equal(state.status, 'completed')
    assert.deepEqual(Object.keys(state.instances), ['root'])
    assert.equal(new Set(performed).size, performed.length, 'an instance was performed twice')
    const counts: Record<string, number> = {}
    for (const instance of performed) {
      const [element = ''] = instance.split(':')
      counts[element] = (counts[element] ?? 0) + 1
    }
    assert.deepEqual(counts, { ...model.performed })
    assert.deepEqual(history.at(-1)?.element, 'sample')
    const ends = history.filter(({ instance, event }) => instance === 'root' && event === 'completed')
    assert.equal(ends.length, 1)
  })
})

it('completes or terminates whatever it enters, exactly once', async () => {
  await holds(({ history }) => {
    const open = new Set<string>()
    for (const { instance, event } of history) {
      if (event === 'entered') {
        assert.ok(!open.has(instance), `${instance} was entered twice`)
        open.add(instance)
      } else if (event === 'completed' || event === 'terminated') {
        assert.ok(open.delete(instance), `${instance} ended twice, or before it began`)
      } else if (event !== 'flowTaken') assert.ok(open.has(instance), `${instance} ${event} after its end`)
    }
    assert.deepEqual([...open], [])
  })
})

it('gives the same variables in the end, whatever the order and the failures', async () => {
  await holds(({ state }, model, graph) => {
    const calm = play(graph, model, [])
    assert.deepEqual(state.instances['root']?.variables, calm.state.instances['root']?.variables)
    assert.deepEqual(state.visits, calm.state.visits)
  })
})

it('gives the same answer to the same question', async () => {
  await holds(({ steps }, _model, graph) => {
    for (const { before, event, after } of steps) assert.deepEqual(advance(graph, before, event), after)
  })
})

it('goes on the same from a state, a graph and an event that have been through JSON', async () => {
  const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value
  await holds(({ steps }, _model, graph) => {
    const stored = copy(graph)
    for (const { before, event, after } of steps) {
      assert.deepEqual(copy(after.state), after.state)
      assert.deepEqual(advance(stored, copy(before), copy(event)), after)
      assert.deepEqual(outstanding(stored, copy(after.state)), outstanding(graph, after.state))
    }
  })
})

it('takes no notice of an event that comes twice, comes late, or is for something that is not there', async () => {
  await holds(({ steps }, _model, graph) => {
    const isFinal = ({ kind }: RunEvent): boolean => kind === 'jobCompleted' || kind === 'errorThrown'
    const late: RunEvent[] = []
    for (const { event, after } of steps) {
      if (isFinal(event) || event.kind === 'started') late.push(event)
      const at = event.at
      const ghost: RunEvent = { kind: 'jobCompleted', instance: 'ghost:1', output: { x: 1 }, at }
      for (const stale of [event, ghost, ...late]) {
        const again = advance(graph, after.state, { ...stale, at })
        assert.equal(again.applied, false, `${stale.kind} applied again`)
        assert.equal(again.state, after.state)
        assert.deepEqual(again.history, [])
      }
    }
  })
})

it('ends every run that is cancelled, at any moment, with nothing left', async () => {
  await holds(({ steps }, _model, graph) => {
    for (const { after, event } of steps.slice(0, -1))
      // These models have nothing that undoes: with compensation it is the same.
      for (const more of [{}, { compensate: true }] as const) {
        const cancelled = { kind: 'cancelled', reason: 'test', at: event.at, ...more } as const
        const { state } = advance(graph, after.state, cancelled)
        assert.equal(state.status, 'cancelled')
        assert.deepEqual(Object.keys(state.instances), ['root'])
        assert.deepEqual(outstanding(graph, state), [])
      }
  })
})

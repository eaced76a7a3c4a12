/**
 * What a person may do to a run, each as a pure change of it: it either gives the run as it is afterwards, with a
 * line of history that says who did what and why, or raises a `Problem` that says why it cannot be done.
 */
import { Problem } from '../../contracts/problems.ts'
import { advance } from '../bpmn/advance.ts'
import { activationProblems } from '../bpmn/elements/ad-hoc-sub-process.ts'
import { migrationProblems, type ElementMap } from '../bpmn/migrate.ts'
import { modificationProblems, reopened, type Intervening } from '../bpmn/modify.ts'
import type { AdHocActivation } from '../bpmn/definitions.ts'
import type { FlowGraph, HistoryEntry, RunEvent } from '../bpmn/model.ts'
import type { JsonObject } from '../values/json.ts'
import type { Changed } from './change.ts'
import type { Run } from './run-document.ts'

/** What is done; instances are named by their id, or all those of an element by its id. */
export type Repair =
  /** Tries again what has an incident. */
  | ({ readonly action: 'retry'; readonly variables?: JsonObject } & Target)
  /**
   * Goes on at an element; everything that lives ends first, or only the instances in `end`. With `version` in that
   * version. A run that has ended is opened again.
   */
  | {
      readonly action: 'restart'
      readonly element: string
      readonly scope?: string
      readonly variables?: JsonObject
      readonly end?: readonly string[]
      readonly version?: number
    }
  | ({ readonly action: 'skip'; readonly flow?: string } & Target)
  | ({ readonly action: 'complete'; readonly variables: JsonObject } & Target)
  /** Elements of an ad-hoc sub-process shall be done. */
  | ({
      readonly action: 'activate'
      readonly elements: readonly AdHocActivation[]
      readonly cancelRemaining?: boolean
    } & Target)
  | { readonly action: 'pause' | 'resume' }
  /** With `compensate` what was done and can be undone is undone before the run ends. */
  | { readonly action: 'cancel'; readonly compensate?: boolean }
  | { readonly action: 'migrate'; readonly version: number; readonly elements?: ElementMap }
  /** In the scope of an instance (default: the process), or where a variable is found from there outwards. */
  | {
      readonly action: 'setVariables'
      readonly variables: JsonObject
      readonly instance?: string
      readonly local?: boolean
    }

/** The instances that are meant; for a retry all with an incident when nothing is named. */
export interface Target {
  readonly instance?: string
  readonly element?: string
}

/** Who did something to a run, and why. */
export interface Intervention {
  readonly reason: string
  /** The id of the API key or user. */
  readonly by: string
  /** The `seq` that the caller has seen; when the run has gone on since, nothing is done. */
  readonly ifSeq?: number
  /** A run that has this in its memory already is left as it is: the same intervention twice is one. */
  readonly once?: string
}

/** A repair with all that it needs to be applied. */
export interface Planned {
  readonly repair: Repair
  readonly how: Intervention
  /** The present instant, RFC 3339. */
  readonly at: string
  /** The graph of the version that the repair names. */
  readonly newGraph?: FlowGraph
}

/**
 * Applies a repair; `undefined` when the run has had it already: whoever got no answer asks again. Raises `conflict`,
 * `preconditionFailed` or `migrationRefused`.
 */
export function repaired(run: Run, graph: FlowGraph, planned: Planned): Changed | undefined {
  const { repair, how } = planned
  if (how.once !== undefined && run.applied.includes(how.once)) return undefined
  if (isCancelledAlready(run, repair)) return undefined
  if (how.ifSeq !== undefined && how.ifSeq !== run.seq)
    throw new Problem('preconditionFailed', `The run has gone on since; it is at ${String(run.seq)} now.`)
  const act = actions[repair.action] as (step: Step) => Changed
  const changed = act({ ...planned, repair, run, graph })
  const line = lineOf(run, graph, planned)
  const history = [...changed.run.history, line]
  const applied = how.once === undefined ? changed.run.applied : [...changed.run.applied, how.once]
  return { ...changed, run: { ...changed.run, history, applied } }
}

/** The same cancel once more; with `compensate` only if what was done is being undone, or has been. */
function isCancelledAlready({ state, history }: Run, repair: Repair): boolean {
  if (repair.action !== 'cancel') return false
  if (repair.compensate !== true) return state.status === 'cancelled'
  if (state.status === 'running') return state.instances['root']?.wait.kind === 'compensation'
  const last = history.findLast(
    ({ event, detail }) => event === 'intervened' && detail?.startsWith('cancel') === true,
  )
  return state.status === 'cancelled' && last?.detail === wordsFor(repair)
}

/** What of a migration would be refused; empty when the run can move. */
export function whyNotMigrate(run: Run, from: FlowGraph, to: Moving): readonly FieldProblem[] {
  return migrationProblems(run.state, { from, to: to.graph, elements: to.elements ?? {} }).map(
    ({ element, message }) => ({ path: element, message }),
  )
}

interface Moving {
  readonly graph: FlowGraph
  readonly elements?: ElementMap | undefined
}

interface FieldProblem {
  readonly path: string
  readonly message: string
}

type RepairOf<A extends Repair['action']> = Extract<Repair, { readonly action: A }>

interface Step<R extends Repair = Repair> extends Planned {
  readonly repair: R
  readonly run: Run
  readonly graph: FlowGraph
}

type Act<A extends Repair['action']> = (step: Step<RepairOf<A>>) => Changed

const actions: { readonly [A in Repair['action']]: Act<A> } = {
  retry: (step) => {
    const { repair, at } = step
    const found = targets(step, ({ incident }) => incident !== undefined)
    if (found.length === 0) throw new Problem('conflict', 'The run has no such incident to retry.')
    const { variables } = repair
    return {
      run: found.reduce((run, instance) => {
        const event = { kind: 'incidentResolved', instance, at, ...(variables && { variables }) } as const
        return advanced(run, step.graph, event)
      }, step.run),
    }
  },

  restart: (step) => {
    const { repair, newGraph, at } = step
    const { element, scope, variables, end } = repair
    const open = openAgain(step.run)
    const moved = newGraph === undefined ? { run: open } : movedToRestart({ ...step, run: open }, newGraph)
    const event = {
      kind: 'restarted',
      element,
      end: end ?? 'all',
      at,
      ...(scope !== undefined && { scope }),
      ...(variables !== undefined && { variables }),
    } as const
    return { ...moved, run: modified(moved.run, newGraph ?? step.graph, event) }
  },

  skip: (step) => {
    const { at, repair } = step
    const { flow } = repair
    return each(step, (instance) => ({
      kind: 'instanceSkipped',
      instance,
      at,
      ...(flow !== undefined && { flow }),
    }))
  },

  complete: (step) => {
    const { at, repair } = step
    return each(step, (instance) => ({
      kind: 'instanceCompleted',
      instance,
      variables: repair.variables,
      at,
    }))
  },

  activate: (step) => {
    const { at, repair, graph } = step
    const { elements, cancelRemaining = false } = repair
    const isAdHoc = (instance: Instance): boolean =>
      graph.elements[instance.elementId]?.type === 'adHocSubProcess' && instance.loop === undefined
    const [instance, ...others] = targets(step, isAdHoc)
    if (instance === undefined || others.length > 0) {
      const names = [instance, ...others].filter((one) => one !== undefined).join(', ')
      const words = names === '' ? 'No such ad-hoc sub-process lives.' : `Several live; name one: ${names}.`
      throw new Problem('conflict', words)
    }
    const event = { kind: 'adHocActivated', instance, elements, cancelRemaining, at } as const
    const problems = activationProblems(graph, step.run.state.instances, event)
    if (problems.length > 0) throw new Problem('conflict', problems.join(' '))
    return { run: advanced(step.run, graph, event) }
  },

  pause: ({ run }) => ({ run: { ...living(run), paused: true } }),
  resume: ({ run }) => {
    if (!living(run).paused) throw new Problem('conflict', 'The run is not paused.')
    return { run: { ...run, paused: false } }
  },
  cancel: ({ run, graph, how, at, repair: { compensate } }) => {
    living(run)
    const event = { kind: 'cancelled', reason: how.reason, at, ...(compensate && { compensate }) } as const
    return { run: { ...advanced(run, graph, event), paused: false } }
  },

  migrate: ({ run, graph, newGraph, repair, at }) => {
    if (newGraph === undefined) throw new Error('a migration needs the graph that it leads to')
    const { elements = {}, version } = repair
    if (version === run.origin.version)
      throw new Problem('conflict', `The run is in version ${String(version)} already.`)
    const errors = whyNotMigrate(run, graph, { graph: newGraph, elements })
    if (errors.length > 0) {
      const words = `The run cannot move to version ${String(version)}.`
      throw new Problem('migrationRefused', words, { errors })
    }
    const next = advanced(run, newGraph, { kind: 'migrated', elements, at })
    return { run: inVersion(next, version), graph: newGraph }
  },

  setVariables: ({ run, graph, repair, at }) => {
    const { variables, instance = 'root', local } = repair
    living(run)
    if (run.state.instances[instance] === undefined)
      throw new Problem('conflict', `Nothing lives under the instance "${instance}".`)
    const event = { kind: 'variablesSet', instance, variables, at, ...(local && { local }) } as const
    return { run: advanced(run, graph, event) }
  },
}

function living(run: Run): Run {
  if (run.state.status === 'running') return run
  throw new Problem('conflict', `The run is ${run.state.status}.`)
}

/** An ended run opens again, unless another one has been told of its end. */
function openAgain(run: Run): Run {
  if (run.state.status === 'running') return run
  const { parent } = run.origin
  if (parent === undefined) return { ...run, state: reopened(run.state) }
  const words = `The run has ended, and the one that called it has been told; restart ${parent.run} at its call.`
  throw new Problem('conflict', words)
}

/** Everything ends, and the process itself moves to the other version. */
function movedToRestart({ run, graph, repair, at }: Step<RepairOf<'restart'>>, to: FlowGraph): Changed {
  if (repair.end !== undefined) {
    const words =
      'With another version everything that lives ends; leave `end` out, or migrate the run first.'
    throw new Problem('conflict', words)
  }
  const ended = modified(run, graph, { kind: 'instancesEnded', instances: 'all', at })
  const moved = advanced(ended, to, { kind: 'migrated', elements: {}, at })
  return { run: inVersion(moved, repair.version ?? run.origin.version), graph: to }
}

function inVersion(run: Run, version: number): Run {
  return { ...run, origin: { ...run.origin, version } }
}

/** Does the same to every target; each must still live when its turn comes. */
function each(
  step: Step<RepairOf<'skip' | 'complete'>>,
  eventOf: (instance: string) => Intervening,
): Changed {
  const found = targets(step, () => true)
  if (found.length === 0) {
    const { instance, element } = step.repair
    const words =
      instance === undefined && element === undefined
        ? 'Say which: name an instance or an element.'
        : `The run does not stand at "${instance ?? element ?? ''}".`
    throw new Problem('conflict', words)
  }
  return { run: found.reduce((run, instance) => modified(run, step.graph, eventOf(instance)), step.run) }
}

type Instance = Run['state']['instances'][string]

function targets(
  { run, repair }: Step<RepairOf<'retry' | 'skip' | 'complete' | 'activate'>>,
  mayBe: (instance: Instance) => boolean,
): readonly string[] {
  const { instance, element } = repair
  const needsName = repair.action === 'skip' || repair.action === 'complete'
  if (needsName && instance === undefined && element === undefined) return []
  const found = Object.values(run.state.instances)
    .filter((one) => instance === undefined || one.id === instance)
    .filter((one) => element === undefined || one.elementId === element)
    .filter(mayBe)
  // The one that holds all rounds of an activity stands for them.
  const ids = new Set(found.map(({ id }) => id))
  return found.filter(({ parent = '' }) => !ids.has(parent)).map(({ id }) => id)
}

function modified(run: Run, graph: FlowGraph, event: Intervening): Run {
  const problems = modificationProblems(graph, run.state, event)
  if (problems.length > 0) throw new Problem('conflict', problems.join(' '))
  return advanced(run, graph, event)
}

function advanced(run: Run, graph: FlowGraph, event: RunEvent): Run {
  const { state, history, applied } = advance(graph, run.state, event)
  if (!applied) throw new Problem('conflict', `The run is ${run.state.status}; it cannot take this now.`)
  return { ...run, state, history: [...run.history, ...history] }
}

/** The line of history that says who did it and why. */
function lineOf(run: Run, graph: FlowGraph, { repair, how, at }: Planned): HistoryEntry {
  const { by, reason } = how
  const instance = ('instance' in repair ? repair.instance : undefined) ?? 'root'
  const named = 'element' in repair ? repair.element : undefined
  const element = named ?? run.state.instances[instance]?.elementId ?? graph.processId
  const elementType = graph.elements[element]?.type ?? 'process'
  return { instance, element, elementType, event: 'intervened', at, detail: wordsFor(repair), by, reason }
}

function wordsFor(repair: Repair): string {
  if (repair.action === 'activate')
    return `activate ${repair.elements.map(({ element }) => element).join(', ')}`
  if (repair.action === 'cancel' && repair.compensate === true) return 'cancel with compensation'
  const version = 'version' in repair ? repair.version : undefined
  return version === undefined ? repair.action : `${repair.action} to version ${String(version)}`
}

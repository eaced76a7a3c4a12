/**
 * Activities that are done several times: multi-instance, in parallel or one after another, and the loop of the
 * standard. One instance holds all rounds: boundary events are on it, and the output collection is its variable.
 * Each round is an instance of the same element inside, with the item and `loopCounter` as its own variables.
 */
import type { Json, JsonObject } from '../../values/json.ts'
import type { Expression, LoopDefinition } from '../definitions.ts'
import { activate, change, elementOf, instanceOf, NeedsPerson, type Machine } from '../draft.ts'
import { begin, complete, settle, terminateInside } from '../machine.ts'
import type { ElementInstance, FlowElement } from '../model.ts'
import { evaluate, setLocal, truthOf, valueOf, visibleVariables } from '../variables.ts'
import type { LoopProgress } from '../wait.ts'
import { armBoundaries } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'

type MultiInstance = Extract<LoopDefinition, { readonly kind: 'multiInstance' }>
type StandardLoop = Extract<LoopDefinition, { readonly kind: 'standard' }>

/** The behaviour of the instance that holds all rounds. */
export const rounds: Behaviour = {
  enter: (machine, id, element) => {
    const { loop } = element
    if (loop === undefined) return
    armBoundaries(machine, id, element)
    if (loop.kind === 'multiInstance') openRounds(machine, id, loop)
    else change(machine, id, { wait: { kind: 'children' }, arrived: {}, loop: { completed: 0, begun: 0 } })
    settle(machine, id)
  },

  childCompleted: (machine, id, { instance, result }) => {
    const holder = instanceOf(machine, id)
    const { loop } = elementOf(machine, instance.elementId)
    if (holder?.loop === undefined || loop === undefined) return
    const progress = { ...holder.loop, completed: holder.loop.completed + 1 }
    const output = loop.kind === 'multiInstance' ? outputOf(machine, { holder, loop, instance, result }) : {}
    const isEnough = loop.kind === 'multiInstance' && isDone(machine, instance, { loop, progress, output })
    setLocal(machine, id, output)
    change(machine, id, { loop: isEnough ? { ...progress, total: progress.begun } : progress })
    if (isEnough) terminateInside(machine, id, instance.id)
  },

  emptied: (machine, id, element) => {
    const { loop: progress } = instanceOf(machine, id) ?? {}
    const { loop } = element
    if (progress === undefined || loop === undefined) return
    if (loop.kind === 'standard' && goesOn(machine, id, { loop, progress })) return queue(machine, id, [null])
    const { begun, total = begun, items = [] } = progress
    if (begun < total) return queue(machine, id, items.slice(begun, begun + 1))
    complete(machine, id, takeOutput(machine, id, loop))
  },
}

function openRounds(machine: Machine, id: string, loop: MultiInstance): void {
  const items = itemsOf(machine, id, loop)
  const progress = { completed: 0, begun: 0, total: items.length, ...(loop.isSequential && { items }) }
  change(machine, id, { wait: { kind: 'children' }, arrived: {}, loop: progress })
  if (loop.output !== undefined) setLocal(machine, id, { [loop.output.collection]: items.map(() => null) })
  if (!loop.isSequential) queue(machine, id, items)
}

/** The next rounds are on their way inside, one for each item. */
function queue(machine: Machine, id: string, items: readonly Json[]): void {
  machine.tokens = [...machine.tokens, ...items.map((item) => ({ parent: id, item }))]
}

/** A round begins. */
export function beginRound(machine: Machine, id: string, item: Json): void {
  const holder = instanceOf(machine, id)
  const loop = holder && elementOf(machine, holder.elementId).loop
  if (holder?.loop === undefined || loop === undefined) return
  const loopCounter = holder.loop.begun + 1
  change(machine, id, { loop: { ...holder.loop, begun: loopCounter } })
  machine.steps += loop.kind === 'standard' ? 1 : 0
  const variables: JsonObject = {
    ...(loop.kind === 'multiInstance' && { ...outputPlace(loop), ...inputOf(loop, item) }),
    loopCounter,
  }
  begin(machine, activate(machine, holder.elementId, { parent: id, variables, loopCounter }).id)
}

function inputOf({ inputElement }: MultiInstance, item: Json): JsonObject {
  return inputElement === undefined ? {} : { [inputElement]: item }
}

/** A round keeps for itself what the output is made of when that is a mere variable. */
function outputPlace({ output }: MultiInstance): JsonObject {
  if (output === undefined || !('feel' in output.element)) return {}
  const [, name] = /^([\p{L}_][\p{L}\p{N}_]*)(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.exec(output.element.feel) ?? []
  return name === undefined ? {} : { [name]: null }
}

function itemsOf(machine: Machine, id: string, { over }: MultiInstance): readonly Json[] {
  if ('collection' in over) {
    const items = valueOf(machine, id, over.collection)
    if (Array.isArray(items)) return items as readonly Json[]
    throw new NeedsPerson('expressionFailed', `The input collection is not a list.${quoted(over.collection)}`)
  }
  const count = Number(valueOf(machine, id, over.cardinality))
  if (Number.isInteger(count) && count >= 0 && count <= 100_000) return Array<Json>(count).fill(null)
  throw new NeedsPerson(
    'expressionFailed',
    `The number of instances is not a whole number.${quoted(over.cardinality)}`,
  )
}

function quoted(expression: Expression): string {
  return 'feel' in expression ? ` The expression is "${expression.feel}".` : ''
}

interface Finished {
  readonly holder: ElementInstance
  readonly loop: MultiInstance
  readonly instance: ElementInstance
  readonly result: JsonObject
}

/** The output collection with the value of a finished round at its place. */
function outputOf(machine: Machine, { holder, loop, instance, result }: Finished): JsonObject {
  if (loop.output === undefined) return {}
  const { collection, element } = loop.output
  const present = holder.variables[collection]
  const list = Array.isArray(present) ? [...(present as readonly Json[])] : []
  const seen = visibleVariables(machine, instance.id)
  const { outputs } = elementOf(machine, instance.elementId)
  const mapped = outputs.map(({ target }) => target.split('.')[0])
  const made = Object.entries(seen).filter(([name]) => mapped.includes(name))
  list[(instance.loopCounter ?? 1) - 1] = evaluate(machine, element, {
    ...seen,
    ...result,
    ...Object.fromEntries(made),
  })
  return { [collection]: list }
}

interface Counted {
  readonly loop: MultiInstance
  readonly progress: LoopProgress
  readonly output: JsonObject
}

function isDone(machine: Machine, instance: ElementInstance, { loop, progress, output }: Counted): boolean {
  if (loop.completionCondition === undefined) return false
  const { total = 0, completed, begun } = progress
  const counts = {
    numberOfInstances: total,
    numberOfActiveInstances: (loop.isSequential ? begun : total) - completed,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: 0,
  }
  return truthOf(machine, instance.id, [loop.completionCondition, { ...output, ...counts }])
}

function goesOn(
  machine: Machine,
  id: string,
  { loop, progress: { begun } }: { readonly loop: StandardLoop; readonly progress: LoopProgress },
): boolean {
  if (loop.maximum !== undefined && begun >= loop.maximum) return false
  if (begun === 0 && !loop.testBefore) return true
  return loop.condition === undefined || truthOf(machine, id, [loop.condition, { loopCounter: begun }])
}

/** The output collection leaves its holder. */
export function takeOutput(machine: Machine, id: string, loop: NonNullable<FlowElement['loop']>): JsonObject {
  const name = loop.kind === 'multiInstance' ? loop.output?.collection : undefined
  return name === undefined ? {} : takeVariable(machine, id, name)
}

/** A variable of an instance, taken away from it. */
export function takeVariable(machine: Machine, id: string, name: string): JsonObject {
  const { [name]: value, ...others } = instanceOf(machine, id)?.variables ?? {}
  change(machine, id, { variables: others })
  return value === undefined ? {} : { [name]: value }
}

/** Reads what Zeebe's extension elements say: expressions, mappings, jobs, listeners, loops, bindings, forms. */
import { compileExpression } from '../expressions/expression.ts'
import type {
  Binding,
  ExecutionListener,
  Expression,
  FormDefinition,
  JobDefinition,
  LoopDefinition,
  Mapping,
} from './definitions.ts'
import { extension, nodeAt, nodesAt, textAt, type ModelNode } from './moddle.ts'

/** Says what is wrong with the element at hand. */
export type Say = (message: string) => void

/** A text of the model: FEEL when it begins with `=`, else a fixed text. */
export function expressionOf(text: string, say: Say): Expression {
  if (!text.startsWith('=')) return { literal: text }
  const feel = text.slice(1).trim()
  const { problem } = compileExpression(feel)
  if (problem !== undefined) say(`The expression "${feel}" is not FEEL: ${problem.message}.`)
  return { feel }
}

/** An expression that may be missing or empty. */
export function optionalExpression(text: string | undefined, say: Say): Expression | undefined {
  return text === undefined || text === '' ? undefined : expressionOf(text, say)
}

/** A text that must be FEEL; `what` names it in the complaint. */
export function feelOf(text: string | undefined, [say, what]: [Say, string]): Expression {
  if (text === undefined || text.trim() === '') say(`${what} is empty.`)
  else if (!text.startsWith('=')) say(`${what} "${text}" is not an expression; begin it with "=".`)
  return expressionOf(text?.startsWith('=') === true ? text : '=null', say)
}

/** The text of a formal expression, such as a condition. */
export function bodyAt(node: ModelNode | undefined, property: string): string | undefined {
  return node && textAt(nodeAt(node, property), 'body')
}

/** The input or output mappings of a node. */
export function mappingsOf(node: ModelNode, side: 'input' | 'output', say: Say): readonly Mapping[] {
  const mapping = extension(node, 'zeebe:IoMapping')
  if (mapping === undefined) return []
  return nodesAt(mapping, `${side}Parameters`).map((parameter) => {
    const target = textAt(parameter, 'target') ?? ''
    if (target === '') say(`An ${side} mapping has no target.`)
    else if (!isPath(target))
      say(
        `The ${side} mapping target "${target}" is not a name; use letters, digits and "_", as in order.total.`,
      )
    return { source: expressionOf(textAt(parameter, 'source') ?? '', say), target }
  })
}

/** Names that FEEL can read, joined by dots. */
function isPath(target: string): boolean {
  return target.split('.').every((name) => /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name))
}

/** The job of a task or an event. */
export function jobOf(node: ModelNode, say: Say): JobDefinition {
  const task = extension(node, 'zeebe:TaskDefinition')
  const type = textAt(task, 'type')
  if (type === undefined || type === '')
    say('It has no task definition; set its job type to "<connection>.<operation>".')
  return {
    type: expressionOf(type ?? '', say),
    retries: retriesOf(textAt(task, 'retries'), say),
    headers: headersOf(extension(node, 'zeebe:TaskHeaders')),
  }
}

/** The pairs of task headers. */
export function headersOf(headers: ModelNode | undefined): Readonly<Record<string, string>> {
  const pairs = headers === undefined ? [] : nodesAt(headers, 'values')
  return Object.fromEntries(pairs.map((pair) => [textAt(pair, 'key') ?? '', textAt(pair, 'value') ?? '']))
}

function retriesOf(text: string | undefined, say: Say): Expression {
  if (text === undefined || text === '') return { literal: 3 }
  const expression = expressionOf(text, say)
  if (!('literal' in expression)) return expression
  if (!/^[1-9]\d{0,3}$/.test(text)) say(`The number of retries "${text}" is not a whole number from 1.`)
  return { literal: Number(text) }
}

/** The job of a listener. */
export function listenerJob(listener: ModelNode, say: Say): JobDefinition {
  const type = textAt(listener, 'type') ?? ''
  if (type === '') say('A listener has no type; set it to a job type.')
  return {
    type: expressionOf(type, say),
    retries: retriesOf(textAt(listener, 'retries'), say),
    headers: headersOf(nodeAt(listener, 'headers')),
  }
}

/** The same job twice at the same moment is a slip. */
export function oncePerKind(listeners: readonly ModelNode[], say: Say): void {
  const kinds = listeners.map(
    (one) => `"${textAt(one, 'eventType') ?? ''}" of the type "${textAt(one, 'type') ?? ''}"`,
  )
  for (const twice of new Set(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)))
    say(`The listener for ${twice} is there twice; keep one.`)
}

/** The execution listeners of a node. */
export function listenersOf(node: ModelNode, say: Say): readonly ExecutionListener[] {
  const holder = extension(node, 'zeebe:ExecutionListeners')
  const listeners = holder === undefined ? [] : nodesAt(holder, 'listeners')
  oncePerKind(listeners, say)
  return listeners.flatMap((listener) => {
    const on = textAt(listener, 'eventType') ?? ''
    if (on === 'start' || on === 'end') return [{ on, job: listenerJob(listener, say) }]
    say(`An execution listener for "${on}" is not executable in this version; use "start" or "end".`)
    return []
  })
}

/** Which version is meant by a node that refers to something deployed. */
export function bindingOf(node: ModelNode | undefined, say: Say): Binding {
  const kind = textAt(node, 'bindingType') ?? 'latest'
  if (kind === 'latest' || kind === 'deployment') return { kind }
  const versionTag = textAt(node, 'versionTag') ?? ''
  if (kind !== 'versionTag') say(`The binding "${kind}" is not one of latest, deployment, versionTag.`)
  else if (versionTag === '') say('The binding by version tag names no tag.')
  return { kind: 'versionTag', versionTag }
}

const embeddedPrefix = 'camunda-forms:bpmn:'

/** The form of a user task or a start event. */
export function formOf(node: ModelNode, say: Say): FormDefinition | undefined {
  const form = extension(node, 'zeebe:FormDefinition')
  if (form === undefined) return undefined
  const formId = textAt(form, 'formId')
  if (formId !== undefined && formId !== '') return { kind: 'linked', formId, binding: bindingOf(form, say) }
  const key = textAt(form, 'formKey') ?? textAt(form, 'externalReference') ?? ''
  if (key.startsWith(embeddedPrefix)) return { kind: 'embedded', formKey: key }
  if (key === '') say('The form definition names no form.')
  return { kind: 'external', reference: expressionOf(key, say) }
}

/** How often an activity is done; `undefined` for once. */
export function loopOf(node: ModelNode, say: Say): LoopDefinition | undefined {
  const loop = nodeAt(node, 'loopCharacteristics')
  if (loop === undefined) return undefined
  return loop.$type === 'bpmn:StandardLoopCharacteristics'
    ? standardLoop(loop, say)
    : multiInstance(loop, say)
}

function standardLoop(loop: ModelNode, say: Say): LoopDefinition {
  const condition = bodyAt(loop, 'loopCondition')
  const maximum = Number(loop['loopMaximum'] ?? Number.NaN)
  const hasMaximum = Number.isInteger(maximum) && maximum > 0
  if (condition === undefined && !hasMaximum)
    say('The loop would never end; give it a loop condition or a loop maximum.')
  return {
    kind: 'standard',
    testBefore: loop['testBefore'] === true,
    ...(condition !== undefined && { condition: feelOf(condition, [say, 'The loop condition']) }),
    ...(hasMaximum && { maximum }),
  }
}

function multiInstance(loop: ModelNode, say: Say): LoopDefinition {
  const zeebe = extension(loop, 'zeebe:LoopCharacteristics')
  const inputElement = textAt(zeebe, 'inputElement') ?? ''
  const completion = bodyAt(loop, 'completionCondition') ?? ''
  const output = collectedOutput(zeebe, say)
  return {
    kind: 'multiInstance',
    isSequential: loop['isSequential'] === true,
    over: loopOver(loop, zeebe, say),
    ...(inputElement !== '' && { inputElement }),
    ...(output !== undefined && { output }),
    ...(completion !== '' && { completionCondition: feelOf(completion, [say, 'The completion condition']) }),
  }
}

function loopOver(
  loop: ModelNode,
  zeebe: ModelNode | undefined,
  say: Say,
): Extract<LoopDefinition, { kind: 'multiInstance' }>['over'] {
  const collection = textAt(zeebe, 'inputCollection') ?? ''
  const cardinality = bodyAt(loop, 'loopCardinality') ?? ''
  if (collection !== '') return { collection: feelOf(collection, [say, 'The input collection']) }
  if (cardinality !== '') return { cardinality: expressionOf(cardinality, say) }
  say('The multi-instance activity has no input collection; set one, such as "=items".')
  return { cardinality: { literal: 0 } }
}

/** An output collection with what goes into it; either both are there or none. */
export function collectedOutput(
  node: ModelNode | undefined,
  say: Say,
): { readonly collection: string; readonly element: Expression } | undefined {
  const collection = textAt(node, 'outputCollection') ?? ''
  const element = textAt(node, 'outputElement') ?? ''
  if (collection === '' && element === '') return undefined
  if (collection === '' || element === '')
    say('An output collection needs an output element, and the other way round; set both or none.')
  return { collection, element: feelOf(element === '' ? '=null' : element, [say, 'The output element']) }
}

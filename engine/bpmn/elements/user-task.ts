/**
 * User tasks: wait for a person. Assignment and dates are evaluated when the task is entered. Task listeners are
 * jobs that must agree before the task is created, assigned, updated or completed; they may correct or deny it.
 */
import type { Json, JsonObject } from '../../values/json.ts'
import type { Expression, UserTaskDefinition } from '../definitions.ts'
import { change, elementOf, instanceOf, NeedsPerson, note, type Machine } from '../draft.ts'
import { jobWait } from '../job-wait.ts'
import { complete } from '../machine.ts'
import { instantOfText } from '../timers.ts'
import { valueOf, visibleVariables } from '../variables.ts'
import type { TaskCorrections, TaskTurn, UserTaskWait } from '../wait.ts'
import { armBoundaries } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'

/** Waits for completion by a person. */
export const userTask: Behaviour = {
  enter: (machine, id, element) => {
    if (element.type !== 'userTask') return
    armBoundaries(machine, id, element)
    ask(machine, id, { on: 'creating', index: 0, task: taskOf(machine, id, element.task) })
  },
}

/** Something is to be done to a task: its listeners are asked first, one after another. */
export function ask(machine: Machine, id: string, turn: TaskTurn): void {
  const element = elementOf(machine, instanceOf(machine, id)?.elementId ?? '')
  const listeners = element.type === 'userTask' ? element.task.listeners : []
  const listener = listeners.filter(({ on }) => on === turn.on)[turn.index]
  if (listener === undefined) return agreed(machine, id, turn)
  const input: JsonObject = { ...visibleVariables(machine, id), ...turn.variables }
  change(machine, id, { wait: { ...jobWait(machine, id, { job: listener.job, input }), listener: turn } })
}

/** A listener has answered: the next one is asked, or what it denies is not done. */
export function answerAsked(
  machine: Machine,
  id: string,
  { turn, denied, corrections = {} }: { turn: TaskTurn; denied?: string; corrections?: TaskCorrections },
): void {
  const holder = instanceOf(machine, id)
  if (denied === undefined)
    return ask(machine, id, { ...turn, index: turn.index + 1, task: corrected(turn.task, corrections) })
  if (holder !== undefined) note(machine, holder, { event: 'failed', detail: `denied: ${denied}` })
  const words = `A listener denied the creation of the task: ${denied}`
  if (turn.before === undefined) throw new NeedsPerson('taskDenied', words)
  change(machine, id, { wait: turn.before })
}

function agreed(machine: Machine, id: string, turn: TaskTurn): void {
  if (turn.on === 'creating' && turn.task.assignee !== undefined) {
    const { assignee: _none, ...before } = turn.task
    return ask(machine, id, { on: 'assigning', index: 0, task: turn.task, before })
  }
  if (turn.on === 'completing') complete(machine, id, turn.variables ?? {})
  else change(machine, id, { wait: turn.task })
}

function taskOf(machine: Machine, id: string, task: UserTaskDefinition): UserTaskWait {
  const read = (expression: Expression | undefined): Json =>
    expression === undefined ? null : valueOf(machine, id, expression)
  return {
    kind: 'userTask',
    ...optional('assignee', textFrom(read(task.assignee))),
    candidateGroups: listOf(read(task.candidateGroups)),
    candidateUsers: listOf(read(task.candidateUsers)),
    ...optional('dueAt', instantOf(read(task.dueDate))),
    ...optional('followUpAt', instantOf(read(task.followUpDate))),
    priority: priorityOf(read(task.priority)),
    ...formOf(machine, id, task.form),
    createdAt: machine.at,
  }
}

function formOf(
  machine: Machine,
  id: string,
  form: UserTaskDefinition['form'],
): Pick<UserTaskWait, 'formId' | 'formKey' | 'formBinding'> {
  if (form === undefined) return {}
  if (form.kind === 'embedded') return { formKey: form.formKey }
  if (form.kind === 'external') return optional('formKey', textFrom(valueOf(machine, id, form.reference)))
  return { formId: form.formId, ...(form.binding.kind !== 'latest' && { formBinding: form.binding }) }
}

function optional<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: string })
}

function textFrom(value: Json): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function listOf(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'string'
    ? value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
    : []
}

function instantOf(value: Json): string | undefined {
  const text = textFrom(value)
  if (text === undefined) return undefined
  const instant = instantOfText(text)
  if (instant !== undefined) return instant.toISOString()
  throw new NeedsPerson('expressionFailed', `The date "${text}" of the user task is not ISO 8601.`)
}

function priorityOf(value: Json): number {
  const priority = value === null ? 50 : Number(value)
  return Number.isInteger(priority) ? Math.min(Math.max(priority, 0), 100) : 50
}

/** A task with some of its values changed; null takes one away. */
export function corrected(task: UserTaskWait, changes: TaskCorrections): UserTaskWait {
  const merged = { ...task, ...changes }
  return Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null && value !== undefined),
  ) as unknown as UserTaskWait
}

/** How a called run tells its callers of an escalation that nothing in it has caught: all the way up, until one catches it. */
import { advance } from '../bpmn/advance.ts'
import type { HistoryEntry, RunEvent } from '../bpmn/model.ts'
import type { Changed } from './change.ts'
import type { Work } from './work.ts'
import type { Run } from './run-document.ts'
import type { Worker } from './worker.ts'

type Told = Extract<Work, { readonly kind: 'escalation' }>
type Caller = Run['origin']['parent']

/**
 * Brings the escalation to the call activity that waits for this run, once; when its run does not catch it either, to
 * the one that called that, and so on. Gives the event with which the called run goes on. Done again after a crash it
 * moves nothing twice.
 */
export async function tellCallers(
  { run, at }: { readonly run: Run; readonly at: string },
  work: Told,
  change: Worker['change'],
): Promise<RunEvent> {
  const message = `escalation:${run.id}:${work.instance}`
  for (let caller = run.origin.parent; caller !== undefined;)
    caller = await tellOne(caller, { work, message, at }, change)
  return { kind: 'escalationTold', instance: work.instance, at }
}

interface Telling {
  readonly work: Told
  readonly message: string
  readonly at: string
}

/** Gives who is to be told next: nobody when it was caught, or when the call is over. */
async function tellOne(
  caller: NonNullable<Caller>,
  telling: Telling,
  change: Worker['change'],
): Promise<Caller> {
  let next: Caller
  await change(caller.run, (run, graph) => {
    next = undefined
    const { work, message, at } = telling
    const { instance } = caller
    if (run.applied.includes(message)) return undefined
    const event = {
      kind: 'escalationThrown',
      instance,
      escalationCode: work.code,
      variables: work.variables,
      at,
    } as const
    const { state, history, applied } = advance(graph, run.state, event)
    if (applied) return remembering(run, message, { ...run, state, history: [...run.history, ...history] })
    const holder = run.state.instances[instance]
    if (holder?.wait.kind !== 'child') return undefined
    next = run.origin.parent
    const passed = `${message}:passedOn`
    if (run.applied.includes(passed)) return undefined
    const line: HistoryEntry = {
      instance,
      element: holder.elementId,
      elementType: 'callActivity',
      event: 'escalationThrown',
      at,
      detail: work.code,
    }
    return remembering(run, passed, { ...run, history: [...run.history, line] })
  })
  return next
}

function remembering(run: Run, message: string, next: Run): Changed {
  return { run: { ...next, applied: [...run.applied, message] } }
}

/** What the end of a called run is to the run that called it. */
export function outcomeOf(child: Run, at: string): RunEvent {
  const instance = child.origin.parent?.instance ?? ''
  if (child.state.status === 'completed') {
    return { kind: 'childCompleted', instance, variables: child.state.instances['root']?.variables ?? {}, at }
  }
  const { thrown } = child.state
  if (thrown !== undefined) {
    return { kind: 'errorThrown', instance, errorCode: thrown.code, message: thrown.message, at }
  }
  const message = `The called run ${child.id} ended as ${child.state.status}.`
  return { kind: 'jobFailed', instance, code: 'childNotCompleted', message, at }
}

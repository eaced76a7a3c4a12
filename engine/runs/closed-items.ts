/** Which work items a change of a run closes, and what is kept of each. Pure. */
import type { ElementInstance, FlowGraph, HistoryEntry } from '../bpmn/model.ts'
import type { TaskDone, UserTaskWait } from '../bpmn/wait.ts'
import type { ClosedWorkItem, Closing } from '../store/closed-work-items.ts'
import { defined } from '../values/defined.ts'
import { taskIn, workItemId, workItemOf, type Run } from './run-document.ts'

/** The items that are open before and not after; `graph` is that of the run before. */
export function closedBetween(before: Run, after: Run, graph: FlowGraph): readonly ClosedWorkItem[] {
  const closed: ClosedWorkItem[] = []
  for (const instance of Object.values(before.state.instances)) {
    const task = openTask(instance)
    const now = after.state.instances[instance.id]
    if (task === undefined || (now !== undefined && openTask(now) !== undefined)) continue
    const { id: run, origin, seq } = after
    closed.push({
      id: workItemId(run, instance.id),
      run,
      flow: origin.flow,
      ...defined({ businessKey: origin.businessKey }),
      seq: seq + 1,
      ...closingOf(instance, now, after.history.slice(before.history.length)),
      item: workItemOf(before, graph, { instance: instance.id, task }),
    })
  }
  return closed
}

/** Also while an incident keeps people from doing it. */
function openTask({ wait, result }: ElementInstance): UserTaskWait | undefined {
  return result === undefined ? taskIn(wait) : undefined
}

function closingOf(
  instance: ElementInstance,
  now: ElementInstance | undefined,
  fresh: readonly HistoryEntry[],
): Closing {
  const mine = fresh.filter((one) => one.instance === instance.id)
  const isCompleted = now?.result !== undefined || mine.some(({ event }) => event === 'completed')
  const { by, outcome, at } = (isCompleted ? doneIn(instance) : undefined) ?? actIn(fresh, instance) ?? nobody
  return {
    state: isCompleted ? 'completed' : 'cancelled',
    closedAt: new Date(fresh.at(-1)?.at ?? at),
    ...defined({ closedBy: by, outcome }),
  }
}

/** Nobody; the instant is for what was asked of listeners before it was remembered. */
const nobody: Partial<TaskDone> & Pick<TaskDone, 'at'> = { at: '1970-01-01T00:00:00Z' }

/** What a person did to the task or to the whole run. */
function actIn(fresh: readonly HistoryEntry[], { id }: ElementInstance): HistoryEntry | undefined {
  return fresh.find(
    ({ event, instance }) => event === 'intervened' && (instance === id || instance === 'root'),
  )
}

/** What was said before its listeners were asked whether it may be done. */
function doneIn({ wait }: ElementInstance): TaskDone | undefined {
  if (wait.kind !== 'job' || wait.listener === undefined) return undefined
  return 'task' in wait.listener ? wait.listener.done : undefined
}

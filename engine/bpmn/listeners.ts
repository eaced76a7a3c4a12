/** Execution listeners: jobs before an element begins and after it has done its work, one after another. */
import type { JsonObject } from '../values/json.ts'
import { change, elementOf, instanceOf, type Machine } from './draft.ts'
import { jobWait } from './job-wait.ts'
import { visibleVariables } from './variables.ts'
import type { ExecutionTurn } from './wait.ts'

/** Puts an instance into waiting for a listener of its element; false when it has no such listener. */
export function awaitListener(machine: Machine, id: string, turn: ExecutionTurn): boolean {
  const instance = instanceOf(machine, id)
  if (instance === undefined) return false
  const { listeners = [] } = elementOf(machine, instance.elementId)
  const listener = listeners.filter(({ on }) => on === turn.on)[turn.index]
  if (listener === undefined) return false
  const input: JsonObject = { ...visibleVariables(machine, id), ...instance.result }
  change(machine, id, { wait: { ...jobWait(machine, id, { job: listener.job, input }), listener: turn } })
  return true
}

/** Tasks that are done by a job: service, send, and others with a task definition. */
import type { JobDefinition } from '../definitions.ts'
import { change, instanceOf, type Machine } from '../draft.ts'
import { jobWait } from '../job-wait.ts'
import { armBoundaries } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'

/** Waits for its job. */
export const jobTask: Behaviour = {
  enter: (machine, id, element) => {
    if (element.type !== 'serviceTask' && element.type !== 'sendTask') return
    armBoundaries(machine, id, element)
    waitForJob(machine, id, element.job)
  },
}

/** Puts an instance into waiting for a job; its input is what the task's input mappings made. */
export function waitForJob(machine: Machine, id: string, job: JobDefinition): void {
  const input = instanceOf(machine, id)?.variables ?? {}
  change(machine, id, { wait: jobWait(machine, id, { job, input }) })
}

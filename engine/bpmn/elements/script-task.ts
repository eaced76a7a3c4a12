/** Script tasks: a FEEL expression evaluated on the spot, or a job. */
import { complete } from '../machine.ts'
import { valueOf } from '../variables.ts'
import { armBoundaries } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'
import { waitForJob } from './job.ts'

/** Evaluates, or waits for the job. */
export const scriptTask: Behaviour = {
  enter: (machine, id, element) => {
    if (element.type !== 'scriptTask') return
    const { script } = element
    if (script.kind === 'job') {
      armBoundaries(machine, id, element)
      waitForJob(machine, id, script.job)
      return
    }
    complete(machine, id, { [script.resultVariable]: valueOf(machine, id, script.expression) })
  },
}

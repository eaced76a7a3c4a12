/** Business rule tasks: a rule set decides, or a job does. */
import { change } from '../draft.ts'
import { retriesOf } from '../job-wait.ts'
import { textOf, visibleVariables } from '../variables.ts'
import { armBoundaries } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'
import { waitForJob } from './job.ts'

/** Waits for the decision; the rule set sees all variables that the task sees. */
export const businessRuleTask: Behaviour = {
  enter: (machine, id, element) => {
    if (element.type !== 'businessRuleTask') return
    armBoundaries(machine, id, element)
    const { rule } = element
    if (rule.kind === 'job') return waitForJob(machine, id, rule.job)
    const decisionId = textOf(machine, id, [rule.decisionId, 'The decision id'])
    const input = visibleVariables(machine, id)
    const retriesLeft = retriesOf(machine, id, rule.retries)
    const bound = rule.binding.kind === 'latest' ? {} : { binding: rule.binding }
    change(machine, id, { wait: { kind: 'decision', decisionId, ...bound, input, retriesLeft, attempt: 1 } })
  },
}

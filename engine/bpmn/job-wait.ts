/** The wait for a job, whoever asks for it: a task, an event, a listener. */
import type { JsonObject } from '../values/json.ts'
import type { JobDefinition } from './definitions.ts'
import { NeedsPerson, type Machine } from './draft.ts'
import { textOf, valueOf } from './variables.ts'
import type { Wait } from './wait.ts'

/** The wait for a job, its type and attempts evaluated in the eyes of an instance. */
export function jobWait(
  machine: Machine,
  id: string,
  { job, input }: { readonly job: JobDefinition; readonly input: JsonObject },
): Extract<Wait, { readonly kind: 'job' }> {
  const type = textOf(machine, id, [job.type, 'The job type'])
  const retriesLeft = retriesOf(machine, id, job.retries)
  return { kind: 'job', type, input, headers: job.headers, retriesLeft, attempt: 1 }
}

/** The number of attempts that an expression asks for, at least 1. */
export function retriesOf(machine: Machine, id: string, expression: JobDefinition['retries']): number {
  const retries = Number(valueOf(machine, id, expression))
  if (Number.isInteger(retries) && retries >= 1) return retries
  throw new NeedsPerson('expressionFailed', 'The number of retries is not a whole number from 1.')
}

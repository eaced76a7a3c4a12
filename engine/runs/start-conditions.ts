/**
 * Flows that a condition starts: evaluated on variables when somebody asks, as in Camunda 8.9. Every start event whose
 * condition is true begins one run. Asked again under the same id, after a crash half-way, nothing begins twice.
 */
import { randomUUID } from 'node:crypto'

import { startHolds } from '../bpmn/conditions.ts'
import { ExpressionFailed } from '../expressions/expression.ts'
import { Problem } from '../../contracts/problems.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import { derivedId } from '../values/hash.ts'
import type { Admission } from './admission.ts'
import type { ConditionStart, FlowCatalogue } from './flows.ts'
import type { ConditionEvaluation, StartConditions } from './service.ts'
import type { Worker } from './worker.ts'

/** What it is made of. */
export interface StartConditionPorts {
  readonly flows: Pick<FlowCatalogue, 'conditionStarts' | 'conditionStartsOf'>
  readonly worker: Pick<Worker, 'begin'>
  readonly clock: Clock
  readonly admit: Admission
}

/** Runs that one evaluation begins at most. */
const mostRuns = 1_000

/** A start event that is true, or why nobody knows. */
type Looked = { readonly start: ConditionStart; readonly message?: string }

/** Makes the service. */
export function startConditions({ flows, worker, clock, admit }: StartConditionPorts): StartConditions {
  async function begin(
    start: ConditionStart,
    asked: ConditionEvaluation & { readonly id: string },
  ): Promise<string> {
    const { flow, version, startEvent } = start
    const { businessKey, correlationId, variables } = asked
    const id = derivedId('condition', asked.id, flow, startEvent)
    const origin = { flow, version, startedAt: clock.now(), ...defined({ businessKey, correlationId }) }
    await worker.begin({ id, origin, variables, startEvent, urgent: true })
    return id
  }

  return {
    evaluate: async (evaluation) => {
      admit()
      const { flow, version, variables, id = randomUUID() } = evaluation
      const starts =
        flow === undefined ? flows.conditionStarts() : await flows.conditionStartsOf(flow, version)
      const looked = starts.flatMap((start) => look(start, { variables, now: clock.now() }))
      const holding = looked.filter(({ message }) => message === undefined)
      if (holding.length > mostRuns) throw tooMany(holding.length)
      const ids = await Promise.all(holding.map(({ start }) => begin(start, { ...evaluation, id })))
      return {
        evaluationId: id,
        runs: holding.map(({ start }, index) => ({ id: ids[index] ?? '', ...shown(start) })),
        failed: looked.flatMap(({ start, message }) =>
          message === undefined ? [] : [{ ...shown(start), message }],
        ),
      }
    },
  }
}

function look(
  start: ConditionStart,
  { variables, now }: Pick<ConditionEvaluation, 'variables'> & { readonly now: Date },
): readonly Looked[] {
  try {
    return startHolds(start.condition, variables, now) ? [{ start }] : []
  } catch (error) {
    if (error instanceof ExpressionFailed) return [{ start, message: error.message }]
    throw error
  }
}

function shown({ flow, version, startEvent }: ConditionStart): {
  readonly flow: string
  readonly version: number
  readonly element: string
} {
  return { flow, version, element: startEvent }
}

function tooMany(count: number): Problem {
  const words = `${String(count)} conditions are true, and one evaluation begins ${String(mostRuns)} runs at most; nothing has begun.`
  return new Problem('badInput', words, {
    errors: [{ path: 'flow', message: 'say which flow, or narrow the conditions of the flows' }],
  })
}

/** Asks kept events again, with a version that does not hold yet, and tells what would have come out otherwise. */
import { problemOf } from '../../contracts/problems.ts'
import { cursorAfter } from '../store/page-cursor.ts'
import type { RuleEventDocument, RuleEventStore } from '../store/rule-events.ts'
import type { Clock } from '../values/clock.ts'
import { canonicalJson, type JsonObject } from '../values/json.ts'
import type { SimulatedDifference, SimulatedOutcome, Simulation } from './event-service.ts'
import type { Asking, RuleSets } from './service.ts'

/** What a simulation reads. */
export interface SimulationPorts {
  readonly store: Pick<RuleEventStore, 'list'>
  readonly ruleSets: RuleSets
  readonly clock: Clock
}

const mostEvents = 10_000
const pageSize = 500
const mostTold = 100
const monthMs = 31 * 86_400_000

/** Simulates over a period; the last month unless given. Changes nothing. */
export async function simulation(
  ports: SimulationPorts,
  instead: { readonly key: string; readonly version: number },
  { from, to }: { readonly from?: Date; readonly to?: Date },
): Promise<Simulation> {
  const { store, clock } = ports
  const versionsAt = clock.now()
  const filter = { from: from ?? new Date(versionsAt.getTime() - monthMs), ...(to !== undefined && { to }) }
  const found: SimulatedDifference[] = []
  let after: string | undefined
  do {
    const page = await store.list(filter, { limit: pageSize, ...(after !== undefined && { after }) })
    for (const event of page) {
      const [before, then] = [
        await outcome(ports, event, { versionsAt }),
        await outcome(ports, event, { versionsAt, instead }),
      ]
      found.push({ id: event._id, event: event.event, at: event.at, before, after: then })
    }
    after = nextAfter(page)
  } while (after !== undefined && found.length < mostEvents)
  return { ...summary(found), isComplete: after === undefined }
}

function nextAfter(page: readonly RuleEventDocument[]): string | undefined {
  const last = page.at(-1)
  return page.length === pageSize && last ? cursorAfter({ at: last.raisedAt, id: last._id }) : undefined
}

function summary(found: readonly SimulatedDifference[]): Omit<Simulation, 'isComplete'> {
  const different = found.filter(({ before, after }) => canonicalJson(before) !== canonicalJson(after))
  const both = (of: (outcome: SimulatedOutcome) => number): Simulation['rejected'] => ({
    before: found.reduce((sum, { before }) => sum + of(before), 0),
    after: found.reduce((sum, { after }) => sum + of(after), 0),
  })
  return {
    events: found.length,
    different: different.length,
    rejected: both(isRejected),
    netRial: both(netRial),
    differences: different.slice(0, mostTold),
  }
}

async function outcome(
  { ruleSets }: SimulationPorts,
  { event, facts, at }: RuleEventDocument,
  asking: Asking,
): Promise<SimulatedOutcome> {
  try {
    const { fired, output } = await ruleSets.evaluate({ event }, facts, { at, ...asking })
    return { fired, output }
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined || problem.code === 'ruleSetNotFound') throw error
    return { fired: [], output: {}, failed: problem.errors[0]?.message ?? problem.detail }
  }
}

function isRejected({ output }: SimulatedOutcome): number {
  return output['rejected'] === undefined ? 0 : 1
}

function netRial({ output }: SimulatedOutcome): number {
  const { netRial: rial } = (output['totals'] ?? {}) as JsonObject
  return typeof rial === 'number' ? rial : 0
}

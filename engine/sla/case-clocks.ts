/** Cases under clocks: how a case stood after each line of its trace. */
import type { Case, TraceEntry } from '../cases/case.ts'
import { factsOf } from '../cases/case.ts'
import type { CaseType } from '../cases/case-type.ts'
import type { CaseListener } from '../cases/cases.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { SlaClocks } from './clocks.ts'
import type { Sighting } from './observe.ts'

/** How a case stood right after each of the newest lines of its trace, the oldest first. */
export function sightingsOf(
  present: Case,
  fresh: readonly TraceEntry[],
  { type, policies }: { readonly type: CaseType; readonly policies: readonly string[] },
): readonly Sighting[] {
  const sightings: Sighting[] = []
  let facts: JsonObject = { ...factsOf(present), policies }
  for (const entry of fresh.toReversed()) {
    const responded = present.respondedAt !== undefined && present.respondedAt <= entry.at
    sightings.unshift({ n: entry.n, at: entry.at, facts: { ...facts, responded } })
    facts = { ...facts, ...before(entry, facts, type) }
  }
  return sightings
}

/** What was different before a line. */
function before(entry: TraceEntry, facts: JsonObject, type: CaseType): JsonObject {
  const changed = Object.fromEntries(
    (entry.changes ?? [])
      .filter(({ field }) => !field.startsWith('data.'))
      .map(({ field, from }) => [field, from]),
  )
  const data = (entry.changes ?? []).filter(({ field }) => field.startsWith('data.'))
  const earlier =
    data.length === 0
      ? {}
      : {
          data: {
            ...(facts['data'] as JsonObject),
            ...Object.fromEntries(data.map(({ field, from }) => [field.slice(5), from])),
          },
        }
  if (entry.what !== 'moved') return { ...changed, ...earlier }
  const isReopening = type.transitions.some(({ name, reopens }) => name === entry.name && reopens === true)
  const less = (name: string, by: number): Json => Number(facts[name] ?? 0) - by
  return {
    ...changed,
    ...earlier,
    state: entry.from ?? null,
    kind: type.states[entry.from ?? '']?.kind ?? null,
    visit: less('visit', 1),
    reopened: less('reopened', isReopening ? 1 : 0),
  }
}

/** Tells the clocks what happened to cases. */
export function caseClocks(
  clocks: SlaClocks,
  policiesOf: (present: Case) => Promise<readonly string[]>,
): CaseListener {
  return async (present, fresh, type) => {
    // What clocks themselves note changes nothing that a policy looks at.
    if (fresh.every(({ what }) => what === 'clock')) return
    const sightings = sightingsOf(present, fresh, { type, policies: await policiesOf(present) })
    await clocks.observe({ kind: 'case', id: present.id, label: present.number }, sightings)
  }
}

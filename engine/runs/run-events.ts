/**
 * Events of runs for the outside: what happened is written into the run's document with the checkpoint in which it did,
 * and brought from there into the feed of events (left-in-runs.ts), which knows each by its id. Pure.
 */
import type { HistoryEntry } from '../bpmn/model.ts'
import type { OutgoingEvent } from '../store/event-feed.ts'
import { defined } from '../values/defined.ts'
import type { Run } from './run-document.ts'

/** The longest words of an incident that are told. */
const longestWords = 2_000

/** What a change of a run tells. Pure. */
export function eventsOf(before: Run, after: Run): readonly OutgoingEvent[] {
  const { history, historyMoved } = before
  const fresh = after.history.slice(history.length)
  const first = historyMoved + history.length
  const later = fresh.flatMap((entry, place) => eventOf(after, entry, first + place))
  return first === 0 && fresh.length > 0 ? [startOf(after), ...later] : later
}

function startOf({ id, origin }: Run): OutgoingEvent {
  const { startedAt, parent } = origin
  const data = { startedAt: startedAt.toISOString(), ...(parent && { parentRunId: parent.run }) }
  return event({ id, origin }, { name: 'started', at: startedAt, data })
}

function eventOf(run: Run, entry: HistoryEntry, n: number): readonly OutgoingEvent[] {
  const at = new Date(entry.at)
  const place = String(n)
  if (entry.event === 'incidentRaised') {
    const { element, detail: code = '' } = entry
    const words = run.state.instances[entry.instance]?.incident?.message ?? code
    const data = { element, code, message: words.slice(0, longestWords), at: entry.at }
    return [event(run, { name: 'incident', at, data, place })]
  }
  const { status } = run.state
  const isEnd = entry.instance === 'root' && (entry.event === 'completed' || entry.event === 'terminated')
  if (!isEnd || status === 'running') return []
  return [event(run, { name: status, at, data: { endedAt: entry.at }, place })]
}

interface Happening {
  readonly name: string
  readonly at: Date
  readonly data: Readonly<Record<string, unknown>>
  /** Of the history: a run may end, be repaired, and end again. */
  readonly place?: string
}

function event(
  { id, origin }: Pick<Run, 'id' | 'origin'>,
  { name, at, data, place }: Happening,
): OutgoingEvent {
  const { flow, version, businessKey, correlationId } = origin
  return {
    id: ['run', id, name, place].filter((part) => part !== undefined).join(':'),
    type: `run.${name}`,
    subject: id,
    at,
    data: { runId: id, flow, version, ...defined({ businessKey }), ...data },
    ...defined({ correlationId }),
  }
}

/**
 * Events of runs for the outside: what happened is written into the run's document with the checkpoint in which it did,
 * and from there into the feed of events. A death in between leaves it in the document, and the next look tells it; the
 * feed knows each by its id. What of one run is told is read from its document, so that it stays in order whoever tells.
 */
import type { HistoryEntry } from '../bpmn/model.ts'
import type { EventFeed, OutgoingEvent } from '../store/event-feed.ts'
import type { RunStore } from '../store/runs.ts'
import { defined } from '../values/defined.ts'
import type { Log } from '../values/log.ts'
import type { Run } from './run-document.ts'

/** The longest words of an incident that are told. */
const longestWords = 2_000

/** What a write tells, whose new history is the end of the run's. Pure. */
export function eventsOf(run: Run, fresh: readonly HistoryEntry[]): readonly OutgoingEvent[] {
  const before = run.historyMoved + run.history.length - fresh.length
  const later = fresh.flatMap((entry, place) => eventOf(run, entry, before + place))
  return run.seq === 0 ? [startOf(run), ...later] : later
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

/** Tells what runs have left in their documents. */
export interface RunTeller {
  /** These have something to tell. */
  soon(run: string): void
  /** What nobody has told; another process may have died before it could. */
  tellLeft(): Promise<void>
  /** Resolves when nothing is being told. */
  stop(): Promise<void>
}

/** Runs told together at most. */
const batch = 200

/** Makes the teller. What fails is logged, and told by the next look. */
export function runTeller({ runs, feed, log }: TellerPorts): RunTeller {
  const waiting = new Set<string>()
  let telling: Promise<void> | undefined

  async function tell(ids: readonly string[]): Promise<void> {
    const left = await runs.untold(ids)
    await feed.append(left.flatMap(({ untold }) => untold))
    await runs.told(left)
  }

  async function tellAll(): Promise<void> {
    while (waiting.size > 0) {
      const ids = [...waiting].slice(0, batch)
      for (const id of ids) waiting.delete(id)
      await tell(ids).catch((error: unknown) => log.warn('what runs have to tell is told later', { error }))
    }
    telling = undefined
  }

  return {
    soon: (run) => {
      waiting.add(run)
      telling ??= tellAll()
    },
    tellLeft: async () => {
      const ids = await runs.withUntold(batch)
      if (ids.length > 0) await tell(ids)
    },
    stop: async () => {
      await telling
    },
  }
}

/** What a teller is made of. */
export interface TellerPorts {
  readonly runs: Pick<RunStore, 'untold' | 'told' | 'withUntold'>
  readonly feed: EventFeed
  readonly log: Log
}

/**
 * What the changes of a run leave for others, until the write that makes them durable: lines of history, and what goes
 * from the document to where it belongs (left-in-runs.ts). Taken from each change as it happens, so that a history
 * that moves out of the document takes nothing along. Pure.
 */
import type { FlowGraph, HistoryEntry } from '../bpmn/model.ts'
import type { ClosedWorkItem } from '../store/closed-work-items.ts'
import type { OutgoingEvent } from '../store/event-feed.ts'
import type { CalledOff } from '../store/run-outbox.ts'
import { calledOffBetween } from './called-off.ts'
import { closedBetween } from './closed-items.ts'
import type { Run } from './run-document.ts'
import { eventsOf } from './run-events.ts'

/** Each list with the oldest first. */
export interface Leaving {
  readonly history: readonly HistoryEntry[]
  /** Events that it tells. */
  readonly untold: readonly OutgoingEvent[]
  /** Work items that it closes. */
  readonly closedItems: readonly ClosedWorkItem[]
  /** Called runs that it goes on without. */
  readonly calledOff: readonly CalledOff[]
}

/** Of no change at all. */
export const nothingLeft: Leaving = { history: [], untold: [], closedItems: [], calledOff: [] }

/** Of one change; `graph` is that of the run before. */
export function leftBetween(before: Run, after: Run, graph: FlowGraph): Leaving {
  return {
    history: after.history.slice(before.history.length),
    untold: eventsOf(before, after),
    closedItems: closedBetween(before, after, graph),
    calledOff: calledOffBetween(before, after),
  }
}

/** Of one change after others. */
export function joined(earlier: Leaving, later: Leaving): Leaving {
  if (earlier === nothingLeft) return later
  return {
    history: [...earlier.history, ...later.history],
    untold: [...earlier.untold, ...later.untold],
    closedItems: [...earlier.closedItems, ...later.closedItems],
    calledOff: [...earlier.calledOff, ...later.calledOff],
  }
}

/** What has come since a write that took all there was then. */
export function since(written: Leaving, now: Leaving): Leaving {
  if (now === written) return nothingLeft
  return {
    history: now.history.slice(written.history.length),
    untold: now.untold.slice(written.untold.length),
    closedItems: now.closedItems.slice(written.closedItems.length),
    calledOff: now.calledOff.slice(written.calledOff.length),
  }
}

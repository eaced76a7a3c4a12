/** Called runs that their caller goes on without: which, and what they are told. Pure. */
import type { HistoryEntry, RunEvent } from '../bpmn/model.ts'
import type { CalledOff } from '../store/run-outbox.ts'
import { childRunId, type Run } from './run-document.ts'

/** The called runs that a part of the history has left behind. */
export function calledOffIn({ id, state }: Run, fresh: readonly HistoryEntry[]): readonly CalledOff[] {
  // What a run undoes when it is cancelled, the runs that it has called undo too.
  const isUndoing = state.instances['root']?.wait.kind === 'compensation'
  return fresh.flatMap(({ event, elementType, instance }) =>
    event === 'terminated' && elementType === 'callActivity'
      ? [{ id: childRunId(id, instance), ...(isUndoing && { compensate: true as const }) }]
      : [],
  )
}

/** What such a run is told; told again, it changes nothing. */
export function cancelling({ compensate }: CalledOff, at: string): RunEvent {
  const reason = 'the calling run went on without it'
  return { kind: 'cancelled', reason, at, ...(compensate && { compensate }) }
}

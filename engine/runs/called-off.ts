/** Called runs that their caller goes on without: which, what they are told, and how. */
import type { RunEvent } from '../bpmn/model.ts'
import type { CalledOff } from '../store/run-outbox.ts'
import type { NotBrought } from './left-in-runs.ts'
import { childRunId, type Run } from './run-document.ts'

/** The called runs that a change of a run leaves behind. */
export function calledOffBetween(before: Run, after: Run): readonly CalledOff[] {
  return after.history
    .slice(before.history.length)
    .flatMap(({ event, instance, at }) =>
      event === 'terminated' && isCalling(before, instance) ? [callOff(after, instance, at)] : [],
    )
}

function isCalling({ state }: Run, instance: string): boolean {
  return state.instances[instance]?.wait.kind === 'child'
}

/**
 * A called run that has only now begun, when its caller no longer waits for it; nothing when it does. Who called it off
 * has found no such run.
 */
export function calledOffBefore(caller: Run, instance: string, at: string): CalledOff | undefined {
  return isCalling(caller, instance) ? undefined : callOff(caller, instance, at)
}

function callOff({ id, state }: Run, instance: string, at: string): CalledOff {
  // What a run undoes when it is cancelled, the runs that it has called undo too.
  const isUndoing = state.instances['root']?.wait.kind === 'compensation'
  return { id: childRunId(id, instance), at, ...(isUndoing && { compensate: true as const }) }
}

/** What such a run is told; told again, it changes nothing. */
export function cancelling({ compensate }: CalledOff, at: string): RunEvent {
  const reason = 'the calling run went on without it'
  return { kind: 'cancelled', reason, at, ...(compensate && { compensate }) }
}

/** Whoever was about to begin a called run has done so after this time, or never will, ms. */
const beginsWithinMs = 60_000

/** Brings an event to a run; `undefined` when there is no such run. */
type Deliver = (run: string, event: RunEvent) => Promise<boolean | undefined>

/** Tells them, each for itself; gives those that could not be told, and those that may yet begin. */
export async function tellCalledOff(
  called: readonly CalledOff[],
  now: Date,
  deliver: Deliver,
): Promise<readonly NotBrought[]> {
  const tell = async (one: CalledOff): Promise<readonly NotBrought[]> => {
    const told = await deliver(one.id, cancelling(one, now.toISOString()))
    const mayYetBegin = told === undefined && now.getTime() - Date.parse(one.at) < beginsWithinMs
    return mayYetBegin ? [{ id: one.id }] : []
  }
  const together = await Promise.allSettled(called.map(tell))
  const missed: NotBrought[] = []
  for (const [index, one] of called.entries()) {
    const outcome = together[index]
    if (outcome?.status === 'fulfilled') missed.push(...outcome.value)
    // Writes travel together, and one may have taken others with it.
    else missed.push(...(await tell(one).catch((error: unknown) => [{ id: one.id, error }])))
  }
  return missed
}

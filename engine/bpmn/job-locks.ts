/**
 * Jobs in the hands of workers outside: which are left to them, who has a job, until when, and the token that only its
 * holder knows. A lock
 * that has run out gives the job to whoever asks next; an answer counts only with the token of the present lock. Pure.
 */
import { change, instanceOf, type Machine } from './draft.ts'
import type { RunEvent, RunState } from './model.ts'
import { answered } from './reactions.ts'
import type { JobLock, Wait } from './wait.ts'

type EventOf<K extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: K }>

/** Whether a job can be handed out at an instant. */
export function isFree(wait: Pick<Extract<Wait, { kind: 'job' }>, 'lock'>, at: string): boolean {
  return wait.lock === undefined || wait.lock.until <= at
}

/** Whether an event may pass: it names no lock, or the one that its instance has now. */
export function holdsLock({ instances }: RunState, event: RunEvent): boolean {
  if (!('lock' in event) || event.lock === undefined || !('instance' in event)) return true
  return lockOf(instances[event.instance]?.wait)?.token === event.lock
}

/** A wait that no worker holds. */
export function unlocked<W extends Wait>(wait: W): W {
  if (lockOf(wait) === undefined) return wait
  const { lock: _gone, ...rest } = { lock: undefined, ...wait }
  return rest as W
}

function lockOf(wait: Wait | undefined): JobLock | undefined {
  return wait?.kind === 'job' ? wait.lock : undefined
}

/** What happens to a lock; false when it does not apply any more. */
export const lockReactions: {
  readonly [K in 'jobLeft' | 'jobTakenIn' | 'jobLocked' | 'lockExtended']: (
    machine: Machine,
    event: EventOf<K>,
  ) => boolean
} = {
  jobLeft: (machine, { instance }) =>
    answered(machine, instance, ['job'], (wait) => {
      if (wait.outside === true || wait.retryAt !== undefined) return false
      change(machine, instance, { wait: { ...wait, outside: true } })
      return true
    }),
  jobTakenIn: (machine, { instance, at }) =>
    answered(machine, instance, ['job'], ({ outside, ...wait }) => {
      if (outside === undefined || !isFree(wait, at)) return false
      change(machine, instance, { wait: unlocked(wait) })
      return true
    }),
  jobLocked: (machine, { instance, worker, token, until, at }) => {
    const holder = instanceOf(machine, instance)
    if (holder?.wait.kind !== 'job' || holder.incident !== undefined) return false
    if (holder.wait.retryAt !== undefined || !isFree(holder.wait, at)) return false
    change(machine, instance, { wait: { ...holder.wait, lock: { worker, token, until } } })
    return true
  },
  lockExtended: (machine, { instance, until }) => {
    const wait = instanceOf(machine, instance)?.wait
    const lock = lockOf(wait)
    if (wait?.kind !== 'job' || lock === undefined) return false
    change(machine, instance, { wait: { ...wait, lock: { ...lock, until } } })
    return true
  },
}

/**
 * A change on its way to the system that masters an attribute, and what becomes of it: pure. It stays pending until the
 * source's own record says the same, says something else, or time is up; what the system answers to the run does not
 * count as the source's word, but its no does.
 */
import type { RunToStop, WriteBackChange, WriteBackDocument, WriteBackState } from '../store/write-backs.ts'
import { derivedId } from '../values/hash.ts'
import type { Json } from '../values/json.ts'

/** How long a source may take to confirm unless the policy says otherwise, seconds. */
export const usualWaitSeconds = 86_400
/** Changes of one attribute that are remembered. */
const remembered = 20
/** After so long a run that was to be stopped and is not there will not come any more, ms. */
const lateMs = 60_000
/** How long what follows a superseded change waits for its run to end by itself, ms. */
const endingMs = 30_000

/** Where a change goes. */
export type Target = Pick<WriteBackDocument, 'record' | 'connection' | 'type' | 'externalId' | 'attribute'>

/** The id of the document of an attribute of a record. */
export function writeBackId({ record, attribute }: Pick<Target, 'record' | 'attribute'>): string {
  return derivedId('write-back', record, attribute)
}

/** The run of the changes that travel together: always the same, so that it is started once. */
export function runOf(edit: string): string {
  return derivedId('write-back-run', edit)
}

/** The document with a new change; one that was still on its way is superseded, and its run ends or is stopped. */
export function changed(
  before: WriteBackDocument | undefined,
  target: Target,
  change: WriteBackChange,
): WriteBackDocument {
  const { earlier = [], stops = [], seq = 0 } = before ?? {}
  const onItsWay = before?.current.state === 'pending' ? before.current : undefined
  const mayEndUntil = new Date(change.at.getTime() + endingMs)
  const stop = onItsWay === undefined ? [] : [{ run: onItsWay.run, since: change.at, mayEndUntil }]
  return {
    _id: writeBackId(target),
    seq: seq + 1,
    ...target,
    current: change,
    earlier: [...past(before?.current, change), ...earlier].slice(0, remembered),
    stops: [...stops, ...stop],
    open: true,
  }
}

/** What becomes of the change before: taken along by a later edit, it is the same wish by the same person. */
function past(before: WriteBackChange | undefined, change: WriteBackChange): readonly WriteBackChange[] {
  if (before === undefined || sameWish(before, change)) return []
  return before.state === 'pending' ? [ended(before, { state: 'superseded', at: change.at })] : [before]
}

function sameWish(a: WriteBackChange, b: WriteBackChange): boolean {
  return a.at.getTime() === b.at.getTime() && a.by === b.by && a.state === 'pending'
}

/** How a run stands; `undefined`: it is not there. */
export type RunStanding =
  | {
      readonly state: 'running' | 'completed' | 'terminated' | 'cancelled' | 'incident' | 'paused'
      /** What its flow says of a no. */
      readonly refusal?: string
    }
  | undefined

/** What the record of the source says now; `undefined`: it is gone. Keys are compared forms. */
export type SourceStanding =
  | {
      readonly key: string
      readonly value: Json
      /** The compared form of a value that people gave. */
      readonly keyOf: (value: Json) => string
    }
  | undefined

/** What is seen when somebody looks. */
export interface Seen {
  readonly run: RunStanding
  readonly source: SourceStanding
  readonly now: Date
}

/** The change after a look; the very same when there is nothing new. */
export function judged(
  { current, earlier }: Pick<WriteBackDocument, 'current' | 'earlier'>,
  seen: Seen,
): WriteBackChange {
  if (current.state !== 'pending') return current
  const { source, now } = seen
  if (source === undefined)
    return ended(current, { state: 'failed', at: now, note: 'the source has no such record any more' })
  const { key, keyOf, value } = source
  // A run that was superseded may have got through: its value is no word of anybody else, and ours must come after it.
  const others = earlier.findIndex((one) => one.state !== 'superseded')
  const own = (others === -1 ? earlier : earlier.slice(0, others)).map((one) => keyOf(one.value))
  if (key === keyOf(current.value)) {
    const isLast = own.length === 0 || current.sentAt !== undefined
    return isLast ? ended(current, { state: 'confirmed', at: now }) : afterRun(current, seen)
  }
  if (key !== keyOf(current.before) && !own.includes(key)) {
    return {
      ...ended(current, { state: 'conflict', at: now, note: 'the source says something else' }),
      sourceValue: value,
    }
  }
  return afterRun(current, seen)
}

function afterRun(current: WriteBackChange, { run, now }: Seen): WriteBackChange {
  if (current.sentAt === undefined && run !== undefined) {
    if (run.state === 'completed' && run.refusal !== undefined)
      return ended(current, { state: 'rejected', at: now, note: run.refusal })
    if (run.state === 'cancelled' || run.state === 'terminated')
      return ended(current, { state: 'failed', at: now, note: `its run was ${run.state}` })
    if (run.state === 'completed') return { ...current, sentAt: now }
  }
  if (now < current.dueAt) return current
  return ended(current, { state: 'timedOut', at: now, note: 'the source did not confirm it in time' })
}

/** The change in its last state. */
export function ended(
  change: WriteBackChange,
  { state, at, note }: { readonly state: WriteBackState; readonly at: Date; readonly note?: string },
): WriteBackChange {
  return { ...change, state, settledAt: at, ...(note !== undefined && { note }) }
}

/** The runs that must still be stopped: those that live, and those that may yet come. */
export function stopsLeft(
  stops: readonly RunToStop[],
  runs: ReadonlyMap<string, RunStanding>,
  now: Date,
): readonly RunToStop[] {
  return stops.filter(({ run, since }) => {
    const standing = runs.get(run)
    if (standing === undefined) return now.getTime() - since.getTime() < lateMs
    return isLiving(standing)
  })
}

/** Whether a run is to be stopped now: one that is at work may have sent its change already, and is let end for a while. */
export function isToBeStopped({ mayEndUntil }: RunToStop, standing: RunStanding, now: Date): boolean {
  if (!isLiving(standing)) return false
  return mayEndUntil === undefined || standing?.state !== 'running' || now >= mayEndUntil
}

/** Whether a run can still do something. */
export function isLiving(standing: RunStanding): boolean {
  return standing !== undefined && ['running', 'incident', 'paused'].includes(standing.state)
}

/** The document after a look; the very same when there is nothing new. */
export function lookedAt(
  document: WriteBackDocument,
  now: { readonly current: WriteBackChange; readonly stops: readonly RunToStop[] },
): WriteBackDocument {
  const { current, stops } = now
  const isSame = current === document.current && stops.length === document.stops.length
  if (isSame) return document
  const { open: _open, ...rest } = document
  const isOpen = current.state === 'pending' || stops.length > 0
  return { ...rest, seq: document.seq + 1, current, stops, ...(isOpen && { open: true as const }) }
}

/** Ends for which a run has no work left: not the source's own yes, after which it may finish. */
export function endsItsRun({ state, sentAt }: WriteBackChange): boolean {
  return sentAt === undefined && ['conflict', 'failed', 'timedOut', 'withdrawn'].includes(state)
}

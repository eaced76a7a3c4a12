/** What may be done to a run that a process has in hand, and how it comes in. */
import type { FlowGraph } from '../bpmn/model.ts'
import type { Run } from './run-document.ts'

/** Raised to the caller when the run cannot be written: another one holds the same active key. */
export class ActiveKeyTaken extends Error {}

/** How an event came in. */
export interface Dispatch {
  /** The message that brought it: taken at most once by a run. */
  readonly message?: string
  /** True when somebody waits for the checkpoint. */
  readonly urgent?: boolean
}

/**
 * What happens to a run; `undefined` when it no longer applies. Applied again after somebody else's write.
 * May raise a `Problem` for whoever asked; then nothing has happened.
 */
export type Change = (run: Run, graph: FlowGraph) => Changed | undefined

/** A run after a change, with its graph when that is another one. */
export interface Changed {
  readonly run: Run
  readonly graph?: FlowGraph
}

/**
 * What an adapter's folder brings to the conformance test: `{name}.conformance.ts` exports `openStage`, which
 * starts the simulator and says how each operation is set going against it. Written in the adapter's own words;
 * what must then happen is said once, for all, in `behaviour.conformance.ts`.
 */
import type { HttpFront, TransportFault } from '../simulator.ts'

/** One operation, ready to be called. */
export interface Scene {
  /** The simulator's name of what the operation calls: misbehaviours are planned under it. */
  readonly remote: string
  /** A valid input; the world is made ready for it. Every call makes a new one. */
  readonly input: () => unknown
  /** For `idempotent` and `once`: how often the remote's world was changed by this input. */
  readonly changes?: (input: unknown) => number | Promise<number>
  /** A valid input that the remote understands and refuses. */
  readonly refusedInput?: () => unknown
}

/** A running simulator and the way to it. */
export interface Stage {
  /** Settings that work. Their secrets must appear nowhere else. */
  readonly settings: Readonly<Record<string, unknown>>
  /** The same with a login that the remote does not know. */
  readonly wrongLogin: Readonly<Record<string, unknown>>
  /** Every operation. */
  readonly scenes: Readonly<Record<string, Scene>>
  readonly misbehave: (kind: TransportFault, remote: string) => void
  /** Connections on which a call waits at the remote now; those that rest in a pool do not count. */
  readonly openConnections: () => number
  /** Requests that reached the remote so far under a name of its own. */
  readonly arrivals: (remote: string) => number
  readonly close: () => Promise<void>
  /** It takes long to open: the rules use one after the other, and a new one after one that was broken. */
  readonly isKept?: true
}

/** Opens the stage; each rule opens its own unless it is one to be kept. */
export type OpenStage = () => Promise<Stage>

/**
 * Exported as `absent` by those whose stage needs a real counterpart: why there is none here, false when there is. The
 * rules about what the adapter does are then skipped, and say so.
 */
export type StageAbsent = () => Promise<string | false>

/** The parts of a stage that every simulator on `startHttp` gives in the same way. */
export function httpStage(
  front: Omit<HttpFront, 'misbehave'> & {
    readonly misbehave: (misbehaviour: { readonly kind: TransportFault; readonly operation: string }) => void
  },
): Pick<Stage, 'misbehave' | 'openConnections' | 'arrivals' | 'close'> {
  return {
    misbehave: (kind, operation) => front.misbehave({ kind, operation }),
    openConnections: front.openConnections,
    arrivals: (remote) => front.calls()[remote] ?? 0,
    close: front.close,
  }
}

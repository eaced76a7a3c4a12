/** How events find those who wait for them: the shape of the tables that `advance` puts together. */
import { instanceOf, type Machine } from './draft.ts'
import type { ElementInstance, RunEvent } from './model.ts'
import type { Wait } from './wait.ts'

/** An event of a kind. */
export type EventOf<K extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: K }>

/** What events of some kinds do; false when one does not apply any more. */
export type Reactions<K extends RunEvent['kind']> = {
  readonly [Kind in K]: (machine: Machine, event: EventOf<Kind>) => boolean
}

/** Acts when the instance still waits in one of these ways and has no incident. */
export function answered<K extends Wait['kind']>(
  machine: Machine,
  id: string,
  ...[kinds, act]: [
    readonly K[],
    (wait: Extract<Wait, { kind: K }>, holder: ElementInstance) => boolean | void,
  ]
): boolean {
  const holder = instanceOf(machine, id)
  if (holder === undefined || holder.incident !== undefined) return false
  if (!(kinds as readonly string[]).includes(holder.wait.kind)) return false
  return act(holder.wait as Extract<Wait, { kind: K }>, holder) !== false
}

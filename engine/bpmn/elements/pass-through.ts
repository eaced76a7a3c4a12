/** Elements that do nothing: undefined and manual tasks, and events without a definition. */
import { complete } from '../machine.ts'
import type { Behaviour } from './behaviour.ts'

/** Completes at once. */
export const passThrough: Behaviour = {
  enter: (machine, id) => complete(machine, id),
}

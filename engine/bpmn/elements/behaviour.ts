/** What a kind of element brings to the machine. One file per kind; `behaviours.ts` lists them. */
import type { JsonObject } from '../../values/json.ts'
import type { Machine } from '../draft.ts'
import type { ElementInstance, FlowElement } from '../model.ts'

/** The behaviour of one kind of element. */
export interface Behaviour {
  /** A token arrives; false when it is taken in without an activation (a join that still waits). */
  arrive?(
    machine: Machine,
    element: FlowElement,
    at: { readonly parent: string; readonly flow?: string },
  ): boolean
  /** The instance exists and its inputs are mapped: wait for something, or complete. */
  enter(machine: Machine, id: string, element: FlowElement): void
  /** The flows to take on completion; default: all outgoing ones. */
  choose?(machine: Machine, instance: ElementInstance, element: FlowElement): readonly string[]
  /** Where the token goes on when not along a flow: the catching side of a link. */
  jump?(machine: Machine, element: FlowElement): string | undefined
  /** Something inside has completed; `result` is what it brought. May end what else is inside. */
  childCompleted?(
    machine: Machine,
    id: string,
    child: { readonly instance: ElementInstance; readonly result: JsonObject },
  ): void
  /** Nothing lives inside any more; default: it completes. */
  emptied?(machine: Machine, id: string, element: FlowElement): void
}

/** The room of forms of base information, put together for the hub out of what other rooms know. */
import { entityFormHandlers, type EntityFormPorts } from '../rest/entity-forms.ts'
import type { Handlers } from '../rest/handler.ts'

/** The room. */
export interface FormRoom {
  readonly handlers: Handlers<keyof ReturnType<typeof entityFormHandlers>>
}

/** Puts it together. */
export function formRoom(ports: EntityFormPorts): FormRoom {
  return { handlers: entityFormHandlers(ports) }
}

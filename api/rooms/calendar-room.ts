/** The room of business calendars, put together for the hub. */
import { calendars } from '../../engine/calendars/calendars.ts'
import type { Calendars } from '../../engine/calendars/service.ts'
import { calendarStore } from '../../engine/store/calendars.ts'
import { calendarHandlers } from '../rest/calendars.ts'
import type { Handlers } from '../rest/handler.ts'
import type { RoomPorts } from './room.ts'

/** The room. */
export interface CalendarRoom {
  readonly calendars: Calendars
  readonly handlers: Handlers<keyof ReturnType<typeof calendarHandlers>>
  start(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function calendarRoom({ connection, clock }: RoomPorts): CalendarRoom {
  const store = calendarStore(connection)
  const business = calendars(store, clock)
  return { calendars: business, handlers: calendarHandlers(business), start: () => store.prepare() }
}

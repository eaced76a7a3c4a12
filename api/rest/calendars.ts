/** Business calendars: saved as versions, looked at year by year, calculated with. */
import { Problem, problemOf } from '../../contracts/problems.ts'
import type { Calendars, CalendarView } from '../../engine/calendars/service.ts'
import { durationOf } from '../../engine/values/instants.ts'
import { changesBetween } from './audited.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves calendars. */
export function calendarHandlers(
  calendars: Calendars,
): Handlers<
  | 'listCalendars'
  | 'findCalendarFor'
  | 'getCalendar'
  | 'putCalendar'
  | 'listCalendarVersions'
  | 'getCalendarYear'
  | 'calculateBusinessTime'
> {
  return {
    listCalendars: async ({ query }) => ok(await calendars.list(pageOf(query))),
    findCalendarFor: async ({ query }) => ok(await calendars.holdingFor(query)),
    getCalendar: async ({ params: { key }, query: { version } }) => {
      const view = await calendars.get(key, version)
      return ok(view, { etag: etag(view.version) })
    },
    putCalendar: async ({ params: { key }, body, ifVersion, caller }) => {
      const by = { by: caller.id, ...(ifVersion !== undefined && { ifVersion }) }
      const before = await calendars.get(key).catch((error: unknown) => {
        if (problemOf(error)?.code === 'calendarNotFound') return undefined
        throw error
      })
      const view = await calendars.put(key, body, by)
      const changes = changesBetween(before && contentOf(before), contentOf(view))
      return { ...ok(view, { etag: etag(view.version) }), changes }
    },
    listCalendarVersions: async ({ params: { key }, query }) =>
      ok(await calendars.versions(key, pageOf(query))),
    getCalendarYear: async ({ params: { key, year }, query: { version } }) =>
      ok(await calendars.year(key, year, version)),
    calculateBusinessTime: async ({ params: { key }, body: { from, add, addDays, to } }) =>
      ok(
        await calendars.calculate(key, {
          from: new Date(from),
          ...(add !== undefined && { addMs: msOf(add) }),
          ...(addDays !== undefined && { addDays }),
          ...(to !== undefined && { to: new Date(to) }),
        }),
      ),
  }
}

/** What people set of it. */
function contentOf({ title, teams, units, contracts, calendar }: CalendarView): object {
  return { title, teams, units, contracts, calendar }
}

/** A business duration has a fixed length: days and months of business time would mean nothing. */
function msOf(text: string): number {
  const duration = durationOf(text)
  if (duration !== undefined && duration.days === 0 && duration.months === 0 && duration.years === 0) {
    return duration.ms
  }
  const message = 'must be hours, minutes and seconds such as PT4H30M; for working days use addDays'
  throw new Problem('badInput', 'The duration cannot be used.', { errors: [{ path: 'add', message }] })
}

/** Saves, shows and applies business calendars. A version is immutable. */
import { Problem, type FieldError } from '../../contracts/problems.ts'
import type { Page } from '../runs/service.ts'
import type { CalendarStore, CalendarVersion } from '../store/calendars.ts'
import { positionOf } from '../store/page-cursor.ts'
import type { Clock } from '../values/clock.ts'
import { contentHash } from '../values/hash.ts'
import { businessTime, NoBusinessTime, type BusinessTime } from './business-time.ts'
import { calendarProblems } from './check-calendar.ts'
import type { CalendarDraft, Calendars, CalendarUser, CalendarView } from './service.ts'
import { yearPreview } from './year-preview.ts'

/** The key of the calendar of everybody who has none of their own. */
const defaultKey = 'default'

/** Comes with the hub until `default` is saved: Saturday to Wednesday 8 to 16, Thursday 8 to 12, Iranian holidays. */
const shipped: CalendarView = {
  key: defaultKey,
  version: 0,
  title: { en: 'Office hours', fa: 'ساعت کار اداری' },
  calendar: {
    timeZone: 'Asia/Tehran',
    week: {
      saturday: [{ from: '08:00', to: '16:00' }],
      sunday: [{ from: '08:00', to: '16:00' }],
      monday: [{ from: '08:00', to: '16:00' }],
      tuesday: [{ from: '08:00', to: '16:00' }],
      wednesday: [{ from: '08:00', to: '16:00' }],
      thursday: [{ from: '08:00', to: '12:00' }],
    },
    holidays: ['iran'],
  },
  createdAt: new Date(0),
  createdBy: 'peyvand',
}

const preparedAtMost = 1_000

/** Makes the service. */
export function calendars(store: CalendarStore, clock: Clock): Calendars {
  const prepared = new Map<string, BusinessTime>()

  async function wanted(key: string, version?: number): Promise<CalendarView> {
    const found = version === undefined ? await store.newest(key) : await store.version(key, version)
    if (found !== undefined) return viewOf(found)
    if (key === defaultKey && (version ?? 0) === 0) return shipped
    const words = version === undefined ? '' : ` in version ${String(version)}`
    throw new Problem('calendarNotFound', `There is no calendar "${key}"${words}.`)
  }

  async function* all(): AsyncGenerator<CalendarView> {
    for (let after: string | undefined; ;) {
      const found = await store.list(after, 500)
      yield* found.map(viewOf)
      after = found.at(-1)?.key
      if (found.length < 500) return
    }
  }

  /** Whom the draft names although another calendar does. */
  async function claimed(key: string, draft: CalendarDraft): Promise<readonly FieldError[]> {
    const errors: FieldError[] = []
    for await (const other of all()) {
      if (other.key === key) continue
      for (const list of ['teams', 'units', 'contracts'] as const) {
        const both = (draft[list] ?? []).filter((name) => other[list]?.includes(name))
        const message = `names ${both.join(', ')}, which calendar "${other.key}" names; remove it from one of them`
        if (both.length > 0) errors.push({ path: list, message })
      }
    }
    return errors
  }

  async function put(
    key: string,
    draft: CalendarDraft,
    { by, ifVersion }: { readonly by: string; readonly ifVersion?: number },
  ): Promise<CalendarView> {
    const errors = calendarProblems(draft.calendar).map(({ path, message }) => ({
      path: `calendar/${path}`,
      message,
    }))
    errors.push(...(await claimed(key, draft)))
    if (errors.length > 0) throw new Problem('badInput', 'The calendar cannot be saved.', { errors })
    const hash = contentHash(draft)
    for (;;) {
      const newest = await store.newest(key)
      const present = newest?.version ?? 0
      if (ifVersion !== undefined && ifVersion !== present) {
        throw new Problem('preconditionFailed', `Calendar "${key}" is at version ${String(present)}.`)
      }
      if (newest?.contentHash === hash) return viewOf(newest)
      const version = present + 1
      const next: CalendarVersion = {
        ...draft,
        _id: `${key}:${String(version)}`,
        key,
        version,
        contentHash: hash,
        createdAt: clock.now(),
        createdBy: by,
      }
      if (await store.add(next)) return viewOf(next)
    }
  }

  async function holdingFor({ contract, team, unit }: CalendarUser): Promise<CalendarView> {
    const wishes = [
      { list: 'contracts', name: contract },
      { list: 'teams', name: team },
      { list: 'units', name: unit },
    ] as const
    const found: CalendarView[] = []
    for await (const view of all()) found.push(view)
    const naming = wishes.map(({ list, name }) =>
      name === undefined ? undefined : found.find((view) => view[list]?.includes(name)),
    )
    return naming.find((view) => view !== undefined) ?? wanted(defaultKey)
  }

  async function ready(key: string, version?: number): Promise<BusinessTime> {
    const idOf = (number: number): string => `${key}:${String(number)}`
    const named = version === undefined ? undefined : prepared.get(idOf(version))
    if (named !== undefined) return named
    const view = await wanted(key, version)
    const id = idOf(view.version)
    const known = prepared.get(id)
    if (known !== undefined) return known
    if (prepared.size >= preparedAtMost) prepared.clear()
    const fresh = businessTime(view.calendar)
    prepared.set(id, fresh)
    return fresh
  }

  return {
    put,
    get: wanted,
    list: async ({ limit, after }) => {
      const found = await store.list(after, limit + 1)
      const items = found.slice(0, limit).map(viewOf)
      return { items, next: found.length > limit ? (items.at(-1)?.key ?? null) : null }
    },
    versions: async (key, { limit, after }): Promise<Page<CalendarView>> => {
      await wanted(key)
      const below = after === undefined ? Number.MAX_SAFE_INTEGER : positionOf(after)
      const found = await store.versions(key, below, limit + 1)
      const items = found.slice(0, limit).map(viewOf)
      return { items, next: found.length > limit ? String(items.at(-1)?.version) : null }
    },
    holdingFor,
    businessTime: ready,
    year: async (key, year, version) => yearPreview((await wanted(key, version)).calendar, year),
    calculate: async (key, { from, addMs, addDays, to }) => {
      const time = await ready(key)
      try {
        const later = addDays === undefined ? from : time.addDays(from, addDays)
        const result = addMs === undefined ? later : time.add(later, addMs)
        return {
          isOpen: time.isOpen(from),
          nextOpening: time.nextOpening(from),
          ...((addMs ?? addDays) !== undefined && { result }),
          ...(to !== undefined && { betweenMs: time.between(from, to) }),
        }
      } catch (error) {
        if (!(error instanceof NoBusinessTime)) throw error
        throw new Problem('calendarNeverOpen', error.message, { cause: error })
      }
    },
  }
}

function viewOf(version: CalendarVersion): CalendarView {
  const { _id, contentHash: _hash, ...view } = version
  return view
}

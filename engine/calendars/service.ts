/** What calendars offer to the API and to SLA clocks: versions, whose calendar holds, arithmetic, a year to look at. */
import type { Page, PageRequest } from '../runs/service.ts'
import type { BusinessTime } from './business-time.ts'
import type { Calendar } from './calendar.ts'
import type { YearPreview } from './year-preview.ts'

/** A calendar as it is saved. Whoever it names uses it; each team, unit and contract is named by one calendar only. */
export interface CalendarDraft {
  readonly title: { readonly en: string; readonly fa: string }
  readonly calendar: Calendar
  readonly teams?: readonly string[]
  readonly units?: readonly string[]
  readonly contracts?: readonly string[]
}

/** A saved version of a calendar; immutable. Version 0 is the one that comes with the hub. */
export interface CalendarView extends CalendarDraft {
  readonly key: string
  readonly version: number
  readonly createdAt: Date
  readonly createdBy: string
}

/** For whom time is counted. The contract decides before the team, the team before the unit, else `default`. */
export interface CalendarUser {
  readonly contract?: string
  readonly team?: string
  readonly unit?: string
}

/** A question to a calendar: business time added to an instant, working days, or what lies between two. */
export interface Calculation {
  readonly from: Date
  readonly addMs?: number
  readonly addDays?: number
  readonly to?: Date
}

/** The answers; only those that were asked for, and the first two always. */
export interface CalculationResult {
  readonly isOpen: boolean
  readonly nextOpening: Date
  readonly result?: Date
  readonly betweenMs?: number
}

/** Keeps calendars. Unknown keys and versions raise `calendarNotFound`. */
export interface Calendars {
  /**
   * Saves a new version; identical content is not a new version. `ifVersion`: only on top of that version, else
   * `preconditionFailed`. Raises `badInput` with every problem at once.
   */
  put(
    key: string,
    draft: CalendarDraft,
    by: { readonly by: string; readonly ifVersion?: number },
  ): Promise<CalendarView>
  get(key: string, version?: number): Promise<CalendarView>
  list(page: PageRequest): Promise<Page<CalendarView>>
  versions(key: string, page: PageRequest): Promise<Page<CalendarView>>
  /** The calendar that holds for somebody. */
  holdingFor(user: CalendarUser): Promise<CalendarView>
  /** Ready to calculate with; prepared once for each version. */
  businessTime(key: string, version?: number): Promise<BusinessTime>
  year(key: string, year: number, version?: number): Promise<YearPreview>
  /** Raises `calendarNeverOpen` when there is not enough open time. */
  calculate(key: string, question: Calculation): Promise<CalculationResult>
}

/**
 * Who works here: units, teams and people with shifts, absence and substitution, as data; and who can be given work at an
 * instant. Times of day are those of Tehran (UTC+3:30, no daylight saving since 2022). Pure.
 */
import type { FieldError } from '../../contracts/problems.ts'
import type { Bilingual } from './case-type.ts'

/** An organisational unit. */
export interface Unit {
  readonly title: Bilingual
  readonly parent?: string
  /** Name of a person: the next level when something escalates. */
  readonly head?: string
}

/** A team of people. */
export interface Team {
  readonly title: Bilingual
  readonly unit?: string
  /** Name of a person: the first level when something escalates. */
  readonly lead?: string
  readonly members: readonly string[]
  /** Key of the business calendar that its agreements count in. */
  readonly calendar?: string
}

/** Saturday first, as the week goes here. */
export const weekdays = ['sat', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri'] as const

/** A time of work that comes again each week. */
export interface Shift {
  readonly days: readonly (typeof weekdays)[number][]
  /** `08:00`; an end before the start is on the next day. */
  readonly from: string
  readonly to: string
}

/** A time away. */
export interface Absence {
  /** Instants, from inclusive, until exclusive. */
  readonly from: string
  readonly until: string
  /** Who gets the work meanwhile. */
  readonly substitute?: string
  readonly reason?: string
}

/** Somebody who works here; the key is the name that assignments use. */
export interface Person {
  readonly title: Bilingual
  readonly unit?: string
  readonly roles?: readonly string[]
  readonly skills?: readonly string[]
  /** None: always. */
  readonly shifts?: readonly Shift[]
  readonly absences?: readonly Absence[]
  /** False once they have left. Default true. */
  readonly active?: boolean
  /** Where notices go. */
  readonly mobile?: string
  readonly email?: string
}

/** What is wrong with a person's times. */
export function problemsInPerson(_key: string, { absences = [] }: Person): readonly FieldError[] {
  return absences.flatMap(({ from, until }, index) =>
    new Date(from) < new Date(until)
      ? []
      : [{ path: `absences/${String(index)}/until`, message: 'must be after from' }],
  )
}

const tehranMs = 3.5 * 3_600_000
const dayMs = 86_400_000
/** 1 January 1970 was a Thursday, the sixth day of a week that begins on Saturday. */
const epochWeekday = 5

/** Whether somebody works at an instant by their shifts. */
export function isOnShift({ shifts = [] }: Person, at: Date): boolean {
  if (shifts.length === 0) return true
  const local = at.getTime() + tehranMs
  const day = Math.floor(local / dayMs)
  const minute = Math.floor((local - day * dayMs) / 60_000)
  const today = weekdays[(day + epochWeekday) % 7]
  const yesterday = weekdays[(day + epochWeekday + 6) % 7]
  return shifts.some(({ days, from, to }) => {
    const [begins, ends] = [minutesOf(from), minutesOf(to)]
    if (begins < ends) return days.some((one) => one === today) && minute >= begins && minute < ends
    return (
      (days.some((one) => one === today) && minute >= begins) ||
      (days.some((one) => one === yesterday) && minute < ends)
    )
  })
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** The absence that somebody is in at an instant. */
export function absenceAt({ absences = [] }: Person, at: Date): Absence | undefined {
  return absences.find(({ from, until }) => new Date(from) <= at && at < new Date(until))
}

/** Everybody, by name. */
export type People = ReadonlyMap<string, Person>

/**
 * Who does the work of somebody at an instant: they themselves, or the substitute of whoever is away, and so on;
 * `undefined` when nobody is left. Names that are not in the list are taken as they are.
 */
export function standInFor(name: string, people: People, at: Date): string | undefined {
  const seen = new Set<string>()
  for (let one: string | undefined = name; one !== undefined && !seen.has(one);) {
    seen.add(one)
    const person = people.get(one)
    if (person === undefined) return one
    const absence = absenceAt(person, at)
    if (absence === undefined) return person.active === false ? undefined : one
    one = absence.substitute
  }
  return undefined
}

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

/** A post of a unit, whoever holds it. */
export interface Post {
  readonly title: Bilingual
  readonly unit: string
  /** Key of the post above it. */
  readonly reportsTo?: string
  /** Names of people. */
  readonly holders?: readonly string[]
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

/** The organisation by key: what a tree of it is made of. */
export interface Organisation {
  readonly units: ReadonlyMap<string, Unit>
  readonly posts: ReadonlyMap<string, Post>
  readonly teams: ReadonlyMap<string, Team>
  readonly people: People
}

/** What is wrong with a post: its unit, its holders and the posts above it must be there, and it stands under none of its own. */
export function problemsInPost(
  key: string,
  { unit, reportsTo, holders = [] }: Post,
  { units, posts, people }: Omit<Organisation, 'teams'>,
): readonly FieldError[] {
  const above = reportsTo === undefined ? [] : postsFrom(reportsTo, posts)
  return [
    ...(units.has(unit) ? [] : [{ path: 'unit', message: 'is not a unit' }]),
    ...(reportsTo === undefined || posts.has(reportsTo)
      ? []
      : [{ path: 'reportsTo', message: 'is not a post' }]),
    ...(above.includes(key) ? [{ path: 'reportsTo', message: 'stands beneath the post itself' }] : []),
    ...holders.flatMap((name, place) =>
      people.has(name) ? [] : [{ path: `holders/${String(place)}`, message: 'is not somebody at work' }],
    ),
  ]
}

function postsFrom(key: string, posts: Organisation['posts']): readonly string[] {
  const path: string[] = []
  for (
    let at: string | undefined = key;
    at !== undefined && !path.includes(at);
    at = posts.get(at)?.reportsTo
  ) {
    path.push(at)
  }
  return path
}

/** A unit with all that is in it. */
export interface UnitTree {
  readonly key: string
  readonly title: Bilingual
  readonly head?: string
  readonly posts: readonly object[]
  readonly teams: readonly object[]
  readonly people: readonly object[]
  readonly units: readonly UnitTree[]
}

/** The organisation as a tree. A circle of units is entered at none of them, so they stand at the top, each once. */
export function organisationTree(all: Organisation): {
  readonly units: readonly UnitTree[]
  readonly elsewhere: readonly object[]
} {
  const isTop = ([key, { parent }]: readonly [string, Unit]): boolean =>
    parent === undefined || !all.units.has(parent) || isInCircle(key, all.units)
  return {
    units: [...all.units].filter(isTop).map(([key]) => unitTree(all, key)),
    elsewhere: [...all.people].flatMap(([name, { title, unit }]) =>
      unit === undefined || !all.units.has(unit) ? [{ name, title }] : [],
    ),
  }
}

function unitTree(all: Organisation, key: string): UnitTree {
  const { title = { en: key, fa: key }, head } = all.units.get(key) ?? {}
  const children = [...all.units].filter(
    ([child, { parent }]) => parent === key && !isInCircle(child, all.units),
  )
  return {
    key,
    title,
    ...(head !== undefined && { head }),
    posts: [...all.posts].flatMap(([post, { unit, holders = [], ...rest }]) =>
      unit === key ? [{ key: post, ...rest, holders }] : [],
    ),
    teams: [...all.teams].flatMap(([team, { unit, title: name, lead, members }]) =>
      unit === key ? [{ key: team, title: name, ...(lead !== undefined && { lead }), members }] : [],
    ),
    people: [...all.people].flatMap(([name, { title: shown, unit, roles = [] }]) =>
      unit === key ? [{ name, title: shown, roles }] : [],
    ),
    units: children.map(([child]) => unitTree(all, child)),
  }
}

/** Whether the way up leads back to where it began. */
function isInCircle(key: string, units: Organisation['units']): boolean {
  const seen = new Set<string>()
  let at = units.get(key)?.parent
  while (at !== undefined && at !== key && !seen.has(at)) {
    seen.add(at)
    at = units.get(at)?.parent
  }
  return at === key
}

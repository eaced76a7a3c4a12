/** Cases as they are shown: whole to those who may see them, masked to others, and in the customer's words. Pure. */
import { absenceAt, type Person } from './organisation.ts'
import type { Case, TraceEntry } from './case.ts'
import type { Bilingual, CaseType } from './case-type.ts'
import { transitionsOf } from './moves.ts'

/** Who looks. */
export interface Viewer {
  readonly name: string
  /** May see every confidential case. */
  readonly seesAll: boolean
}

/** Whether somebody may see what a case says. `teamsOf` gives the teams of a name. */
export function mayRead(
  present: Case,
  type: CaseType,
  viewer: Viewer & { readonly teams: readonly string[] },
): boolean {
  if (!present.confidential || viewer.seesAll) return true
  const { readers = [] } = type.visibility
  const names = [viewer.name, ...viewer.teams]
  return (
    names.some((name) => readers.includes(name)) ||
    present.assignee === viewer.name ||
    present.watchers.includes(viewer.name)
  )
}

/** A case as staff sees it. */
export function shownCase(present: Case): object {
  const {
    series: _series,
    serial: _serial,
    words: _words,
    facets: _facets,
    handled: _handled,
    untold: _untold,
    ...rest
  } = present
  const { trace: _trace, traceMoved: _moved, wake, visit: _visit, ...shown } = rest
  return { ...shown, masked: false, ...(wake !== undefined && { movesAt: wake.at }) }
}

/** A confidential case as others see it: that it is there, where it stands, and nothing of what it says. */
export function maskedCase(present: Case): object {
  const { id, seq, type, typeVersion, number, state, kind, stateSince, priority, confidential } = present
  const { createdAt, updatedAt, reopened, team, unit, resolvedAt, closedAt } = present
  return {
    id,
    seq,
    type,
    typeVersion,
    number,
    state,
    kind,
    stateSince,
    priority,
    confidential,
    masked: true,
    reopened,
    createdAt,
    updatedAt,
    ...(team !== undefined && { team }),
    ...(unit !== undefined && { unit }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(closedAt !== undefined && { closedAt }),
  }
}

/** What the customer sees over the tracking code. */
export interface PublicCase {
  readonly number: string
  readonly type: Bilingual
  readonly status: Bilingual
  readonly kind: Case['kind']
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly data: Readonly<Record<string, unknown>>
  readonly replies: readonly { readonly at: Date; readonly from: 'us' | 'you'; readonly text: string }[]
  /** What the customer can answer now. */
  readonly answers: readonly {
    readonly transition: string
    readonly title: Bilingual
    /** Fields of `data` that must come with it. */
    readonly requires?: readonly string[]
  }[]
}

/** The public face of a case; `undefined` for a type that has none. */
export function publicCase(
  present: Case,
  type: CaseType,
  seen: { readonly lines: readonly TraceEntry[]; readonly at: Date },
): PublicCase | undefined {
  const { public: isPublic, publicFields = [] } = type.visibility
  const state = type.states[present.state]
  if (!isPublic || state === undefined) return undefined
  return {
    number: present.number,
    type: type.title,
    status: state.publicTitle ?? state.title,
    kind: present.kind,
    createdAt: present.createdAt,
    updatedAt: present.updatedAt,
    data: Object.fromEntries(Object.entries(present.data).filter(([name]) => publicFields.includes(name))),
    replies: seen.lines.flatMap(({ visibility, text, what, by, at }) =>
      visibility === 'public' && text !== undefined && what !== 'attached'
        ? [{ at, from: by === 'customer' ? ('you' as const) : ('us' as const), text }]
        : [],
    ),
    answers: transitionsOf(present, type, { party: 'customer', at: seen.at }).map(
      ({ name, title, requires = [] }) => ({
        transition: name,
        title,
        ...(requires.length > 0 && { requires }),
      }),
    ),
  }
}

/** Whether somebody is there, for lists of people. */
export function presence(person: Person, at: Date): 'here' | 'away' | 'left' {
  if (person.active === false) return 'left'
  return absenceAt(person, at) === undefined ? 'here' : 'away'
}

/**
 * Everything that can be done to a case, as pure functions: the case as it is, what is wanted and who wants it, give the
 * case as it becomes with a line in its trace, or a `Problem` that says what stands in the way.
 */
import { Problem, type FieldError } from '../../contracts/problems.ts'
import { compileExpression } from '../expressions/expression.ts'
import { defined } from '../values/defined.ts'
import { derivedId } from '../values/hash.ts'
import { durationOf, plus } from '../values/instants.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { compileSchema } from '../values/schema.ts'
import {
  facetsOf,
  factsOf,
  traced,
  wordsOf,
  type Act,
  type Attachment,
  type Case,
  type CaseLink,
  type CaseWorkItem,
  type FieldChange,
  type Requester,
  type TraceEntry,
  type Visibility,
} from './case.ts'
import type { CaseType, Party, Transition, WorkTemplate } from './case-type.ts'

/** What a person may say along with a transition. */
export interface MoveWish {
  readonly transition: string
  readonly party: Party
  readonly reason?: string | undefined
  /** For postponing: it goes on by itself then. */
  readonly until?: Date | undefined
  readonly comment?: string | undefined
  /** Whether the comment is for the customer too. Default: what the customer says is, what staff says is not. */
  readonly visibility?: Visibility | undefined
  readonly data?: JsonObject | undefined
}

/** Whether a FEEL condition over the facts holds; one that cannot be evaluated does not. */
export function holds(condition: string | undefined, facts: JsonObject, at: Date): boolean {
  if (condition === undefined) return true
  try {
    return compileExpression(condition).evaluate(facts, { now: at }) === true
  } catch {
    return false
  }
}

/** Transitions that a party can make now. */
export function transitionsOf(
  present: Case,
  type: CaseType,
  who: { readonly party: Party; readonly at: Date },
): readonly Transition[] {
  const facts = factsOf(present)
  return type.transitions.filter(
    (transition) =>
      transition.from.includes(present.state) &&
      (transition.by ?? ['staff', 'system']).includes(who.party) &&
      holds(transition.when, facts, who.at),
  )
}

/** Moves a case along a transition. Raises `conflict` when it is not open now, `badInput` for what is missing. */
export function move(present: Case, type: CaseType, wish: MoveWish & { readonly act: Act }): Case {
  const { act, party } = wish
  const possible = transitionsOf(present, type, { party, at: act.at })
  const transition = possible.find(({ name }) => name === wish.transition)
  if (transition === undefined) {
    const names = possible.map(({ name }) => name).join(', ') || 'none'
    throw new Problem(
      'conflict',
      `The case ${present.number} is ${present.state}; "${wish.transition}" is not open now. These are: ${names}.`,
    )
  }
  const data =
    wish.data === undefined
      ? present.data
      : computed(type, { ...present, data: { ...present.data, ...wish.data } }, act.at)
  checkMove(transition, wish, data)
  if (wish.data !== undefined) checkData(type, data)
  const { comment: text, reason } = wish
  const changes = wish.data === undefined ? undefined : changesOf('data', present.data, data)
  const way = wayOf(transition, { ...present, data }, act.at)
  const noted = traced(responded(present, act, party), act, {
    what: 'moved',
    name: transition.name,
    from: present.state,
    to: way.to,
    visibility: wish.visibility ?? (party === 'customer' ? 'public' : 'internal'),
    ...defined({ reason, text, changes }),
  })
  const reopened = noted.reopened + (way.reopens === true ? 1 : 0)
  const moved = { ...noted, data, facets: facetsOf(type, data), reopened }
  return enter(moved, type, { state: way.to, act, until: wish.until })
}

/** Where a transition leads with what is known now. */
function wayOf(transition: Transition, present: Case, at: Date): Pick<Transition, 'to' | 'reopens'> {
  const facts = factsOf(present)
  return transition.branches?.find(({ when }) => holds(when, facts, at)) ?? transition
}

function checkMove(
  { needs = [], requires = [] }: Transition,
  wish: MoveWish & { readonly act: Act },
  data: JsonObject,
): void {
  const errors: FieldError[] = [
    ...needs
      .filter((need) => wish.party !== 'system' && wish[need] === undefined)
      .map((need) => ({ path: need, message: 'is needed for this transition' })),
    ...requires
      .filter((field) => isEmpty(data[field]))
      .map((field) => ({ path: `data/${field}`, message: 'is needed for this transition' })),
    // Customers say what they are asked, and nothing else.
    ...Object.keys(wish.data ?? {})
      .filter((field) => wish.party === 'customer' && !requires.includes(field))
      .map((field) => ({ path: `data/${field}`, message: 'is not asked for' })),
  ]
  const { until, act } = wish
  if (until !== undefined && until <= act.at) errors.push({ path: 'until', message: 'must be in the future' })
  if (errors.length > 0) throw new Problem('badInput', 'The transition lacks something.', { errors })
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === ''
}

/** Staff who act on a case for the first time have responded. */
function responded(present: Case, { at }: Act, party: Party): Case {
  return party === 'staff' && present.respondedAt === undefined ? { ...present, respondedAt: at } : present
}

/** The case in a state: its work is opened, what was open before is closed, its timer is set. */
export function enter(
  present: Case,
  type: CaseType,
  where: { readonly state: string; readonly act: Act; readonly until?: Date | undefined },
): Case {
  const { state, act, until } = where
  const definition = type.states[state]
  if (definition === undefined) throw new Problem('conflict', `The type has no state "${state}".`)
  const { wake: _wake, resolvedAt: _resolvedAt, closedAt: _closedAt, ...rest } = present
  const { kind } = definition
  const isOver = kind === 'closed' || kind === 'cancelled'
  const resolvedAt = kind === 'resolved' || isOver ? (present.resolvedAt ?? act.at) : undefined
  const entered: Case = {
    ...rest,
    state,
    kind,
    stateSince: act.at,
    visit: present.visit + 1,
    workItems: [],
    ...(resolvedAt !== undefined && kind !== 'cancelled' && { resolvedAt }),
    ...(isOver && { closedAt: act.at }),
    ...wakeOf(definition.after, act.at, until),
  }
  return { ...entered, workItems: (definition.work ?? []).map((work) => openWork(entered, work, act)) }
}

function wakeOf(
  after: CaseType['states'][string]['after'],
  at: Date,
  until: Date | undefined,
): Pick<Case, 'wake'> {
  if (after === undefined) return {}
  const duration = durationOf(after.duration)
  const dueAt = until ?? (duration && plus(at, duration)) ?? at
  return { wake: { at: dueAt, transition: after.transition } }
}

function openWork(present: Case, work: WorkTemplate, { at }: Act): CaseWorkItem {
  const facts = factsOf(present)
  const said = (text: string): readonly string[] => textsOf(text, facts, at)
  const [assignee] = work.assignee === undefined ? [] : said(work.assignee)
  const within = work.within === undefined ? undefined : durationOf(work.within)
  return {
    id: derivedId('caseWork', present.id, String(present.visit), work.name),
    name: work.name,
    title: work.title,
    state: present.state,
    ...(assignee !== undefined && { assignee }),
    candidateGroups: (work.candidateGroups ?? []).flatMap(said),
    candidateUsers: (work.candidateUsers ?? []).flatMap(said),
    ...(within !== undefined && { dueAt: plus(at, within) }),
    createdAt: at,
  }
}

/** A text as it is, or what its FEEL (after `=`) gives: a text or a list of texts; nothing for null. */
function textsOf(text: string, facts: JsonObject, at: Date): readonly string[] {
  if (!text.startsWith('=')) return [text]
  const value = compileExpression(text.slice(1)).evaluate(facts, { now: at })
  const values: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value]
  return values.filter((one): one is string => typeof one === 'string' && one !== '')
}

/** What may be changed of a case without moving it. */
export interface CaseChange {
  readonly subject?: string | undefined
  readonly description?: string | undefined
  /** Merged into the present data; null removes a field. */
  readonly data?: JsonObject | undefined
  readonly priority?: string | undefined
  readonly requester?: Requester | undefined
  readonly confidential?: boolean | undefined
  readonly reason?: string | undefined
}

/** Changes fields. Gives the case itself when nothing differs. */
export function change(present: Case, type: CaseType, wish: CaseChange & { readonly act: Act }): Case {
  const { act, reason, data: wanted, ...fields } = wish
  const merged = wanted === undefined ? present.data : withoutNulls({ ...present.data, ...wanted })
  const data = wanted === undefined ? present.data : computed(type, { ...present, data: merged }, act.at)
  if (wanted !== undefined) checkData(type, data)
  if (wish.priority !== undefined) checkPriority(type, wish.priority)
  const given = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Case>
  const changes = [
    ...Object.entries(given).flatMap(([field, to]) => difference(field, present[field as keyof Case], to)),
    ...changesOf('data', present.data, data),
  ]
  if (changes.length === 0) return present
  const changed = { ...present, ...given, data, facets: facetsOf(type, data) }
  return traced({ ...changed, words: wordsOf(changed) }, act, {
    what: 'changed',
    changes,
    ...(reason !== undefined && { reason }),
  })
}

function withoutNulls(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
}

/** The data of a case with the fields that follow from the others. */
export function computed(type: CaseType, present: Case, at: Date): JsonObject {
  const entries = Object.entries(type.computed ?? {})
  if (entries.length === 0) return present.data
  const given = Object.fromEntries(
    Object.entries(present.data).filter(([name]) => !(name in (type.computed ?? {}))),
  )
  let data: JsonObject = given
  for (const [field, text] of entries) {
    const value = valueOf(text, { ...factsOf(present), data }, at)
    if (value !== null) data = { ...data, [field]: value }
  }
  return data
}

function valueOf(text: string, facts: JsonObject, at: Date): Json {
  try {
    return compileExpression(text).evaluate(facts, { now: at })
  } catch {
    return null
  }
}

/** Holds data against the schema of the type. */
export function checkData(type: CaseType, data: JsonObject): void {
  const errors = compileSchema(type.schema)(data, 'data')
  if (errors.length > 0)
    throw new Problem('badInput', 'The data of the case is not as its type says.', { errors })
}

/** Holds a priority to be one of the type's. */
export function checkPriority({ priorities }: CaseType, priority: string): void {
  if (priorities.includes(priority)) return
  const errors = [{ path: 'priority', message: `must be one of ${priorities.join(', ')}` }]
  throw new Problem('badInput', 'The type has no such priority.', { errors })
}

function changesOf(name: string, from: JsonObject, to: JsonObject): readonly FieldChange[] {
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return fields.flatMap((field) => difference(`${name}.${field}`, from[field], to[field]))
}

function difference(field: string, from: unknown, to: unknown): readonly FieldChange[] {
  const before = (from ?? null) as Json
  const after = (to ?? null) as Json
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, from: before, to: after }]
}

/** Gives a case to somebody else. */
export function refer(
  present: Case,
  to: {
    readonly assignee?: string | undefined
    readonly team?: string | undefined
    readonly unit?: string | undefined
  },
  how: { readonly act: Act; readonly reason?: string | undefined },
): Case {
  if (isOver(present))
    throw new Problem('conflict', `The case ${present.number} is ${present.state}; it cannot be referred.`)
  const { assignee: _assignee, team: _team, unit: _unit, ...rest } = present
  const team = to.team ?? present.team
  const unit = to.unit ?? present.unit
  const referred: Case = {
    ...rest,
    ...(to.assignee !== undefined && { assignee: to.assignee }),
    ...(team !== undefined && { team }),
    ...(unit !== undefined && { unit }),
  }
  const changes = (['assignee', 'team', 'unit'] as const).flatMap((field) =>
    difference(field, present[field], referred[field]),
  )
  return traced(referred, how.act, {
    what: 'referred',
    changes,
    ...(how.reason !== undefined && { reason: how.reason }),
  })
}

/** Whether nothing more is to be done about it. */
export function isOver({ kind }: Pick<Case, 'kind'>): boolean {
  return kind === 'closed' || kind === 'cancelled'
}

/** Says something about a case, to the customer too or only inside. */
export function comment(
  present: Case,
  said: {
    readonly text: string
    readonly visibility: Visibility
    readonly minutesSpent?: number | undefined
    readonly party: Party
  },
  act: Act,
): Case {
  const { text, visibility, minutesSpent, party } = said
  const known = visibility === 'public' ? responded(present, act, party) : present
  return traced(known, act, {
    what: 'commented',
    text,
    visibility,
    ...(minutesSpent !== undefined && { minutesSpent }),
  })
}

/** Ties a case to another; the same link again changes nothing. */
export function link(present: Case, { relation, to }: CaseLink, act: Act): Case {
  if (to === present.id) throw new Problem('conflict', 'A case cannot be linked to itself.')
  if (present.links.some((one) => one.relation === relation && one.to === to)) return present
  if (relation === 'childOf' && present.parent !== undefined) {
    throw new Problem('conflict', `The case ${present.number} is already part of another; unlink it first.`)
  }
  const linked = {
    ...present,
    links: [...present.links, { relation, to }],
    ...(relation === 'childOf' && { parent: to }),
  }
  return traced(linked, act, { what: 'linked', name: relation, to })
}

/** Unties a case from another. */
export function unlink(present: Case, { relation, to }: CaseLink, act: Act): Case {
  const links = present.links.filter((one) => one.relation !== relation || one.to !== to)
  if (links.length === present.links.length) return present
  const { parent, ...rest } = present
  const keepsParent = parent !== undefined && relation !== 'childOf'
  return traced({ ...rest, links, ...(keepsParent && { parent }) }, act, {
    what: 'unlinked',
    name: relation,
    to,
  })
}

/** Lets somebody follow a case, or no longer. */
export function watch(
  present: Case,
  who: { readonly name: string; readonly isWatching: boolean },
  act: Act,
): Case {
  const { name, isWatching } = who
  if (present.watchers.includes(name) === isWatching) return present
  const watchers = isWatching ? [...present.watchers, name] : present.watchers.filter((one) => one !== name)
  return traced({ ...present, watchers }, act, { what: isWatching ? 'watched' : 'unwatched', name })
}

/** Adds a file whose bytes are stored. */
export function attach(present: Case, attachment: Attachment, act: Act): Case {
  if (present.attachments.some(({ id }) => id === attachment.id)) return present
  return traced({ ...present, attachments: [...present.attachments, attachment] }, act, {
    what: 'attached',
    name: attachment.id,
    text: attachment.name,
    visibility: attachment.visibility,
  })
}

/** Notes what a clock did, and does on its behalf what a policy asks for. */
export function noteClock(present: Case, line: Pick<TraceEntry, 'name' | 'text'>, at: Date): Case {
  return traced(present, { by: 'system', at }, { what: 'clock', ...line })
}

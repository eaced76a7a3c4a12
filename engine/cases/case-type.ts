/**
 * What a kind of case is: JSON Schema of its data, state machine, work for people, numbering, visibility, flow and
 * assignment; all of it data, so that a new kind needs no code. README.md says it for those who write one. Pure.
 */
import type { FieldError } from '../../contracts/problems.ts'
import { compileExpression } from '../expressions/expression.ts'
import { problemsInSchema } from '../runs/form-content.ts'
import { durationOf } from '../values/instants.ts'
import type { JsonObject } from '../values/json.ts'
import { compileSchema } from '../values/schema.ts'

/** A text in both languages. */
export interface Bilingual {
  readonly en: string
  readonly fa: string
}

/** What a state means to everything that does not know the type: clocks, lists, load, roll-up. */
export type StateKind = 'open' | 'waiting' | 'resolved' | 'closed' | 'cancelled'

/** Words for people, sent by a flow: to people by name, or `assignee`, `lead`, `head`, `watchers`, `requester`. */
export interface Notice {
  readonly to: readonly string[]
  readonly channel: 'screen' | 'sms' | 'email'
  readonly template: string
}

/** One state. */
export interface CaseState {
  readonly title: Bilingual
  readonly kind: StateKind
  /** What the customer reads instead of the title. */
  readonly publicTitle?: Bilingual
  /** Left by itself after this time (ISO 8601, elapsed) by that transition. */
  readonly after?: { readonly duration: string; readonly transition: string }
  /** Work items that are open while the case is here. */
  readonly work?: readonly WorkTemplate[]
  /** A message of this name, correlated by the case's id, is published on entry: runs can wait for it. */
  readonly message?: string
  /** Asked for on entry, as messages `noticeRequested`. */
  readonly notices?: readonly Notice[]
  /** Taken as soon as the condition over `children` holds: how a parent follows its parts. */
  readonly rollUp?: { readonly when: string; readonly transition: string }
}

/** Who may make a transition. */
export type Party = 'staff' | 'customer' | 'system'

/** What must come with a transition. */
export type TransitionNeed = 'reason' | 'until' | 'comment'

/** A way from some states to another. */
export interface Transition {
  readonly name: string
  readonly title: Bilingual
  readonly from: readonly string[]
  readonly to: string
  /** Default: staff and system. */
  readonly by?: readonly Party[]
  readonly needs?: readonly TransitionNeed[]
  /** Fields of `data` that must be there afterwards. */
  readonly requires?: readonly string[]
  /** FEEL over the case's facts; the transition is not offered while it is not true. */
  readonly when?: string
  /** It takes the case up again after it had been resolved. */
  readonly reopens?: true
  /** The first whose condition (FEEL, over the facts with the data that comes along) holds leads there instead. */
  readonly branches?: readonly Branch[]
}

/** Another end of a transition. */
export interface Branch {
  readonly when: string
  readonly to: string
  readonly reopens?: true
}

/** Work for a person, as a template. Texts that begin with `=` are FEEL over the case's facts. */
export interface WorkTemplate {
  readonly name: string
  readonly title: Bilingual
  readonly assignee?: string
  readonly candidateGroups?: readonly string[]
  readonly candidateUsers?: readonly string[]
  /** Elapsed time until it is due, ISO 8601. */
  readonly within?: string
  /** A form-js schema. */
  readonly form?: JsonObject
  /** Each outcome may take a transition; without outcomes the work is simply done. */
  readonly outcomes?: readonly {
    readonly name: string
    readonly title: Bilingual
    readonly transition?: string
  }[]
}

/** Whom a new case goes to. The first rule whose condition holds decides. */
export interface AssignmentRule {
  /** FEEL over the case's facts; absent: always. */
  readonly when?: string
  /** `owner`: that of the catalogue subject. */
  readonly to: 'owner' | 'team' | 'person'
  readonly team?: string
  readonly person?: string
  /** Within a team. `none` leaves it to the team's cartable. Default `leastLoad`. */
  readonly by?: 'leastLoad' | 'roundRobin' | 'none'
  /** Only members with all of these. */
  readonly skills?: readonly string[]
}

/** A case type as it is saved. */
export interface CaseType {
  readonly title: Bilingual
  readonly summary?: string
  /** JSON Schema (draft 2020-12) of `data`. */
  readonly schema: JsonObject
  /** Fields of `data` that follow from the others: FEEL over `data` and the facts, by field. Null leaves one out. */
  readonly computed?: Readonly<Record<string, string>>
  /** Fields of `data` by which cases are counted and found. */
  readonly facets?: readonly string[]
  /** A form-js schema for creating and editing. */
  readonly form?: JsonObject
  readonly initial: string
  readonly states: Readonly<Record<string, CaseState>>
  readonly transitions: readonly Transition[]
  /** `CMP` gives CMP-1405-00001: counted by type and Jalali year. */
  readonly numbering: { readonly prefix: string; readonly digits?: number }
  readonly priorities: readonly string[]
  readonly priority: string
  /** The first whose FEEL condition over the facts holds sets the priority of a case that comes without one. */
  readonly prioritise?: readonly { readonly when: string; readonly priority: string }[]
  readonly visibility: {
    /** Who may read is limited, and every view is noted. */
    readonly confidential?: boolean
    /** Names of people, teams or keys who may read nevertheless. */
    readonly readers?: readonly string[]
    /** Whether it can be followed by its tracking code. */
    readonly public: boolean
    /** Fields of `data` that the tracking page shows. */
    readonly publicFields?: readonly string[]
  }
  /** A flow that is started for each case, once. */
  readonly flow?: string
  readonly assignment?: readonly AssignmentRule[]
  /** Bytes of one attachment at most. Default 5,000,000. */
  readonly attachmentLimitBytes?: number
}

/** Everything that is wrong with a case type beyond the schema of its document. */
export function problemsInCaseType(_key: string, type: CaseType): readonly FieldError[] {
  return [
    ...schemaProblems(type),
    ...stateProblems(type),
    ...type.transitions.flatMap((transition, index) => transitionProblems(type, transition, index)),
    ...priorityProblems(type),
    ...(type.assignment ?? []).flatMap(assignmentProblems),
    ...Object.entries(type.computed ?? {}).flatMap(([field, text]) => feelProblem(`computed/${field}`, text)),
    ...formProblems('form', type.form),
  ]
}

/** What is wrong with a form-js schema that stands in a definition. */
export function formProblems(path: string, form: JsonObject | undefined): readonly FieldError[] {
  if (form === undefined) return []
  return problemsInSchema(form).map(({ field, message }) => ({ path, message: `${field}: ${message}` }))
}

/** The transition of that name that leads out of that state. */
export function transitionFrom(type: CaseType, state: string, name: string): Transition | undefined {
  return type.transitions.find((one) => one.name === name && one.from.includes(state))
}

function schemaProblems({ schema }: CaseType): readonly FieldError[] {
  if (schema['type'] !== 'object') return [{ path: 'schema/type', message: 'must be "object"' }]
  try {
    compileSchema(schema)
    return []
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [{ path: 'schema', message: `is not a JSON Schema that can be used: ${why}` }]
  }
}

function stateProblems(type: CaseType): readonly FieldError[] {
  const known = Object.keys(type.states)
  const missing = known.includes(type.initial)
    ? []
    : [{ path: 'initial', message: `must be one of the states ${known.join(', ')}` }]
  return [
    ...missing,
    ...Object.entries(type.states).flatMap(([name, state]) => [
      ...waysOut(type, name, state),
      ...(state.work ?? []).flatMap((work, index) =>
        workProblems({ type, state: name, work, path: ['states', name, 'work', String(index)].join('/') }),
      ),
    ]),
  ]
}

function waysOut(type: CaseType, name: string, { after, rollUp }: CaseState): readonly FieldError[] {
  const named = [
    ...(after === undefined ? [] : [[`states/${name}/after/transition`, after.transition] as const]),
    ...(rollUp === undefined ? [] : [[`states/${name}/rollUp/transition`, rollUp.transition] as const]),
  ]
  return [
    ...named.flatMap(([path, transition]) => unknownTransition({ type, state: name, transition, path })),
    ...(after === undefined ? [] : durationProblem(`states/${name}/after/duration`, after.duration)),
    ...(rollUp === undefined ? [] : feelProblem(`states/${name}/rollUp/when`, rollUp.when)),
  ]
}

interface NamedTransition {
  readonly type: CaseType
  readonly state: string
  readonly transition: string
  readonly path: string
}

function unknownTransition({ type, state, transition, path }: NamedTransition): readonly FieldError[] {
  if (transitionFrom(type, state, transition) !== undefined) return []
  return [{ path, message: `names "${transition}", which does not lead out of "${state}"` }]
}

function workProblems(where: {
  readonly type: CaseType
  readonly state: string
  readonly work: WorkTemplate
  readonly path: string
}): readonly FieldError[] {
  const { type, state, work, path } = where
  const texts = [work.assignee, ...(work.candidateGroups ?? []), ...(work.candidateUsers ?? [])]
  return [
    ...(work.within === undefined ? [] : durationProblem(`${path}/within`, work.within)),
    ...formProblems(`${path}/form`, work.form),
    ...texts.flatMap((text) => (text?.startsWith('=') === true ? feelProblem(path, text.slice(1)) : [])),
    ...(work.outcomes ?? []).flatMap(({ transition }, index) =>
      transition === undefined
        ? []
        : unknownTransition({
            type,
            state,
            transition,
            path: `${path}/outcomes/${String(index)}/transition`,
          }),
    ),
  ]
}

function transitionProblems(type: CaseType, transition: Transition, index: number): readonly FieldError[] {
  const path = `transitions/${String(index)}`
  const states = Object.keys(type.states)
  const { from, to, branches = [] } = transition
  const unknown = [...from, to, ...branches.map((one) => one.to)].filter((state) => !states.includes(state))
  const twice = type.transitions.some(
    (other, at) =>
      at < index &&
      other.name === transition.name &&
      other.from.some((state) => transition.from.includes(state)),
  )
  return [
    ...unknown.map((state) => ({
      path,
      message: `names the state "${state}", which the type does not have`,
    })),
    ...(twice ? [{ path, message: `"${transition.name}" leads out of one state twice` }] : []),
    ...(transition.when === undefined ? [] : feelProblem(`${path}/when`, transition.when)),
    ...branches.flatMap(({ when }, at) => feelProblem(`${path}/branches/${String(at)}/when`, when)),
  ]
}

function priorityProblems({ priorities, priority, prioritise = [] }: CaseType): readonly FieldError[] {
  const wanted = [
    ['priority', priority] as const,
    ...prioritise.map((rule, index) => [`prioritise/${String(index)}/priority`, rule.priority] as const),
  ]
  return [
    ...wanted.flatMap(([path, name]) =>
      priorities.includes(name) ? [] : [{ path, message: `must be one of ${priorities.join(', ')}` }],
    ),
    ...prioritise.flatMap(({ when }, index) => feelProblem(`prioritise/${String(index)}/when`, when)),
  ]
}

function assignmentProblems(
  { to, team, person, when }: AssignmentRule,
  index: number,
): readonly FieldError[] {
  const path = `assignment/${String(index)}`
  const lacks = (to === 'team' && team === undefined) || (to === 'person' && person === undefined)
  return [
    ...(lacks ? [{ path: `${path}/${to}`, message: `must say which ${to}` }] : []),
    ...(when === undefined ? [] : feelProblem(`${path}/when`, when)),
  ]
}

/** The complaint about a text that is not FEEL. */
export function feelProblem(path: string, text: string): readonly FieldError[] {
  const { problem } = compileExpression(text)
  return problem === undefined ? [] : [{ path, message: problem.message }]
}

/** The complaint about a text that is not a duration. */
export function durationProblem(path: string, text: string): readonly FieldError[] {
  const isRight = durationOf(text) !== undefined && !text.startsWith('-')
  return isRight ? [] : [{ path, message: 'must be an ISO 8601 duration such as P3D or PT4H' }]
}

/**
 * What is promised: when a policy applies, what pauses it, what fulfils it, its targets in business time with warnings,
 * breach and escalation, and which inner agreements underpin it. README.md says it for those who write one. Pure.
 */
import type { FieldError } from '../../contracts/problems.ts'
import { compileExpression } from '../expressions/expression.ts'
import { durationOf } from '../values/instants.ts'
import type { Json, JsonObject } from '../values/json.ts'

/** Something that is done when a clock reaches a mark. */
export type SlaAction =
  /** A message `noticeRequested` for a flow that sends it: to people by name, or by what they are to the subject. */
  | {
      readonly kind: 'notify'
      readonly to: readonly string[]
      readonly channel: 'screen' | 'sms' | 'email'
      readonly template: string
    }
  /** Gives the case to a team, a person, or the lead of its team or the head of its unit; a work item to a person. */
  | {
      readonly kind: 'refer'
      readonly team?: string
      readonly person?: string
      readonly to?: 'lead' | 'head'
    }
  | { readonly kind: 'setPriority'; readonly priority: string }
  | { readonly kind: 'startFlow'; readonly flow: string }
  /** A message of that name, so that a flow goes another way: for the case by its id, for a run by its business key, else by its id. */
  | { readonly kind: 'raise'; readonly message: string }

/** Before the end: after a share of the time, or that long before. */
export interface SlaWarning {
  readonly name: string
  /** 0 to 1. */
  readonly share?: number
  /** ISO 8601, in business time. */
  readonly before?: string
  readonly do?: readonly SlaAction[]
}

/** After the end, level by level. */
export interface SlaEscalation {
  readonly level: number
  /** ISO 8601, in business time after the end; `PT0S` with it. */
  readonly after: string
  /** Up the line, or over to who knows. */
  readonly kind: 'hierarchical' | 'functional'
  readonly do: readonly SlaAction[]
}

/** One promise of a policy. */
export interface SlaTarget {
  /** `respond`, `resolve`, or the name of a stage. */
  readonly name: string
  readonly title: { readonly en: string; readonly fa: string }
  /** Business time, ISO 8601 with hours, minutes and seconds only: `PT4H`. */
  readonly within?: string
  /** Instead: to the same time of day so many working days later. */
  readonly workingDays?: number
  /** Instead: FEEL that gives the instant itself; without one there is no promise. */
  readonly deadline?: string
  /** Key of a calendar, or `always`. Default: the policy's. */
  readonly calendar?: string
  /** Runs while the subject is in this state; leaving it fulfils it. */
  readonly stage?: string
  /** FEEL; needed unless it is a stage. */
  readonly successWhen?: string
  readonly warnings?: readonly SlaWarning[]
  readonly breach?: { readonly do: readonly SlaAction[] }
  readonly escalations?: readonly SlaEscalation[]
}

/** To what a policy is tied; a subject fits when each list that is given has the subject's own. */
export type SlaLinks = {
  readonly [Side in (typeof linkSides)[number]]?: readonly string[]
}

/** The sides that can be tied. */
export const linkSides = ['contract', 'equipment', 'product', 'service', 'unit', 'team', 'customer'] as const

/** A policy as it is saved. */
export interface SlaPolicy {
  readonly title: { readonly en: string; readonly fa: string }
  readonly summary?: string
  /** With customers, between units inside, or with suppliers. */
  readonly agreement: 'sla' | 'ola' | 'underpinning'
  readonly subject: 'case' | 'workItem' | 'run'
  /** FEEL over the facts of the subject. Absent: always. */
  readonly appliesWhen?: string
  readonly pauseWhen?: string
  readonly links?: SlaLinks
  /** Of several that apply for one target, the highest decides. Default 0. */
  readonly priority?: number
  /** Key of a calendar; `always`: around the clock; `own`: that of contract, team or unit. */
  readonly calendar: string
  /** The calendar behind the fact `createdInHours`. Default `default`. */
  readonly hours?: string
  readonly targets: readonly SlaTarget[]
  /** SLA policies that this inner agreement underpins. */
  readonly serves?: readonly string[]
  /** What of several marks that passed while nobody looked is told: each, the last, none. Default `all`. */
  readonly missedFires?: 'all' | 'last' | 'none'
  /** RFC 3339; from inclusive, until exclusive; by the creation of the subject. */
  readonly validFrom?: string
  readonly validUntil?: string
}

/** Whether a FEEL condition over facts holds; one that cannot be evaluated does not. */
export function holds(condition: string | undefined, facts: JsonObject, at: Date): boolean {
  return condition === undefined || valueOf(condition, facts, at) === true
}

/** The value of a FEEL expression; null for one that cannot be evaluated on these facts. */
export function valueOf(text: string, facts: JsonObject, at: Date): Json {
  try {
    return compileExpression(text).evaluate(facts, { now: at })
  } catch {
    return null
  }
}

/** Milliseconds of a duration with a fixed length; `undefined` for months, years and what is no duration. */
export function msOf(text: string): number | undefined {
  const duration = durationOf(text)
  if (duration === undefined || duration.years !== 0 || duration.months !== 0) return undefined
  return duration.days * 86_400_000 + duration.ms
}

/** Whether a policy holds for a subject. */
export function applies(
  key: string,
  policy: SlaPolicy,
  subject: { readonly facts: JsonObject; readonly at: Date },
): boolean {
  const { facts, at } = subject
  const { validFrom, validUntil, links = {} } = policy
  const created = new Date(textOf(facts['createdAt']) ?? at)
  if (validFrom !== undefined && created < new Date(validFrom)) return false
  if (validUntil !== undefined && created >= new Date(validUntil)) return false
  const isTied = Object.entries(links).every(([side, wanted]) => wanted.includes(sideOf(facts, side) ?? ''))
  const named = facts['policies']
  if (Array.isArray(named) && (named as readonly Json[]).includes(key)) return isTied
  return isTied && holds(policy.appliesWhen, facts, at)
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** What a subject is on one side: a field of its own, or of its data. */
export function sideOf(facts: JsonObject, side: string): string | undefined {
  const { data, requester } = facts
  if (side === 'customer') return isObject(requester) ? textOf(requester['profileId']) : undefined
  return textOf(facts[side]) ?? (isObject(data) ? textOf(data[side]) : undefined)
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Everything that is wrong with a policy beyond its schema. */
export function problemsInPolicy(policy: SlaPolicy): readonly FieldError[] {
  return [
    ...feel('appliesWhen', policy.appliesWhen),
    ...feel('pauseWhen', policy.pauseWhen),
    ...policy.targets.flatMap((target, index) => targetProblems(policy, target, index)),
    ...policy.targets.flatMap((target, index) => actionProblems(policy, target, `targets/${String(index)}`)),
  ]
}

function feel(path: string, text: string | undefined): readonly FieldError[] {
  const problem = text === undefined ? undefined : compileExpression(text).problem
  return problem === undefined ? [] : [{ path, message: problem.message }]
}

function targetProblems({ targets }: SlaPolicy, target: SlaTarget, index: number): readonly FieldError[] {
  const path = `targets/${String(index)}`
  const { within, workingDays, deadline, stage, successWhen, warnings = [], escalations = [] } = target
  const errors: FieldError[] = [
    ...feel(`${path}/successWhen`, successWhen),
    ...feel(`${path}/deadline`, deadline),
  ]
  if ([within, workingDays, deadline].filter((one) => one !== undefined).length !== 1) {
    errors.push({
      path: `${path}/within`,
      message: 'exactly one of within, workingDays and deadline must be there',
    })
  }
  if (within !== undefined && !/^PT/.test(within)) {
    errors.push({
      path: `${path}/within`,
      message: 'must be hours and minutes, such as PT4H; days are workingDays',
    })
  }
  if (stage === undefined && successWhen === undefined) {
    errors.push({ path: `${path}/successWhen`, message: 'is needed unless the target is a stage' })
  }
  if (targets.some((other, at) => at < index && other.name === target.name)) {
    errors.push({ path: `${path}/name`, message: 'is there twice' })
  }
  errors.push(
    ...warnings.flatMap((warning, at) => warningProblems(warning, `${path}/warnings/${String(at)}`)),
  )
  errors.push(
    ...escalations.flatMap(({ after }, at) =>
      msOf(after) === undefined
        ? [{ path: `${path}/escalations/${String(at)}/after`, message: 'must be a duration such as PT2H' }]
        : [],
    ),
  )
  return errors
}

/** What can be done to a case cannot all be done to a run or its work items. */
function actionProblems(
  { subject }: SlaPolicy,
  { warnings = [], breach, escalations = [] }: SlaTarget,
  path: string,
): readonly FieldError[] {
  if (subject === 'case') return []
  const steps: readonly (readonly [string, readonly SlaAction[]])[] = [
    ...warnings.map((one, at) => [`${path}/warnings/${String(at)}/do`, one.do ?? []] as const),
    [`${path}/breach/do`, breach?.do ?? []],
    ...escalations.map((one, at) => [`${path}/escalations/${String(at)}/do`, one.do] as const),
  ]
  return steps.flatMap(([place, actions]) =>
    actions.flatMap((action, at) => {
      const message = unfit(action, subject)
      return message === undefined ? [] : [{ path: `${place}/${String(at)}`, message }]
    }),
  )
}

function unfit(action: SlaAction, subject: 'workItem' | 'run'): string | undefined {
  if (action.kind === 'setPriority') return 'is for cases; raise a message or start a flow instead'
  if (action.kind !== 'refer') return undefined
  if (subject === 'run') return 'a run has nobody to be taken from; refer its work items'
  return action.team === undefined ? undefined : 'a work item is given to a person, or to the lead or head'
}

function warningProblems({ share, before }: SlaWarning, path: string): readonly FieldError[] {
  if ((share === undefined) === (before === undefined))
    return [{ path, message: 'needs either share or before' }]
  return before !== undefined && msOf(before) === undefined
    ? [{ path: `${path}/before`, message: 'must be a duration such as PT1H' }]
    : []
}

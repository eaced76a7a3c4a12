/** Segments: groups of profiles that management defines (CUS-10), by a rule in FEEL over the card, by hand, or both. Pure. */
import type { FieldError } from '../../contracts/problems.ts'
import { compileExpression, ExpressionFailed } from '../expressions/expression.ts'
import { nestedCustom } from '../profile/custom/custom-data.ts'
import type { ProfileView, TimelineView } from '../profile/service.ts'
import type { JsonObject } from '../values/json.ts'
import type { Card, LatestViews } from './card.ts'

/** A segment as it is defined. */
export interface Segment {
  readonly title: { readonly en: string; readonly fa: string }
  readonly description?: string
  /** Whose profiles; all people and organisations unless it says so. */
  readonly kinds?: readonly ('person' | 'organisation' | 'asset')[]
  /** FEEL over the facts of a profile; without it, only those put there by hand are in it. */
  readonly when?: string
}

/** What a rule sees: the attributes, and beside them what the card says. */
export function factsOf(view: ProfileView, card: Omit<Card, 'segments'>): JsonObject {
  const { lifecycle, kyc, debt, latest, openCases, consents, tags, relationships, customerCode } = card
  const items = Object.entries(latest) as [keyof LatestViews, TimelineView][]
  const facts = {
    ...nestedCustom(view.attributes),
    profileId: view.id,
    kind: view.kind,
    customerCode: customerCode ?? null,
    lifecycle: lifecycle ?? null,
    kyc: kyc ?? null,
    debt: debt ?? null,
    tags,
    latest: Object.fromEntries(items.map(([name, { at, data }]) => [name, { at, data }])),
    openCases: openCases.map(({ type = null, state = null, priority = null }) => ({ type, state, priority })),
    consents: consents.map(({ purpose, channel, state }) => ({ purpose, channel, state })),
    assets: view.assets.map(({ relations: _relations, ...asset }) => asset),
    relationships: relationships.map(({ kind, profile }) => ({ kind, profileId: profile?.id ?? null })),
  }
  return JSON.parse(JSON.stringify(facts)) as JsonObject
}

/** Which segments a profile is in: by rule, and by hand where the segment still exists. */
export function segmentsOf(
  segments: ReadonlyMap<string, Segment>,
  {
    view,
    card,
    now,
    onFailure,
  }: {
    readonly view: ProfileView
    readonly card: Card
    readonly now: Date
    /** Told of rules that fail on a profile: it is not in the segment then. */
    readonly onFailure: (segment: string, reason: string) => void
  },
): readonly string[] {
  const facts = factsOf(view, card)
  const byRule = [...segments].filter(([key, { when, kinds = ['person', 'organisation'] }]) => {
    if (when === undefined || !kinds.includes(view.kind)) return false
    return holds(when, { facts, now, onFailure: (reason) => onFailure(key, reason) })
  })
  const byHand = card.segments.filter((key) => segments.has(key))
  return [...new Set([...byRule.map(([key]) => key), ...byHand])].sort()
}

/** What is unknown of a profile makes no member. */
function holds(
  when: string,
  {
    facts,
    now,
    onFailure,
  }: { readonly facts: JsonObject; readonly now: Date; readonly onFailure: (reason: string) => void },
): boolean {
  try {
    return compileExpression(when).evaluate(facts, { now }) === true
  } catch (error) {
    if (!(error instanceof ExpressionFailed)) throw error
    onFailure(error.message)
    return false
  }
}

/** What is wrong with a definition beyond its schema. */
export function problemsInSegment(_key: string, { when }: Segment): readonly FieldError[] {
  const problem = when === undefined ? undefined : compileExpression(when).problem
  return problem === undefined ? [] : [{ path: 'when', message: problem.message }]
}

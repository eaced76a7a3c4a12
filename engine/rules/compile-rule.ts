/** A rule made ready: its condition and scope as functions, what it needs for the index, what it may change. */
import type { Json, JsonObject } from '../values/json.ts'
import { conditionOfFeel } from './feel-condition.ts'
import { feelOf, pathOf, predicateOf, type Path, type Predicate } from './condition.ts'
import { scopeDimensions, type Action, type Condition, type Rule, type Scope } from './model.ts'
import { needsOf, type Equality, type Needs } from './needs.ts'
import { windowTest } from './validity.ts'

/** A rule ready to be considered. */
export interface CompiledRule {
  /** `<set>/<rule>`; for a set on its own just the rule's name. */
  readonly id: string
  readonly set: string
  readonly rule: Rule
  readonly condition: Condition
  /** The condition in FEEL. */
  readonly words: string
  readonly holds: Predicate
  /** The dimension of the scope that does not fit; `undefined` when all do. */
  readonly outOfScope: (facts: JsonObject) => string | undefined
  /** Why an instant (ms) is outside its period; absent when it has none. */
  readonly outOfTime?: (atMs: number) => string | undefined
  /** No further rules after it has fired. */
  readonly isLast: boolean
  /** What its condition and scope cannot do without. */
  readonly needs: Needs
  readonly actions: readonly Action[]
  /** First words of the fields that it may change. */
  readonly changes: readonly string[]
  readonly requires: readonly string[]
  readonly excludes: readonly string[]
  readonly after: readonly string[]
  /** Higher is more specific. */
  readonly specificity: number
  readonly group?: string
}

/** Compiles a rule of a set. `named` turns the name of a rule into its id. */
export function compileRule(rule: Rule, set: string, named: (name: string) => string): CompiledRule {
  const condition = conditionOf(rule)
  const scope = rule.scope ?? {}
  const actions = actionsOf(rule)
  const needs = needsOf(condition)
  return {
    id: named(rule.name),
    set,
    rule,
    condition,
    words: typeof rule.when === 'string' ? rule.when : feelOf(condition),
    holds: predicateOf(condition),
    outOfScope: scopeTest(scope),
    ...((rule.validFrom ?? rule.validUntil) !== undefined && { outOfTime: windowTest(rule) }),
    isLast: rule.stop === true,
    needs: { ...needs, equalities: [...scopeEqualities(scope), ...needs.equalities] },
    actions,
    changes: [...new Set(actions.flatMap(changedBy))],
    requires: (rule.requires ?? []).map(named),
    excludes: (rule.excludes ?? []).map(named),
    after: (rule.after ?? []).map(named),
    specificity: specificityOf(scope),
    ...(rule.group !== undefined && { group: `${set}/${rule.group}` }),
  }
}

/** The condition of a rule as a tree, as far as it can be one; a rule without a condition always holds. */
export function conditionOf({ when = { all: [] } }: Rule): Condition {
  return typeof when === 'string' ? conditionOfFeel(when) : when
}

/** All that a rule does, its `set` first. */
export function actionsOf({ set = {}, actions = [] }: Rule): readonly Action[] {
  const assignments = Object.entries(set).map(([field, text]): Action => ({
    kind: 'setField',
    field,
    value: `=${text}`,
  }))
  return [...assignments, ...actions]
}

function scopeTest(scope: Scope): CompiledRule['outOfScope'] {
  const tests = scopeDimensions.flatMap((dimension) => {
    const wanted = scope[dimension]
    return wanted === undefined ? [] : [{ dimension, read: pathOf(dimension), wanted: new Set<Json>(wanted) }]
  })
  if (tests.length === 0) return () => undefined
  return (facts) => {
    for (const { dimension, read, wanted } of tests) if (!fits(read(facts), wanted)) return dimension
    return undefined
  }
}

/** A user may have several roles, a customer several segments: one that fits is enough. */
function fits(value: ReturnType<Path>, wanted: ReadonlySet<Json>): boolean {
  if (value === undefined) return false
  return Array.isArray(value) ? value.some((item: Json) => wanted.has(item)) : wanted.has(value)
}

function scopeEqualities(scope: Scope): readonly Equality[] {
  return scopeDimensions.flatMap((field) => {
    const values = scope[field]
    return values === undefined ? [] : [{ field, values }]
  })
}

/** A dimension outweighs all that come after it; fewer values of one are more specific. */
function specificityOf(scope: Scope): number {
  return scopeDimensions.reduce((sum, dimension) => {
    const values = scope[dimension]
    return sum * 4 + (values === undefined ? 0 : values.length === 1 ? 3 : 2)
  }, 0)
}

const pricing = ['lines', 'totals']

/** First words of what each kind changes; a field of its own comes from the action. */
const changes: Readonly<Partial<Record<Action['kind'], readonly string[]>>> = {
  discount: pricing,
  sideService: pricing,
  sideProduct: pricing,
  chooseTerminal: ['terminal'],
  chooseSla: ['sla'],
  assign: ['assignee'],
}

function changedBy(action: Action): readonly string[] {
  const isTarget = action.kind === 'setField' || action.kind === 'decide'
  return isTarget ? [action.field.split('.')[0] ?? ''] : (changes[action.kind] ?? [])
}

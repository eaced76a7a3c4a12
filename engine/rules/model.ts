/**
 * What people write: rules with their conditions, scope, relations and actions. Plain data, as it is stored and sent.
 * A value of an action is what it says, or FEEL when it is a text that begins with `=`.
 */
import type { Json } from '../values/json.ts'

/** How one field is compared. */
export type Comparison =
  | 'equals'
  | 'notEquals'
  | 'above'
  | 'atLeast'
  | 'below'
  | 'atMost'
  | 'between'
  | 'in'
  | 'notIn'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'includes'
  | 'matches'
  | 'isPresent'
  | 'isMissing'

/** One field against a value. The field is a path of plain words: `customer.city`. */
export interface FieldTest {
  readonly field: string
  readonly is: Comparison
  /** A list for `in` and `notIn`, two values for `between`, none for `isPresent` and `isMissing`. */
  readonly value?: Json
}

/** A condition as a tree; `feel` holds whatever a tree cannot say. */
export type Condition =
  | FieldTest
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly feel: string }

/** Where a rule is valid; within one dimension any value will do, and all dimensions must fit. */
export interface Scope {
  readonly city?: readonly string[]
  readonly centre?: readonly string[]
  readonly agency?: readonly string[]
  readonly role?: readonly string[]
  readonly user?: readonly string[]
  readonly customerType?: readonly string[]
  readonly segment?: readonly string[]
}

/** The dimensions, the most specific first. */
export const scopeDimensions = [
  'user',
  'agency',
  'centre',
  'city',
  'role',
  'segment',
  'customerType',
] as const satisfies readonly (keyof Scope)[]

/** A number, or FEEL that gives one. */
export type NumberValue = number | string

/** How much: a share, whole rials, or a share that depends on a number reached. Exactly one. */
export interface Amount {
  /** At most four decimals. */
  readonly percent?: NumberValue
  readonly amountRial?: NumberValue
  readonly tiers?: Tiers
}

/** Shares by tiers. */
export interface Tiers {
  /** FEEL: the number that decides (`totals.grossRial`, `partner.salesRial`). */
  readonly by: string
  /** The percent from each threshold on; ascending. Below the first threshold it is 0. */
  readonly steps: readonly { readonly from: number; readonly percent: number }[]
  /** `whole`: the tier reached holds for everything. `graduated`: the amount lies on top of `by`, and each part of it has the percent of its tier. */
  readonly method?: 'whole' | 'graduated'
}

/** A product or service that is added. */
export interface SideItem {
  readonly item: string
  readonly quantity?: NumberValue
  /** 0: free. Default 0. */
  readonly unitPriceRial?: NumberValue
}

/** A price that is not gone below, or above. */
export interface PriceLimit {
  /** For one piece, after all discounts. */
  readonly amountRial: NumberValue
  /** Only lines for which this holds. */
  readonly where?: Condition
}

/** What a rule does. */
export type Action =
  | ({
      readonly kind: 'discount'
      /** One discount over the invoice, shared out over its lines, or one for each line. Default `invoice`. */
      readonly on?: 'invoice' | 'line'
      /** What a percent is taken of: what is left after earlier discounts, or the list price. Default `remaining`. */
      readonly basis?: 'remaining' | 'list'
      /** Only lines for which this holds. */
      readonly where?: Condition
    } & Amount)
  | ({ readonly kind: 'sideService' } & SideItem)
  | ({ readonly kind: 'sideProduct' } & SideItem)
  | ({
      readonly kind: 'commission'
      readonly beneficiary: string
      /** Of what the customer pays, or of the list price. Default `net`. */
      readonly basis?: 'net' | 'gross'
      readonly where?: Condition
    } & Amount)
  | ({ readonly kind: 'minimumPrice' } & PriceLimit)
  | ({ readonly kind: 'maximumPrice' } & PriceLimit)
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'setField'; readonly field: string; readonly value: Json }
  | { readonly kind: 'decide'; readonly table: string; readonly field: string }
  | {
      readonly kind: 'notify'
      readonly connection: string
      readonly operation: string
      readonly input: Readonly<Record<string, Json>>
    }
  | { readonly kind: 'startFlow'; readonly flow: string; readonly variables?: Readonly<Record<string, Json>> }
  | {
      readonly kind: 'raiseEvent'
      readonly event: string
      readonly data?: Readonly<Record<string, Json>>
      /** Of the message to flows: one that it starts has one living run for a key. */
      readonly correlationKey?: string
      /** How long the message waits for a flow; 0 not at all. Default a day. */
      readonly ttlSeconds?: number
    }
  | { readonly kind: 'chooseTerminal'; readonly terminal: string }
  | { readonly kind: 'chooseSla'; readonly policy: string }
  | { readonly kind: 'assign'; readonly user?: string; readonly group?: string }

/** One rule. */
export interface Rule {
  /** Unique in its set; others name it by this. */
  readonly name: string
  /** Higher first; equal priorities in the order written. Default 0. */
  readonly priority?: number
  /** FEEL, or a tree. Default: always. */
  readonly when?: string | Condition
  readonly scope?: Scope
  /** FEEL by output name; a short way to write `setField`. */
  readonly set?: Readonly<Record<string, string>>
  readonly actions?: readonly Action[]
  /** No further rules after this one has fired. Default false. */
  readonly stop?: boolean
  /** RFC 3339 instants, UTC; from inclusive, until exclusive. */
  readonly validFrom?: string
  readonly validUntil?: string
  /** Fires only when all of these have fired. */
  readonly requires?: readonly string[]
  /** Does not fire together with any of these: whichever comes first holds. */
  readonly excludes?: readonly string[]
  /** Considered only after these, whatever the priorities. */
  readonly after?: readonly string[]
  /** Variants of one rule: of a group only the one with the most specific scope fires. */
  readonly group?: string
}

/** How the results of several fitting rows of a table become one; the names are DMN's. */
export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'PRIORITY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER'

/** A decision table. Cells of inputs are FEEL unary tests, or `-` for anything. */
export interface DecisionTable {
  readonly hitPolicy: HitPolicy
  /** For COLLECT of one output: the sum, the least, the greatest or the count. Default: the list. */
  readonly aggregator?: 'SUM' | 'MIN' | 'MAX' | 'COUNT'
  readonly inputs: readonly TableInput[]
  readonly outputs: readonly TableOutput[]
  readonly rows: readonly TableRow[]
}

/** A column that is compared. */
export interface TableInput {
  readonly title: string
  /** A path of plain words: `customer.city`. */
  readonly field: string
  readonly type: 'text' | 'number' | 'boolean' | 'date'
  /** All that there is, for texts; makes gaps visible. */
  readonly values?: readonly string[]
}

/** A column that is given. */
export interface TableOutput {
  readonly title: string
  readonly name: string
  readonly type: 'text' | 'number' | 'boolean' | 'date'
  /** The most wanted first; for PRIORITY and OUTPUT ORDER. */
  readonly values?: readonly Json[]
  /** Given when no row fits. */
  readonly default?: Json
}

/** One row. */
export interface TableRow {
  readonly when: readonly string[]
  readonly then: readonly Json[]
  readonly validFrom?: string
  readonly validUntil?: string
  readonly note?: string
}

/** A rule set as it is saved: rules, or one table. */
export interface RuleSetDraft {
  readonly title: { readonly en: string; readonly fa: string }
  readonly description?: string
  /** Events of the hub on which these rules run: `order.new`, `invoice.created`. */
  readonly events?: readonly string[]
  readonly rules?: readonly Rule[]
  readonly table?: DecisionTable
  /** Rules are considered again while facts change, at most so many times over (1 to 20). Default 1. */
  readonly rounds?: number
  /** A version decides only after a second person has approved it. */
  readonly needsApproval?: boolean
  /** What called decisions find a version by when they are bound to a version tag. */
  readonly versionTag?: string
}

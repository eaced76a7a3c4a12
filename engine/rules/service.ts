/** What the rule engine offers: versioned rule sets and tables, approved by a second person, evaluated with an account. */
import type { JsonObject } from '../values/json.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { TableFindings } from './check-table.ts'
import type { Decision, Explaining } from './evaluate.ts'
import type { RuleSetDraft, TableRow } from './model.ts'
import type { Difference } from './rule-diff.ts'

/** `published` versions decide from `effectiveFrom` until the next one does; a `draft` waits, a `rejected` one never will. */
export type RuleSetState = 'draft' | 'published' | 'rejected'

/** A saved version of a rule set; its content is immutable. */
export interface RuleSetView extends RuleSetDraft {
  readonly key: string
  readonly version: number
  readonly state: RuleSetState
  readonly createdAt: Date
  /** Id of the API key or user. */
  readonly author: string
  readonly reason?: string
  readonly effectiveFrom?: Date
  readonly decidedBy?: string
  readonly decidedAt?: Date
  readonly decisionReason?: string
  /** The version whose content this one brings back. */
  readonly rollbackOf?: number
}

/** How a version is saved. */
export interface Saving {
  readonly by: string
  /** Keep it from deciding until somebody approves it. */
  readonly asDraft?: boolean
  readonly reason?: string
  readonly effectiveFrom?: Date
  /** Only on top of that version, else `preconditionFailed`. */
  readonly ifVersion?: number
}

/** What a person decides about a draft. */
export interface Approval {
  readonly by: string
  readonly reason?: string
  readonly effectiveFrom?: Date
}

/** Which rules are asked: one set, in the version that holds or a given one; or all rules of an event. */
export type Asked = { readonly key: string; readonly version?: number } | { readonly event: string }

/** How they are asked. */
export interface Asking {
  /** UTC; the versions that held then decide. Default: now. */
  readonly at?: Date
  /** Which rules say what became of them; the decision is the same. Default: nothing. */
  readonly explain?: Explaining
  /** Decide by the versions of this time, whatever `at` says. Default: `at`. */
  readonly versionsAt?: Date
  /** Instead of the version that holds: how it would be with this one. */
  readonly instead?: { readonly key: string; readonly version: number }
}

/** A decision and the versions that made it: `<set>:<version>`. */
export interface VersionedDecision extends Decision {
  readonly versions: readonly string[]
}

/** Saves, shows and evaluates rule sets. Unknown keys and versions raise `ruleSetNotFound`. */
export interface RuleSets {
  /**
   * Saves a new version; identical content is not a new version. It decides at once, unless it is kept as a draft or
   * the set needs approval. Raises `badInput` with every problem at once.
   */
  put(key: string, draft: RuleSetDraft, saving?: Saving): Promise<RuleSetView>
  /** The version that holds now (a set with drafts only: the newest), or a given one. */
  get(key: string, version?: number): Promise<RuleSetView>
  list(page: PageRequest): Promise<Page<RuleSetView>>
  versions(key: string, page: PageRequest): Promise<Page<RuleSetView>>
  /** Publishes a draft. Raises `forbidden` for its author, `conflict` for anything but a draft. */
  approve(key: string, version: number, approval: Approval): Promise<RuleSetView>
  /** Turns a draft down, with the same conditions. */
  reject(key: string, version: number, approval: Approval): Promise<RuleSetView>
  /** Saves the content of an older version as a new one. */
  rollback(key: string, version: number, saving: Saving): Promise<RuleSetView>
  /** From one version to another. */
  diff(key: string, from: number, to: number): Promise<readonly Difference[]>
  /** Overlaps and gaps of a table. Raises `badInput` for a set that is none. */
  findings(key: string, version?: number): Promise<TableFindings>
  /** Replaces the rows of a table. */
  putRows(key: string, rows: readonly TableRow[], saving: Saving): Promise<RuleSetView>
  /** Changes nothing. Raises `badInput` when a rule fails on these facts. */
  evaluate(asked: Asked, facts: JsonObject, asking?: Asking): Promise<VersionedDecision>
  /** Tells which events a rule set listens to; known without asking the database for up to a second. */
  listening(): Promise<(event: string) => boolean>
}

/** What rule events offer: something happened, the rules that listen decide, their effects are carried out and kept. */
import type { JsonObject } from '../values/json.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { VersionedDecision } from './service.ts'

/** What happened. */
export interface RaisedEvent {
  /** `order.new`, `invoice.created`. */
  readonly event: string
  readonly facts: JsonObject
  /** The same id is the same event; made when not given. */
  readonly id?: string
  /** What it happened to, `case:<id>`: rules act on one thing only so often in a time. */
  readonly about?: string
  /** When it happened, UTC; decides by the versions of that time. Default: now. */
  readonly at?: Date
}

/** `raised`: nobody has decided yet. `decided`: effects are under way. `failed`: a person must look. */
export type RuleEventState = 'raised' | 'decided' | 'done' | 'failed'

/** An event and what became of it. Personal fields are masked once it is done or has failed. */
export interface RuleEventView {
  readonly id: string
  readonly event: string
  readonly at: Date
  readonly raisedAt: Date
  readonly state: RuleEventState
  readonly facts: JsonObject
  readonly decision?: VersionedDecision
  /** Why it failed, or why its effects are tried again. */
  readonly error?: string
}

/** How one past event would have been decided otherwise. */
export interface SimulatedDifference {
  readonly id: string
  readonly event: string
  readonly at: Date
  readonly before: SimulatedOutcome
  readonly after: SimulatedOutcome
}

/** An outcome in short; `failed` when a rule could not be evaluated. */
export interface SimulatedOutcome {
  readonly fired: readonly string[]
  readonly output: JsonObject
  readonly failed?: string
}

/** What a version would have changed. */
export interface Simulation {
  readonly events: number
  readonly different: number
  readonly rejected: { readonly before: number; readonly after: number }
  readonly netRial: { readonly before: number; readonly after: number }
  /** The first of them. */
  readonly differences: readonly SimulatedDifference[]
  /** False when there were more events than are looked at. */
  readonly isComplete: boolean
}

/** Raises and keeps events. */
export interface RuleEvents {
  /** Decides and carries out the effects before it answers; a repeated id gives what was decided. */
  raise(event: RaisedEvent): Promise<RuleEventView>
  /** Keeps events to be decided soon, those that no rule listens to excepted. */
  accept(events: readonly RaisedEvent[]): Promise<void>
  /** Raises `ruleEventNotFound`. */
  get(id: string): Promise<RuleEventView>
  list(
    filter: { readonly event?: string; readonly state?: string; readonly rule?: string },
    page: PageRequest,
  ): Promise<Page<RuleEventView>>
  /** Asks again about kept events: with the versions that hold, and with one of a set in their place. */
  simulate(
    draft: { readonly key: string; readonly version: number },
    period: { readonly from?: Date; readonly to?: Date },
  ): Promise<Simulation>
  start(): void
  stop(): Promise<void>
}

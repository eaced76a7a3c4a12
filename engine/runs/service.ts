/**
 * What the flow engine offers to the API, the command line and the tests: flows, runs, messages, work items
 * and rule sets. Every list is paged by an opaque cursor; every instant is UTC; every failure that is the
 * caller's fault is a `Problem` (contracts/problems.ts).
 */
import type { JsonObject } from '../values/json.ts'
import type { ElementType, HistoryEntry, Outstanding } from '../bpmn/model.ts'
import type { TaskCorrections } from '../bpmn/wait.ts'
import type { ResourceKind } from '../store/flows.ts'
import type { Check } from '../values/schema.ts'
import type { Intervention, Repair } from './repairs.ts'
import type { ResourceFile, ResourceProblem } from './resources.ts'

/** Which part of a list is wanted: at most `limit` items (1 to 500) after the opaque cursor. */
export interface PageRequest {
  readonly limit: number
  readonly after?: string
}

/** A part of a list; `next` is null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** A deployed flow, in its newest or a given version. */
export interface FlowView {
  readonly key: string
  readonly version: number
  readonly name?: string
  readonly documentation?: string
  readonly versionTag?: string
  readonly deployedAt: Date
  /** The deployment that made this version. */
  readonly deployment: string
  readonly contentHash: string
}

/** A deployed form, in its newest or a given version. */
export interface FormView {
  readonly id: string
  readonly version: number
  readonly versionTag?: string
  readonly deployedAt: Date
  /** The deployment that made this version. */
  readonly deployment: string
  readonly contentHash: string
  /** As form-js writes it. */
  readonly schema: JsonObject
}

/** A resource of a deployment and the version that it has (or, with `validateOnly`, would have). */
export interface DeployedResource {
  readonly kind: ResourceKind
  readonly key: string
  readonly version: number
  readonly unchanged: boolean
  readonly versionTag?: string
}

/** How something is deployed. */
export interface DeployOptions {
  readonly validateOnly?: boolean
  /** The id of the API key or user. Default: `system`. */
  readonly by?: string
  /** Whether a JSON value has the form of a rule set. Without it rule sets are refused: it takes the right to write them. */
  readonly checkRuleSet?: Check
}

/** What a deployment did, or every problem that stopped it (then nothing was deployed). */
export type Deployment =
  | {
      readonly deployment?: string
      readonly deployed: readonly DeployedResource[]
      /** What makes models hard to read; it stops nothing. */
      readonly warnings: readonly ResourceProblem[]
    }
  | { readonly problems: readonly ResourceProblem[] }

/** Deploys and shows flows and forms. */
export interface Flows {
  /**
   * All files or none, at one moment. Identical content is not a new version, but for what is bound to its
   * deployment: that is a version of its own for every set of versions it is deployed with.
   */
  deploy(files: readonly ResourceFile[], options?: DeployOptions): Promise<Deployment>
  list(page: PageRequest): Promise<Page<FlowView>>
  /** The newest version, or the given one. Raises `flowNotFound`. */
  get(key: string, version?: number): Promise<FlowView>
  versions(key: string, page: PageRequest): Promise<Page<FlowView>>
  /** The XML exactly as it was deployed. */
  xml(key: string, version?: number): Promise<string>
  /** The newest version, or the given one. Raises `formNotFound`. */
  form(id: string, version?: number): Promise<FormView>
  forms(page: PageRequest): Promise<Page<FormView>>
  formVersions(id: string, page: PageRequest): Promise<Page<FormView>>
}

/** The state of a run as people see it. */
export type RunStateName = 'running' | 'completed' | 'terminated' | 'cancelled' | 'incident' | 'paused'

/** One run. `variables` are those of the root scope. */
export interface RunView {
  readonly id: string
  readonly flow: string
  readonly version: number
  readonly businessKey?: string
  readonly state: RunStateName
  readonly variables: JsonObject
  /** The active element instances and what each waits for. */
  readonly elements: readonly {
    readonly instance: string
    readonly element: string
    readonly type: ElementType
    /** The instance that encloses it; `root` is the process. */
    readonly scope: string
    /** Its own variables, without those of the scopes around it. */
    readonly variables: JsonObject
    readonly waitsFor: string
    readonly incident?: { readonly code: string; readonly message: string; readonly at: string }
  }[]
  readonly startedAt: Date
  readonly endedAt?: Date
  readonly parent?: string
  /** Grows with every checkpoint; the `ETag`. */
  readonly seq: number
}

/** Which runs are wanted. */
export interface RunFilter {
  readonly flow?: string
  readonly state?: RunStateName
  readonly businessKey?: string
  /** Element id at which the run stands. */
  readonly element?: string
  /** Incident code. */
  readonly incident?: string
  readonly version?: number
  /** The run that called it. */
  readonly parent?: string
  readonly correlationId?: string
  readonly ids?: readonly string[]
  readonly startedAfter?: Date
  readonly startedBefore?: Date
  readonly endedBefore?: Date
}

/** What a run can wait for, in the words of `explain`. */
export type WaitKind = Exclude<Outstanding['kind'], 'job' | 'child' | 'userTask'> | OtherWait

/** A job of a connection, of a worker outside, or of a listener; its next attempt; a called run; a person. */
type OtherWait = 'job' | 'externalJob' | 'listener' | 'retry' | 'call' | 'person' | 'adHoc'

/** One link of the chain that says why a run waits. */
export interface Explanation {
  readonly instance: string
  readonly element: string
  readonly waitsFor: string
  /** The kind of wait, for programs. */
  readonly kind: WaitKind
  /** The event that is waited for beside what the element does: on its boundary, in its scope, behind its gateway. */
  readonly event?: string
  /** Since when it stands there; absent when that part of the history has been put away. */
  readonly since?: string
  /** For a task of people: who may do it. */
  readonly people?: {
    readonly assignee?: string
    readonly candidateGroups: readonly string[]
    readonly candidateUsers: readonly string[]
  }
  /** For a call: the called run and what that waits for in its turn. */
  readonly called?: {
    readonly run: string
    readonly flow: string
    readonly state: RunStateName
    readonly waits: readonly Explanation[]
  }
  /** Sentences from the element outwards: what it waits for, the connection, its breaker, the last error, the next attempt. */
  readonly because: readonly string[]
  readonly nextAttemptAt?: Date
  /** What can be done, the right it needs, and the operation that does it. */
  readonly actions: readonly {
    readonly action: string
    readonly scope: string
    readonly operation: { readonly id: string; readonly method: 'POST' | 'PATCH'; readonly path: string }
  }[]
}

/** Whether a run can move to a version, or everything that stands in the way, by element. */
export interface MigrationCheck {
  readonly possible: boolean
  readonly problems: readonly { readonly path: string; readonly message: string }[]
}

/** Starts, shows and repairs runs. Unknown ids raise `runNotFound`. */
export interface Runs {
  /** Starts a run; the same `id` gives the same run. Waits up to `waitMs` (0 to 30,000) for its end, or an incident. */
  start(
    flow: string,
    options: {
      readonly variables?: JsonObject
      readonly businessKey?: string
      readonly version?: number
      readonly id?: string
      readonly waitMs?: number
      readonly correlationId?: string
    },
  ): Promise<RunView>
  list(filter: RunFilter, page: PageRequest): Promise<Page<RunView>>
  get(id: string): Promise<RunView>
  history(id: string, page: PageRequest): Promise<Page<HistoryEntry & { readonly seq: number }>>
  explain(id: string): Promise<readonly Explanation[]>
  /**
   * What a person does to a run; resolves when it is durable. Raises `conflict` with the reason when the run's state
   * does not allow it, `migrationRefused`, or `preconditionFailed` when the run has gone on since `ifSeq`.
   */
  repair(id: string, repair: Repair, how: Intervention): Promise<RunView>
  /** Changes nothing. Raises `flowNotFound` when there is no such version. */
  checkMigration(
    id: string,
    to: { readonly version: number; readonly elements?: Readonly<Record<string, string>> | undefined },
  ): Promise<MigrationCheck>
}

/** A message as it arrives. */
export interface IncomingMessage {
  readonly name: string
  readonly correlationKey?: string
  /** Unique for ever: a second message of the same id is a duplicate. Default: a fresh one. */
  readonly id?: string
  readonly variables?: JsonObject
  /** How long it waits for a receiver, 0 to 31,536,000. Default 86,400 (a day). */
  readonly ttlSeconds?: number
  readonly correlationId?: string
}

/** Takes messages in. */
export interface Messages {
  /** Stores the message, then correlates; `runs` are those that took it by the time of the answer. */
  publish(message: IncomingMessage): Promise<{
    readonly messageId: string
    readonly duplicate: boolean
    readonly runs: readonly string[]
  }>
  /** Stores many messages durably before it resolves; correlation follows by itself. */
  accept(messages: readonly IncomingMessage[]): Promise<void>
}

/** Tells signals. */
export interface Signals {
  /** Everybody who waits for the signal now hears it; `runs` are those moved and those started. */
  broadcast(signal: {
    readonly name: string
    readonly variables?: JsonObject
    /** Told again under the same id it moves nothing twice. Default: a fresh one. */
    readonly id?: string
  }): Promise<{ readonly signalId: string; readonly runs: readonly string[] }>
}

/** What the conditional start events of flows are evaluated on. */
export interface ConditionEvaluation {
  readonly variables: JsonObject
  /** Only this flow; default: all, each in its newest version. */
  readonly flow?: string
  /** Of `flow`; default: the newest. */
  readonly version?: number
  /** Of the runs that begin. */
  readonly businessKey?: string
  readonly correlationId?: string
  /** Told again under the same id it begins nothing twice. Default: a fresh one. */
  readonly id?: string
}

/** Starts flows by their conditions. */
export interface StartConditions {
  /**
   * Begins a run for each start event whose condition is true; those that cannot be evaluated are told. Raises
   * `flowNotFound`, and `badInput` when more than 1,000 are true: then nothing has begun.
   */
  evaluate(evaluation: ConditionEvaluation): Promise<{
    readonly evaluationId: string
    readonly runs: readonly {
      readonly id: string
      readonly flow: string
      readonly version: number
      readonly element: string
    }[]
    readonly failed: readonly {
      readonly flow: string
      readonly version: number
      readonly element: string
      readonly message: string
    }[]
  }>
}

/** A human task of a run. */
export interface WorkItemView {
  readonly id: string
  readonly run: string
  readonly flow: string
  readonly element: string
  readonly name?: string
  readonly assignee?: string
  readonly candidateGroups: readonly string[]
  readonly candidateUsers: readonly string[]
  readonly dueAt?: Date
  readonly followUpAt?: Date
  readonly priority: number
  readonly formId?: string
  readonly formKey?: string
  readonly createdAt: Date
  readonly businessKey?: string
  /** Of its run; grows with every step. Of a closed one: with the step that closed it. */
  readonly seq: number
  /** `cancelled`: it went without being done. */
  readonly state: 'open' | 'completed' | 'cancelled'
  readonly closedAt?: Date
  /** Who completed or cancelled it: the id of the API key or user. Absent when nobody did: a timer, a message … */
  readonly closedBy?: string
  readonly outcome?: string
}

/** Who does something with a work item. */
export interface Doing {
  /** The id of the API key or user. */
  readonly by: string
  /** The `seq` that the caller has seen; when the run has gone on since, nothing is done. */
  readonly ifSeq?: number
}

/** What somebody said about a work item. */
export interface WorkItemCommentView {
  readonly id: string
  readonly by: string
  readonly text: string
  readonly at: Date
}

/** The form of a work item, as it is to be filled in. */
export interface WorkItemForm {
  readonly formId?: string
  readonly version?: number
  /** Of a form that stands in the model itself, or somewhere else altogether (then there is no schema). */
  readonly formKey?: string
  /** As form-js writes it. */
  readonly schema?: JsonObject
}

/** Which work items are wanted. */
export interface WorkItemFilter {
  readonly assignee?: string
  readonly group?: string
  /** One of its candidate users. */
  readonly candidate?: string
  /** `closed`: completed or cancelled. `assigned` and `unassigned` are open. Default: `open`. */
  readonly state?: 'open' | 'assigned' | 'unassigned' | 'completed' | 'cancelled' | 'closed'
  readonly run?: string
  readonly element?: string
  readonly flow?: string
  readonly dueBefore?: Date
  /** The id of the API key or user; of completed ones. */
  readonly completedBy?: string
  /** At this instant or later; of closed ones. */
  readonly closedAfter?: Date
  readonly closedBefore?: Date
}

/** The inbox of people. Ids that are not open (any more) raise `workItemNotFound`; one that is done meanwhile `workItemClosed`. */
export interface WorkItems {
  /** Open ones the oldest first, closed ones the last closed first. Raises `badInput` for a filter of the other kind. */
  list(filter: WorkItemFilter, page: PageRequest): Promise<Page<WorkItemView>>
  get(id: string): Promise<WorkItemView>
  /** Also one that is closed. */
  look(id: string): Promise<WorkItemView>
  /** Raises `workItemTaken` when somebody else has it. */
  claim(id: string, assignee: string, doing: Doing): Promise<WorkItemView>
  unclaim(id: string, doing: Doing): Promise<WorkItemView>
  assign(id: string, assignee: string, doing: Doing): Promise<WorkItemView>
  /** What is not named stays. Listeners are asked first: until they agree the item is as it was. */
  update(id: string, changes: Omit<TaskCorrections, 'assignee'>, doing: Doing): Promise<WorkItemView>
  /** Raises `formNotFound` when it has none, or none that is deployed. */
  form(id: string): Promise<WorkItemForm>
  /**
   * An `outcome` becomes the variable `outcome` beside the others. Raises `badInput` with every field that its form
   * requires and that neither they nor the task have.
   */
  complete(
    id: string,
    result: { readonly variables?: JsonObject; readonly outcome?: string },
    doing: Doing,
  ): Promise<RunView>
  comment(id: string, text: string, by: string): Promise<WorkItemCommentView>
  /** The oldest first; also those of an item that is done. */
  comments(id: string, page: PageRequest): Promise<Page<WorkItemCommentView>>
  /** By candidate group; items of no group are under ''. */
  counts(): Promise<
    readonly {
      readonly group: string
      readonly open: number
      readonly unassigned: number
      readonly overdue: number
    }[]
  >
}

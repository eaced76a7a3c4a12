/** What elements of a model define: expressions, events, jobs, loops, listeners. Plain JSON data, part of the graph. */
import type { Json, JsonObject } from '../values/json.ts'

/** A FEEL expression (without the leading `=`), or a fixed value, as the model gave it. */
export type Expression = { readonly feel: string } | { readonly literal: Json }

/** One input or output mapping: evaluate `source`, write to `target` (a variable name or a path `a.b`). */
export interface Mapping {
  readonly source: Expression
  readonly target: string
}

/** When a timer falls due. A cycle is a repeating interval of ISO 8601 or a cron expression. */
export interface TimerDefinition {
  readonly kind: 'date' | 'duration' | 'cycle'
  readonly value: Expression
}

/** A message to wait for: its name and, except for start events, the expression of its correlation key. */
export interface MessageDefinition {
  readonly name: Expression
  readonly correlationKey?: Expression
}

/** A condition that is looked at whenever a variable changes that its element sees. */
export interface ConditionDefinition {
  readonly condition: Expression
  /** Only changes of these variables count; absent: of any. */
  readonly variableNames?: readonly string[]
  /** Only these kinds of change count; absent: both. */
  readonly variableEvents?: readonly ('create' | 'update')[]
}

/** What an event reacts to or causes. */
export type EventDefinition =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'message' } & MessageDefinition)
  | { readonly kind: 'timer'; readonly timer: TimerDefinition }
  | { readonly kind: 'signal'; readonly name: Expression }
  /** Caught without a code: any error. */
  | { readonly kind: 'error'; readonly errorCode?: Expression }
  /** Caught without a code: any escalation. */
  | { readonly kind: 'escalation'; readonly escalationCode?: Expression }
  | ({ readonly kind: 'condition' } & ConditionDefinition)
  /** Thrown without an activity: compensates the whole scope. */
  | { readonly kind: 'compensation'; readonly activity?: string }
  | { readonly kind: 'link'; readonly name: string }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'cancel' }

/** A job definition (`zeebe:taskDefinition`): who does it and how often it is tried. */
export interface JobDefinition {
  readonly type: Expression
  /** Attempts in all before an incident; default 3. */
  readonly retries: Expression
  readonly headers: Readonly<Record<string, string>>
}

/** Which version of a called process, decision or form is meant. */
export type Binding =
  | { readonly kind: 'latest' }
  /** The one that was deployed together with this process. */
  | { readonly kind: 'deployment' }
  /** The newest one with this version tag. */
  | { readonly kind: 'versionTag'; readonly versionTag: string }

/** The form of a user task or a start event. */
export type FormDefinition =
  | { readonly kind: 'linked'; readonly formId: string; readonly binding: Binding }
  | { readonly kind: 'external'; readonly reference: Expression }
  /** form-js JSON that stands in the model itself. */
  | { readonly kind: 'embedded'; readonly formKey: string }

/** A user task's assignment, dates and form, each as the model gave it. */
export interface UserTaskDefinition {
  readonly assignee?: Expression
  readonly candidateGroups?: Expression
  readonly candidateUsers?: Expression
  readonly dueDate?: Expression
  readonly followUpDate?: Expression
  readonly priority?: Expression
  readonly form?: FormDefinition
  readonly headers?: Readonly<Record<string, string>>
  readonly listeners: readonly TaskListener[]
}

/** The moments in a user task's life at which listeners run, in Camunda's words. */
export type TaskMoment = 'creating' | 'assigning' | 'updating' | 'completing' | 'canceling'

/** A job that a user task waits for before it goes on. */
export interface TaskListener {
  readonly on: TaskMoment
  readonly job: JobDefinition
}

/** A job before an element begins or after it has done its work. */
export interface ExecutionListener {
  readonly on: 'start' | 'end'
  readonly job: JobDefinition
}

/** How often an activity is done. */
export type LoopDefinition =
  | {
      readonly kind: 'multiInstance'
      readonly isSequential: boolean
      /** The collection whose items it is done for, or a number of times. */
      readonly over: { readonly collection: Expression } | { readonly cardinality: Expression }
      readonly inputElement?: string
      readonly output?: { readonly collection: string; readonly element: Expression }
      readonly completionCondition?: Expression
    }
  | {
      /** The loop of the standard: repeated while the condition holds, `maximum` times at most. */
      readonly kind: 'standard'
      readonly testBefore: boolean
      readonly condition?: Expression
      readonly maximum?: number
    }

/** What an ad-hoc sub-process activates and when it is done. */
export interface AdHocDefinition {
  /** A list of ids of its elements. */
  readonly activeElements?: Expression
  readonly completionCondition?: Expression
  readonly cancelRemaining: boolean
  readonly output?: { readonly collection: string; readonly element: Expression }
}

/** An element of an ad-hoc sub-process that shall be done, with variables of its own. */
export interface AdHocActivation {
  readonly element: string
  readonly variables?: JsonObject
}

/** What instances of elements wait for, and what they remember while they do. Plain JSON data, part of the state. */
import type { Json, JsonObject } from '../values/json.ts'
import type { Binding, TaskMoment } from './definitions.ts'

/** What one element instance waits for. `ready` never outlives a call of `advance`. */
export type Wait =
  | {
      readonly kind: 'job'
      readonly type: string
      readonly input: JsonObject
      readonly headers: Readonly<Record<string, string>>
      /** Attempts that are left, counting the present one. */
      readonly retriesLeft: number
      /** 1 for the first attempt. */
      readonly attempt: number
      /** Set between attempts: not before this instant (RFC 3339, UTC). */
      readonly retryAt?: string
      /** Set while a worker outside has it. */
      readonly lock?: JobLock
      /** Set while it is left to workers outside, because the hub has nothing of the name of its type. */
      readonly outside?: true
      /** It is the job of a listener of the element, not the element's own. */
      readonly listener?: ListenerTurn
    }
  | {
      readonly kind: 'decision'
      readonly decisionId: string
      readonly binding?: Binding
      readonly input: JsonObject
      readonly retriesLeft: number
      readonly attempt: number
      readonly retryAt?: string
    }
  | {
      readonly kind: 'child'
      readonly processId: string
      readonly variables: JsonObject
      readonly binding?: Binding
    }
  | { readonly kind: 'message'; readonly name: string; readonly correlationKey: string }
  | {
      readonly kind: 'timer'
      readonly dueAt: string
      /** For cycles: fires still to come after this one (`null`: without end), and the interval or the cron expression. */
      readonly repeat?: { readonly left: number | null; readonly interval: string }
    }
  | { readonly kind: 'signal'; readonly name: string }
  /** For its condition to become true, again: it must have been false in between. `wasTrue`: at the last look. */
  | { readonly kind: 'condition'; readonly wasTrue?: boolean }
  | UserTaskWait
  /** An event-based gateway: the first of its catch events wins; keys are the element ids of the events. */
  | { readonly kind: 'firstOf'; readonly events: Readonly<Record<string, EventWait>> }
  /** For the hub to tell every run that waits for the signal. */
  | { readonly kind: 'broadcast'; readonly name: string; readonly variables: JsonObject }
  /** A called run: for the caller to be told of an escalation that nothing here has caught. */
  | { readonly kind: 'escalation'; readonly code: string; readonly variables: JsonObject }
  /** For what was done to be undone, one after another; the first of them is under way inside. */
  | { readonly kind: 'compensation'; readonly left: readonly Compensation[] }
  /** A scope: waits until nothing inside it is left. */
  | { readonly kind: 'children' }

/** Who has a job, until when (RFC 3339, UTC), and the token that its answers bear. */
export interface JobLock {
  readonly worker: string
  readonly token: string
  readonly until: string
}

/** A user task that waits for a person. */
export interface UserTaskWait {
  readonly kind: 'userTask'
  readonly assignee?: string
  readonly candidateGroups: readonly string[]
  readonly candidateUsers: readonly string[]
  readonly dueAt?: string
  readonly followUpAt?: string
  readonly priority: number
  readonly formId?: string
  readonly formBinding?: Binding
  readonly formKey?: string
  readonly createdAt: string
}

/** What may be changed of a user task; null takes a value away. */
export interface TaskCorrections {
  readonly assignee?: string | null
  readonly candidateGroups?: readonly string[]
  readonly candidateUsers?: readonly string[]
  /** RFC 3339. */
  readonly dueAt?: string | null
  readonly followUpAt?: string | null
  /** 0 to 100. */
  readonly priority?: number
}

/** Whose turn it is among the listeners of an element. */
export type ListenerTurn = ExecutionTurn | TaskTurn

/** A turn of the listeners around an element. */
export interface ExecutionTurn {
  readonly on: 'start' | 'end'
  readonly index: number
}

/** A turn of the listeners of a user task. */
export interface TaskTurn {
  readonly on: TaskMoment
  readonly index: number
  /** What the task becomes when no listener objects. */
  readonly task: UserTaskWait
  /** What it was; absent while it is being created. */
  readonly before?: UserTaskWait
  readonly variables?: JsonObject
  /** While it is being completed: by whom. */
  readonly done?: TaskDone
}

/** Who has done a task, and how; remembered until its listeners have agreed. */
export interface TaskDone {
  /** The id of the API key or user. */
  readonly by: string
  readonly outcome?: string
  /** RFC 3339, UTC. */
  readonly at: string
}

/** The waits that an event can have. */
export type EventWait = Extract<Wait, { readonly kind: 'message' | 'timer' | 'signal' | 'condition' }>

/** Something that was done and can be undone. */
export interface Compensation {
  /** The activity that completed. */
  readonly activity: string
  /** The activity, or the event sub-process, that undoes it; absent when only what was done inside is undone. */
  readonly handler?: string
  /** What its scopes knew when they completed, for the handler to see. */
  readonly variables: JsonObject
  /** What was done inside of it, oldest first. */
  readonly inside: readonly Compensation[]
}

/** How far a loop or a multi-instance activity has come. */
export interface LoopProgress {
  /** How many there will be; absent for the loop of the standard. */
  readonly total?: number
  readonly completed: number
  /** How many have begun. */
  readonly begun: number
  /** For sequential ones: the items. */
  readonly items?: readonly Json[]
}

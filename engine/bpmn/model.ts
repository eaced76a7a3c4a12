/**
 * The words of the BPMN core: the graph that a model compiles to, the state of a run, and what may happen
 * to it. All of it is plain JSON data: it can be stored, compared and read by a person.
 *
 * Three pure functions work on these types:
 * - `compile(xml)` (compile.ts) makes a `FlowGraph`, or fails with every problem at once;
 * - `advance(graph, state, event)` (advance.ts) holds all semantics, deterministic, time comes in with the event;
 * - `outstanding(graph, state)` (outstanding.ts) says what the state waits for. Nothing else is remembered
 *   about effects: carrying on after a crash is the same as carrying on.
 */
import type { Json, JsonObject } from '../values/json.ts'
import type {
  AdHocActivation,
  AdHocDefinition,
  Binding,
  EventDefinition,
  ExecutionListener,
  Expression,
  FormDefinition,
  JobDefinition,
  LoopDefinition,
  Mapping,
  MessageDefinition,
  UserTaskDefinition,
} from './definitions.ts'
import type {
  Compensation,
  EventWait,
  JobLock,
  ListenerTurn,
  LoopProgress,
  TaskCorrections,
  TaskDone,
  UserTaskWait,
  Wait,
} from './wait.ts'

/** What every element has, whatever its type. */
export interface ElementBase {
  readonly id: string
  readonly name?: string
  readonly documentation?: string
  /** Id of the enclosing sub-process, or of the process for top-level elements; absent on the process itself. */
  readonly parent?: string
  readonly incoming: readonly string[]
  readonly outgoing: readonly string[]
  readonly inputs: readonly Mapping[]
  readonly outputs: readonly Mapping[]
  /** Boundary events attached to this activity. */
  readonly boundaries: readonly string[]
  /** Jobs before and after; absent when there are none. */
  readonly listeners?: readonly ExecutionListener[]
  /** On activities: how often they are done, when more than once. */
  readonly loop?: LoopDefinition
  /** Does its work only when something that was done is compensated. */
  readonly isForCompensation?: true
}

/** One element of a model; `type` is the standard's own name for it. */
export type FlowElement = ElementBase &
  (
    | {
        readonly type: 'process'
        readonly versionTag?: string
        /** Forms (form-js JSON text) that stand in the model itself, by the key that tasks name. */
        readonly forms?: Readonly<Record<string, string>>
      }
    | {
        readonly type: 'startEvent'
        readonly event: EventDefinition
        /** Of the start event of an event sub-process: false leaves what is under way alone. */
        readonly interrupting: boolean
        readonly form?: FormDefinition
      }
    | { readonly type: 'endEvent'; readonly event: EventDefinition; readonly job?: JobDefinition }
    | { readonly type: 'intermediateCatchEvent'; readonly event: EventDefinition }
    | {
        readonly type: 'intermediateThrowEvent'
        readonly event: EventDefinition
        readonly job?: JobDefinition
      }
    | {
        readonly type: 'boundaryEvent'
        readonly event: EventDefinition
        readonly attachedTo: string
        readonly interrupting: boolean
        /** Of a compensation event: the activity that undoes. */
        readonly handler?: string
      }
    | { readonly type: 'serviceTask' | 'sendTask'; readonly job: JobDefinition }
    | { readonly type: 'receiveTask'; readonly message: MessageDefinition }
    | { readonly type: 'userTask'; readonly task: UserTaskDefinition }
    | {
        readonly type: 'scriptTask'
        readonly script:
          | { readonly kind: 'feel'; readonly expression: Expression; readonly resultVariable: string }
          | { readonly kind: 'job'; readonly job: JobDefinition }
      }
    | {
        readonly type: 'businessRuleTask'
        readonly rule:
          | {
              readonly kind: 'decision'
              readonly decisionId: Expression
              readonly binding: Binding
              readonly resultVariable: string
              readonly retries: Expression
            }
          | { readonly kind: 'job'; readonly job: JobDefinition }
      }
    | { readonly type: 'task' | 'manualTask' }
    | { readonly type: 'exclusiveGateway' | 'inclusiveGateway'; readonly defaultFlow?: string }
    | { readonly type: 'parallelGateway' }
    | { readonly type: 'eventBasedGateway' }
    | { readonly type: 'subProcess' | 'transaction' | 'eventSubProcess' }
    | { readonly type: 'adHocSubProcess'; readonly adHoc: AdHocDefinition }
    | {
        readonly type: 'callActivity'
        readonly processId: Expression
        readonly binding: Binding
        readonly propagateAllChildVariables: boolean
        readonly propagateAllParentVariables: boolean
      }
  )

/** The names of element types, as the standard and the history have them. */
export type ElementType = FlowElement['type']

/** An arrow of the model. */
export interface SequenceFlow {
  readonly id: string
  readonly name?: string
  readonly source: string
  readonly target: string
  readonly condition?: Expression
}

/** A process ready to run. Immutable; one per deployed version. */
export interface FlowGraph {
  /** The process id of the model; also the id of the root element. */
  readonly processId: string
  readonly elements: Readonly<Record<string, FlowElement>>
  readonly flows: Readonly<Record<string, SequenceFlow>>
}

/** Something wrong with a model; deployment reports all of them at once. */
export interface ModelProblem {
  /** Id of the element, or of the nearest thing that has one. */
  readonly element: string
  /** What is wrong and what to change. */
  readonly message: string
}

/** Why an element cannot go on without a person. */
export interface Incident {
  /** Stable text: a failure kind, `expressionFailed`, `noFlowTaken`, `unhandledError`, `retriesExhausted`, … */
  readonly code: string
  /** What was attempted, what came back, what to do. No personal data. */
  readonly message: string
  readonly at: string
}

/** One activation of one element. The root instance has the id `root` and the process as its element. */
export interface ElementInstance {
  /** `<element id>:<n>`, n counting the activations of that element in this run; `root` for the process. */
  readonly id: string
  readonly elementId: string
  /** The instance of the enclosing scope; absent on the root. */
  readonly parent?: string
  readonly variables: JsonObject
  readonly wait: Wait
  /** Events that can happen to it, by element id: those on its boundary and the starts of event sub-processes inside. Errors and escalations need no arming. */
  readonly armed: Readonly<Record<string, EventWait>>
  readonly incident?: Incident
  /** What it brought when its work was done: kept so that a retry completes it without doing the work again. */
  readonly result?: JsonObject
  /** For scopes: how many tokens have arrived at each incoming flow of each join, by flow id. */
  readonly arrived?: Readonly<Record<string, number>>
  /** For scopes: what was done inside and can be undone, oldest first. */
  readonly done?: readonly Compensation[]
  /** For scopes: an event sub-process has interrupted what was inside; nothing else can. */
  readonly interrupted?: true
  /** On an activity that is done several times: the one that holds all rounds. */
  readonly loop?: LoopProgress
  /** On one round of such an activity: its number, from 1. */
  readonly loopCounter?: number
  /** On an event sub-process: the event that opened it. */
  readonly opened?: { readonly by: string; readonly result: JsonObject; readonly locals: JsonObject }
}

/** The whole state of a run. */
export interface RunState {
  readonly status: 'running' | 'completed' | 'terminated' | 'cancelled'
  readonly instances: Readonly<Record<string, ElementInstance>>
  /** Activations so far by element id; makes instance ids and call keys. */
  readonly visits: Readonly<Record<string, number>>
  /** A call activity waits for this run: an error that nothing in it catches ends it and goes on there. */
  readonly isCalled?: true
  /** Where `uuid()` and `random number()` come from, and how many numbers have been drawn: a replay draws the same. */
  readonly chance?: { readonly seed: string; readonly drawn: number }
  /** The error with which a called run ended. */
  readonly thrown?: { readonly code: string; readonly message: string }
}

/** What may happen to a run. `at` is the present instant, RFC 3339 in UTC. `instance` is an instance id. */
export type RunEvent = { readonly at: string } & (
  | {
      readonly kind: 'started'
      readonly variables: JsonObject
      /** The start event; default: the none start event. */
      readonly startEvent?: string
      /** A call activity of another run waits for it. */
      readonly isCalled?: true
      /** Of `uuid()` and `random number()`; without it expressions that need chance fail. */
      readonly seed?: string
    }
  /** `lock`: the token of the lock under which it was done; without the present one it does not apply. */
  | {
      readonly kind: 'jobCompleted'
      readonly instance: string
      readonly output: JsonObject
      /** Answers of task listeners only: the reason why the task may not go on. */
      readonly denied?: string
      /** Answers of task listeners only: what the task shall be instead. */
      readonly corrections?: TaskCorrections
      readonly lock?: string
    }
  | ({ readonly kind: 'jobLocked'; readonly instance: string } & JobLock)
  /** Left to workers outside, for the hub has nothing of its name; taken in once it has, unless a worker has the job. */
  | { readonly kind: 'jobLeft' | 'jobTakenIn'; readonly instance: string }
  | {
      readonly kind: 'lockExtended'
      readonly instance: string
      readonly lock: string
      readonly until: string
    }
  | {
      readonly kind: 'jobFailed'
      readonly instance: string
      readonly code: string
      readonly message: string
      /** When to try again; absent: incident now. */
      readonly retryAt?: string
      /** True when the failure does not use up an attempt (throttled, breaker open). */
      readonly keepsRetries?: boolean
      /** Attempts that are left from now on, instead of one less. */
      readonly retries?: number
      readonly variables?: JsonObject
      readonly lock?: string
    }
  | {
      /** A BPMN error: caught by the nearest matching error boundary event, else an incident. */
      readonly kind: 'errorThrown'
      readonly instance: string
      readonly errorCode: string
      readonly message: string
      readonly variables?: JsonObject
      readonly lock?: string
    }
  | { readonly kind: 'decisionMade'; readonly instance: string; readonly output: Json }
  | { readonly kind: 'childCompleted'; readonly instance: string; readonly variables: JsonObject }
  | {
      readonly kind: 'userTaskCompleted'
      readonly instance: string
      readonly variables: JsonObject
      readonly done?: TaskDone
    }
  | {
      readonly kind: 'userTaskAssigned'
      readonly instance: string
      readonly assignee: string | null
    }
  | { readonly kind: 'userTaskUpdated'; readonly instance: string; readonly changes: TaskCorrections }
  /** `event` is the id of the waiting event element: the instance's own, an armed boundary, or one behind an event-based gateway. */
  | {
      readonly kind: 'messageReceived'
      readonly instance: string
      readonly event: string
      readonly variables: JsonObject
    }
  | { readonly kind: 'timerFired'; readonly instance: string; readonly event: string }
  | {
      readonly kind: 'signalReceived'
      readonly instance: string
      readonly event: string
      readonly variables: JsonObject
    }
  /** The hub has told all who wait for a signal that this instance throws. */
  | { readonly kind: 'signalSent'; readonly instance: string }
  /** A called run escalates: `instance` is the call activity. */
  | {
      readonly kind: 'escalationThrown'
      readonly instance: string
      readonly escalationCode: string
      readonly variables: JsonObject
    }
  /** The caller has been told of the escalation. */
  | { readonly kind: 'escalationTold'; readonly instance: string }
  /** More elements of an ad-hoc sub-process shall be done; with `cancelRemaining` what is under way in it ends first. */
  | {
      readonly kind: 'adHocActivated'
      readonly instance: string
      readonly elements: readonly AdHocActivation[]
      readonly cancelRemaining?: boolean
    }
  /** Time has come for a job or decision whose `retryAt` has passed: it becomes outstanding again. */
  | { readonly kind: 'retryDue'; readonly instance: string }
  /** A person retries an incident; `variables` are first set as seen from the instance (nearest scope first). */
  | { readonly kind: 'incidentResolved'; readonly instance: string; readonly variables?: JsonObject }
  /** `local`: in the scope of that very instance; else each variable in the nearest scope that has it. */
  | {
      readonly kind: 'variablesSet'
      readonly instance: string
      readonly variables: JsonObject
      readonly local?: boolean
    }
  /** `compensate`: what was done and can be undone is undone first, the newest first. */
  | { readonly kind: 'cancelled'; readonly reason: string; readonly compensate?: true }
  /** A person lets the run go on from an element; `end` are the instances that end first. See modify.ts. */
  | {
      readonly kind: 'restarted'
      readonly element: string
      /** The instance of the enclosing scope; needed only when several live. */
      readonly scope?: string
      readonly variables?: JsonObject
      readonly end: 'all' | readonly string[]
    }
  /** These end without anything that follows, or all but the process itself. */
  | { readonly kind: 'instancesEnded'; readonly instances: 'all' | readonly string[] }
  /** A person lets the run go past an instance: its work is not done and its outputs are not mapped. */
  | { readonly kind: 'instanceSkipped'; readonly instance: string; readonly flow?: string }
  /** A person says what the work of an instance has brought; its outputs are mapped. */
  | { readonly kind: 'instanceCompleted'; readonly instance: string; readonly variables: JsonObject }
  /** The run goes on in another version: the graph is the new one, `elements` are new ids by old ones. See migrate.ts. */
  | { readonly kind: 'migrated'; readonly elements: Readonly<Record<string, string>> }
)

/** One line of a run's history. */
export interface HistoryEntry {
  readonly instance: string
  readonly element: string
  readonly elementType: ElementType
  readonly event:
    | 'entered'
    | 'completed'
    | 'terminated'
    | 'failed'
    | 'retried'
    | 'incidentRaised'
    | 'incidentResolved'
    | 'errorThrown'
    | 'escalationThrown'
    | 'compensationTriggered'
    | 'flowTaken'
    | 'skipped'
    | 'intervened'
  readonly at: string
  readonly attempt?: number
  /** The sequence flow for `flowTaken`; code and words for failures; what was done for `intervened`. */
  readonly detail?: string
  /** For `intervened`: who, why, and with which outcome a work item was completed. */
  readonly by?: string
  readonly reason?: string
  readonly outcome?: string
}

/** What `advance` gives: the next state and what happened on the way. An event that no longer applies changes nothing. */
export interface Advanced {
  readonly state: RunState
  readonly history: readonly HistoryEntry[]
  /** False when the event did not apply any more (late, double): the state is then the very same object. */
  readonly applied: boolean
}

/** Something a state waits for, in the form the shell acts on. `instance` and `event` go back in the answering event. */
export type Outstanding =
  | {
      readonly kind: 'job'
      readonly instance: string
      readonly element: string
      readonly type: string
      readonly input: JsonObject
      readonly headers: Readonly<Record<string, string>>
      readonly attempt: number
      readonly retriesLeft: number
      readonly lock?: JobLock
      /** Left to workers outside: the hub has nothing of its name. */
      readonly outside?: true
      /** Names the moment when it is the job of a listener, with the number of the listener. */
      readonly listener?: ListenerTurn
    }
  | {
      readonly kind: 'decision'
      readonly instance: string
      readonly element: string
      readonly decisionId: string
      readonly binding?: Binding
      readonly input: JsonObject
      readonly attempt: number
      readonly retriesLeft: number
    }
  | {
      readonly kind: 'child'
      readonly instance: string
      readonly element: string
      readonly processId: string
      readonly binding?: Binding
      readonly variables: JsonObject
    }
  | {
      readonly kind: 'message'
      readonly instance: string
      readonly event: string
      readonly name: string
      readonly correlationKey: string
    }
  | { readonly kind: 'signal'; readonly instance: string; readonly event: string; readonly name: string }
  /** Nobody need act: it is looked at whenever a variable changes. */
  | { readonly kind: 'condition'; readonly instance: string; readonly event: string }
  /** A timer, or a retry that waits (`event` is then absent). */
  | { readonly kind: 'timer'; readonly instance: string; readonly event?: string; readonly dueAt: string }
  /** A signal that the hub is to tell everybody. */
  | {
      readonly kind: 'broadcast'
      readonly instance: string
      readonly element: string
      readonly name: string
      readonly variables: JsonObject
    }
  /** An escalation that the caller is to be told. */
  | {
      readonly kind: 'escalation'
      readonly instance: string
      readonly element: string
      readonly code: string
      readonly variables: JsonObject
    }
  | {
      readonly kind: 'userTask'
      readonly instance: string
      readonly element: string
      readonly task: UserTaskWait
    }
  | {
      readonly kind: 'incident'
      readonly instance: string
      readonly element: string
      readonly incident: Incident
    }

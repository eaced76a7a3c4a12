/** The room of flows, put together for the hub: the engine, what is deployed, runs, jobs and work items. */
import type { Connections } from '../../engine/connections/service.ts'
import type { Profiles } from '../../engine/profile/service.ts'
import { usualAdmission } from '../../engine/runs/admission.ts'
import { engine, type Engine, type EngineOptions } from '../../engine/runs/engine.ts'
import type { Contract } from '../rest/contract.ts'
import { flowHandlers } from '../rest/flows.ts'
import type { Handlers } from '../rest/handler.ts'
import { intakeHandlers } from '../rest/intake.ts'
import { jobHandlers } from '../rest/jobs.ts'
import { ruleHandlers } from '../rest/rules.ts'
import { runActionHandlers } from '../rest/run-actions.ts'
import { runHandlers } from '../rest/runs.ts'
import { workItemHandlers } from '../rest/work-items.ts'
import type { RoomPorts } from './room.ts'

/** What the room needs. */
export interface FlowRoomPorts extends RoomPorts {
  readonly connections: Connections
  readonly profiles: Profiles
  readonly contract: Contract
  /** What flows do beyond the engine, as operations of the connection `hub`. */
  readonly operations: NonNullable<EngineOptions['operations']>
}

/** The room. */
export interface FlowRoom {
  readonly engine: Engine
  readonly handlers: Handlers<
    | keyof ReturnType<typeof flowHandlers>
    | keyof ReturnType<typeof intakeHandlers>
    | keyof ReturnType<typeof jobHandlers>
    | keyof ReturnType<typeof ruleHandlers>
    | keyof ReturnType<typeof runActionHandlers>
    | keyof ReturnType<typeof runHandlers>
    | keyof ReturnType<typeof workItemHandlers>
  >
  start(): Promise<void>
  stop(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function flowRoom(ports: FlowRoomPorts): FlowRoom {
  const { settings, connections, profiles, contract } = ports
  const flows = engine({
    ...ports,
    workerId: settings.processId,
    caller: connections,

    records: profiles,
    connectionWords: (name) => connections.words(name),
    leaseMs: settings.leaseMs,
    admission: { ...usualAdmission, writes: settings.maxWaitingWrites },
    retentionDays: settings.retentionDays,
    // Each event costs writes that nobody would read the fruits of without a broker.
    ...(settings.amqpUrl !== undefined && { feed: ports.events }),
  })
  const { messages, signals } = flows
  return {
    engine: flows,
    handlers: {
      ...flowHandlers(flows.flows, contract.ruleSetCheck),
      ...runHandlers(flows.runs, flows.conditions),
      ...runActionHandlers(flows.actions),
      ...jobHandlers(flows.jobs),
      ...workItemHandlers(flows.workItems),
      ...ruleHandlers(flows.ruleSets),
      ...intakeHandlers({ records: profiles, messages, signals, checkRecord: contract.recordCheck }),
    },
    start: () => flows.start(),
    stop: () => flows.stop(settings.shutdownMs),
  }
}

/** Every executable kind of element and its behaviour: the list to which a new kind is added. */
import type { ElementInstance, ElementType, FlowElement } from '../model.ts'
import { adHocSubProcess } from './ad-hoc-sub-process.ts'
import type { Behaviour } from './behaviour.ts'
import { businessRuleTask } from './business-rule-task.ts'
import { callActivity } from './call-activity.ts'
import { catchEvent } from './catch-event.ts'
import { throwingEvent } from './throwing-event.ts'
import { eventBasedGateway } from './event-based-gateway.ts'
import { exclusiveGateway } from './exclusive-gateway.ts'
import { inclusiveGateway } from './inclusive-gateway.ts'
import { jobTask } from './job.ts'
import { rounds } from './loop.ts'
import { parallelGateway } from './parallel-gateway.ts'
import { passThrough } from './pass-through.ts'
import { scriptTask } from './script-task.ts'
import { subProcess } from './sub-process.ts'
import { userTask } from './user-task.ts'
import { wholeProcess } from './whole-process.ts'

const behaviours: Readonly<Record<ElementType, Behaviour>> = {
  process: wholeProcess,
  startEvent: passThrough,
  endEvent: throwingEvent,
  intermediateCatchEvent: catchEvent,
  intermediateThrowEvent: throwingEvent,
  boundaryEvent: passThrough,
  serviceTask: jobTask,
  sendTask: jobTask,
  receiveTask: catchEvent,
  userTask,
  scriptTask,
  businessRuleTask,
  task: passThrough,
  manualTask: passThrough,
  exclusiveGateway,
  inclusiveGateway,
  parallelGateway,
  eventBasedGateway,
  subProcess,
  transaction: subProcess,
  eventSubProcess: subProcess,
  adHocSubProcess,
  callActivity,
}

/** The behaviour of an element; of an instance that holds the rounds of one: that of a loop. */
export function behaviourOf(element: FlowElement, instance?: ElementInstance): Behaviour {
  return instance?.loop === undefined ? behaviours[element.type] : rounds
}

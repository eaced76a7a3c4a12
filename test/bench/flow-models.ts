/** The models of the benchmark of flows, for both engines: same elements, same flows, same conditions. */

const head =
  '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="bench" targetNamespace="urn:bench">'

/** How a service task and a condition are written for an engine. */
interface Dialect {
  readonly service: (id: string) => string
  readonly condition: (feel: string, script: string) => string
}

const ours: Dialect = {
  service: (id) =>
    `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="stub.${id}" /></bpmn:extensionElements></bpmn:serviceTask>`,
  condition: (feel) =>
    `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${feel}</bpmn:conditionExpression>`,
}

const theirs: Dialect = {
  service: (id) => `<bpmn:serviceTask id="${id}" implementation="\${environment.services.act}" />`,
  condition: (_feel, script) =>
    `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="javascript"><![CDATA[next(null, ${script});]]></bpmn:conditionExpression>`,
}

/** The model that is advanced without I/O: a task, a choice, a task. */
export const choice = { ours: choiceIn(ours), theirs: choiceIn(theirs) }

/** The flow of three calls. */
export const threeSteps = { ours: threeStepsIn(ours), theirs: threeStepsIn(theirs) }

/** A flow that waits for a message. */
export const waiting = `${head}<bpmn:message id="word" name="benchWord"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>
<bpmn:process id="benchWaiting" isExecutable="true"><bpmn:startEvent id="begun" /><bpmn:receiveTask id="hear" messageRef="word" /><bpmn:endEvent id="heard" />
${flow('begun', 'hear')}${flow('hear', 'heard')}</bpmn:process></bpmn:definitions>`

function choiceIn({ service, condition }: Dialect): string {
  return `${head}<bpmn:process id="benchChoice" isExecutable="true"><bpmn:startEvent id="begun" />${service('look')}
<bpmn:exclusiveGateway id="isLarge" default="isLarge_small" />${service('large')}${service('small')}<bpmn:endEvent id="done" />
${flow('begun', 'look')}${flow('look', 'isLarge')}
<bpmn:sequenceFlow id="isLarge_large" sourceRef="isLarge" targetRef="large">${condition('amountRial > 1000', 'this.environment.variables.amountRial > 1000')}</bpmn:sequenceFlow>
${flow('isLarge', 'small')}${flow('large', 'done')}${flow('small', 'done')}</bpmn:process></bpmn:definitions>`
}

function threeStepsIn({ service }: Dialect): string {
  return `${head}<bpmn:process id="benchSteps" isExecutable="true"><bpmn:startEvent id="begun" />${service('one')}${service('two')}${service('three')}<bpmn:endEvent id="done" />
${flow('begun', 'one')}${flow('one', 'two')}${flow('two', 'three')}${flow('three', 'done')}</bpmn:process></bpmn:definitions>`
}

function flow(source: string, target: string): string {
  return `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}" />`
}

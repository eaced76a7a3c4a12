/** Checks of a deployment beside those of compile.test.ts: what would only show itself when it runs. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  boundary,
  element,
  end,
  file,
  job,
  mappings,
  message,
  onMessage,
  problemsOf,
  refuses,
  scopeOf,
  service,
  start,
  subProcess,
  timer,
  type Drawing,
} from '../../test/harness/story.ts'
import { compile } from './compile.ts'

const around = (middle: string, definitions: readonly string[] = []): Drawing => ({
  elements: [start(), middle, end()],
  flows: ['begun > it > done'],
  definitions,
})

const link = (name: string): string => `<bpmn:linkEventDefinition name="${name}" />`
const thrown = (id: string, name: string): string =>
  element('intermediateThrowEvent', id, { content: link(name) })
const caught = (id: string, name: string): string =>
  element('intermediateCatchEvent', id, { content: link(name) })
const signal = '<bpmn:signal id="alarm" name="alarm" />'
const onSignal = '<bpmn:signalEventDefinition signalRef="alarm" />'

describe('links', () => {
  it('lead to one place of the same scope, by a name, and into nothing else', async () => {
    const pair = (name: string, other: string): Drawing => ({
      elements: [start(), thrown('jump', name), caught('land', other), end()],
      flows: ['begun > jump', 'land > done'],
    })
    assert.deepEqual(await problemsOf(pair('next', 'next')), [])
    await refuses(pair('next', 'other'), { jump: /No link "next" is caught in the same scope/ })
    await refuses(pair('', ''), { jump: /link has no name/, land: /link has no name/ })
    const twice = pair('next', 'next')
    await refuses(
      {
        elements: [...twice.elements, caught('land2', 'next')],
        flows: [...(twice.flows ?? []), 'land2 > done'],
      },
      { land2: /caught twice in this scope/ },
    )
    const across: Drawing = {
      elements: [
        start(),
        subProcess('sub', { elements: [start('in'), thrown('jump', 'next')], flows: ['in > jump'] }),
        caught('land', 'next'),
        end(),
      ],
      flows: ['begun > sub > done', 'land > done'],
    }
    await refuses(across, { jump: /No link "next" is caught in the same scope/ })
  })
})

describe('two events that would hear of the same thing', () => {
  it('are refused on an activity, in a scope, behind a gateway and at the start of a process', async () => {
    const definitions = [message('paid'), signal]
    const words = /Two events catch the same (message|signal)/
    const host = around(service('it'), definitions)
    for (const event of [onMessage('paid'), onSignal]) {
      const two = [boundary('a', 'it', event), boundary('b', 'it', event)]
      await refuses(
        {
          ...host,
          elements: [...host.elements, ...two],
          flows: ['begun > it > done', 'a > done', 'b > done'],
        },
        { it: words },
      )
      const catching = (id: string): string => element('intermediateCatchEvent', id, { content: event })
      await refuses(
        {
          elements: [start(), element('eventBasedGateway', 'first'), catching('a'), catching('b'), end()],
          flows: ['begun > first > a > done', 'first > b > done'],
          definitions,
        },
        { first: words },
      )
      const inner = (id: string): string =>
        scopeOf('eventSubProcess', `${id}Scope`, {
          elements: [element('startEvent', id, { content: event }), end(`${id}Done`)],
          flows: [`${id} > ${id}Done`],
        })
      await refuses({ ...host, elements: [...host.elements, inner('a'), inner('b')] }, { sample: words })
      const starting = (id: string): string => element('startEvent', id, { content: event })
      await refuses(
        { elements: [starting('a'), starting('b'), end()], flows: ['a > done', 'b > done'], definitions },
        { sample: words },
      )
    }
  })

  it('are fine when their names differ, or may differ', async () => {
    const named =
      '<bpmn:message id="any" name="=&quot;m-&quot; + key"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>'
    const two = [
      boundary('a', 'it', onMessage('any')),
      boundary('b', 'it', onMessage('any')),
      boundary('c', 'it', onMessage('paid')),
    ]
    const host = around(service('it'), [named, message('paid')])
    const flows = ['begun > it > done', 'a > done', 'b > done', 'c > done']
    assert.deepEqual(await problemsOf({ ...host, elements: [...host.elements, ...two], flows }), [])
  })
})

describe('extension elements', () => {
  it('that contradict each other or are there twice are refused', async () => {
    const script = '<zeebe:script expression="=1" resultVariable="x" />'
    const decision = '<zeebe:calledDecision decisionId="d" resultVariable="x" />'
    await refuses(around(element('scriptTask', 'it', { extensions: script + job('a.b') })), {
      it: /both a script and a task definition/,
    })
    await refuses(around(element('businessRuleTask', 'it', { extensions: decision + job('a.b') })), {
      it: /both a called decision and a task definition/,
    })
    const listener = '<zeebe:executionListener eventType="start" type="audit" />'
    const listeners = `<zeebe:executionListeners>${listener}${listener}</zeebe:executionListeners>`
    await refuses(around(element('serviceTask', 'it', { extensions: job('a.b') + listeners })), {
      it: /listener for "start" of the type "audit" is there twice/,
    })
    const task = '<zeebe:taskListener eventType="creating" type="audit" />'
    const tasks = `<zeebe:taskListeners>${task}${task}</zeebe:taskListeners>`
    await refuses(around(element('userTask', 'it', { extensions: `<zeebe:userTask />${tasks}` })), {
      it: /listener for "creating" of the type "audit" is there twice/,
    })
  })

  it('map to names that expressions can read', async () => {
    for (const target of ['order-total', '2nd', 'a b', 'a..b', 'list[1]']) {
      const extensions = job('a.b') + mappings({ inputs: [['=1', target]] })
      await refuses(around(element('serviceTask', 'it', { extensions })), { it: /is not a name/ })
    }
    for (const target of ['total', 'order.total', '_x1', 'مبلغ_کل']) {
      const extensions = job('a.b') + mappings({ outputs: [['=1', target]] })
      assert.deepEqual(await problemsOf(around(element('serviceTask', 'it', { extensions }))), [])
    }
  })
})

describe('compensation', () => {
  const onUndo = '<bpmn:compensateEventDefinition />'
  const handler = (more = 'isForCompensation="true"'): string =>
    element('serviceTask', 'undo', { attributes: more, extensions: job('a.undo') })
  const tie = '<bpmn:association id="tie" sourceRef="undone" targetRef="undo" />'
  const drawing = (...more: readonly string[]): Drawing => ({
    elements: [start(), service('it'), boundary('undone', 'it', onUndo), ...more, end()],
    flows: ['begun > it > done'],
  })

  it('needs a handler that is marked and tied, stands alone and is waited for', async () => {
    assert.deepEqual(await problemsOf(drawing(handler(), tie)), [])
    await refuses(drawing(handler()), {
      undone: /No handler is tied/,
      undo: /No compensation event is tied to this handler/,
    })
    await refuses(drawing(handler(''), tie), { undone: /undo is not a compensation handler/ })
    const flowing = drawing(handler(), tie)
    await refuses(
      { ...flowing, flows: ['begun > it > undo > done'] },
      { undo: /No flow may lead into or out of a compensation handler/ },
    )
    const hasty = '<bpmn:compensateEventDefinition waitForCompletion="false" />'
    await refuses(around(element('intermediateThrowEvent', 'it', { content: hasty })), {
      it: /set waitForCompletion to true/,
    })
    const inProcess = scopeOf('eventSubProcess', 'scope', {
      elements: [element('startEvent', 'in', { content: onUndo }), end('out')],
      flows: ['in > out'],
    })
    const base = around(service('it'))
    await refuses(
      { ...base, elements: [...base.elements, inProcess] },
      {
        scope: /has its place in a sub-process, not in the process itself/,
      },
    )
  })
})

describe('timers', () => {
  it('with a cycle stand where they can fire again', async () => {
    const cycle = timer('timeCycle', 'R/PT1H')
    await refuses(around(element('intermediateCatchEvent', 'it', { content: cycle })), {
      it: /cycle can only stand on/,
    })
    const inScope = (attributes: string): Drawing => {
      const event = scopeOf('eventSubProcess', 'scope', {
        elements: [element('startEvent', 'in', { attributes, content: cycle }), end('out')],
        flows: ['in > out'],
      })
      const base = around(service('it'))
      return { ...base, elements: [...base.elements, event] }
    }
    await refuses(inScope(''), { in: /cycle can only stand on/ })
    assert.deepEqual(await problemsOf(inScope('isInterrupting="false"')), [])
  })
})

describe('the drawing of a model', () => {
  it('may be out of date, as nothing of it runs', async () => {
    const di =
      '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="drawn"><bpmndi:BPMNPlane id="plane" bpmnElement="gone"><bpmndi:BPMNShape id="shape" bpmnElement="lost" /></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>'
    const compiled = await compile(file(around(service('it'))).replace('</bpmn:definitions>', di))
    assert.ok('graphs' in compiled, JSON.stringify(compiled))
  })
})

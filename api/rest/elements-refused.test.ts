/**
 * What BPMN has and this engine does not execute, through the API: it is refused by name when it is deployed, with what
 * to draw instead, and nothing of the file is deployed.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { asks, definitions, inRow, on, plain, worked } from '../../test/harness/elements.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, scopeOf, start, timer, type Drawing } from '../../test/harness/story.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

interface Refused {
  readonly name: string
  readonly model: Drawing
  /** What is said of the element `it`. */
  readonly says: RegExp
}

const both = on.signal + on.message
const thrown = on.signal + on.escalation
const all = 'parallelMultiple="true"'
const inOne = (kind: string, content: string, attributes = ''): Drawing =>
  inRow([element(kind, 'it', { content, attributes })], ['it'])
const beside = (content: string, attributes = ''): Drawing =>
  inRow(
    [
      worked('work'),
      element('boundaryEvent', 'it', { content, attributes: `attachedToRef="work" ${attributes}` }),
      end('other'),
    ],
    ['work'],
    { flows: ['it > other'] },
  )
const watching = (content: string, attributes = ''): Drawing =>
  inRow([worked('work')], ['work'], {
    elements: [
      scopeOf('eventSubProcess', 'watch', {
        elements: [element('startEvent', 'it', { content, attributes }), end('out')],
        flows: ['it > out'],
      }),
    ],
  })
const startedBy = (content: string, attributes = ''): Drawing => ({
  definitions,
  elements: [element('startEvent', 'it', { content, attributes }), end()],
  flows: ['it > done'],
})
const free = (attributes: string, extensions: string): Drawing =>
  inRow([element('adHocSubProcess', 'it', { attributes, extensions, content: worked('a') })], ['it'])
const listening = (kind: 'task' | 'execution', on: string): string =>
  `<zeebe:${kind}Listeners><zeebe:${kind}Listener eventType="${on}" type="x" /></zeebe:${kind}Listeners>`

const places: readonly (readonly [string, (content: string, attributes?: string) => Drawing])[] = [
  ['at the start', startedBy],
  ['that is waited for', (content, attributes) => inOne('intermediateCatchEvent', content, attributes)],
  ['at the border of an activity', beside],
  ['that opens an event sub-process', watching],
]

const refused: readonly Refused[] = [
  {
    name: 'a complex gateway',
    model: inOne('complexGateway', ''),
    says: /^ComplexGateway is not executable/,
  },
  ...places.flatMap(([where, draw]): readonly Refused[] => [
    { name: `a multiple event ${where}`, model: draw(both), says: /^A multiple event .*one event for each/ },
    {
      name: `a parallel multiple event ${where}`,
      model: draw(both, all),
      says: /^A parallel multiple event .*one event for each/,
    },
  ]),
  {
    name: 'a multiple event that is thrown',
    model: inOne('intermediateThrowEvent', thrown),
    says: /^A multiple event/,
  },
  {
    name: 'a multiple event at the end',
    model: {
      definitions,
      elements: [start(), element('endEvent', 'it', { content: thrown })],
      flows: ['begun > it'],
    },
    says: /^A multiple event/,
  },
  {
    name: 'an ad-hoc sub-process in which one element is done after another',
    model: free('ordering="Sequential"', ''),
    says: /^A sequential ad-hoc sub-process is not executable/,
  },
  {
    name: 'an ad-hoc sub-process that a job steers',
    model: free('', '<zeebe:taskDefinition type="agent" />'),
    says: /^An ad-hoc sub-process that a job steers is not executable/,
  },
  {
    name: 'a task listener that is asked when the task is cancelled',
    model: inRow([asks('it', { extensions: listening('task', 'canceling') })], ['it']),
    says: /^A task listener for "canceling" is not executable/,
  },
  {
    name: 'an execution listener that is asked when the element is cancelled',
    model: inRow([worked('it', { extensions: listening('execution', 'cancel') })], ['it']),
    says: /^An execution listener for "cancel" is not executable/,
  },
  {
    name: 'a compensation that is not waited for',
    model: inOne('intermediateThrowEvent', '<bpmn:compensateEventDefinition waitForCompletion="false" />'),
    says: /^A compensation that is not waited for is not executable/,
  },
  {
    name: 'a timer that is thrown',
    model: inOne('intermediateThrowEvent', timer('timeDuration', 'PT1H')),
    says: /of the kind timer is not executable; use none, message/,
  },
  {
    name: 'an error that is waited for on the way',
    model: inOne('intermediateCatchEvent', on.error),
    says: /of the kind error is not executable; use message/,
  },
  {
    name: 'a task of a kind that another program has invented',
    model: inRow([plain('task', 'work')], ['work'], { elements: [element('choreographyTask', 'it')] }),
    says: /^ChoreographyTask is not executable/,
  },
]

describe('refused by name when it is deployed, and nothing is', () => {
  for (const [index, { name, model, says }] of refused.entries())
    it(name, async () => {
      const flow = `refused${String(index)}`
      const body = file(model, flow).replaceAll('"@', `"${flow}-`)
      const headers = { 'content-type': 'application/xml' }
      const { errors } = problemIn(await ask('POST /v1/flows', { body, headers }), 'modelRefused')
      const said = errors as readonly { readonly element?: string; readonly message: string }[]
      assert.deepEqual(
        said.map(({ element: id, message }) => [id, says.test(message)]),
        [['it', true]],
        JSON.stringify(errors),
      )
      problemIn(await ask(`GET /v1/flows/${flow}`), 'flowNotFound')
    })
})

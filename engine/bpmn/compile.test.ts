import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  boundary,
  element,
  end,
  graphOf,
  job,
  mappings,
  onError,
  onMessage,
  problemsOf,
  refuses,
  script,
  service,
  sideBoundary,
  start,
  story,
  subProcess,
  timer,
  type Drawing,
} from '../../test/harness/story.ts'

/** A model with one element between start and end, and what is wrong with it. */
const around = (middle: string, id = 'it', definitions: readonly string[] = []): Drawing => ({
  elements: [start(), middle, end()],
  flows: [`begun > ${id} > done`],
  definitions,
})

describe('compiling a model', () => {
  it('tells every problem at once, each under its element', async () => {
    const drawing: Drawing = {
      elements: [
        start(),
        element('serviceTask', 'untyped'),
        script('broken', '=1 +', 'sum'),
        element('complexGateway', 'fancy'),
        element('intermediateCatchEvent', 'soon', { content: timer('timeDuration', '10 minutes') }),
        end(),
      ],
      flows: ['begun > untyped > broken > fancy > soon > done'],
    }
    await refuses(drawing, {
      untyped: /no task definition/,
      broken: /"1 \+" is not FEEL: it ends where more is needed at position 3/,
      fancy: /ComplexGateway is not executable/,
      soon: /"10 minutes" is not a duration such as PT15M/,
    })
  })

  it('refuses kinds of elements, events and loops that it cannot run', async () => {
    await refuses(around(element('complexGateway', 'it')), { it: /is not executable in this version/ })
    const signals = '<bpmn:signalEventDefinition id="s1" /><bpmn:signalEventDefinition id="s2" />'
    await refuses(around(element('intermediateCatchEvent', 'it', { content: signals })), {
      it: /A multiple event .* is not executable/,
    })
    const both = { attributes: 'parallelMultiple="true"', content: signals }
    await refuses(around(element('intermediateCatchEvent', 'it', both)), {
      it: /A parallel multiple event .* is not executable/,
    })
    const many = (loop: string): string =>
      element('serviceTask', 'it', { extensions: job('a.b'), content: loop })
    await refuses(around(many('<bpmn:multiInstanceLoopCharacteristics />')), { it: /no input collection/ })
    await refuses(around(many('<bpmn:standardLoopCharacteristics />')), { it: /would never end/ })
    await refuses(around(element('adHocSubProcess', 'it')), { it: /at least one activity/ })
    await refuses(around(element('transaction', 'it')), { it: /exactly one start event/ })
    const eventual = element('subProcess', 'it', {
      attributes: 'triggeredByEvent="true"',
      content: start('in'),
    })
    await refuses(around(eventual), {
      it: /No flow may lead into or out of an event sub-process/,
      in: /without a definition is not executable/,
    })
  })

  it('refuses tasks that do not say what they do', async () => {
    const bare = { it: /no task definition; set its job type/ }
    for (const kind of ['serviceTask', 'sendTask', 'scriptTask', 'businessRuleTask'])
      await refuses(around(element(kind, 'it')), bare)
    await refuses(around(element('callActivity', 'it')), { it: /names no process/ })
    await refuses(around(element('receiveTask', 'it')), { it: /no name|no correlation key/ })
    const retries = element('serviceTask', 'it', { extensions: job('a.b', 0) })
    await refuses(around(retries), { it: /number of retries "0"/ })
    await refuses(around(script('it', '=1', '').replace('resultVariable=""', '')), {
      it: /no result variable/,
    })
    const nowhere = element('serviceTask', 'it', {
      extensions: job('a.b') + mappings({ inputs: [['=1', '']] }),
    })
    await refuses(around(nowhere), { it: /input mapping has no target/ })
  })

  it('refuses expressions that are not FEEL, wherever they stand', async () => {
    const words = /is not FEEL/
    await refuses(around(element('serviceTask', 'it', { extensions: job('="a" +') })), { it: words })
    await refuses(around(service('it', { inputs: [['=(', 'x']] })), { it: words })
    await refuses(around(service('it', { outputs: [['=[1', 'x']] })), { it: words })
    const waiting = element('intermediateCatchEvent', 'it', { content: timer('timeDate', '=date(') })
    await refuses(around(waiting), { it: words })
    const drawing = {
      elements: [start(), element('exclusiveGateway', 'gate', { attributes: 'default="gate_no"' })],
      flows: ['begun > gate > yes', 'gate > no'],
      conditions: { gate_yes: '=x >' },
    }
    const ends = { ...drawing, elements: [...drawing.elements, end('yes'), end('no')] }
    await refuses(ends, { gate_yes: words })
  })

  it('refuses gateways whose way out is not clear', async () => {
    const fork = (attributes: string, conditions: Readonly<Record<string, string>>): Drawing => ({
      elements: [start(), element('exclusiveGateway', 'gate', { attributes }), end('yes'), end('no')],
      flows: ['begun > gate > yes', 'gate > no'],
      conditions,
    })
    await refuses(fork('', { gate_yes: '=x' }), { gate: /gate_no has no condition and is not the default/ })
    await refuses(fork('default="begun_gate"', { gate_yes: '=x', gate_no: '=y' }), {
      gate: /default flow begun_gate does not leave this gateway/,
    })
    assert.deepEqual(await problemsOf(fork('', { gate_yes: '=x', gate_no: '=y' })), [])
    const parallel = fork('', { gate_yes: '=x' })
    await refuses(
      { ...parallel, elements: [start(), element('parallelGateway', 'gate'), end('yes'), end('no')] },
      { gate: /gate_yes has a condition; only flows behind an exclusive or inclusive gateway may/ },
    )
  })

  it('refuses event-based gateways with anything but events behind them', async () => {
    const catching = (id: string): string =>
      element('intermediateCatchEvent', id, { content: timer('timeDuration', 'PT1H') })
    const drawing = {
      elements: [
        start(),
        element('eventBasedGateway', 'first'),
        catching('a'),
        catching('b'),
        service('c'),
        end(),
      ],
      flows: ['begun > first', 'first > a > done', 'first > b > done', 'first > c > b'],
    }
    await refuses(drawing, {
      first: /not c\.|b may be entered from the event-based gateway only/,
    })
    await refuses(
      {
        elements: [start(), element('eventBasedGateway', 'first'), catching('a'), end()],
        flows: ['begun > first > a > done'],
      },
      { first: /at least two events/ },
    )
  })

  it('refuses references that lead nowhere and flows that leave their scope', async () => {
    const dangling = { ...around(service('it')), flows: ['begun > it > nowhere', 'it > done'] }
    await refuses(dangling, { it_nowhere: /refers to "nowhere"|does not connect two elements/ })
    await refuses(around(element('receiveTask', 'it', { attributes: 'messageRef="ghost"' })), {
      it: /refers to "ghost"|no name|no correlation key/,
    })
    const crossing = { elements: [start(), subProcess('sub', { elements: [start('in')] }), service('x')] }
    await refuses({ ...crossing, flows: ['begun > sub', 'in > x'] }, { in: /leaves its scope/ })
  })

  it('refuses boundary events without an activity, without a way on, or in another scope', async () => {
    const host = service('it')
    const base = around(host)
    const withBoundary = (event: string, flows: readonly string[]): Drawing => ({
      ...base,
      elements: [...base.elements, event],
      flows: [...(base.flows ?? []), ...flows],
    })
    await refuses(withBoundary(boundary('b', 'ghost', onError()), ['b > done']), {
      b: /refers to "ghost"|attached to an activity/,
    })
    await refuses(withBoundary(boundary('b', 'begun', onError()), ['b > done']), {
      b: /attached to an activity/,
    })
    await refuses(withBoundary(boundary('b', 'it', onError()), []), { b: /leads nowhere/ })
    await refuses(withBoundary(sideBoundary('b', 'it', onError()), ['b > done']), {
      b: /non-interrupting boundary event of the kind error is not executable/,
    })
    await refuses(withBoundary(boundary('b', 'it', timer('timeCycle', 'R/PT1H')), ['b > done']), {
      b: /cycle can only stand on/,
    })
    const inner = subProcess('sub', { elements: [start('in'), service('deep')], flows: ['in > deep'] })
    const across = { elements: [start(), inner, boundary('b', 'deep', onError()), end()] }
    await refuses({ ...across, flows: ['begun > sub > done', 'b > done'] }, { b: /same scope as deep/ })
  })

  it('refuses messages without a name or without a key to find the run by, except at the start', async () => {
    const keyless = '<bpmn:message id="paid" name="paid" />'
    const nameless = '<bpmn:message id="paid" />'
    const waiting = element('intermediateCatchEvent', 'it', { content: onMessage('paid') })
    await refuses(around(waiting, 'it', [keyless]), { it: /"paid" has no correlation key/ })
    await refuses(around(waiting, 'it', [nameless]), { it: /no name|no correlation key/ })
    const begun = element('startEvent', 'begun', { content: onMessage('paid') })
    const starting = { elements: [begun, end()], flows: ['begun > done'], definitions: [keyless] }
    assert.deepEqual(await problemsOf(starting), [])
  })

  it('refuses timers whose text is not ISO 8601, and takes those that are', async () => {
    const waiting = (kind: 'timeDate' | 'timeDuration', text: string): Drawing =>
      around(element('intermediateCatchEvent', 'it', { content: timer(kind, text) }))
    const starting = (text: string): Drawing => ({
      elements: [element('startEvent', 'it', { content: timer('timeCycle', text) }), end()],
      flows: ['it > done'],
    })
    for (const text of ['tomorrow', '1', 'March 7', '2026-02-30', '2026-03-21T25:00:00Z'])
      await refuses(waiting('timeDate', text), { it: /is not a date/ })
    for (const text of ['P', 'PT', '1h', 'P10000Y'])
      await refuses(waiting('timeDuration', text), { it: /is not a duration/ })
    for (const text of ['R/PT0S', 'R0/PT1H', 'R3', 'PT1H', '0 0 * * *', 'R/2026-13-01T00:00:00Z/PT1H'])
      await refuses(starting(text), { it: /is not a repeating interval/ })
    for (const text of ['2026-03-21', '2026-03-21T09:00:00', '2026-03-21T12:30:00+03:30', '=dueAt'])
      assert.deepEqual(await problemsOf(waiting('timeDate', text)), [])
    for (const text of ['R/PT15M', 'R3/2026-03-21T09:00:00Z/P1M'])
      assert.deepEqual(await problemsOf(starting(text)), [])
    const empty = around(
      element('intermediateCatchEvent', 'it', { content: '<bpmn:timerEventDefinition />' }),
    )
    await refuses(empty, { it: /neither a date, a duration nor a cycle/ })
  })
})

describe('the shape of a model', () => {
  it('needs a start in every scope and no loop without a wait', async () => {
    await refuses({ elements: [end()] }, { sample: /no start event/ })
    const two = { elements: [start('a'), start('b'), end()], flows: ['a > done', 'b > done'] }
    await refuses(two, { sample: /more than one start event/ })
    const hollow = subProcess('it', { elements: [end('in')] })
    await refuses(around(hollow), { it: /exactly one start event/ })
    const gate = element('exclusiveGateway', 'gate', { attributes: 'default="gate_done"' })
    const loop = (middle: string): Drawing => ({
      elements: [start(), gate, middle, end()],
      flows: ['begun > gate > it > gate', 'gate > done'],
      conditions: { gate_it: '=x' },
    })
    const words = /A loop without a wait: .*gate/
    for (const middle of [script('it', '=1', 'y'), element('intermediateThrowEvent', 'it')]) {
      const problems = await problemsOf(loop(middle))
      assert.ok(problems.some(({ message }) => words.test(message)))
    }
    assert.deepEqual(await problemsOf(loop(service('it'))), [])
  })

  it('may be long, but not deep', async () => {
    const ids = Array.from({ length: 6_000 }, (_, n) => `t${String(n)}`)
    const long = ids.map((id) => `<bpmn:task id="${id}" />`)
    const drawing = { elements: [start(), ...long, end()], flows: [['begun', ...ids, 'done'].join(' > ')] }
    assert.deepEqual(await problemsOf(drawing), [])
    const levels = 5_000
    const deep = Array.from({ length: levels }, (_, n) => `<bpmn:subProcess id="s${String(n)}">`).join('')
    const problems = await problemsOf(around(deep + '</bpmn:subProcess>'.repeat(levels), 's0'))
    assert.ok(problems.some(({ message }) => /30 deep at most/.test(message)))
  })

  it('takes flows from the arrows alone, as the lists inside the elements are optional', async () => {
    const bare = await graphOf(around(service('it')))
    assert.deepEqual(bare.elements['it']?.incoming, ['begun_it'])
    assert.deepEqual(bare.elements['it'].outgoing, ['it_done'])
    const gone = around('<bpmn:task id="it"><bpmn:outgoing>gone</bpmn:outgoing></bpmn:task>')
    await refuses(gone, { it: /refers to "gone"/ })
  })

  it('survives JSON, and runs the same after it', async () => {
    const graph = await graphOf(around(service('it', { inputs: [['=1', 'x']] })))
    const copy = JSON.parse(JSON.stringify(graph)) as typeof graph
    assert.deepEqual(copy, graph)
    assert.deepEqual((await story(copy)).state, (await story(graph)).state)
  })
})

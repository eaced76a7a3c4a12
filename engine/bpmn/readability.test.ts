import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { element, end, file, graphOf, start, subProcess, type Drawing } from '../../test/harness/story.ts'
import { compile } from './compile.ts'
import { readabilityWarnings } from './readability.ts'

const named = (kind: string, id: string, more = ''): string =>
  element(kind, id, { attributes: `name="${id}" ${more}` })

/** The warnings of a model, each as `element: words`. */
const warnings = async (drawing: Drawing): Promise<readonly string[]> =>
  readabilityWarnings(await graphOf(drawing)).map(({ element: id, message }) => `${id}: ${message}`)

const says = async (drawing: Drawing, id: string, words: RegExp): Promise<void> => {
  const found = await warnings(drawing)
  assert.ok(
    found.some((one) => one.startsWith(`${id}: `) && words.test(one)),
    `nothing of ${id}: ${found.join('\n')}`,
  )
}

describe('what makes a model hard to read', () => {
  it('is nothing in a model that names what it does, asks questions and answers them', async () => {
    const drawing: Drawing = {
      elements: [
        start(),
        named('userTask', 'check'),
        named('exclusiveGateway', 'isPaid', 'default="isPaid_send"'),
        named('userTask', 'send'),
        element('exclusiveGateway', 'merge'),
        end(),
      ],
      flows: ['begun > check > isPaid > send > merge > done', 'isPaid > merge'],
      conditions: { isPaid_merge: '=paid' },
    }
    const compiled = await compile(
      file(drawing).replaceAll('<bpmn:sequenceFlow ', '<bpmn:sequenceFlow name="x" '),
    )
    assert.ok('graphs' in compiled && compiled.graphs[0])
    assert.deepEqual(readabilityWarnings(compiled.graphs[0]), [])
    await says(drawing, 'isPaid', /flows isPaid_send, isPaid_merge have no name/)
  })

  it('is an element without a name and a gateway without a question', async () => {
    const drawing: Drawing = {
      elements: [
        start(),
        element('userTask', 'silent'),
        element('exclusiveGateway', 'gate', { attributes: 'default="gate_no"' }),
        end('yes', '<bpmn:terminateEventDefinition />'),
        end('no'),
      ],
      flows: ['begun > silent > gate > yes', 'gate > no'],
      conditions: { gate_yes: '=x' },
    }
    await says(drawing, 'silent', /has no name/)
    await says(drawing, 'yes', /has no name/)
    await says(drawing, 'gate', /asks no question/)
    assert.equal((await warnings(drawing)).filter((one) => /^(begun|no):/.test(one)).length, 0)
  })

  it('is a gateway that does nothing, and a way that splits, joins or ends without a sign', async () => {
    const drawing: Drawing = {
      elements: [
        start(),
        element('parallelGateway', 'idle'),
        named('task', 'fork'),
        named('task', 'left'),
        named('task', 'right'),
        named('task', 'meet'),
      ],
      flows: ['begun > idle > fork > left > meet', 'fork > right > meet'],
    }
    await says(drawing, 'idle', /one way in and one way out/)
    await says(drawing, 'fork', /several ways out/)
    await says(drawing, 'meet', /Several flows lead into it/)
    await says(drawing, 'meet', /ends here without an end event/)
    await says(drawing, 'sample', /no end event/)
    assert.equal((await warnings(drawing)).length, 5)
  })

  it('is what nothing leads to, and a scope that nobody can take in at a glance', async () => {
    const lost: Drawing = { elements: [start(), named('task', 'lost'), end()], flows: ['begun > done'] }
    await says(lost, 'lost', /Nothing leads here, so it never happens/)
    const ids = Array.from({ length: 50 }, (_, n) => `t${String(n)}`)
    const inside: Drawing = {
      elements: [start('in'), ...ids.map((id) => named('task', id)), end('out')],
      flows: [['in', ...ids, 'out'].join(' > ')],
    }
    const large: Drawing = {
      elements: [start(), subProcess('large', inside), end()],
      flows: ['begun > large > done'],
    }
    await says(large, 'large', /has 52 elements; cut it/)
  })
})

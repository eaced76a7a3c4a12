/** Variables through the API, as in Zeebe: in which scope a result ends, and what mappings read, write and let out. */
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'

import { definitions, inRow, on, plain, worked } from '../../test/harness/elements.ts'
import { playRows, type FlowPlayer } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { element, end, scopeOf, start, subProcess, type Drawing } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

const inner: Drawing = {
  elements: [start('in'), worked('task'), end('out')],
  flows: ['in > task > out'],
}
/** What an element sees, by its job. */
const seenBy = async (run: FlowPlayer, type: string, brings: Json = {}): Promise<Json> => {
  const { key: _own, ...seen } = (await run.job(type, brings))['variables'] as Json
  return seen
}

describe('a result', () => {
  playRows('result', () => hub, [
    {
      name: 'goes to the nearest scope that has the variable, else to the run',
      model: inRow(
        [subProcess('work', inner, { inputs: [['=1', 'mine']] }), worked('after')],
        ['work', 'after'],
      ),
      start: { given: 1 },
      play: async (run) => {
        assert.deepEqual(await seenBy(run, 'task', { mine: 2, given: 2, fresh: 2 }), { mine: 1, given: 1 })
        assert.deepEqual(await seenBy(run, 'after'), { given: 2, fresh: 2 })
      },
      leaves: { given: 2, fresh: 2 },
      path: 'begun > in > task > out > work > after > done',
    },
    {
      name: 'of one branch is seen by the other, but not what a branch has for itself',
      model: {
        definitions,
        elements: [
          start(),
          element('parallelGateway', 'fork'),
          worked('a', { inputs: [['=1', 'own']] }),
          worked('b'),
          worked('last'),
          element('parallelGateway', 'meet'),
          end(),
        ],
        flows: ['begun > fork > a > meet', 'fork > b > last > meet', 'meet > done'],
      },
      play: async (run) => {
        assert.deepEqual(await seenBy(run, 'b'), {})
        assert.deepEqual(await seenBy(run, 'a', { own: 5, told: true }), { own: 1 })
        assert.deepEqual(await seenBy(run, 'last'), { told: true })
      },
      leaves: { told: true },
      path: 'begun > fork > b > a > last > meet > done',
    },
    {
      name: 'that a message or a person brings goes the same way',
      model: inRow(
        [
          element('receiveTask', 'hear', { attributes: 'messageRef="@call"' }),
          plain('userTask', 'ask', { extensions: '<zeebe:userTask />', outputs: [['=answer', 'said']] }),
        ],
        ['hear', 'ask'],
      ),
      play: async (run) => {
        await run.message('call', { heard: 1 })
        await run.until(async () => (await run.items()).length === 1, 'somebody is asked')
        await run.item('ask', { variables: { answer: 'yes', dropped: true } })
      },
      leaves: { heard: 1, said: 'yes' },
      path: 'begun > hear > ask(intervened) > ask > done',
    },
    {
      name: 'of an event is what its outputs name, and its event sub-process sees it',
      model: {
        definitions,
        elements: [
          start(),
          worked('work'),
          end(),
          scopeOf('eventSubProcess', 'watch', {
            elements: [
              element('startEvent', 'heard', {
                attributes: 'isInterrupting="false"',
                content: on.signal,
                extensions:
                  '<zeebe:ioMapping><zeebe:output source="=n * 2" target="twice" /></zeebe:ioMapping>',
              }),
              worked('react'),
              end('reacted'),
            ],
            flows: ['heard > react > reacted'],
          }),
        ],
        flows: ['begun > work > done'],
      },
      play: async (run) => {
        await run.signal('bell', { n: 4 })
        const seen = await seenBy(run, 'react', { twice: 9 })
        assert.equal(seen['twice'], 8)
        await run.job('work')
      },
      leaves: { twice: 9 },
      path: 'begun > heard > react > reacted > watch > work > done',
    },
  ])
})

describe('mappings', () => {
  playRows('mapping', () => hub, [
    {
      name: 'see what those before them made, on the way in and on the way out',
      model: inRow(
        [
          worked('work', {
            inputs: [
              ['=a + 1', 'b'],
              ['=b * 10', 'c'],
            ],
            outputs: [
              ['=result + c', 'd'],
              ['=d + 1', 'e'],
            ],
          }),
        ],
        ['work'],
      ),
      start: { a: 1 },
      play: async (run) => assert.deepEqual(await seenBy(run, 'work', { result: 5 }), { a: 1, b: 2, c: 20 }),
      leaves: { a: 1, d: 25, e: 26 },
      path: 'begun > work > done',
    },
    {
      name: 'write into a part of what is there',
      model: inRow([worked('work', { outputs: [['=price', 'order.total.rial']] })], ['work']),
      start: { order: { id: 7, total: { items: 2 } } },
      play: async (run) => void (await run.job('work', { price: 900 })),
      leaves: { order: { id: 7, total: { items: 2, rial: 900 } } },
      path: 'begun > work > done',
    },
    {
      name: 'that are missing something give null',
      model: inRow([worked('work', { inputs: [['=nowhere.to.be', 'found']] })], ['work']),
      play: async (run) => assert.deepEqual(await seenBy(run, 'work'), { found: null }),
      path: 'begun > work > done',
    },
    {
      name: 'that fail on the way in wait for a person, who corrects the variables',
      model: inRow(
        [worked('work', { inputs: [['=assert(limit, limit > 0, "no limit")', 'most']] })],
        ['work'],
      ),
      start: { limit: 0 },
      play: async (run) => {
        assert.equal((await run.view()).state, 'incident')
        assert.equal((await run.act('retry', { variables: { limit: 3 } })).status, 200)
        assert.deepEqual(await seenBy(run, 'work'), { limit: 3, most: 3 })
      },
      leaves: { limit: 3 },
      path: 'begun > work(incidentRaised) > work(incidentResolved) > work(retried) > work > done',
    },
    {
      name: 'that fail on the way out have written nothing, and the work is not done again',
      model: inRow(
        [
          worked('work', {
            outputs: [
              ['=sum', 'first'],
              ['=assert(rate, rate != null, "no rate")', 'second'],
            ],
          }),
        ],
        ['work'],
      ),
      play: async (run) => {
        await run.job('work', { sum: 5 })
        await run.until(async () => (await run.view()).state === 'incident', 'a person is needed')
        const { key: _own, ...variables } = (await run.view()).variables
        assert.deepEqual(variables, {})
        assert.equal((await run.act('retry', { variables: { rate: 2 } })).status, 200)
      },
      leaves: { first: 5, second: 2, rate: 2 },
      path: 'begun > work(incidentRaised) > work(incidentResolved) > work > done',
    },
  ])
})

describe('variables that a person sets', () => {
  playRows('set', () => hub, [
    {
      name: 'go where the variable is, seen from the instance, or stay in it when told so',
      model: inRow([subProcess('work', inner, { inputs: [['=1', 'mine']] })], ['work']),
      start: { given: 1 },
      play: async (run) => {
        const set = async (json: Json): Promise<void> => {
          const path = `PATCH /v1/runs/${run.id}/variables`
          const { status, text } = await run.ask(path, { reason: 'a row', instance: 'task:1', ...json })
          assert.equal(status, 200, text)
        }
        await set({ variables: { mine: 2, given: 2 } })
        await set({ variables: { given: 3 }, local: true })
        assert.deepEqual(await seenBy(run, 'task'), { mine: 2, given: 3 })
      },
      leaves: { given: 2 },
      path: 'begun > in > task(intervened) > task(intervened) > task > out > work > done',
    },
  ])
})

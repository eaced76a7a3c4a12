/** Messages for which many runs wait: each finds whom it is for, whoever else waits. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { hubInABox, type Box } from '../../test/harness/engine-box.ts'
import { element, end, file, message, start } from '../../test/harness/story.ts'

describe('a message for which many runs wait', () => {
  let database: TestDatabase
  let box: Box

  before(async () => {
    database = await testDatabase()
    box = await hubInABox(database)
    for (const flow of ['crowd', 'other']) {
      const hear = element('receiveTask', 'hear', { attributes: 'messageRef="word"' })
      const drawing = {
        definitions: [message('word')],
        elements: [start(), hear, end()],
        flows: ['begun > hear > done'],
      }
      await box.deploy(file(drawing, flow))
    }
    await Promise.all(Array.from({ length: 550 }, () => begin('crowd', 'all')))
    await rest()
  })
  after(async () => {
    await box.stop()
    await database.close()
  })

  const begin = async (flow: string, key: string): Promise<string> =>
    (await box.engine.runs.start(flow, { variables: { key } })).id
  /** What the runs that have begun look for in the inbox has been looked for. */
  const rest = (): Promise<boolean> => box.engine.messages.drain(new AbortController().signal)
  const publish = async (correlationKey: string): Promise<readonly string[]> =>
    (await box.engine.messages.publish({ name: 'word', correlationKey })).runs

  it('reaches one run of every flow, also of one whose runs began to wait last', async () => {
    const late = await begin('other', 'all')
    await rest()
    const runs = await publish('all')
    assert.equal(runs.length, 2)
    assert.ok(runs.includes(late))
  })

  it('finds a run of its own, however many come at the same moment', async () => {
    const runs = await Promise.all(Array.from({ length: 120 }, () => publish('all')))
    assert.equal(new Set(runs.flat()).size, 120)
    const ended = database.connection
      .collection('runs')
      .countDocuments({ flow: 'crowd', status: 'completed' })
    assert.equal(await ended, 121)
  })

  it('keeps no message of another key that comes at the same moment from its run', async () => {
    const keys = ['a', 'b', 'c']
    const waiting = await Promise.all(keys.map((key) => begin('other', key)))
    await rest()
    const [, ...reached] = await Promise.all(['all', ...keys].map(publish))
    assert.deepEqual(
      reached,
      waiting.map((id) => [id]),
    )
  })

  it('moves no second run of a flow that begins to wait before the first is noted', async () => {
    const messages = database.connection.collection('messages') as unknown as Record<
      'updateOne' | 'find',
      Anything
    >
    const { updateOne, find } = messages
    let note = (): void => undefined
    const mayNote = new Promise<void>((resolve) => (note = resolve))
    let looks = 0
    messages.updateOne = async (...parts) => {
      await mayNote
      return updateOne.apply(messages, parts)
    }
    messages.find = (...parts) => {
      looks += 1
      return find.apply(messages, parts)
    }
    const first = await begin('other', 'late')
    await rest()
    const told = publish('late')
    await box.until(first, ({ state }) => state === 'completed')
    const before = looks
    const second = await begin('other', 'late')
    await box.until(undefined, () => looks > before)
    Object.assign(messages, { updateOne, find })
    note()
    assert.deepEqual(await told, [first])
    await rest()
    assert.equal((await box.engine.runs.get(second)).state, 'running')
  })
})

type Anything = (...parts: unknown[]) => unknown

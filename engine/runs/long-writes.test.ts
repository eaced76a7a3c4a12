/** One write of a run may have more history than stays in its document: what follows from it is not lost with it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { hubInABox, type Box } from '../../test/harness/engine-box.ts'
import { element, end, file, forEach, message, script, start } from '../../test/harness/story.ts'
import { eventFeed, type EventFeed } from '../store/event-feed.ts'

/** So often that the history of the first write moves out of the document. */
const often = '=for n in 1..320 return string(n)'

describe('a write with a long history', () => {
  let database: TestDatabase
  let feed: EventFeed
  let box: Box

  before(async () => {
    database = await testDatabase()
    feed = eventFeed(database.connection)
    await feed.prepare()
    box = await hubInABox(database, { feed })
  })
  after(async () => {
    await box.stop()
    await database.close()
  })

  it('tells all its events, also those that happened first', async () => {
    await box.deploy(
      file(
        {
          elements: [
            start(),
            element('parallelGateway', 'both'),
            script('divide', '=assert(null, false, "no")', 'never'),
            element('task', 'pass', { content: forEach({ collection: often }) }),
            end(),
          ],
          flows: ['begun > both > divide > done', 'both > pass > done'],
        },
        'broken',
      ),
    )
    const { id } = await box.engine.runs.start('broken', {})
    const types = async (): Promise<readonly string[]> =>
      (await feed.after(0, { limit: 100, subject: id })).map(({ type }) => type)
    await box.until(undefined, async () => (await types()).length > 0)
    assert.deepEqual(await types(), ['run.started', 'run.incident'])
  })

  it('looks into the inbox for everything that has begun to wait', async () => {
    const hear = element('receiveTask', 'hear', {
      attributes: 'messageRef="word"',
      content: forEach({ collection: often }),
    })
    await box.deploy(
      file(
        {
          definitions: [message('word', '=item')],
          elements: [start(), hear, end()],
          flows: ['begun > hear > done'],
        },
        'listeners',
      ),
    )
    for (const correlationKey of ['1', '320'])
      await box.engine.messages.publish({ name: 'word', correlationKey, variables: {} })
    const { id } = await box.engine.runs.start('listeners', {})
    await box.until(
      id,
      ({ elements }) => elements.filter(({ waitsFor }) => waitsFor === 'message word').length === 318,
    )
  })
})

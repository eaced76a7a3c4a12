/** What callers see while the database is slow: new work is turned away and told when to come again, nothing is lost. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { heldCollection } from '../../test/harness/held-collection.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { end, file, script, start } from '../../test/harness/story.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub({ environment: { PEYVAND_MAX_WAITING_WRITES: '2' } })
  ask = asking(hub)
  const flow = { elements: [start(), script('add', '=1', 'one'), end()], flows: ['begun > add > done'] }
  await hub.api.deploy({ 'sum.bpmn': file(flow, 'sum') })
})
after(() => hub.close())

/** Asks for so many while the writes of a collection are held back, then for one more, and again when all is well. */
async function pressed(collection: string, one: (n: number) => Promise<Answer>): Promise<readonly Answer[]> {
  const held = heldCollection(hub.database, [collection, 'bulkWrite'])
  const taken = [0].map(one)
  await hub.until(() => held.waiting === 1, 'the first one is being written')
  for (let n = 1; n <= 3; n += 1) taken.push(one(n))
  // Whoever comes while more than two wait is turned away; the others are in, whatever becomes of the database.
  let refused: Answer | undefined
  await hub.until(async () => {
    const answer = await Promise.race([one(9), hub.clock.settle().then(() => undefined)])
    refused = answer?.status === 503 ? answer : refused
    return refused !== undefined
  }, 'one is turned away')
  assert.ok(refused)
  assert.match(problemIn(refused, 'overloaded').detail, /\d+ writes wait for the database/)
  assert.equal(refused.headers.get('retry-after'), '2')
  held.release()
  const answers = await hub.passing(Promise.all(taken))
  assert.ok((await hub.passing(one(10))).status < 300, 'it is taken when the database is well again')
  return answers
}

describe('while the database is slow', () => {
  it('runs are turned away with a time to come again, and those that were let in are there', async () => {
    const answers = await pressed('runs', (n) =>
      ask('POST /v1/flows/sum/runs', { json: { id: `sum-${String(n)}` } }),
    )
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body['id']]),
      [0, 1, 2, 3].map((n) => [201, `sum-${String(n)}`]),
    )
  })

  it('messages are turned away too, and none that was taken is lost', async () => {
    const send = (n: number): Promise<Answer> =>
      ask('POST /v1/messages', { json: { name: 'paid', correlationKey: 'k', id: `m-${String(n)}` } })
    const answers = await pressed('messages', send)
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body['duplicate']]),
      [0, 1, 2, 3].map(() => [202, false]),
    )
    const again: Answer[] = []
    for (const n of [0, 1, 2, 3]) again.push(await hub.passing(send(n)))
    assert.deepEqual(
      again.map(({ status, body }) => [status, body['duplicate']]),
      [0, 1, 2, 3].map(() => [202, true]),
    )
  })
})

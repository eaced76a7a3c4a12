/** The inbox of people: found in every way, taken by one, talked about, done with an outcome. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const asks = (id: string, assignment: string): string =>
  element('userTask', id, {
    extensions: `<zeebe:userTask /><zeebe:assignmentDefinition ${assignment} /><zeebe:taskSchedule dueDate="2026-03-02" />`,
  })
const review = file(
  {
    elements: [
      start(),
      asks('check', 'candidateGroups="finance,audit" candidateUsers="sara"'),
      asks('sign', 'assignee="reza"'),
      end(),
    ],
    flows: ['begun > check > sign > done'],
  },
  'review',
)

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await hub.api.deploy({ 'review.bpmn': review })
})
after(() => hub.close())

const begin = (json: Json = {}): Promise<Json> => hub.passing(hub.api.post('/v1/flows/review/runs', json))
const list = (query: string): Promise<readonly Json[]> =>
  hub.api.get<{ readonly items: readonly Json[] }>(`/v1/work-items?${query}`).then(({ items }) => items)
const post = (item: Json | undefined, action: string, { ifMatch, ...json }: Json): Promise<Answer> =>
  hub.passing(
    ask(`POST /v1/work-items/${String(item?.['id'])}/${action}`, {
      json,
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch as string },
    }),
  )

describe('work items', () => {
  it('are found by run, element, candidate, state and due date, and counted for each group', async () => {
    const run = await begin({ businessKey: 'R-1' })
    const [item] = await list(`run=${String(run['id'])}`)
    assert.deepEqual([item?.['element'], item?.['businessKey']], ['check', 'R-1'])
    for (const query of [
      'candidate=sara',
      'group=audit',
      'element=check',
      'state=unassigned',
      'due=2026-03-03T00:00:00Z',
    ])
      assert.deepEqual(
        (await list(query)).map(({ id }) => id),
        [item?.['id']],
        query,
      )
    for (const query of ['candidate=ali', 'element=sign', 'state=assigned', 'due=2026-03-01T00:00:00Z'])
      assert.deepEqual(await list(query), [], query)
    const { groups } = await hub.api.get<{ readonly groups: readonly Json[] }>('/v1/work-items/counts')
    assert.deepEqual(
      groups.map(({ group, open, unassigned, overdue }) => [group, open, unassigned, overdue]),
      [
        ['audit', 1, 1, 0],
        ['finance', 1, 1, 0],
      ],
    )
    await post(item, 'complete', {})
    assert.deepEqual(
      (await list('state=assigned&assignee=reza')).map(({ element: id }) => id),
      ['sign'],
    )
  })

  it('are changed only as they were seen, and say in the history who did what', async () => {
    const run = await begin()
    const [item] = await list(`run=${String(run['id'])}`)
    const seen = `"${String(item?.['seq'])}"`
    assert.equal((await post(item, 'claim', { assignee: 'sara', ifMatch: seen })).status, 200)
    problemIn(await post(item, 'assign', { assignee: 'ali', ifMatch: seen }), 'preconditionFailed')
    problemIn(await post(item, 'claim', { assignee: 'ali' }), 'workItemTaken')
    const done = await post(item, 'complete', { outcome: 'approved', variables: { note: 'درست است' } })
    assert.deepEqual(done.body['variables'], { note: 'درست است', outcome: 'approved' })
    const { items } = await hub.api.get<{ readonly items: readonly Json[] }>(
      `/v1/runs/${String(run['id'])}/history?limit=100`,
    )
    assert.deepEqual(
      items.filter(({ event }) => event === 'intervened').map(({ detail }) => detail),
      ['claimed for sara', 'work item completed: approved'],
    )
  })

  it('are talked about, also when they are done', async () => {
    const run = await begin()
    const [item] = await list(`run=${String(run['id'])}`)
    for (const text of ['با مشتری تماس گرفته شد', 'پاسخ نداد'])
      assert.equal((await post(item, 'comments', { text })).status, 201)
    await post(item, 'complete', {})
    const path = `/v1/work-items/${String(item?.['id'])}/comments`
    const first = await hub.api.get<{ readonly items: readonly Json[]; readonly next: string }>(
      `${path}?limit=1`,
    )
    assert.equal(first.items[0]?.['text'], 'با مشتری تماس گرفته شد')
    const rest = await hub.api.get<{ readonly items: readonly Json[] }>(`${path}?after=${first.next}`)
    assert.deepEqual(
      rest.items.map(({ text }) => text),
      ['پاسخ نداد'],
    )
    problemIn(await post(item, 'comments', { text: 'دیر' }), 'workItemNotFound')
  })
})

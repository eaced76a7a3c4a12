/** The inbox of people: found in every way, taken by one, talked about, done with an outcome. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { boundary, element, end, file, start, timer } from '../../test/harness/story.ts'
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

const watched = file(
  {
    elements: [
      start(),
      element('parallelGateway', 'both'),
      element('userTask', 'audit', {
        extensions:
          '<zeebe:userTask /><zeebe:taskListeners><zeebe:taskListener eventType="completing" type="mayItBeDone" /></zeebe:taskListeners>',
      }),
      element('userTask', 'hurry', { extensions: '<zeebe:userTask />' }),
      boundary('late', 'hurry', timer('timeDuration', 'PT1H')),
      end(),
      end('tooLate'),
    ],
    flows: ['begun > both > audit > done', 'both > hurry > done', 'late > tooLate'],
  },
  'watched',
)

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await hub.api.deploy({ 'review.bpmn': review })
})
after(() => hub.close())

const begin = (json: Json = {}): Promise<Json> => hub.passing(hub.api.post('/v1/flows/review/runs', json))
const complete = (item: Json | undefined, outcome: string): Promise<Answer> =>
  post(item, 'complete', { outcome })
const pick = (item: Json | undefined, names: string): readonly unknown[] =>
  names.split(' ').map((name) => item?.[name])
const text = (item: Json | undefined, name: string): string => String(item?.[name])
const ids = (items: readonly Json[]): readonly unknown[] => items.map(({ id }) => id)
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

  it('are listed when they are closed: who did what when, with which outcome', async () => {
    const run = await begin({ businessKey: 'R-9' })
    const of = `run=${String(run['id'])}`
    const [check] = await list(of)
    await post(check, 'claim', { assignee: 'sara' })
    const before = hub.clock.now().toISOString()
    await complete(check, 'approved')
    const [sign] = await list(of)
    const cancelled = await ask(`POST /v1/runs/${String(run['id'])}/cancel`, {
      json: { reason: 'the customer has gone' },
    })
    assert.equal(cancelled.status, 200, cancelled.text)

    assert.deepEqual(await list(of), [], 'the default are the open ones')
    const [last, first] = await list(`${of}&state=closed`)
    const [closedAt, closedBy] = [text(first, 'closedAt'), text(first, 'closedBy')]
    assert.deepEqual(pick(first, 'id state outcome assignee businessKey candidateGroups'), [
      ...[text(check, 'id'), 'completed', 'approved', 'sara', 'R-9'],
      ['finance', 'audit'],
    ])
    assert.ok(closedAt >= before, closedAt)
    assert.deepEqual(pick(last, 'id state closedBy outcome'), [
      ...[text(sign, 'id'), 'cancelled', closedBy, undefined],
    ])
    assert.deepEqual(await hub.api.get(`/v1/work-items/${text(check, 'id')}`), first)
    problemIn(await complete(check, 'again'), 'workItemNotFound')

    const who = `completedBy=${closedBy}`
    for (const query of ['state=completed', `state=closed&${who}`, 'state=closed&assignee=sara'])
      assert.deepEqual(ids(await list(`${of}&${query}`)), [text(check, 'id')], query)
    for (const query of ['state=cancelled', 'state=closed&element=sign', 'state=closed&assignee=reza'])
      assert.deepEqual(ids(await list(`${of}&${query}`)), [text(sign, 'id')], query)
    const later = new Date(Date.parse(closedAt) + 1).toISOString()
    const inTime = `state=completed&closedAfter=${closedAt}&closedBefore=${later}`
    assert.deepEqual(ids(await list(`${of}&${inTime}`)), [text(check, 'id')])
    for (const query of [`state=completed&closedBefore=${closedAt}`, 'state=completed&completedBy=me'])
      assert.deepEqual(await list(`${of}&${query}`), [], query)
    for (const query of [who, `state=open&${who}`, `state=cancelled&${who}`, `closedAfter=${later}`])
      problemIn(await ask(`GET /v1/work-items?${query}`), 'badInput')
  })

  it('that are closed are paged, each once, while others are closed', async () => {
    const group = 'candidate=sara'
    const close = async (): Promise<unknown> => {
      const run = await begin()
      const [item] = await list(`run=${String(run['id'])}`)
      await complete(item, 'done')
      return item?.['id']
    }
    const known = ids(await list(`state=completed&${group}&limit=500`))
    const made: unknown[] = []
    for (let n = 0; n < 5; n++) made.unshift(await close())
    const seen: unknown[] = []
    let after = ''
    do {
      const page = await hub.api.get<{ readonly items: readonly Json[]; readonly next: string | null }>(
        `/v1/work-items?state=completed&${group}&limit=2${after}`,
      )
      seen.push(...ids(page.items))
      await close()
      after = page.next === null ? '' : `&after=${page.next}`
    } while (after !== '')
    assert.equal(new Set(seen).size, seen.length)
    assert.deepEqual(new Set(seen), new Set([...made, ...known]))
  })

  it('are completed by whom it was when listeners agree later, and cancelled by nobody when a timer does it', async () => {
    await hub.api.deploy({ 'watched.bpmn': watched })
    const run = await hub.passing(hub.api.post<Json>('/v1/flows/watched/runs', {}))
    const of = `run=${String(run['id'])}`
    await complete((await list(`${of}&element=audit`))[0], 'agreed')
    assert.equal((await list(of)).length, 2, 'a listener is being asked')
    const { jobs } = await hub.api.post<{ readonly jobs: readonly Json[] }>('/v1/jobs/activate', {
      ...{ type: 'mayItBeDone', worker: 'w', maxJobs: 1, lockMs: 60_000 },
    })
    const [job] = jobs
    await hub.api.post(`/v1/jobs/${String(job?.['id'])}/complete`, { lockToken: job?.['lockToken'] })
    const [done] = await list(`${of}&state=completed`)
    assert.deepEqual(pick(done, 'element outcome'), ['audit', 'agreed'])
    assert.equal(typeof done?.['closedBy'], 'string')
    await hub.clock.leap(3_600_000)
    await hub.until(async () => (await list(of)).length === 0, 'the timer fires')
    const [gone] = await list(`${of}&state=cancelled`)
    assert.deepEqual(pick(gone, 'element closedBy outcome'), ['hurry', undefined, undefined])
  })
})

/** What holds for cases of every type: data only, numbers, who may see, joining, work for people, files, the public. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })

async function ok(line: string, json?: unknown, status = 200): Promise<Json> {
  const answer = await ask(line, json === undefined ? {} : { json })
  assert.equal(answer.status, status, `${line}: ${answer.text}`)
  return answer.body
}
const items = async (path: string): Promise<readonly Json[]> =>
  (await ok(`GET ${path}`))['items'] as readonly Json[]
const make = (json: Json): Promise<Json> => ok('POST /v1/cases', json, 201)
const at = (one: Json, path = ''): string => `/v1/cases/${String(one['id'])}${path}`
const read = (one: Json): Promise<Json> => ok(`GET ${at(one)}`)

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

describe('a new kind of case', () => {
  it('is data only: schema, states, numbers, work and tracking, from one request', async () => {
    await ok('PUT /v1/case-types/keyHandover', {
      title: title('تحویل کلید'),
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['room'],
        properties: { room: { type: 'string' } },
      },
      initial: 'asked',
      states: {
        asked: {
          title: title('درخواست'),
          kind: 'open',
          work: [
            {
              name: 'hand',
              title: title('تحویل'),
              candidateGroups: ['=data.room'],
              outcomes: [{ name: 'given', title: title('داده شد'), transition: 'handOver' }],
            },
          ],
        },
        handedOver: { title: title('تحویل شد'), kind: 'closed' },
      },
      transitions: [{ name: 'handOver', title: title('تحویل'), from: ['asked'], to: 'handedOver' }],
      numbering: { prefix: 'KEY', digits: 3 },
      priorities: ['normal'],
      priority: 'normal',
      visibility: { public: true },
    })
    const made = await make({ type: 'keyHandover', data: { room: 'archive' } })
    assert.equal(made['number'], 'KEY-1404-001')
    const [work] = made['workItems'] as readonly Json[]
    assert.deepEqual(work?.['candidateGroups'], ['archive'])
    assert.equal(
      (await ok(`POST /v1/case-work-items/${String(work?.['id'])}/complete`, { outcome: 'given' }))['kind'],
      'closed',
    )
  })

  it('is refused with every problem at once', async () => {
    const answer = await ask('PUT /v1/case-types/broken', {
      json: {
        title: title('نادرست'),
        schema: { type: 'array' },
        initial: 'nowhere',
        states: { a: { title: title('الف'), kind: 'open', after: { duration: 'soon', transition: 'b' } } },
        transitions: [{ name: 'go', title: title('برو'), from: ['a'], to: 'z', when: '1 +' }],
        numbering: { prefix: 'BRK' },
        priorities: ['normal'],
        priority: 'high',
        visibility: { public: false },
      },
    })
    assert.deepEqual([...wrongFields(answer)].sort(), [
      'initial',
      'priority',
      'schema/type',
      'states/a/after/duration',
      'states/a/after/transition',
      'transitions/0',
      'transitions/0/when',
    ])
  })

  it('asks for its work by a form, whose required fields are filled in before the work is done', async () => {
    const { definition } = (await ok('GET /v1/case-types/keyHandover')) as { readonly definition: Json }
    const handed = {
      components: [
        { type: 'textfield', key: 'receiver', label: 'گیرنده', validate: { required: true } },
        { type: 'textfield', key: 'room', label: 'اتاق', validate: { required: true } },
      ],
    }
    const typeWith = (form: Json): Json => {
      const { states, schema } = structuredClone(definition) as {
        readonly states: { readonly asked: { readonly work: Json[] } }
        readonly schema: { readonly properties: Json }
      }
      Object.assign(states.asked.work[0] ?? {}, { form })
      Object.assign(schema.properties, { receiver: { type: 'string' } })
      return { ...definition, states, schema, form, numbering: { prefix: 'FRM', digits: 3 } }
    }
    const broken = { components: [{ key: 'receiver', conditional: { hide: '=1 +' } }] }
    const refused = await ask('PUT /v1/case-types/formed', { json: typeWith(broken) })
    const paths = wrongFields(refused)
    const inTheState = ['states', 'asked', 'work', 0, 'form'].join('/')
    assert.deepEqual([...new Set(paths)].sort(), ['form', inTheState])
    await ok('PUT /v1/case-types/formed', typeWith(handed))
    const made = await make({ type: 'formed', data: { room: 'archive' } })
    const id = String((made['workItems'] as readonly Json[])[0]?.['id'])
    assert.deepEqual((await ok(`GET /v1/case-work-items/${id}`))['form'], handed)
    const complete = `POST /v1/case-work-items/${id}/complete`
    assert.deepEqual(wrongFields(await ask(complete, { json: { outcome: 'given' } })), ['data/receiver'])
    assert.equal((await read(made))['kind'], 'open')
    const done = await ok(complete, { outcome: 'given', data: { receiver: 'سارا' } })
    assert.deepEqual([done['kind'], done['data']], ['closed', { room: 'archive', receiver: 'سارا' }])
  })

  it('keeps cases on the version that they began with', async () => {
    const { definition } = (await ok('GET /v1/case-types/keyHandover')) as { readonly definition: Json }
    const old = await make({ type: 'keyHandover', data: { room: 'safe' } })
    await ok('PUT /v1/case-types/keyHandover', { ...definition, priorities: ['normal', 'urgent'] })
    const fresh = await make({ type: 'keyHandover', data: { room: 'safe' } })
    assert.deepEqual([(await read(old))['typeVersion'], fresh['typeVersion']], [1, 2])
  })
})

describe('the numbers of cases', () => {
  it('have no gap and no twin when many are made at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 40 }, () => make({ type: 'change', subject: 'همزمان' })),
    )
    const serials = made.map(({ number }) => Number(String(number).split('-')[2])).sort((a, b) => a - b)
    assert.deepEqual(
      serials,
      Array.from({ length: 40 }, (_, n) => n + 1),
    )
  })

  it('give the same case for the same id, and take no number twice', async () => {
    const [one, two] = await Promise.all([
      make({ id: 'crm-17', type: 'problem' }),
      make({ id: 'crm-17', type: 'problem' }),
    ])
    assert.equal(one?.['number'], two?.['number'])
    assert.match(String((await make({ type: 'problem' }))['number']), /-00002$/)
  })
})

describe('changes of cases', () => {
  it('are refused on an old version, and none is lost when many come at once', async () => {
    const made = await make({ type: 'ticket' })
    await ok(`PATCH ${at(made)}`, { priority: 'high' })
    problemIn(
      await ask(`PATCH ${at(made)}`, { json: { priority: 'low' }, headers: { 'if-match': '"1"' } }),
      'preconditionFailed',
    )
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        ok(`POST ${at(made, '/comments')}`, { text: `یادداشت ${String(n)}` }),
      ),
    )
    const notes = (await items(`${at(made, '/timeline')}?limit=100`)).filter(
      ({ what }) => what === 'commented',
    )
    assert.equal(new Set(notes.map(({ text }) => text)).size, 20)
  })

  it('are made once under their key, also when the process died before it could answer', async () => {
    const send = async (line: string, key: string, json: Json): Promise<Json> => {
      const answer = await ask(line, { json, headers: { 'idempotency-key': key } })
      assert.ok(answer.status < 300, answer.text)
      return answer.body
    }
    const create = (): Promise<Json> => send('POST /v1/cases', 'made-once', { type: 'ticket' })
    const made = await create()
    const say = (): Promise<Json> => send(`POST ${at(made, '/comments')}`, 'said-once', { text: 'یک بار' })
    const part = (): Promise<Json> => send(`POST ${at(made, '/split')}`, 'split-once', { subject: 'قسمت' })
    const first = [await say(), await part()].map(({ number }) => number)
    // As a process leaves it that dies between the change and its note of the answer.
    const keyed = hub.database.connection.collection('keyedRequests')
    await keyed.updateMany({}, { $unset: { answer: true } })
    await hub.clock.leap(61_000)
    assert.equal((await create())['number'], made['number'])
    assert.deepEqual(
      [await say(), await part()].map(({ number }) => number),
      first,
    )
    const said = (await items(at(made, '/timeline'))).filter(({ what }) => what === 'commented')
    assert.equal(said.length, 1)
  })

  it('are told outside once each, in order, without what people said', async () => {
    const made = await make({ type: 'ticket', subject: 'رازی در موضوع' })
    await ok(`POST ${at(made, '/comments')}`, { text: 'رازی در یادداشت' })
    await ok(`POST ${at(made, '/transitions')}`, { transition: 'begin' })
    const events = await items(`/v1/events?subject=${String(made['id'])}`)
    assert.deepEqual(
      events.map(({ type }) => type),
      ['case.created', 'case.commented', 'case.moved'],
    )
    assert.ok(!JSON.stringify(events).includes('راز'))
  })

  it('keep a trace of any length', async () => {
    const made = await make({ type: 'ticket' })
    for (let n = 0; n < 210; n += 1) {
      await hub.hub.cases.change(String(made['id']), { by: 'test' }, (one, _type, act) => ({
        ...one,
        trace: [
          ...one.trace,
          {
            n: one.traceMoved + one.trace.length,
            at: act.at,
            by: 'test',
            what: 'commented',
            visibility: 'internal',
            text: String(n),
          },
        ],
      }))
    }
    const first = await ok(`GET ${at(made, '/timeline')}?limit=150`)
    const second = await ok(`GET ${at(made, '/timeline')}?limit=150&after=${String(first['next'])}`)
    const lines = [...(first['items'] as Json[]), ...(second['items'] as Json[])].map(({ n }) => n)
    assert.deepEqual(
      lines,
      Array.from({ length: 211 }, (_, n) => n),
    )
  })
})

describe('cases that belong together', () => {
  it('are linked both ways, and cannot be parts of themselves', async () => {
    const [whole, part, cause] = [
      await make({ type: 'incident' }),
      await make({ type: 'incident' }),
      await make({ type: 'problem' }),
    ]
    await ok(`POST ${at(part, '/links')}`, { relation: 'childOf', to: whole['id'] })
    await ok(`POST ${at(part, '/links')}`, { relation: 'causedBy', to: cause['id'] })
    assert.deepEqual((await read(whole))['links'], [{ relation: 'parentOf', to: part['id'] }])
    assert.deepEqual((await read(cause))['links'], [{ relation: 'causes', to: part['id'] }])
    assert.equal(((await read(whole))['children'] as Json)['total'], 1)
    problemIn(
      await ask(`POST ${at(whole, '/links')}`, { json: { relation: 'childOf', to: part['id'] } }),
      'conflict',
    )
    await ok(`POST ${at(part, '/unlink')}`, { relation: 'causedBy', to: cause['id'] })
    assert.deepEqual((await read(cause))['links'], [])
  })

  it('are told to be duplicates of each other, and watched as long as somebody wants to', async () => {
    const [one, twin] = [await make({ type: 'ticket' }), await make({ type: 'ticket' })]
    await ok(`POST ${at(twin, '/links')}`, { relation: 'duplicateOf', to: one['id'] })
    assert.deepEqual((await read(twin))['links'], [{ relation: 'duplicateOf', to: one['id'] }])
    assert.deepEqual((await read(one))['links'], [{ relation: 'duplicates', to: twin['id'] }])
    const watch = (watching: boolean): Promise<Json> =>
      ok(`POST ${at(one, '/watchers')}`, { name: 'sara', watching })
    assert.deepEqual((await watch(true))['watchers'], ['sara'])
    await watch(true)
    const watched = async (): Promise<readonly unknown[]> =>
      (await items('/v1/cases?watcher=sara')).map(({ id }) => id)
    assert.ok((await watched()).includes(one['id']))
    assert.deepEqual((await watch(false))['watchers'], [])
    assert.ok(!(await watched()).includes(one['id']))
    const lines = (await items(at(one, '/timeline'))).map(({ what }) => what)
    assert.deepEqual(lines, ['created', 'linked', 'watched', 'unwatched'])
  })

  it('are merged: one ends, its code leads to the other, its watchers go along', async () => {
    const [twin, one] = [
      await make({ type: 'ticket', subject: 'دوباره' }),
      await make({ type: 'ticket', subject: 'یک بار' }),
    ]
    await ok(`POST ${at(twin, '/watchers')}`, { name: 'sara', watching: true })
    assert.equal(
      (await ok(`POST ${at(twin, '/merge')}`, { into: one['id'], reason: 'تکراری' }))['kind'],
      'cancelled',
    )
    const seen = await ask(`GET /v1/public/cases/${String(twin['trackingCode'])}`, { key: null })
    assert.equal(seen.body['number'], one['number'])
    const after = await read(one)
    assert.deepEqual(
      [after['watchers'], after['links']],
      [['sara'], [{ relation: 'absorbed', to: twin['id'] }]],
    )
    problemIn(await ask(`POST ${at(one, '/merge')}`, { json: { into: twin['id'] } }), 'conflict')
  })

  it('are split: the new one keeps requester and channel, and both know each other', async () => {
    const whole = await make({ type: 'ticket', channel: 'phone', requester: { name: 'احمدی' } })
    const part = await ok(`POST ${at(whole, '/split')}`, { type: 'discrepancy', subject: 'قسمت مالی' })
    assert.deepEqual(
      [part['channel'], part['requester'], part['type']],
      ['phone', { name: 'احمدی' }, 'discrepancy'],
    )
    assert.deepEqual((await read(whole))['links'], [{ relation: 'splitInto', to: part['id'] }])
  })
})

describe('the cartable', () => {
  it('counts and shows what is theirs, what they may take, and what of those they stand in for', async () => {
    await ok('PUT /v1/people/sara', { title: title('سارا') })
    await ok('PUT /v1/teams/change-board', { title: title('کمیته'), members: ['sara'] })
    const change = await make({ type: 'change', data: { plan: 'الف', backOutPlan: 'ب' } })
    const [work] = (await ok(`POST ${at(change, '/transitions')}`, { transition: 'assess' }))[
      'workItems'
    ] as readonly Json[]
    const desk = async (): Promise<Json> => (await ok('GET /v1/cartable?person=sara'))['counts'] as Json
    assert.deepEqual([(await desk())['available'], (await desk())['mine']], [1, 0])
    const path = `/v1/case-work-items/${String(work?.['id'])}`
    await ok(`POST ${path}/claim`, { assignee: 'sara' })
    problemIn(await ask(`POST ${path}/claim`, { json: { assignee: 'reza' } }), 'workItemTaken')
    assert.deepEqual([(await desk())['available'], (await desk())['mine']], [0, 1])
    const delegated = await ok(`POST ${path}/delegate`, { assignee: 'reza' })
    assert.deepEqual([delegated['assignee'], delegated['owner']], ['reza', 'sara'])
    const now = hub.clock.now().getTime()
    const away = {
      from: new Date(now - 1_000).toISOString(),
      until: new Date(now + 1e7).toISOString(),
      substitute: 'sara',
    }
    await ok('PUT /v1/people/reza', { title: title('رضا'), absences: [away] })
    assert.equal((await desk())['standingIn'], 1)
    assert.deepEqual(wrongFields(await ask(`POST ${path}/complete`, { json: { outcome: 'maybe' } })), [
      'outcome',
    ])
    assert.equal((await ok(`POST ${path}/complete`, { outcome: 'approve' }))['state'], 'approved')
    problemIn(await ask(`GET ${path}`), 'workItemNotFound')
  })
})

describe('files of cases', () => {
  it('are known by their content, kept once, and given back as they came', async () => {
    const made = await make({ type: 'ticket' })
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const send = (name: string, body: Uint8Array<ArrayBuffer>): ReturnType<Ask> =>
      ask(`POST ${at(made, `/attachments?name=${encodeURIComponent(name)}&visibility=public`)}`, {
        body,
        headers: { 'content-type': 'application/octet-stream' },
      })
    const bytes = new Uint8Array(png)
    const first = await send('رسید.png', bytes)
    assert.equal(first.status, 200, first.text)
    await send('رسید.png', bytes)
    const [file, ...more] = (await read(made))['attachments'] as readonly Json[]
    assert.deepEqual([file?.['mediaType'], file?.['sizeBytes'], more.length], ['image/png', 16, 0])
    const back = await fetch(`${hub.url}${at(made, `/attachments/${String(file?.['id'])}`)}`, {
      headers: { authorization: `Bearer ${hub.key}` },
    })
    assert.deepEqual(Buffer.from(await back.arrayBuffer()), png)
    problemIn(await send('virus.png', new Uint8Array(Buffer.from('MZ\u0000\u0001'))), 'attachmentRefused')
    problemIn(
      await send('page.txt', new Uint8Array(Buffer.from('<script>alert(1)</script>'))),
      'attachmentRefused',
    )
    problemIn(await send('renamed.pdf', bytes), 'attachmentRefused')
  })
})

describe('what customers say', () => {
  it('stands in the case as theirs, over whatever channel it came', async () => {
    const made = await make({ type: 'ticket' })
    const said = { text: 'از تلفن: هنوز قطع است', from: 'customer' }
    await ok(`POST ${at(made, '/comments')}`, said)
    const code = String(made['trackingCode'])
    const { body } = await ask(`GET /v1/public/cases/${code}`, { key: null })
    assert.deepEqual(
      (body['replies'] as readonly Json[]).map(({ from, text }) => [from, text]),
      [['you', said.text]],
    )
  })
})

describe('the tracking page', () => {
  it('shows what is public, takes an answer, and slows down who guesses', async () => {
    const made = await make({ type: 'ticket' })
    await ok(`POST ${at(made, '/comments')}`, { text: 'فقط برای ما' })
    await ok(`POST ${at(made, '/comments')}`, { text: 'در حال بررسی است', visibility: 'public' })
    const code = String(made['trackingCode'])
    await ask(`POST /v1/public/cases/${code}/replies`, { key: null, json: { text: 'ممنون' } })
    const seen = await ask(`GET /v1/public/cases/${code}`, { key: null })
    const replies = seen.body['replies'] as readonly Json[]
    assert.deepEqual(
      replies.map(({ from, text }) => [from, text]),
      [
        ['us', 'در حال بررسی است'],
        ['you', 'ممنون'],
      ],
    )
    assert.ok(!seen.text.includes('فقط برای ما'))
    const hidden = await make({ type: 'change' })
    await hub.clock.leap(600_000)
    problemIn(
      await ask(`GET /v1/public/cases/${String(hidden['trackingCode'])}`, { key: null }),
      'caseNotFound',
    )
    const guesses: number[] = []
    for (let n = 0; n < 6; n += 1)
      guesses.push((await ask(`GET /v1/public/cases/guess${String(n)}`, { key: null })).status)
    assert.equal(guesses.at(-1), 429)
    await hub.clock.leap(600_000)
    assert.equal((await ask(`GET /v1/public/cases/${code}`, { key: null })).status, 200)
  })
})

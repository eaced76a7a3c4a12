/**
 * What is kept of every intervention of a person: exactly one line in the audit that says who did what to which run and
 * why, without a value of a variable.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { worked } from '../../test/harness/elements.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, script, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let key = ''
let operator = ''

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  const made = await hub.api.post<Json>('/v1/api-keys', {
    name: 'sara',
    scopes: ['runs:operate', 'runs:read', 'work-items:assign', 'work-items:complete'],
  })
  key = String(made['key'])
  operator = String(made['id'])
  await hub.api.deploy({ 'order.bpmn': order('') })
  await hub.api.deploy({ 'order.bpmn': order(':2') })
})
after(() => hub.close())

const order = (more: string): string =>
  file(
    {
      elements: [
        start(),
        element('userTask', 'look', { extensions: '<zeebe:userTask />' }),
        worked('pack'),
        element('adHocSubProcess', 'free', { content: worked('a') + worked('b') }),
        script('broken', '=assert(card, false)', 'x'),
        end(),
      ],
      flows: ['begun > look > pack > free > broken > done'],
    },
    'order',
  ).replace('targetNamespace="urn:test"', `targetNamespace="urn:test${more}"`)

const secret = '6037-9911-0000-1111'
const variables = { card: secret }

/** One intervention: what it is called, what is asked for, and what has been done before. */
interface Row {
  readonly action: string
  readonly line: (run: string) => string
  readonly json?: Json
  readonly first?: readonly (readonly [string, Json])[]
  /** Whether it is about the run of the row; others are about no run, or about what they have made. */
  readonly isOnRun?: false
}

const on =
  (what: string) =>
  (run: string): string =>
    `POST /v1/runs/${run}/${what}`

const rows: readonly Row[] = [
  {
    action: 'retryRun',
    line: on('retry'),
    json: { variables },
    first: [['restart', { element: 'broken' }]],
  },
  { action: 'restartRun', line: on('restart'), json: { element: 'pack', variables } },
  { action: 'skipElement', line: on('skip'), json: { element: 'look' } },
  { action: 'completeElement', line: on('complete'), json: { element: 'look', variables } },
  { action: 'setRunVariables', line: (run) => `PATCH /v1/runs/${run}/variables`, json: { variables } },
  { action: 'pauseRun', line: on('pause') },
  { action: 'resumeRun', line: on('resume'), first: [['pause', {}]] },
  { action: 'cancelRun', line: on('cancel') },
  { action: 'migrateRun', line: on('migrate'), json: { version: 2 } },
  {
    action: 'activateAdHoc',
    line: on('ad-hoc-activations'),
    json: { elements: [{ element: 'a', variables }] },
    first: [['restart', { element: 'free' }]],
  },
  {
    action: 'beginRunAction',
    line: () => 'POST /v1/runs/actions',
    json: { action: 'setVariables', filter: { flow: 'nobody' }, with: { variables } },
    isOnRun: false,
  },
]

interface Line {
  readonly action: string
  readonly by: string
  readonly reason?: string
  readonly target: string
}

const lines = async (): Promise<readonly Line[]> =>
  (await hub.api.get<{ readonly items: readonly Line[] }>(`/v1/audit?by=${operator}&limit=500`)).items

describe('an intervention leaves one line in the audit that says who, what and why, and no value', () => {
  for (const { action, line, json = {}, first = [], isOnRun = true } of rows)
    it(action, async () => {
      const begun = await hub.passing(
        hub.api.post<Json>('/v1/flows/order/runs', { version: 1, variables: { number: '7' } }),
      )
      const run = String(begun['id'])
      for (const [what, more] of first) {
        const prepared = await hub.passing(ask(on(what)(run), { json: { reason: 'before', ...more } }))
        assert.equal(prepared.status, 200, prepared.text)
      }
      const before = (await lines()).length
      const reason = `چون ${action}`
      const done = await hub.passing(ask(line(run), { json: { reason, ...json }, key }))
      assert.ok(done.status < 300, done.text)
      const all = await lines()
      assert.equal(all.length, before + 1)
      const [newest] = all
      assert.deepEqual([newest?.action, newest?.by, newest?.reason], [action, operator, reason])
      if (isOnRun) assert.equal(newest?.target, `id:${run}`)
      // What is refused has not been done, and is no line.
      problem(await hub.passing(ask(line('none'), { json: { reason: '', ...json }, key })))
      assert.equal((await lines()).length, before + 1)
      const stored = await hub.database.connection.collection('auditLines').find().toArray()
      assert.ok(!JSON.stringify(stored).includes(secret), 'the audit has no value')
      assert.ok(!hub.lines.join('\n').includes(secret), 'nor has the log')
    })
})

describe('what is only tried', () => {
  it('leaves no line', async () => {
    const begun = await hub.passing(hub.api.post<Json>('/v1/flows/order/runs', { version: 1 }))
    const count = async (): Promise<number> =>
      (await hub.api.get<{ readonly items: readonly Line[] }>('/v1/audit?limit=500')).items.length
    const before = await count()
    const check = await ask(`POST /v1/runs/${String(begun['id'])}/migrate?validateOnly=true`, {
      json: { version: 2, reason: 'may it?' },
    })
    assert.deepEqual([check.status, check.body['possible']], [200, true])
    const deployed = await ask('POST /v1/flows?validateOnly=true', {
      body: order(':3'),
      headers: { 'content-type': 'application/xml' },
    })
    assert.equal(deployed.status, 200, deployed.text)
    assert.equal(await count(), before)
  })
})

function problem({ status, text }: { readonly status: number; readonly text: string }): void {
  assert.ok(status >= 400 && status < 500, text)
}

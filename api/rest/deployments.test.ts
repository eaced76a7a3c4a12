/** Several resources in one deployment, what is bound to what, and the forms of work items. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, job, mappings, script, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

type Files = Readonly<Record<string, string>>
type Members = readonly { kind: string; key: string; version: number; unchanged: boolean }[]

const send = (files: Files, query = ''): Promise<Answer> => {
  const body = new FormData()
  for (const [name, content] of Object.entries(files)) body.append('file', new Blob([content]), name)
  return ask(`POST /v1/flows${query}`, { body })
}
const deploy = async (files: Files): Promise<Json> => {
  const answer = await send(files)
  assert.equal(answer.status, 201, answer.text)
  return answer.body
}
const members = (deployment: Json): readonly string[] =>
  (deployment['deployed'] as Members).map(
    ({ kind, key, version, unchanged }) =>
      `${kind} ${key} ${String(version)}${unchanged ? ' unchanged' : ''}`,
  )

const begin = (flow: string, json: Json = {}): Promise<Json> =>
  hub.passing(hub.api.post(`/v1/flows/${flow}/runs`, { waitMs: 5_000, ...json }))
const variablesOf = async (flow: string, json: Json = {}): Promise<Json> => {
  const run = await begin(flow, json)
  assert.equal(run['state'], 'completed', JSON.stringify(run))
  return run['variables'] as Json
}

const said = (id: string, word: string, tag = ''): string =>
  file(
    {
      elements: [
        tag === ''
          ? ''
          : `<bpmn:extensionElements><zeebe:versionTag value="${tag}" /></bpmn:extensionElements>`,
        start(),
        script('say', `="${word}"`, 'word'),
        end(),
      ],
      flows: ['begun > say > done'],
    },
    id,
  )

const calls = (id: string, called: string, attributes = ''): string =>
  file(
    {
      elements: [
        start(),
        element('callActivity', 'call', {
          extensions: `<zeebe:calledElement processId="${called}" ${attributes} />`,
        }),
        end(),
      ],
      flows: ['begun > call > done'],
    },
    id,
  )

describe('a called process', () => {
  it('is the newest, the one of the same deployment, or the newest with a version tag', async () => {
    await deploy({
      'child.bpmn': said('child', 'first', 'stable'),
      'newest.bpmn': calls('newest', 'child'),
      'bound.bpmn': calls('bound', 'child', 'bindingType="deployment"'),
      'tagged.bpmn': calls('tagged', 'child', 'bindingType="versionTag" versionTag="stable"'),
    })
    await deploy({ 'child.bpmn': said('child', 'second', 'stable') })
    await deploy({ 'child.bpmn': said('child', 'third', 'trial') })
    assert.deepEqual(await variablesOf('newest'), { word: 'third' })
    assert.deepEqual(await variablesOf('bound'), { word: 'first' })
    assert.deepEqual(await variablesOf('tagged'), { word: 'second' })
  })

  it('that is bound makes a new version of its caller whenever it changes, and of nothing else', async () => {
    const files = (word: string): Files => ({
      'part.bpmn': said('part', word),
      'whole.bpmn': calls('whole', 'part', 'bindingType="deployment"'),
      'other.bpmn': calls('other', 'part'),
    })
    const first = await deploy(files('first'))
    assert.deepEqual(members(first), ['flow part 1', 'flow whole 1', 'flow other 1'])
    const again = await deploy(files('first'))
    assert.deepEqual(members(again), [
      'flow part 1 unchanged',
      'flow whole 1 unchanged',
      'flow other 1 unchanged',
    ])
    assert.equal(again['deployment'], first['deployment'])
    const second = await deploy(files('second'))
    assert.deepEqual(members(second), ['flow part 2', 'flow whole 2', 'flow other 1 unchanged'])
    assert.deepEqual(await variablesOf('whole'), { word: 'second' })
    assert.deepEqual(await variablesOf('whole', { version: 1 }), { word: 'first' })
    // Deployed alone the part is newer, but bound to nobody until they come together.
    await deploy({ 'part.bpmn': said('part', 'third') })
    assert.deepEqual(await variablesOf('whole'), { word: 'second' })
    assert.deepEqual(members(await deploy(files('third'))), [
      'flow part 3 unchanged',
      'flow whole 3',
      'flow other 1 unchanged',
    ])
    assert.deepEqual(await variablesOf('whole'), { word: 'third' })
    const whole = await hub.api.get<Json>('/v1/flows/part')
    assert.notEqual(whole['deployment'], second['deployment'])
  })

  it('that is bound must come with its caller; a tag that nobody has is an incident that says so', async () => {
    const alone = await send({ 'lonely.bpmn': calls('lonely', 'child', 'bindingType="deployment"') })
    const [problem] = problemIn(alone, 'modelRefused').errors
    assert.match(
      String(problem?.message),
      /bound to the process "child" of the same deployment; send the two/,
    )
    const noTag = await send({ 'x.bpmn': calls('x', 'child', 'bindingType="versionTag"') })
    assert.match(String(problemIn(noTag, 'modelRefused').errors[0]?.message), /names no tag/)
    await deploy({ 'lost.bpmn': calls('lost', 'child', 'bindingType="versionTag" versionTag="gone"') })
    const run = await begin('lost')
    const [stuck] = run['elements'] as readonly { incident: { message: string } }[]
    assert.match(JSON.stringify(run['elements']), /no flow \\"child\\" with the version tag \\"gone\\"/)
    assert.ok(stuck)
    await deploy({ 'child.bpmn': said('child', 'fourth', 'gone') })
    await hub.passing(hub.api.post(`/v1/runs/${String(run['id'])}/retry`, { reason: 'it is there now' }))
    await hub.until(
      async () => (await hub.api.get<Json>(`/v1/runs/${String(run['id'])}`))['state'] === 'completed',
      'the call goes through',
    )
  })

  it('gets all variables and gives all of its own back, unless that is switched off', async () => {
    await deploy({ 'echo.bpmn': said('echo', 'heard') })
    const seen = file(
      {
        elements: [start(), script('look', '=if secret = null then "none" else secret', 'seen'), end()],
        flows: ['begun > look > done'],
      },
      'seen',
    )
    const more = mappings({ inputs: [['=1', 'own']], outputs: [['=seen', 'answer']] })
    const caller = (id: string, attributes: string, extensions = ''): string =>
      calls(id, 'seen', attributes).replace(
        '</bpmn:extensionElements>',
        `${extensions}</bpmn:extensionElements>`,
      )
    await deploy({
      'seen.bpmn': seen,
      'all.bpmn': caller('all', ''),
      'none.bpmn': caller('none', 'propagateAllParentVariables="false"'),
      'quiet.bpmn': caller('quiet', 'propagateAllChildVariables="false"'),
      'mapped.bpmn': caller('mapped', 'propagateAllChildVariables="false"', more),
    })
    const variables = { secret: 'x' }
    assert.deepEqual(await variablesOf('all', { variables }), { secret: 'x', seen: 'x' })
    assert.deepEqual(await variablesOf('none', { variables }), { secret: 'x', seen: 'none' })
    assert.deepEqual(await variablesOf('quiet', { variables }), { secret: 'x' })
    assert.deepEqual(await variablesOf('mapped', { variables }), { secret: 'x', answer: 'x' })
  })
})

const rates = (rate: number, more: Json = {}): string =>
  JSON.stringify({
    key: 'rates',
    title: { en: 'Rates', fa: 'نرخ‌ها' },
    table: {
      hitPolicy: 'UNIQUE',
      inputs: [{ title: 'City', field: 'city', type: 'text' }],
      outputs: [{ title: 'Rate', name: 'rate', type: 'number' }],
      rows: [{ when: ['-'], then: [rate] }],
    },
    ...more,
  })

const decides = (id: string, attributes = ''): string =>
  file(
    {
      elements: [
        start(),
        element('businessRuleTask', 'decide', {
          extensions: `<zeebe:calledDecision decisionId="rates" resultVariable="decided" ${attributes} />`,
        }),
        end(),
      ],
      flows: ['begun > decide > done'],
    },
    id,
  )

describe('a called decision', () => {
  const rateIn = async (flow: string): Promise<unknown> =>
    ((await variablesOf(flow, { variables: { city: 'قم' } }))['decided'] as { rate: number }).rate

  it('is a rule set that is deployed with its flow: the newest, that of the deployment, or by tag', async () => {
    const files = (rate: number, more?: Json): Files => ({
      'rates.json': rates(rate, more),
      'latest.bpmn': decides('decidesNow'),
      'bound.bpmn': decides('decidesBound', 'bindingType="deployment"'),
      'tagged.bpmn': decides('decidesTagged', 'bindingType="versionTag" versionTag="2026"'),
    })
    const validated = await send(files(1, { versionTag: '2026' }), '?validateOnly=true')
    assert.equal(validated.status, 200)
    problemIn(await ask('GET /v1/rules/rates'), 'ruleSetNotFound')
    const first = await deploy(files(1, { versionTag: '2026' }))
    assert.deepEqual(members(first), [
      'ruleSet rates 1',
      'flow decidesNow 1',
      'flow decidesBound 1',
      'flow decidesTagged 1',
    ])
    assert.deepEqual(members(await deploy({ 'rates.json': rates(1, { versionTag: '2026' }) })), [
      'ruleSet rates 1 unchanged',
    ])
    assert.deepEqual(members(await deploy({ 'rates.json': rates(2) })), ['ruleSet rates 2'])
    await hub.clock.advance(1_100)
    assert.deepEqual(
      [await rateIn('decidesNow'), await rateIn('decidesBound'), await rateIn('decidesTagged')],
      [2, 1, 1],
    )
    assert.deepEqual(members(await deploy(files(2))).slice(0, 3), [
      'ruleSet rates 2 unchanged',
      'flow decidesNow 1 unchanged',
      'flow decidesBound 2',
    ])
    assert.equal(await rateIn('decidesBound'), 2)
    const { items } = await hub.api.get<{ items: readonly Json[] }>('/v1/rules/rates/versions')
    assert.deepEqual(
      items.map(({ version, state }) => [version, state]),
      [
        [2, 'published'],
        [1, 'published'],
      ],
    )
  })

  it('cannot slip past the second person, the rights or the form of a rule set', async () => {
    const refusal = async (content: string, key?: string): Promise<string> => {
      const body = new FormData()
      body.append('file', new Blob([content]), 'rates.json')
      const answer = await ask('POST /v1/flows', { body, ...(key !== undefined && { key }) })
      return problemIn(answer, 'modelRefused')
        .errors.map(({ message }) => message)
        .join()
    }
    assert.match(await refusal(rates(3, { needsApproval: true })), /second person/)
    assert.match(await refusal(rates(3, { key: undefined })), /needs a key/)
    assert.match(await refusal(rates(3, { title: 'Rates' })), /object/)
    const { key } = await hub.api.post<{ key: string }>('/v1/api-keys', {
      name: 'deployer',
      scopes: ['flows:deploy'],
    })
    assert.match(await refusal(rates(3), key), /scope rules:write/)
  })
})

describe('warnings', () => {
  it('say what makes a model hard to read, and stop nothing', async () => {
    const said = [
      {
        resource: 'mute.bpmn',
        element: 'call',
        message: 'It has no name; say what is done or what has happened.',
      },
    ]
    const validated = await send({ 'mute.bpmn': calls('mute', 'child') }, '?validateOnly=true')
    assert.deepEqual([validated.status, validated.body['warnings']], [200, said])
    assert.deepEqual((await deploy({ 'mute.bpmn': calls('mute', 'child') }))['warnings'], said)
  })

  it('name an operation that nobody has: a connection still to be made, or a job for a worker outside', async () => {
    const asks = (type: string): string =>
      file(
        { elements: [start(), named(type), end()], flows: ['begun > work > done'] },
        `asks${type.length.toString()}`,
      )
    const named = (type: string): string =>
      element('serviceTask', 'work', { attributes: 'name="Work"', extensions: job(type) })
    const warned = async (type: string): Promise<unknown> =>
      (await send({ 'asks.bpmn': asks(type) }, '?validateOnly=true')).body['warnings']
    assert.deepEqual([await warned('hub.findRecord'), await warned('charge-card')], [[], []])
    const said = (message: string): readonly Json[] => [{ resource: 'asks.bpmn', element: 'work', message }]
    assert.deepEqual(
      await warned('payment.charge'),
      said(
        'Its job type "payment.charge" names no operation that the hub has now, so a worker outside is to fetch the job; if the hub is to do it, see that the connection "payment" is there and has the operation "charge".',
      ),
    )
    assert.deepEqual(
      await warned('hub.charge'),
      said(
        'Its job type "hub.charge" names no operation of the hub: the run would stop there with an incident.',
      ),
    )
  })
})

const approval = (label: string, more: Json = {}): string =>
  JSON.stringify({
    id: 'approval',
    type: 'default',
    ...more,
    components: [
      { type: 'text', text: label },
      { type: 'textfield', key: 'reason', label, validate: { required: true } },
      { type: 'checkbox', key: 'agreed', label: 'Agreed', validate: { required: true } },
      {
        type: 'number',
        key: 'amount',
        label: 'Amount',
        validate: { required: true },
        conditional: { hide: '=reason = "none"' },
      },
      { type: 'textfield', key: 'number', label: 'Number', disabled: true, validate: { required: true } },
      {
        type: 'group',
        path: 'address',
        components: [{ type: 'textfield', key: 'city', label: 'City', validate: { required: true } }],
      },
      {
        type: 'dynamiclist',
        path: 'lines',
        components: [{ type: 'textfield', key: 'item', label: 'Item', validate: { required: true } }],
      },
    ],
  })

const asks = (id: string, definition: string, embedded = ''): string =>
  file(
    {
      elements: [
        embedded === '' ? '' : `<bpmn:extensionElements>${embedded}</bpmn:extensionElements>`,
        start(),
        element('userTask', 'approve', {
          extensions: `<zeebe:userTask /><zeebe:formDefinition ${definition} />`,
        }),
        end(),
      ],
      flows: ['begun > approve > done'],
    },
    id,
  )

const itemOf = async (flow: string, json: Json = {}): Promise<string> => {
  const run = await begin(flow, { waitMs: 0, ...json })
  const { items } = await hub.api.get<{ items: readonly Json[] }>(`/v1/work-items?run=${String(run['id'])}`)
  return String(items[0]?.['id'])
}
const formOf = async (flow: string): Promise<readonly unknown[]> => {
  const { body } = await ask(`GET /v1/work-items/${await itemOf(flow)}/form`)
  const { components } = body['schema'] as { components: readonly { text?: string }[] }
  return [body['formId'] ?? body['formKey'], body['version'], components[0]?.text]
}

describe('forms', () => {
  it('are deployed beside flows, versioned, and shown', async () => {
    const deployment = await deploy({ 'approval.form': approval('One', { versionTag: 'stable' }) })
    assert.deepEqual(members(deployment), ['form approval 1'])
    assert.deepEqual(members(await deploy({ 'x.json': approval('Two') })), ['form approval 2'])
    const form = await hub.api.get<Json>('/v1/forms/approval?version=1')
    assert.deepEqual([form['version'], form['versionTag']], [1, 'stable'])
    assert.deepEqual(form['schema'], JSON.parse(approval('One', { versionTag: 'stable' })))
    const list = async (path: string): Promise<readonly string[]> =>
      (await hub.api.get<{ items: readonly Json[] }>(path)).items.map(
        ({ id, version }) => `${String(id)} ${String(version)}`,
      )
    assert.deepEqual(await list('/v1/forms'), ['approval 2'])
    assert.deepEqual(await list('/v1/forms/approval/versions'), ['approval 2', 'approval 1'])
    problemIn(await ask('GET /v1/forms/none'), 'formNotFound')
    problemIn(await ask('GET /v1/forms/approval?version=9'), 'formNotFound')
    assert.deepEqual(await list('/v1/flows?after=zzz'), [])
  })

  it('are refused with every problem, and with them everything that came along', async () => {
    const broken = JSON.stringify({
      components: [{ key: 'x' }, { type: 'number', key: 'n', conditional: { hide: '=1 +' } }],
    })
    const answer = await send({
      'broken.form': broken,
      'fine.bpmn': said('fine', 'x'),
      'bad.form': '{ "id": ',
    })
    const { errors } = problemIn(answer, 'modelRefused')
    assert.deepEqual(
      errors.map(({ path, message }) => `${path}: ${message.replace(/(FEEL).*/, '$1')}`),
      [
        'broken.form: The form has no id of letters, digits, "_", "-" and "."; give it one.',
        'broken.form: The component has no type.',
        'broken.form: Its hide condition is not FEEL',
        'bad.form: The file is not well-formed JSON.',
      ],
    )
    problemIn(await ask('GET /v1/flows/fine'), 'flowNotFound')
  })

  it('come with work items: the newest, that of the deployment, by tag, from the model, or a key alone', async () => {
    const embedded = `<zeebe:userTaskForm id="inModel">${approval('Inside').replaceAll('"', '&quot;')}</zeebe:userTaskForm>`
    await deploy({
      'approval.form': approval('Three'),
      'latest.bpmn': asks('asksLatest', 'formId="approval"'),
      'bound.bpmn': asks('asksBound', 'formId="approval" bindingType="deployment"'),
      'tagged.bpmn': asks('asksTagged', 'formId="approval" bindingType="versionTag" versionTag="stable"'),
      'model.bpmn': asks('asksInside', 'formKey="camunda-forms:bpmn:inModel"', embedded),
      'outside.bpmn': asks('asksOutside', 'externalReference="https://forms.example/1"'),
      'missing.bpmn': asks('asksMissing', 'formId="nowhere"'),
    })
    await deploy({ 'approval.form': approval('Four') })
    assert.deepEqual(await formOf('asksLatest'), ['approval', 4, 'Four'])
    assert.deepEqual(await formOf('asksBound'), ['approval', 3, 'Three'])
    assert.deepEqual(await formOf('asksTagged'), ['approval', 1, 'One'])
    assert.deepEqual(await formOf('asksInside'), ['camunda-forms:bpmn:inModel', undefined, 'Inside'])
    const outside = await ask(`GET /v1/work-items/${await itemOf('asksOutside')}/form`)
    assert.deepEqual(outside.body, { formKey: 'https://forms.example/1' })
    const missing = await itemOf('asksMissing')
    problemIn(await ask(`GET /v1/work-items/${missing}/form`), 'formNotFound')
    assert.equal(
      (await hub.passing(ask(`POST /v1/work-items/${missing}/complete`, { json: {} }))).status,
      200,
    )
    problemIn(await ask('GET /v1/work-items/none/form'), 'workItemNotFound')
  })

  it('say which required fields are missing when a work item is completed', async () => {
    const item = await itemOf('asksLatest', { variables: { address: { city: 'تهران' } } })
    const complete = (variables: Json): Promise<Answer> =>
      hub.passing(ask(`POST /v1/work-items/${item}/complete`, { json: { variables } }))
    const { errors } = problemIn(
      await complete({ agreed: false, reason: '', lines: [{ item: 'x' }, {}] }),
      'badInput',
    )
    assert.deepEqual(
      errors.map(({ path, message }) => `${path}: ${message}`),
      [
        'variables/reason: "Four" must be filled in.',
        'variables/agreed: "Agreed" must be filled in.',
        'variables/amount: "Amount" must be filled in.',
        'variables/lines/1/item: "Item" must be filled in.',
      ],
    )
    // What is hidden is not asked for, and what the task has already need not be sent.
    assert.equal((await complete({ agreed: true, reason: 'none' })).status, 200)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  beginning,
  element,
  end,
  job,
  mappings,
  message,
  script,
  service,
  start,
  story,
  type Drawing,
  type Story,
} from '../../test/harness/story.ts'

/** A model with one element between start and end. */
const around = (middle: string, id = 'it', definitions: readonly string[] = []): Drawing => ({
  elements: [start(), middle, end()],
  flows: [`begun > ${id} > done`],
  definitions,
})

describe('a task done by a job', () => {
  it('asks for its job, with what its input mappings made, and goes on with the result', async () => {
    const task = element('serviceTask', 'it', {
      extensions: `${job('erp.read', 5)}<zeebe:taskHeaders><zeebe:header key="page" value="2" /></zeebe:taskHeaders>${mappings({ inputs: [['=number', 'id']] })}`,
    })
    const run = await story(around(task), { number: 7, other: true })
    assert.deepEqual(run.waits(), [
      {
        kind: 'job',
        instance: 'it:1',
        element: 'it',
        type: 'erp.read',
        input: { id: 7 },
        headers: { page: '2' },
        attempt: 1,
        retriesLeft: 5,
      },
    ])
    assert.ok(run.happens({ kind: 'jobCompleted', instance: 'it:1', output: { total: 12 } }))
    assert.deepEqual(run.variables(), { number: 7, other: true, total: 12 })
    assert.equal(run.state.status, 'completed')
    assert.deepEqual(run.completed(), ['begun', 'it', 'done', 'sample'])
    assert.deepEqual(run.waits(), [])
  })

  it('is the same for send tasks, scripts, rules and thrown messages that name a job', async () => {
    const thrown = '<bpmn:messageEventDefinition />'
    for (const [kind, content] of [
      ['sendTask', ''],
      ['scriptTask', ''],
      ['businessRuleTask', ''],
      ['intermediateThrowEvent', thrown],
    ] as const) {
      const run = await story(around(element(kind, 'it', { extensions: job('sms.send'), content })))
      assert.deepEqual(run.waitsInWords(), ['job it:1'], kind)
      run.happens({ kind: 'jobCompleted', instance: 'it:1', output: {} })
      assert.equal(run.state.status, 'completed', kind)
    }
    const ending = element('endEvent', 'sent', { extensions: job('sms.send'), content: thrown })
    const run = await story({ elements: [start(), ending], flows: ['begun > sent'] })
    assert.equal(run.state.status, 'running')
    run.happens({ kind: 'jobCompleted', instance: 'sent:1', output: {} })
    assert.equal(run.state.status, 'completed')
  })

  it('may take its type and its retries from expressions', async () => {
    const task = element('serviceTask', 'it', {
      extensions: '<zeebe:taskDefinition type="=gateway + &quot;.verify&quot;" retries="=tries" />',
    })
    const run = await story(around(task), { gateway: 'zarinpal', tries: 2 })
    const [wait] = run.waits()
    assert.ok(wait?.kind === 'job')
    assert.deepEqual([wait.type, wait.retriesLeft], ['zarinpal.verify', 2])
    const lost = await story(around(task), { tries: 2 })
    assert.deepEqual(lost.waitsInWords(), ['incident it:1 expressionFailed'])
  })
})

describe('a job that fails', () => {
  const failure = { kind: 'jobFailed', instance: 'it:1', code: 'unreachable', message: 'no answer' } as const
  const later = '2026-03-21T09:01:00.000Z'

  it('waits until it may be tried again, once per failure', async () => {
    const run = await story(around(service('it')))
    assert.ok(run.happens({ ...failure, retryAt: later }))
    assert.deepEqual(run.waits(), [{ kind: 'timer', instance: 'it:1', dueAt: later }])
    assert.equal(run.happens({ ...failure, retryAt: later }), false)
    assert.equal(run.happens({ kind: 'retryDue', instance: 'it:1' }), false)
    run.at(later)
    assert.ok(run.happens({ kind: 'retryDue', instance: 'it:1' }))
    const [wait] = run.waits()
    assert.ok(wait?.kind === 'job')
    assert.deepEqual([wait.attempt, wait.retriesLeft], [2, 2])
    assert.equal(run.happens({ kind: 'retryDue', instance: 'it:1' }), false)
  })

  it('does not use up an attempt when it was only told to wait', async () => {
    const run = await story(around(service('it', { retries: 1 })))
    run.happens({ ...failure, code: 'throttled', retryAt: later, keepsRetries: true })
    run.at(later)
    run.happens({ kind: 'retryDue', instance: 'it:1' })
    assert.deepEqual(run.waitsInWords(), ['job it:1'])
  })

  it('becomes an incident when no attempt is left or none makes sense; a retry is one more attempt', async () => {
    const run = await story(around(service('it', { retries: 1 })))
    run.happens({ ...failure, retryAt: later })
    assert.deepEqual(run.waitsInWords(), ['incident it:1 unreachable'])
    assert.equal(run.instance('it:1').incident?.message, 'no answer')
    for (const event of [
      { kind: 'jobCompleted', instance: 'it:1', output: {} },
      { kind: 'retryDue', instance: 'it:1' },
      failure,
    ] as const)
      assert.equal(run.happens(event), false)
    assert.ok(run.happens({ kind: 'incidentResolved', instance: 'it:1', variables: { corrected: 1 } }))
    const [wait] = run.waits()
    assert.ok(wait?.kind === 'job')
    assert.deepEqual([wait.attempt, wait.retriesLeft], [2, 1])
    assert.equal(run.happens({ kind: 'incidentResolved', instance: 'it:1' }), false)
    run.happens({ kind: 'jobCompleted', instance: 'it:1', output: {} })
    assert.deepEqual(run.variables(), { corrected: 1 })
    assert.equal(run.state.status, 'completed')

    const hopeless = await story(around(service('it', { retries: 9 })))
    hopeless.happens({ ...failure, code: 'misconfigured' })
    assert.deepEqual(hopeless.waitsInWords(), ['incident it:1 misconfigured'])
  })
})

describe('work that a person retries', () => {
  const failure = { kind: 'jobFailed', instance: 'it:1', code: 'invalidInput', message: 'mobile' } as const
  const inputOf = (run: Story): unknown => {
    const [wait] = run.waits()
    return wait?.kind === 'job' || wait?.kind === 'decision' ? wait.input : wait
  }

  it('gets the corrected values in the place of what its input mappings made, and otherwise the same', async () => {
    const run = await story(around(service('it', { inputs: [['=payer', 'mobile']] })), { payer: 'nobody' })
    run.happens(failure)
    run.happens({ kind: 'incidentResolved', instance: 'it:1' })
    assert.deepEqual(inputOf(run), { mobile: 'nobody' })
    run.happens(failure)
    run.happens({ kind: 'incidentResolved', instance: 'it:1', variables: { mobile: '0912', note: 'typo' } })
    assert.deepEqual(inputOf(run), { mobile: '0912' })
    assert.deepEqual(run.variables(), { payer: 'nobody', note: 'typo' })
  })

  it('decides on the corrected variables', async () => {
    const extensions = '<zeebe:calledDecision decisionId="discount" resultVariable="discount" />'
    const run = await story(around(element('businessRuleTask', 'it', { extensions })), { city: 'x' })
    run.happens(failure)
    run.happens({ kind: 'incidentResolved', instance: 'it:1', variables: { city: 'yazd' } })
    assert.deepEqual(inputOf(run), { city: 'yazd' })
  })
})

describe('tasks done on the spot', () => {
  it('evaluates a FEEL script into its variable', async () => {
    const run = await story(around(script('it', '=sum(amounts) * 2', 'total')), { amounts: [1, 2, 3] })
    assert.deepEqual(run.variables(), { amounts: [1, 2, 3], total: 12 })
  })

  it('passes undefined and manual tasks', async () => {
    for (const kind of ['task', 'manualTask']) {
      const run = await story(around(element(kind, 'it')))
      assert.deepEqual(run.completed(), ['begun', 'it', 'done', 'sample'])
    }
  })

  it('asks for a decision with all that the task sees, and keeps it in its variable', async () => {
    const extensions = `<zeebe:calledDecision decisionId="=&quot;discount-&quot; + city" resultVariable="discount" />${mappings({ inputs: [['=12', 'amountRial']] })}`
    const run = await story(around(element('businessRuleTask', 'it', { extensions })), { city: 'yazd' })
    const [wait] = run.waits()
    assert.ok(wait?.kind === 'decision')
    assert.deepEqual([wait.decisionId, wait.input], ['discount-yazd', { city: 'yazd', amountRial: 12 }])
    assert.equal(run.happens({ kind: 'jobCompleted', instance: 'it:1', output: { percent: 1 } }), false)
    assert.ok(run.happens({ kind: 'decisionMade', instance: 'it:1', output: { percent: 10 } }))
    assert.deepEqual(run.variables(), { city: 'yazd', discount: { percent: 10 } })
  })
})

describe('a user task', () => {
  const extensions = `<zeebe:userTask />
    <zeebe:assignmentDefinition assignee="=owner" candidateGroups="finance, audit" candidateUsers="=people" />
    <zeebe:taskSchedule dueDate="=now() + duration(&quot;P1D&quot;)" followUpDate="2026-03-22" />
    <zeebe:priorityDefinition priority="=130" /><zeebe:formDefinition formId="decide" />`

  it('shows who may do it and until when, and brings what the person entered', async () => {
    const run = await story(around(element('userTask', 'it', { extensions })), {
      owner: 'sara',
      people: ['ali', 'mina'],
    })
    const [wait] = run.waits()
    assert.ok(wait?.kind === 'userTask')
    assert.deepEqual(wait.task, {
      kind: 'userTask',
      assignee: 'sara',
      candidateGroups: ['finance', 'audit'],
      candidateUsers: ['ali', 'mina'],
      dueAt: '2026-03-22T09:00:00.000Z',
      followUpAt: '2026-03-22T00:00:00.000Z',
      priority: 100,
      formId: 'decide',
      createdAt: beginning,
    })
    assert.ok(run.happens({ kind: 'userTaskCompleted', instance: 'it:1', variables: { approved: true } }))
    assert.equal(run.variables()['approved'], true)
    assert.equal(run.state.status, 'completed')
  })

  it('changes hands', async () => {
    const run = await story(around(element('userTask', 'it')))
    const assignee = (): unknown => {
      const [wait] = run.waits()
      return wait?.kind === 'userTask' ? wait.task.assignee : wait
    }
    run.happens({ kind: 'userTaskAssigned', instance: 'it:1', assignee: 'ali' })
    assert.equal(assignee(), 'ali')
    run.happens({ kind: 'userTaskAssigned', instance: 'it:1', assignee: null })
    assert.equal(assignee(), undefined)
  })

  it('raises an incident for a due date that is none', async () => {
    const late = '<zeebe:taskSchedule dueDate="=&quot;soon&quot;" />'
    const run = await story(around(element('userTask', 'it', { extensions: late })))
    assert.deepEqual(run.waitsInWords(), ['incident it:1 expressionFailed'])
  })
})

describe('a receive task', () => {
  it('waits for its message by name and key, and takes its variables over', async () => {
    const task = element('receiveTask', 'it', { attributes: 'messageRef="paid"' })
    const run = await story(around(task, 'it', [message('paid', '=order.id')]), { order: { id: 12 } })
    assert.deepEqual(run.waits(), [
      { kind: 'message', instance: 'it:1', event: 'it', name: 'paid', correlationKey: '12' },
    ])
    const event = {
      kind: 'messageReceived',
      instance: 'it:1',
      event: 'it',
      variables: { by: 'card' },
    } as const
    assert.equal(run.happens({ ...event, event: 'another' }), false)
    assert.ok(run.happens(event))
    assert.equal(run.happens(event), false)
    assert.deepEqual(run.variables(), { order: { id: 12 }, by: 'card' })
  })

  it('raises an incident when its key is neither a text nor a number', async () => {
    const task = element('receiveTask', 'it', { attributes: 'messageRef="paid"' })
    const run = await story(around(task, 'it', [message('paid', '=order')]), { order: {} })
    assert.deepEqual(run.waitsInWords(), ['incident it:1 expressionFailed'])
    assert.match(run.instance('it:1').incident?.message ?? '', /correlation key of the message "paid"/)
    run.happens({ kind: 'incidentResolved', instance: 'it:1', variables: { order: 'x1' } })
    assert.deepEqual(run.waitsInWords(), ['message it:1 it'])
  })
})

describe('a call activity', () => {
  const call = (attributes: string, io = ''): string =>
    element('callActivity', 'it', {
      extensions: `<zeebe:calledElement processId="=&quot;pay-&quot; + by" ${attributes} />${io}`,
    })

  it('asks for a run of another process with the variables it sees, and takes those of the run over', async () => {
    const run = await story(around(call('')), { by: 'card', amount: 5 })
    assert.deepEqual(run.waits(), [
      {
        kind: 'child',
        instance: 'it:1',
        element: 'it',
        processId: 'pay-card',
        variables: { by: 'card', amount: 5 },
      },
    ])
    run.happens({ kind: 'childCompleted', instance: 'it:1', variables: { amount: 5, paid: true } })
    assert.deepEqual(run.variables(), { by: 'card', amount: 5, paid: true })
  })

  it('passes on only what mappings say when propagation is switched off', async () => {
    const off = 'propagateAllParentVariables="false" propagateAllChildVariables="false"'
    const run = await story(around(call(off, mappings({ inputs: [['=amount', 'rial']] }))), {
      by: 'card',
      amount: 5,
    })
    const [wait] = run.waits()
    assert.ok(wait?.kind === 'child')
    assert.deepEqual(wait.variables, { rial: 5 })
    run.happens({ kind: 'childCompleted', instance: 'it:1', variables: { paid: true } })
    assert.deepEqual(run.variables(), { by: 'card', amount: 5 })

    const mapped = await story(around(call(off, mappings({ outputs: [['=paid', 'isPaid']] }))), { by: 'a' })
    mapped.happens({ kind: 'childCompleted', instance: 'it:1', variables: { paid: true, secret: 1 } })
    assert.deepEqual(mapped.variables(), { by: 'a', isPaid: true })
  })

  it('is called anew, as another instance, when the run it called ended without success', async () => {
    const run = await story(around(call('')), { by: 'card' })
    run.happens({ kind: 'jobFailed', instance: 'it:1', code: 'childNotCompleted', message: 'cancelled' })
    assert.deepEqual(run.waitsInWords(), ['incident it:1 childNotCompleted'])
    run.happens({ kind: 'incidentResolved', instance: 'it:1' })
    assert.deepEqual(run.waitsInWords(), ['child it:2'])
    assert.equal(run.happens({ kind: 'childCompleted', instance: 'it:1', variables: {} }), false)
    run.happens({ kind: 'childCompleted', instance: 'it:2', variables: {} })
    assert.equal(run.state.status, 'completed')
  })
})

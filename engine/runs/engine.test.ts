import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { hubInABox, model, type Box } from '../../test/harness/engine-box.ts'

describe('the flow engine', () => {
  let database: TestDatabase
  let box: Box

  before(async () => {
    database = await testDatabase()
    box = await hubInABox(database)
  })
  after(async () => {
    await box.stop()
    await database.close()
  })

  it('runs a flow to its end and says so within the wait', async () => {
    await box.deploy(
      model('greeting', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:scriptTask id="greet"><bpmn:extensionElements><zeebe:script expression="=&quot;salam &quot; + name" resultVariable="greeting" /></bpmn:extensionElements></bpmn:scriptTask>',
        '<bpmn:endEvent id="greeted" />',
      ]),
    )
    const run = await box.engine.runs.start('greeting', { variables: { name: 'Sara' }, waitMs: 5_000 })
    assert.equal(run.state, 'completed')
    assert.equal(run.variables['greeting'], 'salam Sara')
    const { items } = await box.engine.runs.history(run.id, { limit: 100 })
    assert.deepEqual(
      items.filter(({ event }) => event === 'completed').map(({ element }) => element),
      ['begun', 'greet', 'greeted', 'greeting'],
    )
  })

  it('gives the same run for the same id, also when asked at the same time', async () => {
    const runs = await Promise.all(
      Array.from({ length: 5 }, () =>
        box.engine.runs.start('greeting', { id: 'only-once', variables: { name: 'Ali' }, waitMs: 1_000 }),
      ),
    )
    assert.deepEqual([...new Set(runs.map(({ id }) => id))], ['only-once'])
    assert.equal(
      await database.connection.collection('runs').countDocuments({ _id: 'only-once' as never }),
      1,
    )
  })

  it('writes a run that only does repeatable work once', async () => {
    await box.deploy(
      model('quick', [
        '<bpmn:startEvent id="begun" />',
        box.service('askFirst', 'remote.read'),
        box.service('askAgain', 'remote.read'),
        '<bpmn:endEvent id="done" />',
      ]),
    )
    const before = box.engine.commits.runs.spent.writes
    const run = await box.engine.runs.start('quick', { waitMs: 5_000 })
    assert.equal(run.state, 'completed')
    assert.equal(box.engine.commits.runs.spent.writes - before, 1)
  })

  it('makes a `once` call only behind a durable checkpoint', async () => {
    await box.deploy(
      model('paying', [
        '<bpmn:startEvent id="begun" />',
        box.service('pay', 'remote.once'),
        '<bpmn:endEvent id="paid" />',
      ]),
    )
    let storedBefore: unknown
    box.answer('remote.once', async (_input, key) => {
      storedBefore = await database.connection.collection('runs').findOne({ _id: key.split(':')[0] as never })
      return { ok: true }
    })
    const run = await box.engine.runs.start('paying', { waitMs: 5_000 })
    assert.equal(run.state, 'completed')
    assert.ok(storedBefore, 'the run was not stored before the call')
  })

  it('tries a call again later when the remote cannot be reached, then raises an incident that can be retried', async () => {
    await box.deploy(
      model('fragile', [
        '<bpmn:startEvent id="begun" />',
        box.service('ask', 'remote.fragile', 2),
        '<bpmn:endEvent id="done" />',
      ]),
    )
    let isUp = false
    box.answer('remote.fragile', async () => {
      if (!isUp) throw box.failure('unreachable', 'the remote is down')
      return { fine: true }
    })
    const started = await box.engine.runs.start('fragile', {})
    const broken = await box.until(started.id, ({ state }) => state === 'incident')
    assert.match(broken.elements[0]?.incident?.message ?? '', /the remote is down/)
    const [explanation] = await box.engine.runs.explain(started.id)
    assert.ok(explanation?.because.some((words) => words.includes('the remote is down')))
    isUp = true
    await box.engine.runs.repair(started.id, { action: 'retry' }, { reason: 'it is up again', by: 'test' })
    const done = await box.until(started.id, ({ state }) => state === 'completed')
    assert.equal(done.variables['fine'], true)
  })

  it('takes the refusal of a remote as a BPMN error that the model catches', async () => {
    await box.deploy(
      model(
        'refusing',
        [
          '<bpmn:startEvent id="begun" />',
          box.service('ask', 'remote.refusing'),
          '<bpmn:endEvent id="done" />',
        ],
        {
          more: `<bpmn:boundaryEvent id="refused" attachedToRef="ask"><bpmn:outgoing>out</bpmn:outgoing><bpmn:errorEventDefinition id="refusedDefinition" /></bpmn:boundaryEvent>
         <bpmn:endEvent id="turnedAway"><bpmn:incoming>out</bpmn:incoming></bpmn:endEvent>
         <bpmn:sequenceFlow id="out" sourceRef="refused" targetRef="turnedAway" />`,
        },
      ),
    )
    box.answer('remote.refusing', async () => {
      throw box.failure('refused', 'no', '-51')
    })
    const run = await box.engine.runs.start('refusing', { waitMs: 5_000 })
    const { items } = await box.engine.runs.history(run.id, { limit: 100 })
    assert.ok(items.some(({ element, event }) => element === 'turnedAway' && event === 'completed'))
  })

  it('an error handler that throws does not take the process down', async () => {
    await box.deploy(
      model(
        'handling',
        ['<bpmn:startEvent id="begun" />', box.service('ask', 'remote.ask'), '<bpmn:endEvent id="done" />'],
        {
          more: `<bpmn:boundaryEvent id="refused" attachedToRef="ask"><bpmn:outgoing>out</bpmn:outgoing><bpmn:errorEventDefinition id="refusedDefinition" /></bpmn:boundaryEvent>
         ${box.service('handle', 'remote.handle', 1).replace('</bpmn:serviceTask>', '<bpmn:incoming>out</bpmn:incoming></bpmn:serviceTask>')}
         <bpmn:sequenceFlow id="out" sourceRef="refused" targetRef="handle" />`,
        },
      ),
    )
    box.answer('remote.ask', async () => {
      throw box.failure('refused', 'no', '-51')
    })
    const bug = (): never => {
      const nothing = {} as { readonly missing: { readonly part: string } }
      return nothing.missing.part as never
    }
    const odd: readonly (() => Promise<never>)[] = [
      async () => bug(),
      bug,
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- libraries do
      () => Promise.reject(undefined),
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- libraries do
      () => Promise.reject('a text'),
    ]
    for (const answer of odd) {
      box.answer('remote.handle', answer)
      const { id } = await box.engine.runs.start('handling', {})
      const view = await box.until(id, ({ state }) => state === 'incident')
      assert.equal(view.elements[0]?.element, 'handle')
    }
    box.answer('remote.handle', async () => ({ handled: true }))
    const good = await box.engine.runs.start('handling', { waitMs: 5_000 })
    assert.deepEqual([good.state, good.variables['handled']], ['completed', true])
  })

  it('waits for a message by its key, whichever comes first', async () => {
    await box.deploy(
      model(
        'listening',
        [
          '<bpmn:startEvent id="begun" />',
          '<bpmn:receiveTask id="hear" messageRef="word" />',
          '<bpmn:endEvent id="heard" />',
        ],
        {
          definitions:
            '<bpmn:message id="word" name="word"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>',
        },
      ),
    )
    const early = await box.engine.messages.publish({
      name: 'word',
      correlationKey: 'k1',
      variables: { said: 1 },
    })
    assert.deepEqual(early.runs, [])
    const first = await box.engine.runs.start('listening', { variables: { key: 'k1' }, waitMs: 5_000 })
    assert.equal(first.state, 'completed')
    assert.equal(first.variables['said'], 1)

    const second = await box.engine.runs.start('listening', { variables: { key: 'k2' } })
    assert.equal(second.elements[0]?.waitsFor, 'message word')
    const late = await box.engine.messages.publish({
      name: 'word',
      correlationKey: 'k2',
      id: 'm-2',
      variables: { said: 2 },
    })
    assert.deepEqual(late.runs, [second.id])
    const twice = await box.engine.messages.publish({
      name: 'word',
      correlationKey: 'k2',
      id: 'm-2',
      variables: { said: 3 },
    })
    assert.equal(twice.duplicate, true)
    assert.deepEqual(twice.runs, [second.id])
    const done = await box.until(second.id, ({ state }) => state === 'completed')
    assert.equal(done.variables['said'], 2)
  })

  it('starts one living run per correlation key from messages, and the next when it has ended', async () => {
    await box.deploy(
      model(
        'returning',
        [
          '<bpmn:startEvent id="returned"><bpmn:messageEventDefinition id="d" messageRef="back" /></bpmn:startEvent>',
          box.service('check', 'remote.gate'),
          '<bpmn:endEvent id="done" />',
        ],
        { definitions: '<bpmn:message id="back" name="back" />' },
      ),
    )
    let open: (() => void) | undefined
    let calls = 0
    box.answer('remote.gate', async () => {
      calls += 1
      if (calls === 1) await new Promise<void>((resolve) => (open = resolve))
      return {}
    })
    await box.engine.messages.accept([{ name: 'back', correlationKey: 'a', id: 'r1', variables: { n: 1 } }])
    await box.until(undefined, () => open !== undefined)
    await box.engine.messages.accept([{ name: 'back', correlationKey: 'a', id: 'r2', variables: { n: 2 } }])
    await box.engine.messages.accept([{ name: 'back', correlationKey: 'b', id: 'r3', variables: { n: 3 } }])
    await box.until(undefined, async () =>
      (await box.runsOf('returning')).some(({ variables }) => variables['n'] === 3),
    )
    assert.ok((await box.runsOf('returning')).every(({ variables }) => variables['n'] !== 2))
    open?.()
    await box.until(undefined, async () =>
      (await box.runsOf('returning')).some(({ variables }) => variables['n'] === 2),
    )
    await box.until(undefined, async () =>
      (await box.runsOf('returning')).every(({ state }) => state === 'completed'),
    )
  })

  it('calls another flow and takes its variables over', async () => {
    await box.deploy(
      model('outer', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="greeting" /></bpmn:extensionElements></bpmn:callActivity>',
        '<bpmn:endEvent id="done" />',
      ]),
    )
    const run = await box.engine.runs.start('outer', { variables: { name: 'Mina' }, waitMs: 5_000 })
    assert.equal(run.state, 'completed')
    assert.equal(run.variables['greeting'], 'salam Mina')
  })

  it('lets an error that a called flow does not catch go on at the call, where the model catches it', async () => {
    await box.deploy(
      model('inner', [
        '<bpmn:startEvent id="begun" />',
        box.service('ask', 'remote.denying'),
        '<bpmn:endEvent id="done" />',
      ]),
    )
    await box.deploy(
      model(
        'caller',
        [
          '<bpmn:startEvent id="begun" />',
          '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="inner" /></bpmn:extensionElements></bpmn:callActivity>',
          '<bpmn:endEvent id="done" />',
        ],
        {
          more: `<bpmn:boundaryEvent id="denied" attachedToRef="call"><bpmn:outgoing>out</bpmn:outgoing><bpmn:errorEventDefinition id="deniedDefinition" /></bpmn:boundaryEvent>
           <bpmn:endEvent id="turnedAway"><bpmn:incoming>out</bpmn:incoming></bpmn:endEvent>
           <bpmn:sequenceFlow id="out" sourceRef="denied" targetRef="turnedAway" />`,
        },
      ),
    )
    box.answer('remote.denying', async () => {
      throw box.failure('refused', 'no', 'E7')
    })
    const run = await box.engine.runs.start('caller', { waitMs: 5_000 })
    assert.equal(run.state, 'completed')
    const { items } = await box.engine.runs.history(run.id, { limit: 100 })
    assert.ok(items.some(({ element, event }) => element === 'turnedAway' && event === 'completed'))
    const [inner] = await box.runsOf('inner')
    assert.equal(inner?.state, 'terminated')
  })

  it('shows a user task to its group, and goes on when it is completed', async () => {
    await box.deploy(
      model('asking', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:userTask id="decide" name="Decide"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="finance" /></bpmn:extensionElements></bpmn:userTask>',
        '<bpmn:endEvent id="decided" />',
      ]),
    )
    const run = await box.engine.runs.start('asking', {})
    const { items } = await box.engine.workItems.list({ group: 'finance' }, { limit: 10 })
    const item = items.find((one) => one.run === run.id)
    assert.ok(item)
    await box.engine.workItems.claim(item.id, 'sara', { by: 'test' })
    await assert.rejects(box.engine.workItems.claim(item.id, 'ali', { by: 'test' }), {
      code: 'workItemTaken',
    })
    const done = await box.engine.workItems.complete(
      item.id,
      { variables: { approved: true } },
      { by: 'test' },
    )
    assert.equal(done.state, 'completed')
    assert.equal(done.variables['approved'], true)
    await assert.rejects(box.engine.workItems.complete(item.id, {}, { by: 'test' }), {
      code: 'workItemNotFound',
    })
  })

  it('decides by a rule set', async () => {
    await box.engine.ruleSets.put('discount', {
      title: { en: 'Discount', fa: 'تخفیف' },
      rules: [
        { name: 'large', priority: 10, when: 'amountRial > 1000000', set: { percent: '10' }, stop: true },
        { name: 'any', when: 'true', set: { percent: '0' } },
      ],
    })
    await box.deploy(
      model('pricing', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="discount" resultVariable="discount" /></bpmn:extensionElements></bpmn:businessRuleTask>',
        '<bpmn:endEvent id="done" />',
      ]),
    )
    const run = await box.engine.runs.start('pricing', {
      variables: { amountRial: 2_000_000 },
      waitMs: 5_000,
    })
    assert.deepEqual(run.variables['discount'], { percent: 10 })
  })

  it('cancels, pauses and resumes a run', async () => {
    const run = await box.engine.runs.start('asking', {})
    const why = { reason: 'test', by: 'test' }
    assert.equal((await box.engine.runs.repair(run.id, { action: 'pause' }, why)).state, 'paused')
    assert.equal((await box.engine.runs.repair(run.id, { action: 'resume' }, why)).state, 'running')
    assert.equal((await box.engine.runs.repair(run.id, { action: 'cancel' }, why)).state, 'cancelled')
    assert.equal((await box.engine.runs.repair(run.id, { action: 'cancel' }, why)).state, 'cancelled')
    await assert.rejects(box.engine.runs.repair(run.id, { action: 'resume' }, why), { code: 'conflict' })
    await assert.rejects(box.engine.runs.get('nobody'), { code: 'runNotFound' })
  })

  it('ends all runs that it has called when it is cancelled, however many', async () => {
    await box.deploy(
      model('watching', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:userTask id="watch"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>',
        '<bpmn:endEvent id="done" />',
      ]),
    )
    await box.deploy(
      model('crowd', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="watching" /></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=for n in 1..320 return n" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:callActivity>',
        '<bpmn:endEvent id="done" />',
      ]),
    )
    const { id } = await box.engine.runs.start('crowd', {})
    const waiting = async (): Promise<number> =>
      (await box.engine.runs.list({ parent: id, state: 'running' }, { limit: 500 })).items.length
    await box.until(undefined, async () => (await waiting()) === 320)
    await box.engine.runs.repair(id, { action: 'cancel' }, { reason: 'test', by: 'test' })
    await box.until(undefined, async () => (await waiting()) === 0)
  })

  it('fires a timer once', async () => {
    await box.deploy(
      model('sleeping', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:intermediateCatchEvent id="rest"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT0.2S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
        '<bpmn:endEvent id="awake" />',
      ]),
    )
    const run = await box.engine.runs.start('sleeping', { waitMs: 5_000 })
    assert.equal(run.state, 'completed')
    const { items } = await box.engine.runs.history(run.id, { limit: 100 })
    assert.equal(items.filter(({ element, event }) => element === 'rest' && event === 'completed').length, 1)
  })

  it('lets a call under way end before it stops, and writes what came of it', async () => {
    const leaving = await hubInABox(database)
    await leaving.deploy(
      model('unhurried', [
        '<bpmn:startEvent id="begun" />',
        leaving.service('work', 'remote.unhurried'),
        '<bpmn:endEvent id="done" />',
      ]),
    )
    let reached = (): void => undefined
    const arrived = new Promise<void>((resolve) => (reached = resolve))
    let answer = (): void => undefined
    leaving.answer('remote.unhurried', async () => {
      reached()
      await new Promise<void>((resolve) => (answer = resolve))
      return { isDone: true }
    })
    const { id } = await leaving.engine.runs.start('unhurried', {})
    await arrived
    const stopped = leaving.stop()
    setImmediate(() => answer())
    await stopped
    const stored = await database.connection
      .collection<{ _id: string; status: string }>('runs')
      .findOne({ _id: id })
    assert.equal(stored?.status, 'completed')
  })
})

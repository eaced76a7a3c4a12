/**
 * Rules about what an adapter does, on its own stage: the real client against the simulator, over real sockets,
 * with time that the test moves. Each raises an assertion that names what to change.
 */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

import { failureOf, type Failure, type FailureKind } from '../../engine/values/failure.ts'
import { compileSchema } from '../../engine/values/schema.ts'
import { askAPerson, type Adapter, type Inquiry } from '../adapter.ts'
import type { TransportFault } from '../simulator.ts'
import type { Rule } from './definition.conformance.ts'
import { actsOf, onStage, type Act, type Performance } from './subject.conformance.ts'

type Check = (performance: Performance, adapter: Adapter) => Promise<void>

const staged = (name: string, check: Check): Rule => ({
  name,
  check: (adapter) => onStage(adapter, (performance) => check(performance, adapter)),
})

const onWire = (name: string, check: Check): Rule => ({ ...staged(name, check), needsWire: true })

/** The rules. */
export const behaviourRules: readonly Rule[] = [
  staged('gives outputs that keep to their schemas', givesValidOutputs),
  onWire('changes the remote once when an idempotent operation is repeated with one key', repeatsSafely),
  onWire('leaves a once operation unclear when its answer is cut, and settles it by asking', settlesUnclear),
  onWire('is unreachable when no answer comes in time', timesOut),
  onWire('closes the socket when a call is called off', closesOnAbort),
  onWire('is unreachable when the remote breaks down', failsWith('serverError', 'unreachable')),
  onWire('is throttled, and says until when, when told to wait', isThrottled),
  onWire('calls a reply that means nothing unreadable', failsWith('brokenReply', 'unreadable')),
  onWire('is unauthenticated when the login is not known', isUnauthenticated),
  staged('is refused with the code of the remote when the remote says no', isRefused),
  onWire('tells its secrets to nobody but the remote', keepsSecrets),
]

const everyEffect = ['read', 'idempotent', 'once'] as const

async function givesValidOutputs(performance: Performance): Promise<void> {
  for (const { name, operation, scene } of actsOf(performance, everyEffect)) {
    const input = await scene.input()
    assert.deepEqual(compileSchema(operation.input)(input, `${name}.input`), [])
    const output = await performance.perform(name, input)
    assert.deepEqual(compileSchema(operation.output)(output, `${name}.output`), [])
  }
}

async function repeatsSafely(performance: Performance): Promise<void> {
  for (const { name, scene } of actsOf(performance, ['idempotent'])) {
    const input = await scene.input()
    const again = (): Promise<unknown> => performance.perform(name, input, { key: `same:${name}:1` })
    performance.stage.misbehave('resetAfterWork', scene.remote)
    assert.equal((await failureFrom(again())).kind, 'unreachable')
    await again()
    await again()
    assert.equal(await changesBy({ name, scene }, input), 1, `${name} was repeated with one key`)
  }
}

function changesBy({ name, scene }: Pick<Act, 'name' | 'scene'>, input: unknown): number | Promise<number> {
  assert.ok(scene.changes, `the scene of ${name} must count changes`)
  return scene.changes(input)
}

async function settlesUnclear(performance: Performance): Promise<void> {
  for (const { name, operation, scene } of actsOf(performance, ['once'])) {
    const inquire = operation.effect === 'once' ? operation.inquire : askAPerson
    const ask = async (input: unknown): Promise<string> =>
      ((await performance.perform(inquire, input)) as Inquiry<unknown>).outcome
    for (const [fault, done] of [
      ['resetBeforeWork', 0],
      ['resetAfterWork', 1],
    ] as const) {
      const input = await scene.input()
      performance.stage.misbehave(fault, scene.remote)
      assertUnclear(await failureFrom(performance.perform(name, input)), name)
      assert.equal(await changesBy({ name, scene }, input), done, `${name} was sent once`)
      if (inquire === askAPerson) continue
      assert.equal(await ask(input), done === 1 ? 'done' : 'notDone', `${inquire} after ${fault}`)
    }
  }
}

/** The call path makes `outcomeUnknown` of everything that does not say that nothing was sent. */
function assertUnclear({ kind, details, message }: Failure, name: string): void {
  const isUnclear = kind === 'outcomeUnknown' || (kind === 'unreachable' && details?.['sent'] !== false)
  assert.ok(isUnclear, `${name} gave a clear answer, ${kind}, where there is none: ${message}`)
}

async function timesOut(performance: Performance): Promise<void> {
  const { name, scene } = oneAct(performance)
  const input = await scene.input()
  performance.stage.misbehave('hangBeforeWork', scene.remote)
  const before = performance.stage.arrivals(scene.remote)
  const failed = failureFrom(performance.perform(name, input))
  await until(() => performance.stage.arrivals(scene.remote) > before, 'the request reached the remote')
  await performance.clock.advance(9_999)
  const early = await Promise.race([failed, performance.clock.settle()])
  assert.equal(early, undefined, 'it waits until the deadline')
  await performance.clock.advance(1)
  assert.equal((await failed).kind, 'unreachable')
  await noSockets(performance)
}

async function closesOnAbort(performance: Performance): Promise<void> {
  const { name, scene } = oneAct(performance)
  const input = await scene.input()
  const caller = new AbortController()
  performance.stage.misbehave('hangBeforeWork', scene.remote)
  const before = performance.stage.arrivals(scene.remote)
  const failed = failureFrom(performance.perform(name, input, { signal: caller.signal }))
  await until(() => performance.stage.arrivals(scene.remote) > before, 'the request reached the remote')
  caller.abort()
  assert.equal((await failed).kind, 'unreachable')
  await noSockets(performance)
}

/** A read, so that nothing is left behind; else whatever there is. */
function oneAct(performance: Performance): Act {
  const [act] = [...actsOf(performance, ['read']), ...actsOf(performance, everyEffect)]
  assert.ok(act, 'there is no operation')
  return act
}

async function noSockets({ stage }: Performance): Promise<void> {
  await until(() => stage.openConnections() === 0, 'the socket was closed')
}

/** Waits for a condition of the outside world, five seconds at most. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) {
    if (isSo()) return
    await pause(5)
  }
  assert.fail(`not within five seconds: ${what}`)
}

function failsWith(fault: TransportFault, kind: FailureKind): Check {
  return async (performance) => {
    for (const { name, scene } of actsOf(performance, everyEffect)) {
      const input = await scene.input()
      performance.stage.misbehave(fault, scene.remote)
      const failure = await failureFrom(performance.perform(name, input))
      assert.equal(failure.kind, kind, `${name} on ${fault}: ${failure.message}`)
    }
  }
}

async function isThrottled(performance: Performance): Promise<void> {
  for (const { name, scene } of actsOf(performance, everyEffect)) {
    const input = await scene.input()
    performance.stage.misbehave('throttled', scene.remote)
    const { kind, retryAt } = await failureFrom(performance.perform(name, input))
    assert.equal(kind, 'throttled', name)
    assert.deepEqual(retryAt, new Date(performance.clock.now().getTime() + 7000), name)
  }
}

async function isUnauthenticated(performance: Performance): Promise<void> {
  for (const { name, scene } of actsOf(performance, everyEffect)) {
    const failure = await failureFrom(performance.performAsStranger(name, await scene.input()))
    assert.equal(failure.kind, 'unauthenticated', `${name}: ${failure.message}`)
  }
}

async function isRefused(performance: Performance): Promise<void> {
  const acts = actsOf(performance, everyEffect).filter(({ scene }) => scene.refusedInput)
  assert.ok(acts.length > 0, 'no scene has a refusedInput')
  for (const { name, operation, scene } of acts) {
    const input = await scene.refusedInput?.()
    assert.deepEqual(compileSchema(operation.input)(input, `${name}.input`), [])
    const failure = await failureFrom(performance.perform(name, input))
    assert.equal(failure.kind, 'refused', `${name}: ${failure.message}`)
    assert.ok(failure.code, `${name} must give the code of the remote`)
  }
}

async function keepsSecrets(performance: Performance, adapter: Adapter): Promise<void> {
  const secrets = secretsIn(adapter.settings, performance.stage.settings)
  assert.ok(secrets.length > 0, 'the stage must use a secret, so that it can be looked for')
  const thrown: unknown[] = []
  const note = (error: unknown): void => void thrown.push(error)
  for (const { name, scene } of actsOf(performance, everyEffect)) {
    for (const fault of ['serverError', 'brokenReply', 'resetAfterWork', 'throttled'] as const) {
      const input = await scene.input()
      performance.stage.misbehave(fault, scene.remote)
      await performance.perform(name, input).catch(note)
    }
    await performance.performAsStranger(name, await scene.input()).catch(note)
    if (scene.refusedInput) await performance.perform(name, await scene.refusedInput()).catch(note)
  }
  assert.ok(thrown.length > 0)
  const said = [...thrown.map(everythingOf), ...performance.io.lines].join('\n')
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      assert.ok(!said.includes(form), `a secret is in ${excerpt(said, form)}`)
    }
  }
}

/** The values of the settings that are marked as secret. */
function secretsIn(schema: unknown, value: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { secret, properties } = schema as { readonly secret?: true; readonly properties?: object }
  if (secret === true) return typeof value === 'string' ? [value] : []
  const values = (value ?? {}) as Readonly<Record<string, unknown>>
  return Object.entries(properties ?? {}).flatMap(([name, inner]) => secretsIn(inner, values[name]))
}

/** All that an error could show to anybody who prints it. */
function everythingOf(error: unknown): string {
  const own = JSON.stringify(error, Object.getOwnPropertyNames(error ?? {}))
  const cause = error instanceof Error ? error.cause : undefined
  return [
    String(error),
    own,
    JSON.stringify(failureOf(error)),
    cause === undefined ? '' : everythingOf(cause),
  ].join()
}

function excerpt(said: string, secret: string): string {
  const at = said.indexOf(secret)
  return said.slice(Math.max(0, at - 200), at) + '«…»'
}

async function failureFrom(attempt: Promise<unknown>): Promise<Failure> {
  const thrown = await attempt.then(
    (output) => assert.fail(`it should have failed, and gave ${JSON.stringify(output)}`),
    (error: unknown) => error,
  )
  if (thrown instanceof assert.AssertionError) throw thrown
  const failure = failureOf(thrown)
  assert.ok(failure, `not one of the closed set of failures: ${everythingOf(thrown)}`)
  return failure
}

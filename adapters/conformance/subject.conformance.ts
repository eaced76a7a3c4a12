/** One adapter under the conformance test: its definition, its files, its stage, and a connection made on it. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

import { openAdapterIo, type AdapterIo } from '../../test/harness/adapter-io.ts'
import { fakeClock, type FakeClock } from '../../test/harness/fake-clock.ts'
import type { Adapter, Call, Connected, Operation, Operations, Sources } from '../adapter.ts'
import type { OpenStage, Scene, Stage, StageAbsent } from './stage.conformance.ts'

/** The project's root, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Folder of an adapter from the root: `adapters/messaging/kavenegar`. */
export function folderOf({ kind, name }: Adapter): string {
  return `adapters/${kind}/${name}`
}

/** A document of the project, as a connection is given it. */
export function projectDocument(name: string): Promise<string> {
  return readFile(`${root}contracts/${name}`, 'utf8')
}

/** The operations that an adapter has under some settings; those of its example by default. */
export async function operationsOf(adapter: Adapter, settings?: unknown): Promise<Operations> {
  const given = (settings ?? adapter.settingsExample) as Adapter['settingsExample']
  return (await adapter.operationsOf?.(given, projectDocument)) ?? adapter.operations
}

/** The sources that an adapter has under its example settings. */
export function sourcesOf(adapter: Adapter): Sources {
  return adapter.sourcesOf?.(adapter.settingsExample) ?? adapter.sources ?? {}
}

/** A connection on a stage, with time that stands still until it is moved. */
export interface Performance {
  readonly stage: Stage
  readonly operations: Operations
  readonly clock: FakeClock
  readonly io: AdapterIo
  /** Calls an operation; `more` may bring its own key or signal. */
  readonly perform: (name: string, input: unknown, more?: Partial<Call>) => Promise<unknown>
  /** The same with a login that the remote does not know. */
  readonly performAsStranger: (name: string, input: unknown) => Promise<unknown>
}

/** Opens the adapter's stage for the time of one check, or takes the one that was kept. */
export async function onStage(
  adapter: Adapter,
  check: (performance: Performance) => Promise<void>,
): Promise<void> {
  const stage = keptStages.get(adapter.name) ?? (await openStageOf(adapter))
  keptStages.delete(adapter.name)
  let isSound = false
  try {
    await perform(adapter, stage, check)
    isSound = true
  } finally {
    if (isSound && stage.isKept === true) keptStages.set(adapter.name, stage)
    else await stage.close()
  }
}

/** Stages between two rules, by adapter. */
const keptStages = new Map<string, Stage>()

/** Closes what was kept; comes after the last rule. */
export async function closeKeptStages(): Promise<void> {
  for (const stage of keptStages.values()) await stage.close()
  keptStages.clear()
}

async function perform(
  adapter: Adapter,
  stage: Stage,
  check: (performance: Performance) => Promise<void>,
): Promise<void> {
  const clock = fakeClock('2026-03-01T08:00:00Z')
  const io = openAdapterIo(clock, undefined, [tmpdir()])
  const open: Connected[] = []
  const performer = async (settings: Stage['settings']): Promise<Performance['perform']> => {
    const connected = await adapter.connect(settings, io)
    open.push(connected)
    const client = connected.client as Readonly<
      Record<string, (input: unknown, call: Call) => Promise<unknown>>
    >
    return (name, input, more) => {
      const method = client[name]
      assert.ok(method, `the client has no ${name}`)
      return method(input, callAt(clock, more))
    }
  }
  try {
    await check({
      stage,
      clock,
      io,
      operations: await operationsOf(adapter, stage.settings),
      perform: await performer(stage.settings),
      performAsStranger: await performer(stage.wrongLogin),
    })
  } finally {
    for (const connected of open) await connected.close?.()
    await io.close()
  }
}

let calls = 0

function callAt(clock: FakeClock, more: Partial<Call> = {}): Call {
  calls += 1
  const deadline = new Date(clock.now().getTime() + 10_000)
  return { key: `conformance:call:${calls}`, deadline, signal: new AbortController().signal, ...more }
}

async function openStageOf(adapter: Adapter): Promise<Stage> {
  const { openStage } = await stageModuleOf(adapter)
  return openStage()
}

/** Why the stage of an adapter cannot be opened here; false when it can. */
export async function absenceOf(adapter: Adapter): Promise<string | false> {
  const { absent } = await stageModuleOf(adapter)
  return absent === undefined ? false : absent()
}

async function stageModuleOf(
  adapter: Adapter,
): Promise<{ readonly openStage: OpenStage; readonly absent?: StageAbsent }> {
  const path = `${folderOf(adapter)}/${adapter.name}.conformance.ts`
  assert.ok(existsSync(`${root}${path}`), `${path} is missing: it must export openStage`)
  return (await import(`${root}${path}`)) as { readonly openStage: OpenStage; readonly absent?: StageAbsent }
}

/** An operation with its scene. */
export interface Act {
  readonly name: string
  readonly operation: Operation
  readonly scene: Scene
}

/** The operations that have one of the effects, each with its scene; an operation without a scene is a mistake. */
export function actsOf(
  { operations, stage }: Performance,
  effects: readonly Operation['effect'][],
): readonly Act[] {
  return Object.entries(operations).flatMap(([name, operation]) => {
    const scene = stage.scenes[name]
    assert.ok(scene, `the stage has no scene for ${name}`)
    return effects.includes(operation.effect) ? [{ name, operation, scene }] : []
  })
}

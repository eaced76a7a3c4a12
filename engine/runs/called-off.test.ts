/** Runs whose caller has gone on without them: none goes on for ever, and none keeps others from learning it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { hubInABox, type Box } from '../../test/harness/engine-box.ts'
import { mortal } from '../../test/harness/mortal.ts'
import { element, end, file, forEach, start } from '../../test/harness/story.ts'
import { connect } from '../store/database.ts'
import { childRunId } from './run-document.ts'

const how = { by: 'test', reason: 'it is no longer needed' }
const vigil = file(
  {
    elements: [start(), element('userTask', 'watch', { extensions: '<zeebe:userTask />' }), end()],
    flows: ['begun > watch > done'],
  },
  'vigil',
)
const caller = (content = ''): string => {
  const call = element('callActivity', 'call', {
    extensions: '<zeebe:calledElement processId="vigil" />',
    content,
  })
  return file({ elements: [start(), call, end()], flows: ['begun > call > done'] }, 'caller')
}

describe('a called run that its caller goes on without', () => {
  let database: TestDatabase
  let box: Box

  before(async () => {
    database = await testDatabase()
    box = await hubInABox(database, { leaseMs: 400 })
    await box.deploy(vigil)
    await box.deploy(caller())
  })
  after(async () => {
    await box.stop()
    await database.close()
  })

  /** Another process that stands still as it begins the called run, while the calling one is cancelled. */
  async function slowProcess(id: string, dies: boolean): Promise<() => Promise<void>> {
    const own = await connect(database.uri, database.dbName)
    const held = heldBack(own)
    const victim = mortal(own, Infinity, true)
    const slow = await hubInABox({ ...database, ...victim }, { clock: victim.clock, leaseMs: 400 })
    // The dead give no answer.
    void slow.engine.runs.start('caller', { id })
    await box.until(undefined, () => held.isWaiting)
    victim.state.isDead = dies
    await box.engine.runs.repair(id, { action: 'cancel' }, how)
    held.release()
    const child = childRunId(id, 'call:1')
    await box.until(undefined, async () => (await box.runsOf('vigil')).some((run) => run.id === child))
    return async () => {
      await box.until(child, ({ state }) => state === 'cancelled')
      if (!dies) await slow.stop()
      await own.close()
    }
  }

  it('ends also when it begins only then, in a process that has been held up', async () => {
    const hasEnded = await slowProcess('slow', false)
    await hasEnded()
  })

  it('ends also when that process dies as soon as it has begun', async () => {
    const hasEnded = await slowProcess('dying', true)
    await hasEnded()
  })

  /** Called runs that this one has still to tell. */
  const untold = async (id: string): Promise<readonly string[]> => {
    const runs = database.connection.collection<{ _id: string; calledOff?: { id: string }[] }>('runs')
    return (await runs.findOne({ _id: id }))?.calledOff?.map((one) => one.id) ?? []
  }

  for (const [words, breaks] of [
    ['cannot be read', unreadable],
    ['can never be written', unwritable],
  ] as const)
    it(`learns it also when one beside it ${words}`, async () => {
      await box.deploy(caller(forEach({ collection: '=[1, 2, 3, 4]' })))
      const { id } = await box.engine.runs.start('caller', {})
      const living = async (): Promise<readonly string[]> => {
        const stored = database.connection.collection<{ _id: string }>('runs')
        return (await stored.find({ 'parent.run': id, status: 'running' }).toArray()).map(({ _id }) => _id)
      }
      await box.until(undefined, async () => (await living()).length === 4)
      const [broken = ''] = await living()
      const mended = await breaks(database, broken)
      await box.engine.runs.repair(id, { action: 'cancel' }, how)
      await box.until(undefined, async () => (await living()).length === 1)
      assert.deepEqual(await living(), [broken])
      await box.until(undefined, async () => (await untold(id)).length === 1)
      assert.deepEqual(await untold(id), [broken])
      await mended()
      await box.until(broken, ({ state }) => state === 'cancelled')
    })
})

type Mend = () => Promise<unknown>

/** The state of a run is not what it should be, until it is mended. */
async function unreadable({ connection }: TestDatabase, id: string): Promise<Mend> {
  const runs = connection.collection<{ _id: string; state: string }>('runs')
  const stored = await runs.findOne({ _id: id })
  await runs.updateOne({ _id: id }, { $set: { state: '{' } })
  return () => runs.updateOne({ _id: id }, { $set: { state: stored?.state ?? '' } })
}

/** Whatever is written together with this run is refused, until it is mended. */
async function unwritable({ connection }: TestDatabase, id: string): Promise<Mend> {
  const runs = connection.collection('runs') as unknown as Record<'bulkWrite', Write>
  const usual = runs.bulkWrite
  runs.bulkWrite = async (...parts) => {
    if (JSON.stringify(parts[0]).includes(`"_id":"${id}"`)) throw new Error('the document is too large')
    return usual.apply(runs, parts)
  }
  return async () => void (runs.bulkWrite = usual)
}

/** A connection whose writes are held back once one of them begins a called run. */
function heldBack(connection: TestDatabase['connection']): { isWaiting: boolean; release: () => void } {
  const runs = connection.collection('runs') as unknown as Record<'bulkWrite', Write>
  const usual = runs.bulkWrite
  const held = { isWaiting: false, release: (): void => undefined }
  const gate = new Promise<void>((resolve) => (held.release = resolve))
  runs.bulkWrite = async (...parts) => {
    held.isWaiting ||= JSON.stringify(parts[0]).includes('"parent":')
    if (held.isWaiting) await gate
    return usual.apply(runs, parts)
  }
  return held
}

type Write = (...parts: unknown[]) => Promise<unknown>

/** One of several processes that run flows on the same database: waits for `go`, tells how many it ended. */
import { threeSteps } from './flow-models.ts'
import { inProcess } from './load.ts'
import { openStub, ownEngine } from './own-engine.ts'

const [, , uri = '', stubUrl = '', name = '', concurrency = '64', warmUp = '1', seconds = '5'] = process.argv
const stub = openStub(stubUrl)
const own = await ownEngine(uri, name, stub.call)
await own.engine.flows.deploy([{ name: 'steps.bpmn', content: threeSteps.ours }])
const act = async (): Promise<void> => {
  const { state } = await own.engine.runs.start('benchSteps', { waitMs: 30_000 })
  if (state !== 'completed') throw new Error(`a run is ${state}`)
}
await inProcess({ concurrency: Number(concurrency), seconds: Number(warmUp), act })
process.on('message', () => {
  void inProcess({ concurrency: Number(concurrency), seconds: Number(seconds), act }).then(
    async (measured) => {
      process.send?.({ count: measured.count, seconds: measured.seconds })
      await own.close()
      await stub.close()
      process.exit(0)
    },
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')

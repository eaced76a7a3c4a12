/**
 * Plain agenda in a process of its own, over the hub's backend for it: so many jobs wait, some of them fall due one after
 * the other in a while, and each stores one notice. Tells by how much each was late, in ms.
 */
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'

import { connect } from '../../engine/store/database.ts'

const [, , uri = '', total = '0', due = '0', windowMs = '0', concurrency = '5', processEvery = '5000'] =
  process.argv
const connection = await connect(uri)
const { db } = connection
if (db === undefined) throw new Error('the database is not open')
// Two copies of the driver's types may be in the tree; the object is the same.
const mongo = db as unknown as Extract<
  ConstructorParameters<typeof MongoBackend>[0],
  { mongo: unknown }
>['mongo']
const agenda = new Agenda({
  backend: new MongoBackend({ mongo, collection: 'agendaJobs' }),
  processEvery: Number(processEvery),
  maxConcurrency: Math.max(20, Number(concurrency)),
  defaultConcurrency: Number(concurrency),
})
agenda.on('error', (error: unknown) => console.error('agenda is in trouble', error))
const notices = connection.collection<{ _id: string; at: Date }>('notices')
const lags: number[] = []
let endMs = Infinity
agenda.define('notice', async (job: { readonly attrs: { readonly data: unknown } }) => {
  const { n, dueMs } = job.attrs.data as { readonly n: number; readonly dueMs: number }
  lags.push(Date.now() - dueMs)
  await notices.insertOne({ _id: String(n), at: new Date() }, { writeConcern: { w: 'majority', j: true } })
  if (lags.length === Number(due)) endMs = Date.now()
})

/** As agenda writes one itself, so many times; those that fall due last. Gives when the first does. */
async function schedule(): Promise<number> {
  const farMs = Date.now() + 86_400_000
  await agenda.schedule(new Date(farMs), 'notice', { n: -1, dueMs: farMs })
  const jobs = db?.collection('agendaJobs')
  const sample = await jobs?.findOne({ name: 'notice' })
  if (jobs === undefined || !sample) throw new Error('agenda has stored no job')
  const { _id, ...rest } = sample
  const insert = async (from: number, to: number, dueAt: (n: number) => number): Promise<void> => {
    for (let at = from; at < to; at += 1_000) {
      const many = Array.from({ length: Math.min(1_000, to - at) }, (_, index) => {
        const n = at + index
        return { ...rest, data: { n, dueMs: dueAt(n) }, nextRunAt: new Date(dueAt(n)) }
      })
      await jobs.insertMany(many, { ordered: false })
    }
  }
  await insert(Number(due), Number(total), (n) => farMs + n)
  const beginMs = Date.now() + settleMs
  await insert(0, Number(due), (n) => beginMs + (n * Number(windowMs)) / Number(due))
  return beginMs
}

/** From the last inserts to the first that falls due. */
const settleMs = 15_000

async function measure(beginMs: number): Promise<void> {
  const giveUpMs = beginMs + Number(windowMs) * 3 + 30_000
  while (endMs === Infinity && Date.now() < giveUpMs) await new Promise((resolve) => setTimeout(resolve, 50))
  process.send?.({ lags, endMs: Math.min(endMs, Date.now()) })
  await agenda.stop()
  process.exit(0)
}

process.on('disconnect', () => process.exit(0))
process.once('message', (message) => {
  const { beginMs } = message as { readonly beginMs: number }
  void measure(beginMs)
})
await agenda.start()
await agenda.stop()
const firstMs = await schedule()
await agenda.start()
process.send?.({ beginMs: firstMs })

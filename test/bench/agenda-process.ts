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

/** As agenda writes one itself, so many times. */
async function schedule(beginMs: number): Promise<void> {
  const farMs = beginMs + 86_400_000
  await agenda.schedule(new Date(farMs), 'notice', { n: -1, dueMs: farMs })
  const jobs = db?.collection('agendaJobs')
  const sample = await jobs?.findOne({ name: 'notice' })
  if (jobs === undefined || !sample) throw new Error('agenda has stored no job')
  const { _id, ...rest } = sample
  for (let from = 0; from < Number(total); from += 1_000) {
    const many = Array.from({ length: Math.min(1_000, Number(total) - from) }, (_, index) => {
      const n = from + index
      const dueMs = n < Number(due) ? beginMs + (n * Number(windowMs)) / Number(due) : farMs + n
      return { ...rest, data: { n, dueMs }, nextRunAt: new Date(dueMs) }
    })
    await jobs.insertMany(many, { ordered: false })
  }
}

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
// Enough for so many inserts; the first job falls due when all are there.
const beginMs = Date.now() + Number(total) * 1.5 + 5_000
await schedule(beginMs)
await agenda.start()
process.send?.({ beginMs })

/** Which hub processes are alive: each says so again and again; one that has stopped saying so is dead. */
import type mongoose from 'mongoose'

/** A hub process. */
export interface WorkerDocument {
  readonly _id: string
  readonly startedAt: Date
  readonly aliveUntil: Date
}

/** Access to the list of workers. */
export interface WorkerStore {
  heartbeat(id: string, startedAt: Date, aliveUntil: Date): Promise<void>
  all(): Promise<readonly WorkerDocument[]>
  /** Forgets a worker, when it leaves or when all it left behind has been taken over. */
  remove(id: string): Promise<void>
}

/** Opens the list of workers on a database connection. */
export function workerStore(connection: mongoose.Connection): WorkerStore {
  const workers = connection.collection<WorkerDocument>('workers')
  return {
    heartbeat: async (id, startedAt, aliveUntil) => {
      await workers.updateOne({ _id: id }, { $set: { startedAt, aliveUntil } }, { upsert: true })
    },
    all: () => workers.find().toArray(),
    remove: async (id) => {
      await workers.deleteOne({ _id: id })
    },
  }
}

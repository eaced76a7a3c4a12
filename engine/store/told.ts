/**
 * Notes on documents that what follows from their last write is drawn: those of one moment travel together. They are no
 * writes of group commit, whose mark on a document must stay that of the write that somebody may still ask about.
 */
import type mongoose from 'mongoose'

import type { Committed } from './group-commit.ts'

interface Told {
  readonly id: string
  readonly seq: number
}

/** Makes the note-taker of a collection: `untold` is taken from a document that is still in that version. */
export function tolds(
  collection: mongoose.Collection<Committed>,
): (id: string, seq: number) => Promise<void> {
  let gathering: { readonly all: Told[]; readonly done: Promise<void> } | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function write(all: readonly Told[]): Promise<void> {
    const notes = all.map(({ id, seq }) => ({
      updateOne: { filter: { _id: id, seq }, update: { $unset: { untold: true as const } } },
    }))
    await collection.bulkWrite(notes, { ordered: false })
  }

  return (id, seq) => {
    if (gathering !== undefined) {
      gathering.all.push({ id, seq })
      return gathering.done
    }
    const all = [{ id, seq }]
    const done = last.then(() => {
      gathering = undefined
      return write(all)
    })
    gathering = { all, done }
    last = done.catch(() => undefined)
    return done
  }
}

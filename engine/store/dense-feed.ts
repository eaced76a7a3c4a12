/**
 * Feeds of dense positions 1, 2, 3 …, each entry once by its key: a reader who has seen position n is never surprised by
 * a smaller one. A position is taken by inserting it; whoever loses takes the next.
 */
import type mongoose from 'mongoose'

import { isTwin } from './twins.ts'

/** An entry with its position. */
export type Positioned<Entry> = Entry & { readonly _id: number }

/** Appends to a feed. */
export interface DenseFeed<Entry> {
  /** Appends what the feed does not have yet, in the given order; false when it had all of it and that was known. */
  append(entries: readonly Entry[]): Promise<boolean>
}

/** What a feed is made of. */
export interface DenseFeedOptions<Entry> {
  readonly connection: mongoose.Connection
  /** The collection; it must have a unique index on `key`. */
  readonly name: string
  /** The field that is the same for ever for the same entry. */
  readonly key: keyof Entry & string
  /** Told when there is something new in it. */
  readonly appended?: (() => void) | undefined
}

/** Keys that are remembered to be in the feed; a wrong guess costs a look. */
const mostRemembered = 20_000

/** Opens a feed. Its appends of one process go one after the other, those that wait together. */
export function denseFeed<Entry extends object>(options: DenseFeedOptions<Entry>): DenseFeed<Entry> {
  const { connection, key, appended } = options
  const entries = connection.collection<{ readonly _id: number }>(options.name)
  const keyOf = (entry: object): unknown => (entry as Record<string, unknown>)[key]
  const there = new Set<unknown>()
  /** Appends that wait for the one under way. */
  let gathering: { readonly wanted: Entry[]; readonly done: Promise<boolean> } | undefined
  let last: Promise<unknown> = Promise.resolve()
  /** The newest position that this process has filled, and whether nobody else has filled one since. */
  let own: number | undefined
  let isAlone = false

  /** Most are new: what the feed has already is only looked for when one is refused. */
  async function append(wanted: readonly Entry[]): Promise<boolean> {
    let isNews = false
    let missing = distinct(wanted)
    while (missing.length > 0) {
      const first = await nextPosition()
      if (await isInserted(missing, first)) return true
      const left = await missingOf(missing)
      isNews ||= left.length < missing.length
      missing = left
    }
    return isNews
  }

  /** Each once, where it stands first. */
  function distinct(wanted: readonly Entry[]): readonly Entry[] {
    const seen = new Set<unknown>()
    return wanted.filter((entry) => {
      const one = keyOf(entry)
      return !there.has(one) && !seen.has(one) && seen.add(one)
    })
  }

  async function missingOf(wanted: readonly Entry[]): Promise<readonly Entry[]> {
    const filter = { [key]: { $in: wanted.map(keyOf) } }
    remember((await entries.find(filter, { projection: { [key]: 1 } }).toArray()).map(keyOf))
    return distinct(wanted)
  }

  function remember(keys: readonly unknown[]): void {
    if (there.size + keys.length > mostRemembered) there.clear()
    for (const one of keys) there.add(one)
  }

  /** The position after the newest; not asked for while this process alone appends. */
  async function nextPosition(): Promise<number> {
    if (isAlone && own !== undefined) return own + 1
    const [newest] = await entries
      .find({}, { projection: { _id: 1 } })
      .sort({ _id: -1 })
      .limit(1)
      .toArray()
    isAlone = newest?._id === own
    return (newest?._id ?? 0) + 1
  }

  /** False when a position or an entry was taken; those before it are in the feed then. */
  async function isInserted(fresh: readonly Entry[], first: number): Promise<boolean> {
    const documents = fresh.map((entry, place) => ({ ...entry, _id: first + place }))
    try {
      await entries.insertMany(documents, { ordered: true })
    } catch (error) {
      isAlone = false
      if (isTwin(error)) return false
      throw error
    }
    own = first + documents.length - 1
    remember(fresh.map(keyOf))
    return true
  }

  return {
    append: (wanted) => {
      if (wanted.length === 0) return Promise.resolve(false)
      if (gathering !== undefined) {
        gathering.wanted.push(...wanted)
        return gathering.done
      }
      const batch = [...wanted]
      const done = last.then(async () => {
        gathering = undefined
        const isNews = await append(batch)
        if (isNews) appended?.()
        return isNews
      })
      gathering = { wanted: batch, done }
      last = done.catch(() => undefined)
      return done
    },
  }
}

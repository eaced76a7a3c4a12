/** A collection of a hub's database that can be slow in answering one kind of command. */
import type { TestDatabase } from './database.ts'

/** What is held back. */
export interface Held {
  /** How many commands wait for their answer. */
  readonly waiting: number
  /** Lets them, and all that come later, go. */
  release(): void
}

/** Lets so many commands through, then holds them back: what they do is done when they are released. */
export function heldCollection(
  { connection }: Pick<TestDatabase, 'connection'>,
  [name, method]: readonly [string, 'bulkWrite' | 'findOneAndUpdate'],
  letThrough = 0,
): Held {
  const collection = connection.collection(name) as unknown as Record<string, Command>
  const usual = collection[method]
  if (usual === undefined) throw new Error(`a collection has no ${method}`)
  let passed = 0
  let waiting = 0
  let open: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (open = resolve))
  collection[method] = async (...parts) => {
    passed += 1
    if (passed > letThrough) {
      waiting += 1
      await gate
      waiting -= 1
    }
    return usual.apply(collection, [...parts])
  }
  return {
    get waiting() {
      return waiting
    },
    release: () => {
      collection[method] = usual
      open()
    },
  }
}

type Command = (...parts: readonly unknown[]) => Promise<unknown>

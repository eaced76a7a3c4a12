/** Which file of a source comes next: those that are complete and were not read before, in their order. */
import { createHash, type Hash } from 'node:crypto'

import type { Clock } from '../../engine/values/clock.ts'
import { fits, joined, nameOf, type FileFacts, type FilePlace, type Within } from './file-place.ts'
import { doneKeys, keyFrom, keyOf, type KnownFile } from './file-position.ts'
import type { FileSource } from './file-settings.ts'

/** A look at the folder of a source. */
export interface Look {
  /** Keys of all files of the source that lie there. */
  readonly present: ReadonlySet<string>
  /** Files of the source, in their order, whatever was read of them. */
  readonly files: readonly KnownFile[]
  /** Those that are complete and not done. */
  readonly waiting: readonly KnownFile[]
}

/** Watches the folder of one source. */
export interface FileQueue {
  /** Looks into the folder; `done` are entries of files that are done. */
  look(done: readonly string[], within: Within): Promise<Look>
  /**
   * The key of a file's content, where it counts; unfinished when there was no time to read all of it, and then asking
   * again goes on.
   */
  contentKey(
    file: KnownFile,
    within: Within,
    until: Date,
  ): Promise<{ readonly key?: string; readonly isUnfinished?: true }>
}

/** Bytes that are read at a time. */
export const pieceBytes = 262_144

const usualStableMs = 10_000

/** Makes the queue; what it has seen is forgotten with the process, and then files must be stable once more. */
export function fileQueue(source: FileSource, place: FilePlace, clock: Clock): FileQueue {
  const { folder = '', include = ['*'], exclude = [], ready = { by: 'stable' }, identity } = source
  let seen: ReadonlyMap<string, number> = new Map()
  const contents = new Map<string, string>()
  let hashing: { readonly key: string; readonly hash: Hash; position: number } | undefined

  function isMeant(name: string): boolean {
    return include.some((pattern) => fits(pattern, name)) && !exclude.some((pattern) => fits(pattern, name))
  }

  /** Notes since when files are as they are. */
  function sightings(files: readonly KnownFile[]): ReadonlyMap<string, number> {
    const now = clock.now().getTime()
    return new Map(files.map(({ key }) => [key, seen.get(key) ?? now]))
  }

  function isReady({ path, key }: KnownFile, names: ReadonlySet<string>): boolean {
    if (ready.by === 'rename') return true
    if (ready.by === 'marker') return names.has(markerOf(source, nameOf(path)) ?? '')
    return clock.now().getTime() - (seen.get(key) ?? Infinity) >= (ready.forMs ?? usualStableMs)
  }

  return {
    look: async (done, within) => {
      const all = await place.list(folder, within)
      const names = new Set(all.map(({ path }) => nameOf(path)))
      const markers = new Set([...names].map((name) => markerOf(source, name)))
      const files = all
        .filter(({ path }) => isMeant(nameOf(path)) && !markers.has(nameOf(path)))
        .map((facts) => ({ ...facts, key: keyOf(facts) }))
        .sort(inOrder(source.order ?? 'name'))
      seen = sightings(files)
      const known = doneKeys(done)
      return {
        files,
        present: new Set(files.map(({ key }) => key)),
        waiting: files.filter((file) => !known.has(file.key) && isReady(file, names)),
      }
    },
    contentKey: async (file, within, until) => {
      if (identity !== 'content') return {}
      const before = contents.get(file.key)
      if (before !== undefined) return { key: before }
      if (hashing?.key !== file.key) hashing = { key: file.key, hash: createHash('sha256'), position: 0 }
      const opened = await place.open(file.path, within)
      try {
        for (;;) {
          const piece = await opened.read(hashing.position, pieceBytes, within)
          if (piece.length === 0) break
          hashing.hash.update(piece)
          hashing.position += piece.length
          if (clock.now() >= until) return { isUnfinished: true }
        }
      } finally {
        await opened.close()
      }
      const key = keyFrom(file.path, String(file.sizeBytes), hashing.hash.digest('hex'))
      hashing = undefined
      contents.set(file.key, key)
      return { key }
    },
  }
}

/** The name of the file that says that a file is complete; `undefined` when none is needed. */
export function markerOf({ ready }: FileSource, name: string): string | undefined {
  if (ready?.by !== 'marker') return undefined
  const stem = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : name
  return (ready.name ?? '{name}.done').replace('{name}', () => name).replace('{stem}', () => stem)
}

/** The path of that file. */
export function markerPathOf(source: FileSource, path: string): string | undefined {
  const marker = markerOf(source, nameOf(path))
  return marker === undefined ? undefined : joined(source.folder ?? '', marker)
}

function inOrder(order: 'name' | 'time'): (one: FileFacts, other: FileFacts) => number {
  const byName = (one: FileFacts, other: FileFacts): number =>
    one.path < other.path ? -1 : one.path > other.path ? 1 : 0
  if (order === 'name') return byName
  return (one, other) => one.modifiedMs - other.modifiedMs || byName(one, other)
}

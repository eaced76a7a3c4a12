/** Where the reading of a source of files stands. Pure. A cursor is its position as JSON text. */
import { fail } from '../../engine/values/failure.ts'
import { sha256 } from '../../engine/values/hash.ts'
import type { FileFacts } from './file-place.ts'
import type { RowMark } from './read-row.ts'

/** A file that is being read, or was, by what it is recognised. */
export interface KnownFile extends FileFacts {
  /** Of name, size and time. */
  readonly key: string
  /** Of name, size and content, where the content counts. */
  readonly contentKey?: string
}

/** A file in the middle of which reading stands. */
export interface FileAt extends KnownFile {
  /** Absent: at its beginning. */
  readonly mark?: RowMark
  /** Rows so far that became items. */
  readonly taken: number
  /** A row had no id, so nothing may be taken for gone. */
  readonly hasUnnamed?: true
}

/** A file whose rows are all stored, once the position is: now it can be moved or deleted. */
export interface FinishedFile extends KnownFile {
  /** It could not be read to its end. */
  readonly failed?: true
}

/** Where a source stands. */
export interface FilesPosition {
  readonly kind: 'files'
  /** Counts the files that were begun. */
  readonly round: number
  /** Keys of the files that are done, in the order in which they were done. */
  readonly done: readonly string[]
  readonly at?: FileAt
  /** Oldest first. */
  readonly finished?: readonly FinishedFile[]
}

/** The position of a cursor; without one the beginning. Raises `misconfigured` for a text that is none of ours. */
export function positionOf(source: string, cursor: string | undefined): FilesPosition | undefined {
  if (cursor === undefined) return undefined
  if (!cursor.startsWith('{"kind":"files"')) {
    throw fail(
      'misconfigured',
      `The saved position of ${source} was not written by a source of files; rewind it.`,
    )
  }
  return JSON.parse(cursor) as FilesPosition
}

/** The cursor of a position. */
export function cursorOf({ kind, round, done, at, finished }: FilesPosition): string {
  return JSON.stringify({ kind, round, done, at, finished })
}

/** Characters of a key: 60 bits, so that two of 10,000 files have the same once in 20 billion folders. */
const keyLength = 10

/** The key of name, size and time. */
export function keyOf({ path, sizeBytes, modifiedMs }: FileFacts): string {
  return keyFrom(path, String(sizeBytes), String(modifiedMs))
}

/** The key of any facts. */
export function keyFrom(...facts: readonly string[]): string {
  return Buffer.from(sha256(JSON.stringify(facts)), 'hex')
    .toString('base64url')
    .slice(0, keyLength)
}

/** Files that may be done and still lie there. */
export const mostLeft = 10_000
/** Files that are done and have gone which are remembered, should they come again. */
const mostRemembered = 1_000

/**
 * What is remembered of the files that are done. `present` are the keys of those that lie there. Raises
 * `misconfigured` when they are too many.
 */
export function remembered(done: readonly string[], present: ReadonlySet<string>): readonly string[] {
  const isPresent = (entry: string): boolean => present.has(entry.slice(0, keyLength))
  const left = done.filter(isPresent)
  if (left.length > mostLeft) {
    const message = `More than ${String(mostLeft)} files that were read lie in the folder; let the source move or delete them.`
    throw fail('misconfigured', message)
  }
  const gone = done.filter((entry) => !isPresent(entry))
  const kept = new Set(gone.slice(-mostRemembered))
  return kept.size === gone.length ? done : done.filter((entry) => isPresent(entry) || kept.has(entry))
}

/** What stands for a file among those that are done. */
export function doneEntry({ key, contentKey }: KnownFile): string {
  return contentKey === undefined ? key : `${key}:${contentKey}`
}

/** The keys of the files that are done, and of their contents. */
export function doneKeys(done: readonly string[]): ReadonlySet<string> {
  return new Set(done.flatMap((entry) => entry.split(':')))
}

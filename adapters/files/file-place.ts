/**
 * What a place of files can do, whatever it is: a folder of this machine, a server. Paths are relative to the folder
 * of the connection, with `/` between their parts. Failures are `fail(kind, …)` with the codes of `file-failures.ts`.
 */
import type { Call } from '../adapter.ts'

/** How long to go on, and when to stop. */
export type Within = Pick<Call, 'signal' | 'deadline'>

/** What is known of a file without reading it. */
export interface FileFacts {
  readonly path: string
  readonly sizeBytes: number
  /** Milliseconds since 1970, UTC; of some servers whole seconds. */
  readonly modifiedMs: number
}

/** A file that is being read. */
export interface OpenedFile {
  /** The bytes from a position on, fewer than `size` at the end only; empty behind the end. */
  readonly read: (position: number, size: number, within: Within) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

/** A place of files. */
export interface FilePlace {
  /** Plain files of one folder (`''` is the connection's own), without those in folders below. */
  readonly list: (folder: string, within: Within) => Promise<readonly FileFacts[]>
  /** `undefined` when there is no plain file. */
  readonly stat: (path: string, within: Within) => Promise<FileFacts | undefined>
  readonly open: (path: string, within: Within) => Promise<OpenedFile>
  /** Writes a new file; an old one of the same path is emptied before. */
  readonly create: (path: string, bytes: Uint8Array, within: Within) => Promise<void>
  /** Gives a file another path at once; one that is there is replaced. */
  readonly rename: (from: string, to: string, within: Within) => Promise<void>
  /** Makes a folder unless it is there. */
  readonly makeFolder: (folder: string, within: Within) => Promise<void>
  /** Takes a file away; false when there is none. */
  readonly remove: (path: string, within: Within) => Promise<boolean>
}

/** The name within a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder of a path; `''` for the connection's own. */
export function folderOfPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** A path made of a folder and a name. */
export function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** Names that `*` (any text) and `?` (one character) of a pattern fit; hidden ones (`.name`) fit no pattern. */
export function fits(pattern: string, name: string): boolean {
  if (name.startsWith('.')) return false
  const expression = pattern
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[\\^$.+()[\]{}|]/g, '\\$&')))
  return new RegExp(`^${expression.join('')}$`, 'su').test(name)
}

/**
 * How a source of files is polled. A page is rows of one file; its cursor names the file and the row. What a file is
 * to become when it is read (moved, deleted) is done by the poll that comes with the cursor behind it, because then its
 * rows are stored. A row that cannot be read is turned away alone; a file that cannot be read is, too, and the next one
 * follows. A file that may not be opened waits, and is named when nothing else is to be read.
 */
import type { Clock } from '../../engine/values/clock.ts'
import { failureOf } from '../../engine/values/failure.ts'
import type { Call, PolledPage, Poller, SourceItem } from '../adapter.ts'
import type { FilePlace } from './file-place.ts'
import {
  cursorOf,
  doneEntry,
  doneKeys,
  positionOf,
  remembered,
  type FileAt,
  type FilesPosition,
  type FinishedFile,
  type KnownFile,
} from './file-position.ts'
import { fileQueue, type FileQueue } from './file-queue.ts'
import type { FileSource } from './file-settings.ts'
import { isToBeSettled, settleFiles } from './finished-files.ts'
import { failedFileItem, itemOf } from './row-items.ts'
import { rowStream, type RowStream } from './row-stream.ts'

/** What a poller reads with. */
export interface PollerMeans {
  readonly place: FilePlace
  readonly clock: Clock
}

/** A page is given when so much time has passed, however few rows it has, ms. */
const pageMs = 10_000

const fresh: FilesPosition = { kind: 'files', round: 0, done: [] }

/** A poller that keeps a file open between two pages. */
export interface FilePoller extends Poller {
  readonly close: () => Promise<void>
}

/** The poller of a source. */
export function filePoller(name: string, source: FileSource, means: PollerMeans): FilePoller {
  const { place, clock } = means
  const queue = fileQueue(source, place, clock)
  /** The file that is open, for who comes with this cursor. */
  let open: { readonly cursor: string; readonly rows: RowStream } | undefined
  /** Files that may not be opened, until nothing else is to be read. */
  const troubles = new Map<string, unknown>()

  async function take(cursor: string | undefined): Promise<RowStream | undefined> {
    const held = open
    open = undefined
    if (held === undefined || held.cursor === cursor) return held?.rows
    await held.rows.close()
    return undefined
  }

  async function readOn(
    position: FilesPosition,
    rows: RowStream | undefined,
    call: Call,
  ): Promise<PolledPage> {
    const { at } = position
    if (at === undefined) throw new Error('no file is being read')
    const read = await readPage(source, at, { ...means, call, ...(rows && { rows }) })
    const page = pageOf(source, position, { at, ...read })
    if (read.rows !== undefined) open = { cursor: page.cursor, rows: read.rows }
    return page
  }

  async function start(call: Call): Promise<FilesPosition> {
    if (source.start !== 'now') return fresh
    const { files } = await queue.look([], call)
    return { ...fresh, done: files.map(doneEntry) }
  }

  /** Goes on with the next file; gives no page when there is none, or not yet. */
  async function begin(position: FilesPosition, call: Call): Promise<PolledPage | FilesPosition> {
    const look = await queue.look(position.done, call)
    const pruned = { ...position, done: remembered(position.done, look.present) }
    const waiting = look.waiting.filter(({ key }) => !troubles.has(key))
    const { next, done, isUnfinished } = await nextOf(waiting, pruned.done, { queue, clock, call })
    const before = { ...pruned, done }
    if (isUnfinished) return { items: [], cursor: cursorOf(before), more: true }
    if (next === undefined) return before
    const at: FileAt = { ...next, taken: 0 }
    try {
      return await readOn({ ...before, round: before.round + 1, at }, undefined, call)
    } catch (thrown) {
      if (failureOf(thrown)?.kind !== 'refused') throw thrown
      troubles.set(next.key, thrown)
      return begin(before, call)
    }
  }

  async function poll(cursor: string | undefined, call: Call): Promise<PolledPage> {
    const rows = await take(cursor)
    const saved = positionOf(name, cursor) ?? (await start(call))
    const { left, trouble } = await settleFiles(source, saved.finished ?? [], { place, within: call })
    const { finished: _finished, ...rest } = saved
    const position: FilesPosition = { ...rest, ...(left.length > 0 && { finished: left }) }
    if (position.at !== undefined) return readOn(position, rows, call)
    const begun = await begin(position, call)
    if ('items' in begun) return begun
    const [first] = [...troubles.values(), ...(trouble === undefined ? [] : [trouble])]
    troubles.clear()
    const moved = cursorOf(begun)
    // What could be done is kept first; the next poll, at once, says what could not.
    if (moved !== cursor) return { items: [], cursor: moved, more: first !== undefined }
    if (first !== undefined) throw asError(first)
    return { items: [], cursor: moved, more: false }
  }

  async function preview(cursor: string | undefined, call: Call): Promise<PolledPage> {
    const position = positionOf(name, cursor) ?? fresh
    const { files } = await fileQueue(source, place, clock).look(position.done, call)
    const known = doneKeys(position.done)
    const next = files.find(({ key }) => !known.has(key))
    const at = position.at ?? (next && { ...next, taken: 0 })
    if (at === undefined) return { items: [], cursor: cursorOf(position), more: false }
    const read = await readPage(source, at, { ...means, call })
    await read.rows?.close()
    const { items, cursor: after, more } = pageOf(source, position, { at, ...read })
    return { items, cursor: after, more }
  }

  return { poll, preview, close: async () => void (await open?.rows.close()) }
}

interface Choice {
  readonly next?: KnownFile
  /** With those whose content was read before under another time. */
  readonly done: readonly string[]
  readonly isUnfinished?: true
}

async function nextOf(
  waiting: readonly KnownFile[],
  done: readonly string[],
  { queue, clock, call }: { readonly queue: FileQueue; readonly clock: Clock; readonly call: Call },
): Promise<Choice> {
  const until = new Date(clock.now().getTime() + pageMs)
  let [entries, known] = [done, doneKeys(done)]
  for (const file of waiting) {
    const { key: contentKey, isUnfinished } = await queue.contentKey(file, call, until)
    if (isUnfinished) return { done: entries, isUnfinished }
    const next = { ...file, ...(contentKey !== undefined && { contentKey }) }
    if (contentKey === undefined || !known.has(contentKey)) return { next, done: entries }
    entries = [...entries, doneEntry(next)]
    known = doneKeys(entries)
  }
  return { done: entries }
}

interface Reading extends PollerMeans {
  readonly call: Call
  readonly rows?: RowStream
}

/** What was read of a file. */
interface ReadPage {
  readonly items: readonly SourceItem[]
  /** The file as it stands now. */
  readonly now: FileAt
  readonly hasEnded: boolean
  /** Why it could not be read to its end. */
  readonly problem?: string
  /** Still open, when there is more. */
  readonly rows?: RowStream
}

async function readPage(source: FileSource, at: FileAt, reading: Reading): Promise<ReadPage> {
  const { place, clock, call } = reading
  const items: SourceItem[] = []
  const until = clock.now().getTime() + pageMs
  let now = at
  let rows = reading.rows
  try {
    rows ??= await rowStream(place, { file: at, format: source.format }, call)
    while (items.length < (source.pageSize ?? 500) && clock.now().getTime() < until) {
      const row = await rows.next(call)
      if (row === undefined) {
        await rows.close()
        return { items, now, hasEnded: true }
      }
      const item = itemOf(source, row, at)
      if (item !== undefined) items.push(item)
      now = { ...now, mark: row.next, taken: now.taken + (item === undefined ? 0 : 1), ...unnamedIn(item) }
    }
    return { items, now, hasEnded: false, rows }
  } catch (thrown) {
    await rows?.close().catch(() => undefined)
    return { items, now, hasEnded: true, problem: problemOf(thrown, at) }
  }
}

function unnamedIn(item: SourceItem | undefined): Pick<FileAt, 'hasUnnamed'> {
  return item?.body.kind === 'sourceRecord' && item.body.isUnnamed ? { hasUnnamed: true } : {}
}

/** The words for a file that cannot be read on; anything else that was thrown is thrown again. */
function problemOf(thrown: unknown, { mark }: FileAt): string {
  const failure = failureOf(thrown)
  if (failure?.kind === 'unreadable') return failure.message
  // Before its first row it may wait; in the middle it would hold up all others.
  if (failure?.kind === 'refused' && mark !== undefined) return failure.message
  throw thrown
}

/** The page of what was read, with the position behind it. */
function pageOf(
  source: FileSource,
  position: FilesPosition,
  { at, now, items, hasEnded, problem }: ReadPage & { readonly at: FileAt },
): PolledPage {
  const isComplete = hasEnded && problem === undefined && now.taken > 0 && now.hasUnnamed !== true
  const words = hasEnded ? (problem ?? incompleteWords(source, now)) : undefined
  const { at: _at, ...rest } = position
  const next: FilesPosition = hasEnded
    ? afterFile(source, rest, { file: now, problem })
    : { ...rest, at: now }
  return {
    items: words === undefined ? items : [...items, failedFileItem(source, at, words)],
    cursor: cursorOf(next),
    more: true,
    ...(source.fullList && {
      fullList: {
        round: position.round,
        isFirst: at.mark === undefined,
        isLast: isComplete,
        type: source.type,
      },
    }),
  }
}

/** Why nothing is taken for gone. */
function incompleteWords({ fullList }: FileSource, { taken, hasUnnamed }: FileAt): string | undefined {
  if (fullList === undefined) return undefined
  if (taken === 0) return 'it has no rows, so nothing is taken for deleted'
  return hasUnnamed ? 'some of its rows have no id, so nothing is taken for deleted' : undefined
}

function afterFile(
  source: FileSource,
  position: FilesPosition,
  { file, problem }: { readonly file: FileAt; readonly problem: string | undefined },
): FilesPosition {
  const { mark: _mark, taken: _taken, hasUnnamed: _hasUnnamed, ...known } = file
  const finished: FinishedFile = { ...known, ...(problem !== undefined && { failed: true }) }
  return {
    ...position,
    done: [...position.done, doneEntry(known)],
    ...(isToBeSettled(source, finished) && { finished: [...(position.finished ?? []), finished] }),
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}

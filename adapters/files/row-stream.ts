/** The rows of one file while it is read, page by page: the file stays open, and each page has its own time. */
import { fail } from '../../engine/values/failure.ts'
import type { FilePlace, Within } from './file-place.ts'
import { keyOf, type FileAt } from './file-position.ts'
import { pieceBytes } from './file-queue.ts'
import { fileRows } from './file-rows.ts'
import type { ReadRow } from './read-row.ts'
import type { RowFormat } from './row-formats.ts'

/** An open file. */
export interface RowStream {
  /** The next row; `undefined` at the end. Raises `unreadable` when the file cannot be read on, or was changed. */
  next(within: Within): Promise<ReadRow | undefined>
  close(): Promise<void>
}

/** Opens a file where reading stands. Raises `unreadable` when it is not there any more, or another one is. */
export async function rowStream(
  place: FilePlace,
  { file, format }: { readonly file: FileAt; readonly format: RowFormat },
  within: Within,
): Promise<RowStream> {
  let time = within
  await checkUnchanged()
  const opened = await place.open(file.path, within)
  const rows = fileRows(bytesFrom, format, file.mark)

  async function checkUnchanged(): Promise<void> {
    const facts = await place.stat(file.path, time)
    if (facts === undefined) throw fail('unreadable', 'it was taken away while it was read')
    if (keyOf(facts) === file.key) return
    throw fail('unreadable', 'it was changed while it was read; it is read again as another file')
  }

  /** No further than it was long when it was found. */
  async function* bytesFrom(position: number): AsyncGenerator<Uint8Array> {
    for (let at = position; at < file.sizeBytes;) {
      const piece = await opened.read(at, Math.min(pieceBytes, file.sizeBytes - at), time)
      if (piece.length === 0) return
      yield piece
      at += piece.length
    }
  }

  return {
    next: async (now) => {
      time = now
      const found = await rows.next()
      if (found.done !== true) return found.value
      await checkUnchanged()
      return undefined
    },
    close: async () => {
      await rows.return(undefined)
      await opened.close()
    },
  }
}

/** What becomes of files whose rows are all stored: they are left, moved or deleted. Doing it again changes nothing. */
import { failureOf } from '../../engine/values/failure.ts'
import { joined, nameOf, type FilePlace, type Within } from './file-place.ts'
import { keyOf, type FinishedFile } from './file-position.ts'
import { markerPathOf } from './file-queue.ts'
import type { FileSource } from './file-settings.ts'

/** Whether anything is to be done with a file. */
export function isToBeSettled(source: FileSource, file: FinishedFile): boolean {
  return targetOf(source, file) !== undefined || source.after?.do === 'delete'
}

/** Moves or deletes a file, unless it is not there any more or another one is in its place. */
export async function settleFile(
  source: FileSource,
  file: FinishedFile,
  { place, within }: { readonly place: FilePlace; readonly within: Within },
): Promise<void> {
  const facts = await place.stat(file.path, within)
  if (facts !== undefined && keyOf(facts) === file.key) {
    const target = targetOf(source, file)
    if (target === undefined) await place.remove(file.path, within)
    else await moveInto(target, file, { place, within })
  }
  const marker = markerPathOf(source, file.path)
  // A marker beside a file that has come meanwhile is that file's.
  if (marker !== undefined && (await place.stat(file.path, within)) === undefined)
    await place.remove(marker, within)
}

/** The folder that a file goes to; `undefined` when it goes to none. */
function targetOf({ after, failedTo }: FileSource, { failed }: FinishedFile): string | undefined {
  if (failed === true && failedTo !== undefined) return failedTo
  return after?.do === 'move' ? after.to : undefined
}

async function moveInto(
  folder: string,
  { path, key }: FinishedFile,
  { place, within }: { readonly place: FilePlace; readonly within: Within },
): Promise<void> {
  const name = nameOf(path)
  await place.makeFolder(folder, within)
  const isTaken = (await place.stat(joined(folder, name), within)) !== undefined
  // The key tells files of one name apart.
  await place.rename(path, joined(folder, isTaken ? `${key}-${name}` : name), within)
}

/** Settles the oldest first, and stops at one that cannot be settled now; gives those that are left, and why. */
export async function settleFiles(
  source: FileSource,
  finished: readonly FinishedFile[],
  means: { readonly place: FilePlace; readonly within: Within },
): Promise<{ readonly left: readonly FinishedFile[]; readonly trouble?: unknown }> {
  for (const [at, file] of finished.entries()) {
    try {
      await settleFile(source, file, means)
    } catch (trouble) {
      if (failureOf(trouble)?.kind !== 'refused') throw trouble
      return { left: finished.slice(at), trouble }
    }
  }
  return { left: [] }
}

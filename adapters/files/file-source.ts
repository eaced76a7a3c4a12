/**
 * The standard of files: which sources the files of a connection are. `file-settings.ts` says how they are set,
 * `file-poller.ts` how they are read, `file-operations.ts` what can be asked; the adapters bring the place where the
 * files are (`file-place.ts`).
 *
 * - A file is read once. It is another file when its name, its size, or its time or content (`identity`) is another.
 * - A file is taken when it is complete (`ready`): half of it is never read.
 * - The cursor is (file, row): after a crash reading goes on in the middle of the file, at the byte of the next row.
 * - A row that cannot be read is turned away with the name of the file and its number, and holds up no other. A file
 *   that cannot be read is turned away by its name, and the next one follows.
 * - A file is moved or deleted when its last row is stored, not before.
 * - Values are text as the file has them: no digit of an amount passes through a number that could not hold it.
 */
import { fail } from '../../engine/values/failure.ts'
import type { PollSource, Sources } from '../adapter.ts'
import type { FileSource, FileSources } from './file-settings.ts'
import { isTimeZone } from './local-instant.ts'

/** The sources that the files of a connection are. Raises `misconfigured` for settings that contradict each other. */
export function fileSources(sources: FileSources = {}): Sources {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => {
      checkSource(name, source)
      return [name, fileSource(name, source)]
    }),
  )
}

function checkSource(name: string, source: FileSource): void {
  const [wrong] = mistakes(source).flatMap(([isMade, words]) => (isMade ? [words] : []))
  if (wrong !== undefined) throw fail('misconfigured', `sources/${name}: ${wrong}`)
}

function mistakes(source: FileSource): readonly (readonly [boolean, string])[] {
  const { mapping, fields, after, failedTo, folder, timeZone = 'UTC', deleted, fullList } = source
  return [
    [mapping === undefined && fields === undefined, 'needs `mapping`, `fields`, or both.'],
    [!isTimeZone(timeZone), `${timeZone} is no time zone.`],
    [after?.do === 'move' && after.to === folder, 'files cannot be moved to where they are.'],
    [failedTo !== undefined && failedTo === folder, 'failed files cannot go to where they are.'],
    [
      deleted !== undefined && fullList === true,
      'of a full list what is not in it is deleted; take `deleted` away.',
    ],
  ]
}

function fileSource(name: string, source: FileSource): PollSource {
  const { title, type, fields, folder, include = ['*'], format } = source
  const everyMs = source.everyMs ?? 30_000
  const where = folder === undefined ? '' : ` in ${folder}`
  return {
    kind: 'poll',
    title: title ?? { en: name, fa: `فایل‌های ${name}` },
    summary: `Reads the rows of ${include.join(', ')}${where} (${format.kind}) as ${type}, each file once.`,
    emits: 'sourceRecord',
    everyMs,
    aliveWithinMs: source.aliveWithinMs ?? Math.max(900_000, 3 * everyMs),
    ...(fields && { fields }),
  }
}

/** The operations on a place of files. */
import { TextDecoder } from 'node:util'

import { fail } from '../../engine/values/failure.ts'
import { derivedId, sha256 } from '../../engine/values/hash.ts'
import { byteOrderMarkOf, encodedText, guessedEncoding } from '../../engine/values/text-encoding.ts'
import type { Call, Client } from '../adapter.ts'
import { largestValue, type fileOperations } from './file-operations.ts'
import { fits, folderOfPath, joined, nameOf, type FilePlace, type Within } from './file-place.ts'
import { pieceBytes } from './file-queue.ts'

type Operations = Client<typeof fileOperations>
type WriteInput = Parameters<Operations['write']>[0]
type ReadInput = Parameters<Operations['read']>[0]

/** The operations. */
export function fileClient(place: FilePlace): Operations {
  return {
    list: async ({ folder = '', include = '*', after = '', limit = 100 }, call) => {
      const found = (await place.list(folder, call))
        .map((facts) => ({ ...facts, name: nameOf(facts.path) }))
        .filter(({ name }) => fits(include, name) && name > after)
        .sort((one, other) => (one.name < other.name ? -1 : 1))
      return {
        files: found.slice(0, limit).map(({ path, name, sizeBytes, modifiedMs }) => ({
          path,
          name,
          sizeBytes,
          modifiedAt: new Date(modifiedMs).toISOString(),
        })),
        more: found.length > limit,
      }
    },
    read: async (input, call) => {
      const facts = await place.stat(input.path, call)
      if (facts === undefined) throw noFile(input.path)
      const bytes = await contentOf(place, input.path, call)
      return {
        path: input.path,
        sizeBytes: bytes.length,
        modifiedAt: new Date(facts.modifiedMs).toISOString(),
        sha256: sha256(bytes),
        ...valueOf(bytes, input),
      }
    },
    write: (input, call) => write(place, input, call),
    move: async ({ from, to, ifExists }, call) => {
      const isThere = (await place.stat(from, call)) !== undefined
      const isTaken = (await place.stat(to, call)) !== undefined
      if (!isThere && isTaken) return { path: to, moved: false }
      if (!isThere) throw noFile(from)
      if (isTaken && ifExists !== 'replace') throw exists(to)
      await makeFolderOf(place, to, call)
      await place.rename(from, to, call)
      return { path: to, moved: true }
    },
    delete: async ({ path }, call) => ({ deleted: await place.remove(path, call) }),
  }
}

async function write(place: FilePlace, input: WriteInput, call: Call): ReturnType<Operations['write']> {
  const { path, ifExists } = input
  const bytes = bytesOf(input)
  const written = { path, sizeBytes: bytes.length, sha256: sha256(bytes) }
  const present = await place.stat(path, call)
  if (present?.sizeBytes === bytes.length && sha256(await contentOf(place, path, call)) === written.sha256)
    return written
  if (present !== undefined && ifExists !== 'replace') throw exists(path)
  await makeFolderOf(place, path, call)
  // The same call finds its own half again, and writes over it.
  const hidden = joined(folderOfPath(path), `.${derivedId('write', call.key, path)}.part`)
  try {
    await place.create(hidden, bytes, call)
    await place.rename(hidden, path, call)
  } catch (thrown) {
    await place.remove(hidden, call).catch(() => false)
    throw thrown
  }
  return written
}

async function makeFolderOf(place: FilePlace, path: string, call: Call): Promise<void> {
  const folder = folderOfPath(path)
  if (folder !== '') await place.makeFolder(folder, call)
}

/** The bytes of a file. Raises `refused` (`TOO_LARGE`) for one that is larger than a value may be. */
async function contentOf(place: FilePlace, path: string, within: Within): Promise<Uint8Array> {
  const opened = await place.open(path, within)
  try {
    const pieces: Uint8Array[] = []
    for (let size = 0; ;) {
      const piece = await opened.read(size, pieceBytes, within)
      if (piece.length === 0) return Buffer.concat(pieces)
      pieces.push(piece)
      size += piece.length
      if (size > largestValue) throw tooLarge(path)
    }
  } finally {
    await opened.close()
  }
}

function valueOf(
  bytes: Uint8Array,
  { as = 'text', encoding, path }: ReadInput,
): { readonly text?: string; readonly base64?: string } {
  if (as === 'base64') return { base64: Buffer.from(bytes).toString('base64') }
  const used = encoding ?? guessedEncoding(bytes)
  try {
    const text = new TextDecoder(used, { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(byteOrderMarkOf(bytes)),
    )
    return { text }
  } catch (cause) {
    throw fail('refused', `${path} is not text in ${used}; read it as base64.`, { code: 'NOT_TEXT', cause })
  }
}

function bytesOf({ path, text, base64, encoding = 'utf-8', byteOrderMark = false }: WriteInput): Uint8Array {
  if ((text === undefined) === (base64 === undefined)) {
    throw fail('refused', `Writing ${path} needs either text or base64.`, { code: 'NO_CONTENT' })
  }
  const hasMark = byteOrderMark && encoding !== 'windows-1256'
  const bytes =
    text === undefined
      ? Buffer.from(base64 ?? '', 'base64')
      : encodedText(hasMark ? `\ufeff${text}` : text, encoding)
  if (bytes.length > largestValue) throw tooLarge(path)
  return bytes
}

function noFile(path: string): Error {
  return fail('refused', `There is no file ${path}.`, { code: 'NO_SUCH_FILE' })
}

function exists(path: string): Error {
  return fail('refused', `There is another file ${path}.`, { code: 'FILE_EXISTS' })
}

function tooLarge(path: string): Error {
  const most = `${String(largestValue / 1_048_576)} MiB`
  return fail('refused', `${path} is larger than ${most}; let a source read it.`, { code: 'TOO_LARGE' })
}

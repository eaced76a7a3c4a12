/** A connection to a place of files, put together: sources, operations and the check over one place. */
import { failureOf } from '../../engine/values/failure.ts'
import type { Call, CheckFinding, Connected, Io } from '../adapter.ts'
import { fileClient } from './file-client.ts'
import type { fileOperations } from './file-operations.ts'
import { joined, type FilePlace, type Within } from './file-place.ts'
import { filePoller } from './file-poller.ts'
import type { FileSource, FileSources } from './file-settings.ts'

/** What a connection is made of. */
export interface FilesMeans {
  readonly sources?: FileSources
  readonly place: FilePlace
  readonly io: Io
  /** Whether the place is reached, is the one that is meant, and lets the login in; then its folders are looked at. */
  readonly checkDoor: (within: Within) => Promise<readonly CheckFinding[]>
  readonly close: () => Promise<void>
}

/** Ready to read; the first call connects. */
export function connectedFiles({
  sources = {},
  place,
  io,
  checkDoor,
  close,
}: FilesMeans): Connected<typeof fileOperations> {
  const pollers = Object.entries(sources).map(
    ([name, source]) => [name, filePoller(name, source, { place, clock: io.clock })] as const,
  )
  return {
    client: fileClient(place),
    sources: Object.fromEntries(pollers),
    check: async (call) => {
      const door = await checkDoor(call)
      if (door.some(({ ok }) => !ok)) return door
      const findings: CheckFinding[] = []
      const all = Object.entries(sources)
      if (all.length === 0) findings.push(await checkFolder('', { place, call }))
      for (const [name, source] of all) findings.push(await checkSource(name, source, { place, call, io }))
      return [...door, ...findings]
    },
    close: async () => {
      for (const [, poller] of pollers) await poller.close()
      await close()
    },
  }
}

async function checkFolder(
  folder: string,
  { place, call }: { readonly place: FilePlace; readonly call: Call },
): Promise<CheckFinding> {
  const where = folder === '' ? 'the folder of the connection' : folder
  return finding(async () => {
    const files = await place.list(folder, call)
    return `The login may read ${where}: ${String(files.length)} files.`
  })
}

/** Looks into the folders of a source; where files are to be moved or deleted, a hidden file is made and taken away. */
async function checkSource(
  name: string,
  source: FileSource,
  { place, call, io }: { readonly place: FilePlace; readonly call: Call; readonly io: Io },
): Promise<CheckFinding> {
  const read = await checkFolder(source.folder ?? '', { place, call })
  const changed = changedFolders(source)
  if (!read.ok || changed.length === 0) return read
  return finding(async () => {
    for (const one of changed) {
      const probe = joined(one, `.check-${Buffer.from(io.randomBytes(6)).toString('hex')}.part`)
      if (one !== '') await place.makeFolder(one, call)
      await place.create(probe, new Uint8Array(), call)
      await place.remove(probe, call)
    }
    return `${read.message} It may write where ${name} moves or deletes files.`
  })
}

/** The folders that a source writes to. */
function changedFolders({ folder = '', after, failedTo }: FileSource): readonly string[] {
  const target = after?.do === 'move' ? [after.to] : []
  const targets = [...target, ...(failedTo === undefined ? [] : [failedTo])]
  return targets.length > 0 || after?.do === 'delete' ? [folder, ...targets] : []
}

async function finding(look: () => Promise<string>): Promise<CheckFinding> {
  try {
    return { aspect: 'leastPrivilege', ok: true, message: await look() }
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure === undefined || failure.kind === 'unreachable') throw thrown
    return { aspect: 'leastPrivilege', ok: false, message: failure.message }
  }
}

/**
 * A folder that an accounting program exports into: a real one, with a name of its own below the machine's temporary
 * files. It has no wire that could misbehave; what goes wrong with folders (rights, links, half a file) is done to it.
 */
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

/** A folder with files. */
export interface FolderSimulator {
  readonly path: string
  /** Writes a file as a program does that knows of nobody; `at` is when it was changed. */
  readonly put: (path: string, content: string | Uint8Array, at?: Date) => Promise<void>
  /** Paths of all plain files, hidden ones too, sorted. */
  readonly files: () => Promise<readonly string[]>
  readonly text: (path: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** Makes the folder. */
export async function startSimulator(): Promise<FolderSimulator> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'peyvand-folder-')))
  return {
    path,
    put: async (name, content, at) => {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), content)
      if (at !== undefined) await utimes(join(path, name), at, at)
    },
    files: async () => {
      // With their types: whoever reads the folder may take a file away before it is asked about.
      const all = await readdir(path, { recursive: true, withFileTypes: true })
      const plain = all.filter((entry) => entry.isFile())
      return plain.map(({ parentPath, name }) => relative(path, join(parentPath, name))).sort()
    },
    text: (name) => readFile(join(path, name), 'utf8'),
    close: () => rm(path, { recursive: true, force: true }),
  }
}

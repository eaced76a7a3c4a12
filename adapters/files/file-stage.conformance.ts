/** How the operations on files are set going, whatever the place is. */
import type { Scene } from '../conformance/stage.conformance.ts'

/** The world of a place of files. */
export interface FileWorld {
  readonly put: (path: string, content: string) => Promise<void>
  readonly files: () => Promise<readonly string[]>
  readonly unique: () => string
  /** What the remote calls the request that does the work of each operation; their own names unless given. */
  readonly remotes?: Readonly<Record<string, string>>
}

/** The scenes of all operations. */
export function fileScenes({ put, files, unique, remotes = {} }: FileWorld): Readonly<Record<string, Scene>> {
  const name = (): string => `in/${unique()}.txt`
  const made = async (): Promise<string> => {
    const path = name()
    await put(path, 'سلام')
    return path
  }
  const isThere = async (path: string): Promise<number> => ((await files()).includes(path) ? 1 : 0)
  return {
    list: {
      remote: remotes['list'] ?? 'list',
      input: async () => ({ folder: (await made()).split('/')[0] }),
      refusedInput: () => ({ folder: unique() }),
    },
    read: {
      remote: remotes['read'] ?? 'read',
      input: async () => ({ path: await made() }),
      refusedInput: () => ({ path: name() }),
    },
    write: {
      remote: remotes['write'] ?? 'write',
      input: () => ({ path: name(), text: 'درود' }),
      changes: (input) => isThere(pathIn(input)),
      refusedInput: async () => ({ path: await made(), text: 'دیگر' }),
    },
    move: {
      remote: remotes['move'] ?? 'move',
      input: async () => ({ from: await made(), to: `out/${unique()}.txt` }),
      changes: (input) => isThere(toIn(input)),
      refusedInput: () => ({ from: name(), to: name() }),
    },
    delete: {
      remote: remotes['delete'] ?? 'delete',
      input: async () => ({ path: await made() }),
      changes: async (input) => 1 - (await isThere(pathIn(input))),
    },
  }
}

function pathIn(input: unknown): string {
  return (input as { readonly path: string }).path
}

function toIn(input: unknown): string {
  return (input as { readonly to: string }).to
}

/** How the operations on files are set going, whatever the place is. */
import type { Scene } from '../conformance/stage.conformance.ts'

/** The world of a place of files. */
export interface FileWorld {
  readonly put: (path: string, content: string) => Promise<void>
  readonly files: () => Promise<readonly string[]>
  readonly unique: () => string
  /** Counts how often files were changed, by path; without one, how often a file is there as it should be. */
  readonly changes?: (path: string) => number
}

/** The scenes of all operations. */
export function fileScenes({ put, files, unique, changes }: FileWorld): Readonly<Record<string, Scene>> {
  const name = (): string => `in/${unique()}.txt`
  const made = async (): Promise<string> => {
    const path = name()
    await put(path, 'سلام')
    return path
  }
  const isThere = async (path: string): Promise<number> => ((await files()).includes(path) ? 1 : 0)
  const counted = (path: string, present: Promise<number>): number | Promise<number> =>
    changes === undefined ? present : changes(path)
  return {
    list: {
      remote: 'list',
      input: async () => ({ folder: (await made()).split('/')[0] }),
      refusedInput: () => ({ folder: unique() }),
    },
    read: {
      remote: 'read',
      input: async () => ({ path: await made() }),
      refusedInput: () => ({ path: name() }),
    },
    write: {
      remote: 'write',
      input: () => ({ path: name(), text: 'درود' }),
      changes: (input) => counted(pathIn(input), isThere(pathIn(input))),
      refusedInput: async () => ({ path: await made(), text: 'دیگر' }),
    },
    move: {
      remote: 'move',
      input: async () => ({ from: await made(), to: `out/${unique()}.txt` }),
      changes: (input) => counted(toIn(input), isThere(toIn(input))),
      refusedInput: () => ({ from: name(), to: name() }),
    },
    delete: {
      remote: 'delete',
      input: async () => ({ path: await made() }),
      changes: (input) =>
        counted(
          pathIn(input),
          isThere(pathIn(input)).then((count) => 1 - count),
        ),
    },
  }
}

function pathIn(input: unknown): string {
  return (input as { readonly path: string }).path
}

function toIn(input: unknown): string {
  return (input as { readonly to: string }).to
}

/** The requests of SFTP as promises. What they reject with is ssh2's own error. */
import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2'

import type { Session } from './session.ts'

type Done<Value> = (error: Error | null | undefined, value?: Value) => void

function answered<Value>(ask: (done: Done<Value>) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    ask((error, value) => (error ? reject(error) : resolve(value as Value)))
  })
}

/** Bytes that servers give at a time, whatever they are asked for. */
const portion = 32_768

/** The requests that are used here. */
export interface Requests {
  readonly list: (path: string) => Promise<readonly FileEntryWithStats[]>
  /** Of the thing itself, also when it is a link. */
  readonly stat: (path: string) => Promise<Stats>
  readonly open: (path: string, flags: 'r' | 'w') => Promise<Buffer>
  readonly close: (handle: Buffer) => Promise<void>
  readonly remove: (path: string) => Promise<void>
  readonly makeFolder: (path: string) => Promise<void>
  /** Replaces what is there, at once where the server can (OpenSSH). */
  readonly rename: (from: string, to: string) => Promise<void>
  readonly write: (handle: Buffer, bytes: Uint8Array) => Promise<void>
  /** Makes sure that it is on the disk, where the server can (OpenSSH). */
  readonly sync: (handle: Buffer) => Promise<void>
  /** Several portions at the same time, so that a long way to the server costs little. */
  readonly read: (handle: Buffer, position: number, size: number) => Promise<Uint8Array>
  /** Bytes that the disk has left; without end where the server does not say (OpenSSH does). */
  readonly freeBytes: (path: string) => Promise<number>
}

/** The requests over one channel. */
export function requestsOf({ sftp, broken }: Pick<Session, 'sftp' | 'broken'>): Requests {
  /** Over a connection that is over no answer ever comes. */
  const asked = async <Value>(ask: (done: Done<Value>) => void): Promise<Value> => {
    const reason = broken()
    if (reason !== undefined) throw reason
    return answered(ask)
  }
  return {
    list: (path: string): Promise<readonly FileEntryWithStats[]> => asked((done) => sftp.readdir(path, done)),
    stat: (path: string): Promise<Stats> => asked((done) => sftp.lstat(path, done)),
    open: (path: string, flags: 'r' | 'w'): Promise<Buffer> =>
      asked((done) => sftp.open(path, flags, flags === 'w' ? { mode: 0o640 } : {}, done)),
    close: (handle: Buffer): Promise<void> => asked((done) => sftp.close(handle, done)),
    remove: (path: string): Promise<void> => asked((done) => sftp.unlink(path, done)),
    makeFolder: (path: string): Promise<void> => asked((done) => sftp.mkdir(path, done)),
    rename: async (from: string, to: string): Promise<void> => {
      if (extensionsOf(sftp)['posix-rename@openssh.com'] === '1') {
        return asked((done) => sftp.ext_openssh_rename(from, to, done))
      }
      try {
        await asked<void>((done) => sftp.rename(from, to, done))
      } catch (thrown) {
        // Without that a name that is taken is refused, in words that say nothing.
        if (broken() !== undefined) throw thrown
        const isThere = await asked<Stats>((done) => sftp.lstat(to, done)).catch(() => undefined)
        if (isThere?.isFile() !== true) throw thrown
        await asked<void>((done) => sftp.unlink(to, done))
        await asked<void>((done) => sftp.rename(from, to, done))
      }
    },
    write: async (handle: Buffer, bytes: Uint8Array): Promise<void> => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let at = 0; at < buffer.length; at += portion) {
        const length = Math.min(portion, buffer.length - at)
        await asked<void>((done) => sftp.write(handle, buffer, at, length, at, done))
      }
    },
    sync: async (handle: Buffer): Promise<void> => {
      if (extensionsOf(sftp)['fsync@openssh.com'] !== '1') return
      await asked<void>((done) => sftp.ext_openssh_fsync(handle, done))
    },
    read: async (handle: Buffer, position: number, size: number): Promise<Uint8Array> => {
      const starts = Array.from({ length: Math.ceil(size / portion) }, (_, at) => at * portion)
      const pieces = await Promise.all(
        starts.map((start) =>
          readPortion(sftp, handle, { at: position + start, length: Math.min(portion, size - start) }),
        ),
      )
      // Behind a portion that is not full there may be more, but not at the place of the next.
      const short = pieces.findIndex(
        (piece, at) => piece.length < Math.min(portion, size - (starts[at] ?? 0)),
      )
      return Buffer.concat(short < 0 ? pieces : pieces.slice(0, short + 1))
    },
    freeBytes: (path: string): Promise<number> =>
      extensionsOf(sftp)['statvfs@openssh.com'] === '2'
        ? asked<StatVfs>((done) => sftp.ext_openssh_statvfs(path, done as never)).then(
            ({ f_bavail, f_frsize }) => Number(f_bavail) * Number(f_frsize),
          )
        : Promise.resolve(Infinity),
  }
}

interface StatVfs {
  readonly f_bavail: number | bigint
  readonly f_frsize: number | bigint
}

/** What the server said that it can do beyond the standard; ssh2 keeps it, and has no name for it. */
function extensionsOf(sftp: SFTPWrapper): Readonly<Record<string, string>> {
  const { _extensions: extensions } = sftp as unknown as {
    readonly _extensions?: Readonly<Record<string, string>>
  }
  return extensions ?? {}
}

interface Portion {
  readonly at: number
  readonly length: number
}

function readPortion(sftp: SFTPWrapper, handle: Buffer, { at, length }: Portion): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.allocUnsafe(length)
    sftp.read(handle, buffer, 0, length, at, (error, count) =>
      error ? reject(error) : resolve(buffer.subarray(0, count)),
    )
  })
}

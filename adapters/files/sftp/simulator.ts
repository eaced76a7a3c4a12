/**
 * An SFTP server (version 3, as OpenSSH speaks it, without its extensions) on a loopback port: files in memory, logins by
 * password, by questions, or by key, and misbehaviour on demand. As with OpenSSH, a request that fails for a reason that
 * the protocol does not know is answered with a bare FAILURE: a disk that is full, a name that is taken.
 */
import { once, type EventEmitter } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

import ssh2, {
  type AuthContext,
  type Connection,
  type KeyboardAuthContext,
  type PasswordAuthContext,
  type PublicKeyAuthContext,
  type SFTPWrapper,
} from 'ssh2'

import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import { faultPlan, type Misbehaviour, type Simulator, type TransportFault } from '../../simulator.ts'
import { keyPair } from './fixtures/key-pair.ts'

const { Server, utils } = ssh2
const { STATUS_CODE, OPEN_MODE } = utils.sftp

/** What can go wrong with a request beside what goes wrong on any wire. */
export type SftpFault = TransportFault | 'permissionDenied' | 'diskFull'

/** What the server starts with. */
export interface SimulatorOptions {
  readonly clock?: Clock
  readonly user?: string
  readonly password?: string
  /** How a password is asked for. Default `password`. */
  readonly asks?: 'password' | 'questions'
  /** Who may come with a key, as `ssh-keygen` writes public keys. */
  readonly authorizedKey?: string
}

/** A running server. Requests are counted by their names in the protocol: `OPEN`, `READ`, `RENAME` … */
export interface SftpSimulator extends Simulator {
  readonly host: string
  readonly user: string
  /** The server's public key, as it stands in `known_hosts`, and its fingerprint. */
  readonly hostKey: string
  readonly fingerprint: string
  readonly put: (path: string, content: string | Uint8Array, at?: Date) => Promise<void>
  readonly files: () => Promise<readonly string[]>
  readonly text: (path: string) => string | undefined
  readonly misbehave: (how: Misbehaviour<SftpFault>) => void
  readonly calls: () => Readonly<Record<string, number>>
  /** Connections on which a request waits for its answer. */
  readonly openConnections: () => number
  /** Every connection that is open. */
  readonly guests: () => number
}

interface StoredFile {
  bytes: Buffer
  modifiedSeconds: number
}

interface Handle {
  readonly path: string
  /** Names that are still to be listed; of a folder only. */
  names?: string[] | undefined
}

/** Starts the server. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<SftpSimulator> {
  const { clock = systemClock, user = 'peyvand' } = options
  const pair = keyPair()
  const files = new Map<string, StoredFile>()
  const folders = new Set([''])
  const calls = new Map<string, number>()
  const faults = faultPlan<SftpFault>()
  const sockets = new Set<Socket>()
  const waiting = new Set<Socket>()
  const store: Store = { files, folders, clock }

  const ssh = new Server({ hostKeys: [pair.private] }, (guest) => {
    const socket = (guest as unknown as { readonly _sock: Socket })._sock
    guest.on('error', () => socket.destroy())
    guest.on('authentication', (context) => admit(context, { ...options, user }))
    guest.on('ready', () =>
      guest.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => {
          const sftp = acceptSftp()
          sftp.on('error', () => socket.destroy())
          serve({
            sftp,
            guest,
            socket,
            store,
            waiting,
            clock,
            faults,
            count: (name) => calls.set(name, (calls.get(name) ?? 0) + 1),
          })
        })
      }),
    )
  })
  const door = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      waiting.delete(socket)
    })
    ssh.injectSocket(socket)
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  const { port } = door.address() as AddressInfo
  const parsed = utils.parseKey(pair.public)
  if (parsed instanceof Error) throw parsed
  const publicKey = parsed.getPublicSSH()
  return {
    url: `sftp://127.0.0.1:${String(port)}`,
    host: '127.0.0.1',
    port,
    user,
    hostKey: `ssh-ed25519 ${publicKey.toString('base64')}`,
    fingerprint: `SHA256:${await digest(publicKey)}`,
    put: async (path, content, at = clock.now()) => {
      makeFolders(store, path.slice(0, Math.max(0, path.lastIndexOf('/'))))
      files.set(path, { bytes: Buffer.from(content), modifiedSeconds: Math.floor(at.getTime() / 1000) })
    },
    files: async () => [...files.keys()].sort(),
    text: (path) => files.get(path)?.bytes.toString('utf8'),
    misbehave: faults.plan,
    calls: () => Object.fromEntries(calls),
    openConnections: () => waiting.size,
    guests: () => sockets.size,
    close: async () => {
      const closed = once(door, 'close')
      door.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

async function digest(key: Buffer): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(key))
  return Buffer.from(hash).toString('base64').replace(/=+$/, '')
}

function admit(context: AuthContext, options: SimulatorOptions): void {
  const { user, asks = 'password' } = options
  if (context.username !== user) context.reject(['password'])
  else if (context.method === 'publickey') admitKey(context, options.authorizedKey)
  else if (context.method === 'password') admitPassword(context, options)
  else if (context.method === 'keyboard-interactive') askQuestions(context, options)
  else context.reject(asks === 'password' ? ['password', 'publickey'] : ['keyboard-interactive'])
}

function admitKey(context: PublicKeyAuthContext, authorizedKey: string | undefined): void {
  const known = authorizedKey === undefined ? undefined : utils.parseKey(authorizedKey)
  if (known instanceof Error) throw known
  const { key, signature, blob, hashAlgo } = context
  const isKnown = known?.getPublicSSH().equals(key.data) === true
  // First a guest asks whether a key would do, then they sign.
  const isProved = signature === undefined || known?.verify(blob ?? '', signature, hashAlgo) === true
  if (isKnown && isProved) context.accept()
  else context.reject()
}

function admitPassword(
  context: PasswordAuthContext,
  { password = usualPassword, asks = 'password' }: SimulatorOptions,
): void {
  if (asks === 'password' && context.password === password) context.accept()
  else context.reject()
}

function askQuestions(
  context: KeyboardAuthContext,
  { password = usualPassword, asks = 'password' }: SimulatorOptions,
): void {
  if (asks !== 'questions') return context.reject()
  context.prompt([{ prompt: 'Password: ', echo: false }], ([answer]) =>
    answer === password ? context.accept() : context.reject(),
  )
}

const usualPassword = 'sftp-password'

interface Store {
  readonly files: Map<string, StoredFile>
  readonly folders: Set<string>
  readonly clock: Clock
}

interface Serving {
  readonly sftp: SFTPWrapper
  readonly guest: Connection
  readonly socket: Socket
  readonly store: Store
  readonly waiting: Set<Socket>
  readonly clock: Clock
  readonly faults: ReturnType<typeof faultPlan<SftpFault>>
  readonly count: (name: string) => void
}

/** An answer that is ready to be sent. */
type Answer = () => void

function serve(serving: Serving): void {
  const { sftp, store } = serving
  const { files, folders } = store
  const handles = new Map<number, Handle>()
  let lastHandle = 0

  const status =
    (id: number, code: number): Answer =>
    () =>
      sftp.status(id, code)
  const opened = (id: number, handle: Handle): Answer => {
    lastHandle += 1
    handles.set(lastHandle, handle)
    const buffer = Buffer.alloc(4)
    buffer.writeUInt32BE(lastHandle)
    return () => sftp.handle(id, buffer)
  }
  const handleOf = (buffer: Buffer): Handle | undefined => handles.get(buffer.readUInt32BE(0))
  const on = <Rest extends readonly unknown[]>(
    name: string,
    work: (id: number, ...rest: Rest) => Answer,
  ): void => {
    const listen = (id: number, ...rest: Rest): void => {
      void attend(serving, { name, id, work: () => work(id, ...rest) })
    }
    ;(sftp as unknown as EventEmitter).on(name, listen as (...all: unknown[]) => void)
  }
  const attributes = (path: string): object | undefined => {
    const file = files.get(path)
    if (file !== undefined) return attributesOf(0o100644, file.bytes.length, file.modifiedSeconds)
    return folders.has(path) ? attributesOf(0o040755, 0, 0) : undefined
  }
  const stat = (id: number, path: string): Answer => {
    const found = attributes(plain(path))
    return found === undefined ? status(id, STATUS_CODE.NO_SUCH_FILE) : () => sftp.attrs(id, found as never)
  }

  on(
    'REALPATH',
    (id, path: string) => () =>
      sftp.name(id, [{ filename: `/${plain(path)}`, longname: '', attrs: {} as never }]),
  )
  on('STAT', stat)
  on('LSTAT', stat)
  on('OPENDIR', (id, path: string) => {
    const folder = plain(path)
    if (!folders.has(folder)) return status(id, STATUS_CODE.NO_SUCH_FILE)
    return opened(id, { path: folder, names: namesIn(store, folder) })
  })
  on('READDIR', (id, buffer: Buffer) => {
    const handle = handleOf(buffer)
    const names = handle?.names?.splice(0, 50) ?? []
    if (names.length === 0) return status(id, STATUS_CODE.EOF)
    const folder = handle?.path ?? ''
    const listed = names.map((filename) => ({
      filename,
      longname: filename,
      attrs: attributes(folder === '' ? filename : `${folder}/${filename}`) as never,
    }))
    return () => sftp.name(id, listed)
  })
  on('OPEN', (id, name: string, flags: number) => {
    const path = plain(name)
    const isWriting = (flags & OPEN_MODE.WRITE) !== 0
    const hasFolder = folders.has(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
    if (isWriting ? !hasFolder : !files.has(path)) return status(id, STATUS_CODE.NO_SUCH_FILE)
    if (isWriting) files.set(path, { bytes: Buffer.alloc(0), modifiedSeconds: seconds(store) })
    return opened(id, { path })
  })
  on('READ', (id, ...[buffer, offset, length]: [Buffer, number, number]) => {
    const bytes = files.get(handleOf(buffer)?.path ?? '')?.bytes.subarray(offset, offset + length)
    if (bytes === undefined) return status(id, STATUS_CODE.FAILURE)
    return bytes.length === 0 ? status(id, STATUS_CODE.EOF) : () => sftp.data(id, bytes)
  })
  on('WRITE', (id, ...[buffer, offset, data]: [Buffer, number, Buffer]) => {
    const file = files.get(handleOf(buffer)?.path ?? '')
    if (file === undefined) return status(id, STATUS_CODE.FAILURE)
    file.bytes = Buffer.concat([file.bytes.subarray(0, offset), data])
    file.modifiedSeconds = seconds(store)
    return status(id, STATUS_CODE.OK)
  })
  on('CLOSE', (id, buffer: Buffer) => {
    handles.delete(buffer.readUInt32BE(0))
    return status(id, STATUS_CODE.OK)
  })
  on('REMOVE', (id, path: string) =>
    status(id, files.delete(plain(path)) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE),
  )
  on('MKDIR', (id, path: string) => {
    if (folders.has(plain(path))) return status(id, STATUS_CODE.FAILURE)
    makeFolders(store, plain(path))
    return status(id, STATUS_CODE.OK)
  })
  on('RENAME', (id, from: string, to: string) => {
    const file = files.get(plain(from))
    if (file === undefined) return status(id, STATUS_CODE.NO_SUCH_FILE)
    if (files.has(plain(to))) return status(id, STATUS_CODE.FAILURE)
    files.delete(plain(from))
    files.set(plain(to), file)
    return status(id, STATUS_CODE.OK)
  })
}

interface Request {
  readonly name: string
  readonly id: number
  readonly work: () => Answer
}

async function attend(serving: Serving, request: Request): Promise<void> {
  serving.count(request.name)
  const fault = serving.faults.next(request.name)
  if (fault === undefined) request.work()()
  else await misbehaviours[fault.kind](serving, request, fault.delayMs ?? 200)
}

type Misbehave = (serving: Serving, request: Request, delayMs: number) => void | Promise<void>

const misbehaviours: Readonly<Record<SftpFault, Misbehave>> = {
  hangBeforeWork: ({ waiting, socket }) => void waiting.add(socket),
  hangAfterWork: ({ waiting, socket }, { work }) => {
    work()
    waiting.add(socket)
  },
  resetBeforeWork: ({ socket }) => void socket.resetAndDestroy(),
  resetAfterWork: ({ socket }, { work }) => {
    work()
    socket.resetAndDestroy()
  },
  serverError: ({ sftp }, { id }) => sftp.status(id, STATUS_CODE.FAILURE),
  diskFull: ({ sftp }, { id }) => sftp.status(id, STATUS_CODE.FAILURE),
  permissionDenied: ({ sftp }, { id }) => sftp.status(id, STATUS_CODE.PERMISSION_DENIED),
  brokenReply: ({ sftp }, { work }) => {
    work()
    sendRaw(sftp, Buffer.from('\0\0\0\x09<html><bo'))
  },
  cutMidReply: ({ sftp, socket }, { work }) => {
    work()
    sendRaw(sftp, halfReply)
    socket.resetAndDestroy()
  },
  stuckMidReply: ({ sftp, waiting, socket }, { work }) => {
    work()
    sendRaw(sftp, halfReply)
    waiting.add(socket)
  },
  throttled: ({ guest, socket }) => disconnect(guest, socket),
  slow: async ({ clock }, { work }, delayMs) => {
    await clock.sleep(delayMs)
    work()()
  },
}

/** The length of a packet, and the beginning of it. */
const halfReply = Buffer.from([0, 0, 0, 20, 101, 0])

/** Bytes that are no reply, on the channel where replies come. */
function sendRaw(sftp: SFTPWrapper, bytes: Buffer): void {
  const { _protocol: protocol, outgoing } = sftp as unknown as {
    readonly _protocol: { readonly channelData: (id: number, bytes: Buffer) => void }
    readonly outgoing: { readonly id: number }
  }
  protocol.channelData(outgoing.id, bytes)
}

/** Sends the guest away: too many connections (RFC 4253, section 11.1). */
function disconnect(guest: Connection, socket: Socket): void {
  const { _protocol: protocol } = guest as unknown as {
    readonly _protocol: { readonly disconnect: (reason: number) => void }
  }
  protocol.disconnect(12)
  socket.end()
}

function plain(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}

function namesIn({ files, folders }: Store, folder: string): string[] {
  const start = folder === '' ? '' : `${folder}/`
  return [...files.keys(), ...folders]
    .filter(
      (path) =>
        path !== '' && path !== folder && path.startsWith(start) && !path.slice(start.length).includes('/'),
    )
    .map((path) => path.slice(start.length))
    .sort()
}

function makeFolders({ folders }: Store, path: string): void {
  const parts = path.split('/')
  for (let count = 1; count <= parts.length; count += 1) folders.add(parts.slice(0, count).join('/'))
}

function attributesOf(mode: number, size: number, seconds: number): object {
  return { mode, size, uid: 1000, gid: 1000, atime: seconds, mtime: seconds }
}

function seconds({ clock }: Store): number {
  return Math.floor(clock.now().getTime() / 1000)
}

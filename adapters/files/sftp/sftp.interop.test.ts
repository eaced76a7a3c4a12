/**
 * Against a real OpenSSH server of its own: Debian's `sshd` as the present user, on a free loopback port, with a
 * configuration, keys and a folder that are made for this test alone.
 */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { after, before, describe, it } from 'node:test'

import ssh2 from 'ssh2'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { missingPackages } from '../../../test/harness/debian-packages.ts'
import { fakeClock } from '../../../test/harness/fake-clock.ts'
import { closedPort, failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Connected } from '../../adapter.ts'
import type { fileOperations } from '../file-operations.ts'
import { describeFileReading } from '../file-source.conformance.ts'
import { sftp } from './index.ts'
import type { Settings } from './settings.ts'
import { keyPair } from './fixtures/key-pair.ts'

const absence = missingPackages(['test', '-x', '/usr/sbin/sshd'], ['openssh-server'])

if (absence === false) describe('a real OpenSSH server', realServer)
else it('speaks with a real OpenSSH server', { skip: absence }, () => undefined)

interface RealServer {
  readonly port: number
  readonly folder: string
  readonly hostKey: string
  readonly privateKey: string
  readonly passphrase: string
  /** Ends the server, its connections too. */
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts `sshd`; its files lie in a folder that is gone at the end. */
async function startSshd(): Promise<RealServer> {
  const home = await mkdtemp(join(tmpdir(), 'peyvand-sshd-'))
  const [folder, port, passphrase] = [join(home, 'files'), await closedPort(), 'گذرواژه one']
  await mkdir(folder)
  const host = keyPair()
  const user = keyPair({ passphrase, cipher: 'aes256-ctr', rounds: 2 })
  await writeFile(join(home, 'host_key'), host.private, { mode: 0o600 })
  await writeFile(join(home, 'authorized_keys'), `${user.public}\n`, { mode: 0o600 })
  await writeFile(
    join(home, 'config'),
    [
      `Port ${String(port)}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(home, 'host_key')}`,
      `AuthorizedKeysFile ${join(home, 'authorized_keys')}`,
      `PidFile ${join(home, 'pid')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PubkeyAuthentication yes',
      'PermitRootLogin prohibit-password',
      'UsePAM no',
      'StrictModes no',
      'MaxAuthTries 20',
      'MaxStartups 100',
      'Subsystem sftp internal-sftp',
    ].join('\n'),
  )
  // sshd of root wants this folder, which only its service makes.
  if (userInfo().uid === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 })
  let server: ChildProcess | undefined
  const start = async (): Promise<void> => {
    const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(home, 'config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let words = ''
    child.stderr.on('data', (bytes: Buffer) => (words += bytes.toString()))
    server = child
    await soon(async () => {
      assert.equal(child.exitCode, null, words)
      return isListening(port)
    })
  }
  const stop = async (): Promise<void> => {
    if (server === undefined) return
    const gone = once(server, 'exit')
    server.kill('SIGKILL')
    await gone
    server = undefined
  }
  await start()
  const parsed = ssh2.utils.parseKey(host.public)
  if (parsed instanceof Error) throw parsed
  return {
    port,
    folder,
    hostKey: `ssh-ed25519 ${parsed.getPublicSSH().toString('base64')}`,
    privateKey: user.private,
    passphrase,
    start,
    stop,
    close: async () => {
      await stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function isListening(port: number): Promise<boolean> {
  const socket = connectSocket(port, '127.0.0.1')
  const isOpen = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  return isOpen
}

function settingsFor(server: RealServer, more: Partial<Settings> = {}): Settings {
  const { port, hostKey, privateKey, passphrase, folder } = server
  const user = userInfo().username
  return { host: '127.0.0.1', port, user, privateKey, passphrase, hostKeys: [hostKey], path: folder, ...more }
}

async function put(
  folder: string,
  path: string,
  { content = '', at }: { readonly content?: string | Uint8Array; readonly at?: Date | undefined } = {},
): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
  if (at !== undefined) await utimes(join(folder, path), at, at)
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  const plain = all.filter((entry) => entry.isFile())
  return plain.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort()
}

function realServer(): void {
  let server: RealServer
  let worlds = 0
  before(async () => {
    server = await startSshd()
  })
  after(() => server.close())

  describeFileReading(async () => {
    const clock = fakeClock('2026-03-01T08:00:00Z')
    const io = openAdapterIo(clock)
    worlds += 1
    const folder = join(server.folder, `world-${String(worlds)}`)
    await mkdir(folder)
    return {
      clock,
      put: (path, content, at) => put(folder, path, { content, at }),
      files: () => filesIn(folder),
      connect: async (sources) => sftp.connect(settingsFor(server, { path: folder, sources }), io),
      close: () => io.close(),
    }
  })

  describe('its operations', () => {
    const io = openAdapterIo()
    const opened: Connected<typeof fileOperations>[] = []
    after(async () => {
      for (const one of opened) await one.close?.()
      await io.close()
    })
    const connected = async (more: Partial<Settings> = {}): Promise<Connected<typeof fileOperations>> => {
      const one = await sftp.connect(settingsFor(server, more), io)
      opened.push(one)
      return one
    }

    it('write, read, list, move and delete, and replace a file at once', async () => {
      const { client } = await connected()
      const text = 'شماره;مبلغ\n'.repeat(40_000)
      const path = 'out/رسید ۷۷.csv'
      await client.write({ path, text, byteOrderMark: true }, adapterCall())
      assert.equal(await readFile(join(server.folder, path), 'utf8'), `\ufeff${text}`)
      await client.write({ path, text: 'دوم', ifExists: 'replace' }, adapterCall())
      assert.equal((await client.read({ path }, adapterCall())).text, 'دوم')
      const { files } = await client.list({ folder: 'out' }, adapterCall())
      assert.deepEqual(
        files.map((file) => [file.path, file.sizeBytes]),
        [[path, 6]],
      )
      const to = 'archive/1404/a.csv'
      assert.deepEqual(await client.move({ from: path, to }, adapterCall()), { path: to, moved: true })
      assert.deepEqual(await client.delete({ path: to }, adapterCall()), { deleted: true })
      assert.deepEqual(await client.delete({ path: to }, adapterCall()), { deleted: false })
      const failure = await failureFrom(client.read({ path: to }, adapterCall()))
      assert.deepEqual([failure.kind, failure.code], ['refused', 'NO_SUCH_FILE'])
    })

    it('find out who answers, and who may come in', async () => {
      const aspects = async (more: Partial<Settings>): Promise<readonly string[]> =>
        (await (await connected(more)).check(adapterCall())).map(
          ({ aspect, ok }) => `${aspect} ${String(ok)}`,
        )
      assert.deepEqual(await aspects({}), [
        'reachable true',
        'identity true',
        'login true',
        'leastPrivilege true',
      ])
      assert.deepEqual(await aspects({ hostKeys: [`SHA256:${'A'.repeat(43)}`] }), [
        'reachable true',
        'identity false',
      ])
      const stranger = keyPair().private
      assert.deepEqual(await aspects({ privateKey: stranger }), [
        'reachable true',
        'identity true',
        'login false',
      ])
    })

    it('come back when the server does', async () => {
      const { client } = await connected()
      await put(server.folder, 'back/a.txt')
      await client.list({ folder: 'back' }, adapterCall())
      await server.stop()
      const { kind } = await failureFrom((await connected()).client.list({ folder: 'back' }, adapterCall()))
      assert.equal(kind, 'unreachable')
      await server.start()
      await client.list({ folder: 'back' }, adapterCall())
    })

    it('are told what they may not do', { skip: userInfo().uid === 0 && 'root may do all' }, async () => {
      await put(server.folder, 'closed/a.txt')
      await chmod(join(server.folder, 'closed/a.txt'), 0o000)
      const { client } = await connected()
      const failure = await failureFrom(client.read({ path: 'closed/a.txt' }, adapterCall()))
      assert.deepEqual([failure.kind, failure.code], ['refused', 'PERMISSION_DENIED'])
    })
  })
}

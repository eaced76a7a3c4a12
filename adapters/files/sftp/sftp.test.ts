/** An SFTP server: what all places of files promise, and what is special about a server far away. */
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'

import ssh2 from 'ssh2'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { fakeClock } from '../../../test/harness/fake-clock.ts'
import { closedPort, failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Connected, Poller } from '../../adapter.ts'
import type { fileOperations } from '../file-operations.ts'
import {
  bodiesOf,
  describeFileReading,
  drained,
  unhurried,
  watchedFiles,
} from '../file-source.conformance.ts'
import { sftp } from './index.ts'
import type { Settings } from './settings.ts'
import { startSimulator, type SftpSimulator, type SimulatorOptions } from './simulator.ts'
import { keyPair } from './fixtures/key-pair.ts'

const password = 'sftp-password'

function settingsFor(
  { host, port, user, fingerprint }: SftpSimulator,
  more: Partial<Settings> = {},
): Settings {
  return { host, port, user, password, hostKeys: [fingerprint], ...more }
}

describeFileReading(async () => {
  const clock = fakeClock('2026-03-01T08:00:00Z')
  const server = await startSimulator({ clock })
  const io = openAdapterIo(clock)
  return {
    clock,
    put: server.put,
    files: server.files,
    connect: async (sources) => sftp.connect(settingsFor(server, { sources }), io),
    close: async () => {
      await io.close()
      await server.close()
    },
  }
})

describe('an SFTP server', () => {
  const io = openAdapterIo()
  const opened: { close?: () => Promise<void> }[] = []
  let server: SftpSimulator
  before(async () => {
    server = await startSimulator()
  })
  after(async () => {
    for (const one of opened) await one.close?.()
    await io.close()
    await server.close()
  })

  async function connected(
    more: Partial<Settings> = {},
    to = server,
  ): Promise<Connected<typeof fileOperations>> {
    const one = await sftp.connect(settingsFor(to, more), io)
    opened.push(one)
    return one
  }
  async function serverWith(options: SimulatorOptions): Promise<SftpSimulator> {
    const one = await startSimulator(options)
    opened.push(one)
    return one
  }
  async function findings(one: Connected<typeof fileOperations>): Promise<readonly unknown[]> {
    return (await one.check(adapterCall())).map(({ aspect, ok }) => `${aspect} ${String(ok)}`)
  }

  it('is not spoken to when it shows another key than it should, and the message says which', async () => {
    const other = keyPair()
    const parsed = ssh2.utils.parseKey(other.public)
    assert.ok(!(parsed instanceof Error))
    for (const pin of [
      `SHA256:${'A'.repeat(43)}`,
      `ssh-ed25519 ${parsed.getPublicSSH().toString('base64')}`,
    ]) {
      const { client, check } = await connected({ hostKeys: [pin] })
      const failure = await failureFrom(client.list({}, adapterCall()))
      assert.deepEqual([failure.kind, failure.code], ['misconfigured', 'HOST_KEY'])
      assert.ok(failure.message.includes(server.fingerprint), failure.message)
      assert.deepEqual(
        (await check(adapterCall())).map(({ aspect, ok }) => [aspect, ok]),
        [
          ['reachable', true],
          ['identity', false],
        ],
      )
    }
    const both = await connected({ hostKeys: [`SHA256:${'A'.repeat(43)}`, server.fingerprint] })
    assert.deepEqual(await findings(both), [
      'reachable true',
      'identity true',
      'login true',
      'leastPrivilege true',
    ])
    const whole = await connected({ hostKeys: [server.hostKey] })
    assert.equal((await findings(whole)).length, 4)
  })

  it('lets in with a password, with answers to questions, and with a key', async () => {
    const questions = await serverWith({ asks: 'questions' })
    assert.equal((await findings(await connected({}, questions)))[2], 'login true')
    const secret = 'a passphrase'
    const pair = keyPair({
      passphrase: secret,
      cipher: 'aes256-cbc',
      rounds: 2,
    })
    const keys = await serverWith({ authorizedKey: pair.public, password: 'another' })
    const { host, port, user, fingerprint } = keys
    const byKey = async (more: Partial<Settings>): Promise<Connected<typeof fileOperations>> => {
      const one = await sftp.connect(
        { host, port, user, hostKeys: [fingerprint], privateKey: pair.private, ...more },
        io,
      )
      opened.push(one)
      return one
    }
    assert.equal((await findings(await byKey({ passphrase: secret })))[2], 'login true')
    const wrong = await (await byKey({ passphrase: 'wrong' })).check(adapterCall())
    assert.match(wrong.at(-1)?.message ?? '', /private key cannot be read/)
    const stranger = keyPair().private
    const refused = await (await byKey({ privateKey: stranger })).check(adapterCall())
    assert.deepEqual([refused.at(-1)?.aspect, refused.at(-1)?.ok], ['login', false])
    assert.throws(
      () => sftp.sourcesOf?.({ host, user, hostKeys: [fingerprint] }),
      /password or a private key/,
    )
  })

  it('says with each cause why it cannot be reached', async () => {
    const nobody = await connected({ port: await closedPort() })
    const refused = await failureFrom(nobody.client.list({}, adapterCall()))
    assert.deepEqual([refused.kind, refused.details], ['unreachable', { sent: false }])
    assert.match(refused.message, /^Listing the folder failed: the connection was refused/)
    assert.deepEqual(await findings(nobody), ['reachable false'])
    const wrong = await connected({ password: 'wrong' })
    assert.deepEqual(await findings(wrong), ['reachable true', 'identity true', 'login false'])
    const page = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    page.listen(0, '127.0.0.1')
    await once(page, 'listening')
    const address = page.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const web = await failureFrom((await connected({ port })).client.list({}, adapterCall()))
    assert.ok(['unreadable', 'unreachable'].includes(web.kind), web.message)
    page.close()
  })

  it('keeps a connection for the next call, and none that has broken', async () => {
    const own = await serverWith({})
    const { client, close } = await connected({}, own)
    for (let n = 0; n < 3; n += 1) await client.list({}, adapterCall())
    assert.equal(own.guests(), 1)
    own.misbehave({ kind: 'resetBeforeWork', operation: 'OPENDIR' })
    assert.equal((await failureFrom(client.list({}, adapterCall()))).kind, 'unreachable')
    await client.list({}, adapterCall())
    await close?.()
    await soon(() => own.guests() === 0)
  })

  it('goes on in a file whose connection was cut, with no row twice and none left out', async () => {
    const own = await serverWith({})
    const rows = Array.from({ length: 40_000 }, (_, at) => `${String(at)},شهر قم\n`)
    await own.put('in/a.csv', `id,city\n${rows.join('')}`)
    const { sources } = await connected({ sources: { watched: { ...watchedFiles, pageSize: 3_000 } } }, own)
    const poller = sources?.['watched'] as Poller
    const read: string[] = []
    let [cursor, cuts]: [string | undefined, number] = [undefined, 0]
    for (let polls = 0; ; polls += 1) {
      if (polls % 3 === 1) own.misbehave({ kind: 'resetBeforeWork', operation: 'READ' })
      try {
        const page = await poller.poll(cursor, unhurried())
        read.push(...bodiesOf(page).map(({ externalId }) => externalId))
        cursor = page.cursor
        if (!page.more) break
      } catch (thrown) {
        assert.equal((await failureFrom(Promise.reject(thrown as Error))).kind, 'unreachable')
        cuts += 1
      }
      assert.ok(polls < 100)
    }
    assert.ok(cuts > 0)
    assert.deepEqual(
      read,
      rows.map((_, at) => String(at)),
    )
  })

  it('names a file that it may not read, and reads the others', async () => {
    const own = await serverWith({})
    await own.put('in/a.csv', 'id,city\n1,قم\n')
    await own.put('in/b.csv', 'id,city\n2,قم\n')
    const { sources } = await connected({ sources: { watched: watchedFiles } }, own)
    const poller = sources?.['watched'] as Poller
    own.misbehave({ kind: 'permissionDenied', operation: 'OPEN' })
    const first = await poller.poll(undefined, unhurried())
    assert.deepEqual(
      bodiesOf(first).map(({ externalId }) => externalId),
      ['2'],
    )
    const named = await failureFrom(drained(poller, first.cursor))
    assert.deepEqual([named.kind, named.code], ['refused', 'PERMISSION_DENIED'])
    assert.match(named.message, /Opening in\/a\.csv/)
    assert.deepEqual(
      (await drained(poller, first.cursor)).bodies.map(({ externalId }) => externalId),
      ['1'],
    )
  })

  it('leaves no half of a file when the disk is full', async () => {
    const own = await serverWith({})
    const { client } = await connected({}, own)
    own.misbehave({ kind: 'diskFull', operation: 'WRITE' })
    const input = { path: 'out/a.txt', text: 'سلام' }
    assert.equal((await failureFrom(client.write(input, adapterCall()))).kind, 'unreachable')
    assert.deepEqual(await own.files(), [])
    await client.write(input, adapterCall())
    assert.equal(own.text('out/a.txt'), 'سلام')
  })

  it('writes and replaces where the server cannot replace by itself, and nobody sees half of it', async () => {
    const own = await serverWith({})
    const { client } = await connected({}, own)
    const text = 'ردیف\n'.repeat(50_000)
    await client.write({ path: 'deep/er/a.txt', text }, adapterCall())
    assert.equal(own.text('deep/er/a.txt'), text)
    await client.write({ path: 'deep/er/a.txt', text: 'دوم', ifExists: 'replace' }, adapterCall())
    assert.equal(own.text('deep/er/a.txt'), 'دوم')
    assert.deepEqual(await own.files(), ['deep/er/a.txt'])
    assert.equal((await client.read({ path: 'deep/er/a.txt' }, adapterCall())).text, 'دوم')
  })

  it('reads below the folder of the settings', async () => {
    const own = await serverWith({})
    await own.put('home/erp/x.txt', '')
    for (const path of ['home/erp', '/home/erp/']) {
      const { client } = await connected({ path }, own)
      const { files } = await client.list({}, adapterCall())
      assert.deepEqual(
        files.map((one) => one.path),
        ['x.txt'],
      )
    }
  })

  it('gives up a server that never answers when the time of the call is over', async () => {
    const own = await serverWith({})
    const { client } = await connected({}, own)
    own.misbehave({ kind: 'hangBeforeWork', operation: 'OPENDIR' })
    const deadline = new Date(Date.now() + 300)
    const failure = await failureFrom(client.list({}, adapterCall({ deadline })))
    assert.deepEqual([failure.kind, failure.details], ['unreachable', { timedOut: true }])
    await soon(() => own.openConnections() === 0)
  })
})

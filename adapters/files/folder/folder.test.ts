/** A folder of this machine: what all places of files promise, and what is special about one that is here. */
import assert from 'node:assert/strict'
import { chmod, mkdir, symlink } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { fakeClock } from '../../../test/harness/fake-clock.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import type { Connected } from '../../adapter.ts'
import type { fileOperations } from '../file-operations.ts'
import { describeFileReading, watchedFiles } from '../file-source.conformance.ts'
import { folder } from './index.ts'
import { startSimulator, type FolderSimulator } from './simulator.ts'

describeFileReading(async () => {
  const [place, clock] = [await startSimulator(), fakeClock('2026-03-01T08:00:00Z')]
  const io = openAdapterIo(clock, undefined, [place.path])
  return {
    clock,
    put: place.put,
    files: place.files,
    connect: async (sources) => folder.connect({ path: place.path, sources }, io),
    close: async () => {
      await io.close()
      await place.close()
    },
  }
})

describe('a folder of this machine', () => {
  let place: FolderSimulator
  let outside: FolderSimulator
  let connected: Connected<typeof fileOperations>
  const root = process.getuid?.() === 0
  before(async () => {
    ;[place, outside] = [await startSimulator(), await startSimulator()]
    connected = await folder.connect({ path: place.path }, openAdapterIo(undefined, undefined, [place.path]))
  })
  after(async () => {
    await place.close()
    await outside.close()
  })

  it('may be used only below the folders that the hub was given', async () => {
    const words = async (path: string, allowed: readonly string[]): Promise<string> => {
      const { client, check } = await folder.connect({ path }, openAdapterIo(undefined, undefined, allowed))
      const failure = await failureFrom(client.list({}, adapterCall()))
      assert.equal(failure.kind, 'misconfigured')
      assert.deepEqual(await check(adapterCall()), [
        { aspect: 'reachable', ok: false, message: failure.message },
      ])
      return failure.message
    }
    assert.match(await words(place.path, []), /PEYVAND_FOLDERS/)
    assert.match(await words(outside.path, [place.path]), /not below/)
    assert.match(await words(`${place.path}/../..`, [place.path]), /not below/)
    assert.match(await words(`${place.path}-other`, [place.path]), /ENOENT/)
    await symlink(outside.path, `${place.path}/elsewhere`)
    assert.match(await words(`${place.path}/elsewhere`, [place.path]), /not below/)
  })

  it('lets no path and no link lead out of it', async () => {
    await outside.put('secret.txt', 'رمز')
    await mkdir(`${place.path}/links`)
    await symlink(outside.path, `${place.path}/links/out`)
    await symlink(`${outside.path}/secret.txt`, `${place.path}/links/secret.txt`)
    const { client } = connected
    const code = async (attempt: Promise<unknown>): Promise<string | undefined> =>
      (await failureFrom(attempt)).code
    assert.equal(await code(client.read({ path: 'links/out/secret.txt' }, adapterCall())), 'UNSAFE_PATH')
    assert.equal(await code(client.read({ path: 'links/secret.txt' }, adapterCall())), 'NO_SUCH_FILE')
    assert.equal(
      await code(client.write({ path: 'links/out/new.txt', text: 'x' }, adapterCall())),
      'UNSAFE_PATH',
    )
    assert.equal(
      await code(client.write({ path: 'links/out/deep/new.txt', text: 'x' }, adapterCall())),
      'UNSAFE_PATH',
    )
    assert.equal(await code(client.list({ folder: 'links/out' }, adapterCall())), 'UNSAFE_PATH')
    assert.deepEqual((await client.list({ folder: 'links' }, adapterCall())).files, [])
    assert.deepEqual(await outside.files(), ['secret.txt'])
  })

  it('writes a file once, as a whole, in the encoding that is wanted', async () => {
    const { client } = connected
    const input = { path: 'out/a.csv', text: 'مریم;۱۲\n', encoding: 'windows-1256' as const }
    const written = await client.write(input, adapterCall())
    assert.deepEqual([written.path, written.sizeBytes], ['out/a.csv', 8])
    assert.deepEqual(await client.write(input, adapterCall()), written)
    const read = await client.read({ path: 'out/a.csv' }, adapterCall())
    assert.deepEqual([read.text, read.sha256], ['مريم;12\n', written.sha256])
    const other = { path: 'out/a.csv', text: 'دیگر', byteOrderMark: true }
    assert.equal((await failureFrom(client.write(other, adapterCall()))).code, 'FILE_EXISTS')
    await client.write({ ...other, ifExists: 'replace' }, adapterCall())
    assert.equal(await place.text('out/a.csv'), '\ufeffدیگر')
    assert.equal((await client.read({ path: 'out/a.csv' }, adapterCall())).text, 'دیگر')
    const odd = await failureFrom(
      client.write({ path: 'b', text: '漢', encoding: 'windows-1256' }, adapterCall()),
    )
    assert.deepEqual([odd.code, /U\+6F22/.test(odd.message)], ['NOT_ENCODABLE', true])
    assert.equal((await failureFrom(client.write({ path: 'b' }, adapterCall()))).code, 'NO_CONTENT')
    assert.deepEqual(
      (await place.files()).filter((path) => path.startsWith('out/')),
      ['out/a.csv'],
    )
  })

  it('moves and deletes once, and says when there was nothing to do', async () => {
    const { client } = connected
    await place.put('m/a.txt', 'یک')
    const move = { from: 'm/a.txt', to: 'm/deep/er/b.txt' }
    assert.deepEqual(await client.move(move, adapterCall()), { path: move.to, moved: true })
    assert.deepEqual(await client.move(move, adapterCall()), { path: move.to, moved: false })
    await place.put('m/a.txt', 'دو')
    assert.equal((await failureFrom(client.move(move, adapterCall()))).code, 'FILE_EXISTS')
    await client.move({ ...move, ifExists: 'replace' }, adapterCall())
    assert.equal(await place.text(move.to), 'دو')
    assert.deepEqual(await client.delete({ path: move.to }, adapterCall()), { deleted: true })
    assert.deepEqual(await client.delete({ path: move.to }, adapterCall()), { deleted: false })
  })

  it('gives bytes as they are, and no more than a value may hold', async () => {
    const { client } = connected
    await place.put('big.bin', Buffer.alloc(5_242_881))
    assert.equal(
      (await failureFrom(client.read({ path: 'big.bin', as: 'base64' }, adapterCall()))).code,
      'TOO_LARGE',
    )
    await place.put('raw.bin', Buffer.from([0xff, 0x00, 0x81]))
    assert.equal((await client.read({ path: 'raw.bin', as: 'base64' }, adapterCall())).base64, '/wCB')
    const text = await failureFrom(client.read({ path: 'raw.bin', encoding: 'utf-8' }, adapterCall()))
    assert.equal(text.code, 'NOT_TEXT')
  })

  it('lists by name, page by page, without what is hidden', async () => {
    const { client } = connected
    for (const name of ['c.csv', 'a.csv', 'b.txt', '.d.csv', 'e.csv']) await place.put(`list/${name}`, '')
    const names = async (more: object): Promise<readonly unknown[]> => {
      const { files, more: isMore } = await client.list(
        { folder: 'list', include: '*.csv', ...more },
        adapterCall(),
      )
      return [...files.map(({ name }) => name), isMore]
    }
    assert.deepEqual(await names({ limit: 2 }), ['a.csv', 'c.csv', true])
    assert.deepEqual(await names({ after: 'c.csv' }), ['e.csv', false])
  })

  it('ends with the time of its call, and when it is called off', async () => {
    const clock = fakeClock()
    const { client } = await folder.connect(
      { path: place.path },
      openAdapterIo(clock, undefined, [place.path]),
    )
    const late = await failureFrom(client.list({}, adapterCall({ deadline: clock.now() })))
    assert.deepEqual([late.kind, late.details], ['unreachable', { timedOut: true }])
    const off = await failureFrom(client.list({}, adapterCall({ signal: AbortSignal.abort() })))
    assert.deepEqual([off.kind, off.details], ['unreachable', undefined])
  })

  it(
    'checks that folders can be read, and written to where files are moved',
    { skip: root && 'root may do all' },
    async () => {
      await place.put('locked/a.csv', 'id\n1\n')
      const sources = {
        one: { ...watchedFiles, folder: 'locked', after: { do: 'move' as const, to: 'locked/done' } },
      }
      const { check } = await folder.connect(
        { path: place.path, sources },
        openAdapterIo(undefined, undefined, [place.path]),
      )
      await chmod(`${place.path}/locked`, 0o500)
      const findings = await check(adapterCall())
      await chmod(`${place.path}/locked`, 0o700)
      assert.deepEqual(
        findings.map(({ aspect, ok }) => [aspect, ok]),
        [
          ['reachable', true],
          ['leastPrivilege', false],
        ],
      )
    },
  )

  it('checks and leaves nothing behind', async () => {
    await place.put('checked/a.csv', 'id\n1\n')
    const source = { ...watchedFiles, folder: 'checked', after: { do: 'move' as const, to: 'checked/done' } }
    const { check } = await folder.connect(
      { path: place.path, sources: { one: source } },
      openAdapterIo(undefined, undefined, [place.path]),
    )
    const findings = await check(adapterCall())
    assert.ok(
      findings.every(({ ok }) => ok),
      JSON.stringify(findings),
    )
    assert.match(findings.at(-1)?.message ?? '', /1 files.*may write/)
    assert.deepEqual(
      (await place.files()).filter((path) => path.startsWith('checked')),
      ['checked/a.csv'],
    )
  })
})

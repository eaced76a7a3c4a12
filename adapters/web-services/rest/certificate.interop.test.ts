/** Mutual TLS against OpenSSL's own server, which says on the wire why it refuses a certificate (Node's only hangs up). */
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import type { Call, Connected } from '../../adapter.ts'
import { settingsExample } from './example.ts'
import { authority, client, server, stranger } from '../fixtures/loopback-certificates.ts'
import { rest } from './index.ts'
import type { Settings } from './settings.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const skip = hasOpenssl ? false : 'there is no openssl on this machine'

describe('a client certificate, before the server of OpenSSL', { skip }, () => {
  let folder: string
  let child: ChildProcess
  let baseUrl: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'peyvand-tls-'))
    const files = { 'ca.crt': authority, 'server.crt': server.cert, 'server.key': server.key }
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
    const words =
      's_server -accept 127.0.0.1:0 -cert server.crt -key server.key -CAfile ca.crt -Verify 1 -verify_return_error -www'
    child = spawn('openssl', words.split(' '), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    const port = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout?.on('data', (text: Buffer) => {
        said += text.toString()
        const found = /ACCEPT \S+:(\d+)/.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
      child.once('exit', () => reject(new Error(`openssl ended: ${said}`)))
    })
    baseUrl = `https://127.0.0.1:${port}`
  })
  after(async () => {
    child.kill()
    await rm(folder, { recursive: true })
  })

  async function get(tls: NonNullable<Settings['tls']>): Promise<unknown> {
    const io = openAdapterIo()
    try {
      const { operations } = settingsExample
      const connected = rest.connect({ baseUrl, operations, tls }, io) as Connected
      const { getOrder } = connected.client as unknown as {
        readonly getOrder: (input: unknown, call: Call) => Promise<unknown>
      }
      return await getOrder({ orderId: '1' }, adapterCall())
    } finally {
      await io.close()
    }
  }

  it('is asked for, and one that is missing or unknown is named as the reason: nothing was sent', async () => {
    const wrong: readonly NonNullable<Settings['tls']>[] = [
      { authority },
      { authority, certificate: stranger.cert, key: stranger.key },
    ]
    for (const tls of wrong) {
      const failure = await failureFrom(get(tls))
      assert.deepEqual([failure.kind, failure.details], ['misconfigured', { sent: false }])
      assert.match(failure.message, /does not accept our client certificate/)
    }
  })

  it('is taken when the authority vouches for it', async () => {
    const tls = { authority, certificate: client.cert, key: client.key }
    // It speaks HTML, whatever it is asked.
    assert.equal((await failureFrom(get(tls))).kind, 'unreadable')
  })
})

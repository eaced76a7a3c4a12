/** TLS against a MariaDB of its own, whose certificate is known; started from the server's binary (mariadb-server). */
import assert from 'node:assert/strict'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import mysql2 from 'mysql2/promise'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import { mariadbBinary, ownMariadb, type OwnServer } from '../../../test/harness/own-servers.ts'
import type { Call, Connected } from '../../adapter.ts'
import { loopbackCertificate } from '../fixtures/loopback-certificate.ts'
import { watchedView } from '../watched-view.conformance.ts'
import { mysql } from './index.ts'
import type { Settings } from './settings.ts'
import { startSimulator } from './simulator.ts'

const binary = mariadbBinary()

if (binary === undefined)
  it('reads from MariaDB over TLS', { skip: 'no mariadbd is installed' }, () => undefined)
else describe('a MariaDB with TLS', () => ownServer(binary))

async function tlsOptions(folder: string): Promise<readonly string[]> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  await writeFile(key, loopbackCertificate.key)
  await writeFile(cert, loopbackCertificate.cert)
  // The server runs as another user. The key opens nothing.
  await Promise.all([key, cert].map((file) => chmod(file, 0o644)))
  return [`--ssl-key=${key}`, `--ssl-cert=${cert}`]
}

function ownServer(path: string): void {
  const io = openAdapterIo()
  const opened: Connected[] = []
  let server: OwnServer
  before(async () => {
    server = await ownMariadb(path, tlsOptions)
    const owner = await mysql2.createConnection({ host: '127.0.0.1', port: server.port, user: 'root' })
    for (const statement of [
      'CREATE DATABASE crm CHARACTER SET utf8mb4',
      'CREATE TABLE crm.watched (id bigint PRIMARY KEY, city varchar(100), updated_at datetime(6))',
      `INSERT INTO crm.watched VALUES (1, 'ری', '2026-01-01')`,
      `CREATE USER hub@'127.0.0.1' IDENTIFIED BY 'a-password' REQUIRE SSL`,
      `GRANT SELECT ON crm.watched TO hub@'127.0.0.1'`,
    ])
      await owner.query(statement)
    await owner.end()
  })
  after(async () => {
    for (const one of opened) await one.close?.()
    await io.close()
    await server.close()
  })
  const queries = { cipher: { sql: `SHOW SESSION STATUS LIKE 'Ssl_cipher'` } }
  const run = async (name: string, more: Partial<Settings>): Promise<unknown> => {
    const own = { host: '127.0.0.1', port: server.port, user: 'hub', password: 'a-password', database: 'crm' }
    const views = { watched: watchedView }
    const connected = mysql.connect({ ...own, views, queries, ...more }, io) as Connected
    opened.push(connected)
    const operations = connected.client as unknown as Readonly<
      Record<string, (input: object, call: Call) => Promise<unknown>>
    >
    return operations[name]?.(name === 'countView' ? { view: 'watched' } : {}, adapterCall())
  }
  const caCertificate = loopbackCertificate.cert

  it('is read from when its certificate is that of the authority, by default', async () => {
    assert.deepEqual(await run('countView', { caCertificate }), { count: 1 })
    assert.deepEqual(await run('countView', { tls: 'require' }), { count: 1 })
    const { rows } = (await run('cipher', { caCertificate })) as {
      readonly rows: readonly { readonly Value: string }[]
    }
    assert.match(rows[0]?.Value ?? '', /^TLS_|^ECDHE/, 'and the server says that it is encrypted')
  })

  it('is not read from when nobody vouches for it, or when it is somewhere else', async () => {
    const stranger = await failureFrom(run('countView', {}))
    assert.deepEqual([stranger.kind, /self-signed/.test(stranger.message)], ['misconfigured', true])
    const elsewhere = await failureFrom(run('countView', { host: '::ffff:127.0.0.1', caCertificate }))
    assert.deepEqual([elsewhere.kind, /altnames/.test(elsewhere.message)], ['misconfigured', true])
  })

  it('is not shown a password in clear text: without TLS it lets nobody in, and we do not go in', async () => {
    assert.equal((await failureFrom(run('countView', { tls: 'disable' }))).kind, 'unauthenticated')
    const plain = await startSimulator({ people: [] })
    try {
      const { host, port, user, password, database } = plain
      const known = plain.calls()['password'] ?? 0
      const settings = { host, port, user, password, database }
      for (const tls of ['require', 'verify-full'] as const) {
        const failure = await failureFrom(run('countView', { ...settings, tls }))
        assert.deepEqual([failure.kind, /secure connection/.test(failure.message)], ['misconfigured', true])
      }
      assert.equal(plain.calls()['password'] ?? 0, known)
    } finally {
      await plain.close()
    }
  })
}

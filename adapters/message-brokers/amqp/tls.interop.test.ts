/**
 * TLS against a RabbitMQ that is the test's own and demands a client certificate; all certificates are made here with
 * `openssl`. Where a broker or `openssl` is missing the tests are skipped and say so.
 */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { closedPort } from '../../../test/harness/outside-world.ts'
import {
  opensslAbsent,
  ownAuthority,
  type OwnAuthority,
  type OwnCertificate,
} from '../../../test/harness/own-certificates.ts'
import { ownRabbit, rabbitAbsent, type OwnRabbit } from '../../../test/harness/own-rabbitmq.ts'
import { connect } from './client.ts'
import type { Settings } from './settings.ts'

const absence = rabbitAbsent() || opensslAbsent()
if (absence === false) describe('a RabbitMQ with TLS', brokerWithTls)
else it('is reached over TLS', { skip: absence }, () => undefined)

function brokerWithTls(): void {
  const io = openAdapterIo()
  let broker: OwnRabbit
  let folder: string
  let tlsPort: number
  let authority: OwnAuthority
  let stranger: OwnAuthority
  let us: OwnCertificate

  before(async () => {
    ;[authority, stranger, tlsPort] = await Promise.all([
      ownAuthority('Our authority'),
      ownAuthority('Another authority'),
      closedPort(),
    ])
    us = await authority.issue('hub', 'DNS:hub')
    broker = await ownRabbit(async (its) => {
      folder = its
      await writeFile(join(its, 'ca.pem'), authority.cert)
      await put(await authority.issue('broker', 'IP:127.0.0.1'))
      return [
        `listeners.ssl.1 = 127.0.0.1:${String(tlsPort)}`,
        `ssl_options.cacertfile = ${join(its, 'ca.pem')}`,
        `ssl_options.certfile = ${join(its, 'cert.pem')}`,
        `ssl_options.keyfile = ${join(its, 'key.pem')}`,
        'ssl_options.verify = verify_peer',
        'ssl_options.fail_if_no_peer_cert = true',
        'ssl_options.versions.1 = tlsv1.3',
        'ssl_options.versions.2 = tlsv1.2',
      ]
    })
  })
  after(async () => {
    await broker.close()
    await io.close()
  })

  async function put({ cert, key }: OwnCertificate): Promise<void> {
    await writeFile(join(folder, 'cert.pem'), cert)
    await writeFile(join(folder, 'key.pem'), key)
  }

  /** The broker shows another certificate from now on. */
  async function shows(certificate: OwnCertificate): Promise<void> {
    await put(certificate)
    await broker.ctl(`rabbitmqctl -q eval 'ssl:clear_pem_cache().'`)
  }

  const asClient = ({ cert, key }: OwnCertificate): Settings => ({ clientCertificate: cert, clientKey: key })

  /** What a check finds of reaching it and logging in, in one text each. */
  async function found(more: Settings): Promise<readonly string[]> {
    const settings: Settings = {
      host: '127.0.0.1',
      port: tlsPort,
      user: 'guest',
      password: 'guest',
      caCertificate: authority.cert,
      ...more,
    }
    const connection = connect(settings, io)
    const findings = await connection.check(adapterCall())
    await connection.close?.()
    return findings
      .filter(({ aspect }) => aspect !== 'leastPrivilege')
      .map(({ aspect, ok, message }) => `${aspect} ${ok ? 'ok' : 'not ok'}: ${message}`)
  }

  async function finds(more: Settings, ...expected: readonly RegExp[]): Promise<void> {
    const texts = await found(more)
    assert.equal(texts.length, expected.length, JSON.stringify(texts))
    for (const [place, pattern] of expected.entries()) assert.match(texts[place] ?? '', pattern)
  }

  it('takes who shows a certificate that it knows, and is told by a certificate that we know', async () => {
    await finds(asClient(us), /^reachable ok/, /^login ok/)
    await finds({ ...asClient(us), tls: 'require' }, /^reachable ok/, /^login ok/)
  })

  it('turns away who shows none, one of another authority, or an old one', async () => {
    await finds({}, /^reachable ok/, /^login not ok: .*demands a client certificate: set `clientCertificate`/)
    const unknown = await stranger.issue('hub', 'DNS:hub')
    await finds(asClient(unknown), /^reachable ok/, /^login not ok: .*does not know the authority of our/)
    const old = await authority.issue('hub', 'DNS:hub', -1)
    await finds(asClient(old), /^reachable ok/, /^login not ok: .*our `clientCertificate` has expired/)
  })

  it('is not logged in to when nobody vouches for it, it is another host, or its certificate is old', async () => {
    await finds(
      { ...asClient(us), caCertificate: stranger.cert },
      /^reachable ok/,
      /^identity not ok: .*no authority that we know vouches.*SELF_SIGNED_CERT_IN_CHAIN.*`caCertificate`/,
    )
    await finds(
      { ...asClient(us), host: 'localhost' },
      /^reachable ok/,
      /^identity not ok: .*is for other names \(.*localhost.*set `host`/,
    )
    await shows(await authority.issue('broker', 'IP:127.0.0.1', -1))
    await finds(asClient(us), /^reachable ok/, /^identity not ok: .*broker has expired/)
    await shows(await stranger.issue('broker', 'IP:127.0.0.1'))
    await finds(asClient(us), /^reachable ok/, /^identity not ok: .*no authority that we know vouches/)
    await shows(await authority.issue('broker', 'IP:127.0.0.1'))
    await finds(asClient(us), /^reachable ok/, /^login ok/)
  })

  it('is not spoken to with TLS where it speaks none, nor without it where it speaks TLS', async () => {
    await finds(
      { ...asClient(us), port: broker.port },
      /^reachable not ok: .*this port speaks no TLS: .*5671/,
    )
    await finds({ tls: 'disable' }, /^reachable not ok: .*if its port speaks TLS, set `tls`/)
  })

  it('is not dialled with certificates that cannot be right', async () => {
    const other = await authority.issue('hub', 'DNS:hub')
    for (const [settings, words] of [
      [{ ...asClient(us), clientKey: other.key }, /`clientKey` is not the key of `clientCertificate`/],
      [{ ...asClient(us), clientKey: 'nothing' }, /`clientKey` is no unencrypted key in PEM/],
      [{ caCertificate: '-----BEGIN CERTIFICATE-----\nx' }, /`caCertificate` is no certificate in PEM/],
    ] as const) {
      await assert.rejects(found(settings), words)
    }
  })
}

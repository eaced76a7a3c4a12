/**
 * The SOAP adapter against a server that gSOAP makes of a WSDL with every kind of part: what is sent comes back as it
 * was given, over headers and attachments that gSOAP reads with its own plug-ins. Signatures are verified once more by
 * xmlsec, as zeep does. Debian's packages are installed when that is possible (root, apt); else the tests are skipped
 * and say so.
 */
import assert from 'node:assert/strict'
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'

import type { Call } from '../../adapters/adapter.ts'
import { soap } from '../../adapters/web-services/soap/index.ts'
import type { Settings } from '../../adapters/web-services/soap/settings.ts'
import { childNamed, parseXml, textIn } from '../../engine/values/xml.ts'
import { adapterCall, openAdapterIo, type AdapterIo } from '../harness/adapter-io.ts'
import { missingPackages } from '../harness/debian-packages.ts'
import { closedPort, failureFrom } from '../harness/outside-world.ts'

const folder = new URL('./soap-gsoap/', import.meta.url).pathname
const verify = new URL('./soap-signature/verify.py', import.meta.url).pathname
/** Of Debian, whatever other Python is on the PATH. */
const python = '/usr/bin/python3'
const skip = {
  gsoap: missingPackages(
    [
      'sh',
      '-c',
      'soapcpp2 -V && g++ --version && openssl version && test -f /usr/include/openssl/evp.h && test -f /usr/include/zlib.h',
    ],
    ['gsoap', 'libgsoap-dev', 'g++', 'libssl-dev', 'zlib1g-dev', 'openssl'],
  ),
  xmlsec: missingPackages(
    [python, '-c', 'import zeep, xmlsec'],
    ['python3-zeep', 'python3-xmlsec', 'openssl'],
  ),
}

const plain = {
  title: 'x',
  kind: 'person',
  amount: '1.10',
  big: '1',
  day: '1990-01-02',
  at: '2026-01-02T03:04:05Z',
  isOpen: true,
  note: null,
  byName: 'n',
}
const rich = {
  title: 'بایگانی «الف» & <ب> "پ"\nخط دوم',
  kind: 'organisation',
  amount: '-12345678901234567.890',
  big: '9007199254740993',
  count: -5,
  day: '1990-01-02',
  at: '2026-01-02T03:04:05Z',
  isOpen: false,
  note: null,
  tag: ['یک', '', 'دو'],
  weight: [{ value: '1.500', unit: 'کیلو"گرم' }],
  shape: { xsiType: 'Circle', name: 'گرد', radius: '2.50' },
  byCode: 7,
  picture: ['AAEC/w==', Buffer.alloc(50_000, 13).toString('base64')],
  rank: 3,
}
const login = { login: 'usernameTokenDigest', username: 'hub', password: 'gsoap-password' } as const

let io: AdapterIo
let work: string
let identity: { readonly certificate: string; readonly key: string }
const children: ChildProcess[] = []

before(async () => {
  io = openAdapterIo()
  work = await mkdtemp(join(tmpdir(), 'peyvand-gsoap-'))
  if (skip.gsoap !== false && skip.xmlsec !== false) return
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=hub']
  execFileSync('openssl', [...made, '-keyout', join(work, 'key.pem'), '-out', join(work, 'cert.pem')], {
    stdio: 'ignore',
  })
  identity = {
    certificate: await readFile(join(work, 'cert.pem'), 'utf8'),
    key: await readFile(join(work, 'key.pem'), 'utf8'),
  }
})
after(async () => {
  await io.close()
  for (const child of children) {
    child.kill()
    await once(child, 'exit')
  }
  await rm(work, { recursive: true })
})

async function store(endpoint: string, thing: object, more: Partial<Settings> = {}): Promise<unknown> {
  const documents = { 'archive.wsdl': await readFile(join(folder, 'archive.wsdl'), 'utf8') }
  const operations: Settings['operations'] = { store: { soapOperation: 'Store', effect: 'once' } }
  const { client } = await soap.connect(
    { wsdl: 'archive.wsdl', documents, endpoint, operations, ...more },
    io,
  )
  const method = client['store'] as ((input: unknown, call: Call) => Promise<unknown>) | undefined
  assert.ok(method)
  return method({ thing }, adapterCall())
}

describe('the SOAP adapter against a gSOAP server', { skip: skip.gsoap }, () => {
  let open: string
  let strict: string

  before(async () => {
    await promisify(execFile)(join(folder, 'build-server.sh'), [work], { timeout: 240_000 })
    const started = async (mode: 'open' | 'signed'): Promise<string> => {
      const port = await closedPort()
      const child = spawn(join(work, 'server'), [String(port), join(work, 'cert.pem'), mode])
      children.push(child)
      await once(child.stdout, 'data')
      return `http://127.0.0.1:${port}/`
    }
    open = await started('open')
    strict = await started('signed')
  })

  it('brings every kind of part there and back, inside the message and as attachments', async () => {
    for (const attachments of ['inline', 'mtom'] as const) {
      const seen = attachments === 'mtom' ? 'attachment' : 'inline'
      assert.deepEqual(await store(open, rich, { attachments }), { thing: rich, seen: [seen, seen] })
    }
    const { tag, weight, picture, ...none } = { ...plain, tag: [], weight: [], picture: [] }
    assert.deepEqual(await store(open, none), { thing: { ...none, tag, weight, picture }, seen: [] })
  })

  it('hands a fragment through that the schema leaves open', async () => {
    const any = '<m:more xmlns:m="urn:m">ب<m:inner a="1"/></m:more>'
    const { thing } = (await store(open, { ...plain, any })) as { thing: { any: string } }
    assert.equal(thing.any, any)
  })

  it('logs in with digest and with text, and understands that it is turned away', async () => {
    for (const kind of ['usernameTokenDigest', 'usernameTokenText'] as const) {
      const { seen } = (await store(open, plain, { ...login, login: kind })) as { seen: readonly string[] }
      assert.deepEqual(seen, ['user hub'])
      const failure = await failureFrom(store(open, plain, { ...login, login: kind, password: 'another' }))
      assert.equal(failure.kind, 'unauthenticated')
    }
  })

  it('addresses its requests, and takes the answers that relate to them', async () => {
    const { seen } = (await store(open, plain, { addressing: {} })) as { seen: readonly string[] }
    assert.deepEqual(seen, ['action urn:gsoap-archive:Store'])
  })

  it('signs what gSOAP then verifies by the certificate, with everything at once', async () => {
    for (const algorithm of ['rsa-sha256', 'rsa-sha512', 'rsa-sha1'] as const) {
      const { seen } = (await store(strict, plain, { signature: { ...identity, algorithm } })) as {
        seen: readonly string[]
      }
      assert.deepEqual(seen, ['signed'])
    }
    const all = { signature: identity, addressing: {}, ...login }
    const { seen } = (await store(strict, plain, all)) as { seen: readonly string[] }
    assert.deepEqual(seen, ['user hub', 'signed', 'action urn:gsoap-archive:Store'])
    const failure = await failureFrom(store(strict, plain))
    assert.equal(failure.kind, 'unauthenticated')
  })

  it('understands its faults: a typed refusal, a breakdown, and a message against the schema', async () => {
    const refused = await failureFrom(
      store(open, { ...plain, title: 'refuse' }, { faultFields: { most: 'limit' } }),
    )
    assert.deepEqual(
      [refused.kind, refused.code, refused.details],
      ['refused', 'Client.FULL', { fault: { most: '5' } }],
    )
    assert.match(refused.message, /بایگانی پر است/)
    assert.equal((await failureFrom(store(open, { ...plain, title: 'break' }))).kind, 'unreachable')
    const { day, ...without } = plain
    assert.ok(day)
    assert.equal((await failureFrom(store(open, without))).kind, 'refused')
  })
})

describe('a signature, verified by xmlsec as zeep does', { skip: skip.xmlsec }, () => {
  interface Sent {
    readonly contentType: string
    readonly body: Buffer
  }

  async function sent(more: Partial<Settings>): Promise<Sent> {
    const requests: Sent[] = []
    const listener = createServer((request, reply) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        requests.push({ contentType: request.headers['content-type'] ?? '', body: Buffer.concat(chunks) })
        reply.end()
      })
    }).listen(0, '127.0.0.1')
    await once(listener, 'listening')
    try {
      const { port } = listener.address() as AddressInfo
      await failureFrom(store(`http://127.0.0.1:${port}/`, { ...rich, any: '<m xmlns="urn:m">ب</m>' }, more))
    } finally {
      listener.closeAllConnections()
      listener.close()
    }
    const [one] = requests
    assert.ok(one)
    return one
  }

  function verified({ contentType, body }: Sent): string {
    const input = Buffer.concat([Buffer.from(`${contentType}\n`), body])
    return execFileSync(python, [verify, join(work, 'cert.pem')], { input })
      .toString()
      .trim()
  }

  const everything = (): Partial<Settings> => ({ signature: identity, addressing: {}, ...login })

  it('holds over a message of every kind of part, with token, Timestamp and addressing', async () => {
    assert.equal(verified(await sent(everything())), 'verified 0')
  })

  it('holds when the bytes travel beside the message', async () => {
    assert.equal(verified(await sent({ ...everything(), attachments: 'mtom' })), 'verified 2')
  })

  it('does not hold when a letter of the body, the Timestamp or an address is changed', async () => {
    const { contentType, body } = await sent(everything())
    const text = body.toString('utf8')
    const expires = textIn(
      childNamed(
        childNamed(childNamed(childNamed(parseXml(text), 'Header'), 'Security'), 'Timestamp'),
        'Expires',
      ),
    )
    const changes = [
      ['بایگانی', 'بايگانی'],
      [expires, expires.replace(/^\d{4}/, '2099')],
      ['urn:gsoap-archive:Store<', 'urn:gsoap-archive:Drop<'],
    ] as const
    for (const [from, to] of changes) {
      assert.ok(text.includes(from))
      assert.match(verified({ contentType, body: Buffer.from(text.replace(from, to)) }), /^refused/)
    }
  })
})

/** What goes over the wire and what may come back, byte by byte: headers, signatures, attachments, broken replies. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import { childNamed, elementsIn, parseXml, textIn, type XmlElement } from '../../../engine/values/xml.ts'
import { adapterCall, openAdapterIo, type AdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Call } from '../../adapter.ts'
import { archiveWsdl } from './fixtures/archive.ts'
import { soap } from './index.ts'
import type { Settings } from './settings.ts'

const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/'
const soap12 = 'http://www.w3.org/2003/05/soap-envelope'

interface Received {
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

type Answer = (reply: ServerResponse, received: Received) => void

let received: Received[] = []
let answer: Answer = (reply) => reply.end()
let io: AdapterIo
let url = ''
let openSockets = 0

const server = createServer((request, reply) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const one = { headers: request.headers, body: Buffer.concat(chunks) }
    received.push(one)
    answer(reply, one)
  })
})
// The client closes idle sockets; closed by both at the same moment, a request would be lost.
server.keepAliveTimeout = 0
server.on('connection', (socket) => {
  openSockets += 1
  socket.on('close', () => (openSockets -= 1))
})

before(async () => {
  io = openAdapterIo()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/archive`
})
after(async () => {
  await io.close()
  server.closeAllConnections()
  server.close()
})

const settings = (more: Partial<Settings> = {}): Settings => ({
  wsdl: 'archive.wsdl',
  documents: { 'archive.wsdl': archiveWsdl },
  endpoint: url,
  operations: { store: { soapOperation: 'Store', effect: 'once' } },
  ...more,
})

async function store(
  more: Partial<Settings> = {},
  input: object = { title: 'عکس' },
  call: Call = adapterCall(),
): Promise<unknown> {
  received = []
  const { client } = await soap.connect(settings(more), io)
  const method = client['store'] as ((input: unknown, call: Call) => Promise<unknown>) | undefined
  assert.ok(method)
  return method(input, call)
}

const envelope = (body: string, { header = '', version = soap11 } = {}): string =>
  `<s:Envelope xmlns:s="${version}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
const stored = '<StoreResponse xmlns="urn:archive"><number>9007199254740993</number></StoreResponse>'

/** Answers with a text and, unless another is given, the content type of SOAP 1.1. */
const says =
  (body: string, { status = 200, type = 'text/xml; charset=utf-8' } = {}): Answer =>
  (reply) =>
    void reply.writeHead(status, { 'content-type': type }).end(body)

function sent(): XmlElement {
  const [one] = received
  assert.ok(one)
  return parseXml(one.body.toString('utf8'))
}

function security(): XmlElement {
  const found = childNamed(childNamed(sent(), 'Header'), 'Security')
  assert.ok(found)
  return found
}

describe('a request', () => {
  it('says its action where each version wants it', async () => {
    answer = says(envelope(stored))
    assert.deepEqual(await store(), { number: '9007199254740993', picture: [] })
    assert.equal(received[0]?.headers['soapaction'], '"urn:archive:Store"')
    assert.equal(received[0].headers['content-type'], 'text/xml; charset=utf-8')
    assert.equal(sent().namespace, soap11)
    await store({ port: 'Archive12' })
    assert.equal(
      received[0].headers['content-type'],
      'application/soap+xml; charset=utf-8; action="urn:archive:Store"',
    )
    assert.equal(received[0].headers['soapaction'], undefined)
    assert.equal(sent().namespace, soap12)
  })

  it('carries a Timestamp for as long as the settings say, and none unless they do', async () => {
    answer = says(envelope(stored))
    await store({ timestampSeconds: 60 })
    const stamp = childNamed(security(), 'Timestamp')
    const at = (name: string): number => Date.parse(textIn(childNamed(stamp, name)))
    assert.equal(at('Expires') - at('Created'), 60_000)
    await store()
    assert.equal(childNamed(sent(), 'Header'), undefined)
  })

  it('says in digest what only who knows the password can say, and never the same twice', async () => {
    answer = says(envelope(stored))
    const login = { login: 'usernameTokenDigest', username: 'hub', password: 'planted-secret' } as const
    await store(login)
    const first = security()
    await store(login)
    const nonce = (header: XmlElement): string =>
      textIn(childNamed(childNamed(header, 'UsernameToken'), 'Nonce'))
    assert.notEqual(nonce(first), nonce(security()))
    assert.ok(!received[0]?.body.toString('utf8').includes('planted-secret'))
  })
})

describe("a service's own header", () => {
  it('stands in every request as it was given, and what it holds is in no failure', async () => {
    const soapHeader =
      '<Auth xmlns="urn:theirs"><user>hub</user><pass strength="high-secret">planted-header-secret</pass></Auth>'
    answer = says(
      envelope(
        '<s:Fault><faultcode>s:Client</faultcode><faultstring>hub/planted-header-secret is wrong, high-secret</faultstring></s:Fault>',
      ),
      { status: 500 },
    )
    const failure = await failureFrom(store({ soapHeader, timestampSeconds: 60 }))
    const [auth, second] = elementsIn(childNamed(sent(), 'Header') ?? sent())
    assert.deepEqual([auth?.local, auth?.namespace, second?.local], ['Auth', 'urn:theirs', 'Security'])
    assert.equal(textIn(childNamed(auth, 'pass')), 'planted-header-secret')
    assert.match(failure.message, /\*\*\*\/\*\*\* is wrong, \*\*\*/)
  })
})

describe('WS-Addressing', () => {
  const relating = (to: (id: string) => string): Answer => {
    return (reply, { body }) => {
      const id = textIn(childNamed(childNamed(parseXml(body.toString('utf8')), 'Header'), 'MessageID'))
      const header = `<a:RelatesTo xmlns:a="http://www.w3.org/2005/08/addressing">${to(id)}</a:RelatesTo>`
      reply.writeHead(200, { 'content-type': 'text/xml' }).end(envelope(stored, { header }))
    }
  }

  it('says action, address and an id of its own, and takes the answer that relates to it', async () => {
    answer = relating((id) => id)
    await store({ addressing: {} })
    const header = childNamed(sent(), 'Header')
    const text = (name: string): string => textIn(childNamed(header, name))
    assert.equal(text('Action'), 'urn:archive:Store')
    assert.equal(text('To'), url)
    assert.match(
      text('MessageID'),
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    const replyTo = childNamed(header, 'ReplyTo')
    assert.equal(replyTo?.namespace, 'http://www.w3.org/2005/08/addressing')
    assert.equal(textIn(childNamed(replyTo, 'Address')), 'http://www.w3.org/2005/08/addressing/anonymous')
  })

  it('does not believe an answer to another request', async () => {
    answer = relating(() => 'urn:uuid:another')
    const failure = await failureFrom(store({ addressing: {} }))
    assert.equal(failure.kind, 'unreadable')
    assert.match(failure.message, /another request/)
  })

  it('needs no RelatesTo, and speaks the version of 2004', async () => {
    answer = says(envelope(stored))
    await store({ addressing: { version: '2004', to: 'urn:logical' } })
    const to = childNamed(childNamed(sent(), 'Header'), 'To')
    assert.deepEqual(
      [to?.namespace, textIn(to)],
      ['http://schemas.xmlsoap.org/ws/2004/08/addressing', 'urn:logical'],
    )
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const skip = hasOpenssl ? false : 'there is no openssl on this machine'

describe('an X.509 signature', { skip }, () => {
  let work = ''
  let certificate = ''
  let key = ''
  before(() => {
    work = mkdtempSync(join(tmpdir(), 'peyvand-x509-'))
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=hub']
    execFileSync('openssl', [...made, '-keyout', join(work, 'key.pem'), '-out', join(work, 'cert.pem')], {
      stdio: 'ignore',
    })
    certificate = readFileSync(join(work, 'cert.pem'), 'utf8')
    key = readFileSync(join(work, 'key.pem'), 'utf8')
  })
  after(() => rmSync(work, { recursive: true }))

  it('covers body, Timestamp, token and addressing, each by an id that is there once', async () => {
    answer = says(envelope(stored))
    const login = { login: 'usernameTokenDigest', username: 'hub', password: 'planted-secret' } as const
    await store({ signature: { certificate, key }, addressing: {}, ...login })
    const text = received[0]?.body.toString('utf8') ?? ''
    const info = childNamed(childNamed(security(), 'Signature'), 'SignedInfo')
    assert.ok(info)
    const ids = elementsIn(info)
      .filter(({ local }) => local === 'Reference')
      .map(({ attributes }) => attributes.find(({ local }) => local === 'URI')?.value.slice(1) ?? '')
    const signed = ids.map((id) => new RegExp(`<([\\w:]+)[^>]* wsu:Id="${id}"`).exec(text)?.[1])
    assert.deepEqual(signed, [
      'soap:Body',
      'wsu:Timestamp',
      'wsse:UsernameToken',
      'wsa:To',
      'wsa:Action',
      'wsa:MessageID',
      'wsa:ReplyTo',
    ])
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(!text.includes('planted-secret') && !text.includes('PRIVATE KEY'))
    assert.equal(
      textIn(childNamed(security(), 'BinarySecurityToken')).replace(/\s/g, ''),
      certificate.replace(/-----[^-]+-----|\s/g, ''),
    )
  })

  it('is refused with a key that does not belong to the certificate, or none that can be read', async () => {
    const other = execFileSync('openssl', ['genrsa', '2048'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString()
    const open = (signature: Settings['signature']): Promise<unknown> =>
      store({ ...(signature && { signature }) })
    const mismatch = await failureFrom(open({ certificate, key: other }))
    assert.equal(mismatch.kind, 'misconfigured')
    assert.match(mismatch.message, /does not belong/)
    const broken = await failureFrom(open({ certificate, key: key.slice(0, 200) }))
    assert.equal(broken.kind, 'misconfigured')
    assert.ok(!broken.message.includes(key.slice(40, 80)))
  })
})

describe('MTOM', () => {
  const pictures = [
    Buffer.from([0, 13, 10, 45, 45, 255]).toString('base64'),
    Buffer.alloc(100_000, 7).toString('base64'),
  ]

  it('sends bytes beside the message, and reads them where the answer includes them', async () => {
    answer = (reply, { headers, body }) => {
      // What came is sent back: the answer includes the parts of the request by their names.
      const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1] ?? ''
      const raw = body.toString('latin1')
      const includes = [...raw.matchAll(/<xop:Include[^>]*\/>/g)].map(
        ([include]) => `<picture>${include}</picture>`,
      )
      const xml = envelope(
        `<StoreResponse xmlns="urn:archive"><number>1</number>${includes.join('')}</StoreResponse>`,
      )
      const [root = '', ...rest] = raw.split(`--${boundary}\r\n`).slice(1)
      const newRoot = `${root.split('\r\n\r\n')[0] ?? ''}\r\n\r\n${xml}\r\n`
      reply.writeHead(200, { 'content-type': headers['content-type'] ?? '' })
      reply.end(Buffer.from([newRoot, ...rest].map((part) => `--${boundary}\r\n${part}`).join(''), 'latin1'))
    }
    for (const port of ['Archive11', 'Archive12']) {
      const reply = await store({ attachments: 'mtom', port }, { title: 'عکس', picture: pictures })
      assert.deepEqual(reply, { number: '1', picture: pictures })
      const [one] = received
      assert.match(one?.headers['content-type'] ?? '', /^multipart\/related; type="application\/xop\+xml"/)
      assert.ok(one && one.body.length < 105_000, 'bytes travel as bytes')
    }
  })

  it('reads attachments that nobody asked for, also base64 ones, and misses none silently', async () => {
    const parts = (id: string): string =>
      `--b\r\nContent-Type: application/xop+xml; charset=utf-8; type="text/xml"\r\n\r\n${envelope(
        `<StoreResponse xmlns="urn:archive"><number>1</number><picture><x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:a%40b"/></picture></StoreResponse>`,
      )}\r\n--b\r\nContent-ID: <${id}>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--b--\r\n`
    const type = 'multipart/related; boundary=b; type="application/xop+xml"'
    answer = says(parts('a@b'), { type })
    assert.deepEqual(await store(), { number: '1', picture: ['AAEC'] })
    answer = says(parts('other'), { type })
    assert.equal((await failureFrom(store())).kind, 'unreadable')
    answer = says(parts('a@b').slice(0, -20), { type })
    assert.equal((await failureFrom(store())).kind, 'unreadable')
  })
})

describe('a fault', () => {
  const detail =
    '<ArchiveFault xmlns="urn:archive"><reason>گنجایش پر است planted-secret</reason><limit>5</limit></ArchiveFault>'
  const fault11 = `<s:Fault><faultcode>s:Client</faultcode><faultstring>no planted-secret</faultstring><detail>${detail}</detail></s:Fault>`
  const fault12 = `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:x="urn:x">x:Full</s:Value></s:Subcode></s:Code>
    <s:Reason><s:Text xml:lang="en">full</s:Text><s:Text xml:lang="fa">پر</s:Text></s:Reason><s:Detail>${detail}</s:Detail></s:Fault>`
  const login = { login: 'usernameTokenDigest', username: 'hub', password: 'planted-secret' } as const

  it('tells the fields of its detail that the settings ask for, without secrets', async () => {
    answer = says(envelope(fault11), { status: 500 })
    const failure = await failureFrom(store({ ...login, faultFields: { why: 'reason', most: 'limit' } }))
    assert.equal(failure.kind, 'refused')
    assert.match(failure.message, /no \*\*\* \(code Client, why گنجایش پر است \*\*\*, most 5\)/)
    assert.deepEqual(failure.details, { fault: { why: 'گنجایش پر است ***', most: '5' } })
    const quiet = await failureFrom(store(login))
    assert.ok(!JSON.stringify(quiet).includes('گنجایش'))
  })

  it('is read in either version, whichever was spoken, with the code inside', async () => {
    answer = says(envelope(fault12, { version: soap12 }), { status: 400, type: 'application/soap+xml' })
    for (const more of [{}, { port: 'Archive12' }]) {
      const failure = await failureFrom(store({ ...more, faultCodePath: 'ArchiveFault.limit' }))
      assert.deepEqual([failure.kind, failure.code], ['refused', 'Client.5'])
      assert.equal((await failureFrom(store(more))).code, 'Client.Full')
    }
  })
})

describe('an answer that is none', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from('bcdefghij', (name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'.charAt(index)};`.repeat(10)}">`).join('')}]>`
  const cases: readonly (readonly [string, Answer, string])[] = [
    [
      'a page in HTML',
      says('<!DOCTYPE html><html><body>خطا</body></html>', { type: 'text/html' }),
      'unreadable',
    ],
    ['a page in HTML with status 503', says('<html>', { status: 503, type: 'text/html' }), 'unreachable'],
    ['JSON', says('{"number":1}', { type: 'application/json' }), 'unreadable'],
    ['nothing', says(''), 'unreadable'],
    ['an entity that grows', says(`${bomb}${envelope('<x>&j;</x>')}`), 'unreadable'],
    ['an entity inside an envelope', says(envelope('<x>&j;</x>')), 'unreadable'],
    ['elements nested without end', says(envelope('<x>'.repeat(100_000))), 'unreadable'],
    ['half an envelope', says(envelope(stored).slice(0, 120)), 'unreadable'],
    ['an envelope of another kind', says(envelope(stored, { version: 'urn:mine' })), 'unreadable'],
    ['a message against its schema', says(envelope(stored.replace(/\d+/, 'many'))), 'unreadable'],
    ['another message', says(envelope('<Hello xmlns="urn:archive"/>')), 'unreadable'],
    ['an empty body', says(envelope('')), 'unreadable'],
    ['parts without a boundary', says('x', { type: 'multipart/related' }), 'unreadable'],
    [
      'more than it may be',
      (reply) => {
        reply.writeHead(200, { 'content-type': 'text/xml' })
        const chunk = Buffer.alloc(1_048_576, 32)
        const more = (): boolean => {
          while (!reply.destroyed) if (!reply.write(chunk)) return reply.once('drain', more) !== undefined
          return false
        }
        reply.on('error', () => undefined)
        more()
      },
      'unreadable',
    ],
    [
      'the beginning of a reply, then a cut',
      (reply) => {
        reply.writeHead(200, { 'content-type': 'text/xml', 'content-length': '1000' })
        reply.write(envelope(stored).slice(0, 100), () => reply.destroy())
      },
      'unreachable',
    ],
    ['a cut', (reply) => void reply.destroy(), 'unreachable'],
  ]
  for (const [what, how, kind] of cases) {
    it(`is ${kind} when it is ${what}, and does not say that nothing was sent`, async () => {
      answer = how
      const failure = await failureFrom(store())
      assert.equal(failure.kind, kind)
      assert.notEqual(failure.details?.['sent'], false)
      assert.ok(failure.message.length < 400)
    })
  }

  it('is unreachable when it does not come, and the socket is closed', async () => {
    await soon(() => openSockets === 0 || (server.closeAllConnections(), false))
    answer = () => undefined
    const giveUp = new AbortController()
    const failing = failureFrom(store({}, { title: 'x' }, adapterCall({ signal: giveUp.signal })))
    await soon(() => received.length === 1)
    giveUp.abort()
    assert.equal((await failing).kind, 'unreachable')
    await soon(() => openSockets === 0)
  })

  it('is unreadable when it is larger than the settings allow', async () => {
    answer = says(envelope(`${stored}${' '.repeat(2_000)}`))
    assert.equal((await failureFrom(store({ maxReplyBytes: 1_000 }))).kind, 'unreadable')
    assert.ok(await store({ maxReplyBytes: 3_000 }))
  })

  it('is read all the same when only its content type is wrong', async () => {
    answer = says(envelope(stored), { type: 'text/plain' })
    assert.deepEqual(await store(), { number: '9007199254740993', picture: [] })
  })
})

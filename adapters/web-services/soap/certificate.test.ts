/** Mutual TLS and HTTP basic, at real servers. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { after, before, describe, it } from 'node:test'

import { adapterCall, openAdapterIo, type AdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import type { Call } from '../../adapter.ts'
import { authority, client, server, stranger } from '../fixtures/loopback-certificates.ts'
import { archiveWsdl } from './fixtures/archive.ts'
import { soap } from './index.ts'
import type { Settings } from './settings.ts'

const reply =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
  '<StoreResponse xmlns="urn:archive"><number>1</number></StoreResponse></s:Body></s:Envelope>'

interface Caller {
  readonly name: string | undefined
  readonly authorization: string | undefined
}

describe('a SOAP service over TLS', () => {
  const callers: Caller[] = []
  const site = createServer(
    { cert: server.cert, key: server.key, ca: authority, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      const socket = request.socket as TLSSocket
      const { subject } = socket.getPeerCertificate()
      callers.push({
        name: socket.authorized ? String(subject.CN) : undefined,
        authorization: request.headers.authorization,
      })
      request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/xml' }).end(reply))
    },
  )
  let io: AdapterIo
  let endpoint: string

  before(async () => {
    io = openAdapterIo()
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
    endpoint = `https://127.0.0.1:${(site.address() as AddressInfo).port}/`
  })
  after(async () => {
    await io.close()
    site.closeAllConnections()
    site.close()
  })

  async function store(more: Partial<Settings>): Promise<unknown> {
    const operations: Settings['operations'] = { store: { soapOperation: 'Store', effect: 'once' } }
    const documents = { 'archive.wsdl': archiveWsdl }
    const settings = { wsdl: 'archive.wsdl', documents, endpoint, operations, ...more }
    const connected = await soap.connect(settings, io)
    const method = connected.client['store'] as ((input: unknown, call: Call) => Promise<unknown>) | undefined
    assert.ok(method)
    return method({ title: 'x' }, adapterCall())
  }

  it('knows us by our certificate, and we know it by its authority', async () => {
    const tls = { authority, certificate: client.cert, key: client.key }
    assert.deepEqual(await store({ tls }), { number: '1', picture: [] })
    assert.match(callers.at(-1)?.name ?? '', /\w/)
    await store({ tls: { authority, certificate: stranger.cert, key: stranger.key } })
    assert.equal(callers.at(-1)?.name, undefined)
    const failure = await failureFrom(store({}))
    assert.equal(failure.details?.['sent'], false, 'an unknown authority is found before anything is sent')
  })

  it('takes HTTP basic, in UTF-8', async () => {
    await store({ tls: { authority }, login: 'basic', username: 'هاب', password: 'رمز:۱' })
    const [kind, pair = ''] = (callers.at(-1)?.authorization ?? '').split(' ')
    assert.deepEqual([kind, Buffer.from(pair, 'base64').toString('utf8')], ['Basic', 'هاب:رمز:۱'])
  })

  it('is refused at once when certificate and key do not come together, or the address is not https', async () => {
    const alone = await failureFrom(store({ tls: { authority, certificate: client.cert } }))
    assert.deepEqual([alone.kind, /together/.test(alone.message)], ['misconfigured', true])
    const open = await failureFrom(store({ tls: { authority }, endpoint: endpoint.replace('https', 'http') }))
    assert.equal(open.kind, 'misconfigured')
  })
})

/**
 * The SOAP adapter verifies replies that zeep (Python, libxml2 and xmlsec) has signed, which shares no code with the hub.
 * Debian's packages are installed when that is possible (root, apt); else the test is skipped and says so.
 */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

import type { Call } from '../../adapters/adapter.ts'
import { archiveWsdl } from '../../adapters/web-services/soap/fixtures/archive.ts'
import { authority, erp, stranger } from '../../adapters/web-services/soap/fixtures/reply-signers.ts'
import { soap } from '../../adapters/web-services/soap/index.ts'
import type { Settings } from '../../adapters/web-services/soap/settings.ts'
import { adapterCall, openAdapterIo, type AdapterIo } from '../harness/adapter-io.ts'
import { missingPackages } from '../harness/debian-packages.ts'
import { failureFrom } from '../harness/outside-world.ts'

/** Of Debian, whatever other Python is on the PATH. */
const python = '/usr/bin/python3'
const skip = missingPackages([python, '-c', 'import zeep, xmlsec'], ['python3-zeep', 'python3-xmlsec'])
const script = new URL('./soap-signature/serve.py', import.meta.url).pathname

describe('replies that a Python service signs', { skip }, () => {
  let io: AdapterIo
  let work: string
  let service: ChildProcess
  let origin: string

  before(async () => {
    io = openAdapterIo()
    work = await mkdtemp(join(tmpdir(), 'peyvand-signed-'))
    const [key, cert] = [join(work, 'key.pem'), join(work, 'cert.pem')]
    await writeFile(key, erp.key)
    await writeFile(cert, erp.cert)
    service = spawn(python, [script, key, cert], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [port] = (await once(service.stdout ?? service, 'data')) as [Buffer]
    origin = `http://127.0.0.1:${port.toString().trim()}`
  })
  after(async () => {
    service.kill()
    await once(service, 'exit')
    await io.close()
    await rm(work, { recursive: true })
  })

  async function store(how: string, more: Partial<Settings>): Promise<unknown> {
    const { client } = await soap.connect(
      {
        wsdl: 'archive.wsdl',
        documents: { 'archive.wsdl': archiveWsdl },
        endpoint: `${origin}/${how}`,
        operations: { store: { soapOperation: 'Store', effect: 'once' } },
        ...more,
      },
      io,
    )
    const method = client['store'] as (input: unknown, call: Call) => Promise<unknown>
    return method({ title: 'x' }, adapterCall())
  }
  const reply = { number: '9007199254740993', picture: ['AAEC'] }
  const trusted = { signedBy: authority, subject: 'erp.example.ir' }

  it('are read, whether they carry the certificate as a token or in the key information', async () => {
    assert.deepEqual(await store('binary/sha256', { replies: trusted }), reply)
    assert.deepEqual(await store('issuer/sha512', { replies: { signedBy: erp.cert } }), reply)
  })

  it('are not read by SHA-1 unless that is allowed, nor by a stranger', async () => {
    const refused = await failureFrom(store('binary/sha1', { replies: trusted }))
    assert.equal(refused.code, 'ReplySignatureUnsupported')
    assert.deepEqual(await store('binary/sha1', { replies: { ...trusted, weakAlgorithms: true } }), reply)
    const unknown = await failureFrom(store('binary/sha256', { replies: { signedBy: stranger.cert } }))
    assert.equal(unknown.code, 'ReplySignerUnknown')
  })

  it('are bound to their request when the service signs what they relate to', async () => {
    const replies = { ...trusted, alsoSigned: ['Timestamp', 'RelatesTo'] as ('Timestamp' | 'RelatesTo')[] }
    assert.deepEqual(await store('relates/sha256', { replies, addressing: {} }), reply)
    const unsigned = await failureFrom(store('binary/sha256', { replies, addressing: {} }))
    assert.equal(unsigned.code, 'ReplyNotSigned')
  })
})

/** Whatever is moved, doubled or put in place inside a signed reply: what was not signed is never read. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { elementsIn, textIn } from '../../../engine/values/xml.ts'
import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import type { Call } from '../../adapter.ts'
import { archiveWsdl } from './fixtures/archive.ts'
import { elliptic, erp as signer } from './fixtures/reply-signers.ts'
import { soap } from './index.ts'
import { replyVerifier } from './reply-signature.ts'
import { SignatureError } from './signature-error.ts'
import { signReply } from './simulator-signing.ts'

const now = new Date('2026-06-01T10:00:00Z')
const stored = (inner: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><StoreResponse xmlns="urn:archive">${inner}</StoreResponse></s:Body></s:Envelope>`
const signed = signReply(stored('<number>1</number>'), { by: signer }, { now })
const verify = replyVerifier({ signedBy: signer.cert })

/** The number that is read, or the reason why none is. */
function numberIn(text: string): string {
  try {
    const [message] = elementsIn(verify(text, now).body)
    return textIn(message && elementsIn(message)[0])
  } catch (thrown) {
    if (thrown instanceof SignatureError) return thrown.code
    throw thrown
  }
}

describe('a signed reply', () => {
  const [body = ''] = /<s:Body[\s\S]*<\/s:Body>/.exec(signed) ?? []
  const [header = ''] = /<s:Header>[\s\S]*<\/s:Header>/.exec(signed) ?? []

  it('is read as it was signed, with line ends and comments as they come', () => {
    assert.equal(numberIn(signed), '1')
    assert.equal(numberIn(signed.replace('<number>', '<number><!-- 2 -->')), '1')
    assert.equal(numberIn(signed.replace('<number>1', '<number>2')), 'ReplyAltered')
    assert.equal(numberIn(signed.replace('<number>1', '<number><?x 2?>1')), 'ReplySignatureUnsupported')
  })

  it('never gives what was put beside, around or in place of what was signed', () => {
    const ids = fc.constantFrom('body', 'stamp', 'token', 'other', '')
    const attribute = fc.constantFrom('wsu:Id', 'Id', 'id', 'ID')
    const forged = fc
      .tuple(ids, attribute)
      .map(([id, name]) =>
        body.replace('wsu:Id="body"', id === '' ? '' : `${name}="${id}"`).replace('>1<', '>666<'),
      )
    const hidden = fc.constantFrom(
      (text: string) => text,
      (text: string) => `<x>${text}</x>`,
      (text: string) => `<x><y>${text}</y></x>`,
      (text: string) => text.replace('<s:Body', '<s:Body2').replace('</s:Body', '</s:Body2'),
      () => '',
    )
    const at = fc.constantFrom(
      '</wsse:Security>',
      '</s:Header>',
      '</ds:Signature>',
      '</s:Envelope>',
      '<s:Header>',
      'forged',
    )
    fc.assert(
      fc.property(forged, hidden, at, (lie, hide, place) => {
        const away = hide(body)
        const inside = place === 'forged' ? lie.replace('</StoreResponse>', `${away}</StoreResponse>`) : lie
        const moved = signed.replace(body, inside)
        const whole =
          place === 'forged' || place === '<s:Header>'
            ? moved.replace('<s:Header>', place === 'forged' ? '<s:Header>' : `<s:Header>${away}`)
            : moved.replace(place, `${away}${place}`)
        assert.match(numberIn(whole), /^Reply/)
        // And with the true Body where it belongs, beside a lie elsewhere.
        const beside = place === 'forged' ? signed : signed.replace(place, `${hide(lie)}${place}`)
        assert.match(numberIn(beside), /^(1|Reply\w+)$/)
        assert.match(numberIn(signed.replace(header, header + header)), /^Reply/)
      }),
    )
  })

  it('holds for as long as its Timestamp, and a minute that clocks may differ', () => {
    const at = (seconds: number): string => {
      try {
        verify(signed, new Date(now.getTime() + seconds * 1000))
        return 'read'
      } catch (thrown) {
        return (thrown as SignatureError).code
      }
    }
    assert.deepEqual([-61, -59, 359, 361].map(at), ['ReplyStale', 'read', 'read', 'ReplyStale'])
  })

  it('is not verified by a key of another kind than its algorithm', () => {
    assert.throws(
      () =>
        replyVerifier({ signedBy: elliptic.cert })(
          signReply(stored('<number>1</number>'), { by: signer, certificate: 'none' }, { now }),
          now,
        ),
      { code: 'ReplyAltered' },
    )
  })
})

describe('a reply by HTTP that must be signed', () => {
  it('is no clear no by its status, and is read with attachments', async () => {
    const picture = Buffer.from([0, 13, 10, 255]).toString('base64')
    const text = signReply(
      stored(`<number>1</number><picture>${picture}</picture>`),
      { by: signer },
      { now: new Date() },
    )
    const include = '<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:a%40b"/>'
    const root = text.replace(picture, include)
    const parts = `--b\r\nContent-Type: application/xop+xml; charset=utf-8\r\n\r\n${root}\r\n--b\r\nContent-ID: <a@b>\r\nContent-Transfer-Encoding: base64\r\n\r\n${picture}\r\n--b--\r\n`
    let answer = { status: 401, type: 'text/xml', body: text }
    const server = createServer((request, response) => {
      request
        .resume()
        .on('end', () => response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const io = openAdapterIo()
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const { client } = await soap.connect(
      {
        wsdl: 'archive.wsdl',
        documents: { 'archive.wsdl': archiveWsdl },
        endpoint,
        operations: { store: { soapOperation: 'Store', effect: 'once' } },
        replies: { signedBy: signer.cert },
      },
      io,
    )
    const store = client['store'] as (input: unknown, call: Call) => Promise<unknown>
    for (const [status, body, kind] of [
      [401, text, 'unreadable'],
      [404, '<html>', 'unreadable'],
      [400, text, 'unreadable'],
      [503, '<html>', 'unreachable'],
    ] as const) {
      answer = { status, type: 'text/xml', body }
      const failure = await failureFrom(store({ title: 'x' }, adapterCall()))
      assert.deepEqual([failure.kind, failure.code], [kind, 'ReplyNotSigned'])
    }
    answer = { status: 200, type: 'multipart/related; boundary=b; type="application/xop+xml"', body: parts }
    assert.deepEqual(await store({ title: 'x' }, adapterCall()), { number: '1', picture: [picture] })
    answer = { ...answer, body: parts.replace(`\r\n${picture}`, '\r\nAAEC') }
    assert.equal((await failureFrom(store({ title: 'x' }, adapterCall()))).code, 'ReplyAltered')
    await io.close()
    server.closeAllConnections()
    server.close()
  })
})

/** Signed replies on the wire: taken when they are right, and never read, nor taken for a no, when they are not. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { adapterCall, openAdapterIo, type AdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import type { Call } from '../../adapter.ts'
import { authority, colleague, erp as signer, stranger } from './fixtures/reply-signers.ts'
import { soap } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'
import type { SigningFault } from './simulator-signing.ts'
import { startSimulator, type ErpSimulator } from './simulator.ts'

const password = 'planted-erp-password'
type Replies = NonNullable<Settings['replies']>

describe('a SOAP reply that must be signed', () => {
  let io: AdapterIo
  let erp: ErpSimulator
  let silent: ErpSimulator

  before(async () => {
    io = openAdapterIo()
    erp = await startSimulator({ password, signing: { by: signer } })
    silent = await startSimulator({ password, signing: { by: signer, certificate: 'none' } })
  })
  after(async () => {
    await io.close()
    await erp.close()
    await silent.close()
  })

  async function call(
    name: string,
    input: object,
    { replies = { signedBy: signer.cert }, ...more }: Partial<Settings> = {},
  ): Promise<unknown> {
    const settings = { ...settingsExample, endpoint: erp.endpoint, password, replies, ...more }
    const { client } = await soap.connect(settings, io)
    const method = client[name] as ((input: unknown, call: Call) => Promise<unknown>) | undefined
    assert.ok(method)
    return method(input, adapterCall())
  }
  const invoice = async (more: Partial<Settings> = {}): Promise<string> => {
    const reply = (await call('getInvoice', { number: 'INV-1' }, more)) as { invoice: { number: string } }
    return reply.invoice.number
  }
  const trusting = (more: Partial<Replies>): Partial<Settings> => ({
    replies: { signedBy: signer.cert, ...more },
  })
  const payment = (reference: string): object => ({
    reference,
    invoiceNumber: 'INV-1',
    amountRial: 1_500_000,
    traceNumber: '1234',
    paidAt: '2026-01-02T03:04:05Z',
  })

  it('is read in both versions, by the certificate itself or by its authority and its name', async () => {
    for (const endpoint of [erp.endpoint, erp.endpoint12]) {
      const soapVersion = endpoint === erp.endpoint ? '1.1' : '1.2'
      assert.equal(await invoice({ endpoint, soapVersion }), 'INV-1')
      const byAuthority = trusting({ signedBy: authority, subject: 'erp.example.ir' })
      assert.equal(await invoice({ endpoint, soapVersion, ...byAuthority }), 'INV-1')
    }
  })

  it('is read when it only names its certificate, which is then one of the settings', async () => {
    const { endpoint } = silent
    const several = `${colleague.cert}\n${signer.cert}`
    assert.equal(await invoice({ endpoint, ...trusting({ signedBy: several }) }), 'INV-1')
    const failure = await failureFrom(
      invoice({ endpoint, ...trusting({ signedBy: colleague.cert + stranger.cert }) }),
    )
    assert.equal(failure.code, 'ReplySignerUnknown')
  })

  it('is not believed because of an authority without the name, or of one that is no authority', async () => {
    for (const replies of [
      { signedBy: authority },
      { signedBy: authority, subject: 'another.example.ir' },
      { signedBy: colleague.cert, subject: 'erp.example.ir' },
      { signedBy: stranger.cert, subject: 'erp.example.ir' },
    ]) {
      const failure = await failureFrom(invoice({ replies }))
      assert.deepEqual([failure.kind, failure.code], ['unreadable', 'ReplySignerUnknown'])
    }
  })

  const wrongs: readonly (readonly [SigningFault, string])[] = [
    ['unsigned', 'ReplyNotSigned'],
    ['signedByAnother', 'ReplySignerUnknown'],
    ['signedWithWrongKey', 'ReplyAltered'],
    ['signedByExpired', 'ReplyCertificateExpired'],
    ['bodyChanged', 'ReplyAltered'],
    ['bodyWrapped', 'ReplyWrapped'],
    ['bodyWrappedTwice', 'ReplyWrapped'],
    ['bodyNotSigned', 'ReplyNotSigned'],
    ['timestampStale', 'ReplyStale'],
    ['timestampMissing', 'ReplyNotSigned'],
  ]
  const byAuthority = trusting({ signedBy: authority, subject: 'erp.example.ir' })
  for (const [fault, code] of wrongs) {
    it(`is ${code} by ${fault}, and a payment so answered is neither done nor not done`, async () => {
      erp.misbehave({ kind: fault, operation: 'PostPayment' })
      const failure = await failureFrom(call('postPayment', payment(fault), byAuthority))
      assert.deepEqual([failure.kind, failure.code], ['unreadable', code])
      assert.notEqual(failure.details?.['sent'], false)
      assert.match(failure.message, /^PostPayment of the web service was answered, but the reply /)
      assert.equal(erp.state().postingsByReference[fault], 1)
      assert.ok(await call('postPayment', payment(`${fault} not`), byAuthority))
    })
  }

  it('may go without a Timestamp when the settings ask for none', async () => {
    erp.misbehave({ kind: 'timestampMissing' })
    assert.equal(await invoice(trusting({ alsoSigned: [] })), 'INV-1')
  })

  describe('as a fault', () => {
    const posting = (reference: string): Promise<unknown> =>
      call('postPayment', { ...payment(reference), invoiceNumber: 'none' })

    it('is a refusal when it is signed', async () => {
      const failure = await failureFrom(posting('refused'))
      assert.equal(failure.kind, 'refused')
      assert.match(failure.code ?? '', /^Client\./)
    })

    it('is no certain refusal when nobody vouches for it', async () => {
      erp.misbehave({ kind: 'unsigned' })
      const failure = await failureFrom(posting('doubtful'))
      assert.deepEqual([failure.kind, failure.code], ['unreadable', 'ReplyNotSigned'])
      assert.match(String(failure.details?.['said']), /^Client\./)
      assert.match(failure.message, /not certain, for the reply bears no signature/)
    })

    it('stays a breakdown, which is asked for again, without a signature', async () => {
      erp.misbehave({ kind: 'bareServerFault' })
      erp.misbehave({ kind: 'unsigned' })
      const failure = await failureFrom(invoice())
      assert.deepEqual([failure.kind, failure.code], ['unreachable', 'ReplyNotSigned'])
    })
  })

  it('is no reason to wait when a status alone says so', async () => {
    erp.misbehave({ kind: 'throttled' })
    assert.equal((await failureFrom(invoice())).kind, 'unreachable')
  })

  it('needs certificates that can be read, and addressing for RelatesTo', async () => {
    const broken = signer.cert.replace(/MII/, 'AAA')
    assert.equal((await failureFrom(invoice(trusting({ signedBy: broken })))).kind, 'misconfigured')
    const unaddressed = await failureFrom(invoice(trusting({ alsoSigned: ['RelatesTo'] })))
    assert.match(unaddressed.message, /addressing/)
  })
})

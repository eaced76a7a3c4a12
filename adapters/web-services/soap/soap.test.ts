import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { adapterCall, openAdapterIo, type AdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Call, Connected, Poller } from '../../adapter.ts'
import { soap } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'
import { startSimulator, type ErpSimulator } from './simulator.ts'

const password = 'planted-erp-password'

type Method = (input: unknown, call?: Call) => Promise<unknown>

/** An operation of a connection, by its name. */
function operation(connected: Connected, name: string): Method {
  const method = (connected.client as unknown as Readonly<Record<string, Method>>)[name]
  assert.ok(method, `there is no ${name}`)
  return (input, call = adapterCall()) => method(input, call)
}

const payment = (reference: string): Readonly<Record<string, unknown>> => ({
  reference,
  invoiceNumber: 'INV-1',
  amountRial: 1_500_000,
  traceNumber: '1234',
  paidAt: '2026-01-02T03:04:05Z',
})

describe('the SOAP adapter against the ERP', () => {
  let erp: ErpSimulator
  let io: AdapterIo
  const versions = [
    { soapVersion: '1.1', url: () => erp.endpoint },
    { soapVersion: '1.2', url: () => erp.endpoint12 },
  ] as const

  before(async () => {
    io = openAdapterIo()
    erp = await startSimulator({ password })
  })
  after(async () => {
    await io.close()
    await erp.close()
  })

  const connectErp = async (more: Partial<Settings> = {}): Promise<Connected> =>
    soap.connect({ ...settingsExample, endpoint: erp.endpoint, password, ...more }, io)

  for (const { soapVersion, url } of versions) {
    describe(`over SOAP ${soapVersion}`, () => {
      const connectVersion = (): Promise<Connected> => connectErp({ soapVersion, endpoint: url() })

      it('reads lists, nil, decimals and Persian text exactly as they were sent', async () => {
        const customers = [
          {
            code: 'C1',
            kind: 'person' as const,
            active: true,
            firstName: null,
            lastName: 'شرکت «الف» & ب <تهران>\nخط دوم',
            nationalId: '0012345679',
            mobile: ['09121111111'],
            balance: '12345678901234567.890',
          },
        ]
        await using other = await startErp({ password, customers })
        const connected = await connectErp({
          soapVersion,
          endpoint: soapVersion === '1.1' ? other.erp.endpoint : other.erp.endpoint12,
        })
        const reply = await operation(connected, 'findCustomers')({ nationalId: '0012345679' })
        const [found] = (reply as { customer: Readonly<Record<string, unknown>>[] }).customer
        const { updatedAt, ...rest } = found ?? {}
        assert.match(String(updatedAt), /^\d{4}-\d\d-\d\dT.*Z$/)
        assert.deepEqual(rest, {
          code: 'C1',
          version: '1',
          kind: 'person',
          active: true,
          firstName: null,
          lastName: 'شرکت «الف» & ب <تهران>\nخط دوم',
          nationalId: '0012345679',
          mobile: ['09121111111'],
          balance: '12345678901234567.890',
        })
      })

      it('answers an empty list as an empty list', async () => {
        const reply = await operation(await connectVersion(), 'findCustomers')({ nationalId: 'nobody' })
        assert.deepEqual(reply, { customer: [] })
      })

      it('keeps a document number beyond 2^53 to the last digit', async () => {
        const reply = await operation(await connectVersion(), 'postPayment')(payment(`exact-${soapVersion}`))
        const { documentNumber } = reply as { documentNumber: string }
        const posting = erp.state().postings.find(({ reference }) => reference === `exact-${soapVersion}`)
        assert.equal(documentNumber, posting?.documentNumber)
        assert.ok(BigInt(documentNumber) > BigInt(Number.MAX_SAFE_INTEGER))
      })

      it('writes markup in a value as text, also in the disguise of a CDATA section', async () => {
        const traceNumber = '<![CDATA[a]]></traceNumber><amountRial>1</amountRial><x>]]>'
        await operation(
          await connectVersion(),
          'postPayment',
        )({
          ...payment(`markup-${soapVersion}`),
          traceNumber,
        })
        const posting = erp.state().postings.find(({ reference }) => reference === `markup-${soapVersion}`)
        assert.equal(posting?.traceNumber, traceNumber)
        assert.equal(posting.amountRial, '1500000')
      })

      it('raises a typed fault as a refusal with the code inside the detail and the words of the remote', async () => {
        const failure = await failureFrom(operation(await connectVersion(), 'getInvoice')({ number: 'none' }))
        assert.equal(failure.kind, 'refused')
        assert.equal(failure.code, 'Client.INVOICE_NOT_FOUND')
        assert.match(failure.message, /فاکتور یافت نشد/)
      })

      it('takes a bare Server fault for a breakdown, unless the settings say otherwise', async () => {
        erp.misbehave({ kind: 'bareServerFault', times: 2 })
        const failure = await failureFrom(
          operation(await connectVersion(), 'getInvoice')({ number: 'INV-1' }),
        )
        assert.deepEqual([failure.kind, failure.code], ['unreachable', 'Server'])
        const strict = await connectErp({ soapVersion, endpoint: url(), serverFaultIs: 'refused' })
        assert.equal(
          (await failureFrom(operation(strict, 'getInvoice')({ number: 'INV-1' }))).kind,
          'refused',
        )
      })

      it('takes a wrong password for a refused login, with the password as digest and as text', async () => {
        for (const login of ['usernameTokenDigest', 'usernameTokenText'] as const) {
          const right = await connectErp({ soapVersion, endpoint: url(), login })
          assert.ok(await operation(right, 'getInvoice')({ number: 'INV-1' }))
          const wrong = await connectErp({ soapVersion, endpoint: url(), login, password: 'wrong-password' })
          const failure = await failureFrom(operation(wrong, 'getInvoice')({ number: 'INV-1' }))
          assert.equal(failure.kind, 'unauthenticated')
          const [reached, accepted] = await wrong.check(adapterCall())
          assert.deepEqual([reached?.ok, accepted?.aspect, accepted?.ok], [true, 'login', false])
        }
      })
    })
  }

  it('settles a payment whose answer was lost: posted once, found by the inquiry', async () => {
    const connected = await connectErp()
    const giveUp = new AbortController()
    erp.misbehave({ kind: 'hangAfterWork', operation: 'PostPayment' })
    const posting = failureFrom(
      operation(connected, 'postPayment')(payment('lost'), adapterCall({ signal: giveUp.signal })),
    )
    await soon(() => erp.state().postingsByReference['lost'] === 1)
    giveUp.abort()
    const failure = await posting
    assert.equal(failure.kind, 'unreachable')
    assert.notEqual(failure.details?.['sent'], false)
    const inquiry = await operation(connected, 'findPostedPayment')(payment('lost'))
    const { documentNumber, postedAt } =
      erp.state().postings.find(({ reference }) => reference === 'lost') ?? {}
    assert.deepEqual(inquiry, { outcome: 'done', output: { documentNumber, postedAt } })
    assert.equal(erp.state().postingsByReference['lost'], 1)
  })

  it('says "not done" of a payment that was never posted, and "unknown" of an answer it does not know', async () => {
    const connected = await connectErp()
    assert.deepEqual(await operation(connected, 'findPostedPayment')(payment('never')), {
      outcome: 'notDone',
    })
    const { postPayment, ...others } = settingsExample.operations
    assert.ok(postPayment?.inquiry)
    const inquiry = { ...postPayment.inquiry, notDoneWhen: { refusedWith: 'Client.NOT_FOUND' } }
    const vague = await connectErp({ operations: { ...others, postPayment: { ...postPayment, inquiry } } })
    const answer = (await operation(vague, 'findPostedPayment')(payment('never'))) as { outcome: string }
    assert.equal(answer.outcome, 'unknown')
  })

  it('fills the idempotency key of the call where the caller gave none', async () => {
    const connected = await connectErp()
    await operation(connected, 'postPayment')(payment('keyed'), adapterCall({ key: 'run-9:post:1' }))
    const posting = erp.state().postings.find(({ reference }) => reference === 'keyed')
    assert.equal(posting?.idempotencyKey, 'run-9:post:1')
  })

  it('closes its socket when the call is aborted', async () => {
    await using other = await startErp({ password })
    const connected = await connectErp({ endpoint: other.erp.endpoint })
    const giveUp = new AbortController()
    other.erp.misbehave({ kind: 'hangBeforeWork' })
    const failing = failureFrom(
      operation(connected, 'getInvoice')({ number: 'INV-1' }, adapterCall({ signal: giveUp.signal })),
    )
    await soon(() => other.erp.calls()['GetInvoice'] === 1)
    giveUp.abort()
    assert.equal((await failing).kind, 'unreachable')
    await soon(() => other.erp.openConnections() === 0)
  })

  const misbehaviours = [
    ['serverError', 'unreachable'],
    ['brokenReply', 'unreadable'],
    ['htmlPage', 'unreadable'],
    ['malformedXml', 'unreadable'],
    ['otherMessage', 'unreadable'],
    ['entityBomb', 'unreadable'],
    ['resetBeforeWork', 'unreachable'],
    ['resetAfterWork', 'unreachable'],
    ['throttled', 'throttled'],
    ['typedFault', 'refused'],
  ] as const

  for (const [kind, expected] of misbehaviours) {
    it(`raises ${expected} when the ERP misbehaves by ${kind}`, async () => {
      erp.misbehave({ kind, operation: 'GetInvoice' })
      const failure = await failureFrom(operation(await connectErp(), 'getInvoice')({ number: 'INV-1' }))
      assert.equal(failure.kind, expected)
      if (kind === 'throttled') assert.ok(failure.retryAt)
    })
  }

  it('reads every changed customer once, page by page, and only what changed later', async () => {
    await using other = await startErp({ password })
    const connected = await connectErp({ endpoint: other.erp.endpoint })
    const poller = connected.sources?.['changedCustomers'] as Poller
    const keys: string[] = []
    let page = await poller.poll(undefined, adapterCall())
    for (;;) {
      keys.push(...page.items.map(({ dedupKey }) => dedupKey))
      if (!page.more) break
      page = await poller.poll(page.cursor, adapterCall())
    }
    assert.equal(new Set(keys).size, 300)
    assert.equal(keys.length, 300)
    const [changed] = other.erp.state().customers
    assert.ok(changed)
    other.erp.changeCustomer({ ...changed, lastName: 'نام تازه' })
    const next = await poller.poll(page.cursor, adapterCall())
    assert.deepEqual(
      next.items.map(({ body }) => body.kind === 'sourceRecord' && [body.externalId, body.version]),
      [[changed.code, '301']],
    )
  })

  it('keeps its password out of requests by digest, failures, log and findings', async () => {
    const connected = await connectErp({ login: 'usernameTokenDigest' })
    await operation(connected, 'getInvoice')({ number: 'INV-1' })
    const echoed = await failureFrom(
      operation(connected, 'postPayment')({ ...payment('secret'), invoiceNumber: password }),
    )
    assert.match(echoed.message, /فاکتور \*\*\* یافت نشد/)
    const seen = JSON.stringify([echoed, io.lines, await connected.check(adapterCall())])
    assert.ok(!seen.includes(password))
    const digests = erp.state().received.filter((body) => body.includes('#PasswordDigest'))
    const header = (body: string): string => /<soap:Header>.*<\/soap:Header>/.exec(body)?.[0] ?? ''
    assert.ok(digests.length > 0 && digests.every((body) => !header(body).includes(password)))
  })

  it('refuses to send a readable password without TLS', async () => {
    const open = connectErp({ login: 'basic', endpoint: 'http://erp.example.ir/erp' })
    assert.equal((await failureFrom(open)).kind, 'misconfigured')
  })
})

interface OpenErp extends AsyncDisposable {
  readonly erp: ErpSimulator
}

async function startErp(options: Parameters<typeof startSimulator>[0]): Promise<OpenErp> {
  const erp = await startSimulator(options)
  return { erp, [Symbol.asyncDispose]: () => erp.close() }
}

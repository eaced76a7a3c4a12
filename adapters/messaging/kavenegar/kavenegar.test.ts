/** Kavenegar's client against its simulator: the suite of all providers, and what is special here. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import fc from 'fast-check'

import { failureOf } from '../../../engine/values/failure.ts'
import { adapterCall, openAdapterIo, type AdapterIo } from '../../../test/harness/adapter-io.ts'
import { fakeClock } from '../../../test/harness/fake-clock.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import type { CallbackReader, CallbackRequest } from '../../adapter.ts'
import { messagingSuite } from '../messaging.conformance.ts'
import { kavenegar } from './index.ts'
import { localId } from './mapping.ts'
import { startSimulator, type KavenegarSimulator, type SimulatorOptions } from './simulator.ts'
import { partsOf } from './simulator-messages.ts'

const apiKey = '6B7A2F41/4D+3C2E='
const callbackSecret = 'a-long-enough-secret'
const recipient = '+989121234567'
const text = 'پرداخت شما دریافت شد.'

const clock = fakeClock('2026-03-01T08:00:00Z')
const call = (key = 'run:sendReceipt:1') =>
  adapterCall({ key, deadline: new Date(clock.now().getTime() + 5000) })
const opened: { readonly close: () => Promise<void> }[] = []
let io: AdapterIo
let simulator: KavenegarSimulator
let sms: ReturnType<typeof connect>

before(async () => {
  io = openAdapterIo(clock)
  simulator = await start({ fates: { '09350000001': 'blocked', '09350000002': 'undelivered' } })
  sms = connect(simulator.url)
})
after(async () => {
  await io.close()
  for (const one of opened) await one.close()
})

async function start(options: SimulatorOptions = {}): Promise<KavenegarSimulator> {
  const started = await startSimulator({ clock, apiKey, ...options })
  opened.push(started)
  return started
}

function connect(baseUrl: string, more: { readonly sender?: string; readonly callbackSecret?: string } = {}) {
  const connected = kavenegar.connect({ apiKey, baseUrl, callbackSecret, ...more }, io)
  assert.ok(!(connected instanceof Promise))
  return connected
}

function posted(body: string, more: Partial<CallbackRequest> = {}): CallbackRequest {
  const bytes = new TextEncoder().encode(body)
  const query = { secret: callbackSecret }
  return { method: 'POST', query, headers: {}, body: bytes, remoteAddress: '127.0.0.1', ...more }
}

describe('Kavenegar as a provider', () => {
  messagingSuite(() => ({
    connected: sms,
    recipients: { delivered: recipient, blocked: '+989350000001', failed: '+989350000002' },
    untilDelivered: () => clock.advance(3000),
    textsTo: (to) =>
      simulator
        .state()
        .messages.filter(({ receptor }) => receptor === to.replace('+98', '0'))
        .map((message) => message.text),
    report: (messageId) => posted(`messageid=${messageId}&status=10`),
  }))
})

describe('Kavenegar', () => {
  it('sends one SMS for one key, even when the first answer was lost', async () => {
    const key = 'run-lost:sendReceipt:1'
    const before = simulator.state().messages.length
    simulator.misbehave({ kind: 'resetAfterWork', operation: 'sms/send' })
    const lost = await failureFrom(sms.client.sendMessage({ recipient, text }, call(key)))
    assert.equal(lost.kind, 'unreachable')
    const [first, second] = [
      await sms.client.sendMessage({ recipient, text }, call(key)),
      await sms.client.sendMessage({ recipient, text }, call(key)),
    ]
    assert.equal(first.messageId, second.messageId)
    assert.equal(simulator.state().messages.length, before + 1)
    await sms.client.sendMessage({ recipient, text }, call(`${key}:other`))
    assert.equal(simulator.state().messages.length, before + 2)
  })

  it('makes ids of at most 18 digits, the same for the same key', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (one, other) => {
        assert.match(localId(one), /^\d{1,18}$/)
        assert.equal(localId(one) === localId(other), one === other)
      }),
    )
  })

  it('never takes another message for its own when an id was used before', async () => {
    const key = 'run-clash:sendReceipt:1'
    await sms.client.sendMessage({ recipient, text }, call(key))
    const clash = sms.client.sendMessage({ recipient: '+989127654321', text }, call(key))
    assert.equal((await failureFrom(clash)).kind, 'unreadable')
  })

  it('pays for Persian texts by parts of 70 and 67 characters', async () => {
    const cost = async (length: number) =>
      (await sms.client.sendMessage({ recipient, text: 'س'.repeat(length) }, call(`cost:${length}`))).costRial
    assert.deepEqual(
      [await cost(70), await cost(71), await cost(134), await cost(135)],
      [1200, 2400, 2400, 3600],
    )
    assert.deepEqual(
      [partsOf('a'.repeat(160)), partsOf('a'.repeat(161)), partsOf(`${'a'.repeat(70)}۱`)],
      [1, 2, 2],
    )
  })

  it('gives the kind and the words of every documented status', async () => {
    for (const [code, { kind, title }] of Object.entries(kavenegar.refusals)) {
      simulator.misbehave({ kind: code as `${number}`, operation: 'sms/send' })
      const failure = await failureFrom(sms.client.sendMessage({ recipient, text }, call(`code:${code}`)))
      assert.deepEqual([failure.kind, failure.code], [kind, code])
      assert.ok(failure.message.includes(title.en), failure.message)
    }
  })

  it('is refused a text that is too long, a line that is not ours, and a spent account', async () => {
    const refusal = async (sending: Promise<unknown>) => {
      const { kind, code } = await failureFrom(sending)
      return `${kind} ${code ?? ''}`
    }
    const long = { recipient, text: 'س'.repeat(901) }
    assert.equal(await refusal(sms.client.sendMessage(long, call('long'))), 'refused 413')
    const foreign = connect(simulator.url, { sender: '3000123' })
    assert.equal(await refusal(foreign.client.sendMessage({ recipient, text }, call('line'))), 'refused 412')
    const spent = connect((await start({ creditRial: 1000 })).url)
    assert.equal(await refusal(spent.client.sendMessage({ recipient, text }, call('spent'))), 'refused 418')
  })

  it('sends templates, and is refused one that is not approved', async () => {
    const provider = await start({ templates: { receipt: 'کد %token% برای %token20%' } })
    const { client } = connect(provider.url)
    const values = { token: '118', token20: 'شرکت آزمایشی پیوند' }
    await client.sendTemplate({ recipient, template: 'receipt', values }, call())
    assert.equal(provider.state().messages[0]?.text, 'کد 118 برای شرکت آزمایشی پیوند')
    const unknown = client.sendTemplate({ recipient, template: 'none', values }, call())
    assert.equal((await failureFrom(unknown)).code, '424')
  })

  it('forgets messages after 48 hours', async () => {
    const { messageId } = await sms.client.sendMessage({ recipient, text }, call('old'))
    await clock.advance(48 * 3_600_000 + 1)
    assert.equal((await sms.client.findMessage({ messageId }, call())).state, 'unknown')
  })

  it('reports deliveries, even twice, as items that are told apart by message and state', async () => {
    const reports: string[] = []
    const hub = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => reports.push(chunk.toString()))
      request.on('end', () => response.end('OK'))
    }).listen(0, '127.0.0.1')
    opened.push({ close: async () => void hub.close().closeAllConnections() })
    await new Promise((resolve) => hub.once('listening', resolve))
    const hubUrl = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/`
    const provider = await start({ deliveryUrl: hubUrl })
    const connected = connect(provider.url)
    provider.misbehave({ kind: 'duplicateReport', times: 2 })
    const { messageId } = await connected.client.sendMessage({ recipient, text }, call('report'))
    for (const arrived of [2, 4]) {
      await clock.advance(2000)
      while (reports.length < arrived) await pause(1)
      await clock.settle()
    }
    const reader = connected.sources?.['deliveryReported'] as CallbackReader
    const keys = reports.flatMap((body) => reader.read(posted(body)).items).map(({ dedupKey }) => dedupKey)
    assert.deepEqual(
      keys,
      ['sent', 'sent', 'delivered', 'delivered'].map((state) => `${messageId}:${state}`),
    )
  })

  it('reads callbacks by GET or POST, as form or JSON, in any case of names', () => {
    const reader = sms.sources?.['deliveryReported'] as CallbackReader
    const forms: readonly CallbackRequest[] = [
      posted('', {
        method: 'GET',
        query: { secret: callbackSecret, MessageId: '9223372036854775807', Status: '10' },
      }),
      posted('MessageID=9223372036854775807&STATUS=10'),
      posted('{"messageid": 9223372036854775807, "status": 10, "statustext": "…"}'),
    ]
    for (const form of forms) {
      assert.equal(reader.read(form).items[0]?.dedupKey, '9223372036854775807:delivered')
    }
  })

  it('turns away callbacks that lack what they are about', () => {
    const reader = sms.sources?.['deliveryReported'] as CallbackReader
    for (const body of ['', 'messageid=1', 'messageid=x&status=10', '{"messageid":', '[]', '{}']) {
      assert.throws(
        () => reader.read(posted(body)),
        (thrown) => failureOf(thrown)?.code === 'MALFORMED_CALLBACK',
      )
    }
  })

  it('believes no callback while no secret is set', () => {
    const connected = kavenegar.connect({ apiKey, baseUrl: simulator.url }, io)
    assert.ok(!(connected instanceof Promise))
    const reader = connected.sources?.['deliveryReported'] as CallbackReader
    for (const query of [{}, { secret: '' }, { secret: 'undefined' }]) {
      assert.throws(() => reader.read(posted('messageid=1&status=10', { query })))
    }
  })

  it('hears what customers write, under either of the names that were seen', () => {
    const reader = sms.sources?.['messageReceived'] as CallbackReader
    for (const body of [
      'messageid=7&from=09121234567&to=10004346&message=سلام',
      'messageid=7&sender=989121234567&receptor=10004346&message=سلام',
    ]) {
      const [item] = reader.read(posted(body)).items
      assert.deepEqual(item, {
        dedupKey: '7',
        body: {
          kind: 'message',
          name: 'messageReceived',
          correlationKey: recipient,
          variables: { messageId: '7', sender: recipient, recipient: '10004346', text: 'سلام' },
        },
      })
    }
  })

  it('keeps the key out of failures and log lines, wherever it is', async () => {
    const other = connect((await start({ apiKey: 'another-key' })).url)
    const failures = [await failureFrom(other.client.findMessage({ messageId: '1' }, call()))]
    const closed = await startSimulator()
    await closed.close()
    failures.push(await failureFrom(connect(closed.url).client.findMessage({ messageId: '1' }, call())))
    simulator.misbehave({ kind: 'resetBeforeWork' })
    failures.push(await failureFrom(sms.client.findMessage({ messageId: '1' }, call())))
    assert.deepEqual(
      failures.map(({ kind }) => kind),
      ['unauthenticated', 'unreachable', 'unreachable'],
    )
    const said = JSON.stringify([failures, io.lines])
    assert.ok(!said.includes(apiKey) && !said.includes(encodeURIComponent(apiKey)))
  })

  it('says in its check how much credit is left', async () => {
    const findings = await connect((await start({ creditRial: 4321 })).url).check(call())
    assert.match(findings[1]?.message ?? '', /4321 rial/)
  })
})

/**
 * The suite that every provider of short messages passes, run from its own test file: `messagingSuite(…)` inside a
 * `describe`. It speaks in the words of the standard only; time and handsets are the simulator's.
 */
import assert from 'node:assert/strict'
import { it } from 'node:test'

import { failureOf } from '../../engine/values/failure.ts'
import { adapterCall } from '../../test/harness/adapter-io.ts'
import type { CallbackReader, CallbackRequest, Connected } from '../adapter.ts'
import type { MessageState } from './messaging.ts'

/** What the suite asks of a client. */
export interface MessagingClient {
  sendMessage(
    input: { recipient: string; text: string },
    call: ReturnType<typeof adapterCall>,
  ): Promise<{ messageId: string; state: MessageState; costRial?: number }>
  findMessage(
    input: { messageId: string },
    call: ReturnType<typeof adapterCall>,
  ): Promise<{ state: MessageState }>
}

/** A provider under test: the connection, and the world behind it. */
export interface MessagingUnderTest {
  readonly connected: Pick<Connected, 'sources'> & { readonly client: MessagingClient }
  /** Recipients whose messages end as the name says. */
  readonly recipients: { readonly delivered: string; readonly blocked: string; readonly failed: string }
  /** Lets as much time pass as a message needs to its end. */
  readonly untilDelivered: () => Promise<void>
  /** Texts that were really sent to a recipient, in order. */
  readonly textsTo: (recipient: string) => readonly string[]
  /** A report of delivery as the provider would post it, with the right secret. */
  readonly report: (messageId: string) => CallbackRequest
}

/** Registers the tests; `open` is called once for each. */
export function messagingSuite(open: () => MessagingUnderTest): void {
  let count = 0
  const call = () => adapterCall({ key: `run:${(count += 1)}:1`, deadline: new Date(8.64e15) })
  const textOf = (): string => `متن آزمایشی ${count}`

  it('sends a Persian text as it was written', async () => {
    const { connected, recipients, textsTo } = open()
    const text = `سلام «علی» ‌جان، ۱۲۳ + 50% & کد=7 ${textOf()}`
    const { messageId, state } = await connected.client.sendMessage(
      { recipient: recipients.delivered, text },
      call(),
    )
    assert.ok(messageId !== '' && (state === 'queued' || state === 'sent'))
    assert.equal(textsTo(recipients.delivered).at(-1), text)
  })

  it('says how a message ended', async () => {
    const { connected, recipients, untilDelivered } = open()
    for (const [expected, recipient] of Object.entries(recipients)) {
      const { messageId } = await connected.client.sendMessage({ recipient, text: textOf() }, call())
      await untilDelivered()
      const { state } = await connected.client.findMessage({ messageId }, call())
      assert.equal(state, expected)
    }
  })

  it('does not know a message that was never sent', async () => {
    const { state } = await open().connected.client.findMessage({ messageId: '99999999999' }, call())
    assert.equal(state, 'unknown')
  })

  it('hears of a delivery only from who knows the secret', () => {
    const { connected, report } = open()
    const reader = connected.sources?.['deliveryReported'] as CallbackReader
    const { items } = reader.read(report('8792343'))
    assert.equal(items[0]?.body.kind === 'message' && items[0].body.correlationKey, '8792343')
    for (const secret of ['', 'wrong']) {
      assert.throws(
        () => reader.read({ ...report('8792343'), query: { secret } }),
        (thrown) => failureOf(thrown)?.kind === 'refused',
      )
    }
  })
}

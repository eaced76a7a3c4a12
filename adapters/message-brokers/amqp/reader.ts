/**
 * A queue as a polled source. The broker pushes as many deliveries as the prefetch allows; a poll takes some of them as
 * a page, unacknowledged. The next poll brings the cursor of that page only when the page is durably stored: then it is
 * acknowledged. With any other cursor it is given once more. What a broken line or a dead process has left
 * unacknowledged the broker delivers again, and the ids in the cursor say what of it was stored.
 */
import type { ConsumeMessage } from 'amqplib'

import { fail } from '../../../engine/values/failure.ts'
import type { Call, Io, PolledPage, Poller, SourceItem } from '../../adapter.ts'
import { failureFor } from './failures.ts'
import { within, type Link } from './link.ts'
import { cursorAfter, draw, remembered, type Poison } from './page.ts'
import type { SourceSettings } from './settings.ts'
import { openTenure, usualPrefetch, type Tenure } from './tenure.ts'
import { isMissing, onChannel, parkingQueueOf } from './topology.ts'

/** What reading is made of. */
export interface ReaderPorts {
  readonly link: Link
  readonly io: Io
}

/** A page that was given, and is not known to be stored. */
interface Page {
  readonly items: readonly SourceItem[]
  readonly cursor: string
  /** The last delivery of it: all up to here is acknowledged with it. */
  readonly last: ConsumeMessage
}

/** A look waits so long for a delivery, ms. */
const lookMs = 1_000
/** Without a poll for so long others may have what waits, ms: the source is paused, or another process polls it. */
const idleMs = 30_000
const previewed = 10
/** What is parked is counted again after so long, ms: others may take it out. */
const recountMs = 30_000

/** Reads one queue. */
export function queueReader(source: SourceSettings, { link, io }: ReaderPorts): Poller {
  const attempt = `Reading the queue ${source.queue}`
  const most = Math.min(remembered, Math.max(1, Math.floor((source.prefetch ?? usualPrefetch) / 2)))
  let present: Tenure | undefined
  let page: Page | undefined
  let resting = new AbortController()
  let parked: { readonly count: number; readonly at: number } | undefined

  const failed = (thrown: unknown): unknown =>
    failureFor(link.causeOf(thrown), { attempt, now: io.clock.now() })

  async function tenureFor(call: Call): Promise<Tenure> {
    if (present !== undefined && present.end === undefined) return present
    page = undefined
    const connection = await link.connected(attempt, call)
    const opening = openTenure(connection, source)
    const giveUp = (): void =>
      void opening.then(
        (late) => late.letGo(),
        () => undefined,
      )
    present = await within(opening, { attempt, call, io, giveUp })
    return present
  }

  /** Resolves when something has come, or nothing has for a while. */
  async function arrival(tenure: Tenure, call: Call): Promise<void> {
    if (tenure.waiting.length > 0) return
    const news = new AbortController()
    tenure.onNews(() => news.abort())
    await io.clock.sleep(lookMs, AbortSignal.any([news.signal, call.signal]))
    if (tenure.end !== undefined) throw tenure.end
    if (call.signal.aborted) throw fail('unreachable', `${attempt} failed: it was called off.`)
  }

  /** Takes a page off what waits. What cannot be read is set aside before anything is acknowledged. */
  async function take(tenure: Tenure, cursor: string | undefined, call: Call): Promise<PolledPage> {
    const { taken, items, marks, poison } = draw(source, tenure.waiting, { cursor, most })
    const rejected = await setAside(tenure, poison, call)
    const deliveries = tenure.waiting.splice(0, taken)
    const last = deliveries.findLast((delivery) => !rejected.has(delivery))
    const next = cursorAfter(cursor, marks, Buffer.from(io.randomBytes(9)).toString('base64url'))
    const more = tenure.waiting.length > 0
    if (items.length === 0 || last === undefined) {
      if (last !== undefined) tenure.channel.ack(last, true)
      return { items: [], cursor: cursor ?? next, more }
    }
    page = { items, cursor: next, last }
    // The next poll comes at once, so that what is stored is soon acknowledged.
    return { items, cursor: next, more: true }
  }

  /** Gives those that the broker has for good; parked ones are acknowledged like the others. */
  async function setAside(
    tenure: Tenure,
    poison: readonly Poison[],
    call: Call,
  ): Promise<ReadonlySet<ConsumeMessage>> {
    if (poison.length === 0) return new Set()
    const { channel } = tenure
    const reasons = [...new Set(poison.map(({ reason }) => reason))]
    io.log.warn('deliveries cannot be read', { queue: source.queue, count: poison.length, reasons })
    if (source.poison === 'deadLetter') {
      for (const { delivery } of poison) channel.nack(delivery, false, false)
      return new Set(poison.map(({ delivery }) => delivery))
    }
    const queue = parkingQueueOf(source)
    const returned: unknown[] = []
    const note = (message: unknown): void => void returned.push(message)
    channel.on('return', note)
    for (const { delivery, reason } of poison) {
      channel.sendToQueue(queue, delivery.content, parkedOptions(delivery, reason))
    }
    await within(channel.waitForConfirms(), { attempt: `Parking deliveries of ${source.queue}`, call, io })
    channel.off('return', note)
    parked = undefined
    if (returned.length === 0) return new Set()
    // Nothing is acknowledged; the next tenure makes the queue again.
    tenure.letGo()
    throw fail('unreachable', `Parking deliveries of ${source.queue} failed: the queue ${queue} is gone.`)
  }

  /** How many deliveries wait in the parking queue. */
  async function whatIsParked(call: Call): Promise<Pick<PolledPage, 'parked'>> {
    if (source.poison === 'deadLetter') return {}
    const queue = parkingQueueOf(source)
    const now = io.clock.now().getTime()
    if (parked === undefined || now - parked.at >= recountMs) {
      const connection = await link.connected(attempt, call)
      const count = await within(
        onChannel(connection, (channel) => channel.checkQueue(queue)).then(
          ({ messageCount }) => messageCount,
          (error: unknown) => {
            if (isMissing(error)) return 0
            throw error
          },
        ),
        { attempt: `Looking at the queue ${queue}`, call, io },
      )
      parked = { count, at: now }
    }
    return { parked: { queue, count: parked.count } }
  }

  function restFrom(): void {
    const rest = new AbortController()
    resting = rest
    void io.clock.sleep(idleMs, rest.signal).then(() => {
      if (!rest.signal.aborted) present?.letGo()
    })
  }

  async function poll(cursor: string | undefined, call: Call): Promise<PolledPage> {
    const tenure = await tenureFor(call)
    if (page !== undefined && page.cursor !== cursor)
      return { items: page.items, cursor: page.cursor, more: true }
    if (page !== undefined) tenure.channel.ack(page.last, true)
    page = undefined
    await arrival(tenure, call)
    return take(tenure, cursor, call)
  }

  /** Looks at the first few, and goes: the broker puts them back. Where somebody reads alone there is nothing to see. */
  async function preview(call: Call): Promise<PolledPage> {
    const connection = await link.connected(attempt, call)
    const deliveries: ConsumeMessage[] = []
    const enough = new AbortController()
    await onChannel(connection, async (channel) => {
      await channel.prefetch(previewed)
      await channel.consume(source.queue, (delivery) => {
        if (delivery !== null && deliveries.length < previewed) deliveries.push(delivery)
        if (deliveries.length === previewed) enough.abort()
      })
      await io.clock.sleep(lookMs, AbortSignal.any([enough.signal, call.signal]))
    })
    const { items } = draw(source, deliveries, { cursor: undefined, most: previewed })
    return { items, cursor: '', more: false }
  }

  return {
    poll: async (cursor, call) => {
      resting.abort()
      try {
        const found = await poll(cursor, call)
        return { ...found, ...(await whatIsParked(call)) }
      } catch (thrown) {
        throw failed(thrown)
      } finally {
        restFrom()
      }
    },
    preview: async (_cursor, call) => {
      try {
        return await within(preview(call), { attempt, call, io })
      } catch (thrown) {
        throw failed(thrown)
      }
    },
  }
}

/** As it came, with the reason and where it was. */
function parkedOptions(
  { fields, properties }: ConsumeMessage,
  reason: string,
): { readonly [name: string]: unknown } {
  const { headers, messageId, correlationId, type, timestamp, contentType } =
    properties as unknown as Readonly<Record<string, unknown>>
  return {
    persistent: true,
    mandatory: true,
    messageId,
    correlationId,
    type,
    timestamp,
    contentType,
    headers: {
      ...(headers as object | undefined),
      'x-reason': reason.slice(0, 2_000),
      'x-exchange': fields.exchange,
      'x-routing-key': fields.routingKey,
    },
  }
}

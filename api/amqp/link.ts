/**
 * The hub's line to its message broker. It comes back by itself: every loss starts again with a new connection, on
 * which whoever uses it declares its exchanges and queues anew.
 */
import { connect, type ChannelModel } from 'amqplib'

import { fullJitterMs, type RetryPolicy } from '../../engine/connections/backoff.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { Log } from '../../engine/values/log.ts'

/** What the line is made of. */
export interface LinkPorts {
  /** `amqp://user:password@host:5672/vhost`; never logged. */
  readonly url: string
  readonly clock: Clock
  readonly log: Log
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
  /** Works over one connection until `lost` aborts, and says when it has all it needs there; a failure is a loss too. */
  readonly work: (connection: ChannelModel, lost: AbortSignal, isReady: () => void) => Promise<void>
}

/** The line. */
export interface BrokerLink {
  start(): void
  stop(): Promise<void>
  /** False while there is no connection. */
  readonly isUp: boolean
}

const heartbeatSeconds = 10
const connectWithinMs = 10_000

/** Makes the line; nothing happens before `start`. */
export function brokerLink({ url, clock, log, random, work }: LinkPorts): BrokerLink {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let isUp = false

  async function once(): Promise<void> {
    const connection = await connect(withHeartbeat(url), {
      timeout: connectWithinMs,
      clientProperties: { connection_name: 'peyvand' },
    })
    const lost = new AbortController()
    const lose = (): void => lost.abort()
    connection.on('close', lose)
    // Without a listener an error of the connection would end the process; `close` follows it.
    connection.on('error', lose)
    stopping.signal.addEventListener('abort', lose, { once: true })
    try {
      await work(connection, lost.signal, () => {
        isUp = true
        log.info('the message broker is connected')
      })
    } finally {
      isUp = false
      stopping.signal.removeEventListener('abort', lose)
      lose()
      await connection.close().catch(() => undefined)
    }
  }

  async function keepUp(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      const began = clock.now().getTime()
      await once().catch((error: unknown) => {
        log.warn('the message broker is lost; it is tried again', { reason: reasonOf(error) })
      })
      if (clock.now().getTime() - began > backoff.capMs) failures = 0
      await clock.sleep(fullJitterMs(Math.min(failures + 1, 20), random(), backoff), stopping.signal)
    }
  }

  return {
    get isUp() {
      return isUp
    },
    start: () => {
      running = keepUp()
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

const backoff: Pick<RetryPolicy, 'baseMs' | 'capMs'> = { baseMs: 500, capMs: 5_000 }

/** A silent line is noticed by its missing heartbeats. */
function withHeartbeat(url: string): string {
  const address = new URL(url)
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(heartbeatSeconds))
  return address.href
}

/** The broker's words without the address, which holds the password. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/amqps?:\/\/\S+/g, 'amqp://…') : 'unknown'
}

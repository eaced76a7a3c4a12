/** The load generator: so many callers at once, each sending its next request when the last is answered. */
import { Pool } from 'undici'

/** One request. */
export interface Post {
  readonly path: string
  readonly body: unknown
}

/** What to send. */
export interface LoadOptions {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Callers at once. */
  readonly concurrency: number
  /** The n-th request, counted over warm-up and measurement. */
  readonly post: (n: number) => Post
  /** Whether an answer of 2xx is a good one. */
  readonly isGood?: (answer: string) => boolean
}

/** What came of it. */
export interface Measured {
  /** Answered requests. */
  readonly count: number
  readonly seconds: number
  /** Milliseconds of each request. */
  readonly latencies: readonly number[]
}

/** Callers that can be sent off for a while, again and again. */
export interface Load {
  /** Sends requests for so long; throws the first answer that is not a good one. */
  run(seconds: number): Promise<Measured>
  close(): Promise<void>
}

/** Work inside this process: so many at once for so long; the last ones are let end. */
export async function inProcess(work: {
  readonly concurrency: number
  readonly seconds: number
  readonly act: () => Promise<void>
}): Promise<Measured> {
  const latencies: number[] = []
  const began = performance.now()
  const endAt = began + work.seconds * 1_000
  await allOf(work.concurrency, async () => {
    while (performance.now() < endAt) {
      const beganAt = performance.now()
      await work.act()
      latencies.push(performance.now() - beganAt)
    }
  })
  return { count: latencies.length, seconds: (performance.now() - began) / 1_000, latencies }
}

/** Opens the connections, one for each caller. */
export function openLoad(options: LoadOptions): Load {
  const { url, headers = {}, concurrency, post, isGood = () => true } = options
  const pool = new Pool(url, { connections: concurrency, pipelining: 1, keepAliveTimeout: 60_000 })
  const allHeaders = { ...headers, 'content-type': 'application/json' }
  let sent = 0

  async function send(): Promise<void> {
    const { path, body } = post((sent += 1))
    const json = JSON.stringify(body)
    const { statusCode, body: answer } = await pool.request({
      path,
      method: 'POST',
      headers: allHeaders,
      body: json,
    })
    const text = await answer.text()
    if (statusCode < 200 || statusCode > 299 || !isGood(text))
      throw new Error(`POST ${path} was answered ${String(statusCode)}: ${text.slice(0, 500)}`)
  }

  return {
    run: async (seconds) => {
      const latencies: number[] = []
      const began = performance.now()
      const endAt = began + seconds * 1_000
      await allOf(concurrency, async () => {
        while (performance.now() < endAt) {
          const sentAt = performance.now()
          await send()
          latencies.push(performance.now() - sentAt)
        }
      })
      return { count: latencies.length, seconds: (performance.now() - began) / 1_000, latencies }
    },
    close: () => pool.close(),
  }
}

/** Lets so many callers work at once; when one fails the others finish before its error is thrown. */
export async function allOf(concurrency: number, caller: () => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, caller))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Reads what a hub says of itself, before and after. */

/** What a hub spent in a while. */
export interface Spent {
  /** The while itself, on the wall. */
  readonly seconds: number
  /** Seconds that group commits waited for the database; several collections may wait at once. */
  readonly commitSeconds: number
  readonly batches: number
  readonly writes: number
  /** Seconds of one core. */
  readonly cpuSeconds: number
}

/** Tells what the hub spent since `since`, or since it began. */
export type Meter = (since?: Spent) => Promise<Spent>

/** Opens the meter of a hub. */
export function openMeter(url: string): Meter {
  return async (since) => {
    const reply = await fetch(`${url}/metrics`)
    const text = await reply.text()
    if (!reply.ok) throw new Error(`GET /metrics was answered ${String(reply.status)}: ${text.slice(0, 500)}`)
    const now: Spent = {
      seconds: performance.now() / 1_000,
      commitSeconds: sum(text, /^peyvand_commit_\w+_seconds_total (\S+)$/gm),
      batches: sum(text, /^peyvand_commit_\w+_batches_total (\S+)$/gm),
      writes: sum(text, /^peyvand_commit_\w+_writes_total (\S+)$/gm),
      cpuSeconds: sum(text, /^process_cpu_seconds_total (\S+)$/gm),
    }
    return since === undefined ? now : difference(now, since)
  }
}

function sum(text: string, pattern: RegExp): number {
  const values = [...text.matchAll(pattern)].map(([, value]) => Number(value))
  if (values.length === 0) throw new Error(`the hub does not measure ${pattern.source}`)
  return values.reduce((total, value) => total + value, 0)
}

function difference(now: Spent, then: Spent): Spent {
  return {
    seconds: now.seconds - then.seconds,
    commitSeconds: now.commitSeconds - then.commitSeconds,
    batches: now.batches - then.batches,
    writes: now.writes - then.writes,
    cpuSeconds: now.cpuSeconds - then.cpuSeconds,
  }
}

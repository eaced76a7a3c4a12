/** What every measurement is given, and the one way in which steady load is measured. */
import type { HubClient } from '../../api/cli/hub-client.ts'
import type { Line } from './figures.ts'
import { openLoad, type LoadOptions } from './load.ts'
import type { Meter } from './meter.ts'

/** A hub under test and how thoroughly to look. */
export interface Bench {
  readonly url: string
  readonly key: string
  readonly api: HubClient
  readonly meter: Meter
  readonly baselineUrl: string
  /** The URI of the hub's own database. */
  readonly database: string
  readonly isQuick: boolean
  /** A URI with a database of a name of its own, dropped in the end. */
  readonly freshDatabase: () => Promise<string>
}

/** Callers at once. */
export const concurrencies = [1, 16, 64] as const

/** Steady load on the hub, or on the baseline, which has no meter. */
export async function steady(bench: Bench, load: LoadOptions): Promise<Pick<Line, 'measured' | 'spent'>> {
  const [warmUp, seconds] = bench.isQuick ? [0.2, 1] : [1, 6]
  const callers = openLoad(load)
  try {
    await callers.run(warmUp)
    if (load.url !== bench.url) return { measured: await callers.run(seconds) }
    const before = await bench.meter()
    const measured = await callers.run(seconds)
    return { measured, spent: await bench.meter(before) }
  } finally {
    await callers.close()
  }
}

/** The head of a request by whom the hub trusts. */
export function trusted({ key }: Bench): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` }
}

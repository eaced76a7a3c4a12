/** Figures from measurements, and the table of them. */
import type { Measured } from './load.ts'
import type { Spent } from './meter.ts'

/** One line of the table. */
export interface Line {
  /** What was measured, with its unit: `messages`. */
  readonly what: string
  /** Callers at once. */
  readonly concurrency: number
  readonly measured: Measured
  /** Units in one request, where that is not one. */
  readonly perRequest?: number
  /** What the hub spent on it; the baseline has no such figures. */
  readonly spent?: Spent
  /** Round trips to the database for one unit, where they were counted. */
  readonly trips?: number
  /** Units per second of the baseline at the same concurrency. */
  readonly baseline?: number
}

/** Units per second. */
export function rate({ measured, perRequest = 1 }: Pick<Line, 'measured' | 'perRequest'>): number {
  return (measured.count * perRequest) / measured.seconds
}

/** The value below which that share (0 to 1) of the values lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

const columns = [
  'what',
  'at once',
  'per second',
  'p50 ms',
  'p99 ms',
  'to plain',
  'db busy',
  'ms/batch',
  'writes/batch',
  'hub CPU',
  'CPU ms each',
  'db trips each',
]

/** The lines as a table that reads well in a terminal and is Markdown. */
export function table(lines: readonly Line[]): string {
  const rows = [columns, ...lines.map(cells)]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const drawn = rows.map((row) => {
    const padded = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return column === 0 ? cell.padEnd(width) : cell.padStart(width)
    })
    return `| ${padded.join(' | ')} |`
  })
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [drawn[0], rule, ...drawn.slice(1)].join('\n')
}

function cells(line: Line): readonly string[] {
  const { what, concurrency, measured, baseline } = line
  return [
    what,
    String(concurrency),
    short(rate(line)),
    ...latencyCells(measured),
    baseline === undefined ? '' : `${(rate(line) / baseline).toFixed(2)}×`,
    ...spentCells(line),
    line.trips === undefined ? '' : line.trips.toFixed(2),
  ]
}

/** Empty for what was measured in other processes, which tell only how many and how long. */
function latencyCells({ latencies }: Measured): readonly string[] {
  if (latencies.length === 0) return ['', '']
  return [short(percentile(latencies, 0.5)), short(percentile(latencies, 0.99))]
}

function spentCells(line: Line): readonly string[] {
  if (line.spent === undefined) return ['', '', '', '', '']
  const { seconds, commitSeconds, batches, writes, cpuSeconds } = line.spent
  const units = line.measured.count * (line.perRequest ?? 1)
  return [
    percent(commitSeconds / seconds),
    batches === 0 ? '' : short((commitSeconds * 1_000) / batches),
    batches === 0 ? '' : short(writes / batches),
    percent(cpuSeconds / seconds),
    ((cpuSeconds * 1_000) / units).toFixed(2),
  ]
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)}%`
}

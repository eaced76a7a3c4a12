/** What the hub measures of itself, for Prometheus. Labels are names from our own lists, never data. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { CallReport, ConnectionState } from '../engine/connections/service.ts'
import type { RequestReport } from './rest/router.ts'

/** Takes measurements and tells them. */
export interface Metrics {
  readonly onRequest: (report: RequestReport) => void
  readonly onCall: (report: CallReport) => void
  /** Seconds spent waiting for the database by group commit, by collection. */
  readonly watchCommits: (
    name: string,
    spent: () => { readonly seconds: number; readonly writes: number; readonly batches: number },
  ) => void
  readonly watchConnections: (states: () => readonly ConnectionState[]) => void
  /** The Prometheus text format. */
  readonly text: () => Promise<{ readonly type: string; readonly content: string }>
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Makes the metrics of one hub, in a registry of its own. */
export function metrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'peyvand_http_seconds',
    help: 'Requests to the API, by operation and status',
    labelNames: ['operation', 'status'],
    buckets,
    registers,
  })
  const calls = new Histogram({
    name: 'peyvand_call_seconds',
    help: 'Calls of outside systems, by connection, operation and outcome',
    labelNames: ['connection', 'operation', 'outcome'],
    buckets,
    registers,
  })
  return {
    onRequest: ({ operation, status, seconds }) =>
      requests.observe({ operation, status: String(status) }, seconds),
    onCall: ({ connection, operation, outcome, seconds }) =>
      calls.observe({ connection, operation, outcome }, seconds),
    watchCommits: (name, spent) => {
      const figures = ['seconds', 'writes', 'batches'] as const
      for (const figure of figures) {
        const counter = new Counter({
          name: `peyvand_commit_${name}_${figure}_total`,
          help: `Group commit of ${name}: ${figure}`,
          registers,
          collect: () => {
            counter.reset()
            counter.inc(spent()[figure])
          },
        })
      }
    },
    watchConnections: (states) => {
      const open = new Gauge({
        name: 'peyvand_breaker_open',
        help: '1 while a connection is not called',
        labelNames: ['connection'],
        registers,
        collect: () => {
          open.reset()
          for (const { name, breaker } of states())
            open.set({ connection: name }, breaker === 'closed' ? 0 : 1)
        },
      })
      const busy = new Gauge({
        name: 'peyvand_calls_active',
        help: 'Calls under way, by connection',
        labelNames: ['connection'],
        registers,
        collect: () => {
          busy.reset()
          for (const { name, active } of states()) busy.set({ connection: name }, active)
        },
      })
    },
    text: async () => ({ type: registry.contentType, content: await registry.metrics() }),
  }
}

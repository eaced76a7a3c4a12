/** Is it alive, is it ready, what does it offer. */
import { readFile } from 'node:fs/promises'

import type mongoose from 'mongoose'

import type { Connections } from '../../engine/connections/service.ts'
import type { Sources } from '../../engine/connections/sources.ts'
import type { Metrics } from '../metrics.ts'
import type { Contract } from './contract.ts'
import { ok, type Handlers } from './handler.ts'

/** What these pages look at. */
export interface ServicePorts {
  readonly contract: Contract
  readonly metrics: Metrics
  readonly database: mongoose.Connection
  readonly connections: Connections
  readonly sources: Sources
  /** When there is one. */
  readonly broker: { readonly isUp: boolean } | undefined
  readonly isStopping: () => boolean
}

interface Finding {
  readonly name: string
  readonly ok: boolean
  readonly message: string
}

type Ids =
  | 'landingPage'
  | 'getHealth'
  | 'getReadiness'
  | 'getMetrics'
  | 'getOpenapiYaml'
  | 'getOpenapiJson'
  | 'getAsyncapi'

/** Serves the pages. */
export function serviceHandlers(ports: ServicePorts): Handlers<Ids> {
  const { contract, metrics } = ports
  return {
    landingPage: () => ({ status: 200, text: { type: 'text/html; charset=utf-8', content: landing } }),
    getHealth: () => ok({ status: 'alive' }),
    getReadiness: async () => {
      const checks = await findings(ports)
      const isReady = checks.every((check) => check.ok)
      const status = isReady ? 'ready' : 'notReady'
      return isReady
        ? ok({ status, checks })
        : { status: 503, body: { status, checks }, headers: { 'retry-after': '5' } }
    },
    getMetrics: async () => ({ status: 200, text: await metrics.text() }),
    getOpenapiYaml: () => ({
      status: 200,
      text: { type: 'application/yaml; charset=utf-8', content: contract.yaml },
    }),
    getOpenapiJson: () => ok(contract.document),
    getAsyncapi: async () => ({
      status: 200,
      text: { type: 'application/yaml; charset=utf-8', content: await readFile(asyncapi, 'utf8') },
    }),
  }
}

async function findings({
  database,
  connections,
  sources,
  broker,
  isStopping,
}: ServicePorts): Promise<readonly Finding[]> {
  if (isStopping()) return [{ name: 'process', ok: false, message: 'is stopping' }]
  const store = await databaseFinding(database)
  const breakers = connections.states().map(({ name, breaker }) => ({
    name: `connection ${name}`,
    ok: breaker === 'closed',
    message: breaker === 'closed' ? 'is called' : connections.words(name).join(' ') || 'is being tried again',
  }))
  const unhealthy = store.ok ? await sources.unhealthy() : []
  const behind = unhealthy.map(({ name, why }) => ({ name: `source ${name}`, ok: false, message: why }))
  const line =
    broker === undefined
      ? []
      : [
          {
            name: 'message broker',
            ok: broker.isUp,
            message: broker.isUp ? 'is connected' : 'is being tried again',
          },
        ]
  return [store, ...line, ...breakers, ...behind]
}

async function databaseFinding(database: mongoose.Connection): Promise<Finding> {
  const began = performance.now()
  try {
    await database.db?.command({ ping: 1 }, { timeoutMS: 2_000 })
    const ms = Math.round(performance.now() - began)
    return { name: 'database', ok: true, message: `answers in ${String(ms)} ms` }
  } catch {
    return { name: 'database', ok: false, message: 'does not answer' }
  }
}

const asyncapi = new URL('../../contracts/asyncapi.yaml', import.meta.url)

const landing = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Peyvand</title>
<body style="font:16px/1.6 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem">
<h1>Peyvand · پیوند</h1>
<p>The hub is running. <a href="/docs">What it offers</a> · <a href="/openapi.yaml">its contract</a> · <a href="/asyncapi.yaml">its events</a> ·
<a href="/readyz">is it ready</a> · <a href="/metrics">metrics</a></p>
</body></html>
`

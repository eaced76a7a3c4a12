/** The HTTP server of a hub: the contract's operations and their documentation, on one port. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import express, { type Express } from 'express'

import type { Clock } from '../engine/values/clock.ts'
import { addDocs } from './rest/docs.ts'
import { addOperations, closeRouter, type RouterPorts } from './rest/router.ts'
import type { Settings } from './settings.ts'

/** A server that takes requests. */
export interface HttpServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string
  /** Takes no new requests; those under way have the time of the settings, then they are cut. */
  stop(): Promise<void>
}

/** Starts it. */
export async function httpServer(settings: Settings, router: RouterPorts): Promise<HttpServer> {
  const app = express()
  // Before anything is added: what is written otherwise than in the contract is not in it.
  app.enable('case sensitive routing').enable('strict routing')
  addDocs(app, router.contract)
  addOperations(app, router)
  closeRouter(app, router)
  const server = await listen(app, settings)
  return {
    url: addressOf(server, settings),
    stop: () => closed(server, settings.shutdownMs, router.clock),
  }
}

async function listen(app: Express, { host, port }: Settings): Promise<Server> {
  const server = createServer(app)
  server.keepAliveTimeout = 65_000
  server.listen({ port, host, backlog: 1_024 })
  await once(server, 'listening')
  return server
}

function addressOf(server: Server, { host }: Settings): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`
}

/** Waits for the answers under way; what takes longer is cut. A connection that has had its answer is let go. */
async function closed(server: Server, withinMs: number, clock: Clock): Promise<void> {
  const giveUpAt = clock.now().getTime() + withinMs
  let isClosed = false
  const done = once(server, 'close').then(() => (isClosed = true))
  server.close()
  while (!isClosed && clock.now().getTime() < giveUpAt) {
    server.closeIdleConnections()
    const enough = new AbortController()
    await Promise.race([done, clock.sleep(50, enough.signal)])
    enough.abort()
  }
  server.closeAllConnections()
  await done
}

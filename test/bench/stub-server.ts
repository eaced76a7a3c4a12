/** A remote system that answers at once: any POST gets a small JSON. A process of its own; tells its parent the port. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"reference":"R-1403-77","amountRial":1500000}')
  })
})
server.keepAliveTimeout = 60_000
server.listen({ port: 0, host: '127.0.0.1', backlog: 1_024 })
await once(server, 'listening')
process.on('disconnect', () => process.exit(0))
process.send?.({ port: (server.address() as AddressInfo).port })

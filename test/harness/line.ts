/** A TCP line to a server on a loopback port: what all lines of the harness have in common. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The line. */
export interface Line {
  readonly port: number
  /** All ends of its connections. */
  readonly sockets: ReadonlySet<Socket>
  /** Takes no new connection and ends those that there are. */
  close(): Promise<void>
}

/** How a connection is carried; `near` is the guest's end, `far` the server's. */
export interface Carrying {
  readonly carry: (near: Socket, far: Socket) => void
  /** Whether a guest is let in; others are reset. Default: everybody. */
  readonly mayCome?: () => boolean
}

/** Opens a line to a server. What ends on one side ends on the other. */
export async function openLine(
  target: { readonly host: string; readonly port: number },
  { carry, mayCome = () => true }: Carrying,
): Promise<Line> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    if (!mayCome()) return void near.resetAndDestroy()
    const far = connect(target)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    carry(near, far)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

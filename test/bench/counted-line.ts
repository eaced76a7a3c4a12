/** A line to a database that counts the commands that go over it, whoever sends them: a TCP proxy on a loopback port. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The line. */
export interface CountedLine {
  /** The same database over this line. */
  readonly uri: string
  /** Commands so far. */
  commands(): number
  close(): Promise<void>
}

/** Opens a line to the server of a URI. */
export async function countedLine(uri: string): Promise<CountedLine> {
  const near = new URL(uri)
  const target = { host: near.hostname, port: Number(near.port || '27017') }
  const sockets = new Set<Socket>()
  let commands = 0
  const server = createServer((caller) => {
    const far = connect(target)
    caller.on(
      'data',
      counter(() => (commands += 1)),
    )
    for (const [one, other] of [
      [caller, far],
      [far, caller],
    ] as const) {
      one.setNoDelay(true)
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  near.hostname = '127.0.0.1'
  near.port = String((server.address() as AddressInfo).port)
  return {
    uri: near.href,
    commands: () => commands,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Each message of MongoDB's wire protocol begins with its own length; one message is one command. */
function counter(onMessage: () => void): (chunk: Buffer) => void {
  let head = Buffer.alloc(0)
  let left = 0
  return (chunk) => {
    let at = 0
    while (at < chunk.length) {
      if (left === 0) {
        const piece = chunk.subarray(at, at + 4 - head.length)
        head = Buffer.concat([head, piece])
        at += piece.length
        if (head.length < 4) return
        left = head.readInt32LE(0) - 4
        head = Buffer.alloc(0)
        onMessage()
      }
      const body = Math.min(left, chunk.length - at)
      left -= body
      at += body
    }
  }
}

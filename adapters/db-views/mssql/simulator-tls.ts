/** TLS inside of TDS (MS-TDS 2.2.6.5): the handshake travels in PRELOGIN messages, what comes after does not. */
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'

import { messageReader, messageTypes, packets } from './simulator-packets.ts'

/** First byte of a TLS record with data. */
const applicationData = 0x17

/** The sealed stream over a socket, and where the bytes that come in on the socket have to go from now on. */
export function startTls(
  socket: Socket,
  keys: { readonly key: string; readonly cert: string },
): { readonly stream: Duplex; readonly receive: (chunk: Buffer) => void } {
  let isSealed = false
  let flight: Buffer[] = []
  const sendFlight = (): void => {
    if (flight.length > 0) socket.write(packets(messageTypes.prelogin, Buffer.concat(flight)))
    flight = []
  }
  const line = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      if (isSealed) return void socket.write(chunk, done)
      // The client waits for one message per flight, whatever pieces TLS makes of it.
      if (flight.push(chunk) === 1) setImmediate(sendFlight)
      done()
    },
  })
  const stream = new TLSSocket(line, { isServer: true, maxVersion: 'TLSv1.2', ...keys })
  stream.on('error', () => socket.destroy())
  const unwrap = messageReader(({ body }) => line.push(body))
  const receive = (chunk: Buffer): void => {
    // The handshake is over when the client sends a record of application data as it is.
    isSealed ||= chunk[0] === applicationData
    if (isSealed) line.push(chunk)
    else unwrap(chunk)
  }
  return { stream, receive }
}

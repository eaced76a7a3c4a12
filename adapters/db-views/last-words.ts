/** What is still said on a line before it is closed. */
import type { Socket } from 'node:net'

/** Acts when something more was written, or after a few turns: the driver's streams need some to pass it on. */
export function onceWritten(socket: Socket, act: () => void): void {
  const before = socket.bytesWritten
  let turns = 0
  const look = (): void => {
    if (socket.bytesWritten > before || (turns += 1) > 50) act()
    else setImmediate(look)
  }
  look()
}

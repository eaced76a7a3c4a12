/** A line to a server that can be cut and mended: a TCP proxy on a loopback port. */
import { openLine } from './line.ts'

/** The line. */
export interface CuttableLine {
  readonly port: number
  /** Resets every connection and takes no new ones. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** Opens a line to a server. */
export async function cuttableLine(target: {
  readonly host: string
  readonly port: number
}): Promise<CuttableLine> {
  let isCut = false
  const line = await openLine(target, {
    mayCome: () => !isCut,
    carry: (near, far) => {
      near.pipe(far)
      far.pipe(near)
    },
  })
  const cut = (): void => {
    isCut = true
    for (const socket of line.sockets) socket.resetAndDestroy()
  }
  return {
    port: line.port,
    cut,
    mend: () => {
      isCut = false
    },
    close: () => {
      cut()
      return line.close()
    },
  }
}

/**
 * A line to a server on which a test hears what is said, and can stop it at one moment: what comes at that moment, and
 * all that comes after it, stays on the way. Whoever is killed then was killed exactly there.
 */
import type { Socket } from 'node:net'

import { frameReader } from '../../adapters/message-brokers/amqp/simulator-frames.ts'
import { openLine } from './line.ts'

/** The line. */
export interface OverheardLine {
  readonly port: number
  /**
   * Resolves when the last of these has been said, those before it having been said first. `before`: it has not reached
   * the server; `after`: it has, and its answer has not come back.
   */
  standstill(said: readonly string[], when: 'before' | 'after'): Promise<void>
  close(): Promise<void>
}

/** How the stream of a guest is cut, and what each part of it says. */
interface Language {
  readonly cutter: (take: (part: Part) => void) => (bytes: Buffer) => void
  /** True when the server answers everything. */
  readonly answers: boolean
}

interface Part {
  readonly bytes: Buffer
  /** Empty for what nobody asks for. */
  readonly says: string
}

/** MongoDB's: `insert runs`, `update sources` … */
export const mongoWords: Language = {
  answers: true,
  cutter: (take) => {
    let held = Buffer.alloc(0)
    return (bytes) => {
      held = Buffer.concat([held, bytes])
      for (;;) {
        const length = held.length < 4 ? Infinity : held.readInt32LE(0)
        if (held.length < length) return
        take({ bytes: held.subarray(0, length), says: commandIn(held.subarray(0, length)) })
        held = held.subarray(length)
      }
    }
  },
}

/** The header, the flags, the kind of the first section, and the length of its document are before its first element. */
function commandIn(message: Buffer): string {
  const [, command = '', collection = ''] =
    /^\u0002([a-zA-Z]+)\0[^]{4}([^\0]*)\0/.exec(message.subarray(25, 200).toString('latin1')) ?? []
  return `${command} ${collection}`
}

const spoken: Readonly<Record<string, string>> = { '60.40': 'publish', '60.80': 'ack' }

/** AMQP's: `ack` and `publish`. */
export const amqpWords: Language = {
  answers: false,
  cutter: (take) =>
    frameReader(8, {
      preamble: (bytes) => take({ bytes, says: '' }),
      frame: ({ bytes, method }) => take({ bytes, says: spoken[method] ?? '' }),
    }),
}

/** What is waited for. */
interface Trap {
  readonly left: string[]
  readonly when: 'before' | 'after'
  readonly spring: () => void
}

/** Opens a line to a server. */
export async function overheardLine(
  target: { readonly host: string; readonly port: number },
  { cutter, answers }: Language,
): Promise<OverheardLine> {
  /** On these nothing is said any more. */
  const still = new WeakSet<Socket>()
  let trap: Trap | undefined

  const spring = (): void => {
    for (const socket of line.sockets) still.add(socket)
    trap?.spring()
    trap = undefined
  }
  /** The trap, when this is the moment for it. */
  const sprungBy = (says: string): Trap | undefined => {
    if (trap === undefined || trap.left[0] !== says) return undefined
    if (trap.left.length === 1) return trap
    trap.left.shift()
    return undefined
  }

  const carry = (near: Socket, far: Socket): void => {
    let awaited: Trap | undefined
    const outwards = cutter(({ bytes, says }) => {
      if (still.has(near)) return
      const sprung = sprungBy(says)
      if (sprung?.when === 'before') return void spring()
      far.write(bytes)
      if (sprung !== undefined && answers) awaited = sprung
      else if (sprung !== undefined) spring()
    })
    near.on('data', outwards)
    far.on('data', (bytes) => {
      if (awaited !== undefined && awaited === trap) spring()
      if (!still.has(near)) near.write(bytes)
    })
  }

  const line = await openLine(target, { carry })
  return {
    port: line.port,
    standstill: (said, when) => new Promise((resolve) => (trap = { left: [...said], when, spring: resolve })),
    close: () => line.close(),
  }
}

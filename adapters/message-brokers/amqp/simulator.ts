/**
 * A line to a real RabbitMQ that misbehaves on demand. The broker behind it is none of ours: what it does it does as
 * brokers do; only what happens to a question, or to its answer, on the way is made here. The line has a user and a
 * password of its own, for which it shows the broker the real ones; any other login the broker has to refuse.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

import { faultPlan, type Misbehaviour, type TransportFault } from '../../simulator.ts'
import { connectionClose, frameReader, withLogin, type Frame, type Login } from './simulator-frames.ts'

/** What a line needs. */
export interface LineOptions {
  readonly broker: { readonly host: string; readonly port: number; readonly login: Login }
  /** What the guests of the line log in with. */
  readonly login: Login
}

/** An open line. */
export interface MisbehavingLine {
  readonly port: number
  readonly misbehave: (misbehaviour: Misbehaviour) => void
  /** `basic.publish` and `queue.declare` that have come so far, as `publish` and `declare`. */
  readonly calls: () => Readonly<Record<string, number>>
  /** Channels on which somebody waits for an answer to one of these. */
  readonly openConnections: () => number
  readonly close: () => Promise<void>
}

/** Questions that are counted and misbehaved with, and their answers. */
const questions: Readonly<Record<string, { readonly name: string; readonly answers: readonly string[] }>> = {
  '60.40': { name: 'publish', answers: ['60.80', '60.120'] },
  '50.10': { name: 'declare', answers: ['50.11'] },
}

const startOk = '10.11'
const channelClose = ['20.40', '20.41']
const preambleLength = 8
/** A method frame that does not end as frames do. */
const nonsense = Buffer.from([1, 0, 1, 0, 0, 0, 0, 0])

/** Opens a line on a loopback port. */
export async function startLine({ broker, login }: LineOptions): Promise<MisbehavingLine> {
  const sockets = new Set<Socket>()
  const waiting = new Set<string>()
  const calls = new Map<string, number>()
  const faults = faultPlan<TransportFault>()

  function guest(near: Socket): void {
    const far = connect({ host: broker.host, port: broker.port })
    const place = ({ channel }: Frame): string => `${String(near.remotePort)}/${String(channel)}`
    /** What is to happen to the next answer on a channel. */
    const planned = new Map<number, TransportFault>()
    /** Channels whose content frames belong to a question that is not handed on. */
    const swallowed = new Set<number>()

    const toBroker = (frame: Frame): void => {
      if (frame.method === startOk) return void far.write(withLogin(frame, exchanged))
      if (frame.type !== 1) return void (swallowed.has(frame.channel) || far.write(frame.bytes))
      swallowed.delete(frame.channel)
      if (channelClose.includes(frame.method)) waiting.delete(place(frame))
      const question = questions[frame.method]
      if (question === undefined) far.write(frame.bytes)
      else ask(frame, question.name)
    }

    const ask = (frame: Frame, name: string): void => {
      calls.set(name, (calls.get(name) ?? 0) + 1)
      waiting.add(place(frame))
      const fault = faults.next(name)?.kind
      if (fault !== undefined && keepsBack.has(fault)) swallowed.add(frame.channel)
      else far.write(frame.bytes)
      if (fault === 'resetBeforeWork') near.resetAndDestroy()
      else if (fault === 'serverError') near.write(connectionClose(541, 'INTERNAL_ERROR - planned'))
      else if (fault === 'throttled') near.write(connectionClose(506, 'RESOURCE_ERROR - planned'))
      else if (fault !== undefined) planned.set(frame.channel, fault)
    }

    const toGuest = (frame: Frame): void => {
      const isAnswer = Object.values(questions).some(({ answers }) => answers.includes(frame.method))
      const fault = isAnswer ? planned.get(frame.channel) : undefined
      if (isAnswer) planned.delete(frame.channel)
      if (fault === 'hangAfterWork') return
      if (isAnswer || channelClose.includes(frame.method)) waiting.delete(place(frame))
      if (fault === 'resetAfterWork') near.resetAndDestroy()
      else near.write(fault === 'brokenReply' ? nonsense : frame.bytes)
    }

    const outwards = frameReader(preambleLength, { preamble: (bytes) => far.write(bytes), frame: toBroker })
    const inwards = frameReader(0, { preamble: () => undefined, frame: toGuest })
    near.on('data', outwards)
    far.on('data', inwards)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
        for (const at of waiting) if (at.startsWith(`${String(near.remotePort)}/`)) waiting.delete(at)
      })
    }
  }

  function exchanged(given: Login): Login {
    const isKnown = given.user === login.user && given.password === login.password
    return isKnown ? broker.login : { user: broker.login.user, password: `not ${broker.login.password}` }
  }

  const server = createServer(guest).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    misbehave: faults.plan,
    calls: () => Object.fromEntries(calls),
    openConnections: () => waiting.size,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Faults with which the broker never hears the question. */
const keepsBack: ReadonlySet<TransportFault> = new Set([
  'hangBeforeWork',
  'resetBeforeWork',
  'serverError',
  'throttled',
])

/**
 * What every simulated database has around its protocol: a port on loopback, who is there, what they did, and what is to
 * go wrong. How a guest is received is the protocol's own affair.
 */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

import type { Clock } from '../../engine/values/clock.ts'
import { faultPlan, type Misbehaviour, type Simulator, type TransportFault } from '../simulator.ts'

/** The login that the server knows. */
export interface SimulatedLogin {
  readonly user: string
  readonly password: string
  readonly database: string
}

/** What a guest finds: who may come in, whom to tell of each operation, and what goes wrong with it. */
export interface House<Session, Fault extends string = TransportFault> extends SimulatedLogin {
  readonly clock: Clock
  readonly openSession: () => Session
  readonly count: (operation: string) => void
  readonly fault: (operation: string) => Misbehaviour<Fault> | undefined
}

/** A running server. */
export interface SimulatedServer<Fault extends string = TransportFault> extends Simulator, SimulatedLogin {
  readonly host: string
  readonly misbehave: (misbehaviour: Misbehaviour<Fault>) => void
  /** How often each operation was begun. */
  readonly calls: () => Readonly<Record<string, number>>
  readonly openConnections: () => number
  /** Cuts every connection, as a restart of the server does. */
  readonly cutAll: () => void
}

/** What it is made of. */
export interface SimulatedServerPlan<Session, Fault extends string> extends SimulatedLogin {
  /** Of its address: `mysql`. */
  readonly scheme: string
  readonly clock: Clock
  readonly openSession: () => Session
  readonly receive: (guest: Socket, house: House<Session, Fault>) => void
  /** Closes what is behind the door. */
  readonly close: () => Promise<void>
}

/** Opens the door. */
export async function serveGuests<Session, Fault extends string>(
  plan: SimulatedServerPlan<Session, Fault>,
): Promise<SimulatedServer<Fault>> {
  const { clock, user, password, database, openSession } = plan
  const login = { user, password, database }
  const calls = new Map<string, number>()
  const faults = faultPlan<Fault>()
  const guests = new Set<Socket>()
  const house: House<Session, Fault> = {
    ...login,
    clock,
    openSession,
    count: (operation) => void calls.set(operation, (calls.get(operation) ?? 0) + 1),
    fault: (operation) => faults.next(operation),
  }
  const server = createServer({ noDelay: true }, (guest) => {
    guests.add(guest)
    guest.on('close', () => guests.delete(guest))
    guest.on('error', () => guest.destroy())
    plan.receive(guest, house)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const cutAll = (): void => {
    for (const guest of guests) guest.resetAndDestroy()
  }
  return {
    ...login,
    url: `${plan.scheme}://127.0.0.1:${port}`,
    host: '127.0.0.1',
    port,
    misbehave: faults.plan,
    calls: () => Object.fromEntries(calls),
    openConnections: () => guests.size,
    cutAll,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      cutAll()
      await closed
      await plan.close()
    },
  }
}

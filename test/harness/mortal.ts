/** A process that dies at a chosen write: a wrapped store, no hooks in the code that is tested. */
import type mongoose from 'mongoose'

import { systemClock, type Clock } from '../../engine/values/clock.ts'

/** The connection of a process that dies at its n-th write to `runs`: from then on nothing is ever answered. */
export function mortal(connection: mongoose.Connection, writesLeft: number, diesAfter: boolean): Mortal {
  const state = { isDead: false, writes: 0 }
  const forever = new Promise<never>(() => undefined)
  const guard = (collection: mongoose.Collection): mongoose.Collection =>
    new Proxy(collection, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...args: unknown[]): unknown => {
          if (state.isDead) return dead(forever)
          if (name !== 'bulkWrite' || collection.name !== 'runs') return Reflect.apply(member, target, args)
          state.writes += 1
          if (state.writes < writesLeft) return Reflect.apply(member, target, args)
          state.isDead = true
          if (diesAfter) void Promise.resolve(Reflect.apply(member, target, args)).catch(() => undefined)
          return forever
        }
      },
    })
  const proxy = new Proxy(connection, {
    get: (target, name) => {
      if (name === 'collection') return (of: string) => guard(target.collection(of))
      return Reflect.get(target, name) as unknown
    },
  })
  const clock: Clock = {
    now: () => systemClock.now(),
    sleep: (ms, signal) => (state.isDead ? forever : systemClock.sleep(ms, signal)),
  }
  return { connection: proxy, clock, state }
}

/** What such a process stands on. */
export interface Mortal {
  readonly connection: mongoose.Connection
  readonly clock: Clock
  readonly state: { isDead: boolean; writes: number }
}

/** Whatever is asked of a dead process's database, nothing comes. */
function dead(forever: Promise<never>): unknown {
  const nothing: unknown = new Proxy(() => nothing, {
    get: (_target, name) => (name === 'then' ? forever.then.bind(forever) : () => nothing),
    apply: () => nothing,
  })
  return nothing
}

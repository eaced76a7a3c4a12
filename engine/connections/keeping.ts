/**
 * What a remote changes as we go and nobody else may read, kept for one connection: sealed with the master key, bound to
 * its place, and changed by one at a time among all processes.
 */
import { randomUUID } from 'node:crypto'

import type { Keeping } from '../../adapters/adapter.ts'
import type { KeptSecret, KeptSecretStore } from '../store/kept-secrets.ts'
import type { Clock } from '../values/clock.ts'
import { fail } from '../values/failure.ts'
import { openText, sealText, type KeyRing } from './secrets.ts'

/** What it takes. */
export interface KeepingPorts {
  readonly store: KeptSecretStore
  readonly clock: Clock
  readonly keys: KeyRing
}

/** A change asks the remote once, which takes less than this; a holder that has died is forgotten after it. */
const holdMs = 30_000
const lookAgainMs = 100

/** Makes the place of one connection. */
export function keeping(connection: string, { store, clock, keys }: KeepingPorts): Keeping {
  async function take(id: string, holder: string): Promise<KeptSecret> {
    const giveUpMs = clock.now().getTime() + 2 * holdMs
    for (;;) {
      const now = clock.now()
      const until = new Date(now.getTime() + holdMs)
      const held = await store.hold(id, { holder, now, until })
      if (held !== undefined) return held
      if (now.getTime() > giveUpMs) {
        throw fail(
          'unreachable',
          `Another process has been renewing the login of ${connection} for too long.`,
          {
            details: { sent: false },
          },
        )
      }
      await clock.sleep(lookAgainMs)
    }
  }

  return {
    change: async (name, change) => {
      const id = `${connection}/${name}`
      const seal = { connection, keys }
      const holder = randomUUID()
      const { sealed } = await take(id, holder)
      try {
        const kept = sealed === undefined ? undefined : openText(sealed, `kept/${name}`, seal)
        const next = await change(kept)
        if (next !== kept) await store.keep(id, holder, sealText(next, `kept/${name}`, seal))
        return next
      } finally {
        await store.release(id, holder)
      }
    },
  }
}

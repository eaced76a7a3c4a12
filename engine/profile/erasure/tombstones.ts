/**
 * Tombstones: what tied an erased person's records together, as hashes under the master key, so that nobody can find out
 * from them who it was. A record that would tie to an erased person is refused and noticed, without its content.
 */
import { createHmac } from 'node:crypto'

import type { KeyRing } from '../../connections/secrets.ts'
import type { ErasureStore } from '../../store/erasures.ts'
import type { Clock } from '../../values/clock.ts'

/** Makes the hashes of a key: one for each master key, the one in use first. */
export type KeyedHash = (key: string) => readonly string[]

/** The hashing of a ring of master keys. */
export function keyedHash(keys: KeyRing): KeyedHash {
  const derived = keys.map(({ key }) => createHmac('sha256', key).update('peyvand tombstones').digest())
  return (text) =>
    derived.map((key) => createHmac('sha256', key).update(text, 'utf8').digest('hex').slice(0, 40))
}

/** What a record is tied by. */
export interface Tied {
  readonly connection: string
  readonly keys: readonly string[]
  readonly partyKeys: readonly string[]
}

/** Notices erased people among arriving records. */
export interface Tombstones {
  /** For each record the erasure that it would undo, or nothing; what is found is noted. */
  notice(records: readonly Tied[]): Promise<readonly (string | undefined)[]>
}

/** Makes it. */
export function tombstones(ports: {
  readonly store: Pick<ErasureStore, 'buried' | 'notice'>
  readonly hash: KeyedHash
  readonly clock: Clock
}): Tombstones {
  const { store, hash, clock } = ports

  return {
    notice: async (records) => {
      const hashes = records.map((record) => tyingKeys(record).flatMap(hash))
      const buried = await store.buried([...new Set(hashes.flat())])
      if (buried.size === 0) return records.map(() => undefined)
      const found = hashes.map((own) => own.map((one) => buried.get(one)).find((id) => id !== undefined))
      const times = new Map<
        string,
        { readonly erasure: string; readonly connection: string; count: number }
      >()
      for (const [place, erasure] of found.entries()) {
        const connection = records[place]?.connection ?? ''
        if (erasure === undefined) continue
        const name = JSON.stringify([erasure, connection])
        times.set(name, { erasure, connection, count: (times.get(name)?.count ?? 0) + 1 })
      }
      const at = clock.now()
      for (const { erasure, connection, count } of times.values())
        await store.notice(erasure, { connection, times: count, at })
      return found
    },
  }
}

/** Keys that a person's records have; what an attached record or an asset names as its customer stands for both types. */
export function tyingKeys({ keys, partyKeys }: Pick<Tied, 'keys' | 'partyKeys'>): readonly string[] {
  const parties = partyKeys.flatMap((key) =>
    key.startsWith('external:') ? [`person/${key}`, `organisation/${key}`] : [key],
  )
  return [...keys, ...parties]
}

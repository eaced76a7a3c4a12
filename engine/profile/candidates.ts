/**
 * The records that keys find. A key that too many records have finds nobody, and is told once; which keys these are is
 * remembered for an hour, so that the commonest names of a country are not read anew with every record.
 */
import type { MatchableRecord, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { each, unhurried, type Pace } from '../values/unhurried.ts'
import { blockCap } from './matching/blocking.ts'

/** What was found for some keys. */
export interface Found {
  /** Records by key. */
  readonly blocks: ReadonlyMap<string, readonly MatchableRecord[]>
  /** Keys that too many have. */
  readonly over: ReadonlySet<string>
}

/** Where candidates are looked for. */
export interface CandidatePorts {
  readonly records: Pick<SourceRecordStore, 'blocked' | 'crowded'>
  readonly clock: Clock
  readonly log: Log
}

/** What is looked for. */
export interface Wanted {
  /** Those of a few records: what they find is all in memory at once. */
  readonly keys: readonly string[]
  readonly type: string
  /** Of so many records that others would wait; `unhurried` unless told. */
  readonly pace?: Pace
}

/** Looks for the records of keys. */
export type Candidates = (wanted: Wanted) => Promise<Found>

const hourMs = 3_600_000
/** Keys that are remembered not to be crowded; of those that are there are few. */
const mostRemembered = 200_000

/** Makes the look. */
export function candidates({ records, clock, log }: CandidatePorts): Candidates {
  /** Until when a key is taken for a crowded one, ms. */
  const crowdedUntil = new Map<string, number>()
  const roomy = new Set<string>()

  function isCrowded(key: string): boolean {
    return (crowdedUntil.get(key) ?? 0) > clock.now().getTime()
  }

  function markCrowded(keys: readonly string[], type: string): void {
    for (const key of keys) {
      crowdedUntil.set(key, clock.now().getTime() + hourMs)
      log.warn('a key finds nobody because too many records have it', { type, key, cap: blockCap })
    }
  }

  /** So many records of the keys at most, part by part. */
  async function read(keys: readonly string[], most: number, pace: Pace): Promise<MatchableRecord[]> {
    const found: MatchableRecord[] = []
    for await (const part of records.blocked(keys, most)) {
      await pace(each(part, (record) => found.push(record)))
    }
    return found
  }

  /** The records of the keys; those of crowded ones only as far as they have another of the keys too. */
  async function among({ keys, type, pace }: Required<Wanted>): Promise<readonly MatchableRecord[]> {
    const most = 1_000 + 60 * keys.length
    const found = await read(keys, most, pace)
    if (found.length < most) return found
    const unknown = keys.filter((key) => !roomy.has(key))
    const crowded = await records.crowded(unknown, blockCap)
    markCrowded(crowded, type)
    if (roomy.size + unknown.length > mostRemembered) roomy.clear()
    for (const key of unknown) if (!crowded.includes(key)) roomy.add(key)
    const left = keys.filter((key) => !isCrowded(key))
    return read(left, left.length * (blockCap + 1), pace)
  }

  return async ({ keys, type, pace = unhurried }) => {
    const asked = new Set(keys.filter((key) => !isCrowded(key)))
    const blocks = new Map<string, MatchableRecord[]>()
    const found = await among({ keys: [...asked], type, pace })
    await pace(
      each(found, (record) => {
        for (const key of record.blocks) {
          const members = blocks.get(key)
          if (members === undefined) blocks.set(key, [record])
          else members.push(record)
        }
      }),
    )
    markCrowded(
      [...blocks].flatMap(([key, members]) => (members.length > blockCap && !isCrowded(key) ? [key] : [])),
      type,
    )
    const over = new Set(keys.filter(isCrowded))
    for (const key of over) blocks.delete(key)
    return { blocks, over }
  }
}

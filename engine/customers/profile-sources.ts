/** What each connection has said of a profile, and how old that is. Pure. */
import type { SourceRecordDocument } from '../store/source-records.ts'

/** A connection that has records in a profile. */
export interface SaidBy {
  readonly connection: string
  /** How many that still say something. */
  readonly records: number
  /** The newest statement, by the source's own time, RFC 3339. */
  readonly statedAt: string
  /** When the newest news came, RFC 3339. What a source only repeats is no news. */
  readonly receivedAt: string
}

/** The same, with its age. */
export interface SourceAge extends SaidBy {
  /** When the source was last heard, whether it had news or not; absent where nothing is polled. */
  readonly confirmedAt?: string
  /** Since then, or since the newest news, whichever is later. */
  readonly ageSeconds: number
}

type Told = Pick<SourceRecordDocument, 'connection' | 'at' | 'receivedAt' | 'deleted'>

/** By connection, in the order of their names. */
export function saidBy(records: readonly Told[]): readonly SaidBy[] {
  const living = records.filter(({ deleted }) => !deleted)
  return [...new Set(living.map(({ connection }) => connection))].sort().map((connection) => {
    const own = living.filter((record) => record.connection === connection)
    return {
      connection,
      records: own.length,
      statedAt: newest(own.map(({ at }) => new Date(at))),
      receivedAt: newest(own.map(({ receivedAt }) => receivedAt)),
    }
  })
}

/** How old what they said is now, given when each connection was last heard. */
export function agesOf(
  said: readonly SaidBy[],
  heard: ReadonlyMap<string, Date>,
  now: Date,
): readonly SourceAge[] {
  return said.map((one) => {
    const confirmedAt = heard.get(one.connection)?.toISOString()
    const known = Date.parse(latest(one.receivedAt, confirmedAt))
    const ageSeconds = Math.max(0, Math.floor((now.getTime() - known) / 1_000))
    return { ...one, ...(confirmedAt !== undefined && { confirmedAt }), ageSeconds }
  })
}

/** When what a connection said was last known to be so. */
export function knownAt({ receivedAt, confirmedAt }: SourceAge): string {
  return latest(receivedAt, confirmedAt)
}

function latest(one: string, other = one): string {
  return other > one ? other : one
}

function newest(all: readonly Date[]): string {
  return new Date(Math.max(...all.map((one) => one.getTime()))).toISOString()
}

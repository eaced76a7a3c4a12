/**
 * What has to be decided together: records, everything that hangs together with them, and the profiles of all of these.
 * A pass looks at it before it decides, and again after it has written.
 */
import type { MatchDecisionDocument, MatchDecisionStore } from '../store/match-decisions.ts'
import type { MatchPairDocument, MatchPairStore } from '../store/match-pairs.ts'
import type { ProfileDocument, ProfileStore } from '../store/profiles.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import { isSure } from './review-queue.ts'
import type { Rescored } from './scoring.ts'

/** Where it is read. */
export interface NeighbourhoodPorts {
  readonly records: SourceRecordStore
  readonly profiles: ProfileStore
  readonly decisions: Pick<MatchDecisionStore, 'standing'>
  /** Without it records are matched by strong keys alone. */
  readonly pairs?: MatchPairStore
}

export interface Neighbourhood {
  /** By what it was gathered. */
  readonly asked: { readonly keys: ReadonlySet<string> }
  readonly records: readonly SourceRecordDocument[]
  readonly profiles: ReadonlyMap<string, ProfileDocument>
  readonly decisions: readonly MatchDecisionDocument[]
  /** Scored pairs of the records, and of the fringe. */
  readonly pairs: readonly MatchPairDocument[]
  /** Records outside that are like one inside. */
  readonly fringe: readonly SourceRecordDocument[]
  /** Their ids, whether they are there or not. */
  readonly outside: readonly string[]
}

/** Looks. */
export interface Neighbourhoods {
  /**
   * Everything around the records and those that scoring touched, read step by step until nothing is new. What does not
   * depend on the scores is read while they are made.
   */
  look(
    documents: readonly SourceRecordDocument[],
    scoring: Promise<Pick<Rescored, 'pairs' | 'touched'>>,
  ): Promise<Neighbourhood>
  /** Pairs of the records. */
  pairsOf(ids: readonly string[]): Promise<readonly MatchPairDocument[]>
  /** The same records in the same revisions, and the same pairs, but for records that are decided about later anyway. */
  isStill(view: Neighbourhood, isDecidedLater: (record: string) => boolean): Promise<boolean>
}

/** A neighbourhood larger than this is a mistake in the data: a key that everybody shares. */
const largest = 20_000

/** Makes the reader of neighbourhoods. */
export function neighbourhoods(ports: NeighbourhoodPorts): Neighbourhoods {
  const { records, profiles } = ports

  /** The records, everything that hangs together with them or with the touched ones, and the profiles of all of these. */
  async function look(
    documents: readonly SourceRecordDocument[],
    scoring: Promise<Pick<Rescored, 'pairs' | 'touched'>>,
  ): Promise<Neighbourhood> {
    const found = new Map<string, SourceRecordDocument>()
    const living = new Map<string, ProfileDocument>()
    const asked = { keys: new Set<string>(), ids: new Set<string>() }
    const decisions = new Map<string, MatchDecisionDocument>()
    const pairs = new Map<string, MatchPairDocument>()
    for (let around = documents; around.length > 0;) {
      keepAll(found, around)
      if (found.size > largest) throw new Error('too many records hang together; a shared key is wrong')
      const here = around.map(({ _id }) => _id)
      const keys = fresh(
        around.flatMap((record) => record.keys),
        asked.keys,
      )
      const [told, holding, claiming, tied, { pairs: alike, touched }] = await Promise.all([
        ports.decisions.standing(decidedAbout(around, decisions)),
        profiles.holding(here),
        profiles.claiming(keys),
        records.around({ keys, ids: [] }),
        around === documents ? scoring : pairsOf(here).then((read) => ({ pairs: read, touched: [] })),
      ])
      keepAll(decisions, told)
      keepAll(pairs, alike)
      keepAll(living, [...holding, ...claiming])
      for (const key of keys) asked.keys.add(key)
      for (const { _id } of [...found.values(), ...tied]) asked.ids.add(_id)
      const ids = fresh(
        [
          ...touched,
          ...[...holding, ...claiming].flatMap((profile) => profile.records),
          ...told.flatMap((decision) => [...decision.records, ...decision.others]),
          ...alike.filter(isSure).flatMap(({ ends }) => ends),
        ],
        asked.ids,
      )
      for (const id of ids) asked.ids.add(id)
      const others = await records.around({ keys: [], ids })
      around = [...tied, ...others].filter(({ _id }) => !found.has(_id))
    }
    const inside = { records: [...found.values()], profiles: living, decisions: [...decisions.values()] }
    return { ...inside, asked, ...(await fringeOf(found, [...pairs.values()])) }
  }

  async function isStill(...[view, isDecidedLater]: Parameters<Neighbourhoods['isStill']>): Promise<boolean> {
    const { records: before, pairs, outside, asked } = view
    const ids = before.map(({ _id }) => _id)
    // One that has lost its keys is missed among those that have them.
    const keyless = before.filter(({ keys }) => keys.length === 0).map(({ _id }) => _id)
    const [now, alike] = await Promise.all([
      records.stateAround({ keys: [...asked.keys], ids: keyless }),
      pairsOf([...ids, ...outside]),
    ])
    const decided = now.filter(({ _id }) => !isDecidedLater(_id))
    const revisions = new Map(before.map(({ _id, revision }) => [_id, revision]))
    const bits = new Map(pairs.map((pair) => [pair._id, pair.bits]))
    return (
      decided.length === before.filter(({ _id }) => !isDecidedLater(_id)).length &&
      alike.length === pairs.length &&
      decided.every(({ _id, revision }) => revisions.get(_id) === revision) &&
      alike.every((pair) => bits.get(pair._id) === pair.bits)
    )
  }

  async function pairsOf(ids: readonly string[]): Promise<readonly MatchPairDocument[]> {
    return ports.pairs === undefined ? [] : ports.pairs.of(ids)
  }

  /** Records outside that may be the same as one inside, and what else they are like. */
  async function fringeOf(
    found: ReadonlyMap<string, SourceRecordDocument>,
    pairs: readonly MatchPairDocument[],
  ): Promise<Pick<Neighbourhood, 'pairs' | 'fringe' | 'outside'>> {
    const outside = pairs
      .filter(({ bits }) => bits >= 0)
      .flatMap(({ ends }) => ends.filter((id) => !found.has(id)))
    if (outside.length === 0) return { pairs, fringe: [], outside }
    const [fringe, more] = await Promise.all([records.byIds(outside), pairsOf(outside)])
    const all = new Map([...pairs, ...more].map((pair) => [pair._id, pair]))
    return { pairs: [...all.values()], fringe, outside }
  }

  return { look, isStill, pairsOf }
}

function keepAll<Kept extends { readonly _id: string }>(map: Map<string, Kept>, list: readonly Kept[]): void {
  for (const one of list) map.set(one._id, one)
}

/** Each once, and none that has been asked for. */
function fresh(wanted: readonly string[], asked: ReadonlySet<string>): string[] {
  return [...new Set(wanted)].filter((one) => !asked.has(one))
}

/** Decisions about the records that have not been read yet. */
function decidedAbout(
  records: readonly SourceRecordDocument[],
  known: ReadonlyMap<string, MatchDecisionDocument>,
): readonly string[] {
  return [...new Set(records.flatMap(({ decisions = [] }) => decisions))].filter((id) => !known.has(id))
}

/**
 * What people correct: pins, merges, splits, and taking a decision back. Each is stored as data first and then settled
 * like anything else, so that a process that dies in between leaves work that the next one finishes.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { MatchDecisionDocument, MatchDecisionStore } from '../store/match-decisions.ts'
import type { ProfileDocument, ProfileStore } from '../store/profiles.ts'
import type { SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Json } from '../values/json.ts'
import { givenValue, isEditable } from './attribute-values.ts'
import type { CustomFields } from './custom/custom-field.ts'
import type { CustomFieldReader } from './custom/custom-fields.ts'
import { normalised } from './record-document.ts'
import type { EntityType, Pin } from './record.ts'
import type { Settlement } from './settlement.ts'

/** Who does it and why. */
export interface Actor {
  readonly by: string
  readonly reason?: string
}

/** What a decision came to: the profiles that its records are in now. */
export interface Decided {
  readonly decision: string
  readonly profiles: readonly string[]
}

/** A decision as it is shown. */
export type DecisionView = Omit<MatchDecisionDocument, '_id'> & { readonly id: string }

/** Corrections by people. */
export interface Corrections {
  /** Raises `badInput` for an attribute that the type does not have, or a value that it cannot have. */
  pin(id: string, pinned: { readonly attribute: string; readonly value: Json }, actor: Actor): Promise<void>
  unpin(id: string, attribute: string): Promise<void>
  pins(id: string): Promise<readonly Pin[]>
  /** Makes two profiles one; raises `conflict` when what they hold forbids it. */
  merge(id: string, withId: string, actor: Actor): Promise<Decided>
  /** Says that two profiles are two things, whatever comes. */
  keepApart(id: string, withId: string, actor: Actor): Promise<Decided>
  /** Splits records off a profile. */
  unmerge(id: string, recordIds: readonly string[], actor: Actor): Promise<Decided>
  /** Takes a decision back. */
  undo(decision: string, actor: Actor): Promise<Decided>
  decisions(filter: { readonly profile?: string }, page: PageRequest): Promise<Page<DecisionView>>
}

/** What corrections are made of. */
export interface CorrectionPorts {
  readonly records: SourceRecordStore
  readonly profiles: ProfileStore
  readonly decisions: MatchDecisionStore
  readonly settling: Settlement
  readonly living: (id: string) => Promise<ProfileDocument>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  readonly newId: () => string
  readonly clock: Clock
}

/** Makes the corrections. */
export function corrections(ports: CorrectionPorts): Corrections {
  const { records, profiles, decisions, settling, living, newId, clock } = ports

  async function repin(
    id: string,
    change: (pins: readonly Pin[], profile: ProfileDocument) => readonly Pin[],
  ) {
    for (;;) {
      const before = await living(id)
      const pins = change(JSON.parse(before.pins) as readonly Pin[], before)
      const entry = await settling.open(before.records)
      const document = { ...before, pins: JSON.stringify(pins), seq: before.seq + 1 }
      if (await profiles.write([{ document, replaces: before.seq }])) {
        await settling.settle(before.records, [entry])
        return
      }
      await settling.settle([], [entry])
    }
  }

  /** Stores the decision, notes it in its records, and settles them. */
  async function decide(
    decision: Omit<MatchDecisionDocument, '_id' | 'by' | 'at' | 'reason'>,
    { by, reason }: Actor,
  ): Promise<Decided> {
    const [_id, at] = [newId(), clock.now()]
    const ids = [...decision.records, ...decision.others]
    await decisions.add({ ...decision, _id, by, at, ...(reason !== undefined && { reason }) })
    return { decision: _id, profiles: await settledAfter(ids, () => records.decided(ids, _id)) }
  }

  /** Whoever has read the decision before it was undone finds its records in another revision. */
  async function undone(
    { _id, records: ones, others }: Pick<MatchDecisionDocument, '_id' | 'records' | 'others'>,
    by: string,
  ): Promise<readonly string[]> {
    const ids = [...ones, ...others]
    return settledAfter(ids, async () => {
      await decisions.undo(_id, by, clock.now())
      await records.decided(ids, _id)
    })
  }

  /** The profiles that the records are in after a change of what is decided about them. */
  async function settledAfter(
    ids: readonly string[],
    change: () => Promise<unknown>,
  ): Promise<readonly string[]> {
    const entry = await settling.open(ids)
    await change()
    const homes = await settling.settle(ids, [entry])
    return [...new Set(ids.flatMap((id) => homes.get(id) ?? []))]
  }

  async function takeBack(decision: MatchDecisionDocument, { by }: Actor): Promise<Decided> {
    return { decision: decision._id, profiles: await undone(decision, by) }
  }

  async function merge(id: string, withId: string, actor: Actor): Promise<Decided> {
    const [one, other] = await Promise.all([living(id), living(withId)])
    if (one._id === other._id) throw new Problem('conflict', 'The two are one profile already.')
    if (one.type !== other.type) {
      throw new Problem('conflict', `A ${one.type} and a ${other.type} cannot be one.`)
    }
    await mayBeOne(one, other)
    for (const apart of await partingOf(one, other)) await takeBack(apart, actor)
    const sides = { records: one.records, others: other.records, profiles: [one._id, other._id] }
    const decided = await decide({ verdict: 'same', ...sides }, actor)
    if (decided.profiles.length === 1) return decided
    await undone({ ...sides, _id: decided.decision }, actor.by)
    throw new Problem('conflict', 'Their records contradict each other; the profiles stay apart.')
  }

  /** Different values of an identifier of which each has only one forbid it. */
  async function mayBeOne(one: ProfileDocument, other: ProfileDocument): Promise<void> {
    const found = (await records.byIds([...one.records, ...other.records])).map(normalised)
    const values = new Map<string, Set<string>>()
    for (const { exclusive, key } of found.flatMap(({ links }) => links))
      if (exclusive !== undefined)
        values.set(exclusive, (values.get(exclusive) ?? new Set<string>()).add(key))
    const contradicting = [...values].filter(([, keys]) => keys.size > 1).map(([kind]) => kind)
    if (contradicting.length > 0) {
      throw new Problem('conflict', `They have different values of ${contradicting.join(', ')}.`)
    }
  }

  /** The decisions that keep records of the one apart from records of the other. */
  async function partingOf(
    one: ProfileDocument,
    other: ProfileDocument,
  ): Promise<readonly MatchDecisionDocument[]> {
    const found = await records.byIds([...one.records, ...other.records])
    const about = await decisions.standing([...new Set(found.flatMap(({ decisions: ids = [] }) => ids))])
    const [ones, others] = [new Set(one.records), new Set(other.records)]
    const parts = (a: readonly string[], b: readonly string[]): boolean =>
      a.some((id) => ones.has(id)) && b.some((id) => others.has(id))
    return about.filter(
      (decision) =>
        decision.verdict === 'different' &&
        (parts(decision.records, decision.others) || parts(decision.others, decision.records)),
    )
  }

  async function keepApart(id: string, withId: string, actor: Actor): Promise<Decided> {
    const [one, other] = await Promise.all([living(id), living(withId)])
    if (one._id === other._id) throw new Problem('conflict', 'The two are one profile; split it instead.')
    const sides = { records: one.records, others: other.records, profiles: [one._id, other._id] }
    return decide({ verdict: 'different', ...sides }, actor)
  }

  async function unmerge(id: string, recordIds: readonly string[], actor: Actor): Promise<Decided> {
    const profile = await living(id)
    const wanted = new Set(recordIds)
    const rest = profile.records.filter((record) => !wanted.has(record))
    const strangers = recordIds.flatMap((record, place) =>
      profile.records.includes(record)
        ? []
        : [{ path: `sourceRecordIds/${String(place)}`, message: 'is not a record of this profile' }],
    )
    if (strangers.length > 0) {
      throw new Problem('badInput', 'Only records of the profile can be split off.', { errors: strangers })
    }
    if (rest.length === 0) {
      throw new Problem('conflict', 'These are all of its records; nothing would be left to split them from.')
    }
    return decide(
      { verdict: 'different', records: [...wanted], others: rest, profiles: [profile._id] },
      actor,
    )
  }

  return {
    pin: async (id, { attribute, value }, { by, reason }) => {
      const { type } = await living(id)
      const fields = await ports.fields.known()
      const shown = pinnable(type as EntityType, { attribute, value }, fields)
      await repin(id, (pins, { records: ids }) => [
        ...pins.filter((pin) => pin.attribute !== attribute),
        {
          attribute,
          value: shown,
          by,
          at: clock.now().toISOString(),
          ...(reason !== undefined && { reason }),
          records: ids,
        },
      ])
    },
    unpin: async (id, attribute) => {
      await repin(id, (pins) => pins.filter((pin) => pin.attribute !== attribute))
    },
    pins: async (id) => JSON.parse((await living(id)).pins) as readonly Pin[],
    merge,
    keepApart,
    unmerge,
    undo: async (id, actor) => {
      const found = await decisions.byId(id)
      if (found === undefined) {
        throw new Problem('matchDecisionNotFound', `There is no decision "${id}".`)
      }
      if (found.undoneAt !== undefined) throw new Problem('conflict', 'The decision is undone already.')
      return takeBack(found, actor)
    },
    decisions: async (filter, { limit, after }) => {
      const page = { limit: limit + 1, ...(after !== undefined && { after }) }
      const found = await decisions.list(filter, page)
      const items = found.slice(0, limit).map(({ _id: id, ...rest }) => ({ id, ...rest }))
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
  }
}

/** The value in the form in which it is shown. */
function pinnable(
  type: EntityType,
  pinned: { readonly attribute: string; readonly value: Json },
  fields: CustomFields,
): Json {
  if (!isEditable(type, pinned.attribute, fields)) {
    throw wrongPin('attribute', `is not an attribute of ${type} that can be pinned`)
  }
  const given = givenValue(type, pinned, fields)
  if ('problem' in given) throw wrongPin('value', given.problem)
  return given.value
}

function wrongPin(path: string, message: string): Problem {
  return new Problem('badInput', 'The pin is not valid.', { errors: [{ path, message }] })
}

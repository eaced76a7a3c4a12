/**
 * What follows from a change of a case: events for the outside, the flow and the messages that its type names, the other
 * ends of its links, the state of the case that it is a part of, and rules. Each is recognised when it is drawn again.
 */
import { problemOf } from '../../contracts/problems.ts'
import type { Messages, Runs } from '../runs/service.ts'
import type { CaseStore } from '../store/cases.ts'
import type { EventFeed, OutgoingEvent } from '../store/event-feed.ts'
import { defined } from '../values/defined.ts'
import { derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'
import { factsOf, inverses, type Case, type Relation, type TraceEntry } from './case.ts'
import type { CaseState, CaseType } from './case-type.ts'
import type { CaseListener, Cases } from './cases.ts'
import type { Notices } from './notices.ts'
import { comment, holds, link, move, transitionsOf, unlink, watch } from './moves.ts'

/** Something happened to an entity of the hub: what business rules are tied to. */
export interface EntityEvent {
  /** The same for ever. */
  readonly id: string
  readonly entity: 'case'
  readonly event: TraceEntry['what']
  readonly entityId: string
  readonly at: Date
  readonly fact: JsonObject
}

/** What consequences need. */
export interface ConsequencePorts {
  readonly cases: Cases
  readonly store: CaseStore
  readonly feed: EventFeed
  readonly notices: Notices
  readonly runs: Pick<Runs, 'start'>
  readonly messages: Pick<Messages, 'publish'>
  readonly flowOf: (present: Case) => Promise<string | undefined>
  readonly onEntityEvent?: ((event: EntityEvent) => Promise<void>) | undefined
}

/** All consequences, in the order in which they are drawn. */
export function consequences(ports: ConsequencePorts): readonly CaseListener[] {
  return [
    otherEnds(ports),
    absorption(ports),
    flowStart(ports),
    stateMessages(ports),
    stateNotices(ports),
    rollUp(ports),
    entityEvents(ports),
    events(ports),
  ]
}

/** The id of one line of a trace, the same for ever. */
export function lineId(present: Pick<Case, 'id'>, { n }: Pick<TraceEntry, 'n'>): string {
  return `${present.id}:${String(n)}`
}

/** The case at the other end of a link knows it too. */
function otherEnds({ cases }: ConsequencePorts): CaseListener {
  return async (present, fresh) => {
    const made = fresh.some(({ what }) => what === 'created') ? present.links : []
    for (const { relation, to } of made)
      await tie(present, { relation, to, cause: `link:${present.id}:${relation}` })
    for (const entry of fresh.filter(({ what }) => what === 'linked' || what === 'unlinked')) {
      const { name, to = '', what } = entry
      const how = { relation: name as Relation, to, cause: `link:${lineId(present, entry)}` }
      await tie(present, how, what === 'unlinked')
    }
  }

  async function tie(
    present: Case,
    { relation, to, cause }: { readonly relation: Relation; readonly to: string; readonly cause: string },
    isUntied = false,
  ): Promise<void> {
    if ((await cases.find(to)) === undefined) return
    const back = { relation: inverses[relation], to: present.id }
    await cases.change(to, { by: 'system', cause }, (other, _type, act) =>
      isUntied ? unlink(other, back, act) : link(other, back, act),
    )
  }
}

/** What was merged into another case goes on there: its words, and who followed it. */
function absorption({ cases }: ConsequencePorts): CaseListener {
  return async (merged, fresh) => {
    for (const { by, to = '' } of fresh.filter(
      ({ what, name }) => what === 'linked' && name === 'mergedInto',
    )) {
      if ((await cases.find(to)) === undefined) continue
      const { number, subject, description } = merged
      const text = `${number}: ${subject}${description === undefined ? '' : `\n${description}`}`
      await cases.change(to, { by, cause: `merge:${merged.id}` }, (present, _type, act) => {
        const told = comment(present, { text, visibility: 'internal', party: 'system' }, act)
        return merged.watchers.reduce((one, name) => watch(one, { name, isWatching: true }, act), told)
      })
    }
  }
}

/** The type's flow (or that of the catalogue subject) is started once for each case. */
function flowStart({ runs, flowOf }: ConsequencePorts): CaseListener {
  return async (present, fresh) => {
    if (!fresh.some(({ what }) => what === 'created')) return
    const flow = await flowOf(present)
    if (flow === undefined) return
    try {
      await runs.start(flow, {
        id: derivedId('caseRun', present.id, flow),
        businessKey: present.number,
        variables: { case: factsOf(present) },
      })
    } catch (error) {
      // A flow that is not deployed must not hold up the case; it stands in the trace of the hub's log.
      if (problemOf(error)?.code !== 'flowNotFound') throw error
    }
  }
}

function stateMessages({ messages }: ConsequencePorts): CaseListener {
  return async (present, fresh, type) => {
    for (const entry of fresh) {
      const name = enteredBy(entry, type)?.message
      if (name === undefined) continue
      const variables = { case: factsOf(present) }
      await messages.publish({
        id: `case:${lineId(present, entry)}`,
        name,
        correlationKey: present.id,
        variables,
      })
    }
  }
}

/** The customer and others are told, when there is anybody to tell; the case itself says what, by its tracking code. */
function stateNotices({ notices }: ConsequencePorts): CaseListener {
  return async (present, fresh, type) => {
    const { id, number, trackingCode, requester, ...place } = present
    const told = { ...place, contact: requester?.contact }
    for (const entry of fresh) {
      const state = enteredBy(entry, type)
      if (state?.notices === undefined) continue
      const status = { name: entry.to ?? '', ...(state.publicTitle ?? state.title) }
      const more = { subject: { kind: 'case', id, label: number }, trackingCode, status }
      for (const [index, notice] of state.notices.entries()) {
        if ((await notices.recipients(told, notice.to)).length === 0) continue
        const cause = `case:${lineId(present, entry)}:notice:${String(index)}`
        await notices.ask(notice, told, { id: cause, key: id, more })
      }
    }
  }
}

/** The state that a line of the trace leads into; nothing for a line that is no move. */
function enteredBy({ what, to = '' }: TraceEntry, type: CaseType): CaseState | undefined {
  return what === 'moved' || what === 'created' ? type.states[to] : undefined
}

/** A parent follows its parts as its type says. */
function rollUp({ cases, store }: ConsequencePorts): CaseListener {
  return async (present, fresh) => {
    const last = fresh.findLast(
      ({ what, name }) => what === 'moved' || what === 'created' || name === 'childOf',
    )
    if (present.parent === undefined || last === undefined) return
    if ((await cases.find(present.parent)) === undefined) return
    const children = childCounts(await store.children(present.parent))
    await cases.change(present.parent, { by: 'system' }, (parent, type, act) => {
      const rule = type.states[parent.state]?.rollUp
      if (rule === undefined || !holds(rule.when, { ...factsOf(parent), children }, act.at)) return parent
      const isOpen = transitionsOf(parent, type, { party: 'system', at: act.at }).some(
        ({ name }) => name === rule.transition,
      )
      return isOpen ? move(parent, type, { transition: rule.transition, party: 'system', act }) : parent
    })
  }
}

/** Parts of a case, counted by the kind of their state: what `rollUp` conditions see as `children`. */
export function childCounts(
  counts: readonly { readonly key: string; readonly count: number }[],
): Readonly<Record<string, number>> {
  const of = (kind: string): number => counts.find(({ key }) => key === kind)?.count ?? 0
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const done = of('resolved') + of('closed')
  return {
    total,
    open: of('open'),
    waiting: of('waiting'),
    resolved: of('resolved'),
    closed: of('closed'),
    cancelled: of('cancelled'),
    done,
    unfinished: of('open') + of('waiting'),
  }
}

function entityEvents({ onEntityEvent }: ConsequencePorts): CaseListener {
  return async (present, fresh) => {
    if (onEntityEvent === undefined) return
    for (const entry of fresh) {
      await onEntityEvent({
        id: `case:${lineId(present, entry)}`,
        entity: 'case',
        event: entry.what,
        entityId: present.id,
        at: entry.at,
        fact: { ...factsOf(present), ...circumstances(entry) },
      })
    }
  }
}

/** What was done and by whom; what people said is not told. */
function circumstances({ by, name, from, to }: TraceEntry): JsonObject {
  return defined({ by, name, from, to })
}

function events({ feed }: ConsequencePorts): CaseListener {
  return (present, fresh, type) => feed.append(fresh.map((entry) => eventOf(present, entry, type)))
}

/** An event tells that something happened to which case, never what people said. */
function eventOf(present: Case, entry: TraceEntry, type: CaseType): OutgoingEvent {
  const { id, number, priority, team, assignee, catalogue, parent } = present
  const isMove = entry.what === 'moved' || entry.what === 'created'
  const state = (isMove ? entry.to : undefined) ?? present.state
  const { by, visibility, name } = entry
  const what = { caseId: id, number, caseType: present.type, state, priority, by, visibility }
  const kind = type.states[state]?.kind ?? present.kind
  return {
    id: `case:${lineId(present, entry)}`,
    type: `case.${entry.what}`,
    subject: id,
    at: entry.at,
    data: { ...what, stateKind: kind, ...defined({ name, team, assignee, catalogue, parent }) },
  }
}

/** What policies do when a clock reaches a mark: to cases, to work items and runs of flows, and to people. */
import { problemOf } from '../../contracts/problems.ts'
import { factsOf, type Case } from '../cases/case.ts'
import type { Cases } from '../cases/cases.ts'
import { change, isOver, noteClock, refer } from '../cases/moves.ts'
import { contentOf, type NoticePlace, type Notices } from '../cases/notices.ts'
import type { Team } from '../cases/organisation.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { Messages, Runs, WorkItems, WorkItemView } from '../runs/service.ts'
import { derivedId } from '../values/hash.ts'
import type { Json } from '../values/json.ts'
import type { SlaAction } from './policy.ts'
import type { PerformAction } from './telling.ts'

/** What actions need. */
export interface ActionPorts {
  readonly cases: Cases
  readonly teams: Definitions<Team>
  readonly notices: Notices
  readonly messages: Pick<Messages, 'publish'>
  readonly runs: Pick<Runs, 'start'>
  readonly workItems: Pick<WorkItems, 'get' | 'assign'>
}

type Where = Parameters<PerformAction>[1]
type Of<Kind extends SlaAction['kind']> = Extract<SlaAction, { kind: Kind }>

/** Where the subject lies, and with whom. */
interface Place extends NoticePlace {
  readonly case?: Case
  readonly workItem?: WorkItemView
}

/** Does what policies ask for. Each action is done once for its cause. */
export function slaActions(ports: ActionPorts): PerformAction {
  const { cases, notices, messages, runs, workItems } = ports

  async function placeOf(where: Where): Promise<Place> {
    const { kind, id } = where.clock.subject
    if (kind === 'case') return casePlace(await noted(where))
    const workItem = kind === 'workItem' ? await unlessGone(workItems.get(id)) : undefined
    return workItem === undefined
      ? { watchers: [] }
      : { workItem, assignee: workItem.assignee, team: workItem.candidateGroups[0], watchers: [] }
  }

  /** The case with the mark in its trace; nothing when there is no such case. */
  function noted({ clock, mark }: Where): Promise<Case | undefined> {
    const line = { name: `${clock.target} ${mark.name}`, text: clock.policy }
    const how = { by: 'system', cause: `clock:${clock.id}:${mark.name}` }
    return unlessGone(cases.change(clock.subject.id, how, (one, _type, act) => noteClock(one, line, act.at)))
  }

  async function notify(action: Of<'notify'>, { clock, mark, cause }: Where, place: Place): Promise<void> {
    const more = {
      subject: { ...clock.subject },
      policy: clock.policy,
      target: clock.target,
      mark: mark.name,
      dueAt: clock.targetAt?.toISOString() ?? null,
    }
    await notices.ask(action, place, { id: cause, key: clock.subject.id, more })
  }

  async function referTo(action: Of<'refer'>, { cause }: Where, place: Place): Promise<void> {
    const { team } = action
    const places = await notices.above(place)
    const person = action.person ?? (action.to === undefined ? undefined : places[action.to])
    if (place.workItem !== undefined && person !== undefined && person !== place.assignee)
      await unlessGone(workItems.assign(place.workItem.id, person, { by: 'system' }))
    if (place.case === undefined || (person === undefined && team === undefined)) return
    const unit = (await contentOf(ports.teams, team))?.unit
    await cases.change(place.case.id, { by: 'system', cause }, (one, _type, act) =>
      isOver(one) ? one : refer(one, { assignee: person, team, unit }, { act, reason: cause }),
    )
  }

  async function setPriority({ priority }: Of<'setPriority'>, { cause }: Where, place: Place): Promise<void> {
    if (place.case === undefined) return
    await cases.change(place.case.id, { by: 'system', cause }, (one, type, act) =>
      type.priorities.includes(priority) ? change(one, type, { priority, act, reason: cause }) : one,
    )
  }

  async function startFlow({ flow }: Of<'startFlow'>, where: Where, place: Place): Promise<void> {
    const { clock, cause } = where
    await runs
      .start(flow, {
        id: derivedId('slaRun', cause),
        businessKey: clock.subject.label,
        variables: variablesOf(where, place),
      })
      .catch((error: unknown) => {
        if (problemOf(error)?.code !== 'flowNotFound') throw error
      })
  }

  async function raise({ message }: Of<'raise'>, where: Where, place: Place): Promise<void> {
    const { subject } = where.clock
    const { workItem } = place
    // What was to be done is done meanwhile.
    if (subject.kind === 'workItem' && workItem === undefined) return
    // The label of a run is its business key, or its id.
    const runKey = workItem?.businessKey ?? workItem?.run ?? subject.label
    await messages.publish({
      id: `${where.cause}:${message}`,
      name: message,
      correlationKey: subject.kind === 'case' ? subject.id : runKey,
      variables: variablesOf(where, place),
    })
  }

  return async (action, where) => {
    const place = await placeOf(where)
    switch (action.kind) {
      case 'notify':
        return notify(action, where, place)
      case 'refer':
        return referTo(action, where, place)
      case 'setPriority':
        return setPriority(action, where, place)
      case 'startFlow':
        return startFlow(action, where, place)
      case 'raise':
        return raise(action, where, place)
    }
  }
}

function casePlace(found: Case | undefined): Place {
  if (found === undefined) return { watchers: [] }
  const { assignee, team, unit, watchers, requester } = found
  return { case: found, assignee, team, unit, watchers, contact: requester?.contact }
}

function variablesOf({ clock, mark }: Where, place: Place): Readonly<Record<string, Json>> {
  return {
    subject: { ...clock.subject },
    policy: clock.policy,
    mark: mark.name,
    case: place.case === undefined ? null : factsOf(place.case),
  }
}

const gone = ['caseNotFound', 'workItemNotFound', 'workItemClosed', 'runNotFound']

/** Nothing for a subject that is not there any more. */
function unlessGone<Found>(found: Promise<Found>): Promise<Found | undefined> {
  return found.catch((error: unknown) => {
    if (gone.includes(problemOf(error)?.code ?? '')) return undefined
    throw error
  })
}

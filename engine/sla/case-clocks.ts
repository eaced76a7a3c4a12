/** Cases and their clocks: how a case stood after each line of its trace, and what policies do to cases. */
import type { Definitions } from '../definitions/definitions.ts'
import type { Case, TraceEntry } from '../cases/case.ts'
import { factsOf } from '../cases/case.ts'
import type { CaseType } from '../cases/case-type.ts'
import type { CaseListener, Cases } from '../cases/cases.ts'
import { change, isOver, noteClock, refer } from '../cases/moves.ts'
import type { Person, Team, Unit } from '../cases/organisation.ts'
import type { Messages, Runs } from '../runs/service.ts'
import { problemOf } from '../../contracts/problems.ts'
import { defined } from '../values/defined.ts'
import { derivedId } from '../values/hash.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { SlaClocks } from './clocks.ts'
import type { Sighting } from './observe.ts'
import type { SlaAction } from './policy.ts'
import type { PerformAction } from './telling.ts'

/** How a case stood right after each of the newest lines of its trace, the oldest first. */
export function sightingsOf(
  present: Case,
  fresh: readonly TraceEntry[],
  { type, policies }: { readonly type: CaseType; readonly policies: readonly string[] },
): readonly Sighting[] {
  const sightings: Sighting[] = []
  let facts: JsonObject = { ...factsOf(present), policies }
  for (const entry of fresh.toReversed()) {
    const responded = present.respondedAt !== undefined && present.respondedAt <= entry.at
    sightings.unshift({ n: entry.n, at: entry.at, facts: { ...facts, responded } })
    facts = { ...facts, ...before(entry, facts, type) }
  }
  return sightings
}

/** What was different before a line. */
function before(entry: TraceEntry, facts: JsonObject, type: CaseType): JsonObject {
  const changed = Object.fromEntries(
    (entry.changes ?? [])
      .filter(({ field }) => !field.startsWith('data.'))
      .map(({ field, from }) => [field, from]),
  )
  const data = (entry.changes ?? []).filter(({ field }) => field.startsWith('data.'))
  const earlier =
    data.length === 0
      ? {}
      : {
          data: {
            ...(facts['data'] as JsonObject),
            ...Object.fromEntries(data.map(({ field, from }) => [field.slice(5), from])),
          },
        }
  if (entry.what !== 'moved') return { ...changed, ...earlier }
  const isReopening = type.transitions.some(({ name, reopens }) => name === entry.name && reopens === true)
  const less = (name: string, by: number): Json => Number(facts[name] ?? 0) - by
  return {
    ...changed,
    ...earlier,
    state: entry.from ?? null,
    kind: type.states[entry.from ?? '']?.kind ?? null,
    visit: less('visit', 1),
    reopened: less('reopened', isReopening ? 1 : 0),
  }
}

/** Tells the clocks what happened to cases. */
export function caseClocks(
  clocks: SlaClocks,
  policiesOf: (present: Case) => Promise<readonly string[]>,
): CaseListener {
  return async (present, fresh, type) => {
    // What clocks themselves note changes nothing that a policy looks at.
    if (fresh.every(({ what }) => what === 'clock')) return
    const sightings = sightingsOf(present, fresh, { type, policies: await policiesOf(present) })
    await clocks.observe({ kind: 'case', id: present.id, label: present.number }, sightings)
  }
}

/** What actions need. */
export interface ActionPorts {
  readonly cases: Cases
  readonly units: Definitions<Unit>
  readonly teams: Definitions<Team>
  readonly people: Definitions<Person>
  readonly messages: Pick<Messages, 'publish'>
  readonly runs: Pick<Runs, 'start'>
}

/** Does what policies ask for. Each action is done once for its cause. */
export function slaActions(ports: ActionPorts): PerformAction {
  const { cases, messages, runs } = ports

  async function above(
    present: Case | undefined,
  ): Promise<{ readonly lead?: string; readonly head?: string }> {
    if (present === undefined) return {}
    const team = await contentOf(ports.teams, present.team)
    const unit = await contentOf(ports.units, present.unit ?? team?.unit)
    return defined({ lead: team?.lead, head: unit?.head })
  }

  async function recipients(present: Case | undefined, to: readonly string[]): Promise<readonly Json[]> {
    const { lead, head } = await above(present)
    const known: Readonly<Record<string, readonly (string | undefined)[]>> = {
      assignee: [present?.assignee],
      lead: [lead],
      head: [head],
      watchers: present?.watchers ?? [],
      requester: [],
    }
    const names = to.flatMap((one) => known[one] ?? [one]).filter((name) => name !== undefined)
    const staff = await Promise.all([...new Set(names)].map(addressOf))
    return [...staff, ...requesterIn(present, to)]
  }

  async function addressOf(name: string): Promise<Json> {
    const person = await contentOf(ports.people, name)
    return { name, ...defined({ mobile: person?.mobile, email: person?.email }) }
  }

  type Where = Parameters<PerformAction>[1]

  async function notify(
    action: Extract<SlaAction, { kind: 'notify' }>,
    where: Where,
    present: Case | undefined,
  ): Promise<void> {
    const { clock, mark, cause } = where
    await messages.publish({
      id: cause,
      name: 'noticeRequested',
      correlationKey: clock.subject.id,
      ttlSeconds: 604_800,
      variables: {
        channel: action.channel,
        template: action.template,
        recipients: await recipients(present, action.to),
        subject: { ...clock.subject },
        policy: clock.policy,
        target: clock.target,
        mark: mark.name,
        dueAt: clock.targetAt?.toISOString() ?? null,
      },
    })
  }

  async function referUp(
    action: Extract<SlaAction, { kind: 'refer' }>,
    { cause }: Where,
    present: Case,
  ): Promise<void> {
    const places = await above(present)
    const person = action.person ?? (action.to === undefined ? undefined : places[action.to])
    if (person === undefined && action.team === undefined) return
    const unit = (await contentOf(ports.teams, action.team))?.unit
    await cases.change(present.id, { by: 'system', cause }, (one, _type, act) =>
      isOver(one) ? one : refer(one, { assignee: person, team: action.team, unit }, { act, reason: cause }),
    )
  }

  /** The case with the mark in its trace; nothing when there is no such case. */
  async function noted({ clock, mark }: Where): Promise<Case | undefined> {
    const line = { name: `${clock.target} ${mark.name}`, text: clock.policy }
    const how = { by: 'system', cause: `clock:${clock.id}:${mark.name}` }
    try {
      return await cases.change(clock.subject.id, how, (one, _type, act) => noteClock(one, line, act.at))
    } catch (error) {
      if (problemOf(error)?.code === 'caseNotFound') return undefined
      throw error
    }
  }

  return async (action, where) => {
    const { clock, cause } = where
    const present = clock.subject.kind === 'case' ? await noted(where) : undefined
    if (action.kind === 'notify') await notify(action, where, present)
    if (action.kind === 'refer' && present !== undefined) await referUp(action, where, present)
    if (action.kind === 'setPriority' && present !== undefined) {
      const { priority } = action
      await cases.change(present.id, { by: 'system', cause }, (one, type, act) =>
        type.priorities.includes(priority) ? change(one, type, { priority, act, reason: cause }) : one,
      )
    }
    if (action.kind === 'startFlow') await startFlow(action.flow, where, present)
  }

  async function startFlow(
    flow: string,
    { clock, mark, cause }: Where,
    present: Case | undefined,
  ): Promise<void> {
    const variables = {
      subject: { ...clock.subject },
      policy: clock.policy,
      mark: mark.name,
      case: present === undefined ? null : factsOf(present),
    }
    await runs
      .start(flow, { id: derivedId('slaRun', cause), businessKey: clock.subject.label, variables })
      .catch((error: unknown) => {
        if (problemOf(error)?.code !== 'flowNotFound') throw error
      })
  }
}

function requesterIn(present: Case | undefined, to: readonly string[]): readonly Json[] {
  const contact = present?.requester?.contact
  return to.includes('requester') && contact !== undefined ? [{ name: 'requester', contact }] : []
}

async function contentOf<Content>(
  definitions: Definitions<Content>,
  key: string | undefined,
): Promise<Content | undefined> {
  return key === undefined ? undefined : (await definitions.all()).get(key)?.content
}

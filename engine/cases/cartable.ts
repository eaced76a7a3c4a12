/**
 * The cartable (کارتابل) of cases: work for people as it stands in the cases. An item is part of its case's document, so it
 * comes and goes in the same write as the state that it belongs to.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { CaseStore } from '../store/cases.ts'
import type { Clock } from '../values/clock.ts'
import type { JsonObject } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import type { Case, CaseWorkItem } from './case.ts'
import { claimWork, completeWork, delegateWork, releaseWork, templateOf } from './case-work.ts'
import type { CaseType, WorkTemplate } from './case-type.ts'
import type { CaseMove, Cases } from './cases.ts'
import { contents } from './create.ts'
import { absenceAt, type Person, type Team } from './organisation.ts'

/** Work of a case as it is shown. */
export interface CaseWorkView extends CaseWorkItem {
  readonly case: string
  readonly caseNumber: string
  readonly caseType: string
  readonly priority: string
  readonly form?: JsonObject
  readonly outcomes: NonNullable<WorkTemplate['outcomes']>
}

/** What lies on somebody's desk. */
export interface DeskView {
  readonly person: string
  readonly counts: {
    /** Work that is theirs. */
    readonly mine: number
    /** Work that they may take. */
    readonly available: number
    /** Theirs, and due before now. */
    readonly overdue: number
    /** Cases that they answer for. */
    readonly cases: number
    /** Work of those whose substitute they are now. */
    readonly standingIn: number
  }
  readonly items: readonly CaseWorkView[]
}

/** Shows and settles the work of cases. Ids that are not open raise `workItemNotFound`. */
export interface Cartable {
  /** Work of a person: theirs, their teams', and that of those they stand in for; the most urgent first. */
  of(person: string, limit: number): Promise<DeskView>
  get(id: string): Promise<CaseWorkView>
  /** Raises `workItemTaken`. */
  claim(id: string, assignee: string, by: string): Promise<CaseWorkView>
  release(id: string, by: string): Promise<CaseWorkView>
  delegate(id: string, to: string, by: string): Promise<CaseWorkView>
  complete(
    id: string,
    done: {
      readonly outcome?: string | undefined
      readonly data?: JsonObject | undefined
      readonly comment?: string | undefined
    },
    by: string,
  ): Promise<Case>
}

/** What the cartable is made of. */
export interface CartablePorts {
  readonly store: CaseStore
  readonly cases: Cases
  readonly people: Definitions<Person>
  readonly teams: Definitions<Team>
  readonly clock: Clock
  readonly log: Log
}

/** Cases looked through for one desk at most. */
const most = 1_000

/** Makes the service. */
export function cartable(ports: CartablePorts): Cartable {
  const { store, cases, clock } = ports

  async function holder(id: string): Promise<Case> {
    const found = await store.withWorkItem(id)
    if (found === undefined)
      throw new Problem('workItemNotFound', `There is no open work item "${id}" of a case.`)
    return found
  }

  async function get(id: string): Promise<CaseWorkView> {
    const present = await holder(id)
    const type = await cases.typeOf(present)
    const view = viewsOf(present, type).find((one) => one.id === id)
    if (view === undefined)
      throw new Problem('workItemNotFound', `There is no open work item "${id}" of a case.`)
    return view
  }

  async function settle(id: string, by: string, move: CaseMove): Promise<CaseWorkView> {
    await cases.change((await holder(id)).id, { by }, move)
    return get(id)
  }

  /** A person, their teams, and everybody whose substitute they are at present. */
  async function reachOf(
    person: string,
  ): Promise<{ readonly groups: readonly string[]; readonly standsInFor: readonly string[] }> {
    const [people, teams] = await Promise.all([contents(ports.people), contents(ports.teams)])
    const now = clock.now()
    const groups = [...teams].flatMap(([key, { members }]) => (members.includes(person) ? [key] : []))
    const standsInFor = [...people].flatMap(([name, one]) =>
      absenceAt(one, now)?.substitute === person ? [name] : [],
    )
    return { groups: [...groups, ...(people.get(person)?.roles ?? [])], standsInFor }
  }

  async function viewsFor(query: Parameters<CaseStore['withWork']>[0]): Promise<readonly CaseWorkView[]> {
    const found = await store.withWork(query, most)
    const views = await Promise.all(
      found.map(async (present) => viewsOf(present, await cases.typeOf(present))),
    )
    return views.flat()
  }

  return {
    get,
    of: async (person, limit) => {
      const { groups, standsInFor } = await reachOf(person)
      const lookups = [
        { assignee: person, groups, user: person },
        ...standsInFor.map((assignee) => ({ assignee })),
      ]
      const found = (await Promise.all(lookups.map(viewsFor))).flat()
      const items = [...new Map(found.map((item) => [item.id, item])).values()]
      const mine = items.filter(({ assignee }) => assignee === person)
      const standingIn = items.filter(
        ({ assignee }) => assignee !== undefined && standsInFor.includes(assignee),
      )
      const available = items.filter(
        (item) =>
          item.assignee === undefined &&
          (item.candidateUsers.includes(person) ||
            item.candidateGroups.some((group) => groups.includes(group))),
      )
      const now = clock.now()
      const [load] = await store.loadOf([person])
      return {
        person,
        counts: {
          mine: mine.length,
          available: available.length,
          overdue: mine.filter(({ dueAt }) => dueAt !== undefined && dueAt < now).length,
          cases: load?.count ?? 0,
          standingIn: standingIn.length,
        },
        items: [...mine, ...standingIn, ...available].sort(byUrgency).slice(0, limit),
      }
    },
    claim: (id, assignee, by) =>
      settle(id, by, (present, _type, act) => claimWork(present, id, { assignee, act })),
    release: (id, by) => settle(id, by, (present, _type, act) => releaseWork(present, id, act)),
    delegate: (id, to, by) => settle(id, by, (present, _type, act) => delegateWork(present, id, { to, act })),
    complete: async (id, done, by) => {
      const present = await holder(id)
      return cases.change(present.id, { by }, (found, type, act) =>
        completeWork(found, type, { ...done, id, act }),
      )
    },
  }
}

function viewsOf(present: Case, type: CaseType): readonly CaseWorkView[] {
  return present.workItems.map((item) => {
    const { form, outcomes = [] } = templateOf(type, item) ?? {}
    return {
      ...item,
      case: present.id,
      caseNumber: present.number,
      caseType: present.type,
      priority: present.priority,
      ...(form !== undefined && { form }),
      outcomes,
    }
  })
}

/** What is due first comes first; what has no deadline comes in the order in which it came. */
function byUrgency(a: CaseWorkView, b: CaseWorkView): number {
  const due = (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity)
  return Number.isNaN(due) || due === 0 ? a.createdAt.getTime() - b.createdAt.getTime() : due
}

/** What people do with the work items of a case: claim, release, delegate, complete with an outcome. Pure. */
import { Problem } from '../../contracts/problems.ts'
import { missingFields } from '../runs/form-content.ts'
import type { JsonObject } from '../values/json.ts'
import { traced, type Act, type Case, type CaseWorkItem } from './case.ts'
import type { CaseType, WorkTemplate } from './case-type.ts'
import { change, move } from './moves.ts'

/** The open work item of that id. Raises `workItemClosed`. */
export function workItemOf(present: Case, id: string): CaseWorkItem {
  const found = present.workItems.find((item) => item.id === id)
  if (found !== undefined) return found
  throw new Problem('workItemClosed', `The work item "${id}" of ${present.number} is done.`)
}

/** The template that a work item was made from. */
export function templateOf(type: CaseType, item: CaseWorkItem): WorkTemplate | undefined {
  return type.states[item.state]?.work?.find(({ name }) => name === item.name)
}

/** Takes an item. Raises `workItemTaken` when somebody else has it. */
export function claimWork(
  present: Case,
  id: string,
  how: { readonly assignee: string; readonly act: Act },
): Case {
  const { assignee: holder } = workItemOf(present, id)
  if (holder !== undefined && holder !== how.assignee) {
    throw new Problem('workItemTaken', `The work item is assigned to ${holder}.`)
  }
  if (holder === how.assignee) return present
  return given(present, id, { to: how.assignee, act: how.act, what: 'workClaimed' })
}

/** Gives an item back to its candidates. */
export function releaseWork(present: Case, id: string, act: Act): Case {
  if (workItemOf(present, id).assignee === undefined) return present
  return given(present, id, { to: undefined, act, what: 'workReleased' })
}

/** Lets somebody else do it; who delegates stays its owner. */
export function delegateWork(
  present: Case,
  id: string,
  how: { readonly to: string; readonly act: Act },
): Case {
  const { assignee, owner } = workItemOf(present, id)
  const from = owner ?? assignee
  return given(present, id, { ...how, what: 'workDelegated', ...(from !== undefined && { owner: from }) })
}

interface Giving {
  readonly to: string | undefined
  readonly owner?: string
  readonly act: Act
  readonly what: 'workClaimed' | 'workReleased' | 'workDelegated'
}

function given(present: Case, id: string, { to, owner, act, what }: Giving): Case {
  const workItems = present.workItems.map((item) => {
    if (item.id !== id) return item
    const { assignee: _assignee, owner: _owner, ...rest } = item
    return { ...rest, ...(to !== undefined && { assignee: to }), ...(owner !== undefined && { owner }) }
  })
  const { name } = workItemOf(present, id)
  return traced({ ...present, workItems }, act, { what, name, ...(to !== undefined && { to }) })
}

/** What comes with the end of a work item. */
export interface WorkResult {
  readonly outcome?: string | undefined
  readonly data?: JsonObject | undefined
  readonly comment?: string | undefined
  readonly act: Act
}

/**
 * The work is done: its data is kept and its outcome's transition taken. Raises `badInput` for an unknown outcome, and for
 * required fields of its form that neither the data nor the case has.
 */
export function completeWork(
  present: Case,
  type: CaseType,
  done: WorkResult & { readonly id: string },
): Case {
  const { id, act, outcome, data, comment } = done
  const item = workItemOf(present, id)
  const template = templateOf(type, item)
  const transition = outcomeOf(template, outcome)
  if (template?.form !== undefined) checkForm(template.form, { ...present.data, ...data }, act.at)
  const changed = data === undefined ? present : change(present, type, { data, act })
  const closed = traced({ ...changed, workItems: changed.workItems.filter((one) => one.id !== id) }, act, {
    what: 'workDone',
    name: item.name,
    ...(outcome !== undefined && { to: outcome }),
    ...(comment !== undefined && { text: comment }),
  })
  return transition === undefined
    ? closed
    : move(closed, type, { transition, party: 'staff', act, reason: comment, comment })
}

function checkForm(form: JsonObject, data: JsonObject, now: Date): void {
  const missing = missingFields(form, data, now)
  if (missing.length === 0) return
  const errors = missing.map(({ path, message }) => ({ path: `data/${path}`, message }))
  throw new Problem('badInput', 'The form is not filled in.', { errors })
}

function outcomeOf(template: WorkTemplate | undefined, outcome: string | undefined): string | undefined {
  const outcomes = template?.outcomes ?? []
  const found = outcomes.find(({ name }) => name === outcome)
  if (found !== undefined) return found.transition
  if (outcomes.length === 0 && outcome === undefined) return undefined
  const names = outcomes.map(({ name }) => name).join(', ')
  const message = names === '' ? 'this work has no outcomes' : `must be one of ${names}`
  throw new Problem('badInput', 'The outcome is not one of this work.', {
    errors: [{ path: 'outcome', message }],
  })
}

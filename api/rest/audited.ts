/**
 * What a change was, for the audit: from what to what. Audit lines are kept for ever, so what people wrote freely, and
 * everything that a confidential case says, is told as changed without its words. Pure.
 */
import type { Case } from '../../engine/cases/case.ts'
import type { CaseWorkView } from '../../engine/cases/cartable.ts'
import type { WorkItemView } from '../../engine/runs/service.ts'
import { differences, type Difference } from '../../engine/values/differences.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import { redacted } from '../../engine/values/redact.ts'

/** What a case was before it was made. */
const unborn: JsonObject = { data: {}, work: {} }

/** What was changed of a case; without a `before` all that it begins with. */
export function caseChanges(before: Case | undefined, after: Case): readonly Difference[] {
  const all = differences(before === undefined ? unborn : factsOfCase(before), factsOfCase(after))
  const isHidden = after.confidential || before?.confidential === true
  return all.map((one) =>
    isFree(one.path) || (isHidden && one.path.startsWith('data/')) ? withoutWords(one) : one,
  )
}

function isFree(path: string): boolean {
  return path === 'subject' || path === 'description'
}

function withoutWords({ path, before, after }: Difference): Difference {
  return {
    path,
    ...(before !== undefined && { before: redacted }),
    ...(after !== undefined && { after: redacted }),
  }
}

/** What people decide about a case; who asked for it and what was said stand in the case alone. */
function factsOfCase(present: Case): JsonObject {
  const { state, priority, subject, description, channel, catalogue, assignee, team, unit } = present
  const { parent, confidential, watchers, links, attachments, workItems, data } = present
  return plain({
    state,
    priority,
    subject,
    description,
    channel,
    catalogue,
    assignee,
    team,
    unit,
    parent,
    confidential,
    watchers: unlessEmpty(watchers),
    links: unlessEmpty(links),
    attachments: unlessEmpty(attachments.map(({ id, sha256 }) => ({ id, sha256 }))),
    work: Object.fromEntries(
      workItems.map(({ name, state: is, assignee: by, owner }) => [name, { state: is, assignee: by, owner }]),
    ),
    data,
  })
}

function unlessEmpty<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length === 0 ? undefined : list
}

/** What was changed of a work item of a run. */
export function workItemChanges(before: WorkItemView, after: WorkItemView): readonly Difference[] {
  return differences(factsOfItem(before), factsOfItem(after))
}

function factsOfItem(item: WorkItemView): JsonObject {
  const { assignee, candidateGroups, candidateUsers, dueAt, followUpAt, priority } = item
  return plain({ assignee, candidateGroups, candidateUsers, dueAt, followUpAt, priority })
}

/** What was changed of the work of a case. */
export function caseWorkChanges(before: CaseWorkView, after: CaseWorkView): readonly Difference[] {
  const facts = ({ state, assignee, owner }: CaseWorkView): JsonObject => plain({ state, assignee, owner })
  return differences(facts(before), facts(after))
}

/** What was changed of something that is shown as it is kept. */
export function changesBetween(before: object | undefined, after: object): readonly Difference[] {
  return differences(before === undefined ? {} : plain(before), plain(after))
}

/** As JSON: instants as text, nothing for what is not there. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as { readonly [name: string]: Json }
}

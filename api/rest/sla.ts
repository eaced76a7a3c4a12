/** Service levels: policies, running clocks, what underpins what, and how promises were kept. */
import type { Definitions } from '../../engine/definitions/definitions.ts'
import { isOpen, type SlaClock } from '../../engine/sla/clock.ts'
import type { SlaClocks } from '../../engine/sla/clocks.ts'
import type { SlaPolicy } from '../../engine/sla/policy.ts'
import type { Underpinned } from '../../engine/sla/underpinning.ts'
import type { ClockStore } from '../../engine/store/sla-clocks.ts'
import { defined } from '../../engine/values/defined.ts'
import { definitionOperations } from './case-definitions.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** What the handlers stand on. */
export interface SlaDesk {
  readonly policies: Definitions<SlaPolicy>
  readonly clocks: SlaClocks
  readonly store: ClockStore
  readonly underpinning: (key: string) => Promise<readonly Underpinned[]>
}

type Ids =
  | 'listSlaPolicies'
  | 'getSlaPolicy'
  | 'putSlaPolicy'
  | 'getUnderpinning'
  | 'listClocks'
  | 'getClock'
  | 'excuseClock'
  | 'reportSla'

/** Serves service levels. */
export function slaHandlers({ policies, clocks, store, underpinning }: SlaDesk): Handlers<Ids> {
  const operations = definitionOperations(policies)
  return {
    listSlaPolicies: operations.list,
    getSlaPolicy: operations.get,
    putSlaPolicy: ({ params, body, caller, ifVersion }) =>
      operations.put({ params, body, caller, ifVersion }),
    getUnderpinning: async ({ params: { key } }) => {
      await policies.get(key)
      return ok({ items: await underpinning(key) })
    },
    listClocks: async ({ query }) => {
      const { state: status, dueBefore, policy, agreement, subject, target } = query
      const due = dueBefore === undefined ? undefined : new Date(dueBefore)
      const filter = defined({ status, policy, agreement, subject, target, dueBefore: due })
      const { items, next } = await clocks.list(filter, pageOf(query))
      return ok({ items: items.map(shownClock), next })
    },
    getClock: async ({ params: { id } }) => {
      const found = await clocks.get(id)
      return ok(shownClock(found), { etag: etag(found.seq) })
    },
    excuseClock: async ({ params: { id }, body: { reason }, caller, ifVersion }) => {
      const { status: before } = await clocks.get(id)
      const excused = await clocks.excuse(id, { by: caller.id, reason, ifSeq: ifVersion })
      const changes = [{ path: 'state', before, after: excused.status }]
      return { ...ok(shownClock(excused), { etag: etag(excused.seq) }), changes }
    },
    reportSla: async ({ query: { by, policy, since, until } }) => {
      const period = {
        startedSince: since === undefined ? undefined : new Date(since),
        startedBefore: until === undefined ? undefined : new Date(until),
      }
      return ok({ items: await store.report(defined({ policy, ...period }), by) })
    },
  }
}

function shownClock(clock: SlaClock): object {
  const { status, untold: _untold, seen: _seen, dueAt, stretches, ...rest } = clock
  return {
    ...rest,
    state: status,
    open: isOpen(clock),
    pauses: Math.max(
      0,
      stretches.filter(({ until }) => until !== undefined).length - (isOpen(clock) ? 0 : 1),
    ),
    ...(dueAt !== undefined && { nextMarkAt: dueAt }),
  }
}

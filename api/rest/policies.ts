/** The survivorship policy: read, changed as a new version, told which operation brings it to all profiles. */
import type { Policies } from '../../engine/profile/policies.ts'
import type { SurvivorshipPolicy } from '../../engine/profile/policy.ts'
import { changesBetween } from './audited.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves the policy. */
export function policyHandlers(
  policies: Policies,
): Handlers<'getSurvivorshipPolicy' | 'putSurvivorshipPolicy' | 'listSurvivorshipPolicies'> {
  return {
    getSurvivorshipPolicy: async ({ query: { version } }) => {
      const found = await policies.get(version)
      return ok(found, { etag: etag(found.version) })
    },
    putSurvivorshipPolicy: async ({ body: { policy, reason }, caller, ifVersion }) => {
      const { policy: before } = await policies.current()
      const put = await policies.put({
        policy: policy as SurvivorshipPolicy,
        by: caller.id,
        ...(reason !== undefined && { reason }),
        ...(ifVersion !== undefined && { ifVersion }),
      })
      return { ...ok(put, { etag: etag(put.version) }), changes: changesBetween(before, put.policy) }
    },
    listSurvivorshipPolicies: async ({ query }) => ok(await policies.list(pageOf(query))),
  }
}

/** Work packages: templates and types, orders that are planned, and how commitments stand. */
import type { WorkPackages } from '../../engine/cases/work-packages.ts'
import { definitionOperations } from './case-definitions.ts'
import { ok, type Handlers } from './handler.ts'

type Ids =
  | 'listWorkPackageTypes'
  | 'getWorkPackageType'
  | 'putWorkPackageType'
  | 'listWorkPackageTemplates'
  | 'getWorkPackageTemplate'
  | 'putWorkPackageTemplate'
  | 'planOrder'
  | 'getCommitment'
  | 'listCommitments'

/** Serves work packages. */
export function workPackageHandlers(packages: WorkPackages): Handlers<Ids> {
  const types = definitionOperations(packages.types)
  const templates = definitionOperations(packages.templates)
  return {
    listWorkPackageTypes: types.list,
    getWorkPackageType: types.get,
    putWorkPackageType: types.put,
    listWorkPackageTemplates: templates.list,
    getWorkPackageTemplate: templates.get,
    putWorkPackageTemplate: templates.put,
    planOrder: async ({ params: { order }, body, caller }) => {
      const committedAt = new Date(body.committedAt)
      return ok(await packages.plan({ ...body, id: order, committedAt }, caller.id))
    },
    getCommitment: async ({ params: { order } }) => ok(await packages.ofOrder(order)),
    listCommitments: async ({ query: { customer, limit = 50 } }) =>
      ok({ items: await packages.ofCustomer(customer, limit) }),
  }
}

/** Connections: settings in, secrets never out; checks and calls. */
import { randomUUID } from 'node:crypto'

import { Problem } from '../../contracts/problems.ts'
import type { Customers } from '../../engine/customers/customers.ts'
import type { Connections, ConnectionView } from '../../engine/connections/service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { operationViews } from './adapters.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listConnections'
  | 'createConnection'
  | 'getConnection'
  | 'putConnection'
  | 'deleteConnection'
  | 'checkConnection'
  | 'listOperations'
  | 'callOperation'

/** Whether whoever has an address allows a message. */
export type MayReceive = Customers['mayReceiveAt']

/** Serves connections. */
export function connectionHandlers(connections: Connections, mayReceiveAt: MayReceive): Handlers<Ids> {
  return {
    listConnections: async ({ query }) => ok(await connections.list(pageOf(query))),
    createConnection: async ({ body: { name, adapter, settings } }) => {
      const made = await connections.create(name, { adapter, settings: settings as JsonObject })
      const headers = { etag: etag(made.version), location: `/v1/connections/${name}` }
      return { status: 201, body: made, headers }
    },
    getConnection: async ({ params: { name } }) => shown(await connections.get(name)),
    putConnection: async ({ params: { name }, body: { adapter, settings }, ifVersion }) => {
      const draft = { adapter, settings: settings as JsonObject }
      const { created, ...view } = await connections.put(
        name,
        draft,
        ifVersion === undefined ? {} : { ifVersion },
      )
      return { ...shown(view), status: created ? 201 : 200 }
    },
    deleteConnection: async ({ params: { name }, ifVersion }) => {
      await connections.remove(name, ifVersion === undefined ? {} : { ifVersion })
      return { status: 204 }
    },
    checkConnection: async ({ params: { name } }) => ok(await connections.check(name)),
    listOperations: async ({ params: { name } }) =>
      ok({ items: operationViews(await connections.operations(name)), next: null }),
    callOperation: async ({ params: { name, operation }, body, idempotencyKey, caller, correlationId }) => {
      if (body.purpose !== undefined) await checkConsent(body.input, body.purpose, mayReceiveAt)
      // Two callers may use the same key: their calls are not the same.
      const key = body.idempotencyKey ?? idempotencyKey
      const output = await connections.call({
        connection: name,
        operation,
        input: body.input,
        key: `api:${caller.id}:${key ?? randomUUID()}`,
        correlationId,
      })
      return ok({ output: output ?? null })
    },
  }
}

/** A message for a purpose goes to nobody who has not allowed it. Raises `consentMissing`. */
async function checkConsent(input: unknown, purpose: string, mayReceiveAt: MayReceive): Promise<void> {
  const { recipient, to = recipient } = (input ?? {}) as {
    readonly recipient?: unknown
    readonly to?: unknown
  }
  const addresses = (Array.isArray(to) ? (to as readonly unknown[]) : [to]).filter(
    (one) => typeof one === 'string',
  )
  if (addresses.length === 0) {
    const errors = [{ path: 'input/recipient', message: 'must name the receiver when there is a purpose' }]
    throw new Problem('badInput', 'Nobody knows whose consent to look for.', { errors })
  }
  for (const address of addresses) {
    const channel = address.includes('@') ? 'email' : 'sms'
    const { isAllowed, reason } = await mayReceiveAt(address, { purpose, channel })
    if (!isAllowed) {
      throw new Problem('consentMissing', `A receiver has not allowed ${purpose} by ${channel}: ${reason}.`)
    }
  }
}

function shown(view: ConnectionView): ReturnType<typeof ok> {
  return ok(view, { etag: etag(view.version) })
}

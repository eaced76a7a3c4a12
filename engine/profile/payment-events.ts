/**
 * Events of payments for the outside: `payment.requested`, `payment.confirmed`, `payment.failed`, `payment.refunded`, one
 * for each state that a record of a payment comes into. They are written with the record, and told when the profiles
 * have taken it in. Ids, states and amounts; nothing of the payer. Pure.
 */
import type { OutgoingEvent } from '../store/event-feed.ts'
import { derivedId } from '../values/hash.ts'
import type { Json, JsonObject } from '../values/json.ts'

/** A record of a payment as it is to be stored. */
export interface PaymentStatement {
  readonly _id: string
  readonly type: string
  readonly connection: string
  readonly at: string
  readonly deleted: boolean
  /** JSON text. */
  readonly data: string
}

/** What is told with a record, after the one that is known of its thing: nothing unless it is a payment in a new state. */
export function paymentEvents(
  statement: PaymentStatement,
  known: Pick<PaymentStatement, 'data'> | undefined,
): readonly OutgoingEvent[] {
  if (statement.type !== 'payment' || statement.deleted) return []
  const data = JSON.parse(statement.data) as JsonObject
  const before = known === undefined ? undefined : (JSON.parse(known.data) as JsonObject)['state']
  const { state } = data
  if (typeof state !== 'string' || state === before) return []
  const { _id, connection, at } = statement
  const own = data[`${state}At`]
  const happened = typeof own === 'string' ? own : at
  return [
    {
      // A state that a payment comes back to is a new event; the same statement told again is not.
      id: `payment:${derivedId('payment', _id, state, at)}`,
      type: `payment.${state}`,
      subject: _id,
      at: new Date(happened),
      data: { paymentId: _id, connection, ...told(data), [`${state}At`]: happened },
    },
  ]
}

/** What of a payment is told, as far as it is known. */
function told(data: JsonObject): Readonly<Record<string, Json>> {
  const names = ['reference', 'amountRial', 'invoiceNumber', 'orderNumber', 'traceNumber', 'failureCode']
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const value = data[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

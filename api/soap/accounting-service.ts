/** AccountingService: invoices and payments that a system has booked, and what a customer owes. Whole rials. */
import { Problem } from '../../contracts/problems.ts'
import { balanceOf, type LedgerRecord } from '../../engine/profile/balance.ts'
import type { Profiles } from '../../engine/profile/service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { customerIn, takeIn } from './customer-service.ts'
import { given, type SoapService } from './service.ts'

/** Makes the service over profiles. */
export function accountingService(profiles: Profiles): SoapService {
  return {
    name: 'AccountingService',
    document: 'soap/accounting-service.wsdl',
    actions: {
      postInvoice: {
        scope: 'source-records:write',
        act: (message) => post(profiles, message, { type: 'invoice', idField: 'invoiceNumber' }),
      },
      postPayment: {
        scope: 'source-records:write',
        act: (message) => post(profiles, message, { type: 'payment', idField: 'reference' }),
      },
      getBalance: {
        scope: 'profiles:read',
        act: async (message) => {
          const { id } = await customerIn(profiles, message)
          const { open, ...sums } = balanceOf(await ledgerOf(profiles, id))
          return { profileId: id, ...sums, openInvoice: open.map((invoice) => ({ ...invoice })) }
        },
      },
    },
  }
}

interface Booked {
  readonly type: 'invoice' | 'payment'
  /** The field that serves as external id when none is given. */
  readonly idField: string
}

async function post(profiles: Profiles, message: JsonObject, { type, idField }: Booked): Promise<JsonObject> {
  const data = inRials(message[type] as JsonObject, type)
  const { connection, externalId, version, occurredAt } = message as {
    readonly connection: string
    readonly externalId?: string
    readonly version?: string
    readonly occurredAt?: string
  }
  return takeIn(profiles, {
    connection,
    type,
    externalId: externalId ?? (data[idField] as string),
    data,
    ...(version !== undefined && { version }),
    ...(occurredAt !== undefined && { occurredAt }),
  })
}

/** The WSDL's `long` comes as text; rials are numbers as long as they are exact. */
function inRials(fields: JsonObject, path: string): JsonObject {
  return Object.fromEntries(
    Object.entries(given(fields)).map(([name, value]) => {
      if (!name.endsWith('Rial')) return [name, value]
      const amount = Number(value)
      if (Number.isSafeInteger(amount)) return [name, amount]
      throw new Problem('badInput', `${path}.${name} is larger than can be booked exactly.`, {
        errors: [{ path: `${path}/${name}`, message: 'must be at most 9007199254740991' }],
      })
    }),
  )
}

async function ledgerOf(profiles: Profiles, id: string): Promise<readonly LedgerRecord[]> {
  const all: LedgerRecord[] = []
  for (let after: string | undefined; ;) {
    const { items, next } = await profiles.timeline(id, { limit: 500, ...(after !== undefined && { after }) })
    all.push(...items)
    if (next === null) return all
    after = next
  }
}

/** What ZarinPal tells us: payers who come back, and payments that nobody has verified. */
import { fail } from '../../../engine/values/failure.ts'
import type { CallbackReader, CallbackRequest, Io, Poller } from '../../adapter.ts'
import {
  malformedReturn,
  payerReply,
  returnedItem,
  unverifiedItem,
  type ClaimedReturn,
} from '../payer-return.ts'
import { isAuthority } from './mapping.ts'
import type { Ask } from './wire.ts'

/** Payers come back by GET with `Authority` and `Status`; nothing in it is signed and there is no amount. */
export function payerReturns(returnUrl: string | undefined, io: Io): CallbackReader {
  return {
    read: (request) => {
      const claim = claimOf(request)
      return { items: [returnedItem(claim, io.randomBytes)], reply: payerReply(returnUrl, claim) }
    },
  }
}

function claimOf({ method, query }: CallbackRequest): ClaimedReturn {
  if (method !== 'GET') throw malformedReturn('payers come back by GET')
  const words = Object.fromEntries(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]))
  const { authority = '', status = '' } = words
  if (!isAuthority(authority)) throw malformedReturn('its Authority is missing or malformed')
  if (status !== 'OK' && status !== 'NOK') throw malformedReturn('its Status is neither OK nor NOK')
  return { reference: authority, status }
}

/** At most this many, the newest, are listed; the others show as these are verified. */
const longestList = 100

/** The list is always whole, so there is nothing to go on from: the cursor stays what it is. */
const cursor = 'whole-list'

/** Payments that wait for `verifyPayment`. */
export function unverifiedPayments(ask: Ask, io: Io): Poller {
  return {
    poll: async (_cursor, call) => {
      const { data } = await ask({ method: 'unVerified' }, call)
      const authorities = authoritiesOf(data['authorities'], io)
      if (authorities.length >= longestList) {
        io.log.warn('the list of unverified payments is full; older ones may be hidden', {
          listed: authorities.length,
        })
      }
      const now = io.clock.now()
      return { items: authorities.map((authority) => unverifiedItem(authority, now)), cursor, more: false }
    },
  }
}

/** What cannot be recognised is left out: one odd entry must not keep the others from their owners. */
function authoritiesOf(list: unknown, io: Io): readonly string[] {
  const isEmpty = list === undefined || list === null || JSON.stringify(list) === '{}'
  if (!isEmpty && !Array.isArray(list))
    throw fail('unreadable', 'ZarinPal answered unVerified without a list.')
  const entries = isEmpty ? [] : (list as readonly unknown[])
  const authorities = entries.map(authorityOf).filter((authority) => authority !== undefined)
  if (authorities.length < entries.length) {
    io.log.warn('unverified payments without a well-formed authority were left out', {
      left: entries.length - authorities.length,
    })
  }
  return authorities
}

function authorityOf(entry: unknown): string | undefined {
  const authority = typeof entry === 'object' && entry !== null && 'authority' in entry && entry.authority
  return typeof authority === 'string' && isAuthority(authority) ? authority : undefined
}

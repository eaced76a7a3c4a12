/**
 * The book of the simulated gateway: sessions and what the documented calls do to them. Amounts are kept in
 * rials. Knows nothing of HTTP; an answer is the envelope that the documentation shows.
 */
import { createHash, randomBytes } from 'node:crypto'

import type { Clock } from '../../../engine/values/clock.ts'

/** Their words for the state of a session. */
export type SessionStatus = 'IN_BANK' | 'PAID' | 'VERIFIED' | 'FAILED' | 'REVERSED'

/** One payment attempt as the gateway keeps it. */
export interface Session {
  readonly authority: string
  readonly merchantId: string
  readonly amountRial: number
  /** Rials in one unit of the request's currency: 1 for IRR, 10 for IRT. */
  readonly unit: number
  readonly description: string
  readonly callbackUrl: string
  readonly orderId: string | undefined
  readonly mobile: string | undefined
  readonly status: SessionStatus
  readonly paidAt: Date | undefined
  readonly refId: number | undefined
  /** Verify calls with the right amount and merchant, answered or not. */
  readonly verifyCalls: number
  /** How often verifying changed the session: never more than 1. */
  readonly firstVerifications: number
  readonly reversals: number
}

/** The terms of the simulated terminal. */
export interface Terminal {
  /** The only known merchant; left out, any UUID is one, as in the sandbox. */
  readonly merchantId?: string
  /** Domain under which callbacks must be; left out, any. */
  readonly registeredDomain?: string
  /** Whether the IP of the caller is registered for reversals. Default true. */
  readonly ipRegistered?: boolean
  readonly clock: Clock
}

/** The part of an answer that is not transport. */
export type Envelope = Readonly<Record<'data' | 'errors', unknown>>

/** A call as it came: the JSON body. */
export type Body = Readonly<Record<string, unknown>>

/** The book. */
export interface Book {
  readonly calls: Readonly<Record<string, (body: Body) => Envelope>>
  /** The payer at the bank's page; what is settled stays. `undefined`: no such session. */
  settle(authority: string, isPaid: boolean): Session | undefined
  find(authority: string): Session | undefined
  sessions(): readonly Session[]
}

/** An answer that says no, in their form: `data` is an empty array, `errors` an object. */
export function problem(code: number, message: string, validations: object = {}): Envelope {
  return { data: [], errors: { code, message, validations } }
}

/** An empty book. */
export function openBook(terminal: Terminal): Book {
  const sessions = new Map<string, Session>()
  const put = (session: Session): void => void sessions.set(session.authority, session)
  const { clock } = terminal

  const request = (body: Body): Envelope => {
    const faults = faultsOf(body)
    if (Object.keys(faults).length > 0)
      return problem(-9, 'The input params invalid, validation error.', faults)
    const unit = body['currency'] === 'IRT' ? 10 : 1
    const amountRial = Number(body['amount']) * unit
    if (amountRial > 1_000_000_000) return problem(-41, 'Maximum amount is 100,000,000 tomans.')
    const callbackUrl = String(body['callback_url'])
    if (!isUnder(terminal.registeredDomain, callbackUrl)) {
      return problem(-14, 'The callback URL domain does not match the registered domain.')
    }
    const metadata = (body['metadata'] ?? {}) as Body
    const authority = `A${randomBytes(18).toString('hex').slice(1)}`
    put({
      authority,
      merchantId: String(body['merchant_id']),
      amountRial,
      unit,
      description: String(body['description']),
      callbackUrl,
      orderId: metadata['order_id'] as string | undefined,
      mobile: metadata['mobile'] as string | undefined,
      status: 'IN_BANK',
      paidAt: undefined,
      refId: undefined,
      verifyCalls: 0,
      firstVerifications: 0,
      reversals: 0,
    })
    return good({ code: 100, message: 'Success', authority, fee_type: 'Merchant', fee: feeOf(amountRial) })
  }

  const verify = (body: Body, found: Session): Envelope => {
    if (Number(body['amount']) * found.unit !== found.amountRial) {
      return problem(-50, 'Session is not valid, amounts values is not the same.')
    }
    if (found.status !== 'PAID' && found.status !== 'VERIFIED') {
      return problem(-51, 'Session is not valid, session is not active paid try.')
    }
    const isFirst = found.status === 'PAID'
    put({
      ...found,
      status: 'VERIFIED',
      verifyCalls: found.verifyCalls + 1,
      firstVerifications: found.firstVerifications + (isFirst ? 1 : 0),
    })
    return good({
      code: isFirst ? 100 : 101,
      message: isFirst ? 'Paid' : 'Verified',
      card_hash: createHash('sha256').update(found.authority).digest('hex').toUpperCase(),
      card_pan: '502229******5995',
      ref_id: found.refId,
      fee_type: 'Merchant',
      fee: feeOf(found.amountRial),
      shaparak_fee: '1200',
      order_id: found.orderId ?? null,
      wages: [],
    })
  }

  const inquiry = (_body: Body, found: Session): Envelope =>
    good({ code: 100, message: 'Success', status: found.status })

  const reverse = (_body: Body, found: Session): Envelope => {
    if (terminal.ipRegistered === false) return problem(-62, 'Terminal ip is not set.')
    const { paidAt, status } = found
    if (!paidAt || (status !== 'PAID' && status !== 'VERIFIED')) {
      return problem(-61, 'Session is not in success status.')
    }
    if (clock.now().getTime() - paidAt.getTime() > 30 * 60_000) {
      return problem(-63, 'The time for reversing the session is over.')
    }
    put({ ...found, status: 'REVERSED', reversals: found.reversals + 1 })
    return good({ code: 100, message: 'Reversed' })
  }

  const unVerified = (body: Body): Envelope => {
    const waiting = [...sessions.values()].filter(
      ({ status, merchantId }) => status === 'PAID' && merchantId === body['merchant_id'],
    )
    const authorities = waiting.slice(-100).reverse().map(listed)
    return good({ code: 100, message: 'Success', authorities })
  }

  const ofKnown = (call: (body: Body) => Envelope) => (body: Body) => {
    const { merchantId } = terminal
    if (!isUuid(body['merchant_id'])) return problem(-9, 'Validation error.', { merchant_id: ['not a UUID'] })
    const isKnown = merchantId === undefined || merchantId === body['merchant_id']
    return isKnown
      ? call(body)
      : problem(-10, 'Terminal is not valid, please check merchant_id or ip address.')
  }

  const ofSession = (call: (body: Body, found: Session) => Envelope) =>
    ofKnown((body) => {
      const authority = String(body['authority'])
      if (!/^[AS][0-9A-Za-z]{35}$/.test(authority)) return problem(-54, 'Invalid authority.')
      const found = sessions.get(authority)
      if (!found) return problem(-55, 'The transaction was not found.')
      const isTheirs = found.merchantId === body['merchant_id']
      return isTheirs ? call(body, found) : problem(-53, 'Session is not this merchant_id session.')
    })

  return {
    calls: {
      request: ofKnown(request),
      verify: ofSession(verify),
      inquiry: ofSession(inquiry),
      reverse: ofSession(reverse),
      unVerified: ofKnown(unVerified),
    },
    settle: (authority, isPaid) => {
      const found = sessions.get(authority)
      if (found?.status !== 'IN_BANK') return found
      const settled: Session = isPaid
        ? { ...found, status: 'PAID', paidAt: clock.now(), refId: 100_000_000 + sessions.size }
        : { ...found, status: 'FAILED' }
      put(settled)
      return settled
    },
    find: (authority) => sessions.get(authority),
    sessions: () => [...sessions.values()],
  }
}

function good(data: object): Envelope {
  return { data, errors: [] }
}

function listed({ authority, amountRial, unit, callbackUrl, paidAt }: Session): object {
  return {
    authority,
    amount: amountRial / unit,
    callback_url: callbackUrl,
    referer: '',
    date: (paidAt ?? new Date(0)).toISOString().slice(0, 19).replace('T', ' '),
  }
}

/** Half a per cent: the documentation gives no tariff. */
function feeOf(amountRial: number): number {
  return Math.round(amountRial * 0.005)
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
}

/** Faults of a request by field, in the form of their validations. */
function faultsOf(body: Body): Record<string, readonly string[]> {
  const metadata = (body['metadata'] ?? {}) as Body
  const values: Body = { ...body, 'metadata.mobile': metadata['mobile'] }
  const failed = Object.entries(fieldRules).filter(([field, isGood]) => !isGood(values[field]))
  return Object.fromEntries(failed.map(([field]) => [field, [`The ${field} is not valid.`]]))
}

const fieldRules: Readonly<Record<string, (value: unknown) => boolean>> = {
  amount: (value) => Number.isInteger(value) && Number(value) >= 1000,
  currency: (value) => value === undefined || value === 'IRR' || value === 'IRT',
  description: (value) => typeof value === 'string' && value !== '' && value.length <= 500,
  callback_url: (value) => typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value),
  'metadata.mobile': (value) => value === undefined || (typeof value === 'string' && /^09\d{9}$/.test(value)),
}

function isUnder(domain: string | undefined, address: string): boolean {
  if (domain === undefined) return true
  const { hostname } = new URL(address)
  return hostname === domain || hostname.endsWith(`.${domain}`)
}

/** The operations of ZarinPal, each in one call of its API, and the check of a connection. */
import { fail, failureOf } from '../../../engine/values/failure.ts'
import type { Call, CheckFinding, Client, Connected, Io } from '../../adapter.ts'
import type { inquiryOperations, paymentOperations, reversalOperations } from '../gateway.ts'
import {
  accepted,
  isAuthority,
  notPaid,
  paymentOf,
  paymentState,
  reversalOutcome,
  theirMobile,
  verifiedBefore,
  type PaymentState,
} from './mapping.ts'
import { productionHost, type Settings } from './settings.ts'
import { payerReturns, unverifiedPayments } from './sources.ts'
import { asker, type Ask } from './wire.ts'

type Operations = typeof paymentOperations & typeof inquiryOperations & typeof reversalOperations

/** Ready to call; nothing is sent yet. */
export function connect(settings: Settings, io: Io): Connected<Operations> {
  const baseUrl = (settings.baseUrl ?? productionHost).replace(/\/+$/, '')
  const ask = asker(settings.merchantId, baseUrl, io)
  return {
    client: client(baseUrl, ask),
    sources: {
      paymentReturned: payerReturns(settings.returnUrl, io),
      unverifiedPayments: unverifiedPayments(ask, io),
    },
    check: (call) => check(baseUrl, ask, call),
  }
}

function client(baseUrl: string, ask: Ask): Client<Operations> {
  return {
    requestPayment: async ({ amountRial, description, callbackUrl, payerMobile, orderNumber }, call) => {
      const metadata = {
        ...(payerMobile !== undefined && { mobile: theirMobile(payerMobile) }),
        ...(orderNumber !== undefined && { order_id: orderNumber }),
      }
      // The unit is always said: left out, a setting of the terminal would decide it.
      const amount = { amount: amountRial, currency: 'IRR' }
      const body = { ...amount, description, callback_url: callbackUrl, metadata }
      const { authority } = (await ask({ method: 'request', body }, call)).data
      if (typeof authority !== 'string' || !isAuthority(authority)) {
        throw fail('unreadable', 'ZarinPal accepted request without giving a well-formed authority.')
      }
      return { reference: authority, payUrl: `${baseUrl}/pg/StartPay/${authority}` }
    },

    verifyPayment: async ({ reference, amountRial }, call) => {
      const body = { amount: amountRial, authority: reference }
      const good = [accepted, verifiedBefore, notPaid]
      const { code, data } = await ask({ method: 'verify', body, good }, call)
      if (code === notPaid) return { paid: false, alreadyVerified: false }
      return { paid: true, alreadyVerified: code === verifiedBefore, ...paymentOf(data) }
    },

    inquirePayment: async ({ reference }, call) => ({ state: await stateOf(reference, ask, call) }),

    reversePayment: async ({ reference }, call) => {
      await ask({ method: 'reverse', body: { authority: reference } }, call)
      return { reversed: true }
    },

    findReversal: async ({ reference }, call) => reversalOutcome(await stateOf(reference, ask, call)),
  }
}

async function stateOf(authority: string, ask: Ask, call: Call): Promise<PaymentState> {
  const { data } = await ask({ method: 'inquiry', body: { authority } }, call)
  const state = paymentState(data['status'])
  if (state !== undefined) return state
  throw fail('unreadable', 'ZarinPal answered inquiry with a status that it does not document.')
}

/** Lists what is unverified: harmless, and only a known merchant is answered. */
async function check(baseUrl: string, ask: Ask, call: Call): Promise<readonly CheckFinding[]> {
  try {
    await ask({ method: 'unVerified' }, call)
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (!failure) throw thrown
    const { kind, message } = failure
    if (kind === 'unreachable') return [{ aspect: 'reachable', ok: false, message }]
    return [reached(baseUrl), { aspect: 'login', ok: false, message }]
  }
  return [reached(baseUrl), { aspect: 'login', ok: true, message: 'The merchant id was accepted.' }]
}

function reached(baseUrl: string): CheckFinding {
  return { aspect: 'reachable', ok: true, message: `${baseUrl} answers.` }
}

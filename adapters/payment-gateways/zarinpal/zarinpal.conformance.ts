/** ZarinPal on the stage of the conformance test. */
import { randomUUID } from 'node:crypto'

import { httpStage, type OpenStage, type Scene } from '../../conformance/stage.conformance.ts'
import { startSimulator, type ZarinpalSimulator } from './simulator.ts'

const amountRial = 1_200_000
const callbackUrl = 'http://127.0.0.1:9/callbacks/zarinpal-main/paymentReturned'
const unknown = 'A'.padEnd(36, '0')

/** Starts the simulator with one merchant. */
export const openStage: OpenStage = async () => {
  const merchantId = randomUUID()
  const simulator = await startSimulator({ merchantId })
  const settings = { merchantId, baseUrl: simulator.url }
  return {
    ...httpStage(simulator),
    settings,
    wrongLogin: { ...settings, merchantId: randomUUID() },
    scenes: scenes(simulator, merchantId),
  }
}

function scenes(simulator: ZarinpalSimulator, merchantId: string): Readonly<Record<string, Scene>> {
  const paid = async (): Promise<string> => {
    const body = { merchant_id: merchantId, amount: amountRial, description: 'x', callback_url: callbackUrl }
    const init = { method: 'POST', body: JSON.stringify(body) }
    const reply = await fetch(`${simulator.url}/pg/v4/payment/request.json`, init)
    const { data } = (await reply.json()) as { readonly data: { readonly authority: string } }
    simulator.payer.abandon(data.authority)
    return data.authority
  }
  const count = (field: 'firstVerifications' | 'reversals') => (input: unknown) => {
    const { reference } = input as { readonly reference: string }
    return simulator.state().sessions.find(({ authority }) => authority === reference)?.[field] ?? 0
  }
  return {
    requestPayment: {
      remote: 'request',
      input: () => ({ amountRial, description: 'Invoice 118', callbackUrl, payerMobile: '+989121234567' }),
      refusedInput: () => ({ amountRial: 1, description: 'Invoice 118', callbackUrl }),
    },
    verifyPayment: {
      remote: 'verify',
      input: async () => ({ reference: await paid(), amountRial }),
      changes: count('firstVerifications'),
      refusedInput: async () => ({ reference: await paid(), amountRial: amountRial + 1 }),
    },
    inquirePayment: {
      remote: 'inquiry',
      input: async () => ({ reference: await paid() }),
      refusedInput: () => ({ reference: unknown }),
    },
    reversePayment: {
      remote: 'reverse',
      input: async () => ({ reference: await paid() }),
      changes: count('reversals'),
      refusedInput: () => ({ reference: unknown }),
    },
    findReversal: {
      remote: 'inquiry',
      input: async () => ({ reference: await paid() }),
      refusedInput: () => ({ reference: unknown }),
    },
  }
}

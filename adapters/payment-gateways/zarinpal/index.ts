/**
 * ZarinPal, web payments (REST v4).
 * The payer comes back by browser; only `verifyPayment` says whether money moved. Amounts are rials, and every
 * request says so. Try it without the real one: `simulator.ts`.
 *
 * Without refunds: they go through another API (GraphQL, with a token of its own), which knows a payment by a
 * session id that no answer of this API carries. Within 30 minutes `reversePayment` gives the money back.
 */
import { defineAdapter } from '../../adapter.ts'
import { gatewaySources, inquiryOperations, paymentOperations, reversalOperations } from '../gateway.ts'
import { connect } from './client.ts'
import { refusals } from './mapping.ts'
import { Settings, settingsExample } from './settings.ts'

export const zarinpal = defineAdapter({
  name: 'zarinpal',
  kind: 'payment-gateways',
  title: { en: 'ZarinPal', fa: 'زرین‌پال' },
  summary: 'Take, verify and reverse card payments on the web.',
  settings: Settings,
  settingsExample,
  operations: { ...paymentOperations, ...inquiryOperations, ...reversalOperations },
  sources: gatewaySources,
  refusals,
  limits: { concurrency: 10 },
  connect,
})

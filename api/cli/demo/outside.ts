/**
 * The world around a hub, on loopback: a SOAP ERP, the ZarinPal gateway and the Kavenegar SMS provider as simulators,
 * and the connections and flows that tie a hub to them. The demo, the crash tests and the benchmark all live in it.
 */
import { readFile } from 'node:fs/promises'

import {
  startSimulator as startSms,
  type KavenegarSimulator,
} from '../../../adapters/messaging/kavenegar/simulator.ts'
import {
  startSimulator as startGateway,
  type ZarinpalSimulator,
} from '../../../adapters/payment-gateways/zarinpal/simulator.ts'
import {
  startSimulator as startErp,
  type ErpSimulator,
} from '../../../adapters/web-services/soap/simulator.ts'
import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import type { HubClient, Json } from '../hub-client.ts'

type ErpOptions = NonNullable<Parameters<typeof startErp>[0]>

/** What the world holds. */
export interface OutsideOptions {
  readonly customers?: NonNullable<ErpOptions['customers']>
  readonly invoices?: NonNullable<ErpOptions['invoices']>
  /** Milliseconds until an SMS is delivered. Default 500. */
  readonly deliveryMs?: number
  readonly clock?: Clock
}

/** The running world. */
export interface Outside {
  readonly erp: ErpSimulator
  readonly gateway: ZarinpalSimulator
  readonly sms: KavenegarSimulator
  /** Settings of the connections to it, by name. */
  readonly connections: Readonly<Record<string, Json>>
  close(): Promise<void>
}

const merchantId = '11111111-2222-4333-8444-555555555555'
const smsKey = 'demo-sms-key-0123456789'

/** Starts the world. */
export async function startOutside(options: OutsideOptions = {}): Promise<Outside> {
  const { customers = [], invoices = [], deliveryMs = 500, clock = systemClock } = options
  const erp = await startErp({ customers, invoices, clock })
  const gateway = await startGateway({ merchantId, clock })
  const sms = await startSms({ apiKey: smsKey, deliveryMs, clock, creditRial: 1_000_000_000 })
  return {
    erp,
    gateway,
    sms,
    connections: {
      'erp-main': { adapter: 'soap', settings: erpSettings(erp.endpoint) },
      'zarinpal-main': { adapter: 'zarinpal', settings: { merchantId, baseUrl: gateway.url } },
      'sms-main': { adapter: 'kavenegar', settings: { apiKey: smsKey, baseUrl: sms.url } },
    },
    close: async () => {
      await Promise.all([erp.close(), gateway.close(), sms.close()])
    },
  }
}

/** The ERP's operations as the flows use them. */
function erpSettings(endpoint: string): Json {
  return {
    wsdl: 'soap/erp.wsdl',
    endpoint,
    login: 'usernameTokenDigest',
    username: 'hub',
    password: 'erp-password',
    operations: {
      getInvoice: {
        soapOperation: 'GetInvoice',
        effect: 'read',
        title: { en: 'Read an invoice', fa: 'خواندن فاکتور' },
      },
      getCustomersChangedSince: {
        soapOperation: 'GetCustomersChangedSince',
        effect: 'read',
        title: { en: 'Customers changed since', fa: 'مشتریان تغییرکرده' },
      },
      updateCustomer: {
        soapOperation: 'UpdateCustomer',
        effect: 'idempotent',
        title: { en: 'Update a customer', fa: 'به‌روزکردن مشتری' },
      },
      postPayment: {
        soapOperation: 'PostPayment',
        effect: 'once',
        title: { en: 'Post a payment', fa: 'ثبت پرداخت' },
        keyField: 'idempotencyKey',
        inquire: 'findPostedPayment',
        inquiry: {
          soapOperation: 'FindPayment',
          input: { reference: 'reference' },
          doneWhen: { path: 'found', equals: true },
          notDoneWhen: { path: 'found', equals: false },
          output: { documentNumber: 'documentNumber', postedAt: 'postedAt' },
        },
      },
    },
    checkOperation: { soapOperation: 'FindPayment', input: { reference: 'connection-check' } },
    faultKinds: { 'Client.AUTH': 'unauthenticated' },
  }
}

/** The flows that the world is worked with. */
const flowFiles = [
  'payments/payment-request',
  'payments/invoice-payment',
  'customers/customer-sync',
  'customers/customer-write-back',
]

/** Gives a hub its connections and flows. Sources are the connections' own and begin by themselves. */
export async function introduce(
  hub: HubClient,
  { connections }: Pick<Outside, 'connections'>,
): Promise<void> {
  for (const [name, draft] of Object.entries(connections)) await hub.put(`/v1/connections/${name}`, draft)
  const documents = await Promise.all(
    flowFiles.map(async (name) => {
      const xml = await readFile(new URL(`../../../flows/${name}.bpmn`, import.meta.url), 'utf8')
      return [`${name}.bpmn`, xml] as const
    }),
  )
  await hub.deploy(Object.fromEntries(documents))
}

/** Where payers of ZarinPal come back to. */
export function callbackUrlOf(hubUrl: string): string {
  return `${hubUrl}/callbacks/zarinpal-main/paymentReturned`
}

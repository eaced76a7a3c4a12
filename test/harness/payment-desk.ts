/** A hub with the world of payments around it, in the words of the stories that the flow tests tell. */
import assert from 'node:assert/strict'

import type { JsonObject } from '../../engine/values/json.ts'
import { inventCustomers } from '../../adapters/web-services/soap/fixtures/erp-customers.ts'
import { testHub, type TestHub } from './hub.ts'

/** One run as the API shows it. */
export interface RunDocument {
  readonly id: string
  readonly state: string
  readonly variables: JsonObject
  readonly elements: readonly { readonly element: string; readonly incident?: { readonly code: string } }[]
}

/** What a customer's timeline shows. */
export interface TimelineEntry {
  readonly type: string
  readonly data: JsonObject
}

/** The desk. Invoices are over 1,500,000 rials, one for each payment. */
export interface PaymentDesk extends Pick<TestHub, 'api' | 'clock' | 'until' | 'hub'> {
  readonly gateway: TestHub['outside']['gateway']
  readonly erp: TestHub['outside']['erp']
  readonly sms: TestHub['outside']['sms']
  /** Requests a payment of a fresh invoice; gives the gateway's reference. */
  request(): Promise<string>
  /** Starts a flow and waits until it has ended or stands still. */
  start<Run = RunDocument>(flow: string, variables: JsonObject): Promise<Run>
  run(id: string): Promise<RunDocument>
  /** A browser at the callback. */
  comeBack(query: Readonly<Record<string, string>>): Promise<Response>
  /** The newest run of a payment, once it has ended. */
  ended(reference: string): Promise<RunDocument>
  /**
   * Waits until a payment has that many ended runs, and none under way. There may be more: what has been paid and
   * is not verified yet is found in the gateway's own list too.
   */
  allEnded(reference: string, count: number): Promise<void>
  /** The state of the payment on its customer's profile. */
  paymentState(reference: string): Promise<string | undefined>
  timeline(run: RunDocument): Promise<readonly TimelineEntry[]>
  /** How often the ERP has booked it. */
  postings(reference: string): number
  /** How many messages were sent about its invoice. */
  messagesFor(reference: string): number
  /** The open work item of the payment's run. */
  workItem(
    reference: string,
  ): Promise<{ readonly id: string; readonly element: string; readonly candidateGroups: readonly string[] }>
  close(): Promise<void>
}

const invoiceCount = 60

/** Opens the desk: customers are in the profile already. */
export async function paymentDesk(): Promise<PaymentDesk> {
  const [customer] = inventCustomers(1)
  assert.ok(customer)
  const invoices = Array.from({ length: invoiceCount }, (_, n) => ({
    number: `INV-${String(n)}`,
    customerCode: customer.code,
    issuedOn: '2026-02-01',
    amountRial: '1500000',
    paidRial: '0',
    note: null,
    line: [],
  }))
  const hub = await testHub({ outside: { customers: [customer], invoices } })
  const { api, outside, until, passing } = hub
  await passing(api.post('/v1/flows/customerSync/runs', { waitMs: 30_000 }))
  const invoiceOf = new Map<string, string>()

  async function runsOf(reference: string): Promise<readonly RunDocument[]> {
    const { items } = await api.get<{ readonly items: readonly RunDocument[] }>(
      '/v1/runs?flow=invoicePayment&limit=500',
    )
    return items.filter(({ variables }) => variables['reference'] === reference)
  }

  const desk: PaymentDesk = {
    api,
    clock: hub.clock,
    until,
    hub: hub.hub,
    gateway: outside.gateway,
    erp: outside.erp,
    sms: outside.sms,
    request: async () => {
      const invoiceNumber = `INV-${String(invoiceOf.size)}`
      const run = await passing(
        api.post<RunDocument>('/v1/flows/paymentRequest/runs', {
          variables: {
            invoiceNumber,
            payerMobile: '+989121234567',
            callbackUrl: `${hub.url}/callbacks/zarinpal-main/paymentReturned`,
          },
          waitMs: 30_000,
        }),
      )
      const { reference } = run.variables
      assert.ok(typeof reference === 'string', `the payment was requested: ${JSON.stringify(run)}`)
      invoiceOf.set(reference, invoiceNumber)
      return reference
    },
    start: (flow, variables) => passing(api.post(`/v1/flows/${flow}/runs`, { variables, waitMs: 30_000 })),
    run: (id) => api.get(`/v1/runs/${id}`),
    comeBack: (query) =>
      fetch(`${hub.url}/callbacks/zarinpal-main/paymentReturned?${new URLSearchParams(query).toString()}`),
    ended: async (reference) => {
      let found: RunDocument | undefined
      await until(async () => {
        ;[found] = (await runsOf(reference)).filter(({ state }) => state !== 'running')
        return found !== undefined
      }, `the run of ${reference} has ended`)
      assert.ok(found)
      return found
    },
    allEnded: async (reference, count) => {
      let runs: readonly RunDocument[] = []
      await until(
        async () => {
          runs = await runsOf(reference)
          return runs.length >= count && runs.every(({ state }) => state === 'completed')
        },
        () => `${String(count)} runs of ${reference} have ended: ${JSON.stringify(runs)}`,
      )
    },
    paymentState: async (reference) => {
      const record = await hub.hub.profiles.getRecord({ type: 'payment', externalId: reference })
      return record?.data['state'] as string | undefined
    },
    timeline: async ({ variables }) => {
      const path = `/v1/profiles/${JSON.stringify(variables['profileId']).slice(1, -1)}/timeline?limit=2`
      return (await api.get<{ readonly items: readonly TimelineEntry[] }>(path)).items
    },
    postings: (reference) => outside.erp.state().postingsByReference[reference] ?? 0,
    messagesFor: (reference) =>
      outside.sms.state().messages.filter(({ text }) => text.includes(`${invoiceOf.get(reference) ?? ''} `))
        .length,
    workItem: async (reference) => {
      type Items = {
        readonly items: readonly (Awaited<ReturnType<PaymentDesk['workItem']>> & { readonly run: string })[]
      }
      let found: Items['items'][number] | undefined
      await until(async () => {
        const runs = new Set((await runsOf(reference)).map(({ id }) => id))
        found = (await api.get<Items>('/v1/work-items?group=finance')).items.find(({ run }) => runs.has(run))
        return found !== undefined
      }, `a work item for ${reference}`)
      assert.ok(found)
      return found
    },
    close: () => hub.close(),
  }
  return desk
}

/**
 * The payment story end to end: requested, paid at the simulated gateway, returned, verified, posted in the simulated
 * ERP. It is measured until the posting: the receipt waits two seconds between its looks at the SMS by design. The
 * simulators live in this process and take their part of the machine.
 */
import { setTimeout as pause } from 'node:timers/promises'

import { inventCustomers } from '../../adapters/web-services/soap/fixtures/erp-customers.ts'
import { callbackUrlOf, introduce, startOutside, type Outside } from '../../api/cli/demo/outside.ts'
import type { Line } from './figures.ts'
import { allOf, type Measured } from './load.ts'
import { concurrencies, type Bench } from './steps.ts'

const counts = { 1: 30, 16: 100, 64: 200 } as const
const quickCounts = { 1: 3, 16: 16, 64: 64 } as const
const mostInvoices = 400

/** Measures payments; each line is told as soon as it is known. */
export async function payments(bench: Bench, tell: (line: Line) => void): Promise<void> {
  const customers = inventCustomers(20)
  const invoices = Array.from({ length: mostInvoices }, (_, n) => ({
    number: `INV-${String(n)}`,
    customerCode: customers[n % customers.length]?.code ?? '',
    issuedOn: '2026-11-01',
    amountRial: String(1_500_000 + n),
    paidRial: '0',
    note: null,
    line: [],
  }))
  const outside = await startOutside({ customers, invoices, deliveryMs: 50 })
  try {
    await introduce(bench.api, outside)
    await bench.api.post('/v1/flows/customerSync/runs', { waitMs: 30_000 })
    const desk = openDesk(bench, outside)
    for (const concurrency of concurrencies) {
      const count = (bench.isQuick ? quickCounts : counts)[concurrency]
      const before = await bench.meter()
      const measured = await desk.take(count, concurrency)
      tell({ what: 'payments', concurrency, measured, spent: await bench.meter(before) })
      await desk.settled()
    }
  } finally {
    await outside.close()
  }
}

interface Desk {
  /** Takes so many payments, so many of them at once, each until it is posted. */
  take(count: number, concurrency: number): Promise<Measured>
  /** Until every receipt is delivered and no run is under way, so that the next step begins in quiet. */
  settled(): Promise<void>
}

interface Requested {
  readonly variables: { readonly reference?: string }
}

interface Listed {
  readonly items: readonly { readonly state: string }[]
}

function openDesk({ api, url }: Bench, { erp, gateway }: Outside): Desk {
  let requested = 0
  let postings = erp.state().postingsByReference
  let readAt = 0

  /** One look at the books serves all who wait, or the looking would be what is measured. */
  function isPosted(reference: string): boolean {
    if (performance.now() - readAt > watchMs) {
      postings = erp.state().postingsByReference
      readAt = performance.now()
    }
    return postings[reference] !== undefined
  }

  async function pay(): Promise<void> {
    const n = (requested += 1)
    const run = await api.post<Requested>('/v1/flows/paymentRequest/runs', {
      variables: {
        invoiceNumber: `INV-${String(n - 1)}`,
        payerMobile: `+98912${String(1_000_000 + n)}`,
        callbackUrl: callbackUrlOf(url),
      },
      waitMs: 30_000,
    })
    const { reference } = run.variables
    if (reference === undefined) throw new Error(`a payment was not opened: ${JSON.stringify(run)}`)
    await gateway.payer.pay(reference)
    await until(() => isPosted(reference), watchMs, `${reference} is posted`)
  }

  return {
    take: async (count, concurrency) => {
      const latencies: number[] = []
      const began = performance.now()
      let left = count
      await allOf(concurrency, async () => {
        while (left > 0) {
          left -= 1
          const beganOne = performance.now()
          await pay()
          latencies.push(performance.now() - beganOne)
        }
      })
      return { count, seconds: (performance.now() - began) / 1_000, latencies }
    },
    settled: async () => {
      const runsIn = async (state: string): Promise<number> =>
        (await api.get<Listed>(`/v1/runs?flow=invoicePayment&state=${state}&limit=500`)).items.length
      await until(async () => (await runsIn('running')) === 0, 200, 'every receipt is delivered')
      const completed = await runsIn('completed')
      if (completed < requested)
        throw new Error(`of ${String(requested)} payments ${String(completed)} were completed`)
    },
  }
}

/** Between two looks for postings. */
const watchMs = 5
const patienceMs = 60_000

async function until(isSo: () => boolean | Promise<boolean>, everyMs: number, words: string): Promise<void> {
  const giveUpAt = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`it did not come to be: ${words}`)
    await pause(everyMs)
  }
}

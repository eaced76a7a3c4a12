/**
 * Two hundred payments while the hub is killed again and again: each is verified, posted to the ERP exactly once and
 * receipted exactly once. The ERP does not notice repetitions, so a blind repeat would show.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { callbackUrlOf, introduce, startOutside, type Outside } from '../../api/cli/demo/outside.ts'
import { hubClient, type HubClient } from '../../api/cli/hub-client.ts'
import { inventCustomers } from '../../adapters/web-services/soap/fixtures/erp-customers.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubIdentity, hubSuccession, type HubProcess, type HubSuccession } from '../harness/hub-process.ts'

const payments = 200
const kills = 10
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

interface RunPage {
  readonly items: readonly {
    readonly id: string
    readonly state: string
    readonly elements: readonly unknown[]
  }[]
}

let database: TestDatabase
let outside: Outside
let hubs: HubSuccession
let hub: HubProcess
let api: HubClient

before(async () => {
  database = await testDatabase()
  const customers = inventCustomers(20)
  const invoices = Array.from({ length: payments }, (_, n) => ({
    number: `INV-${String(n)}`,
    customerCode: customers[n % customers.length]?.code ?? '',
    issuedOn: '2026-11-01',
    amountRial: String(1_000_000 + n),
    paidRial: '0',
    note: null,
    line: [],
  }))
  outside = await startOutside({ customers, invoices, deliveryMs: 200 })
  const identity = await hubIdentity()
  hubs = hubSuccession({
    ...identity,
    mongodbUri: database.uri,
    environment: { PEYVAND_LEASE_MS: '2000' },
  })
  hub = await hubs.next()
  api = hubClient(hub.url, identity.adminKey)
})
after(async () => {
  await hub.kill()
  await hubs.close()
  await outside.close()
  await database.close()
})

/** Numbers from 0 to 1, the same for the same seed. */
function chance(): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

async function request(n: number): Promise<string> {
  const run = await api.post<{ readonly variables: { readonly reference?: string } }>(
    '/v1/flows/paymentRequest/runs',
    {
      variables: {
        invoiceNumber: `INV-${String(n)}`,
        payerMobile: `+98912${String(1_000_000 + n)}`,
        callbackUrl: callbackUrlOf(hub.url),
      },
      waitMs: 30_000,
    },
  )
  assert.ok(run.variables.reference, `payment ${String(n)} was requested: ${JSON.stringify(run)}`)
  return run.variables.reference
}

/** All runs of the flow in a state. */
async function runsIn(state: string): Promise<RunPage['items']> {
  return (await api.get<RunPage>(`/v1/runs?flow=invoicePayment&state=${state}&limit=500`)).items
}

function posted(): number {
  return Object.keys(outside.erp.state().postingsByReference).length
}

/** Until nothing is on its way. Lost callbacks are found by the list of unverified payments, asked at once here. */
async function settled(): Promise<void> {
  const giveUpAt = Date.now() + 240_000
  for (;;) {
    const running = await runsIn('running')
    const open = outside.gateway.state().sessions.filter(({ status }) => status !== 'VERIFIED').length
    const isDone = running.length === 0 && open === 0
    if (isDone && posted() + (await runsIn('incident')).length >= payments) return
    assert.ok(
      Date.now() < giveUpAt,
      `${String(running.length)} runs still on their way, ${String(open)} payments unverified: ${JSON.stringify(running.slice(0, 3))}`,
    )
    if (open > 0) await api.post('/v1/connections/zarinpal-main/sources/unverifiedPayments/poll')
    await pause(500)
  }
}

describe('payments while the hub is killed', () => {
  it(`end verified, posted once and receipted once (seed ${String(seed)})`, async () => {
    await introduce(api, outside)
    await api.post('/v1/flows/customerSync/runs', { waitMs: 30_000 })
    const references = await Promise.all(Array.from({ length: payments }, (_, n) => request(n)))

    const random = chance()
    const pay = async (reference: string): Promise<void> => {
      await pause(random() * 400)
      await outside.gateway.payer.pay(reference)
    }
    const payers: Promise<void>[] = []
    for (let n = 0; n < kills; n += 1) {
      // Every kill finds payments under way.
      payers.push(...references.splice(0, payments / kills).map(pay))
      await pause(100 + random() * 600)
      await hub.kill()
      hub = await hubs.next()
    }
    await Promise.all(payers)
    await settled().catch(async (cause: unknown) => {
      await hub.stop()
      throw new Error(`it did not settle; the hub says:\n${hub.complaints.slice(-8).join('\n')}`, { cause })
    })

    const { sessions } = outside.gateway.state()
    assert.equal(sessions.filter(({ status }) => status === 'VERIFIED').length, payments)
    const incidents = await runsIn('incident')
    const unknown = incidents.filter((run) => JSON.stringify(run).includes('outcomeUnknown'))
    assert.deepEqual(incidents, unknown, 'an incident names an unknown outcome')
    const postings = Object.values(outside.erp.state().postingsByReference)
    assert.deepEqual(
      postings.filter((times) => times !== 1),
      [],
      'nothing was posted twice',
    )
    assert.ok(postings.length + unknown.length >= payments)
    const texts = outside.sms.state().messages.map(({ text }) => text)
    assert.equal(new Set(texts).size, texts.length, 'nobody had two messages')
    assert.equal(texts.length, payments - unknown.length)
  })
})

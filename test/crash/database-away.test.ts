/** The database goes away for ten seconds in the middle of the work: nothing acknowledged is lost, nothing is done twice. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { hubClient, HubProblem, type HubClient, type Json } from '../../api/cli/hub-client.ts'
import { callbackUrlOf, introduce, startOutside, type Outside } from '../../api/cli/demo/outside.ts'
import { inventCustomers } from '../../adapters/web-services/soap/fixtures/erp-customers.ts'
import { cuttableLine, type CuttableLine } from '../harness/cuttable-line.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubIdentity, startHubProcess, type HubProcess } from '../harness/hub-process.ts'

const payments = 20
const awayMs = 10_000

let database: TestDatabase
let line: CuttableLine
let outside: Outside
let hub: HubProcess
let api: HubClient

before(async () => {
  database = await testDatabase()
  const server = new URL(database.uri)
  line = await cuttableLine({ host: server.hostname, port: Number(server.port) })
  server.port = String(line.port)
  const customers = inventCustomers(1)
  const invoices = Array.from({ length: payments }, (_, n) => ({
    number: `INV-${String(n)}`,
    customerCode: customers[0]?.code ?? '',
    issuedOn: '2026-11-01',
    amountRial: '1000000',
    paidRial: '0',
    note: null,
    line: [],
  }))
  outside = await startOutside({ customers, invoices, deliveryMs: 200 })
  const identity = await hubIdentity()
  hub = await startHubProcess({ ...identity, mongodbUri: server.href })
  api = hubClient(hub.url, identity.adminKey)
  await introduce(api, outside)
})
after(async () => {
  await hub.kill()
  await outside.close()
  await line.close()
  await database.close()
})

async function request(n: number): Promise<string> {
  const run = await api.post<{ readonly variables: { readonly reference: string } }>(
    '/v1/flows/paymentRequest/runs',
    {
      variables: {
        invoiceNumber: `INV-${String(n)}`,
        payerMobile: '+989121234567',
        callbackUrl: callbackUrlOf(hub.url),
      },
      waitMs: 30_000,
    },
  )
  return run.variables.reference
}

describe('a database that is away for ten seconds', () => {
  it('costs time, and nothing else', async () => {
    await api.post('/v1/flows/customerSync/runs', { waitMs: 30_000 })
    const references = await Promise.all(Array.from({ length: payments }, (_, n) => request(n)))

    const paying = Promise.all(references.map((reference) => outside.gateway.payer.pay(reference)))
    await pause(150)
    line.cut()
    const acknowledged: string[] = []
    const refusals: HubProblem[] = []
    const mendAt = Date.now() + awayMs
    setTimeout(() => line.mend(), awayMs)
    for (let n = 0; Date.now() < mendAt + 2_000; n += 1) {
      const id = `while-away-${String(n)}`
      await api
        .post('/v1/messages', { name: 'nobodyWaits', id })
        .then(() => acknowledged.push(id))
        .catch((error: unknown) => {
          assert.ok(error instanceof HubProblem, String(error))
          refusals.push(error)
        })
      if (n === 0) assert.equal((await fetch(`${hub.url}/healthz`)).status, 200)
      await pause(50)
    }
    const wrong = refusals.filter(({ code }) => code !== 'databaseUnavailable')
    assert.deepEqual(wrong, [], hub.complaints.filter((words) => words.includes('answered')).join('\n'))

    await paying
    await settled()
    const stored = await database.connection.collection<{ readonly _id: string }>('messages').countDocuments({
      _id: { $in: acknowledged },
    })
    assert.equal(stored, acknowledged.length, 'what was acknowledged is there')
    assert.deepEqual(
      references.map((reference) => outside.erp.state().postingsByReference[reference]),
      references.map(() => 1),
    )
    assert.equal(outside.sms.state().messages.length, payments)
  })
})

/** Until every payment is posted and receipted; what no return has told is asked for. */
async function settled(): Promise<void> {
  const giveUpAt = Date.now() + 60_000
  while (outside.sms.state().messages.length < payments || (await running()) > 0) {
    if (Date.now() >= giveUpAt) assert.fail(await unsettled())
    await api.post('/v1/connections/zarinpal-main/sources/unverifiedPayments/poll').catch(() => undefined)
    await pause(300)
  }
}

/** What is missing, and what the hub complained of last. */
async function unsettled(): Promise<string> {
  const { items } = await api.get<{ readonly items: readonly Json[] }>('/v1/runs?state=running&limit=100')
  const living = await Promise.all(
    items.map(async ({ id }) => JSON.stringify(await api.get(`/v1/runs/${String(id)}/explain`))),
  )
  const receipts = outside.sms.state().messages.length
  const said = hub.complaints.slice(-5)
  return [`it does not settle: ${String(receipts)} receipts`, ...living, ...said].join('\n')
}

async function running(): Promise<number> {
  const page = await api.get<{ readonly items: readonly { readonly state: string }[] }>(
    '/v1/runs?flow=invoicePayment&limit=500',
  )
  const states = page.items.map(({ state }) => state)
  assert.ok(!states.includes('incident'), `a run needs a person: ${JSON.stringify(page.items)}`)
  return states.filter((state) => state === 'running').length
}

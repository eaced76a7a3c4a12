/**
 * Edits of what the ERP masters, while the hub is killed again and again: each edit that was acknowledged gets to the ERP,
 * is confirmed by the ERP's own record, and no later value is overtaken by an earlier one.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { inventCustomers } from '../../adapters/web-services/soap/fixtures/erp-customers.ts'
import { introduce, startOutside, type Outside } from '../../api/cli/demo/outside.ts'
import { hubClient, HubProblem, type HubClient, type Json } from '../../api/cli/hub-client.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubIdentity, hubSuccession, type HubProcess, type HubSuccession } from '../harness/hub-process.ts'

const count = 8
const kills = 4
/** A hub takes seconds to start on a busy machine. */
const patienceMs = 240_000

let database: TestDatabase
let outside: Outside
let hubs: HubSuccession
let hub: HubProcess
let api: HubClient
/** Resolves when there is a hub again. */
let isUp: Promise<unknown> = Promise.resolve()

const customers = inventCustomers(20)
  .filter(({ kind }) => kind === 'person')
  .slice(0, count)

before(async () => {
  database = await testDatabase()
  outside = await startOutside({ customers })
  const identity = await hubIdentity()
  const environment = { PEYVAND_LEASE_MS: '2000' }
  hubs = hubSuccession({ ...identity, mongodbUri: database.uri, environment })
  hub = await hubs.next()
  api = hubClient(hub.url, identity.adminKey)
  await introduce(api, outside)
  const writeBack = { flow: 'customerWriteBack', waitSeconds: 3_600 }
  const policy = { masters: { person: { connection: 'erp-main', writeBack } } }
  await api.put('/v1/survivorship-policy', { policy, reason: 'آزمون' })
  await api.post('/v1/flows/customerSync/runs', { waitMs: 20_000 })
})
after(async () => {
  await hub.kill()
  await hubs.close()
  await outside.close()
  await database.close()
})

/** Asks until it is answered, whatever dies meanwhile. */
async function surely<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  for (const giveUpAt = Date.now() + patienceMs; ;) {
    try {
      return await act()
    } catch (error) {
      const isPassing = !(error instanceof HubProblem) || error.status >= 500 || error.status === 429
      if (!isPassing || Date.now() > giveUpAt) throw error
      await isUp
      await pause(50)
    }
  }
}

async function profileOf(code: string): Promise<string> {
  const name = encodeURIComponent(`external:erp-main:${code}`)
  const { items } = await surely(() => api.get<{ items: Json[] }>(`/v1/profiles?identifier=${name}`))
  assert.equal(items.length, 1, code)
  return String(items[0]?.['id'])
}

/** Two edits one after the other; the second counts. */
async function live(code: string, n: number): Promise<void> {
  const id = await profileOf(code)
  for (const city of [`شهر ${String(n)} الف`, `شهر ${String(n)} ب`]) {
    await surely(() => api.patch(`/v1/profiles/${id}`, { attributes: { city } }))
    await pause(100 + 60 * n)
  }
}

describe('changes on their way while the hub is killed', () => {
  it('all get to the ERP, the last value last, and are confirmed by it', async () => {
    const lives = Promise.all(customers.map(({ code }, n) => live(code, n)))
    lives.catch(() => undefined)
    for (let n = 0; n < kills; n += 1) {
      await pause(700)
      await hub.kill()
      const next = hubs.next()
      isUp = next
      hub = await next
    }
    await lives
    for (const giveUpAt = Date.now() + patienceMs; ; await pause(200)) {
      const { items } = await surely(() => api.get<{ items: Json[] }>('/v1/write-backs?limit=100'))
      const states = items.map((one) => one['state'])
      if (states.length === count && states.every((state) => state === 'confirmed')) break
      assert.ok(
        Date.now() < giveUpAt,
        `${JSON.stringify(states)}; the hub says:\n${hub.complaints.slice(-5).join('\n')}`,
      )
    }
    for (const [n, { code }] of customers.entries()) {
      const wanted = `شهر ${String(n)} ب`
      const there = outside.erp.state().customers.find((one) => one.code === code)
      assert.equal(there?.city, wanted)
      const id = await profileOf(code)
      const shown = await api.get<Json>(`/v1/profiles/${id}`)
      assert.equal((shown['attributes'] as Json)['city'], wanted)
    }
  })
})

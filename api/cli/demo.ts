/**
 * `npm run demo`: a hub with a world around it, and a story told in the terminal; it stays up until Ctrl-C.
 * `npm run demo -- --once` does the same, prints its findings as one line of JSON on standard output, and ends.
 * DEMO_PG_URL names a PostgreSQL to use for the CRM, MONGODB_URI a MongoDB for the hub (a database of its own in it).
 */
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { registry } from '../../adapters/registry.ts'
import { asErpCustomer, samplePeople } from '../../adapters/sample-people.ts'
import { keyRing } from '../../engine/connections/secrets.ts'
import { openDatabase, type Database } from '../../engine/store/database.ts'
import { systemClock } from '../../engine/values/clock.ts'
import { silentLog } from '../../engine/values/log.ts'
import { startHub, type Hub } from '../hub.ts'
import { structuredLog } from '../log.ts'
import { settingsFrom } from '../settings.ts'
import { startCrm } from './demo/crm.ts'
import { introduce, startOutside } from './demo/outside.ts'
import { tellStory } from './demo/story.ts'
import { terminal } from './demo/terminal.ts'
import { hubClient, type HubClient } from './hub-client.ts'

/** Customers in the CRM; the ERP knows the first 250 of them too, and 150 others. */
const inCrm = 3_000
const inBoth = 250
const inErpOnly = 150

const screen = terminal()
const folder = await mkdtemp(join(tmpdir(), 'peyvand-demo-'))
const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]

async function closeAll(): Promise<void> {
  for (const close of closers.reverse()) await close().catch((error: unknown) => screen.line(String(error)))
}

async function main(): Promise<void> {
  const isOnce = process.argv.includes('--once')
  screen.heading(
    'Starting the database (the first time on a machine it is fetched, which takes half a minute) …',
  )
  const database = await open()
  screen.line(`database: ${database.kind}, durable`)

  const everybody = samplePeople(inCrm + inErpOnly)
  const ofErp = [...everybody.slice(0, inBoth), ...everybody.slice(inCrm)]
  const customers = ofErp.map((person, n) => asErpCustomer(person, `C-${String(1_001 + n)}`))
  const [customer] = customers
  const invoice = {
    number: '1405-0042',
    customerCode: customer?.code ?? '',
    issuedOn: '2026-11-20',
    amountRial: '12500000',
    paidRial: '0',
    note: null,
    line: [],
  }
  const crm = await startCrm(everybody.slice(0, inCrm), process.env['DEMO_PG_URL'])
  closers.push(() => crm.close())
  const outside = await startOutside({ customers, invoices: [invoice] })
  closers.push(() => outside.close())
  screen.heading('The world around the hub is up.')
  screen.table([
    ['CRM', crm.words, `${String(inCrm)} customers in the view crm_customers`],
    ['ERP', outside.erp.url, `SOAP, ${String(customers.length)} customers`],
    ['ZarinPal', outside.gateway.url, 'payment gateway'],
    ['Kavenegar', outside.sms.url, 'SMS provider'],
  ])

  const adminKey = `demo-${randomBytes(12).toString('hex')}`
  const hub = await begin(database, adminKey)
  const api = hubClient(hub.url, adminKey)
  screen.heading(`The hub is up at ${hub.url}`)
  await introduce(api, { connections: { ...outside.connections, crm: crm.connection } })
  screen.line('4 connections made, 3 flows deployed')

  const { number, customerCode } = invoice
  const payerMobile = `+98${(customer?.mobile[0] ?? '').slice(1)}`
  const findings = await tellStory({
    hub: api,
    outside,
    terminal: screen,
    customers: inCrm,
    invoice: { number, customerCode, payerMobile },
  })
  if (isOnce) process.stdout.write(`${JSON.stringify(findings)}\n`)
  else await stayUp(api, adminKey, findings.profileId)
}

async function open(): Promise<Database> {
  const uri = process.env['MONGODB_URI']
  const own = uri === undefined ? undefined : new URL(uri)
  if (own !== undefined) own.pathname = `/peyvandDemo${randomBytes(4).toString('hex')}`
  const log = { ...silentLog, info: (message: string) => screen.line(message) }
  const options = { dataFolder: folder, log, ...(own !== undefined && { uri: own.href }) }
  const database = await openDatabase(options)
  closers.push(async () => {
    if (own !== undefined) await database.connection.dropDatabase()
    await database.close()
  })
  return database
}

async function begin(database: Database, adminKey: string): Promise<Hub> {
  const log = createWriteStream(join(folder, 'hub.log'))
  const port = await freePort(Number(process.env['PEYVAND_PORT'] ?? '8080'))
  const hub = await startHub({
    settings: settingsFrom({
      PEYVAND_PORT: String(port),
      PEYVAND_ADMIN_KEY: adminKey,
      PEYVAND_SOURCE_PRIORITY: 'erp-main,crm',
      PEYVAND_DATA_FOLDER: folder,
    }),
    database,
    keys: keyRing(randomBytes(32).toString('base64')),
    registry,
    clock: systemClock,
    log: structuredLog('info', log),
    random: Math.random,
  })
  closers.push(() => hub.stop())
  return hub
}

/** The wanted port, or any when it is taken. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer()
  try {
    const listening = once(server, 'listening')
    server.listen(wanted, '127.0.0.1')
    await listening
    return wanted
  } catch {
    return 0
  } finally {
    server.close()
  }
}

async function stayUp({ url }: HubClient, key: string, profileId: string): Promise<void> {
  screen.heading('The hub stays up. Ctrl-C ends it.')
  screen.line(`Swagger UI   ${url}/docs   (Authorize with ${key})`)
  screen.line('')
  screen.line('Three things to try:')
  const authorization = `-H 'Authorization: Bearer ${key}'`
  screen.line(`curl -s ${authorization} '${url}/v1/profiles/${profileId}?provenance=true'`)
  screen.line(`curl -s ${authorization} '${url}/v1/runs?flow=invoicePayment'`)
  screen.line(`curl -s ${authorization} -X POST '${url}/v1/connections/erp-main/check'`)
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  screen.heading('Stopping …')
}

try {
  await main()
} catch (error) {
  screen.heading('The demo could not go on.')
  screen.line(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
} finally {
  await closeAll()
}

/** The story that the demo tells, over the hub's own API as any other system would use it. */
import { setTimeout as pause } from 'node:timers/promises'

import type { HubClient } from '../hub-client.ts'
import { callbackUrlOf, type Outside } from './outside.ts'
import type { Terminal } from './terminal.ts'

/** What the story found; the line that `--once` prints. */
export interface Findings {
  readonly customersImported: number
  readonly profiles: number
  /** Profiles that are made of records of more than one system. */
  readonly mergedAcrossSystems: number
  readonly paymentState: string
  readonly smsState: string
  readonly profileId: string
}

/** Who plays. */
export interface Cast {
  readonly hub: HubClient
  readonly outside: Outside
  readonly terminal: Terminal
  /** Customers in the CRM. */
  readonly customers: number
  /** The invoice that is paid, its customer at the ERP, and the payer's mobile. */
  readonly invoice: { readonly number: string; readonly customerCode: string; readonly payerMobile: string }
}

interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

interface Run {
  readonly id: string
  readonly state: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly elements: readonly { readonly incident?: { readonly message: string } }[]
}

interface Profile {
  readonly id: string
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
}

/** Tells it from beginning to end. */
export async function tellStory(cast: Cast): Promise<Findings> {
  const customersImported = await importCrm(cast)
  await syncErp(cast)
  const { profiles, mergedAcrossSystems } = await count(cast)
  const run = await payInvoice(cast)
  const profileId = String(run.variables['profileId'])
  const paymentState = await showProfile(cast, profileId)
  const smsState = String(run.variables['smsState'])
  return { customersImported, profiles, mergedAcrossSystems, paymentState, smsState, profileId }
}

interface Source {
  readonly name: string
  readonly stored?: number
  readonly refused?: number
  readonly lastError?: string
}

async function importCrm({ hub, terminal, customers }: Cast): Promise<number> {
  terminal.heading('The CRM is a view in PostgreSQL. The hub polls it, page by page, and keeps its place.')
  const began = performance.now()
  for (;;) {
    const { items } = await hub.get<Page<Source>>('/v1/connections/crm/sources')
    const { stored = 0, refused = 0, lastError } = items.find(({ name }) => name === 'customers') ?? {}
    terminal.progress(stored + refused, customers, 'customers')
    if (stored + refused >= customers) {
      terminal.line(
        `${String(Math.round(customers / ((performance.now() - began) / 1000)))} customers a second`,
      )
      return stored
    }
    if (lastError !== undefined) throw new Error(`the import stands still: ${lastError}`)
    await pause(200)
  }
}

async function syncErp({ hub, terminal, outside }: Cast): Promise<void> {
  terminal.heading('The ERP speaks SOAP. A flow takes its customers; many of them the CRM knows too.')
  const run = await ended(hub, await hub.post<Run>('/v1/flows/customerSync/runs', { waitMs: 30_000 }))
  terminal.line(
    `${String(run.variables['stored'])} customers taken in ${String(outside.erp.calls()['GetCustomersChangedSince'] ?? 0)} pages`,
  )
}

async function ended(hub: HubClient, run: Run): Promise<Run> {
  let present = run
  while (present.state === 'running') {
    await pause(200)
    present = await hub.get<Run>(`/v1/runs/${run.id}`)
  }
  if (present.state === 'completed') return present
  const incident = present.elements.flatMap((element) => element.incident?.message ?? []).join('; ')
  throw new Error(`the run ${run.id} is ${present.state}: ${incident}`)
}

async function count({ hub, terminal }: Cast): Promise<Pick<Findings, 'profiles' | 'mergedAcrossSystems'>> {
  let profiles = 0
  let mergedAcrossSystems = 0
  for (let after: string | null = ''; after !== null;) {
    const query: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`
    const page: Page<Profile> = await hub.get(`/v1/profiles?limit=500${query}`)
    profiles += page.items.length
    mergedAcrossSystems += page.items.filter((profile) => systemsOf(profile).size > 1).length
    after = page.next
  }
  terminal.line(`${String(profiles)} profiles; ${String(mergedAcrossSystems)} are made of both systems`)
  return { profiles, mergedAcrossSystems }
}

function systemsOf({ identifiers }: Profile): ReadonlySet<string> {
  return new Set(
    identifiers.flatMap(({ kind, value }) =>
      kind === 'external' ? [value.slice(0, value.indexOf(':'))] : [],
    ),
  )
}

async function payInvoice({ hub, terminal, outside, invoice }: Cast): Promise<Run> {
  terminal.heading(`A customer pays invoice ${invoice.number} at ZarinPal.`)
  const requested = await ended(
    hub,
    await hub.post<Run>('/v1/flows/paymentRequest/runs', {
      variables: {
        invoiceNumber: invoice.number,
        payerMobile: invoice.payerMobile,
        callbackUrl: callbackUrlOf(hub.url),
      },
      waitMs: 30_000,
    }),
  )
  const reference = String(requested.variables['reference'])
  terminal.line(`the payer is sent to ${String(requested.variables['payUrl'])}`)
  const back = await outside.gateway.payer.pay(reference)
  terminal.line(`the payer has paid, and the browser is back at the hub: HTTP ${String(back.status)}`)
  terminal.line('the hub believes nothing it says, asks the gateway, posts to the ERP, sends an SMS …')
  const run = await ended(hub, await paymentRun(hub, reference))
  terminal.line(`verified with trace number ${String(run.variables['traceNumber'])}`)
  terminal.line(`posted in the ERP as document ${String(run.variables['documentNumber'])}`)
  terminal.line(`SMS ${String(run.variables['messageId'])}: ${String(run.variables['smsState'])}`)
  return run
}

async function paymentRun(hub: HubClient, reference: string): Promise<Run> {
  for (;;) {
    const { items } = await hub.get<Page<Run>>('/v1/runs?flow=invoicePayment')
    const run = items.find(({ variables }) => variables['reference'] === reference)
    if (run !== undefined) return run
    await pause(100)
  }
}

interface Attribute {
  readonly value: unknown
  readonly from: { readonly connection: string } | null
  readonly rule: string
}

async function showProfile({ hub, terminal }: Cast, id: string): Promise<string> {
  terminal.heading('The unified profile, and where each attribute comes from.')
  const profile = await hub.get<{ readonly attributes: Readonly<Record<string, Attribute>> }>(
    `/v1/profiles/${id}?provenance=true`,
  )
  const rows = Object.entries(profile.attributes).map(([name, { value, from, rule }]) => [
    name,
    from?.connection ?? '-',
    rule,
    Array.isArray(value) ? value.join('، ') : String(value),
  ])
  terminal.table([['attribute', 'from', 'because', 'value'], ...rows])
  const { items } = await hub.get<
    Page<{ readonly type: string; readonly at: string; readonly data: Readonly<Record<string, unknown>> }>
  >(`/v1/profiles/${id}/timeline`)
  terminal.heading('Its timeline.')
  terminal.table(items.map(({ type, at, data }) => [at, type, textOf(data['state']), aboutOf(data)]))
  const payment = items.find(({ type }) => type === 'payment')
  return String(payment?.data['state'])
}

function aboutOf(data: Readonly<Record<string, unknown>>): string {
  return data['amountRial'] === undefined ? textOf(data['subject']) : `${textOf(data['amountRial'])} rials`
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

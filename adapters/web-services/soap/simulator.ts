/**
 * A small ERP behind a real SOAP server, bound to `contracts/soap/erp.wsdl`: SOAP 1.1 at `/erp`, SOAP 1.2 at
 * `/erp12`, WS-Security UsernameToken. Like the real ones it does not notice repetitions: the same payment posted
 * twice is two documents, and the counters show it. It misbehaves on demand. Written from the WSDL alone.
 */
import { readFile } from 'node:fs/promises'

import type soap from 'soap'

import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import {
  faultPlan,
  htmlReply,
  startHttp,
  type HttpFront,
  type Misbehaviour,
  type SimulatedReply,
  type SimulatedRequest,
  type TransportFault,
} from '../../simulator.ts'
import { openBook, type Book, type ErpInvoice, type ErpPosting } from './fixtures/erp-book.ts'
import { inventCustomers, type ErpCustomer } from './fixtures/erp-customers.ts'
import { loginCheck } from './fixtures/erp-login.ts'
import { signingFaults, signReply, type Signing, type SigningFault } from './simulator-signing.ts'
import { openSoap, type PlannedFault } from './simulator-soap.ts'

/** What the ERP starts with. */
export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly clock?: Clock
  readonly username?: string
  readonly password?: string
  /** Default: 300 invented ones. */
  readonly customers?: readonly ErpCustomer[]
  readonly invoices?: readonly ErpInvoice[]
  /** Whether a repeated idempotency key is answered with the first document. Default false. */
  readonly deduplicates?: boolean
  /** How replies are signed. Default: not at all. */
  readonly signing?: Signing
}

/** An answer in place of the work that no SOAP server would give. */
export type StrangeReply =
  /** 200 with a page in HTML, as a portal in between answers. */
  | 'htmlPage'
  | 'malformedXml'
  /** A well-formed envelope with a message that nobody asked for. */
  | 'otherMessage'
  /** Entities that grow when they are expanded. */
  | 'entityBomb'

/** Everything that can be asked of the ERP to do wrong. */
export type ErpMisbehaviour = TransportFault | PlannedFault | StrangeReply | SigningFault

/** What happened at the ERP so far. */
export interface SimulatorState {
  readonly customers: readonly ErpCustomer[]
  readonly postings: readonly ErpPosting[]
  /** More than 1 means that somebody repeated blindly. */
  readonly postingsByReference: Readonly<Record<string, number>>
  /** The last hundred request bodies, as they came. */
  readonly received: readonly string[]
}

/** A running ERP. `calls` counts by the operations of the WSDL. */
export interface ErpSimulator extends Omit<HttpFront, 'misbehave'> {
  /** Address for SOAP 1.1. */
  readonly endpoint: string
  /** Address for SOAP 1.2. */
  readonly endpoint12: string
  misbehave(misbehaviour: Misbehaviour<ErpMisbehaviour>): void
  /** Changes a customer, or adds one, so that it shows among the changed ones. */
  changeCustomer(customer: ErpCustomer): void
  state(): SimulatorState
}

/** Starts the ERP on a loopback port. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<ErpSimulator> {
  const { port = 0, clock = systemClock, username = 'hub', password = 'erp-password' } = options
  const book = openBook({
    customers: options.customers ?? inventCustomers(300),
    invoices: options.invoices ?? [],
    deduplicates: options.deduplicates ?? false,
    now: () => clock.now(),
  })
  const faults = faultPlan<PlannedFault>()
  const strange = faultPlan<StrangeReply>()
  const signatures = faultPlan<SigningFault>()
  const received: string[] = []
  const erp = { book, faults, login: loginCheck(username, password) }
  const wsdl = await readFile(new URL('../../../contracts/soap/erp.wsdl', import.meta.url), 'utf8')
  const servers = { '1.1': await openSoap(wsdl, erp, false), '1.2': await openSoap(wsdl, erp, true) }
  const signed = async (
    request: SimulatedRequest,
    reply: Promise<SimulatedReply>,
  ): Promise<SimulatedReply> => {
    const { signing } = options
    const fault = signatures.next(operationOf(request) ?? '')
    const { body, ...rest } = await reply
    if (!signing || typeof body !== 'string') return reply
    return { ...rest, body: signReply(body, signing, { now: clock.now(), fault: fault?.kind }) }
  }
  const answer = (request: SimulatedRequest): SimulatedReply | Promise<SimulatedReply> => {
    if (request.method !== 'POST') return servedWsdl(wsdl, request)
    if (received.push(request.body) > 100) received.shift()
    const planned = strange.next(operationOf(request) ?? '')
    const server = servers[request.path === '/erp12' ? '1.2' : '1.1']
    return planned ? strangeReplies[planned.kind] : signed(request, served(server, request))
  }
  const front = await startHttp({ port, clock, operationOf, answer })
  return {
    ...front,
    endpoint: `${front.url}/erp`,
    endpoint12: `${front.url}/erp12`,
    misbehave: ({ kind, ...more }) => {
      if (kind === 'typedFault' || kind === 'bareServerFault') faults.plan({ kind, ...more })
      else if (isSigningFault(kind)) signatures.plan({ kind, ...more })
      else if (isStrange(kind)) strange.plan({ kind, ...more })
      else front.misbehave({ kind, ...more })
    },
    changeCustomer: book.change,
    state: () => stateOf(book, received),
  }
}

function stateOf(book: Book, received: readonly string[]): SimulatorState {
  const postings = book.postings()
  const counts = new Map<string, number>()
  for (const { reference } of postings) counts.set(reference, (counts.get(reference) ?? 0) + 1)
  return {
    customers: book.customers(),
    postings,
    postingsByReference: Object.fromEntries(counts),
    received: [...received],
  }
}

/** The operation by its SOAP action: a header of its own in 1.1, a part of the content type in 1.2. */
function operationOf({ method, headers }: SimulatedRequest): string | undefined {
  if (method !== 'POST') return undefined
  const action = headers['soapaction'] ?? /action="([^"]*)"/.exec(headers['content-type'] ?? '')?.[1] ?? ''
  return String(action).replaceAll('"', '').split('/').at(-1) ?? ''
}

async function served(
  server: soap.Server,
  { body, path, headers }: SimulatedRequest,
): Promise<SimulatedReply> {
  const reply = await server.processRequest(body, { method: 'POST', url: path, headers })
  return {
    status: reply.statusCode,
    headers: reply.headers,
    body: reply.body,
  }
}

function servedWsdl(wsdl: string, { headers, query }: SimulatedRequest): SimulatedReply {
  if (!query.has('wsdl')) return { status: 404 }
  return xmlReply(wsdl.replaceAll('http://127.0.0.1:18100', `http://${headers.host ?? ''}`))
}

const strangeReplies: Readonly<Record<StrangeReply, SimulatedReply>> = {
  htmlPage: htmlReply(200, '<!DOCTYPE html><html><body>Log in</body></html>'),
  malformedXml: xmlReply(envelope('<a><b></a>')),
  otherMessage: xmlReply(envelope('<Hello xmlns="urn:demo-erp:v1"/>')),
  entityBomb: xmlReply(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${envelope('<x>&b;</x>')}`),
}

function isSigningFault(kind: string): kind is SigningFault {
  return signingFaults.some((fault) => fault === kind)
}

function isStrange(kind: string): kind is StrangeReply {
  return kind in strangeReplies
}

function xmlReply(body: string): SimulatedReply {
  return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body }
}

function envelope(body: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`
}

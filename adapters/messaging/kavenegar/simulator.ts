/**
 * Kavenegar as its documentation describes it, on a loopback port: `/v1/{key}/{scope}/{method}.json` by GET or POST.
 * Messages go their way by the clock and, where addresses are given, are reported and answered by callbacks. It
 * keeps what was really sent, and misbehaves on demand.
 *
 * By hand: `GET /simulator/state`, `POST /simulator/misbehave`, `POST /simulator/write` with
 * `{ "from": "0912…", "text": "…" }` in JSON.
 */
import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import {
  faultPlan,
  htmlReply,
  jsonReply,
  startHttp,
  type HttpFront,
  type Misbehaviour,
  type SimulatedReply,
  type SimulatedRequest,
  type TransportFault,
} from '../../simulator.ts'
import { openBook, problem, type Account, type Book, type Envelope, type Sms } from './simulator-messages.ts'

/** What the provider starts with. */
export interface SimulatorOptions extends Omit<Account, 'clock'> {
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly clock?: Clock
  /** The only good key; left out, any. */
  readonly apiKey?: string
  /** Where deliveries are reported; left out, nowhere. */
  readonly deliveryUrl?: string
  /** Where received messages are sent on to; left out, nowhere. */
  readonly inboundUrl?: string
}

/** What only such a provider can do wrong: a `return.status` that refuses, or a callback made twice. */
export type ProviderFault = `${number}` | 'duplicateReport'

/** A message with its state in their number. */
export type SmsWithStatus = Sms & { readonly status: number }

/** What happened at the provider so far. */
export interface SimulatorState {
  readonly messages: readonly SmsWithStatus[]
  readonly creditRial: number
  /** Statuses that callbacks were answered with, oldest first; `undefined`: nobody answered. */
  readonly callbacks: readonly (number | undefined)[]
}

/** A running provider. `calls` counts by method (`sms/send` …). */
export interface KavenegarSimulator extends Omit<HttpFront, 'misbehave'> {
  readonly misbehave: (misbehaviour: Misbehaviour<TransportFault | ProviderFault>) => void
  /** Somebody writes to the first line; gives the status that the callback was answered with. */
  readonly write: (from: string, text: string) => Promise<number | undefined>
  readonly state: () => SimulatorState
}

/** Starts the provider. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<KavenegarSimulator> {
  const { port = 0, clock = systemClock, apiKey, deliveryUrl, inboundUrl, ...account } = options
  const { deliveryMs = 3000, lines = ['10004346'] } = account
  const faults = faultPlan<ProviderFault>()
  const callbacks: (number | undefined)[] = []
  const closing = new AbortController()
  let received = 0

  const post = async (
    address: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<number | undefined> => {
    const status = await statusOfPost(address, fields)
    callbacks.push(status)
    return status
  }
  const report = async (sms: Sms): Promise<void> => {
    if (deliveryUrl === undefined) return
    for (const waitMs of [deliveryMs / 3, (deliveryMs * 2) / 3]) {
      await clock.sleep(waitMs, closing.signal)
      if (closing.signal.aborted) return
      const fields = { messageid: String(sms.messageId), status: String(book.statusOf(sms)) }
      const times = faults.next('report')?.kind === 'duplicateReport' ? 2 : 1
      for (let count = 0; count < times; count += 1) await post(deliveryUrl, fields)
    }
  }
  const write: KavenegarSimulator['write'] = async (from, text) => {
    if (inboundUrl === undefined) return undefined
    received += 1
    const messageid = String(4_000_000_000 + received)
    return post(inboundUrl, { messageid, from, to: lines[0] ?? '', message: text })
  }

  const book = openBook({ clock, ...account }, (sms) => void report(sms))
  const misbehave: KavenegarSimulator['misbehave'] = (misbehaviour) => {
    if (isProviderFault(misbehaviour)) faults.plan(ofReports(misbehaviour))
    else front.misbehave(misbehaviour as Misbehaviour)
  }
  const state = (): SimulatorState => ({
    messages: book.sent().map((sms) => ({ ...sms, status: book.statusOf(sms) })),
    creditRial: book.creditRial(),
    callbacks: [...callbacks],
  })
  const desk: Desk = { apiKey, book, faults, misbehave, state, write }
  const front = await startHttp({
    port,
    clock,
    operationOf: ({ path }) => callOf(path)?.method,
    answer: (request) => answer(desk, request),
  })
  const close = async (): Promise<void> => {
    closing.abort()
    await front.close()
  }
  return { ...front, misbehave, write, state, close }
}

interface Desk extends Pick<KavenegarSimulator, 'misbehave' | 'state' | 'write'> {
  readonly apiKey: string | undefined
  readonly book: Book
  readonly faults: ReturnType<typeof faultPlan<ProviderFault>>
}

function isProviderFault(misbehaviour: Misbehaviour<string>): misbehaviour is Misbehaviour<ProviderFault> {
  return /^(\d+|duplicateReport)$/.test(misbehaviour.kind)
}

/** A doubled report is no call, so it waits under a name of its own. */
function ofReports(misbehaviour: Misbehaviour<ProviderFault>): Misbehaviour<ProviderFault> {
  return misbehaviour.kind === 'duplicateReport' ? { ...misbehaviour, operation: 'report' } : misbehaviour
}

function callOf(path: string): { readonly key: string; readonly method: string } | undefined {
  const found = /^\/v1\/([^/]+)\/(\w+\/\w+)\.json$/.exec(path)
  return found ? { key: decodeURIComponent(found[1] ?? ''), method: found[2] ?? '' } : undefined
}

async function answer(desk: Desk, request: SimulatedRequest): Promise<SimulatedReply> {
  const call = callOf(request.path)
  if (call) return written(answerCall(desk, call, request))
  if (request.path === '/simulator/state') return jsonReply(200, desk.state())
  if (request.path === '/simulator/misbehave') {
    desk.misbehave(JSON.parse(request.body) as Misbehaviour<TransportFault | ProviderFault>)
    return jsonReply(200, {})
  }
  if (request.path === '/simulator/write') {
    const { from = '', text = '' } = JSON.parse(request.body) as {
      readonly from?: string
      readonly text?: string
    }
    return jsonReply(200, { answered: await desk.write(from, text) })
  }
  return htmlReply(404, '<html><body>Not found</body></html>')
}

function answerCall(
  { apiKey, book, faults }: Desk,
  { key, method }: { readonly key: string; readonly method: string },
  request: SimulatedRequest,
): Envelope {
  if (apiKey !== undefined && key !== apiKey) return problem(403, 'کد شناسایی API-Key معتبر نمی باشد')
  const work = Object.hasOwn(book.calls, method) ? book.calls[method] : undefined
  if (!work) return problem(404, 'متد ناشناخته است')
  const fault = faults.next(method)?.kind
  if (fault !== undefined) return problem(Number(fault), 'رد شد')
  const form = request.method === 'GET' ? request.query : new URLSearchParams(request.body)
  return work(Object.fromEntries(form))
}

/** The HTTP status repeats `return.status`. */
function written({ status, message, entries }: Envelope): SimulatedReply {
  return jsonReply(status, { return: { status, message }, entries })
}

async function statusOfPost(
  address: string,
  fields: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  try {
    const reply = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) })
    await reply.arrayBuffer()
    return reply.status
  } catch {
    // Nobody listens there. The documentation promises no repetition.
    return undefined
  }
}

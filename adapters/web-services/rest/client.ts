/** The client of a REST connection: its operations, its sources and its check, all sent by `sender.ts`. */
import { fail } from '../../../engine/values/failure.ts'
import type { Call, Connected, HttpRequest, Io, Poller } from '../../adapter.ts'
import { leafText, valueAt } from '../field-path.ts'
import { answerInquiry } from '../inquiry.ts'
import { pageParameters } from '../page-cursor.ts'
import { walkAddress } from '../page-walk.ts'
import { checkRecordSource, pageOf } from '../record-source.ts'
import { plainJson, type ExactJson } from '../../../engine/values/exact-json.ts'
import { checkConnection } from './check.ts'
import { downloaded } from './downloads.ts'
import { nextAddress, wholeAddress } from './next-address.ts'
import { declaredOperations } from './operations.ts'
import { replyMapping } from './reply-mapping.ts'
import { shaped, type ShapeSchema } from './reply-shape.ts'
import { readReply, type ReplyReading } from './reply.ts'
import { addressOf, operationRequest, placeholdersOf } from './request.ts'
import { sender, type Sender } from './sender.ts'
import type { OperationSettings, Settings, SourceSettings } from './settings.ts'
import { webhookReader } from './webhooks.ts'

type Message = Readonly<Record<string, unknown>>
type Method = (input: Message, call: Call) => Promise<unknown>

interface Means {
  readonly settings: Settings
  readonly sent: Sender
  readonly io: Io
}

/** Holds the settings against each other and is ready to call. Raises `misconfigured`. */
export function connect(settings: Settings, io: Io): Connected {
  declaredOperations(settings)
  const sent = sender(settings, io)
  const means = { settings, sent, io }
  return {
    client: operationsClient(means),
    sources: {
      ...mapped(settings.sources, (name, source) => poller(name, source, means)),
      ...mapped(settings.webhooks, (name, webhook) =>
        webhookReader(name, webhook, { secrets: webhookSecrets(settings), io }),
      ),
    },
    check: (call) => checkConnection(settings, sent, call),
    close: async () => sent.close(),
  }
}

function webhookSecrets({ webhookSecret, previousWebhookSecret }: Settings): readonly string[] {
  return [webhookSecret, previousWebhookSecret].filter((secret) => secret !== undefined)
}

function mapped<From, To>(
  record: Readonly<Record<string, From>> | undefined,
  change: (name: string, value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, change(name, value)]))
}

function operationsClient(means: Means): Readonly<Record<string, Method>> {
  const { settings } = means
  const plain = mapped(settings.operations, (name, declared): Method => caller(name, declared, means))
  const inquiries = Object.values(settings.operations).flatMap(({ inquire, inquiry }): [string, Method][] => {
    const ask = inquiry && plain[inquiry.ask]
    if (inquire === undefined || !inquiry || !ask) return []
    return [[inquire, (input, call) => answerInquiry(inquiry, input, (question) => ask(question, call))]]
  })
  return { ...plain, ...Object.fromEntries(inquiries) }
}

function caller(name: string, declared: OperationSettings, means: Means): Method {
  const { settings, sent, io } = means
  const reading: ReplyReading = {
    attempt: `${name} of the web service`,
    namesResource: placeholdersOf(declared.path).length > 0,
    ...(declared.success && { success: declared.success }),
    ...(declared.refusal && { refusal: declared.refusal }),
  }
  const map = declared.map && replyMapping(name, declared.map, io)
  return async (input, call) => {
    const request = await operationRequest(settings, declared, { input, call, io })
    if (declared.download) return downloaded(declared.download, { request, reading, call }, means)
    const { body, ...head } = await sent.send(request, call, (reply, how) => ({
      body: readReply(reply, reading, how),
      status: reply.status,
      headers: reply.headers,
    }))
    if (map) return map({ reply: plainJson(body), ...head, input })
    const result = declared.result === undefined ? body : valueAt(body, declared.result)
    if (result === undefined)
      throw fail('unreadable', `The reply to ${name} has no ${declared.result ?? ''}.`)
    return shaped(declared.output as ShapeSchema, result as ExactJson, `the reply to ${name}`)
  }
}

function poller(name: string, source: SourceSettings, { settings, sent, io }: Means): Poller {
  checkRecordSource(name, source)
  const reading: ReplyReading = { attempt: `The poll of ${name}`, namesResource: false }
  return {
    poll: async (cursor, call) => {
      const now = io.clock.now()
      const url = pageAddress(settings, source, { cursor, now })
      const request: HttpRequest = {
        method: 'GET',
        url,
        headers: { Accept: 'application/json', ...settings.headers },
      }
      const { body, headers } = await sent.send(request, call, (reply, means) => ({
        body: plainJson(readReply(reply, reading, means)),
        headers: reply.headers,
      }))
      const walk = source.cursor
      const isAddressed = walk.kind === 'link' || walk.kind === 'nextUrl'
      const next = isAddressed ? nextAddress(walk, { body, headers }, { asked: url, settings }) : undefined
      return pageOf(source, body, { cursor, now, ...(next !== undefined && { next }) })
    },
  }
}

/** Of pages with an address only the first is made here; the remote has told the others. */
function pageAddress(
  settings: Settings,
  source: SourceSettings,
  { cursor, now }: { readonly cursor: string | undefined; readonly now: Date },
): string {
  const walk = source.cursor
  const told = walk.kind === 'link' || walk.kind === 'nextUrl' ? walkAddress(walk, cursor) : undefined
  if (told !== undefined) return wholeAddress(told, settings)
  const parameters = { ...source.query, ...pageParameters(walk, cursor, now) }
  return addressOf(
    settings.baseUrl,
    source.path,
    Object.entries(parameters).map(([name, value]) => [name, leafText(value) ?? '']),
  )
}

/** The wire of a REST connection: signs in, sends through `Io.http`, reads the reply; renews a dead token once. */
import { fail, failureOf } from '../../../engine/values/failure.ts'
import type { Call, CheckFinding, Connected, HttpRequest, Io, Poller } from '../../adapter.ts'
import { leafText, valueAt } from '../field-path.ts'
import { answerInquiry } from '../inquiry.ts'
import { pageParameters } from '../page-cursor.ts'
import { checkRecordSource, pageOf } from '../record-source.ts'
import { plainJson, type ExactJson } from './exact-json.ts'
import { login, type Login } from './login.ts'
import { declaredOperations } from './operations.ts'
import { shaped, type ShapeSchema } from './reply-shape.ts'
import { readReply, type ReplyReading } from './reply.ts'
import { addressOf, operationRequest, placeholdersOf } from './request.ts'
import { secretMask } from './secret-mask.ts'
import type { OperationSettings, Settings, SourceSettings } from './settings.ts'
import { webhookReader } from './webhooks.ts'

type Message = Readonly<Record<string, unknown>>
type Method = (input: Message, call: Call) => Promise<unknown>
type Send = (request: HttpRequest, reading: ReadingOfCall, call: Call) => Promise<ExactJson>
type ReadingOfCall = Omit<ReplyReading, 'tokenExpiredWhen' | 'masked'>

/** Holds the settings against each other and is ready to call. Raises `misconfigured`. */
export function connect(settings: Settings, io: Io): Connected {
  declaredOperations(settings)
  const session = login(settings, io)
  const send = sender(settings, session, io)
  return {
    client: operationsClient(settings, send),
    sources: {
      ...mapped(settings.sources, (name, source) => poller(name, source, { settings, send, io })),
      ...mapped(settings.webhooks, (name, webhook) =>
        webhookReader(name, webhook, { secrets: webhookSecrets(settings), io }),
      ),
    },
    check: (call) => check(settings, send, call),
    close: async () => session.close(),
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

function sender(settings: Settings, session: Login, io: Io): Send {
  const { tokenExpiredWhen } = settings
  return async (request, reading, call) => {
    const attempt = async (): Promise<Attempt> => {
      const signed = await session.sign(request, call)
      const reply = await io.http(signed.request, call)
      const masked = secretMask(settings, signed.secrets)
      const read = (): ExactJson =>
        readReply(
          reply,
          { ...reading, masked, ...(tokenExpiredWhen && { tokenExpiredWhen }) },
          io.clock.now(),
        )
      return { read, ...(signed.renew && { renew: signed.renew }) }
    }
    const first = await attempt()
    try {
      return first.read()
    } catch (thrown) {
      // A login that was refused did nothing, so even a `once` call may be sent again with a new token.
      if (!first.renew || failureOf(thrown)?.kind !== 'unauthenticated') throw thrown
      first.renew()
    }
    return (await attempt()).read()
  }
}

interface Attempt {
  readonly read: () => ExactJson
  readonly renew?: () => void
}

function operationsClient(settings: Settings, send: Send): Readonly<Record<string, Method>> {
  const plain = mapped(settings.operations, (name, declared): Method =>
    caller(name, declared, { settings, send }),
  )
  const inquiries = Object.values(settings.operations).flatMap(({ inquire, inquiry }): [string, Method][] => {
    const ask = inquiry && plain[inquiry.ask]
    if (inquire === undefined || !inquiry || !ask) return []
    return [[inquire, (input, call) => answerInquiry(inquiry, input, (question) => ask(question, call))]]
  })
  return { ...plain, ...Object.fromEntries(inquiries) }
}

interface Means {
  readonly settings: Settings
  readonly send: Send
}

function caller(name: string, declared: OperationSettings, { settings, send }: Means): Method {
  const reading: ReadingOfCall = {
    attempt: `${name} of the web service`,
    namesResource: placeholdersOf(declared.path).length > 0,
    ...(declared.success && { success: declared.success }),
    ...(declared.refusal && { refusal: declared.refusal }),
  }
  return async (input, call) => {
    const request = operationRequest(settings, declared, { input, call })
    const body = await send(request, reading, call)
    const result = declared.result === undefined ? body : valueAt(body, declared.result)
    if (result === undefined)
      throw fail('unreadable', `The reply to ${name} has no ${declared.result ?? ''}.`)
    return shaped(declared.output as ShapeSchema, result as ExactJson, `the reply to ${name}`)
  }
}

function poller(
  name: string,
  source: SourceSettings,
  { settings, send, io }: Means & { readonly io: Io },
): Poller {
  checkRecordSource(name, source)
  return {
    poll: async (cursor, call) => {
      const now = io.clock.now()
      const parameters = { ...source.query, ...pageParameters(source.cursor, cursor, now) }
      const query = mapped(parameters, (_name, value) => leafText(value) ?? '')
      const url = addressOf(settings.baseUrl, source.path, query)
      const request: HttpRequest = {
        method: 'GET',
        url,
        headers: { Accept: 'application/json', ...settings.headers },
      }
      const reading = { attempt: `The poll of ${name}`, namesResource: false }
      return pageOf(source, plainJson(await send(request, reading, call)), { cursor, now })
    },
  }
}

async function check(settings: Settings, send: Send, call: Call): Promise<readonly CheckFinding[]> {
  const { baseUrl, checkPath = '/', headers } = settings
  const url = addressOf(baseUrl, checkPath, {})
  const request: HttpRequest = { method: 'GET', url, headers: { Accept: 'application/json', ...headers } }
  const reached: CheckFinding = { aspect: 'reachable', ok: true, message: `${baseUrl} answers.` }
  try {
    await send(request, { attempt: `GET ${checkPath}`, namesResource: true }, call)
    return [reached, { aspect: 'login', ok: true, message: `GET ${checkPath} was answered with this login.` }]
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (!failure) throw thrown
    if (failure.kind === 'unreachable') return [{ aspect: 'reachable', ok: false, message: failure.message }]
    const isAccepted = failure.kind === 'refused' || failure.kind === 'unreadable'
    return [reached, { aspect: 'login', ok: isAccepted, message: failure.message }]
  }
}

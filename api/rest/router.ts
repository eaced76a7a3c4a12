/**
 * Serves the operations of openapi.yaml: who asks, may they, is the request as the contract says, was it done before;
 * then the handler; then the answer. The only file of the API, with its neighbour body.ts, that knows Express.
 */
import { randomUUID } from 'node:crypto'

import type { Express, NextFunction, Request, Response } from 'express'

import { Problem, type FieldError } from '../../contracts/problems.ts'
import type { AuditStore } from '../../engine/store/audit.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { Difference } from '../../engine/values/differences.ts'
import type { Json } from '../../engine/values/json.ts'
import type { Log } from '../../engine/values/log.ts'
import type { Precedence } from '../../engine/values/precedence.ts'
import { redact } from '../../engine/values/redact.ts'
import type { Admit } from '../auth/admission.ts'
import { may, type ApiKeys, type Caller } from '../auth/api-keys.ts'
import { bodyProblem, fileReader, readBody, usualBody, type ReadBody } from './body.ts'
import type { Contract, OperationContract, OperationId } from './contract.ts'
import type { ApiRequest, Handlers, Reply, ServedId, WireRequest } from './handler.ts'
import type { Idempotency } from './idempotency.ts'
import { asProblem, problemReply } from './problem-reply.ts'
import { send } from './sending.ts'

/** What the router is made of. */
export interface RouterPorts {
  readonly contract: Contract
  readonly handlers: Handlers
  readonly keys: ApiKeys
  readonly idempotency: Idempotency
  readonly audit: AuditStore
  readonly newId: () => string
  readonly clock: Clock
  readonly log: Log
  readonly bodyLimitBytes: number
  /** Of operations that take a file. */
  readonly fileLimitBytes: number
  readonly admit: Admit
  /** Reading goes before imports. */
  readonly precedence: Precedence
  /** True once the hub is going down. */
  readonly isStopping: () => boolean
  /** Raises `moduleOff` for what this hub is run without. */
  readonly checkModule: (operation: OperationContract) => void
  readonly onRequest?: (report: RequestReport) => void
  /** In tests: told when a reply breaks the contract. */
  readonly onBrokenReply?: (operation: OperationId, errors: readonly FieldError[]) => void
}

/** What one request came to, for metrics. */
export interface RequestReport {
  readonly operation: string
  readonly status: number
  readonly seconds: number
}

/** Adds the operations to an application. */
export function addOperations(app: Express, ports: RouterPorts): void {
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.use(usualBody(ports.contract.operations, ports.bodyLimitBytes))
  const byPath = new Map<string, OperationContract[]>()
  for (const operation of ports.contract.operations) {
    if (operation.id === 'readDocs') continue
    byPath.set(operation.path, [...(byPath.get(operation.path) ?? []), operation])
  }
  const serve = server(ports)
  for (const [path, operations] of byPath) {
    const address = path.replaceAll(/\{(\w+)\}/g, ':$1')
    for (const operation of operations) {
      app[operation.method](address, (request, response) => void serve(operation, request, response))
    }
    app.all(address, (request, response) => {
      const allow = operations.map(({ method }) => method.toUpperCase()).join(', ')
      const problem = new Problem(
        'methodNotAllowed',
        `${request.method} is not for this address; ${allow} is.`,
      )
      sendProblem(problem, request, response, { allow })
    })
  }
}

/** What comes after everything else: no such address, and what went wrong while reading a request. */
export function closeRouter(app: Express, ports: Pick<RouterPorts, 'bodyLimitBytes' | 'log'>): void {
  app.use((request: Request, response: Response) => {
    sendProblem(new Problem('notFound', `There is nothing at ${request.path}.`), request, response)
  })
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line max-params
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const problem = asProblem(addressProblem(bodyProblem(error, ports.bodyLimitBytes)))
    if (problem.code === 'internal') ports.log.error('a request failed for a reason of ours', { error })
    sendProblem(problem, request, response)
  })
}

function addressProblem(error: unknown): unknown {
  return error instanceof URIError
    ? new Problem('badInput', 'The address has broken percent-encoding.')
    : error
}

type Serve = (operation: OperationContract, request: Request, response: Response) => Promise<void>

interface Exchange {
  readonly request: Request
  readonly response: Response
}

const nobody: Caller = { id: 'public', scopes: new Set() }

function server(ports: RouterPorts): Serve {
  const { clock, log, handlers } = ports
  const readFile = fileReader(ports.fileLimitBytes)

  async function callerOf(operation: OperationContract, request: Request): Promise<Caller> {
    if (operation.scope === undefined) return nobody
    if (ports.isStopping())
      throw new Problem('shuttingDown', 'The hub is stopping.', { retryAfterSeconds: 5 })
    const caller = await ports.keys.authenticate(request.headers.authorization)
    ports.admit(caller)
    if (!may(caller, operation.scope)) {
      throw new Problem('forbidden', `The key lacks the scope ${operation.scope}.`)
    }
    return caller
  }

  async function answer(
    operation: OperationContract,
    { request, response }: Exchange,
    correlationId: string,
  ): Promise<Reply> {
    ports.checkModule(operation)
    const caller = await callerOf(operation, request)
    const headers = plainHeaders(request)
    const { params, query } = checked(operation, request, headers)
    if (operation.takesFile) await readFile(request, response)
    const body = readBody(operation, request)
    const typed = {
      params,
      query,
      body: body.value,
      ifVersion: versionIn(headers['if-match']),
      idempotencyKey: headers['idempotency-key'],
      caller,
      correlationId,
      wire: wireOf(request, headers, body),
    } as ApiRequest<never>
    const handle = handlers[operation.id as ServedId] as (
      request: ApiRequest<never>,
    ) => Promise<Reply> | Reply
    const act = async (): Promise<Reply> => {
      const reply = await handle(typed)
      if (operation.isAudited && reply.isTrial !== true) await note(operation, typed, reply.changes)
      return reply
    }
    const { idempotencyKey } = typed
    if (idempotencyKey === undefined || !operation.takesIdempotencyKey) return act()
    const { method, originalUrl: address } = request
    const { shownOnce } = operation
    return ports.idempotency(
      { caller: caller.id, key: idempotencyKey, method, address, body: body.bytes, shownOnce },
      act,
    )
  }

  async function note(
    { id }: OperationContract,
    request: ApiRequest,
    changes: Reply['changes'] = [],
  ): Promise<void> {
    const reason = reasonIn(request.body)
    await ports.audit.add({
      _id: ports.newId(),
      at: clock.now(),
      by: request.caller.id,
      action: id,
      target: targetOf(request),
      correlationId: request.correlationId,
      ...(reason !== undefined && { reason }),
      ...(changes.length > 0 && { changes: masked(changes) }),
    })
  }

  return async (operation, request, response) => {
    const began = performance.now()
    const traceId = randomUUID()
    const correlationId = correlationOf(request) ?? traceId
    let reply: Reply
    try {
      const asked = (): Promise<Reply> => answer(operation, { request, response }, correlationId)
      reply = await (operation.method === 'get' ? ports.precedence.first(asked) : asked())
      ports.onBrokenReply?.(operation.id, brokenIn(operation, reply))
    } catch (error) {
      const problem = asProblem(error)
      const level = problem.code === 'internal' ? 'error' : 'debug'
      log[level]('a request was answered with a problem', {
        operation: operation.id,
        code: problem.code,
        traceId,
        correlationId,
        ...(level === 'error' && { error }),
      })
      reply = problemReply(problem, { traceId, ...languageOf(request) })
    }
    const seconds = (performance.now() - began) / 1000
    ports.onRequest?.({ operation: operation.id, status: reply.status, seconds })
    log.debug('request', {
      operation: operation.id,
      status: reply.status,
      ms: Math.round(seconds * 1000),
      traceId,
      correlationId,
    })
    await send(response, reply, { traceId, correlationId }).catch((error: unknown) => {
      log.warn('a reply could not be sent to its end', { operation: operation.id, traceId, error })
    })
  }
}

interface CheckedParts {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
}

/** Every wrong parameter at once. Coercion works on copies. */
function checked(
  operation: OperationContract,
  request: Request,
  headers: Readonly<Record<string, string>>,
): CheckedParts {
  const params = { ...request.params }
  const query = { ...(request.query as Readonly<Record<string, unknown>>) }
  const errors = [
    ...operation.checkParams(params),
    ...operation.checkQuery(query),
    ...operation.checkHeaders({ ...headers }),
  ]
  if (errors.length === 0) return { params, query }
  throw new Problem('badInput', 'The address or a header is not valid.', { errors })
}

function plainHeaders({ headers }: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}

function wireOf(
  request: Request,
  headers: Readonly<Record<string, string>>,
  { bytes }: ReadBody,
): WireRequest {
  const query = Object.fromEntries(
    Object.entries(request.query).flatMap(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value
      return typeof first === 'string' ? [[name, first]] : []
    }),
  )
  return {
    method: request.method,
    headers,
    query,
    body: bytes,
    remoteAddress: request.socket.remoteAddress ?? '',
  }
}

function versionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined
  const version = /^"(\d+)"$/.exec(ifMatch)?.[1]
  // A tag that we never gave matches nothing.
  return version === undefined ? -1 : Number(version)
}

/** Audit lines are kept for ever: no secret and nothing personal is in them. */
function masked(changes: readonly Difference[]): readonly Difference[] {
  return changes.map(({ path, ...values }) => {
    const name = path.split('/').at(-1) ?? path
    return { path, ...maskedValues(name, values) }
  })
}

function maskedValues(name: string, values: Omit<Difference, 'path'>): Omit<Difference, 'path'> {
  return Object.fromEntries(
    Object.entries(values).map(([which, value]) => [
      which,
      (redact({ [name]: value }) as Readonly<Record<string, Json>>)[name] ?? null,
    ]),
  )
}

function reasonIn(body: unknown): string | undefined {
  const has = typeof body === 'object' && body !== null && 'reason' in body
  return has && typeof body.reason === 'string' ? body.reason : undefined
}

function targetOf({ params, body }: ApiRequest): string {
  const parts = Object.entries(params as Readonly<Record<string, string>>).map(
    ([name, value]) => `${name}:${value}`,
  )
  if (parts.length > 0) return parts.join(' ')
  const named = typeof body === 'object' && body !== null && 'name' in (body as object)
  return named ? `name:${String((body as { readonly name: unknown }).name)}` : '-'
}

const correlationForm = /^[A-Za-z0-9._:@/-]{1,100}$/

function correlationOf(request: Request): string | undefined {
  const given = request.headers['x-correlation-id']
  return typeof given === 'string' && correlationForm.test(given) ? given : undefined
}

function languageOf(request: Request): { readonly language?: string } {
  const language = request.headers['accept-language']
  return language === undefined ? {} : { language }
}

function brokenIn(operation: OperationContract, reply: Reply): readonly FieldError[] {
  const { status, body, text, bytes, stream } = reply
  const check = operation.checkReply(status)
  if (check === undefined || [text, bytes, stream].some((one) => one !== undefined)) return []
  return check(body === undefined ? undefined : (JSON.parse(JSON.stringify(body)) as unknown))
}

// eslint-disable-next-line max-params
function sendProblem(
  problem: Problem,
  request: Request,
  response: Response,
  headers: Reply['headers'] = {},
): void {
  const traceId = randomUUID()
  const reply = problemReply(problem, { traceId, ...languageOf(request) })
  const ids = { traceId, correlationId: correlationOf(request) ?? traceId }
  void send(response, { ...reply, headers: { ...reply.headers, ...headers } }, ids)
}

/**
 * Connections: named, configured uses of adapters, kept in the store with sealed secrets, opened when needed, and
 * called through one path. Every process keeps up with what others change.
 */
import type { Adapter, Call, CallbackReader, PolledPage, Poller } from '../../adapters/adapter.ts'
import { Problem, problemOf, type FieldError } from '../../contracts/problems.ts'
import type { AttemptDocument, AttemptStore } from '../store/attempts.ts'
import type { ConnectionDocument, ConnectionStore } from '../store/connections.ts'
import { failureOf } from '../values/failure.ts'
import type { JsonObject } from '../values/json.ts'
import { redacted } from '../values/redact.ts'
import { compileSchema } from '../values/schema.ts'
import { attempt, checkInput, operationNamed, type Wanted } from './attempt.ts'
import { expressionProblems, fieldProblems, withFields } from './field-mapping.ts'
import { onceCalls } from './once.ts'
import { openConnection, type LiveConnection, type OpeningPorts } from './open-connection.ts'
import { hideSecrets, keepSecrets, openSecrets, sealSecrets } from './secrets.ts'
import type {
  AttemptView,
  CallReport,
  ConnectionDraft,
  Connections,
  ConnectionView,
  PollRequest,
  Settlement,
} from './service.ts'

/** What connections are made of. */
export interface ConnectionPorts extends OpeningPorts {
  readonly store: ConnectionStore
  readonly attempts: AttemptStore
  readonly adapterNamed: (name: string) => Adapter | undefined
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
  readonly onCall?: (report: CallReport) => void
  /** Milliseconds between two looks at what other processes changed. Default 2,000. */
  readonly refreshMs?: number
}

/** Milliseconds for one page of a poll. */
const pollMs = 30_000

/** Makes the service; nothing is opened before `start`. */
export function connections(ports: ConnectionPorts): Connections {
  const { store, attempts, clock, log } = ports
  const live = new Map<string, LiveConnection>()
  const listeners: (() => void)[] = []
  const stopping = new AbortController()
  const once = onceCalls({ attempts, clock, random: ports.random })
  let refreshing: Promise<void> = Promise.resolve()

  /** Brings what is open in line with what is stored. One at a time. */
  function refresh(): Promise<void> {
    refreshing = refreshing.catch(() => undefined).then(() => bringInLine())
    return refreshing
  }

  async function bringInLine(): Promise<void> {
    const stored = await store.versions()
    const gone = [...live.values()].filter(({ name, version }) => stored.get(name) !== version)
    const fresh = [...stored.keys()].filter((name) => live.get(name)?.version !== stored.get(name))
    for (const name of fresh) await reopen(name)
    for (const one of gone) {
      if (live.get(one.name) === one) live.delete(one.name)
      void one.retire()
    }
    if (gone.length + fresh.length > 0) for (const listener of listeners) listener()
  }

  async function reopen(name: string): Promise<void> {
    const document = await store.load(name)
    if (document === undefined) return
    try {
      live.set(name, await open(document))
    } catch (error) {
      log.error('a connection cannot be opened', { connection: name, error })
    }
  }

  function open(document: ConnectionDocument): Promise<LiveConnection> {
    return openConnection(document, adapterOf(document.adapter), ports)
  }

  function adapterOf(name: string): Adapter {
    const adapter = ports.adapterNamed(name)
    if (adapter === undefined) throw new Problem('adapterNotFound', `There is no adapter "${name}".`)
    return adapter
  }

  async function liveNamed(name: string): Promise<LiveConnection> {
    const known = live.get(name)
    if (known !== undefined) return known
    // It may have been created elsewhere a moment ago, or could not be opened: then this says why.
    const document = await stored(name)
    const opened = await open(document)
    live.set(name, opened)
    return opened
  }

  async function stored(name: string): Promise<ConnectionDocument> {
    const document = await store.load(name)
    if (document !== undefined) return document
    throw new Problem('connectionNotFound', `There is no connection "${name}".`)
  }

  /** Checks settings as far as that is possible without the remote. Raises `badInput` with every wrong field. */
  async function checked(name: string, draft: ConnectionDraft, settings: JsonObject): Promise<void> {
    const adapter = adapterOf(draft.adapter)
    const errors: FieldError[] = [...compileSchema(adapter.settings)(settings, 'settings')]
    if (errors.length > 0) throw new Problem('badInput', `The settings of ${name} are not valid.`, { errors })
    const typed = settings as Adapter['settingsExample']
    try {
      await adapter.operationsOf?.(typed, ports.document)
      errors.push(...fieldProblems(adapter.sourcesOf?.(typed) ?? {}))
      errors.push(...expressionProblems(adapter.expressionsOf?.(typed) ?? {}))
    } catch (error) {
      const failure = failureOf(error)
      if (failure === undefined) throw error
      const told = [{ path: 'settings', message: failure.message }]
      throw new Problem('badInput', `The settings of ${name} are not valid.`, { errors: told, cause: error })
    }
    if (errors.length > 0) throw new Problem('badInput', `The settings of ${name} are not valid.`, { errors })
  }

  async function documentOf(
    name: string,
    draft: ConnectionDraft,
    before: ConnectionDocument | undefined,
  ): Promise<ConnectionDocument> {
    const { settings: schema } = adapterOf(draft.adapter)
    const isSameAdapter = before?.adapter === draft.adapter
    const known = isSameAdapter ? (JSON.parse(before.settings) as JsonObject) : {}
    const merged = keepSecrets(schema, draft.settings, known)
    refuseMasks(merged)
    const seal = { connection: name, keys: ports.keys }
    // Kept secrets are sealed: the check needs them as they were typed.
    await checked(name, draft, openSecrets(schema, merged, seal))
    const now = clock.now()
    return {
      _id: name,
      adapter: draft.adapter,
      settings: JSON.stringify(sealSecrets(schema, merged, seal)),
      version: (before?.version ?? 0) + 1,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    }
  }

  function view(document: ConnectionDocument): ConnectionView {
    const { _id: name, adapter, version, createdAt, updatedAt } = document
    const settings = JSON.parse(document.settings) as JsonObject
    const schema = ports.adapterNamed(adapter)?.settings
    // Without its schema nobody can say what is secret.
    return {
      name,
      adapter,
      settings: schema ? hideSecrets(schema, settings) : {},
      version,
      createdAt,
      updatedAt,
    }
  }

  async function put(
    name: string,
    draft: ConnectionDraft,
    ifVersion: number | undefined,
  ): Promise<ConnectionView & { readonly created: boolean }> {
    const before = await store.load(name)
    if (ifVersion !== undefined && before?.version !== ifVersion) throw changedMeanwhile(name)
    const document = await documentOf(name, draft, before)
    const isWritten = await (before === undefined ? store.create(document) : store.replace(document))
    if (!isWritten) throw changedMeanwhile(name)
    await refresh()
    return { ...view(document), created: before === undefined }
  }

  async function through(connection: LiveConnection, wanted: Wanted): Promise<unknown> {
    const operation = operationNamed(connection, wanted.operation)
    checkInput(operation, wanted.input)
    return operation.effect === 'once'
      ? once.call(connection, wanted)
      : attempt(connection, wanted, { clock, random: ports.random })
  }

  /** Every call of every operation passes here: measured, logged without payloads, free of secrets. */
  async function call(request: Parameters<Connections['call']>[0]): Promise<unknown> {
    const { connection: name, operation, correlationId } = request
    const began = performance.now()
    const report = (outcome: string): number => {
      const seconds = (performance.now() - began) / 1000
      ports.onCall?.({ connection: name, operation, outcome, seconds })
      return Math.round(seconds * 1000)
    }
    const connection = await liveNamed(name)
    try {
      const output = await through(connection, { ...request, signal: request.signal ?? stopping.signal })
      log.debug('called', { connection: name, operation, correlationId, ms: report('ok') })
      return output
    } catch (error) {
      const clean = connection.masked(error)
      const { kind, ...words } = wordsOf(clean)
      log.warn('a call failed', {
        connection: name,
        operation,
        correlationId,
        kind,
        ...words,
        ms: report(kind),
      })
      throw clean
    }
  }

  /** One probe through the adapter itself: a check must also speak while the gate is shut. */
  async function check(name: string): ReturnType<Connections['check']> {
    const connection = await liveNamed(name)
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(20_000)])
    const call: Call = { key: `check:${name}`, deadline: new Date(clock.now().getTime() + 20_000), signal }
    try {
      const findings = await (await connection.connected()).check(call)
      return { ok: findings.every(({ ok }) => ok), findings }
    } catch (error) {
      const failure = failureOf(connection.masked(error))
      if (failure === undefined) throw error
      return { ok: false, findings: [{ aspect: 'reachable', ok: false, message: failure.message }] }
    }
  }

  async function source(name: string, wanted: string): Promise<Poller | CallbackReader> {
    const connection = await liveNamed(name)
    const found = (await connection.connected()).sources?.[wanted]
    if (found !== undefined) return found
    throw new Problem('sourceNotFound', `${name} has no source "${wanted}".`)
  }

  /** A poll passes the gate as a call does, and has half a minute for one page. */
  async function poll(
    name: string,
    wanted: string,
    { cursor, signal, isPreview }: PollRequest,
  ): Promise<PolledPage> {
    const found = await source(name, wanted)
    if (!('poll' in found))
      throw new Problem('conflict', `The source "${wanted}" of ${name} is told, not polled.`)
    const read = isPreview === true ? (found.preview ?? found.poll) : found.poll
    const connection = await liveNamed(name)
    const began = performance.now()
    const report = (outcome: string): void =>
      ports.onCall?.({
        connection: name,
        operation: wanted,
        outcome,
        seconds: (performance.now() - began) / 1000,
      })
    const beginBy = new Date(clock.now().getTime() + pollMs)
    try {
      const page = await connection.gate.pass({ beginBy, timeoutMs: pollMs, signal }, () => {
        const deadline = new Date(clock.now().getTime() + pollMs)
        return read(cursor, { key: `poll:${name}:${wanted}`, deadline, signal })
      })
      report('ok')
      const definition = connection.sources[wanted]
      if (definition?.kind !== 'poll' || definition.fields === undefined) return page
      return { ...page, items: withFields(page.items, definition.fields, clock.now()) }
    } catch (error) {
      report(failureOf(error)?.kind ?? 'bug')
      throw connection.masked(error)
    }
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(ports.refreshMs ?? 2_000, stopping.signal)
      if (stopping.signal.aborted) return
      await refresh().catch((error: unknown) => log.warn('connections cannot be read', { error }))
    }
  }

  return {
    start: async () => {
      await refresh()
      void follow()
    },
    stop: async () => {
      stopping.abort()
      await Promise.all([...live.values()].map((one) => one.retire()))
      live.clear()
    },
    call,
    effectOf: (name, operation) => live.get(name)?.operations[operation]?.effect,
    list: async ({ limit, after }) => {
      const all = (await store.all()).filter(({ _id }) => after === undefined || _id > after)
      const items = all.slice(0, limit)
      return { items: items.map(view), next: all.length > limit ? (items.at(-1)?._id ?? null) : null }
    },
    get: async (name) => view(await stored(name)),
    create: async (name, draft) => {
      const document = await documentOf(name, draft, undefined)
      if (!(await store.create(document))) {
        throw new Problem('conflict', `There is a connection "${name}" already; use PUT to change it.`)
      }
      await refresh()
      return view(document)
    },
    put: (name, draft, options) => put(name, draft, options?.ifVersion),
    remove: async (name, options) => {
      const { version } = await stored(name)
      if (options?.ifVersion !== undefined && options.ifVersion !== version) throw changedMeanwhile(name)
      if (!(await store.remove(name, version))) throw changedMeanwhile(name)
      await ports.kept.removeOf(name)
      await refresh()
    },
    check,
    operations: async (name) => (await liveNamed(name)).operations,
    sources: async (name) => (await liveNamed(name)).sources,
    fieldsOf: (name, wanted) => {
      const definition = live.get(name)?.sources[wanted]
      return Promise.resolve(definition?.kind === 'poll' ? definition.fields : undefined)
    },
    poll,
    readCallback: async (name, wanted, request) => {
      const found = await source(name, wanted)
      if (!('read' in found))
        throw new Problem('sourceNotFound', `${name} takes no callbacks at "${wanted}".`)
      try {
        return found.read(request)
      } catch (error) {
        const failure = failureOf(error)
        if (failure === undefined) throw error
        throw new Problem('callbackRefused', failure.message, { cause: error })
      }
    },
    words: (name) => live.get(name)?.gate.words() ?? [`There is no connection "${name}".`],
    states: () =>
      [...live.values()].map((one) => ({ name: one.name, adapter: one.adapter.name, ...one.gate.state })),
    names: () => [...live.keys()],
    onChange: (listener) => void listeners.push(listener),
    unknownAttempts: async ({ limit, after }) => {
      const found = await attempts.inState('unknown', {
        limit: limit + 1,
        ...(after !== undefined && { after }),
      })
      const items = found.slice(0, limit)
      return {
        items: items.map(attemptView),
        next: found.length > limit ? (items.at(-1)?._id ?? null) : null,
      }
    },
    settleAttempt: async (id, settlement) => {
      const known = await attempts.load(id)
      if (known?.state !== 'unknown') {
        throw new Problem(
          'conflict',
          `The attempt ${id} is ${known?.state ?? 'not known'}; only an unknown one can be settled.`,
        )
      }
      checkSettlement(settlement, live.get(known.connection)?.operations[known.operation]?.output)
      const output =
        settlement.outcome === 'done' ? { output: JSON.stringify(settlement.output ?? null) } : {}
      if (!(await attempts.settle(known, { state: settlement.outcome, ...output }))) {
        throw new Problem('conflict', `The attempt ${id} was settled in the meantime.`)
      }
      return attemptView({ ...known, state: settlement.outcome })
    },
  }
}

function changedMeanwhile(name: string): Problem {
  return new Problem('preconditionFailed', `The connection ${name} was changed in the meantime.`)
}

/** What the log says of a failed call: never values, and no stack unless it is a fault of ours. */
function wordsOf(error: unknown): { readonly kind: string; readonly [name: string]: unknown } {
  const failure = failureOf(error)
  if (failure !== undefined) return { kind: failure.kind, code: failure.code, reason: failure.message }
  const problem = problemOf(error)
  if (problem === undefined) return { kind: 'bug', error }
  return {
    kind: problem.code,
    message: [problem.detail, ...problem.errors.map(({ path }) => path)].join(' '),
  }
}

/** `"***"` says "as it was", which means nothing where nothing was. */
function refuseMasks(settings: JsonObject): void {
  const hidden = JSON.stringify(settings).includes(`"${redacted}"`)
  if (!hidden) return
  const errors = [{ path: 'settings', message: 'has a secret "***", but no stored value that it could keep' }]
  throw new Problem('badInput', 'A secret is missing.', { errors })
}

function checkSettlement(settlement: Settlement, output: object | undefined): void {
  if (settlement.outcome !== 'done' || output === undefined) return
  const errors = compileSchema(output)(settlement.output, 'output')
  if (errors.length > 0) throw new Problem('badInput', 'The output does not fit the operation.', { errors })
}

function attemptView({
  _id,
  connection,
  operation,
  key,
  state,
  startedAt,
  failure,
}: AttemptDocument): AttemptView {
  const message = failure === undefined ? {} : { message: failure.message }
  return { id: _id, connection, operation, key, state, startedAt, ...message }
}

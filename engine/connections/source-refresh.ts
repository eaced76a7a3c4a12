/**
 * How fresh polled sources are, and a poll of those that are not: for whoever looks at what they brought. A source is
 * asked by its schedule too; this only brings the next poll forward, and never over a pause or a remote that is failing.
 */
import { Problem } from '../../contracts/problems.ts'
import type { BuiltIn } from '../runs/jobs.ts'
import type { SourceDocument, SourceStore } from '../store/sources.ts'
import type { Clock } from '../values/clock.ts'
import { fail } from '../values/failure.ts'
import type { JsonObject } from '../values/json.ts'
import type { Connections } from './service.ts'
import type { Sources } from './sources.ts'

/** When connections were last heard. */
export interface Freshness {
  /**
   * The newest poll that came through, with news or without; of a connection with several sources that of the one that
   * was heard longest ago. Connections without polled sources, and those never heard, are not in it.
   */
  heard(connections: readonly string[]): Promise<ReadonlyMap<string, Date>>
}

/** What looking at sources needs. */
export interface FreshnessPorts {
  readonly store: Pick<SourceStore, 'ofConnection'>
  readonly connections: Pick<Connections, 'names' | 'sources'>
}

/** Looks at the sources as they stand in the store: whichever process polls them. */
export function freshness({ store, connections }: FreshnessPorts): Freshness {
  async function heardOf(connection: string): Promise<readonly [string, Date][]> {
    const polled = await polledSources(connections, connection).catch(noneWhenGone)
    if (polled.length === 0) return []
    const known = await documentsOf(store, connection)
    const times = polled.map((source) => known.get(source)?.lastSuccessAt?.getTime())
    const oldest = Math.min(...times.map((time) => time ?? Number.NEGATIVE_INFINITY))
    return Number.isFinite(oldest) ? [[connection, new Date(oldest)]] : []
  }
  return {
    heard: async (names) => {
      const there = new Set(connections.names())
      const found = await Promise.all([...new Set(names)].filter((name) => there.has(name)).map(heardOf))
      return new Map(found.flat())
    },
  }
}

/** What polling for flows needs. */
export interface SourceOperationPorts extends FreshnessPorts {
  /** Of a room that comes later. */
  readonly sources: () => Pick<Sources, 'pollNow'>
  readonly clock: Clock
}

/** What became of one source: only `asked` is a poll that would not have come yet. */
type Outcome = 'asked' | 'underWay' | 'confirmed' | 'paused' | 'failing'

/** What flows ask of sources, as operations of the connection `hub`. */
export function sourceOperations(ports: SourceOperationPorts): Readonly<Record<string, BuiltIn>> {
  const { store, connections, clock } = ports

  function standing(document: SourceDocument | undefined, since: Date | undefined): Outcome {
    if (document === undefined) return 'underWay'
    const { state, lastSuccessAt, nextPollAt, failures } = document
    if (state === 'paused') return 'paused'
    if (since !== undefined && lastSuccessAt !== undefined && lastSuccessAt > since) return 'confirmed'
    if (nextPollAt <= clock.now()) return 'underWay'
    return failures > 0 ? 'failing' : 'asked'
  }

  async function poll(connection: string, source: string): Promise<Outcome> {
    try {
      await ports.sources().pollNow(connection, source)
      return 'asked'
    } catch (error) {
      // Somebody has paused it meanwhile.
      if (error instanceof Problem && error.code === 'conflict') return 'paused'
      throw error
    }
  }

  return {
    /**
     * `{ connection, source?, since? }` → `{ asked, sources: [{ name, outcome, lastSuccessAt }] }`. Polls the source, or
     * all of the connection, unless it was heard after the instant `since`, is due anyway, is paused, or waits after a
     * failure. It does not wait for the answer.
     */
    pollSource: {
      effect: 'idempotent',
      perform: async (input) => {
        const connection = needed(input, 'connection')
        const since = instantIn(input, 'since')
        const wanted = await wantedSources(connections, connection, input['source'])
        const known = await documentsOf(store, connection)
        const sources = await Promise.all(
          wanted.map(async (name) => {
            const document = known.get(name)
            const found = standing(document, since)
            const outcome = found === 'asked' ? await poll(connection, name) : found
            return { name, outcome, lastSuccessAt: document?.lastSuccessAt?.toISOString() ?? null }
          }),
        )
        const asked = sources.some(({ outcome }) => outcome === 'asked' || outcome === 'underWay')
        return { asked, sources }
      },
    },
  }
}

async function polledSources(
  connections: Pick<Connections, 'sources'>,
  connection: string,
): Promise<readonly string[]> {
  const definitions = await connections.sources(connection)
  return Object.entries(definitions).flatMap(([name, { kind }]) => (kind === 'poll' ? [name] : []))
}

/** A connection may go while it is looked at. */
function noneWhenGone(error: unknown): readonly string[] {
  if (error instanceof Problem && error.code === 'connectionNotFound') return []
  throw error
}

async function documentsOf(
  store: Pick<SourceStore, 'ofConnection'>,
  connection: string,
): Promise<ReadonlyMap<string, SourceDocument>> {
  const found = await store.ofConnection(connection)
  return new Map(found.map((one) => [one._id.slice(connection.length + 1), one]))
}

async function wantedSources(
  connections: Pick<Connections, 'names' | 'sources'>,
  connection: string,
  source: unknown,
): Promise<readonly string[]> {
  if (!connections.names().includes(connection)) {
    const words = `There is no connection "${connection}"; correct the input "connection".`
    throw fail('refused', words, { code: 'connectionNotFound' })
  }
  const polled = await polledSources(connections, connection)
  if (source === undefined || source === null) return polled
  if (typeof source === 'string' && polled.includes(source)) return [source]
  const words = `${connection} has no polled source ${JSON.stringify(source)}; correct the input "source".`
  throw fail('refused', words, { code: 'sourceNotFound' })
}

function needed(input: JsonObject, name: string): string {
  const value = input[name]
  if (typeof value === 'string' && value !== '') return value
  throw fail('refused', `The input "${name}" must be a text; map it in the task's inputs.`, {
    code: 'invalidInput',
  })
}

function instantIn(input: JsonObject, name: string): Date | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  const at = new Date(typeof value === 'string' ? value : Number.NaN)
  if (!Number.isNaN(at.getTime())) return at
  const words = `The input "${name}" must be an instant such as 2026-03-01T08:00:00Z; map it in the task's inputs.`
  throw fail('refused', words, { code: 'invalidInput' })
}

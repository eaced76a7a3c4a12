/** One connection, opened: its adapter connected with the real settings, its gate, its operations and sources. */
import type { Adapter, Connected, Contents, Io, Operations, Sources } from '../../adapters/adapter.ts'
import type { ConnectionDocument } from '../store/connections.ts'
import type { KeptSecretStore } from '../store/kept-secrets.ts'
import type { Clock } from '../values/clock.ts'
import { fail, failureOf } from '../values/failure.ts'
import type { JsonObject } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import { maskSecrets } from '../values/redact.ts'
import type { OpenConnection } from './attempt.ts'
import { gate, type Gate } from './gate.ts'
import { connectionIo, type ConnectionIo } from './io.ts'
import { keeping } from './keeping.ts'
import { openSecrets, secretTexts, type KeyRing } from './secrets.ts'

/** What it takes to open a connection. */
export interface OpeningPorts {
  readonly clock: Clock
  readonly log: Log
  readonly keys: KeyRing
  readonly document: Io['document']
  readonly kept: KeptSecretStore
  /** None unless given. */
  readonly folder?: Io['folder']
  readonly contents: Contents
}

/** An open connection. */
export interface LiveConnection extends OpenConnection {
  readonly adapter: Adapter
  readonly version: number
  readonly gate: Gate
  readonly sources: Sources
  /** An error whose texts hold no secret of this connection. */
  masked(error: unknown): unknown
  /** Closes it when the calls under way have ended. */
  retire(): Promise<void>
}

/** Opens one. Rejects with `misconfigured` when its settings do not fit (any more). */
export async function openConnection(
  document: ConnectionDocument,
  adapter: Adapter,
  ports: OpeningPorts,
): Promise<LiveConnection> {
  const { clock, keys } = ports
  const name = document._id
  const log = ports.log.child({ connection: name })
  const stored = JSON.parse(document.settings) as JsonObject
  const settings = openSecrets(adapter.settings, stored, { connection: name, keys })
  const secrets = secretTexts(adapter.settings, settings)
  const typed = settings as Adapter['settingsExample']
  const operations: Operations = (await adapter.operationsOf?.(typed, ports.document)) ?? adapter.operations
  const guard = gate(name, adapter.limits, clock)

  let present: Promise<{ readonly io: ConnectionIo; readonly connected: Connected }> | undefined
  function opened(): Promise<{ readonly io: ConnectionIo; readonly connected: Connected }> {
    const opening = (present ??= connect())
    opening.catch(() => {
      if (present === opening) present = undefined
    })
    return opening
  }

  async function connect(): Promise<{ readonly io: ConnectionIo; readonly connected: Connected }> {
    const { document, folder } = ports
    const io = connectionIo({
      clock,
      log,
      document,
      contents: ports.contents,
      keeping: keeping(name, { store: ports.kept, clock, keys }),
      ...(folder !== undefined && { folder }),
    })
    try {
      return { io, connected: await adapter.connect(typed, io) }
    } catch (error) {
      await io.close()
      throw error
    }
  }

  async function close(one: typeof present): Promise<void> {
    const last = await one?.catch(() => undefined)
    await last?.connected.close?.()
    await last?.io.close()
  }

  return {
    name,
    adapter,
    version: document.version,
    gate: guard,
    operations,
    sources: adapter.sourcesOf?.(typed) ?? adapter.sources ?? {},
    connected: async () => (await opened()).connected,
    renew: async (refused) => {
      const now = await opened()
      if (now.connected === refused) {
        const old = present
        present = undefined
        await close(old)
      }
      return (await opened()).connected
    },
    masked: (error) => {
      const failure = failureOf(error)
      if (failure === undefined) return error
      const { kind, message, ...more } = failure
      const clean = maskSecrets(message, secrets)
      return clean === message ? error : fail(kind, clean, more)
    },
    retire: async () => {
      const giveUpMs = clock.now().getTime() + 60_000
      while (guard.state.active > 0 && clock.now().getTime() < giveUpMs) await clock.sleep(50)
      const last = present
      present = undefined
      await close(last)
    },
  }
}

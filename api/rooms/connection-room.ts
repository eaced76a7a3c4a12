/** The room of connections, put together for the hub: systems outside, the calls to them, and what was tried. */
import { readFile } from 'node:fs/promises'

import type { Adapter } from '../../adapters/adapter.ts'
import { connections, type ConnectionPorts } from '../../engine/connections/connections.ts'
import { folderAmong } from '../../engine/connections/folders.ts'
import { contents } from '../../engine/connections/contents.ts'
import type { KeyRing } from '../../engine/connections/secrets.ts'
import type { Connections } from '../../engine/connections/service.ts'
import { attemptStore, type AttemptStore } from '../../engine/store/attempts.ts'
import { connectionStore } from '../../engine/store/connections.ts'
import { contentStore } from '../../engine/store/contents.ts'
import { keptSecretStore } from '../../engine/store/kept-secrets.ts'
import { fail } from '../../engine/values/failure.ts'
import { adapterHandlers } from '../rest/adapters.ts'
import { attemptHandlers } from '../rest/attempts.ts'
import { contentHandlers } from '../rest/contents.ts'
import { connectionHandlers, type MayReceive } from '../rest/connections.ts'
import type { Handlers } from '../rest/handler.ts'
import type { RoomPorts } from './room.ts'

/** What the room needs. */
export interface ConnectionRoomPorts extends RoomPorts {
  readonly registry: readonly Adapter[]
  readonly keys: KeyRing
  readonly mayReceiveAt: MayReceive
  readonly onCall: NonNullable<ConnectionPorts['onCall']>
}

/** The room. */
export interface ConnectionRoom {
  readonly connections: Connections
  readonly attempts: AttemptStore
  readonly handlers: Handlers<
    | keyof ReturnType<typeof adapterHandlers>
    | keyof ReturnType<typeof connectionHandlers>
    | keyof ReturnType<typeof attemptHandlers>
    | keyof ReturnType<typeof contentHandlers>
  >
  start(): Promise<void>
  stop(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function connectionRoom(ports: ConnectionRoomPorts): ConnectionRoom {
  const { connection, clock, registry } = ports
  const attempts = attemptStore(connection, clock)
  const large = contents(contentStore(connection), clock)
  const links = connections({
    ...ports,
    store: connectionStore(connection),
    attempts,
    kept: keptSecretStore(connection),
    contents: large,
    adapterNamed: (name) => registry.find((adapter) => adapter.name === name),
    document: projectDocument,
    folder: folderAmong(ports.settings.folders),
  })
  return {
    connections: links,
    attempts,
    handlers: {
      ...adapterHandlers(registry),
      ...connectionHandlers(links, ports.mayReceiveAt),
      ...attemptHandlers(links),
      ...contentHandlers(large),
    },
    start: async () => {
      await attempts.prepare()
      await links.start()
    },
    stop: () => links.stop(),
  }
}

const contracts = new URL('../../contracts/', import.meta.url)

/** Documents that connections may name (a WSDL) are those under contracts/. */
async function projectDocument(name: string): Promise<string> {
  const isInside = /^[a-z0-9][a-z0-9._/-]*$/i.test(name) && !name.includes('..')
  const text = isInside ? await readFile(new URL(name, contracts), 'utf8').catch(() => undefined) : undefined
  if (text !== undefined) return text
  throw fail('misconfigured', `There is no document "${name}" under contracts/.`, {
    details: { sent: false },
  })
}

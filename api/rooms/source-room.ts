/** The room of sources, put together for the hub: what connections bring by being polled, and by calling back. */
import { itemSink, type ItemPorts } from '../../engine/connections/items.ts'
import type { Connections } from '../../engine/connections/service.ts'
import { sources, type Sources } from '../../engine/connections/sources.ts'
import type { RefusedRecords } from '../../engine/profile/refused-records.ts'
import { nonceStore } from '../../engine/store/nonces.ts'
import { fullListStore } from '../../engine/store/full-lists.ts'
import { snapshotStore } from '../../engine/store/snapshots.ts'
import { sourceStore } from '../../engine/store/sources.ts'
import { callbackHandlers } from '../callbacks/callbacks.ts'
import type { Handlers } from '../rest/handler.ts'
import { sourceHandlers } from '../rest/sources.ts'
import type { RoomPorts } from './room.ts'

/** What the room needs. */
export interface SourceRoomPorts extends RoomPorts, ItemPorts {
  readonly connections: Connections
  readonly refused: Pick<RefusedRecords, 'counts'>
}

/** The room. */
export interface SourceRoom {
  readonly sources: Sources
  readonly handlers: Handlers<
    keyof ReturnType<typeof sourceHandlers> | keyof ReturnType<typeof callbackHandlers>
  >
  prepare(): Promise<void>
}

/** Puts it together; nothing is polled before `sources.start`. */
export function sourceRoom(ports: SourceRoomPorts): SourceRoom {
  const { settings, connection, connections } = ports
  const snapshots = snapshotStore(connection)
  const fullLists = fullListStore(connection)
  const nonces = nonceStore(connection)
  const sink = itemSink(ports)
  const polled = sources({
    ...ports,
    store: sourceStore(connection),
    snapshots,
    fullLists,
    sink,
    owner: settings.processId,
    leaseMs: settings.leaseMs,
  })
  return {
    sources: polled,
    handlers: {
      ...sourceHandlers(polled, ports.refused, ports.fields),
      ...callbackHandlers({ connections, sink, nonces }),
    },
    prepare: async () => void (await Promise.all([snapshots.prepare(), fullLists.prepare()])),
  }
}

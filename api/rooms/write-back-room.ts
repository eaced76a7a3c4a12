/** The room of edits, put together for the hub: what people change in profiles, and its way to the systems that master it. */
import { recordId } from '../../engine/profile/record-document.ts'
import type { Policies } from '../../engine/profile/policies.ts'
import type { Profiles } from '../../engine/profile/service.ts'
import { records, type RecordsPorts } from '../../engine/records/records.ts'
import type { Engine } from '../../engine/runs/engine.ts'
import type { SourceRecordStore } from '../../engine/store/source-records.ts'
import { writeBackStore } from '../../engine/store/write-backs.ts'
import { profileEdits } from '../../engine/write-back/profile-edits.ts'
import { writeBacks, type WriteBacks, type WriteBackView } from '../../engine/write-back/write-backs.ts'
import type { Handlers } from '../rest/handler.ts'
import { writeBackHandlers } from '../rest/write-backs.ts'
import type { RoomPorts } from './room.ts'

/** What the room needs. */
export interface WriteBackRoomPorts extends RoomPorts {
  readonly profiles: Profiles
  readonly records: SourceRecordStore
  readonly policies: Pick<Policies, 'current'>
  readonly engine: Pick<Engine, 'runs' | 'flows'>
  /** What else is wrong with a record that is kept here. */
  readonly problemsIn: NonNullable<RecordsPorts['problemsIn']>
}

/** The room. */
export interface WriteBackRoom {
  readonly writeBacks: WriteBacks
  /** What is on its way for a profile, by the identifiers that it shows. */
  pendingOf(profile: ShownProfile): Promise<readonly WriteBackView[]>
  readonly handlers: Handlers<keyof ReturnType<typeof writeBackHandlers>>
  start(): Promise<void>
  stop(): Promise<void>
}

/** What of a profile leads to its records. */
export interface ShownProfile {
  readonly type: string
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
}

/** Changes of one profile that are shown with it. */
const most = 200

/** Puts it together; nothing happens before `start`. */
export function writeBackRoom(ports: WriteBackRoomPorts): WriteBackRoom {
  const { profiles, engine } = ports
  const sent = writeBacks({ ...ports, ...engine, store: writeBackStore(ports.connection) })
  const edits = profileEdits({
    ...ports,
    policy: () => ports.policies.current(),
    records: records({
      store: ports.records,
      intake: profiles,
      problemsIn: ports.problemsIn,
      fields: ports.fields,
    }),
    writeBacks: sent,
  })
  return {
    writeBacks: sent,
    pendingOf: async (profile) => {
      const own = { records: recordsIn(profile), state: 'pending' } as const
      return (await sent.list(own, { limit: most })).items
    },
    handlers: writeBackHandlers({
      fields: ports.fields,
      edits,
      writeBacks: sent,
      recordsOf: async (id) => {
        const found = await profiles.get(id)
        const living = found.state === 'merged' ? await profiles.get(found.mergedInto) : found
        return living.state === 'merged' ? [] : recordsIn(living)
      },
    }),
    start: () => sent.start(),
    stop: () => sent.stop(),
  }
}

/** Ids of the records that the external identifiers of a profile name. */
function recordsIn({ type, identifiers }: ShownProfile): readonly string[] {
  return identifiers.flatMap(({ kind, value }) => {
    const colon = value.indexOf(':')
    const [connection, externalId] = [value.slice(0, colon), value.slice(colon + 1)]
    return kind === 'external' ? [recordId({ connection, type, externalId, data: {} })] : []
  })
}

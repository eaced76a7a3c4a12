/** The room of custom fields, put together for the hub. */
import type { Background } from '../../engine/background/service.ts'
import { definitions, type Definitions } from '../../engine/definitions/definitions.ts'
import { problemsInField, type Choice, type CustomField } from '../../engine/profile/custom/custom-field.ts'
import { customFields, type CustomFieldService } from '../../engine/profile/custom/custom-fields.ts'
import { refoldKind } from '../../engine/profile/policies.ts'
import { definitionStore } from '../../engine/store/definitions.ts'
import { customFieldHandlers } from '../rest/custom-fields.ts'
import type { Handlers } from '../rest/handler.ts'
import type { RoomPorts } from './room.ts'

/** What the room needs. */
export interface CustomFieldRoomPorts extends Pick<RoomPorts, 'connection' | 'clock'> {
  /** Words of the base lists, by key. */
  readonly lists: () => Promise<ReadonlyMap<string, readonly Choice[]>>
  /** Of a room that comes later. */
  readonly background: () => Pick<Background, 'begin'>
}

/** The room. */
export interface CustomFieldRoom {
  readonly fields: CustomFieldService
  readonly handlers: Handlers<keyof ReturnType<typeof customFieldHandlers>>
  start(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function customFieldRoom(ports: CustomFieldRoomPorts): CustomFieldRoom {
  const { connection, clock, lists } = ports
  const kept: Definitions<CustomField> = definitions<CustomField>({
    store: definitionStore(connection, 'customField'),
    clock,
    noun: 'custom field',
    notFound: 'definitionNotFound',
    problemsIn: async (name, field) =>
      problemsInField(field, { lists: await lists(), before: (await kept.find(name))?.content }),
  })
  const fields = customFields({
    definitions: kept,
    lists,
    refold: async ({ name, version, by }) => {
      const id = `${refoldKind}:custom:${name}:${String(version)}`
      await ports.background().begin({ id, kind: refoldKind, input: { field: name }, by })
    },
  })
  return { fields, handlers: customFieldHandlers(fields), start: () => kept.prepare() }
}

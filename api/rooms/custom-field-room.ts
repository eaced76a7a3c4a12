/** The room of custom fields, put together for the hub. */
import { definitions, type Definitions } from '../../engine/definitions/definitions.ts'
import { problemsInField, type Choice, type CustomField } from '../../engine/profile/custom/custom-field.ts'
import { customFields, type CustomFieldService } from '../../engine/profile/custom/custom-fields.ts'
import { definitionStore } from '../../engine/store/definitions.ts'
import { customFieldHandlers } from '../rest/custom-fields.ts'
import type { Handlers } from '../rest/handler.ts'
import type { RoomPorts } from './room.ts'

/** What the room needs. */
export interface CustomFieldRoomPorts extends Pick<RoomPorts, 'connection' | 'clock'> {
  /** Words of the base lists, by key. */
  readonly lists: () => Promise<ReadonlyMap<string, readonly Choice[]>>
}

/** The room. */
export interface CustomFieldRoom {
  readonly fields: CustomFieldService
  readonly handlers: Handlers<keyof ReturnType<typeof customFieldHandlers>>
  start(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function customFieldRoom({ connection, clock, lists }: CustomFieldRoomPorts): CustomFieldRoom {
  const kept: Definitions<CustomField> = definitions<CustomField>({
    store: definitionStore(connection, 'customField'),
    clock,
    noun: 'custom field',
    notFound: 'definitionNotFound',
    problemsIn: async (name, field) =>
      problemsInField(field, { lists: await lists(), before: (await kept.find(name))?.content }),
  })
  const fields = customFields({ definitions: kept, lists })
  return { fields, handlers: customFieldHandlers(fields), start: () => kept.prepare() }
}

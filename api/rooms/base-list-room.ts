/** The room of base lists, put together for the hub. */
import {
  problemsInList,
  problemsWithLists,
  shippedLists,
  type BaseList,
  type ListValue,
} from '../../engine/customers/base-lists.ts'
import { definitions, type Definitions } from '../../engine/definitions/definitions.ts'
import type { RecordsPorts } from '../../engine/records/records.ts'
import { definitionStore } from '../../engine/store/definitions.ts'
import { baseListHandlers } from '../rest/base-lists.ts'
import type { Handlers } from '../rest/handler.ts'
import type { RoomPorts } from './room.ts'

/** The room. */
export interface BaseListRoom {
  readonly handlers: Handlers<keyof ReturnType<typeof baseListHandlers>>
  /** What is wrong with a record that people keep here. */
  readonly problemsIn: NonNullable<RecordsPorts['problemsIn']>
  /** The values of each list; the same map while nothing changes. */
  readonly values: () => Promise<ReadonlyMap<string, readonly ListValue[]>>
  /** Their values by the attributes that take them: `person.rank`. */
  readonly valuesByAttribute: () => Promise<ReadonlyMap<string, readonly ListValue[]>>
  start(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function baseListRoom({ connection, clock }: Pick<RoomPorts, 'connection' | 'clock'>): BaseListRoom {
  const lists: Definitions<BaseList> = definitions<BaseList>({
    store: definitionStore(connection, 'baseList'),
    clock,
    noun: 'base list',
    notFound: 'definitionNotFound',
    problemsIn: async (key, list) => problemsInList(key, list, await contents()),
    shipped: shippedLists,
  })
  async function contents(): Promise<ReadonlyMap<string, BaseList>> {
    return new Map([...(await lists.all())].map(([key, { content }]) => [key, content]))
  }
  let made: { readonly of: unknown; readonly values: ReadonlyMap<string, readonly ListValue[]> } | undefined
  async function values(): Promise<ReadonlyMap<string, readonly ListValue[]>> {
    const all = await lists.all()
    if (made?.of !== all)
      made = { of: all, values: new Map([...all].map(([key, { content }]) => [key, content.values])) }
    return made.values
  }
  return {
    values,
    valuesByAttribute: async () =>
      new Map(
        [...(await contents()).values()].flatMap((list) =>
          list.attributes.map((name) => [name, list.values] as const),
        ),
      ),
    handlers: baseListHandlers(lists),
    problemsIn: async (type, said) => problemsWithLists(await contents(), type, said),
    start: () => lists.prepare(),
  }
}

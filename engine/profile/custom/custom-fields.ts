/** The fields that an organisation has defined: kept as versions, the newest rules; a field may be retired, never removed. */
import { Problem } from '../../../contracts/problems.ts'
import type { Definition, Definitions } from '../../definitions/definitions.ts'
import {
  isSameSource,
  noFields,
  type Choice,
  type CustomField,
  type CustomFields,
  type KnownField,
} from './custom-field.ts'

/** What is asked about defined fields, everywhere. */
export interface CustomFieldReader {
  /** Those that are defined now, at most two seconds old; the same map while nothing changes. */
  known(): Promise<CustomFields>
}

/** Nothing is defined. */
export const noCustomFields: CustomFieldReader = { known: () => Promise.resolve(noFields) }

/** Reads and retires them. */
export interface CustomFieldService extends CustomFieldReader {
  readonly definitions: Definitions<CustomField>
  /** As `put` of definitions; when its source of truth is another, profiles are folded again in the background. */
  put: Definitions<CustomField>['put']
  /** Saves it as retired. Raises `definitionNotFound`, and `preconditionFailed` for another `ifVersion`. */
  retire(
    name: string,
    how: { readonly by: string; readonly ifVersion?: number | undefined },
  ): Promise<Definition<CustomField>>
}

/** Makes it. */
export function customFields(ports: {
  readonly definitions: Definitions<CustomField>
  /** Words of the base lists, by key; the same map while nothing changes. */
  readonly lists: () => Promise<ReadonlyMap<string, readonly Choice[]>>
  /** Begins to fold all profiles again, once for a version of a field. */
  readonly refold: (field: {
    readonly name: string
    readonly version: number
    readonly by: string
  }) => Promise<void>
}): CustomFieldService {
  const { definitions } = ports
  let made: { readonly of: readonly unknown[]; readonly fields: CustomFields } | undefined

  async function put(
    ...[name, content, how]: Parameters<CustomFieldService['put']>
  ): Promise<Definition<CustomField>> {
    const before = await definitions.find(name)
    const saved = await definitions.put(name, content, how)
    if (!isSameSource(before?.content, saved.content))
      await ports.refold({ name, version: saved.version, by: how.by })
    return saved
  }

  return {
    definitions,
    put,
    known: async () => {
      const [all, lists] = await Promise.all([definitions.all(), ports.lists()])
      if (made?.of[0] !== all || made.of[1] !== lists)
        made = { of: [all, lists], fields: knownFields(all, lists) }
      return made.fields
    },
    retire: async (name, { by, ifVersion }) => {
      const { content, version } = await definitions.get(name)
      if (ifVersion !== undefined && ifVersion !== version)
        throw new Problem('preconditionFailed', `The custom field is in version ${String(version)}.`)
      return definitions.put(name, { ...content, isRetired: true }, { by, ifVersion: version })
    },
  }
}

function knownFields(
  all: ReadonlyMap<string, Definition<CustomField>>,
  lists: ReadonlyMap<string, readonly Choice[]>,
): CustomFields {
  return new Map(
    [...all].map(([name, { content }]): [string, KnownField] => {
      const { list, values = [] } = content
      return [name, { ...content, choices: list === undefined ? values : (lists.get(list) ?? []) }]
    }),
  )
}

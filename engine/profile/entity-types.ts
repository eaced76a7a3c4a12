/** What the contracts say about each entity type, read once. */
import { entitySchemas } from '../../contracts/entities.generated.ts'
import type { EntityRole, EntitySchema, FieldSchema } from '../../contracts/entity-schema.ts'
import type { EntityType } from './record.ts'

/** Kinds of profiles. */
export type ProfileKind = 'person' | 'organisation' | 'asset'

/** True for a name of contracts/entities that source records may have as their type. */
export function isRecordType(name: string): name is EntityType {
  return Object.hasOwn(entitySchemas, name) && entitySchemas[name as EntityType].entity !== undefined
}

/** Every type that source records may have. */
export const recordTypes: readonly EntityType[] = Object.keys(entitySchemas).filter(isRecordType)

/** The role of a type; parts of others (an address) have none. */
export function roleOf(type: EntityType): EntityRole | undefined {
  return entitySchemas[type].entity
}

/** Attached types that stand on no timeline. */
export const offTimeline: readonly EntityType[] = recordTypes.filter((type) => {
  const role = roleOf(type)
  return role?.role === 'attached' && role.timeline === false
})

/** The kind of profile that records of this type make, or `undefined` for attached records. */
export function profileKindOf(type: EntityType): ProfileKind | undefined {
  const role = roleOf(type)
  return role === undefined || role.role === 'attached' ? undefined : role.kind
}

/** The fields of a type, by name. */
export function fieldsOf(type: EntityType): Readonly<Record<string, FieldSchema>> {
  return entitySchemas[type].properties
}

/** Names of the fields that every record of a type must have. */
export function requiredOf(type: EntityType): readonly string[] {
  return entitySchemas[type].required ?? []
}

/** What a type is called. */
export function entityTitle(type: EntityType): { readonly en: string; readonly fa: string } {
  const { title, titleFa } = entitySchemas[type]
  return { en: title, fa: titleFa }
}

/** The schema that a `$ref` of a field or of a list's elements leads to. */
export function referredSchema(field: FieldSchema): EntitySchema | undefined {
  const file = field.$ref ?? field.items?.$ref
  const name = file?.replace(/\.json$/, '')
  return name !== undefined && Object.hasOwn(entitySchemas, name)
    ? entitySchemas[name as EntityType]
    : undefined
}

/**
 * Names of the fields of a type whose values are personal; every field, when the type is not known. Those of all assets
 * count for each: a device that two systems know under different types is one asset, with the fields of both. Custom
 * fields are not among them: see personal-names.ts.
 */
export function personalFields(type: string): { has(name: string): boolean } {
  if (!isRecordType(type)) return { has: () => true }
  const types = profileKindOf(type) === 'asset' ? assetTypes : [type]
  const fields = types.flatMap((one) => Object.entries(fieldsOf(one)))
  return new Set(fields.flatMap(([name, field]) => (field.personal === true ? [name] : [])))
}

const assetTypes = recordTypes.filter((type) => profileKindOf(type) === 'asset')

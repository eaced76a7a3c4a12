/**
 * A profile in its parts (CUS-06): what is of everybody, and for each role that it has, or of which something is known,
 * what is of that role alone. Each attribute with its titles, so that a screen can be drawn from it. Pure.
 */
import type { Json } from '../../values/json.ts'
import { fieldsOf } from '../entity-types.ts'
import type { ProfileView } from '../service.ts'
import {
  customName,
  customPath,
  fieldsOfType,
  type Bilingual,
  type CustomFields,
  type KnownField,
} from './custom-field.ts'

/** One attribute; null: nobody has said it yet. */
export interface PartAttribute {
  readonly attribute: string
  readonly title: Bilingual
  readonly value: Json
}

/** The part of one role. */
export interface SpecificPart {
  readonly role: string
  readonly title: Bilingual
  /** Whether the profile has the role: it is in the segment of that key. */
  readonly isMember: boolean
  readonly attributes: readonly PartAttribute[]
}

/** The parts. */
export interface ProfileParts {
  readonly general: readonly PartAttribute[]
  readonly specific: readonly SpecificPart[]
}

/** What a profile is divided by. */
export interface PartSources {
  readonly fields: CustomFields
  /** Keys of the segments that it is in. */
  readonly segments: readonly string[]
  /** Titles of the roles, by their key. */
  readonly roles: ReadonlyMap<string, Bilingual>
}

/** Divides it. */
export function partsOf(
  { type, attributes }: Pick<ProfileView, 'type' | 'attributes'>,
  { fields, segments, roles }: PartSources,
): ProfileParts {
  const schemas = fieldsOf(type)
  const own = Object.entries(attributes).flatMap(([attribute, value]): PartAttribute[] => {
    if (customName(attribute) !== undefined) return []
    const { title = attribute, titleFa = title } = schemas[attribute] ?? {}
    return [{ attribute, title: { en: title, fa: titleFa }, value }]
  })
  const known = inUse(fields, type, attributes)
  const mine = [...new Set(known.flatMap(([, { role }]) => role ?? []))].sort()
  const specific = mine.flatMap((role): SpecificPart[] => {
    const ofRole = known
      .filter(([, field]) => field.role === role)
      .map(([name, field]) => told(name, field, attributes))
    const isMember = segments.includes(role)
    if (!isMember && ofRole.every(({ value }) => value === null)) return []
    return [{ role, title: roles.get(role) ?? { en: role, fa: role }, isMember, attributes: ofRole }]
  })
  const general = known
    .filter(([, { role }]) => role === undefined)
    .map(([name, field]) => told(name, field, attributes))
  return { general: [...own, ...general], specific }
}

/** Those in use, and retired ones of which something is still said. */
function inUse(
  fields: CustomFields,
  type: string,
  attributes: ProfileView['attributes'],
): readonly (readonly [string, KnownField])[] {
  return fieldsOfType(fields, type).filter(
    ([name, { isRetired }]) => isRetired !== true || Object.hasOwn(attributes, customPath(name)),
  )
}

function told(name: string, { title }: KnownField, attributes: ProfileView['attributes']): PartAttribute {
  const attribute = customPath(name)
  return { attribute, title, value: attributes[attribute] ?? null }
}

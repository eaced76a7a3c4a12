/** Base information as screens want it: the form of a type of records, and a profile in its general and specific parts. */
import type { Definitions } from '../../engine/definitions/definitions.ts'
import type { Customers } from '../../engine/customers/customers.ts'
import type { Segment } from '../../engine/customers/segments.ts'
import type { Bilingual, Choice } from '../../engine/profile/custom/custom-field.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import { entityForm } from '../../engine/profile/custom/entity-form.ts'
import { partsOf, type PartAttribute } from '../../engine/profile/custom/profile-parts.ts'
import type { SurvivorshipPolicy } from '../../engine/profile/policy.ts'
import { redacted } from '../../engine/values/redact.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { hiding, sightOf } from './personal.ts'

/** What the handlers need. */
export interface EntityFormPorts {
  readonly fields: CustomFieldReader
  /** Words of base lists, by the attributes that take their values from them. */
  readonly lists: () => Promise<ReadonlyMap<string, readonly Choice[]>>
  readonly policy: () => Promise<{ readonly policy: SurvivorshipPolicy }>
  /** Their keys are the roles. */
  readonly segments: Pick<Definitions<Segment>, 'all'>
  readonly customers: Pick<Customers, 'living'>
}

/** Serves them. */
export function entityFormHandlers(ports: EntityFormPorts): Handlers<'getEntityForm' | 'getProfileParts'> {
  async function roles(): Promise<ReadonlyMap<string, Bilingual>> {
    return new Map([...(await ports.segments.all())].map(([key, { content }]) => [key, content.title]))
  }

  return {
    getEntityForm: async ({ params: { type }, query: { language = 'fa', role } }) => {
      const [fields, lists, { policy }] = await Promise.all([
        ports.fields.known(),
        ports.lists(),
        ports.policy(),
      ])
      const wanted = { type, language, ...(role !== undefined && { role }) }
      const schema = entityForm(wanted, { fields, lists, policy, roles: await roles() })
      return ok({ ...wanted, schema })
    },
    getProfileParts: async ({ params, caller }) => {
      const { profile, card } = await ports.customers.living(params.id)
      const sight = await sightOf(caller, ports.fields)
      const { id, type, version } = profile
      const sources = { fields: sight.fields, segments: card.segments, roles: await roles() }
      const { general, specific } = partsOf(profile, sources)
      const isHidden = hiding(type, sight)
      const seen = (one: PartAttribute): PartAttribute =>
        one.value !== null && isHidden(one.attribute) ? { ...one, value: redacted } : one
      const shown = specific.map((part) => ({ ...part, attributes: part.attributes.map(seen) }))
      const body = { id, type, version, general: general.map(seen), specific: shown }
      return ok(body, { etag: etag(version) })
    },
  }
}

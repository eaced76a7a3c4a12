/** CustomerService: what a system says about a customer, and what is known of it altogether. */
import { Problem } from '../../contracts/problems.ts'
import type { CustomFields } from '../../engine/profile/custom/custom-field.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import { nestedCustom } from '../../engine/profile/custom/custom-data.ts'
import { personalNames } from '../../engine/profile/personal-names.ts'
import type { ChangeView, ProfileQuery, Profiles, ProfileView } from '../../engine/profile/service.ts'
import type { PageRequest } from '../../engine/runs/service.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import { may, type Caller } from '../auth/api-keys.ts'
import { given, type SoapService } from './service.ts'

/** Makes the service over profiles. */
export function customerService(profiles: Profiles, fields: CustomFieldReader): SoapService {
  return {
    name: 'CustomerService',
    document: 'soap/customer-service.wsdl',
    actions: {
      upsertCustomer: {
        scope: 'source-records:write',
        act: async (message) => {
          const { connection, externalId, kind, version, occurredAt, deleted } = message as {
            readonly connection: string
            readonly externalId: string
            readonly kind: string
            readonly version?: string
            readonly occurredAt?: string
            readonly deleted?: boolean
          }
          return takeIn(profiles, {
            connection,
            externalId,
            type: kind,
            data: entityOf(message['data'] as JsonObject),
            ...(version !== undefined && { version }),
            ...(occurredAt !== undefined && { occurredAt }),
            ...(deleted !== undefined && { deleted }),
          })
        },
      },
      getCustomer: {
        scope: 'profiles:read',
        act: async (message, { caller }) => ({
          customer: shown(await customerIn(profiles, message), caller, await fields.known()),
        }),
      },
      findCustomers: {
        scope: 'profiles:read',
        act: async (message, { caller }) => {
          const { items, next } = await profiles.list(queryIn(message), pageIn(message))
          const custom = await fields.known()
          return { customer: items.map((profile) => shown(profile, caller, custom)), next }
        },
      },
      getChanges: {
        scope: 'profiles:read',
        act: async (message) => {
          const { kind } = message
          const page = { ...pageIn(message), ...(typeof kind === 'string' && { kind }) }
          const { items, next } = await profiles.changes({ after: '0', ...page })
          return { change: items.map(changeShown), next }
        },
      },
    },
  }
}

/** Takes one record in; one that is refused is the caller's fault, with the reason. */
export async function takeIn(
  profiles: Pick<Profiles, 'ingest'>,
  record: Parameters<Profiles['ingest']>[0][number],
): Promise<JsonObject> {
  const [stored] = await profiles.ingest([record])
  if (stored === undefined || stored.outcome === 'refused') {
    throw new Problem('badInput', `The record was refused: ${stored?.reason ?? 'it was not taken in'}.`)
  }
  const { outcome, profileId } = stored
  return { result: outcome, ...(profileId !== undefined && { profileId }) }
}

/** The profile that a message names, by its id or by an identifier. */
export async function customerIn(profiles: Profiles, message: JsonObject): Promise<ProfileView> {
  const { profileId } = message
  const identifier = identifierIn(message)
  if ((typeof profileId === 'string') === (identifier !== undefined)) {
    throw new Problem('badInput', 'Name the customer by profileId or by identifier, one of the two.')
  }
  if (typeof profileId === 'string') return living(profiles, profileId)
  const { items } = await profiles.list({ identifier: identifier ?? '' }, { limit: 1 })
  const [found] = items
  if (found === undefined) throw new Problem('profileNotFound', 'No profile has that identifier.')
  return found
}

async function living(profiles: Profiles, id: string): Promise<ProfileView> {
  const found = await profiles.get(id)
  return found.state === 'merged' ? living(profiles, found.mergedInto) : found
}

function identifierIn({ identifier }: JsonObject): string | undefined {
  const { kind, value } = (identifier ?? {}) as { readonly kind?: string; readonly value?: string }
  return kind === undefined || value === undefined ? undefined : `${kind}:${value}`
}

function queryIn(message: JsonObject): ProfileQuery {
  const { text, kind, updatedSince } = message
  const identifier = identifierIn(message)
  return {
    ...(identifier !== undefined && { identifier }),
    ...(typeof text === 'string' && { q: text }),
    ...(typeof kind === 'string' && { kind }),
    ...(typeof updatedSince === 'string' && { updatedSince: new Date(updatedSince) }),
  }
}

function pageIn({ limit = 50, after }: JsonObject): PageRequest {
  if (typeof limit !== 'number' || limit < 1 || limit > 500)
    throw new Problem('badInput', 'The limit is 1 to 500.', {
      errors: [{ path: 'limit', message: 'must be 1 to 500' }],
    })
  return { limit, ...(typeof after === 'string' && { after }) }
}

/** Typed fields and free attributes of a message, as the data of the entity. */
function entityOf({ attribute = [], ...fields }: JsonObject): JsonObject {
  const free = (attribute as readonly { readonly name: string; readonly value: Json }[]).map(
    ({ name, value }) => [name, value] as const,
  )
  const twice = free.find(([name]) => Object.hasOwn(fields, name))
  if (twice !== undefined)
    throw new Problem('badInput', `${twice[0]} is given twice, typed and as an attribute.`)
  return given(nestedCustom({ ...fields, ...Object.fromEntries(free) }))
}

const typedFields: ReadonlySet<string> = new Set(
  (
    'firstName lastName name fatherName nationalCode legalId economicCode birthOn mobile phone email address ' +
    'postalCode city province iban customerNumber segment description'
  ).split(' '),
)

/** Without the right to personal values they are left out: a mask would not be a date, or a mobile. */
function shown(
  { id, kind, type, version, updatedAt, attributes, identifiers }: ProfileView,
  caller: Caller,
  fields: CustomFields,
): JsonObject {
  const seesAll = may(caller, 'profiles:read:personal')
  const personal = personalNames(type, fields)
  const texts = Object.entries(attributes).flatMap(([name, value]) =>
    (seesAll || !personal.has(name)) && typeof value === 'string' ? [[name, value] as const] : [],
  )
  return {
    profileId: id,
    kind,
    version,
    updatedAt: updatedAt.toISOString(),
    data: {
      ...Object.fromEntries(texts.filter(([name]) => typedFields.has(name))),
      attribute: texts.filter(([name]) => !typedFields.has(name)).map(([name, value]) => ({ name, value })),
    },
    identifier: identifiers.filter(({ kind: of }) => seesAll || of === 'external').map((one) => ({ ...one })),
  }
}

function changeShown({ position, type, profileId, kind, version, at, changed }: ChangeView): JsonObject {
  return {
    position,
    type,
    profileId,
    kind,
    version,
    at: at.toISOString(),
    changed: changed.map(({ attribute }) => attribute),
  }
}

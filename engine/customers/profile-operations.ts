/** What flows ask about customers, as operations of the connection `hub`. */
import { Problem } from '../../contracts/problems.ts'
import type { Background } from '../background/service.ts'
import { nestedCustom } from '../profile/custom/custom-data.ts'
import type { Profiles } from '../profile/service.ts'
import type { BuiltIn } from '../runs/jobs.ts'
import { fail } from '../values/failure.ts'
import type { JsonObject } from '../values/json.ts'
import type { ProfileCard } from './cards.ts'
import type { Customers } from './customers.ts'
import { segmentRefreshKind } from './segment-refresh.ts'

/** What they stand on. */
export interface ProfileOperationPorts {
  /** Of a room that comes later. */
  readonly customers: () => Pick<Customers, 'living'>
  readonly profiles: Pick<Profiles, 'list'>
  readonly background: Pick<Background, 'begin'>
}

/** Makes them. */
export function profileOperations({
  customers,
  profiles,
  background,
}: ProfileOperationPorts): Readonly<Record<string, BuiltIn>> {
  async function idOf({ id, identifier }: JsonObject): Promise<string | undefined> {
    if (typeof id === 'string') return id
    if (typeof identifier !== 'string') {
      const words = 'The input "id", or "identifier" (nationalCode:…), must be a text; map it in the inputs.'
      throw fail('refused', words, { code: 'invalidInput' })
    }
    const { items } = await profiles.list({ identifier }, { limit: 2 })
    // What several have leads to nobody.
    return items.length === 1 ? items[0]?.id : undefined
  }

  async function living(id: string): Promise<ProfileCard | undefined> {
    try {
      return await customers().living(id)
    } catch (error) {
      if (error instanceof Problem && error.code === 'profileNotFound') return undefined
      throw error
    }
  }

  return {
    /**
     * `{ id }` or `{ identifier }` → `{ found, id, kind, attributes, customerCode, lifecycle, kyc, debt, segments, tags, sources }`;
     * what there is not is null; `sources` has the connections that know it. An id of a profile that became part of another leads to that.
     */
    readProfile: {
      effect: 'read',
      perform: async (input) => {
        const id = await idOf(input)
        const found = id === undefined ? undefined : await living(id)
        return found === undefined ? nobody : shown(found)
      },
    },
    /** `{}` → `{ operation }`: every profile is looked at anew for its segments, in the background. */
    refreshSegments: {
      effect: 'idempotent',
      perform: async (_input, { key, run }) => {
        const id = `${segmentRefreshKind}:${key}`
        const begun = await background.begin({ id, kind: segmentRefreshKind, input: null, by: `run:${run}` })
        return { operation: begun.id }
      },
    },
  }
}

const nobody = { found: false, id: null, attributes: {} }

function shown({ profile, card }: ProfileCard): JsonObject {
  const { id, kind, type, attributes } = profile
  const { customerCode = null, lifecycle = null, kyc = null, debt = null, segments, tags, sources } = card
  const told = {
    id,
    kind,
    type,
    attributes: nestedCustom(attributes),
    customerCode,
    lifecycle,
    kyc,
    debt,
    segments,
    tags,
    sources,
  }
  // Instants become texts.
  return { found: true, ...(JSON.parse(JSON.stringify(told)) as JsonObject) }
}

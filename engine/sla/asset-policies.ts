/**
 * Agreements that come with what a case is about: the equipment or the service names its SLA and OLA policies, and what
 * equipment has not itself it has from the service that it serves.
 */
import { problemOf } from '../../contracts/problems.ts'
import type { Case } from '../cases/case.ts'
import type { Profiles, ProfileView, RelationView } from '../profile/service.ts'

/** Fields of a case's data that may name an asset, with the identifier that a plain text stands for. */
const sides = { equipment: 'serial', service: 'serviceNumber' } as const

/**
 * Keys of the policies that hold for what a case is about. `data.equipment` and `data.service` name it by the id of its
 * profile, by an identifier (`assetTag:crm:A-7`), or equipment by its serial number; what nothing is known of has none.
 */
export function assetPolicies(
  profiles: Pick<Profiles, 'byIds' | 'list'>,
): (present: Pick<Case, 'data'>) => Promise<readonly string[]> {
  async function named(text: string, kind: string): Promise<ProfileView | undefined> {
    const identifier = text.includes(':') ? text : `${kind}:${text}`
    const [byId, byIdentifier] = await Promise.all([
      profiles.byIds([text]),
      profiles.list({ identifier }, { limit: 1 }).catch((error: unknown) => {
        // It is no identifier at all.
        if (problemOf(error)?.code === 'badInput') return { items: [] }
        throw error
      }),
    ])
    return byId[0] ?? byIdentifier.items[0]
  }

  async function policiesOf(asset: ProfileView): Promise<readonly string[]> {
    const own = keysIn(asset.relations)
    if (own.length > 0) return own
    const served = asset.relations.flatMap(({ kind, id }) =>
      kind === 'servesService' && id !== undefined ? [id] : [],
    )
    return served.length === 0
      ? []
      : (await profiles.byIds(served)).flatMap(({ relations }) => keysIn(relations))
  }

  return async ({ data }) => {
    const keys = await Promise.all(
      Object.entries(sides).map(async ([side, kind]) => {
        const text = data[side]
        const asset = typeof text === 'string' && text !== '' ? await named(text, kind) : undefined
        return asset === undefined ? [] : policiesOf(asset)
      }),
    )
    return [...new Set(keys.flat())]
  }
}

function keysIn(relations: readonly RelationView[]): readonly string[] {
  return relations.flatMap(({ kind, key }) =>
    (kind === 'sla' || kind === 'ola') && key !== undefined ? [key] : [],
  )
}

/**
 * The tree of agencies: who works as an agent of whom (`agentOf`), level by level, as it holds on a day. Ties come from
 * sources too, so a circle is possible in what they say: it is shown once and marked.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { RelationshipView } from './relationships.ts'

/** An agency in a word. */
export type Agency = NonNullable<RelationshipView['profile']>

/** An agency with those who are its agents. */
export interface AgencyNode {
  readonly profile: Agency
  /** Of the tie to the one above. */
  readonly role?: string
  readonly sharePercent?: number
  readonly validFromOn?: string
  readonly validUntilOn?: string
  readonly agents: readonly AgencyNode[]
  /** It stands elsewhere in the tree with its agents. */
  readonly isRepeated?: true
}

/** What stands above and below an agency. */
export interface AgencyTree {
  /** Whose agent it is, and whose agents those are: the nearest first. */
  readonly above: readonly Agency[]
  readonly tree: AgencyNode
  /** False when there is more than was looked at. */
  readonly isWhole: boolean
}

/** How far it is looked. */
export interface TreeLook {
  /** Only ties that hold on that day. */
  readonly on?: string
  /** Levels below. */
  readonly depth: number
}

/** The trees. Unknown ids raise `profileNotFound`. */
export interface AgencyTrees {
  of(agency: Agency, look: TreeLook): Promise<AgencyTree>
  /** Raises `conflict` when it would become an agent of one of its own. */
  mayBeAgentOf(agent: string, principal: string): Promise<void>
}

/** Reads the ties of one profile. */
export type TiesOf = (
  id: string,
  filter: { readonly kind: string; readonly on?: string },
  page: PageRequest,
) => Promise<Page<RelationshipView>>

/** Agencies in one answer, and levels above, at most. */
const mostAgencies = 1_000
const mostAbove = 50
const pageSize = 500

/** Makes them. */
export function agencyTrees(tiesOf: TiesOf): AgencyTrees {
  async function ties(
    id: string,
    kind: string,
    on: string | undefined,
  ): Promise<readonly RelationshipView[]> {
    const found: RelationshipView[] = []
    const filter = { kind, ...(on !== undefined && { on }) }
    for (let after: string | undefined; ;) {
      const page = await tiesOf(id, filter, { limit: pageSize, ...(after !== undefined && { after }) })
      found.push(...page.items)
      if (page.next === null || found.length >= mostAgencies) return found
      after = page.next
    }
  }

  async function above(id: string, on: string | undefined): Promise<readonly Agency[]> {
    const found = new Map<string, Agency>()
    for (let level = [id]; level.length > 0 && found.size < mostAbove;) {
      const all = await Promise.all(level.map((one) => ties(one, 'agentOf', on)))
      const fresh = all.flat().flatMap(({ profile }) => profile ?? [])
      level = [...new Set(fresh.map((one) => one.id))].filter((one) => one !== id && !found.has(one))
      for (const one of fresh) if (one.id !== id) found.set(one.id, one)
    }
    return [...found.values()]
  }

  async function of(agency: Agency, { on, depth }: TreeLook): Promise<AgencyTree> {
    const seen = new Set([agency.id])
    let isWhole = true

    /** Level by level, so that an agency stands as near to the top as it can. */
    async function below(
      agencies: readonly Agency[],
      left: number,
    ): Promise<ReadonlyMap<string, readonly AgencyNode[]>> {
      const all = await Promise.all(agencies.map(({ id }) => ties(id, 'hasAgent', on)))
      const known = all.map((list) =>
        list.flatMap(({ profile, ...tie }) => (profile ? [{ ...tie, profile }] : [])),
      )
      if (left === 0 || seen.size >= mostAgencies) {
        if (known.some((list) => list.length > 0)) isWhole = false
        return new Map()
      }
      const fresh = new Map<string, Agency>()
      const first = new Map<string, string>()
      known.forEach((list, n) => {
        for (const { profile, id } of list) {
          if (seen.has(profile.id)) continue
          seen.add(profile.id)
          fresh.set(profile.id, profile)
          first.set(profile.id, `${agencies[n]?.id ?? ''} ${id}`)
        }
      })
      const next =
        fresh.size === 0
          ? new Map<string, readonly AgencyNode[]>()
          : await below([...fresh.values()], left - 1)
      return new Map(
        agencies.map(({ id }, n) => [
          id,
          (known[n] ?? []).map((tie) =>
            nodeOf(
              tie,
              first.get(tie.profile.id) === `${id} ${tie.id}` ? (next.get(tie.profile.id) ?? []) : undefined,
            ),
          ),
        ]),
      )
    }

    const agents = (await below([agency], depth)).get(agency.id) ?? []
    return { above: await above(agency.id, on), tree: { profile: agency, agents }, isWhole }
  }

  return {
    of,
    mayBeAgentOf: async (agent, principal) => {
      const all = await above(principal, undefined)
      if (all.some(({ id }) => id === agent))
        throw new Problem(
          'conflict',
          'It would be the agent of one of its own agents; the tree has no circles.',
        )
    },
  }
}

/** Without agents: they stand where it was met first. */
function nodeOf(
  { profile, role, sharePercent, validFromOn, validUntilOn }: RelationshipView & { readonly profile: Agency },
  agents: readonly AgencyNode[] | undefined,
): AgencyNode {
  return {
    profile,
    ...(role !== undefined && { role }),
    ...(sharePercent !== undefined && { sharePercent }),
    ...(validFromOn !== undefined && { validFromOn }),
    ...(validUntilOn !== undefined && { validUntilOn }),
    agents: agents ?? [],
    ...(agents === undefined && { isRepeated: true as const }),
  }
}

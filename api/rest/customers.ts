/** What is known of customers beside their attributes: cards, timelines, ties, consents, tags and segments. */
import type { Agency, AgencyNode, AgencyTree, AgencyTrees } from '../../engine/customers/agency-tree.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import type { Caller } from '../auth/api-keys.ts'
import type { Freshness } from '../../engine/connections/source-refresh.ts'
import type { Card, LatestViews } from '../../engine/customers/card.ts'
import type { Customers } from '../../engine/customers/customers.ts'
import { agesOf } from '../../engine/customers/profile-sources.ts'
import type { ProfileViews } from '../../engine/customers/profile-views.ts'
import type { NewRelationship, Statements } from '../../engine/customers/statements.ts'
import type { ProfileQuery, Profiles, ProfileView, TimelineView } from '../../engine/profile/service.ts'
import type { Page, PageRequest } from '../../engine/runs/service.ts'
import type { ConsentStatement } from '../../engine/customers/consents.ts'
import type { RelationshipView } from '../../engine/customers/relationships.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { defined } from '../../engine/values/defined.ts'
import type { WriteBackView } from '../../engine/write-back/write-backs.ts'
import { redacted } from '../../engine/values/redact.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'
import { masked, sightOf, type Sight } from './personal.ts'
import { moved, shownProfile } from './profiles.ts'
import { writeBackShown } from './write-backs.ts'

type Ids =
  | 'listProfiles'
  | 'getProfile'
  | 'listProfileTimeline'
  | 'listRelationships'
  | 'addRelationship'
  | 'getAgencyTree'
  | 'removeRelationship'
  | 'listConsents'
  | 'addConsent'
  | 'checkConsent'
  | 'putTag'
  | 'deleteTag'

/** What the handlers need. */
export interface CustomerHandlerPorts {
  readonly customers: Customers
  readonly statements: Statements
  readonly profiles: Pick<Profiles, 'get' | 'list'>
  readonly agencies: AgencyTrees
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  /** What people have changed in a profile and its sources have not confirmed yet. */
  readonly pendingOf: (profile: ProfileView) => Promise<readonly WriteBackView[]>
  /** When connections were last heard. */
  readonly freshness: Freshness
  readonly views: Pick<ProfileViews, 'seen'>
  readonly clock: Clock
}

/** Serves them. */
export function customerHandlers(ports: CustomerHandlerPorts): Handlers<Ids> {
  const { customers, statements, profiles } = ports
  const sightFor = (caller: Caller): Promise<Sight> => sightOf(caller, ports.fields)
  /** Those of a page of members who are wanted: it may hold fewer than its limit. */
  async function ofGroup(
    group: Parameters<Customers['members']>[0],
    wanted: ProfileQuery,
    page: PageRequest,
  ): Promise<Page<ProfileView>> {
    const { items: ids, next } = await customers.members(group, page)
    const { items } = await profiles.list({ ...wanted, ids }, { limit: page.limit })
    return { items: [...items].sort((a, b) => (a.id < b.id ? -1 : 1)), next }
  }

  const idOf = async (id: string): Promise<string> => (await customers.living(id)).profile.id
  return {
    listProfiles: async ({ query, caller }) => {
      const { identifier, asset, q, match, prefix, kind, state, updatedSince, segment, tag } = query
      const reach = match ?? (prefix === true ? 'prefix' : undefined)
      const since = updatedSince === undefined ? undefined : new Date(updatedSince)
      const wanted = defined({ identifier, asset, q, reach, kind, state, updatedSince: since })
      const group = { ...(segment !== undefined && { segment }), ...(tag !== undefined && { tag }) }
      const isOfGroup = segment !== undefined || tag !== undefined
      const { items, next } = isOfGroup
        ? await ofGroup(group, wanted, pageOf(query))
        : await profiles.list(wanted, pageOf(query))
      const sight = await sightFor(caller)
      return ok({ items: items.map((profile) => shownProfile(profile, sight, false)), next })
    },
    getProfile: async ({ params: { id }, query: { provenance = false, asOf }, caller }) => {
      const sight = await sightFor(caller)
      if (asOf !== undefined) {
        const past = await profiles.get(id, { asOf: new Date(asOf) })
        if (past.state === 'merged') return moved(past)
        return ok(shownProfile(past, sight, provenance), { etag: etag(past.version) })
      }
      const found = await customers.find(id)
      if (!('card' in found)) return moved(found)
      const { profile, builtAt } = found
      const { sources: said, ...card } = found.card
      const [flows, waiting, heard] = await Promise.all([
        customers.flowsOf(found),
        ports.pendingOf(profile),
        ports.freshness.heard(said.map(({ connection }) => connection)),
      ])
      const sources = agesOf(said, heard, ports.clock.now())
      ports.views.seen({ ...profile, kyc: card.kyc, sources })
      const pending = waiting.map((one) => writeBackShown(one, sight))
      const shown = { ...shownProfile(profile, sight, provenance), pending, sources }
      const whole = { ...cardShown(card, sight), flows, builtAt }
      return ok({ ...shown, card: whole }, { etag: etag(profile.version) })
    },
    listProfileTimeline: async ({ params: { id }, query, caller }) => {
      const { items, next } = await customers.timeline(id, pageOf(query))
      const sight = await sightFor(caller)
      return ok({ items: items.map((item) => itemShown(item, sight)), next })
    },
    listRelationships: async ({ params: { id }, query, caller }) => {
      const { kind, on } = query
      const filter = { ...(kind !== undefined && { kind }), ...(on !== undefined && { on }) }
      const { items, next } = await customers.relationships(id, filter, pageOf(query))
      const sight = await sightFor(caller)
      return ok({ items: items.map((one) => tieShown(one, sight)), next })
    },
    getAgencyTree: async ({ params: { id }, query: { on, depth = 5 }, caller }) => {
      const { profile } = await customers.living(id)
      const { attributes } = profile
      const name = attributes['fullName'] ?? attributes['name'] ?? attributes['tradeName']
      const root = { id: profile.id, kind: profile.kind, type: profile.type }
      const look = { depth, ...(on !== undefined && { on }) }
      const found = await ports.agencies.of({ ...root, ...(typeof name === 'string' && { name }) }, look)
      return ok(treeShown(found, await sightFor(caller)))
    },
    addRelationship: async ({ params, body }) => {
      const [id, to] = [await idOf(params.id), await idOf(body.to)]
      if (body.kind === 'agentOf') await ports.agencies.mayBeAgentOf(id, to)
      const made = await statements.relate(id, { ...(body as NewRelationship), to })
      return { status: 201, body: { id: made } }
    },
    removeRelationship: async ({ params }) => {
      await statements.unrelate(await idOf(params.id), params.relationship)
      return { status: 204 }
    },
    listConsents: async ({ params: { id }, query, caller }) => {
      const { items, next } = await customers.consents(id, pageOf(query))
      const sight = await sightFor(caller)
      return ok({ items: items.map((one) => consentShown(one, sight)), next })
    },
    addConsent: async ({ params, body, caller }) => {
      const made = await statements.consent(await idOf(params.id), body, caller.id)
      return { status: 201, body: { id: made } }
    },
    checkConsent: async ({ body: { profile, recipient, purpose, channel = 'any' }, caller }) => {
      const question = { purpose, channel }
      const verdict =
        profile === undefined
          ? await customers.mayReceiveAt(recipient ?? '', question)
          : await customers.mayReceive(profile, question)
      const { statement, ...rest } = verdict
      return ok({ ...rest, ...(statement && { statement: consentShown(statement, await sightFor(caller)) }) })
    },
    putTag: async ({ params: { id, tag }, caller }) => {
      await statements.label(await idOf(id), { kind: 'tag', name: tag }, { by: caller.id })
      return { status: 204 }
    },
    deleteTag: async ({ params: { id, tag } }) => {
      await statements.unlabel(await idOf(id), { kind: 'tag', name: tag })
      return { status: 204 }
    },
  }
}

function cardShown(card: Omit<Card, 'sources'>, sight: Sight): object {
  const { latest, planned, consents, relationships, openCases, kyc, ...rest } = card
  const items = Object.entries(latest) as [keyof LatestViews, TimelineView][]
  return {
    ...rest,
    ...(kyc !== undefined && { kyc }),
    latest: Object.fromEntries(items.map(([name, item]) => [name, itemShown(item, sight)])),
    planned: planned.map((item) => itemShown(item, sight)),
    consents: consents.map((one) => consentShown(one, sight)),
    relationships: relationships.map((one) => tieShown(one, sight)),
    openCases: openCases.map((one) => caseShown(one, sight)),
  }
}

function caseShown(one: Card['openCases'][number], sight: Sight): object {
  return sight.seesAll || one.subject === undefined ? one : { ...one, subject: redacted }
}

/** A case is no record: of it only the subject may be personal. */
function itemShown(item: TimelineView, sight: Sight): object {
  if (item.type !== 'case') return { ...item, data: masked(item.type, item.data, sight) }
  const { subject, ...rest } = item.data
  const shown = sight.seesAll ? subject : redacted
  return { ...item, data: { ...rest, ...(subject !== undefined && { subject: shown }) } }
}

function tieShown({ profile, note, ...tie }: RelationshipView, sight: Sight): object {
  const isOpen = sight.seesAll
  const named = profile?.name === undefined ? profile : { ...profile, name: isOpen ? profile.name : redacted }
  return {
    ...tie,
    ...(named !== undefined && { profile: named }),
    ...(note !== undefined && { note: isOpen ? note : redacted }),
  }
}

function treeShown({ above, tree, isWhole }: AgencyTree, sight: Sight): object {
  const agency = ({ name, ...rest }: Agency): object => ({
    ...rest,
    ...(name !== undefined && { name: sight.seesAll || rest.kind !== 'person' ? name : redacted }),
  })
  const node = ({ profile, agents, ...tie }: AgencyNode): object => ({
    profile: agency(profile),
    ...tie,
    agents: agents.map(node),
  })
  return { above: above.map(agency), tree: node(tree), isWhole }
}

function consentShown({ proof, ...consent }: ConsentStatement, sight: Sight): object {
  return { ...consent, ...(proof !== undefined && { proof: sight.seesAll ? proof : redacted }) }
}

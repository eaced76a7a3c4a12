/** Profiles as the API shows them: personal values only to those who may see them. */
import { personalFields } from '../../engine/profile/entity-types.ts'
import type {
  ChangeView,
  MergedView,
  Profiles,
  ProfileSourceView,
  ProfileView,
} from '../../engine/profile/service.ts'
import { redacted } from '../../engine/values/redact.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'
import { masked, sightOf, type Sight } from './personal.ts'

type Ids =
  'listProfileSources' | 'listProfileHistory' | 'explainProfile' | 'listProfileRelations' | 'listChanges'

/** Serves profiles. */
export function profileHandlers(profiles: Profiles): Handlers<Ids> {
  return {
    listProfileSources: async ({ params: { id }, query, caller }) => {
      const { items, next } = await profiles.sources(id, pageOf(query))
      return ok({ items: items.map((record) => withData(record, sightOf(caller))), next })
    },
    listProfileHistory: async ({ params: { id }, query, caller }) => {
      const { items, next } = await profiles.history(id, pageOf(query))
      return ok({ items: items.map((change) => changeShown(change, sightOf(caller))), next })
    },
    listProfileRelations: async ({ params: { id }, query }) => ok(await profiles.tied(id, pageOf(query))),
    explainProfile: async ({ params: { id } }) => ok(await profiles.explain(id)),
    listChanges: async ({ query, caller }) => {
      const { items, next } = await profiles.changes({
        ...pageOf(query),
        ...(query.kind !== undefined && { kind: query.kind }),
      })
      return ok({ items: items.map((change) => changeShown(change, sightOf(caller))), next })
    },
  }
}

/** The answer about a profile that became part of another. */
export function moved({ id, mergedInto }: MergedView): {
  status: number
  body: object
  headers: Record<string, string>
} {
  return { status: 301, body: { id, mergedInto }, headers: { location: `/v1/profiles/${mergedInto}` } }
}

/** A profile as it is seen. */
export function shownProfile(profile: ProfileView, sight: Sight, withProvenance: boolean): object {
  const { provenance, type, identifiers, attributes, ...rest } = profile
  const personal = personalFields(type)
  const isHidden = (name: string): boolean => sight === 'notPersonal' && personal.has(name)
  const told = (name: string): object => {
    const { value, from, rule, note, alternatives } = provenance[name] ?? {
      value: attributes[name] ?? null,
      from: null,
      rule: 'derived' as const,
      note: undefined,
      alternatives: [],
    }
    if (isHidden(name)) return { value: redacted, from, rule, alternatives: [] }
    return { value, from, rule, ...(note !== undefined && { note }), alternatives }
  }
  const entries = Object.entries(attributes).map(
    ([name, value]) => [name, withProvenance ? told(name) : isHidden(name) ? redacted : value] as const,
  )
  return {
    ...rest,
    type,
    attributes: Object.fromEntries(entries),
    identifiers: identifiers.map(({ kind, value }) => ({
      kind,
      value: sight === 'notPersonal' && kind !== 'external' ? redacted : value,
    })),
  }
}

function withData(record: ProfileSourceView, sight: Sight): object {
  return { ...record, data: masked(record.type, record.data, sight) }
}

/** Changes of profiles name their attributes; the values are personal. */
function changeShown(change: ChangeView, sight: Sight): object {
  const changed = change.changed.map(({ attribute, before, after }) => ({
    attribute,
    ...(before !== undefined && { before: sight === 'everything' ? before : redacted }),
    ...(after !== undefined && { after: sight === 'everything' ? after : redacted }),
  }))
  return { ...change, changed }
}

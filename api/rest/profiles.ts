/** Profiles as the API shows them: personal values only to those who may see them. */
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
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
import { hiding, masked, sightOf, type Sight } from './personal.ts'

type Ids =
  'listProfileSources' | 'listProfileHistory' | 'explainProfile' | 'listProfileRelations' | 'listChanges'

/** Serves profiles. */
export function profileHandlers(profiles: Profiles, fields: CustomFieldReader): Handlers<Ids> {
  return {
    listProfileSources: async ({ params: { id }, query, caller }) => {
      const { items, next } = await profiles.sources(id, pageOf(query))
      const sight = await sightOf(caller, fields)
      return ok({ items: items.map((record) => withData(record, sight)), next })
    },
    listProfileHistory: async ({ params: { id }, query, caller }) => {
      const { items, next } = await profiles.history(id, pageOf(query))
      const sight = await sightOf(caller, fields)
      return ok({ items: items.map((change) => changeShown(change, sight)), next })
    },
    listProfileRelations: async ({ params: { id }, query }) => ok(await profiles.tied(id, pageOf(query))),
    explainProfile: async ({ params: { id } }) => ok(await profiles.explain(id)),
    listChanges: async ({ query, caller }) => {
      const { items, next } = await profiles.changes({
        ...pageOf(query),
        ...(query.kind !== undefined && { kind: query.kind }),
      })
      const sight = await sightOf(caller, fields)
      return ok({ items: items.map((change) => changeShown(change, sight)), next })
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
  const isHidden = hiding(type, sight)
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
      value: !sight.seesAll && kind !== 'external' ? redacted : value,
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
    ...(before !== undefined && { before: sight.seesAll ? before : redacted }),
    ...(after !== undefined && { after: sight.seesAll ? after : redacted }),
  }))
  return { ...change, changed }
}

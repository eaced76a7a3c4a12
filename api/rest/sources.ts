/** Sources: how they are, what they would bring, and what a person does to them. */
import type { SourceItem } from '../../adapters/adapter.ts'
import type { Sources, SourceView } from '../../engine/connections/sources.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import { refusalOf } from '../../engine/profile/record-document.ts'
import type { RefusedRecords } from '../../engine/profile/refused-records.ts'
import type { RefusedCount } from '../../engine/store/refused-records.ts'
import { ok, type Handlers } from './handler.ts'
import { masked, sightOf, type Sight } from './personal.ts'

type Ids = 'listSources' | 'pauseSource' | 'resumeSource' | 'pollSource' | 'rewindSource' | 'previewSource'

/** Serves sources. */
export function sourceHandlers(
  sources: Sources,
  refused: Pick<RefusedRecords, 'counts'>,
  fields: CustomFieldReader,
): Handlers<Ids> {
  return {
    listSources: async ({ params: { name } }) => {
      const [views, counts] = await Promise.all([sources.list(name), refused.counts(name)])
      return ok({ items: views.map((view) => ({ ...shown(view), ...openOf(view, counts) })), next: null })
    },
    pauseSource: async ({ params: { name, source } }) => ok(shown(await sources.pause(name, source))),
    resumeSource: async ({ params: { name, source } }) => ok(shown(await sources.resume(name, source))),
    pollSource: async ({ params: { name, source } }) => ok(shown(await sources.pollNow(name, source))),
    rewindSource: async ({ params: { name, source }, body: { cursor } }) =>
      ok(shown(await sources.rewind(name, source, cursor))),
    previewSource: async ({ params: { name, source }, body, caller }) => {
      const { cursor, limit = 20 } = body ?? {}
      const page = await sources.preview(name, source, cursor)
      const means = { connection: name, sight: await sightOf(caller, fields) }
      const items = page.items.slice(0, limit).map((item) => previewed(item, means))
      return ok({ items, cursor: page.cursor, more: page.more || page.items.length > limit })
    },
  }
}

function shown({ cursor, ...view }: SourceView): object {
  return { ...view, ...(cursor !== undefined && cursor !== '' && { cursor }) }
}

/** The refused records of a source that wait for a person, by code. */
function openOf({ name }: SourceView, counts: readonly RefusedCount[]): object {
  const own = counts.filter(({ source }) => source === name)
  if (own.length === 0) return {}
  return { refusedOpen: Object.fromEntries(own.map(({ code, count }) => [code, count])) }
}

interface Means {
  readonly connection: string
  readonly sight: Sight
}

/** An item as it would be stored, and what would keep it from being. */
function previewed({ body }: SourceItem, { connection, sight }: Means): object {
  if (body.kind === 'message') return body
  const {
    kind,
    row: _row,
    made: _made,
    problem: _problem,
    origin: _origin,
    isUnnamed: _u,
    data,
    ...record
  } = body
  const problem = refusalOf({ connection, ...body }, sight.fields)?.reason
  return {
    kind,
    ...record,
    data: masked(record.type, data, sight),
    ...(problem !== undefined && { problem }),
  }
}

/** Sources: how they are, and what a person does to them. */
import type { Sources, SourceView } from '../../engine/connections/sources.ts'
import { ok, type Handlers } from './handler.ts'

type Ids = 'listSources' | 'pauseSource' | 'resumeSource' | 'pollSource' | 'rewindSource'

/** Serves sources. */
export function sourceHandlers(sources: Sources): Handlers<Ids> {
  return {
    listSources: async ({ params: { name } }) =>
      ok({ items: (await sources.list(name)).map(shown), next: null }),
    pauseSource: async ({ params: { name, source } }) => ok(shown(await sources.pause(name, source))),
    resumeSource: async ({ params: { name, source } }) => ok(shown(await sources.resume(name, source))),
    pollSource: async ({ params: { name, source } }) => ok(shown(await sources.pollNow(name, source))),
    rewindSource: async ({ params: { name, source }, body: { cursor } }) =>
      ok(shown(await sources.rewind(name, source, cursor))),
  }
}

function shown({ cursor, ...view }: SourceView): object {
  return { ...view, ...(cursor !== undefined && cursor !== '' && { cursor }) }
}

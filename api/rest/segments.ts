/** Segments: their definitions in versions, who is in them, and who is put there by hand. */
import { segmentRefreshKind } from '../../engine/customers/segment-refresh.ts'
import type { Background } from '../../engine/background/service.ts'
import type { Customers } from '../../engine/customers/customers.ts'
import type { Segment } from '../../engine/customers/segments.ts'
import type { Statements } from '../../engine/customers/statements.ts'
import type { Definition, Definitions } from '../../engine/definitions/definitions.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listSegments'
  | 'getSegment'
  | 'putSegment'
  | 'listSegmentMembers'
  | 'putSegmentMember'
  | 'deleteSegmentMember'
  | 'refreshSegments'

/** What the handlers need. */
export interface SegmentHandlerPorts {
  readonly segments: Definitions<Segment>
  readonly customers: Customers
  readonly statements: Statements
  readonly background: Pick<Background, 'begin'>
  readonly sizeOf: (segment: string) => Promise<number>
}

/** Serves them. */
export function segmentHandlers(ports: SegmentHandlerPorts): Handlers<Ids> {
  const { segments, customers, statements, background } = ports
  const refresh = (by: string, id?: string): ReturnType<Background['begin']> =>
    background.begin({ kind: segmentRefreshKind, input: null, by, ...(id !== undefined && { id }) })
  return {
    listSegments: async ({ query }) => {
      const { items, next } = await segments.list(pageOf(query))
      return ok({ items: items.map(shown), next })
    },
    getSegment: async ({ params: { segment } }) => {
      const found = await segments.get(segment)
      return answer({ ...found, members: await ports.sizeOf(segment) })
    },
    putSegment: async ({ params: { segment }, body, ifVersion, caller }) => {
      const saved = await segments.put(segment, body, { by: caller.id, ifVersion })
      const operation = `${segmentRefreshKind}:${segment}:${String(saved.version)}`
      await refresh(caller.id, operation)
      return answer({ ...saved, operation })
    },
    listSegmentMembers: async ({ params: { segment }, query }) => {
      await segments.get(segment)
      const { items, next } = await customers.members({ segment }, pageOf(query))
      return ok({ items: items.map((id) => ({ id })), next })
    },
    putSegmentMember: async ({ params: { segment, profile }, caller }) => {
      await segments.get(segment)
      const { profile: living } = await customers.living(profile)
      await statements.label(living.id, { kind: 'segment', name: segment }, { by: caller.id })
      return { status: 204 }
    },
    deleteSegmentMember: async ({ params: { segment, profile } }) => {
      const { profile: living } = await customers.living(profile)
      await statements.unlabel(living.id, { kind: 'segment', name: segment })
      return { status: 204 }
    },
    refreshSegments: async ({ caller }) => ({ status: 202, body: await refresh(caller.id) }),
  }
}

type Shown = Definition<Segment> & { readonly members?: number; readonly operation?: string }

function answer(segment: Shown): Reply {
  return ok(shown(segment), { etag: etag(segment.version) })
}

function shown({ key, version, content, createdAt, createdBy, members, operation }: Shown): object {
  return {
    ...{ key, version, ...content, createdAt, createdBy },
    ...(members !== undefined && { members }),
    ...(operation !== undefined && { operation }),
  }
}

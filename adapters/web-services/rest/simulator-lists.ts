/**
 * The shop's customers in every way in which lists are given page by page: by number, by offset, by a `Link` header
 * (RFC 8288), by an address in the body, by a cursor of the shop's own. Each takes `updatedSince`, and is in order of ids.
 */
import { jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator.ts'

/** A row of a list. */
export interface ListedRow {
  readonly id: string
  readonly updatedAt: string
}

/** Answers `/lists/<way>`; `origin` is where the shop believes that it is. */
export function listPage(
  rows: readonly ListedRow[],
  way: string,
  { request, origin }: { readonly request: SimulatedRequest; readonly origin: string },
): SimulatedReply {
  const { query, path } = request
  const since = query.get('updatedSince') ?? ''
  const wanted = rows.filter(({ updatedAt }) => updatedAt >= since)
  const size = Number(query.get('limit') ?? 3)
  const from = firstOf(way, query, size)
  const items = wanted.slice(from, from + size)
  const end = from + items.length
  const after = end < wanted.length ? Buffer.from(String(end)).toString('base64url') : undefined
  const address = after === undefined ? undefined : `${path}?${withAfter(query, after)}`
  const reply = jsonReply(200, {
    items,
    ...(way === 'address' && { next: address === undefined ? null : `${origin}${address}` }),
    ...(way === 'cursor' && { nextCursor: after ?? null }),
  })
  if (way !== 'linked') return reply
  return { ...reply, headers: { ...reply.headers, link: linksOf(path, address) } }
}

function firstOf(way: string, query: URLSearchParams, size: number): number {
  if (way === 'numbered') return (Number(query.get('page') ?? 1) - 1) * size
  if (way === 'offset') return Number(query.get('offset') ?? 0)
  return Number(Buffer.from(query.get('after') ?? '', 'base64url').toString())
}

function withAfter(query: URLSearchParams, after: string): string {
  const next = new URLSearchParams(query)
  next.set('after', after)
  return next.toString()
}

/** A relative target, other relations before it, and a title with a comma: all of it is allowed. */
function linksOf(path: string, next: string | undefined): string {
  const first = `<${path}>; title="first, of all"; rel=first`
  return next === undefined ? first : `${first}, <${next}>; rel="other next"`
}

/** Where a remote says that the next page is. Only its own origin is believed, and nothing secret is kept. Pure. */
import { fail } from '../../../engine/values/failure.ts'
import type { HttpReply } from '../../adapter.ts'
import { leafText, valueAt } from '../field-path.ts'
import type { AddressWalk } from '../page-walk.ts'
import type { Settings } from './settings.ts'

/**
 * Path and query of the next page, `undefined` at the end. `asked` is the address of the page that was read. Raises
 * `misconfigured` for an address at another origin: our login would go there.
 */
export function nextAddress(
  walk: AddressWalk,
  reply: { readonly headers: HttpReply['headers']; readonly body: unknown },
  { asked, settings }: { readonly asked: string; readonly settings: Settings },
): string | undefined {
  const given =
    walk.kind === 'link'
      ? linkOf(reply.headers['link'] ?? '', walk.relation ?? 'next')
      : leafText(valueAt(reply.body, walk.next))
  if (given === undefined || given === '') return undefined
  if (!URL.canParse(given, asked))
    throw fail('unreadable', 'The remote names a next page that is no address.')
  const address = ownAddress(new URL(given, asked), settings)
  for (const name of secretParameters(settings)) address.searchParams.delete(name)
  return `${address.pathname}${address.search}`
}

/** The whole address of a page that `nextAddress` gave. Raises `misconfigured` for one that a person made up. */
export function wholeAddress(told: string, settings: Settings): string {
  return ownAddress(new URL(told, settings.baseUrl), settings).href
}

function ownAddress(address: URL, { baseUrl }: Settings): URL {
  if (address.origin === new URL(baseUrl).origin) return address
  throw fail(
    'misconfigured',
    `The next page is at ${address.origin}, which is not the address of the remote.`,
  )
}

/** Parameters that our login puts into every address. */
function secretParameters({ login, apiKeyName, tokenRequest }: Settings): readonly string[] {
  const place = tokenRequest?.place
  return [
    ...(login === 'apiKeyQuery' && apiKeyName !== undefined ? [apiKeyName] : []),
    ...(login === 'tokenRequest' && place !== undefined && 'query' in place ? [place.query] : []),
  ]
}

const oneLink = /<([^>]*)>((?:\s*;\s*[\w!#$&+\-.^`|~*]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g

/** The target of the first link of a relation (RFC 8288, 3). */
export function linkOf(header: string, relation: string): string | undefined {
  const found = [...header.matchAll(oneLink)].find(([, , parameters = '']) => {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters)
    const relations = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/)
    return relations.includes(relation.toLowerCase())
  })
  return found?.[1]
}

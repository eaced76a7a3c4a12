/** The login that an OpenAPI document asks for, as settings; what is secret is left open for a person. Pure. */
import { isNode, list, nodeAt, type Resolve } from './openapi-schema.ts'

type Node = Readonly<Record<string, unknown>>

/** A part of the settings, and what must be filled in. */
export interface DescribedLogin {
  readonly settings: Node
  readonly open: readonly string[]
}

/** The first security scheme that can be used. */
export function describedLogin(document: Node, resolve: Resolve): DescribedLogin {
  const schemes = nodeAt(nodeAt(document, 'components'), 'securitySchemes')
  const wanted = list(document['security']).flatMap((one) => (isNode(one) ? Object.entries(one) : []))
  const named = wanted.length > 0 ? wanted : Object.keys(schemes).map((name): [string, unknown] => [name, []])
  for (const [name, scopes] of named) {
    const found = schemes[name]
    const scheme = isNode(found) && typeof found['$ref'] === 'string' ? resolve(found['$ref']) : found
    const login = isNode(scheme) ? loginOf(scheme, list(scopes).map(String)) : undefined
    if (login !== undefined) return login
  }
  if (named.length === 0) return { settings: { login: 'none' }, open: [] }
  return {
    settings: { login: 'none' },
    open: [
      `login: the document asks for ${named.map(([name]) => name).join(', ')}, which must be set by hand`,
    ],
  }
}

function loginOf(scheme: Node, scopes: readonly string[]): DescribedLogin | undefined {
  const { type, scheme: http, in: place, name } = scheme
  switch (type) {
    case 'http':
      return httpLogins[String(http)]
    case 'apiKey':
      return place === 'header' || place === 'query'
        ? {
            settings: { login: place === 'header' ? 'apiKeyHeader' : 'apiKeyQuery', apiKeyName: name },
            open: ['apiKey'],
          }
        : undefined
    case 'oauth2':
      return clientCredentials(scheme, scopes)
    default:
      return undefined
  }
}

const httpLogins: Readonly<Record<string, DescribedLogin>> = {
  basic: { settings: { login: 'basic' }, open: ['username and password'] },
  bearer: { settings: { login: 'bearer' }, open: ['token'] },
}

function clientCredentials(scheme: Node, scopes: readonly string[]): DescribedLogin | undefined {
  const { tokenUrl } = nodeAt(nodeAt(scheme, 'flows'), 'clientCredentials')
  if (typeof tokenUrl !== 'string' || !/^https?:/.test(tokenUrl)) return undefined
  const scope = scopes.length > 0 ? { scope: scopes.join(' ') } : {}
  return { settings: { login: 'oauth2', tokenUrl, ...scope }, open: ['clientId and clientSecret'] }
}

/** A key in a header or in the query, under the name that the remote gives it. */
import { Type } from 'typebox'

import { withParameter } from '../request.ts'
import type { Settings } from '../settings.ts'
import { fixed, required, withHeader, type Login } from './login.ts'

export const apiKeyFields = {
  apiKey: Type.Optional(
    Type.String({ maxLength: 1000, secret: true, description: 'For `apiKeyHeader` and `apiKeyQuery`.' }),
  ),
  apiKeyName: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{1,100}$',
      description: 'Name of the header or the query parameter that takes the key, for example `X-Api-Key`.',
    }),
  ),
}

/** Raises `misconfigured` when something is missing. */
export function apiKeyHeaderLogin({ apiKey, apiKeyName }: Settings): Login {
  return fixed(withHeader(required(apiKeyName, 'apiKeyName'), required(apiKey, 'apiKey')))
}

/** Raises `misconfigured` when something is missing. */
export function apiKeyQueryLogin({ apiKey, apiKeyName }: Settings): Login {
  const [name, key] = [required(apiKeyName, 'apiKeyName'), required(apiKey, 'apiKey')]
  return fixed((request) => ({ ...request, url: withParameter(request.url, name, key) }))
}

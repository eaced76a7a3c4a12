/** The login that the settings ask for, and that nothing secret goes where it could be read. The ways are in `logins/`. */
import { Type } from 'typebox'

import { fail } from '../../../engine/values/failure.ts'
import { apiKeyFields, apiKeyHeaderLogin, apiKeyQueryLogin } from './logins/api-key.ts'
import { basicFields, basicLogin } from './logins/basic.ts'
import { bearerFields, bearerLogin } from './logins/bearer.ts'
import { certificateFields } from '../certificate.ts'
import { fixed, type Login, type LoginMeans } from './logins/login.ts'
import { clientCredentialsLogin, oauth2Fields, refreshTokenLogin } from './logins/oauth2.ts'
import { signedBy, signingFields } from './logins/signing.ts'
import { tokenAddress, tokenRequestFields, tokenRequestLogin } from './logins/token-request.ts'
import type { Settings } from './settings.ts'

const logins = {
  none: () => fixed((request) => request),
  basic: basicLogin,
  bearer: bearerLogin,
  apiKeyHeader: apiKeyHeaderLogin,
  apiKeyQuery: apiKeyQueryLogin,
  oauth2: clientCredentialsLogin,
  refreshToken: refreshTokenLogin,
  tokenRequest: tokenRequestLogin,
} as const satisfies Readonly<Record<string, (settings: Settings, means: LoginMeans) => Login>>

/** The part of the settings that says how to log in. */
export const loginFields = {
  login: Type.Optional(
    Type.Enum(
      ['none', 'basic', 'bearer', 'apiKeyHeader', 'apiKeyQuery', 'oauth2', 'refreshToken', 'tokenRequest'],
      {
        description:
          'How the hub proves itself. `oauth2` is client credentials, `refreshToken` goes on from what a person allowed, `tokenRequest` is a login that the remote has made up itself. Default none.',
      },
    ),
  ),
  ...basicFields,
  ...bearerFields,
  ...apiKeyFields,
  ...oauth2Fields,
  ...tokenRequestFields,
  ...signingFields,
  ...certificateFields,
  secretsOverHttp: Type.Optional(
    Type.Boolean({ description: 'Allow a login on an address without TLS. Default false.' }),
  ),
}

/** The login, with the signature if there is to be one. Raises `misconfigured` when something is missing for it. */
export function login(settings: Settings, means: LoginMeans): Login {
  checkTransport(settings)
  const { login: kind = 'none', signing } = settings
  const plain = logins[kind](settings, means)
  if (signing === undefined) return plain
  return {
    ...plain,
    // The signature comes last: it covers what the login has put in.
    sign: async (request, call) => {
      const signed = await plain.sign(request, call)
      return { ...signed, request: signedBy(signing, signed.request, means.io) }
    },
  }
}

function checkTransport(settings: Settings): void {
  const { login: kind = 'none', baseUrl, tokenUrl, secretsOverHttp } = settings
  if (kind === 'none' || secretsOverHttp === true) return
  const addresses = [baseUrl, tokenUrl, tokenAddress(settings)].filter((url) => url !== undefined)
  if (addresses.some((url) => !isPrivate(new URL(url))))
    throw fail('misconfigured', 'A login must not travel without TLS: the address must be https.')
}

function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || ['localhost', '[::1]'].includes(hostname) || hostname.startsWith('127.')
}

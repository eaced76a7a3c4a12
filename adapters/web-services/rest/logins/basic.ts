/** HTTP basic (RFC 7617): name and password with every request. */
import { Type } from 'typebox'

import type { Settings } from '../settings.ts'
import { base64, fixed, required, withHeader, type Login } from './login.ts'

export const basicFields = {
  username: Type.Optional(
    Type.String({ maxLength: 200, description: 'For `basic`, and for templates of `tokenRequest`.' }),
  ),
  password: Type.Optional(
    Type.String({
      maxLength: 1000,
      secret: true,
      description: 'For `basic`, and for templates of `tokenRequest`.',
    }),
  ),
}

/** Raises `misconfigured` when something is missing. */
export function basicLogin({ username, password }: Settings): Login {
  const name = required(username, 'username')
  const pair = base64(`${name}:${required(password, 'password')}`)
  return fixed(withHeader('Authorization', `Basic ${pair}`), [pair])
}

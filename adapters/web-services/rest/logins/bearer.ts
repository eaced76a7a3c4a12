/** A token that does not change, as bearer (RFC 6750). */
import { Type } from 'typebox'

import type { Settings } from '../settings.ts'
import { fixed, required, withHeader, type Login } from './login.ts'

export const bearerFields = {
  token: Type.Optional(Type.String({ maxLength: 5000, secret: true, description: 'For `bearer`.' })),
}

/** Raises `misconfigured` when something is missing. */
export function bearerLogin({ token }: Settings): Login {
  return fixed(withHeader('Authorization', `Bearer ${required(token, 'token')}`))
}

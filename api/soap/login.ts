/**
 * Who calls a SOAP service: an API key, as `Authorization: Bearer …`, or as a WS-Security UsernameToken (OASIS profile
 * 1.0) whose user name is the id of the key and whose password its secret, as text or as digest. A digest is good for
 * five minutes around its `Created` and once: its nonce is remembered by all processes.
 */
import { Problem } from '../../contracts/problems.ts'
import type { NonceStore } from '../../engine/store/nonces.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { attributeOf, childNamed, type XmlElement } from '../../engine/values/xml.ts'
import type { ApiKeys, Caller } from '../auth/api-keys.ts'
import { textIn } from './envelope.ts'

/** What logins are made of. */
export interface LoginPorts {
  readonly keys: ApiKeys
  readonly nonces: NonceStore
  readonly clock: Clock
}

/** The caller of a request. Raises `unauthenticated`. */
export type Login = (authorization: string | undefined, header: XmlElement | undefined) => Promise<Caller>

const digestGoodForMs = 300_000

/** Makes the login. */
export function soapLogin({ keys, nonces, clock }: LoginPorts): Login {
  async function byDigest(username: string, token: XmlElement): Promise<Caller> {
    const nonce = textIn(token, 'Nonce')
    const created = textIn(token, 'Created')
    if (nonce === undefined || created === undefined || Number.isNaN(Date.parse(created)))
      throw refusal('A password digest needs Nonce and Created.')
    const age = clock.now().getTime() - Date.parse(created)
    if (Math.abs(age) > digestGoodForMs)
      throw refusal(
        'The UsernameToken is too old, or the clock of the caller is wrong: Created must be within 5 minutes.',
      )
    const caller = await keys.authenticateDigest({
      id: username,
      nonce: Buffer.from(nonce, 'base64'),
      created,
      digest: textIn(token, 'Password') ?? '',
    })
    const until = new Date(Date.parse(created) + 2 * digestGoodForMs)
    if (!(await nonces.take(`${username} ${nonce} ${created}`, until)))
      throw refusal('The UsernameToken was used before.')
    return caller
  }

  return async (authorization, header) => {
    const token = childNamed(childNamed(header, 'Security'), 'UsernameToken')
    if (token === undefined) {
      if (authorization !== undefined) return keys.authenticate(authorization)
      throw refusal(
        'The request has neither a WS-Security UsernameToken nor `Authorization: Bearer <API key>`.',
      )
    }
    const username = textIn(token, 'Username') ?? ''
    const password = childNamed(token, 'Password')
    const type = password && attributeOf(password, 'Type')
    if (type?.endsWith('#PasswordDigest')) return byDigest(username, token)
    return keys.authenticatePassword(username, textIn(token, 'Password') ?? '')
  }
}

function refusal(words: string): Problem {
  return new Problem('unauthenticated', words)
}

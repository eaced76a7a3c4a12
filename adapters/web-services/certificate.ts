/** TLS of the connection's own: a private authority, and a client certificate by which the remote knows us. */
import { Type, type Static } from 'typebox'

import { fail } from '../../engine/values/failure.ts'
import type { Http, Io } from '../adapter.ts'

/** What a setting in PEM looks like: `what` is the kind that its first line names, a regular expression. */
export const pem = (
  what: string,
): { readonly pattern: string; readonly maxLength: number; readonly multiline: true } => ({
  pattern: `^\\s*-----BEGIN ${what}-----[\\s\\S]+-----END ${what}-----\\s*$`,
  maxLength: 100_000,
  multiline: true,
})

export const certificateFields = {
  tls: Type.Optional(
    Type.Object(
      {
        authority: Type.Optional(
          Type.String({
            ...pem('CERTIFICATE'),
            description: 'PEM of the authorities that vouch for the remote, in place of the public ones.',
          }),
        ),
        certificate: Type.Optional(
          Type.String({
            ...pem('CERTIFICATE'),
            description: 'PEM of our certificate, and after it its chain (mutual TLS).',
          }),
        ),
        key: Type.Optional(
          Type.String({ ...pem('[A-Z ]*PRIVATE KEY'), secret: true, description: 'PEM of the key to it.' }),
        ),
        passphrase: Type.Optional(Type.String({ maxLength: 1000, secret: true })),
      },
      { additionalProperties: false, description: 'A private authority, a client certificate, or both.' },
    ),
  ),
}

type Tls = Static<typeof certificateFields.tls>

/** HTTP to an address over it. Raises `misconfigured` for what does not fit together. */
export function httpOf(tls: Tls | undefined, address: string, io: Io): Http {
  if (tls === undefined) return io.http
  const { authority, certificate, key, passphrase } = tls
  if ((certificate === undefined) !== (key === undefined))
    throw fail('misconfigured', 'tls needs certificate and key together.')
  if (!address.startsWith('https:')) throw fail('misconfigured', 'tls is set, so the address must be https.')
  return io.httpOver({
    ...(authority !== undefined && { ca: authority }),
    ...(certificate !== undefined && { cert: certificate }),
    ...(key !== undefined && { key }),
    ...(passphrase !== undefined && { passphrase }),
  })
}

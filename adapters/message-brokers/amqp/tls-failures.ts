/** What goes wrong with TLS, by the codes of Node and OpenSSL: whose fault it is, and what to change. Pure. */

/** Which of the refusals it is, and the advice. */
export interface TlsFault {
  readonly name: 'SERVER_CERTIFICATE' | 'CLIENT_CERTIFICATE' | 'NO_TLS'
  readonly words: string
}

const ofTheServer: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate of the broker has expired; it needs a new one',
  CERT_NOT_YET_VALID: 'the certificate of the broker is not valid yet; are both clocks right?',
}

const unknownAuthority =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE)$/

/** What the alerts of a broker say of our certificate; the names differ between versions of OpenSSL. */
const alerts: readonly (readonly [RegExp, string])[] = [
  [
    /CERTIFICATE_REQUIRED$/,
    'the broker demands a client certificate: set `clientCertificate` and `clientKey`',
  ],
  [
    /ALERT_UNKNOWN_CA$/,
    'the broker does not know the authority of our `clientCertificate` (its `cacertfile`)',
  ],
  [/ALERT_CERTIFICATE_EXPIRED$/, 'our `clientCertificate` has expired; set a new one'],
  [/ALERT_CERTIFICATE_REVOKED$/, 'our `clientCertificate` was revoked; set a new one'],
  [
    /ALERT_(BAD|UNSUPPORTED)_CERTIFICATE$|ALERT_CERTIFICATE_UNKNOWN$/,
    'the broker does not take our `clientCertificate`',
  ],
  [
    /ALERT_HANDSHAKE_FAILURE$/,
    'the broker broke the handshake off: it may demand a `clientCertificate`, or other ciphers',
  ],
]

/** What stands behind a code; nothing when it is not about TLS. `message` is Node's own. */
export function tlsFault(code: string, message: string): TlsFault | undefined {
  const expired = ofTheServer[code]
  if (expired !== undefined) return { name: 'SERVER_CERTIFICATE', words: expired }
  if (unknownAuthority.test(code)) {
    const words = `no authority that we know vouches for the broker (${code}): set \`caCertificate\` to the authority of its certificate`
    return { name: 'SERVER_CERTIFICATE', words }
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = /altnames: (.*)$/s.exec(message)?.[1] ?? 'it is for another host'
    const words = `the certificate of the broker is for other names (${names.trim()}): set \`host\` to one of its names, or give it a certificate for this one`
    return { name: 'SERVER_CERTIFICATE', words }
  }
  if (/WRONG_VERSION_NUMBER$|PACKET_LENGTH_TOO_LONG$/.test(code))
    return {
      name: 'NO_TLS',
      words:
        'this port speaks no TLS: take its TLS port (usually 5671), or set `tls` to `disable` (with an address: `amqp:`)',
    }
  const alert = alerts.find(([pattern]) => pattern.test(code))
  return alert && { name: 'CLIENT_CERTIFICATE', words: alert[1] }
}

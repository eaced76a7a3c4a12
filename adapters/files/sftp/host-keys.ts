/** Whether a server shows a key that was named beforehand. Pure. */
import { createHash } from 'node:crypto'

/** The fingerprint of a public key, as `ssh-keygen -l` prints it. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** Whether a key that a server shows is one of those that were named, as a fingerprint or as a public key. */
export function isKnownKey(key: Uint8Array, named: readonly string[]): boolean {
  const fingerprint = fingerprintOf(key)
  const text = Buffer.from(key).toString('base64')
  return named.some((one) => {
    const [first = '', second = ''] = one.split(' ')
    return first.startsWith('SHA256:') ? first.replace(/=+$/, '') === fingerprint : second === text
  })
}

/** The kind of a public key: `ssh-ed25519`. */
export function kindOfKey(key: Uint8Array): string {
  const length = key.length < 4 ? 0 : Buffer.from(key).readUInt32BE(0)
  return Buffer.from(key.subarray(4, 4 + length)).toString('latin1')
}

/**
 * The algorithms to ask the server for, so that of its keys it shows one that was named; `undefined` when fingerprints
 * leave that open.
 */
export function wantedKinds(named: readonly string[]): readonly string[] | undefined {
  const kinds = named.map((one) => one.split(' ')[0] ?? '')
  if (kinds.some((kind) => kind.startsWith('SHA256:'))) return undefined
  return [...new Set(kinds)].flatMap((kind) =>
    kind === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', kind] : [kind],
  )
}

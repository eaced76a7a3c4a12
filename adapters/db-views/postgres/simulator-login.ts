/** The server's side of a SCRAM-SHA-256 login (RFC 5802, RFC 7677), as PostgreSQL does it. */
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto'

const iterations = 4096

/** A login under way. */
export interface ScramLogin {
  /** The server's first message, in answer to the client's. */
  challenge(clientFirst: string): string
  /** The server's last message, or `undefined` when the password was wrong. */
  verify(clientFinal: string): string | undefined
}

/** Begins a login for a password; one for a user that does not exist goes the same way and fails at its end. */
export function scramLogin(password: string | undefined): ScramLogin {
  const salt = randomBytes(16)
  let spoken = ''
  let nonce = ''
  return {
    challenge: (clientFirst) => {
      const bare = clientFirst.replace(/^[nyp][^,]*,[^,]*,/, '')
      nonce = `${/r=([^,]*)/.exec(bare)?.[1] ?? ''}${randomBytes(18).toString('base64')}`
      const serverFirst = `r=${nonce},s=${salt.toString('base64')},i=${iterations}`
      spoken = `${bare},${serverFirst}`
      return serverFirst
    },
    verify: (clientFinal) => {
      const [, withoutProof = '', proof = ''] = /^(.*),p=([^,]*)$/.exec(clientFinal) ?? []
      if (password === undefined || !withoutProof.endsWith(`,r=${nonce}`)) return undefined
      const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
      const said = `${spoken},${withoutProof}`
      const clientKey = hmac(salted, 'Client Key')
      const storedKey = createHash('sha256').update(clientKey).digest()
      const expected = xor(clientKey, hmac(storedKey, said))
      const given = Buffer.from(proof, 'base64')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      return `v=${hmac(hmac(salted, 'Server Key'), said).toString('base64')}`
    },
  }
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)))
}

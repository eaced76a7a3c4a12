/** The login of Oracle 12c: both sides prove that they know the password, and neither says it. */
import { createCipheriv, createDecipheriv, createHash, pbkdf2Sync, randomBytes } from 'node:crypto'

const iv = Buffer.alloc(16)

function encrypted(key: Buffer, text: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(text), cipher.final()])
}

function decrypted(key: Buffer, text: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(text), cipher.final()])
}

const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase()

/** One login: what the server says first, and what it answers to the proof (nothing when it is wrong). */
export interface Login {
  readonly challenge: readonly (readonly [string, string, number])[]
  readonly answer: (given: ReadonlyMap<string, string>) => string | undefined
}

/** Begins a login with this password. */
export function beginLogin(password: string): Login {
  const [salt, cskSalt, ours] = [randomBytes(16), randomBytes(16), randomBytes(32)]
  const speedy = Buffer.concat([salt, Buffer.from('AUTH_PBKDF2_SPEEDY_KEY')])
  const key = pbkdf2Sync(password, speedy, 4096, 64, 'sha512')
  const verifier = createHash('sha512').update(key).update(salt).digest().subarray(0, 32)
  return {
    challenge: [
      ['AUTH_SESSKEY', hex(encrypted(verifier, ours)), 0],
      ['AUTH_VFR_DATA', hex(salt), 0x4815],
      ['AUTH_PBKDF2_CSK_SALT', hex(cskSalt), 0],
      ['AUTH_PBKDF2_VGEN_COUNT', '4096', 0],
      ['AUTH_PBKDF2_SDER_COUNT', '3', 0],
    ],
    answer: (given) => {
      const theirs = decrypted(verifier, Buffer.from(given.get('AUTH_SESSKEY') ?? '', 'hex'))
      const both = hex(Buffer.concat([theirs, ours]))
      const session = pbkdf2Sync(both, cskSalt, 3, 32, 'sha512')
      const shown = decrypted(session, Buffer.from(given.get('AUTH_PASSWORD') ?? '', 'hex'))
      if (shown.subarray(16, shown.length - (shown.at(-1) ?? 0)).toString() !== password) return undefined
      return hex(encrypted(session, Buffer.concat([randomBytes(16), Buffer.from('SERVER_TO_CLIENT')])))
    },
  }
}

/** Certificates that a test makes for itself with `openssl`: authorities, and whom they vouch for. */
import { execFile as execFileCallback, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execFile = promisify(execFileCallback)

/** A certificate and its key, PEM. */
export interface OwnCertificate {
  readonly cert: string
  readonly key: string
}

/** An authority. */
export interface OwnAuthority extends OwnCertificate {
  /** Vouches for somebody; `names` as in a certificate: `IP:127.0.0.1`, `DNS:broker.example.ir`. Negative days: expired. */
  issue(subject: string, names: string, days?: number): Promise<OwnCertificate>
}

/** Why no certificates can be made here; false when they can. */
export function opensslAbsent(): string | false {
  return spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not installed'
}

const newKey = ['-newkey', 'rsa:2048', '-nodes']

/** Makes an authority. */
export async function ownAuthority(name: string): Promise<OwnAuthority> {
  const own = await inFolder(async (at) => {
    await openssl(
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      at('key'),
      '-out',
      at('cert'),
      '-days',
      '30',
      '-subj',
      `/CN=${name}`,
    )
  })
  return {
    ...own,
    issue: (subject, names, days = 30) =>
      inFolder(async (at) => {
        await writeFile(at('ca'), own.cert)
        await writeFile(at('ca.key'), own.key)
        await writeFile(at('names'), `subjectAltName=${names}\n`)
        await openssl(
          'req',
          ...newKey,
          '-keyout',
          at('key'),
          '-out',
          at('request'),
          '-subj',
          `/CN=${subject}`,
        )
        const signed = ['-CA', at('ca'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', String(days)]
        await openssl(
          'x509',
          '-req',
          '-in',
          at('request'),
          ...signed,
          '-extfile',
          at('names'),
          '-out',
          at('cert'),
        )
      }),
  }
}

async function openssl(...args: readonly string[]): Promise<void> {
  await execFile('openssl', [...args])
}

/** What `make` leaves in a folder under `cert` and `key`. */
async function inFolder(make: (at: (name: string) => string) => Promise<void>): Promise<OwnCertificate> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-certificates-'))
  const at = (name: string): string => join(folder, name)
  try {
    await make(at)
    const [cert, key] = await Promise.all([readFile(at('cert'), 'utf8'), readFile(at('key'), 'utf8')])
    return { cert, key }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

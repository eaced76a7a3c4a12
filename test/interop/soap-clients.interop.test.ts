/**
 * The hub's SOAP services as ERPs call them: zeep (Python), PHP's own client and gSOAP (C++), none of which shares code
 * with us, call every operation with Persian text, days, exact amounts, lists and nil, and meet faults. Debian's
 * packages are installed when that is possible (root, apt); else the tests are skipped and say so.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'

import { missingPackages } from '../harness/debian-packages.ts'
import { testHub, type TestHub } from '../harness/hub.ts'

const run = promisify(execFile)
const folder = new URL('./soap-clients/', import.meta.url).pathname
/** Of Debian, whatever other Python is on the PATH. */
const python = '/usr/bin/python3'

let hub: TestHub
let key: string
let login: { readonly user: string; readonly secret: string }

before(async () => {
  hub = await testHub({ startsAt: new Date() })
  const made = await hub.api.post<{ readonly id: string; readonly key: string }>('/v1/api-keys', {
    name: 'an ERP',
    scopes: ['source-records:write', 'profiles:read', 'profiles:read:personal', 'messages:publish'],
    digestLogin: true,
  })
  key = made.key
  login = { user: made.id, secret: made.key.slice(`pvd_${made.id}_`.length) }
})
after(() => hub.close())

async function answerOf(command: string, args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await run(command, [...args], { timeout: 120_000 })
  return JSON.parse(stdout) as Record<string, unknown>
}

/** What zeep and PHP say in the same words, apart from how each writes numbers. */
function holds(result: Record<string, unknown>, first: boolean): void {
  const { found, changes, unknown, refused, nobody, unread, stranger, ...rest } = result
  assert.deepEqual(rest, {
    upsert: first ? 'created' : 'unchanged',
    lastName: 'رضایی & <تهران>',
    birthOn: '1990-01-02',
    updatedAt: true,
    changedAt: true,
    dueOn: ['2026-02-01'],
    attributes: ['fullName', 'jobTitle'],
    next: null,
    invoice: first ? 'created' : 'unchanged',
    payment: first ? 'created' : 'unchanged',
    balance: 9_007_199_254_740_990,
    open: ['1'],
    duplicate: false,
    runs: 0,
  })
  assert.ok(Number(found) >= 1 && Number(changes) >= 1)
  const faults = [unknown, refused, nobody, unread, stranger].map((fault) => {
    const { problem, paths } = fault as { readonly problem: unknown; readonly paths: readonly string[] }
    return [problem, ...paths]
  })
  assert.match((refused as { readonly words: string }).words, /data\/state/)
  assert.deepEqual(faults, [
    ['profileNotFound'],
    ['badInput'],
    ['profileNotFound'],
    ['badInput', 'variable/rate'],
    ['unauthenticated'],
  ])
}

const zeep = { skip: missingPackages([python, '-c', 'import zeep'], ['python3-zeep']) }
const php = {
  skip: missingPackages(['php', '-r', 'exit(extension_loaded("soap") ? 0 : 1);'], ['php-cli', 'php-soap']),
}
const gsoap = {
  skip: missingPackages(
    ['sh', '-c', 'soapcpp2 -V && g++ --version && curl --version'],
    ['gsoap', 'libgsoap-dev', 'g++', 'curl'],
  ),
}

describe('zeep', zeep, () => {
  const call = (...more: readonly string[]): Promise<Record<string, unknown>> =>
    answerOf(python, [join(folder, 'client.py'), hub.url, login.user, login.secret, ...more])

  it('calls every operation over SOAP 1.1, with a digest', async () => holds(await call('digest'), true))
  it('calls every operation over SOAP 1.2, with a password as text', async () =>
    holds(await call('text', '12'), false))
})

describe("PHP's client", php, () => {
  const call = (...more: readonly string[]): Promise<Record<string, unknown>> =>
    answerOf('php', [join(folder, 'client.php'), hub.url, login.user, login.secret, ...more])

  it('calls every operation over SOAP 1.1, with a digest', async () => holds(await call('digest'), true))
  it('calls every operation over SOAP 1.2, with a password as text', async () =>
    holds(await call('text', '12'), false))
})

describe('gSOAP', gsoap, () => {
  it('calls every operation with types made of the WSDLs', async () => {
    const work = await mkdtemp(join(tmpdir(), 'peyvand-gsoap-'))
    try {
      await run(join(folder, 'build-client.sh'), [work, hub.url], { timeout: 240_000 })
      const { found, changes, ...rest } = await answerOf(join(work, 'client'), [hub.url, key])
      assert.deepEqual(rest, {
        upsert: 'created',
        lastName: 'رضایی & <تهران>',
        attributes: 2,
        isLast: true,
        invoice: 'created',
        payment: 'created',
        balance: '9007199254740990',
        open: 1,
        duplicate: false,
        birthOn: '1990-01-02',
        dueOn: '2026-02-01',
        isRecent: true,
        problems: [
          'profileNotFound',
          'badInput',
          'profileNotFound',
          'badInput variable/rate',
          'unauthenticated',
        ],
      })
      assert.ok(Number(found) >= 1 && Number(changes) >= 1)
    } finally {
      await rm(work, { recursive: true })
    }
  })
})

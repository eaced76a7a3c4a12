/**
 * "Connect your database in five minutes" as a reader does it: the commands of README.md itself, run by bash against a
 * fresh hub, a PostgreSQL and a MariaDB. Other than written are only the ports, for the servers are the test's own, and
 * the hub's address. What the page shows must come.
 */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubIdentity, startHubProcess, type HubProcess } from '../harness/hub-process.ts'
import {
  mariadbBinary,
  ownMariadb,
  ownPostgres,
  postgresBinaries,
  type OwnServer,
} from '../harness/own-servers.ts'
import { isAsShown, stepsOf, type Step } from '../harness/walkthrough.ts'

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
const steps = stepsOf(readme, 'Connect your database in five minutes')
const ofMariadb = steps.filter(({ command }) => command.startsWith('mariadb'))
const ofPostgres = steps.filter((step) => !ofMariadb.includes(step))

const binaries = { postgres: postgresBinaries(), mariadb: mariadbBinary() }
const absences = {
  postgres:
    binaries.postgres === undefined ? 'no initdb and postgres are installed' : absentOf('psql', 'curl'),
  mariadb: binaries.mariadb === undefined ? 'no mariadbd is installed' : absentOf('mariadb', 'curl'),
}

function absentOf(...names: readonly string[]): string | false {
  const absent = names.find((name) => spawnSync(name, ['--version']).status !== 0)
  return absent === undefined ? false : `no ${absent} is installed`
}

/** What a reading shows is waited for so long, ms; the page promises two seconds. */
const patienceMs = 20_000
const bash = promisify(execFile)

/** How the reader's world differs from the page's. */
interface World {
  /** The page's listens at 5432. */
  readonly server: OwnServer
  /** What leads the clients of databases to the server. */
  readonly environment: Readonly<Record<string, string>>
  /** The page says it of PostgreSQL; in words of this database. */
  readonly inOwnWords: (command: string) => string
}

it('the page shows an answer to everything that is asked of the hub', () => {
  const asked = steps.filter(({ command }) => command.startsWith('curl'))
  assert.deepEqual([asked.length, ofPostgres.length - asked.length, ofMariadb.length], [7, 3, 1])
  assert.ok(asked.every(({ answer }) => answer !== ''))
})

describe('README: connect your database in five minutes (INT-03)', () => {
  let database: TestDatabase
  let hub: HubProcess
  let key: string
  const closes: (() => Promise<unknown>)[] = []

  beforeEach(async () => {
    database = await testDatabase()
    const identity = await hubIdentity()
    key = identity.adminKey
    hub = await startHubProcess({ ...identity, mongodbUri: database.uri })
  })
  afterEach(async () => {
    await hub.kill()
    for (const close of closes.splice(0)) await close()
    await database.close()
  })

  it('comes true with PostgreSQL', { skip: absences.postgres }, async () => {
    const server = await ownPostgres(binaries.postgres ?? '', {})
    closes.push(server.close)
    const environment = { PGPORT: String(server.port) }
    await walk(ofPostgres, { server, environment, inOwnWords: (command) => command })
  })

  it('comes true with MariaDB', { skip: absences.mariadb }, async () => {
    const server = await ownMariadb(binaries.mariadb ?? '', () => Promise.resolve([]))
    closes.push(server.close)
    const environment = { MYSQL_TCP_PORT: String(server.port) }
    const [, ...afterView] = ofPostgres
    await walk([...ofMariadb, ...afterView], { server, environment, inOwnWords: ofMysql })
  })

  async function walk(all: readonly Step[], world: World): Promise<void> {
    const assignments: string[] = []
    for (const { command, answer } of all) {
      const own = world.inOwnWords(command)
      if (/^\w+=\S+$/.test(own)) assignments.push(own.replace('http://127.0.0.1:8080', hub.url))
      else await expectAnswer([...assignments, elsewhere(own, world)].join('\n'), answer, world)
    }
    assert.deepEqual(hub.complaints, [])
  }

  async function expectAnswer(script: string, answer: string, world: World): Promise<void> {
    const shown = answer.replaceAll(/127\.0\.0\.1:5432/g, `127.0.0.1:${String(world.server.port)}`)
    const giveUpAt = Date.now() + patienceMs
    const isReading = /^curl -s "?\$U/m.test(script)
    for (;;) {
      const { stdout, stderr } = await bash('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
        env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', K: key, ...world.environment },
      })
      assert.equal(stderr, '', script)
      if (answer === '' || isAsShown(stdout, shown)) return
      if (!isReading || Date.now() > giveUpAt) assert.equal(stdout, shown, script)
      await pause(100)
    }
  }
})

/** The servers of the page are where they usually are; a connection says the port when it is another. */
function elsewhere(command: string, { server }: World): string {
  return command.replace('"host": "127.0.0.1",', `$& "port": ${String(server.port)},`)
}

function ofMysql(command: string): string {
  return command
    .replace('"adapter": "postgres"', '"adapter": "mysql"')
    .replace(/^psql -h 127\.0\.0\.1 -U postgres -d shop -c /, 'mariadb -h 127.0.0.1 -u root shop -e ')
}

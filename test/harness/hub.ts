/**
 * A whole hub in this process: real database, real HTTP, the world of the demo around it, and a log and replies that
 * are watched: an error line or a reply that breaks openapi.yaml fails the test that closes it.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'

import type { Adapter } from '../../adapters/adapter.ts'
import { registry } from '../../adapters/registry.ts'
import { introduce, startOutside, type Outside, type OutsideOptions } from '../../api/cli/demo/outside.ts'
import { hubClient, type HubClient } from '../../api/cli/hub-client.ts'
import { startHub, type Hub } from '../../api/hub.ts'
import { settingsFrom } from '../../api/settings.ts'
import { keyRing, type KeyRing } from '../../engine/connections/secrets.ts'
import type { Log } from '../../engine/values/log.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { fakeClock, type FakeClock } from './fake-clock.ts'

/** What a test hub is made of. */
export interface TestHubOptions {
  /** The world around it; none unless given. */
  readonly outside?: OutsideOptions
  /** Adapters beside the registered ones. */
  readonly adapters?: readonly Adapter[]
  readonly environment?: Readonly<Record<string, string>>
  /** When its time stands still; a day in 2026 unless given. For callers with a clock of their own. */
  readonly startsAt?: Date
  /** True for tests that mean to bring about a fault of ours. */
  readonly mayFail?: boolean
}

/** What should have come to be; made when it has not, if it tells what is there instead. */
export type Words = string | (() => string)

/** A running test hub. Time stands still unless `until` or the clock moves it. */
export interface TestHub {
  readonly url: string
  readonly key: string
  readonly api: HubClient
  /** The hub's own parts; after a restart those of the new one. */
  readonly hub: Hub
  readonly outside: Outside
  readonly clock: FakeClock
  readonly database: TestDatabase
  /** Every line of the log. */
  readonly lines: readonly string[]
  /** Lets time pass, a tenth of a second at a step, until it is so. */
  readonly until: (isSo: () => boolean | Promise<boolean>, words: Words) => Promise<void>
  /** Waits for an answer while time passes: for calls that sleep on the hub's clock. */
  readonly passing: <Answer>(answer: Promise<Answer>) => Promise<Answer>
  close(): Promise<void>
}

/** Starts one. */
export async function testHub(options: TestHubOptions = {}): Promise<TestHub> {
  const database = await testDatabase()
  const clock = fakeClock(options.startsAt ?? '2026-03-01T08:00:00Z', database.atRest)
  const outside = await startOutside({ ...options.outside, clock })
  const key = randomBytes(16).toString('hex')
  const keys: KeyRing = keyRing(randomBytes(32).toString('base64'))
  const lines: string[] = []
  const faults: string[] = []
  const broken: string[] = []
  const environment = {
    PEYVAND_PORT: '0',
    PEYVAND_AGENDA: 'off',
    PEYVAND_ADMIN_KEY: key,
    ...options.environment,
  }
  const hub = await startHub({
    settings: settingsFrom(environment),
    database,
    keys,
    registry: [...registry, ...(options.adapters ?? [])],
    clock,
    log: watchedLog(lines, faults),
    random: () => 0.5,
    onBrokenReply: (operation, errors) => {
      broken.push(...errors.map(({ path, message }) => `${operation}: ${path} ${message}`))
    },
  })
  const api = hubClient(hub.url, key)
  if (options.outside !== undefined) await introduce(api, outside)

  async function until(isSo: () => boolean | Promise<boolean>, words: Words): Promise<void> {
    // On a busy machine the hub's real work may need longer than its time does.
    const giveUpAt = Date.now() + 60_000
    for (let steps = 0; steps < 3_000 || Date.now() < giveUpAt; steps += 1) {
      if (await isSo()) return
      await clock.advance(100)
      await turn()
    }
    assert.fail(`it did not come to be: ${typeof words === 'string' ? words : words()}`)
  }

  return {
    url: hub.url,
    key,
    api,
    hub,
    outside,
    clock,
    database,
    lines,
    until,
    passing: async (answer) => {
      let isHere = false
      const done = answer.finally(() => (isHere = true))
      done.catch(() => undefined)
      while (!isHere) {
        await clock.advance(100)
        await turn()
      }
      return done
    },
    close: async () => {
      const stopping = hub.stop()
      let hasStopped = false
      void stopping.finally(() => (hasStopped = true))
      while (!hasStopped) {
        await clock.advance(100)
        await turn()
      }
      await outside.close()
      await database.close()
      assert.deepEqual(broken, [], 'every reply is as openapi.yaml says')
      if (options.mayFail !== true) assert.deepEqual(faults, [], 'nothing failed for a reason of ours')
    },
  }
}

function watchedLog(lines: string[], faults: string[]): Log {
  const write =
    (level: string) =>
    (message: string, fields: object = {}): void => {
      const line = `${level} ${message} ${JSON.stringify(fields, errorsAsText)}`
      lines.push(line)
      if (level === 'error') faults.push(line)
    }
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  }
  return log
}

function errorsAsText(_name: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value
}

/** What tests of adapters expect of the world outside: that a call fails, that a port is closed, that something comes. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

import { failureOf, type Failure } from '../../engine/values/failure.ts'

/** The failure that an attempt ends in. An attempt that succeeds, or throws anything else, fails the test. */
export async function failureFrom(attempt: Promise<unknown>): Promise<Failure> {
  const thrown = await attempt.then(
    (value) => assert.fail(`it should have failed, and gave ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
  const failure = failureOf(thrown)
  if (!failure) throw thrown
  return failure
}

/** A port on loopback at which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Waits turn by turn until it is so; true time, five seconds at most. */
export async function soon(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 5_000
  while (!(await isSo())) {
    assert.ok(Date.now() < giveUpAt, 'not within five seconds')
    await turn()
  }
}

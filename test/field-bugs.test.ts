/**
 * Twenty bugs that integration products have had in the field, each a test of that very name somewhere here. A test
 * that is renamed or removed is missed by name.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'

const bugs: readonly (readonly [name: string, file: string])[] = [
  ['a poll that fails half-way leaves the cursor where it was', 'engine/connections/sources.test.ts'],
  [
    'rows with the same watermark value are all read, across a page and a crash',
    'adapters/db-views/view-source.conformance.ts',
  ],
  ['republishing or restarting never resets a cursor', 'engine/connections/sources.test.ts'],
  [
    'a watermark of SQL Server datetime2(7) or Oracle TIMESTAMP(9) survives the round trip exactly',
    'engine/connections/sources.test.ts',
  ],
  ['acknowledgements out of order do not move the cursor over a gap', 'engine/connections/sources.test.ts'],
  ['nothing is announced before it is committed', 'test/crash/every-write.test.ts'],
  ['a finished run cannot be overwritten by a late recovery', 'engine/runs/two-processes.test.ts'],
  [
    'a call whose answer is lost is never repeated blindly and never cleaned up as failed',
    'engine/connections/connections.test.ts',
  ],
  [
    'killing a worker frees its slots within the lease time, and never frees two',
    'engine/connections/machines.test.ts',
  ],
  [
    'a source that has been silent for longer than its promise turns readiness red',
    'api/rest/sources.test.ts',
  ],
  ['fifty callers with one expired token cause one refresh', 'adapters/web-services/rest/rest.test.ts'],
  [
    'a signature is checked over the raw bytes, in constant time, inside a time window; a repeat inside the window is dropped',
    'api/rest/webhooks.test.ts',
  ],
  ['the parked item holds the message as it arrived, plus every error', 'engine/profile/profiles.test.ts'],
  [
    'the breaker counts time-outs, ignores 429 and refusals, and a handled fallback is not an error',
    'engine/connections/connections.test.ts',
  ],
  [
    'after downtime each overdue timer fires by its policy, once, in order; across daylight-saving and year ends',
    'engine/sla/clocks.test.ts',
  ],
  [
    'every sample model opens and saves in the editor byte-for-meaning unchanged',
    'engine/bpmn/model-file.test.ts',
  ],
  ['deploy of a changed source leaves exactly one consumer', 'engine/connections/sources.test.ts'],
  [
    'a payload over the limit fails before commit with a message that says what to do, and the run can continue',
    'engine/runs/large-and-old.test.ts',
  ],
  ['an error handler that throws does not take the process down', 'engine/runs/engine.test.ts'],
  ['a secret never appears in log, run, export, error or trace', 'api/rest/connections.test.ts'],
]

describe('the bugs of the field', () => {
  it('have a test each, by name', async () => {
    for (const [name, file] of bugs) {
      const text = await readFile(new URL(`../${file}`, import.meta.url), 'utf8')
      assert.ok(text.includes(`it('${name}'`), `${file} has no test "${name}"`)
    }
    assert.equal(new Set(bugs.map(([name]) => name)).size, 20)
  })
})

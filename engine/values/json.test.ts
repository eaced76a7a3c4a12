/** The one way to write JSON. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { canonicalJson } from './json.ts'

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  )
}

describe('canonical JSON', () => {
  it('says what JSON.stringify says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('is the same whatever the order of the names', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(canonicalJson(reversed(value)), canonicalJson(value))
      }),
    )
  })

  it('sorts names, keeps lists in order, and treats instants and what is missing as JSON does', () => {
    assert.equal(
      canonicalJson({
        ب: 1,
        a: [3, undefined, Number.NaN],
        Z: undefined,
        at: new Date('2026-03-01T08:00:00Z'),
        '10': null,
        '9': 'ی',
      }),
      '{"10":null,"9":"ی","a":[3,null,null],"at":"2026-03-01T08:00:00.000Z","ب":1}',
    )
  })
})

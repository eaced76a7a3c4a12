/** Every adapter against every rule; the rules are in `conformance/`. Nothing is listed by hand. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { after, describe, it } from 'node:test'

import { behaviourRules } from './conformance/behaviour.conformance.ts'
import { definitionRules, type Rule } from './conformance/definition.conformance.ts'
import { absenceOf, closeKeptStages, folderOf, root } from './conformance/subject.conformance.ts'
import { waivers } from './conformance/waivers.conformance.ts'
import { registry } from './registry.ts'

const rules: readonly Rule[] = [...definitionRules, ...behaviourRules]
/** Known before the first test is named: what is named after a wait would not be run. */
const absences = new Map(
  await Promise.all(registry.map(async (adapter) => [adapter, await absenceOf(adapter)] as const)),
)

describe('the registry', () => {
  it('knows every adapter that has a folder, sorted by name', () => {
    const folders = readdirSync(`${root}adapters`, { recursive: true, encoding: 'utf8' })
      .filter((path) => /^[^/]+\/[^/]+\/index\.ts$/.test(path))
      .map((path) => `adapters/${path.replace('/index.ts', '')}`)
    assert.deepEqual(registry.map(folderOf).sort(), folders.sort())
    const names = registry.map(({ name }) => name)
    assert.deepEqual(names, [...names].sort())
    assert.equal(new Set(names).size, names.length)
  })
})

describe('the exceptions', () => {
  it('name adapters and rules that exist, once, with a reason and a day', () => {
    for (const { adapter, rule, reason, on } of waivers) {
      assert.ok(registry.some(({ name }) => name === adapter) && rules.some(({ name }) => name === rule))
      assert.match(on, /^\d{4}-\d\d-\d\d$/)
      assert.ok(reason.length > 20, 'a reason is a sentence')
    }
    assert.equal(new Set(waivers.map(({ adapter, rule }) => `${adapter}: ${rule}`)).size, waivers.length)
  })
})

for (const adapter of registry) {
  const absence = absences.get(adapter) ?? false
  describe(`the adapter ${adapter.name}`, () => {
    after(closeKeptStages)
    const meant = rules.filter(({ needsWire }) => needsWire !== true || adapter.isLocal !== true)
    for (const { name, check } of meant) {
      const waiver = waivers.find((one) => one.adapter === adapter.name && one.rule === name)
      const skip = behaviourRules.some((rule) => rule.name === name) && absence
      if (waiver === undefined) it(name, { skip }, () => check(adapter))
      else {
        it(`still needs its exception from: ${name}`, { skip }, async () => {
          await assert.rejects(async () => check(adapter), 'it keeps the rule now: take the waiver away')
        })
      }
    }
  })
}

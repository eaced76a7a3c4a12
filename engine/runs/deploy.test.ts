/** Deployments are all or nothing: whoever dies, whoever deploys at the same time, nobody sees half of one. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type mongoose from 'mongoose'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock } from '../../test/harness/fake-clock.ts'
import { element, end, file, start, timer } from '../../test/harness/story.ts'
import { flowStore, type FlowStore } from '../store/flows.ts'
import { deployedRuleSets } from '../rules/deployed.ts'
import { ruleSetStore } from '../store/rule-sets.ts'
import type { Clock } from '../values/clock.ts'
import { flows, type FlowCatalogue } from './flows.ts'
import type { ResourceFile } from './resources.ts'

let database: TestDatabase

before(async () => {
  database = await testDatabase()
})
after(() => database.close())

const process = (id: string, text: string, begin = start()): string =>
  file(
    {
      elements: [begin, element('task', 'it', { attributes: `name="${text}"` }), end()],
      flows: ['begun > it > done'],
    },
    id,
  )

const form = (id: string, text: string): string =>
  JSON.stringify({ id, components: [{ type: 'text', text }] })

const rules = (key: string, description: string): string =>
  JSON.stringify({ key, title: { en: 'Rules', fa: 'قاعده‌ها' }, description, rules: [] })

/** Two flows, a form and a rule set that belong together; one of the flows begins by itself, at an hour that is the text. */
const together = (name: string, hour: string): readonly ResourceFile[] => {
  const daily = element('startEvent', 'begun', {
    content: timer('timeDate', `2026-04-01T${hour}:00:00Z`),
  })
  return [
    { name: 'a.bpmn', content: process(`${name}A`, hour) },
    { name: 'b.bpmn', content: process(`${name}B`, hour, daily) },
    { name: 'c.form', content: form(`${name}C`, hour) },
    { name: 'd.json', content: rules(`${name}D`, hour) },
  ]
}

const writes = ['replaceOne', 'updateOne', 'updateMany', 'deleteOne', 'deleteMany', 'insertOne']

/** A connection whose process dies at its n-th write: just before it, or just after. */
function dying(
  connection: mongoose.Connection,
  n: number,
  diesAfter: boolean,
): { connection: mongoose.Connection; isDead: () => boolean } {
  let done = 0
  const guard = (collection: mongoose.Collection): mongoose.Collection =>
    new Proxy(collection, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...args: unknown[]): unknown => {
          const call = (): unknown => Reflect.apply(member, target, args)
          if (!writes.includes(String(name))) return call()
          done += 1
          if (done < n) return call()
          const fail = (): never => {
            throw new Error('dead')
          }
          if (done > n || !diesAfter) return Promise.reject(new Error('dead'))
          return Promise.resolve(call()).then(fail)
        }
      },
    })
  const proxy = new Proxy(connection, {
    get: (target, name) => {
      if (name === 'collection') return (of: string) => guard(target.collection(of))
      return Reflect.get(target, name) as unknown
    },
  })
  return { connection: proxy, isDead: () => done >= n }
}

const catalogueOn = (connection: mongoose.Connection, clock: Clock): FlowCatalogue =>
  flows({
    store: flowStore(connection),
    ruleSets: deployedRuleSets(ruleSetStore(connection), clock),
    isKnownJob: () => true,
    clock,
  })

const versions = async (catalogue: FlowCatalogue, name: string): Promise<readonly number[]> => [
  (await catalogue.get(`${name}A`)).version,
  (await catalogue.get(`${name}B`)).version,
  (await catalogue.form(`${name}C`)).version,
]

const anyForm = { checkRuleSet: () => [] }

const ruleVersion = async (name: string): Promise<number | undefined> =>
  (await ruleSetStore(database.connection).effective(new Date('2026-05-01T00:00:00Z'), `${name}D`))[0]
    ?.version

/** The description of the rule set that decides. */
const ruleText = async (name: string): Promise<string | undefined> => {
  const store = ruleSetStore(database.connection)
  return (await store.version(`${name}D`, (await ruleVersion(name)) ?? 0))?.description
}

const hourOf = async (store: FlowStore, name: string): Promise<readonly unknown[]> =>
  (await store.dueStarts(new Date('2026-05-01T00:00:00Z')))
    .filter(({ flow }) => flow === `${name}B`)
    .map(({ version, dueAt }) => [version, dueAt.toISOString().slice(11, 13)])

describe('a deployment of several resources', () => {
  it('is there as a whole or not at all, at whichever write its process dies', async () => {
    let deaths = 0
    for (const diesAfter of [false, true]) {
      for (let n = 1; ; n += 1) {
        const clock = fakeClock('2026-03-01T08:00:00Z')
        const name = `dying${String(diesAfter)}${String(n)}`
        const store = flowStore(database.connection)
        const whole = catalogueOn(database.connection, clock)
        await whole.deploy(together(name, '05'), anyForm)
        const mortal = dying(database.connection, n, diesAfter)
        const doomed = catalogueOn(mortal.connection, clock)
        const ended = await doomed.deploy(together(name, '06'), anyForm).then(
          () => 'deployed',
          (error: unknown) => String(error),
        )
        if (!mortal.isDead()) {
          assert.equal(ended, 'deployed')
          break
        }
        deaths += 1
        const seen = await versions(catalogueOn(database.connection, clock), name)
        assert.ok(new Set(seen).size === 1, `after ${String(n)} writes the versions are ${seen.join()}`)
        // Another process does what is left to do.
        await clock.advance(11_000)
        const other = catalogueOn(database.connection, clock)
        await other.refresh()
        assert.deepEqual(await versions(other, name), seen)
        assert.equal(await ruleVersion(name), seen[0])
        assert.deepEqual(await hourOf(store, name), seen[0] === 1 ? [[1, '05']] : [[2, '06']])
        await whole.deploy(together(name, '06'), anyForm)
        assert.deepEqual(await versions(whole, name), [2, 2, 2])
        assert.deepEqual(await hourOf(store, name), [[2, '06']])
        assert.equal(await ruleVersion(name), 2)
      }
    }
    assert.ok(deaths >= 16, `it died ${String(deaths)} times`)
  })

  it('never mixes with one that is made at the same time, and readers see no half of either', async () => {
    const clock = fakeClock('2026-03-01T08:00:00Z')
    const [first, second, reader] = [0, 1, 2].map(() => catalogueOn(database.connection, clock))
    assert.ok(first && second && reader)
    await first.deploy(together('pair', '00'), anyForm)
    let isDone = false
    const deploying = Promise.all(
      [first, second].map(async (one, index) => {
        for (let round = 1; round <= 6; round += 1)
          await one.deploy(together('pair', String(round * 2 + index).padStart(2, '0')), anyForm)
      }),
    ).finally(() => (isDone = true))
    let reads = 0
    while (!isDone) {
      // What is read later is at least as new.
      const [a, b, c] = await versions(reader, 'pair')
      assert.ok(a !== undefined && b !== undefined && c !== undefined && a <= b && b <= c)
      reads += 1
    }
    await deploying
    assert.ok(reads > 0)
    const names = await Promise.all(
      ['pairA', 'pairB'].map(async (key) => /name="(\d+)"/.exec(await reader.xml(key))?.[1]),
    )
    assert.equal(names[0], names[1])
    assert.deepEqual(await versions(reader, 'pair'), [13, 13, 13])
    // A number that a draft of the slower one took is not given again, so it is the content that counts.
    assert.equal(await ruleText('pair'), names[0])
  })
})

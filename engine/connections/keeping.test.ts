/** What remotes change as we go: sealed, bound to its place, changed by one process at a time, gone with its connection. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { systemClock } from '../values/clock.ts'
import { keptSecretStore } from '../store/kept-secrets.ts'
import type { Keeping } from '../../adapters/adapter.ts'
import { keeping } from './keeping.ts'
import { keyRing } from './secrets.ts'

let database: TestDatabase
const keys = keyRing(`k1:${randomBytes(32).toString('base64')}`)

before(async () => {
  database = await testDatabase()
})
beforeEach(() => database.connection.dropDatabase())
after(() => database.close())

const open = (name = 'crm'): Keeping =>
  keeping(name, { store: keptSecretStore(database.connection), clock: systemClock, keys })

const documents = (): Promise<readonly object[]> =>
  database.connection.collection('keptSecrets').find().toArray()

describe('a secret that changes', () => {
  it('is found again after a restart, and is nowhere to be read', async () => {
    assert.equal(
      await open().change('token', (kept) => Promise.resolve(`${String(kept)}+planted`)),
      'undefined+planted',
    )
    assert.equal(await open().change('token', (kept) => Promise.resolve(kept ?? '')), 'undefined+planted')
    const stored = JSON.stringify(await documents())
    assert.doesNotMatch(stored, /planted/)
    assert.match(stored, /sealed:v1:k1:/)
  })

  it('is changed by one process at a time, and each sees what the one before has kept', async () => {
    let under = 0
    const add = async (kept = ''): Promise<string> => {
      under += 1
      assert.equal(under, 1, 'two at the same time')
      await new Promise((resolve) => setImmediate(resolve))
      under -= 1
      return `${kept}x`
    }
    await Promise.all(Array.from({ length: 5 }, () => open().change('token', add)))
    assert.equal(await open().change('token', (kept) => Promise.resolve(kept ?? '')), 'xxxxx')
  })

  it('stays as it was when the change fails, and the next one may try', async () => {
    await open().change('token', () => Promise.resolve('first'))
    await assert.rejects(
      open().change('token', () => Promise.reject(new Error('no answer'))),
      /no answer/,
    )
    assert.equal(await open().change('token', (kept) => Promise.resolve(kept ?? '')), 'first')
  })

  it('opens for its own connection only, and goes with it', async () => {
    await open('crm').change('token', () => Promise.resolve('of crm'))
    await open('crm-two').change('token', () => Promise.resolve('of crm-two'))
    const kept = database.connection.collection<{ _id: string; sealed: string }>('keptSecrets')
    const stolen = await kept.findOne({ _id: 'crm/token' })
    await kept.updateOne({ _id: 'crm-two/token' }, { $set: { sealed: stolen?.sealed ?? '' } })
    await assert.rejects(
      open('crm-two').change('token', (found) => Promise.resolve(found ?? '')),
      /cannot be opened/,
    )
    await keptSecretStore(database.connection).removeOf('crm')
    assert.deepEqual(
      (await kept.find().toArray()).map(({ _id }) => _id),
      ['crm-two/token'],
    )
  })
})

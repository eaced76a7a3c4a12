/** Statements of the settings: which operations they become, and which mistakes are found before anything runs. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { failureOf } from '../../engine/values/failure.ts'
import { compileSchema } from '../../engine/values/schema.ts'
import { declaredOperations, type CommandSettings, type QuerySettings } from './declared-statements.ts'
import { parameterNames, withPlaces } from './named-parameters.ts'

const find: QuerySettings = {
  sql: 'SELECT id FROM invoices WHERE reference = :reference',
  parameters: { reference: 'text' },
}
const post: CommandSettings = {
  sql: 'INSERT INTO invoices VALUES (:reference, :amount)',
  parameters: { reference: 'text', amount: { type: 'decimal', optional: true } },
  effect: 'once',
}

function complaint(
  command: CommandSettings,
  queries: Readonly<Record<string, QuerySettings>> = { find },
): string {
  try {
    declaredOperations({ queries, commands: { post: command } })
  } catch (thrown) {
    const failure = failureOf(thrown)
    assert.equal(failure?.kind, 'misconfigured')
    return failure.message
  }
  return ''
}

describe('declared statements', () => {
  it('become operations with fields for their parameters', () => {
    const {
      find: query,
      post: command,
      postOutcome,
    } = declaredOperations({
      queries: { find },
      commands: { post: { ...post, outcome: 'find' } },
    })
    assert.deepEqual([query?.effect, postOutcome?.effect], ['read', 'read'])
    assert.deepEqual(command?.effect === 'once' && command.inquire, 'postOutcome')
    const check = compileSchema(command?.input ?? {})
    assert.deepEqual(check({ reference: 'پ-۱', amount: '12345678901234567890.05' }, 'input'), [])
    assert.deepEqual(check({ reference: 'پ-۱', amount: null }, 'input'), [])
    assert.deepEqual(check({ reference: 'پ-۱' }, 'input'), [])
    assert.notDeepEqual(check({ reference: 'پ-۱', amount: '1; DROP TABLE x' }, 'input'), [])
    assert.notDeepEqual(check({ amount: 1 }, 'input'), [])
  })

  it('answer with a file where they say so', () => {
    const { find: query } = declaredOperations({
      queries: { find: { ...find, into: 'csv', maxRows: 5_000_000 } },
    })
    const check = compileSchema(query?.output ?? {})
    assert.deepEqual(check(query?.example.output, 'output'), [])
    assert.notDeepEqual(check({ rows: [], more: false }, 'output'), [])
    assert.deepEqual(compileSchema(query?.input ?? {})({ reference: 'x', limit: 20_000 }, 'input'), [])
  })

  it('name what is wrong with a file', () => {
    const wrong = (query: Partial<QuerySettings>): string => complaint(post, { find: { ...find, ...query } })
    assert.match(wrong({ maxRows: 10_001 }), /queries\/find: maxRows is 10000 at most.*`into`/)
    assert.match(wrong({ maxBytes: 5 }), /queries\/find: maxBytes is for files/)
    assert.equal(wrong({ into: 'jsonLines', maxRows: 10_001, maxBytes: 5 }), '')
    const command = { ...post, outcome: 'find' }
    assert.match(complaint(command, { find: { ...find, into: 'csv' } }), /outcome is found by rows/)
  })

  it('are left to a person when nothing finds their outcome', () => {
    const { post: command } = declaredOperations({ commands: { post } })
    assert.equal(command?.effect === 'once' && command.inquire, 'ask-a-person')
  })

  it('name what is wrong with them', () => {
    assert.match(complaint({ ...post, effect: 'idempotent' }), /must use `:callKey`.*repeatable/)
    assert.equal(complaint({ ...post, effect: 'idempotent', repeatable: true }), '')
    assert.equal(
      complaint({
        ...post,
        effect: 'idempotent',
        sql: `${post.sql} -- `.replace(':amount', ':amount, :callKey'),
      }),
      '',
    )
    assert.match(complaint({ ...post, repeatable: true }), /`once`/)
    assert.match(complaint({ ...post, outcome: 'search' }), /search, which is no query/)
    assert.match(
      complaint({ ...post, sql: 'DELETE FROM invoices WHERE id = :id' }),
      /:id, which is not in its parameters/,
    )
    assert.match(
      complaint({ ...post, sql: 'DELETE FROM invoices WHERE reference = :reference' }),
      /amount is not used/,
    )
    const byKey = { sql: 'SELECT 1 FROM invoices WHERE k = :callKey' }
    assert.match(complaint({ ...post, outcome: 'byKey' }, { byKey }), /not by `:callKey`/)
    assert.match(complaint(post, { queryView: { sql: 'SELECT 1' } }), /two operations queryView/)
  })

  it('have parameters only where they are parameters', () => {
    const sql = `SELECT ':no', ":no", \`:no\`, x::date, '۱۲:۳۰' /* :no */, $q$ :no $q$ -- :no
      FROM t WHERE a = :yes AND b = :again OR c = :yes`
    assert.deepEqual(parameterNames(sql), ['yes', 'again', 'yes'])
    assert.equal(
      withPlaces(`a = ':x' AND b = :x::text`, () => '$1'),
      `a = ':x' AND b = $1::text`,
    )
  })
})

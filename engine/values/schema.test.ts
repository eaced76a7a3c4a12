import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { Type } from 'typebox'

import { compileSchema, schemaCompiler } from './schema.ts'

const closed = { additionalProperties: false }
const words = (schema: object, value: unknown, at?: string): string[] =>
  compileSchema(schema)(value, at).map(({ path, message }) => `${path} ${message}`)

describe('schema', () => {
  it('tells every fault at once, by path and in plain words', () => {
    const Settings = Type.Object(
      {
        merchantId: Type.String({ format: 'uuid', secret: true }),
        pageSize: Type.Integer({ minimum: 1 }),
        mode: Type.Union([Type.Literal('live'), Type.Literal('test')]),
        paths: Type.Array(Type.Object({ path: Type.String({ minLength: 1 }) }, closed)),
      },
      closed,
    )
    const value = { merchantId: 'no', pageSize: 0, mode: 'x', paths: [{ path: '', 'a/b': 1 }], other: 1 }
    assert.deepEqual(words(Settings, value, 'settings').sort(), [
      'settings/merchantId must be a UUID',
      'settings/mode must be one of live, test',
      'settings/other is not a known field',
      'settings/pageSize must be at least 1',
      'settings/paths/0/a/b is not a known field',
      'settings/paths/0/path must not be empty',
    ])
    assert.deepEqual(words(Settings, {}, 'settings'), [
      'settings/merchantId is required',
      'settings/pageSize is required',
      'settings/mode is required',
      'settings/paths is required',
    ])
  })

  it('speaks of the branch of a union that was meant', () => {
    const Login = Type.Union([
      Type.Object({ kind: Type.Literal('basic'), user: Type.String() }, closed),
      Type.Object({ kind: Type.Literal('key'), key: Type.String({ minLength: 8 }) }, closed),
    ])
    assert.deepEqual(words(Login, { kind: 'key', key: 'short' }, 'login'), [
      'login/key must have at least 8 characters',
    ])
    assert.deepEqual(words(Login, 5, 'login'), ['login has none of the forms that are allowed here'])
  })

  it('never repeats a value, which may be secret', () => {
    const Secret = Type.Object({ key: Type.String({ pattern: '^k-', secret: true }) }, closed)
    assert.doesNotMatch(JSON.stringify(words(Secret, { key: 'hunter2' })), /hunter2/)
  })

  it('refuses a schema with a word it does not know', () => {
    assert.throws(() => compileSchema({ type: 'string', minLenght: 3 }), /minLenght/)
  })

  it('compiles schemas of equal `$id` and forgets them, but keeps those that may be referred to', () => {
    const make = (type: string): object => ({ $id: 'same.json', type })
    assert.deepEqual(words(make('string'), 1), [' must be a text'])
    assert.deepEqual(words(make('number'), 'x'), [' must be a number'])
    const compiler = schemaCompiler()
    compiler.add({ $id: 'money.json', type: 'integer' })
    const refers = { type: 'object', properties: { price: { $ref: 'money.json' } } }
    assert.deepEqual(compiler.compile(refers)({ price: 'x' }), [
      { path: 'price', message: 'must be a whole number' },
    ])
    assert.deepEqual(compiler.compile({ $ref: 'money.json' })(1), [])
  })
})

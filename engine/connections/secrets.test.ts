import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { hideSecrets, keepSecrets, keyRing, openSecrets, sealSecrets, secretTexts } from './secrets.ts'

const schema = {
  type: 'object',
  properties: {
    user: { type: 'string' },
    password: { type: 'string', secret: true },
    login: {
      anyOf: [{ type: 'object', properties: { token: { type: 'string', secret: true } } }, { type: 'null' }],
    },
    headers: { type: 'object', additionalProperties: { type: 'string', secret: true } },
  },
}
const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`
const settings = { user: 'hub', password: 'راز ۱۲۳', login: { token: 'abc' }, headers: { 'x-key': 'k' } }

describe('sealed settings', () => {
  const keys = keyRing(key('2026'))
  const at = { connection: 'erp-main', keys }

  it('hold no secret in the clear, wherever it stands, and open to what they were', () => {
    const stored = sealSecrets(schema, settings, at)
    const text = JSON.stringify(stored)
    for (const secret of secretTexts(schema, settings)) assert.ok(!text.includes(`"${secret}"`))
    assert.equal(stored['user'], 'hub')
    assert.match(text, /sealed:v1:2026:/)
    assert.deepEqual(openSecrets(schema, stored, at), settings)
  })

  it('open for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (password) => {
        fc.pre(!password.startsWith('sealed:v1:'))
        const stored = sealSecrets(schema, { password }, at)
        return openSecrets(schema, stored, at)['password'] === password
      }),
    )
  })

  it('open nowhere else: not for another connection, another field or another key', () => {
    const stored = sealSecrets(schema, settings, at)
    assert.throws(() => openSecrets(schema, stored, { ...at, connection: 'erp-two' }), /cannot be opened/)
    const moved = { ...stored, login: { token: stored['password'] ?? '' } }
    assert.throws(() => openSecrets(schema, moved, at), /cannot be opened/)
    const other = keyRing(key('2026'))
    assert.throws(() => openSecrets(schema, stored, { ...at, keys: other }), /cannot be opened/)
    assert.throws(() => openSecrets(schema, stored, { ...at, keys: keyRing(key('2027')) }), /lacks/)
  })

  it('open after the key was changed, as long as the ring has the old one', () => {
    const stored = sealSecrets(schema, settings, at)
    const ring = [...keyRing(key('2027')), ...keys]
    assert.deepEqual(openSecrets(schema, stored, { ...at, keys: ring }), settings)
    assert.match(JSON.stringify(sealSecrets(schema, settings, { ...at, keys: ring })), /sealed:v1:2027/)
  })

  it('read "***" outside, and "***" sent back keeps what is stored', () => {
    const stored = sealSecrets(schema, settings, at)
    const shown = hideSecrets(schema, stored)
    assert.deepEqual(shown, {
      ...settings,
      password: '***',
      login: { token: '***' },
      headers: { 'x-key': '***' },
    })
    const kept = keepSecrets(schema, { ...shown, user: 'new' }, stored)
    assert.deepEqual(openSecrets(schema, kept, at), { ...settings, user: 'new' })
  })

  it('refuse a master key that is not 32 bytes, in words and without repeating it', () => {
    assert.throws(
      () => keyRing('short'),
      (error: Error) => /32 bytes/.test(error.message) && !/short/.test(error.message),
    )
  })
})

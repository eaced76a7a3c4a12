/** Every algorithm by which a reply may be signed, on signatures that Node makes. */
import assert from 'node:assert/strict'
import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, it } from 'node:test'

import { algorithms } from './signature-algorithms.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const text = '<a>سلام</a>'

function holds(name: string, key: KeyObject, value: string): boolean {
  const made = algorithms(true).signatures[name]
  assert.ok(made)
  return new made().verifySignature(text, key, value)
}

describe('the algorithms of signed replies', () => {
  for (const name of Object.keys(algorithms(true).signatures))
    it(`hold by ${name.replace(/.*#/, '')} what was signed, with that key only`, () => {
      const [own, other] = name.includes('ecdsa') ? [ec, rsa] : [rsa, ec]
      const hash = /sha\d+$/.exec(name)?.[0] ?? ''
      const sign = (signed: string): string =>
        createSign(hash).update(signed).sign({ key: own.privateKey, dsaEncoding: 'ieee-p1363' }, 'base64')
      assert.ok(holds(name, own.publicKey, sign(text)))
      assert.ok(!holds(name, own.publicKey, sign(`${text} `)))
      assert.ok(!holds(name, other.publicKey, sign(text)))
    })

  it('digest as their names say', () => {
    for (const [name, made] of Object.entries(algorithms(true).digests)) {
      const hash = /sha\d+$/.exec(name)?.[0] ?? ''
      assert.equal(new made().getHash(text), createHash(hash).update(text).digest('base64'))
    }
  })

  it('have SHA-1 only where it is allowed', () => {
    const { signatures, digests } = algorithms(false)
    assert.deepEqual(
      [...Object.keys(signatures), ...Object.keys(digests)].filter((name) => name.endsWith('sha1')),
      [],
    )
  })
})

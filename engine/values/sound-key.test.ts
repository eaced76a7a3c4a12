import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { soundKey } from './sound-key.ts'

describe('the sound of a name', () => {
  it('is the same in Persian and in Latin letters', () => {
    for (const [persian, latin] of [
      ['محمد رضایی', 'Mohammad Rezaei'],
      ['فاطمه', 'Fatemeh'],
      ['حسین', 'Hossein'],
      ['شیرین', 'Shirin'],
      ['خدیجه', 'Khadijeh'],
      ['علی', 'Ali'],
      ['مژگان', 'Mozhgan'],
      ['نوری', 'Nouri'],
    ] as const)
      assert.equal(soundKey(persian), soundKey(latin), latin)
  })

  it('is the same for letters that sound alike, and differs for names that do not', () => {
    assert.equal(soundKey('طاهری'), soundKey('تاهری'))
    assert.notEqual(soundKey('احمد'), soundKey('حمید'))
    assert.equal(soundKey(''), '')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  normaliseEmail,
  normaliseIban,
  normaliseMobile,
  normaliseNationalCode,
  normalisePostalCode,
} from '../engine/values/identifiers.ts'
import { isDay } from '../engine/values/instants.ts'
import { nameKey } from '../engine/values/persian-text.ts'
import { asErpCustomer, samplePeople } from './sample-people.ts'

const people = samplePeople(2000)

describe('sample people', () => {
  it('have identifiers that are valid', () => {
    for (const person of people) {
      assert.deepEqual(normaliseNationalCode(person.nationalCode), { ok: true, value: person.nationalCode })
      assert.deepEqual(normaliseMobile(person.mobile), { ok: true, value: `+98${person.mobile.slice(1)}` })
      assert.deepEqual(normaliseIban(person.iban), { ok: true, value: person.iban })
      assert.deepEqual(normalisePostalCode(person.postalCode), { ok: true, value: person.postalCode })
      assert.deepEqual(normaliseEmail(person.email), { ok: true, value: person.email })
      assert.ok(isDay(person.birthOn) && Number.isSafeInteger(person.creditLimitRial))
    }
  })

  it('are all different people', () => {
    for (const field of ['nationalCode', 'mobile', 'email', 'iban'] as const) {
      assert.equal(new Set(people.map((person) => person[field])).size, people.length, field)
    }
  })

  it('are the same for the same seed, however many are asked for', () => {
    assert.deepEqual(samplePeople(10), people.slice(0, 10))
    assert.notDeepEqual(samplePeople(10, 2), people.slice(0, 10))
  })

  it('are partly written in Arabic letters, and compare equal to what another system writes', () => {
    const blemished = people.filter(({ firstName, lastName }) => /[يك]/.test(firstName + lastName))
    assert.ok(blemished.length > 200 && blemished.length < 800, String(blemished.length))
    for (const person of blemished) {
      const customer = asErpCustomer(person, 'C1')
      assert.doesNotMatch(customer.firstName + customer.lastName, /[يك]/)
      assert.equal(nameKey(customer.firstName, customer.lastName), nameKey(person.firstName, person.lastName))
    }
  })
})

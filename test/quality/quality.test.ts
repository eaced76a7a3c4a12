/** The quality of matching on the frozen Persian set, and on public sets when their folder is given. */
import assert from 'node:assert/strict'
import { dirname } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

import { personPlan } from '../../engine/profile/matching/plan.ts'
import { measure, type Measured } from './measure.ts'
import { columns, labelledPeople } from './persian-people.ts'
import { persianSet, readSet, setsIn } from './sets.ts'

const here = dirname(fileURLToPath(import.meta.url))
const folder = process.env['PEYVAND_LINKAGE_SETS']
const skip = folder === undefined ? 'PEYVAND_LINKAGE_SETS names no folder with public labelled sets' : false

async function measuredPublic(title: string): Promise<Measured> {
  const set = (await setsIn(folder ?? '')).find((one) => one.title === title)
  assert.ok(set, `${title} is in the folder`)
  return measure(await readSet(set, folder ?? ''), { plan: personPlan })
}

describe('the quality of matching', () => {
  it('holds on the frozen Persian set, by total and by trap', async () => {
    const found = measure(await readSet(persianSet, here), { plan: personPlan })
    assert.equal(found.conflictingGroups, 0, 'never two verified national codes in one profile')
    assert.ok(found.automatic.precision >= 0.985, `precision ${String(found.automatic.precision)}`)
    assert.ok(found.automatic.recall >= 0.68, `recall ${String(found.automatic.recall)}`)
    assert.ok(found.reviewed.f1 >= 0.92, `with review ${String(found.reviewed.f1)}`)
    const twins = found.cases.filter((one) => one.case.startsWith('twin'))
    assert.ok(twins.reduce((sum, { wrong }) => sum + wrong, 0) <= 16, 'twins are two people')
    const offices = found.cases.filter((one) => one.case.startsWith('office'))
    assert.equal(
      offices.reduce((sum, { wrong }) => sum + wrong, 0),
      0,
      'an office number ties nobody',
    )
  })

  it('has a frozen set that the generator still makes', async () => {
    const [first] = labelledPeople(1404, 1_500)
    const [row] = await readSet(persianSet, here)
    assert.equal(first?.id, row?.record.externalId)
    assert.equal(columns.length, 14)
  })

  it('reaches F1 0.999 at precision 1 on FEBRL 4 with all fields', { skip }, async () => {
    const found = await measuredPublic('FEBRL 4, all fields')
    assert.equal(found.automatic.precision, 1)
    assert.ok(found.automatic.f1 >= 0.999, String(found.automatic.f1))
  })

  it(
    'reaches F1 0.87 at precision 0.995, and 0.91 with review, on FEBRL 4 with names and birth date',
    { skip },
    async () => {
      const found = await measuredPublic('FEBRL 4, names and birth date')
      assert.ok(found.automatic.precision >= 0.995)
      assert.ok(found.automatic.f1 >= 0.87, String(found.automatic.f1))
      assert.ok(found.reviewed.f1 >= 0.91, String(found.reviewed.f1))
    },
  )
})

/** Small worlds of source records for tests: few people, few values, so that everything collides. */
import fc from 'fast-check'

import type { JsonObject } from '../values/json.ts'
import type { EntityType, SourceRecord } from './record.ts'

/** A source record with sensible defaults. */
export function sample(
  name: string,
  data: JsonObject,
  more: Partial<Pick<SourceRecord, 'type' | 'at' | 'deleted'>> = {},
): SourceRecord {
  const [connection = '', externalId = ''] = name.split('/')
  const type: EntityType = more.type ?? 'person'
  return {
    id: `${connection}/${type}/${externalId}`,
    connection,
    externalId,
    type,
    at: more.at ?? '2026-01-01T00:00:00.000Z',
    deleted: more.deleted ?? false,
    data,
  }
}

const nationalCodes = ['0012345679', '1234567891', '4999999994', '1112223339', '1234567892', '۰۰۱۲۳۴۵۶۷۹']
const mobiles = ['09123456789', '+989123456789', '09351112233', '0912', '+491711234567']
const ibans = ['IR840120000000000123456789', 'IR200170000000000123456789', 'IR850120000000000123456789']
const names = [
  { firstName: 'علی', lastName: 'رضایی' },
  { firstName: 'علي', lastName: 'رضائي' },
  { fullName: 'رضایی علی' },
  { firstName: 'مریم', lastName: 'کریمی' },
  { fullName: 'علی' },
  {},
]

/** Data of a person out of small pools: equal, differently written, shared, invalid and missing values. */
export const personData: fc.Arbitrary<JsonObject> = fc
  .record({
    name: fc.constantFrom(...names),
    rest: fc.record(
      {
        nationalCode: fc.constantFrom(...nationalCodes),
        mobile: fc.constantFrom(...mobiles),
        mobiles: fc.array(fc.constantFrom(...mobiles), { maxLength: 2 }),
        iban: fc.constantFrom(...ibans),
        email: fc.constantFrom('a@example.ir', 'A@Example.ir', 'b@example.ir', 'nothing'),
        birthOn: fc.constantFrom('1370/01/01', '1991-03-21', '?'),
        address: fc.constantFrom('تهران، خ. ولیعصر', 'تهران خ ولیعصر', 'شیراز'),
        city: fc.constantFrom('تهران', 'شیراز'),
        sameAs: fc.array(
          fc.record({
            connection: fc.constantFrom('crm', 'erp'),
            externalId: fc.constantFrom('1', '2', '3'),
          }),
          { maxLength: 1 },
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ name, rest }) => ({ ...name, ...rest }))

/** Up to twelve records of two connections, each with its own id. */
export const people: fc.Arbitrary<readonly SourceRecord[]> = fc.uniqueArray(
  fc
    .record({
      connection: fc.constantFrom('crm', 'erp'),
      externalId: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      day: fc.integer({ min: 1, max: 3 }),
      deleted: fc.nat(9).map((number) => number === 0),
      data: personData,
    })
    .map(({ connection, externalId, day, deleted, data }) =>
      sample(`${connection}/${externalId}`, data, { at: `2026-01-0${day}T00:00:00.000Z`, deleted }),
    ),
  { selector: ({ id }) => id, maxLength: 12 },
)

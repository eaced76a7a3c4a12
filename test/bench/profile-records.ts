/**
 * Source records of a country: of each 100, 30 are updates of earlier ones and 14 say of another system what is known
 * already (20 % of the new ones). Names, cities and streets are as common as they are; the same seed, the same records.
 */
import type { ArrivingRecord } from '../../engine/profile/record-document.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { seeded } from '../../engine/profile/matching/training.ts'
import { cities, families, men, streets, women, type Name } from '../quality/persian-names.ts'

/** What records are known by: `strong` has a national code each, `scored` has one in every third only. */
export type Kind = 'strong' | 'scored'

/** Makes that many records. */
export function* countryRecords(count: number, kind: Kind, seed = 1): Generator<ArrivingRecord> {
  const random = seeded(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const versions: number[] = []
  const people: JsonObject[] = []
  for (let n = 0; n < count; n += 1) {
    const share = random()
    if (share < 0.3 && people.length > 0) {
      const place = below(people.length)
      const version = (versions[place] ?? 1) + 1
      versions[place] = version
      people[place] = { ...people[place], address: address(random) }
      yield record('core', place, version, people[place])
    } else if (share < 0.44 && people.length > 0) {
      const place = below(people.length)
      yield record('shop', place, 1, { ...people[place], email: `p${String(place)}@example.ir` })
    } else {
      people.push(person(people.length, kind, random))
      versions.push(1)
      yield record('core', people.length - 1, 1, people.at(-1) ?? {})
    }
  }
}

/** That many different people, each with a national code, said once by the system `core`; from a place on. */
export function* people(count: number, from = 0): Generator<ArrivingRecord> {
  for (let place = from; place < from + count; place += 1) {
    yield record('core', place, 1, person(place, 'strong', seeded(place + 1)))
  }
}

// eslint-disable-next-line max-params
function record(connection: string, place: number, version: number, data: JsonObject): ArrivingRecord {
  return { connection, type: 'person', externalId: String(place), version: String(version), data }
}

function person(place: number, kind: Kind, random: () => number): JsonObject {
  const given = random() < 0.5 ? men : women
  const hasCode = kind === 'strong' || place % 3 === 0
  return {
    firstName: common(given, random).persian,
    lastName: `${common(families, random).persian}${random() < 0.5 ? '' : ` ${common(families, random).persian}`}`,
    fatherName: common(men, random).persian,
    birthOn: dayOf(random),
    mobile: `09${String(scattered(place))}`,
    city: cities[Math.floor(random() * cities.length)] ?? '',
    address: address(random),
    ...(hasCode && { nationalCode: codeOf(place) }),
  }
}

/** The n-th of the list as often as 1 / (n + 4). */
function common(list: readonly Name[], random: () => number): Name {
  const place = Math.min(list.length - 1, Math.floor(4 * ((list.length + 4) / 4) ** random() - 4))
  return list[place] ?? { persian: '', latin: '' }
}

function dayOf(random: () => number): string {
  const part = (from: number, count: number): string =>
    String(from + Math.floor(random() * count)).padStart(2, '0')
  return `${part(1330, 55)}/${part(1, 12)}/${part(1, 29)}`
}

function address(random: () => number): string {
  const street = streets[Math.floor(random() * streets.length)] ?? ''
  return `خیابان ${street}، کوچه ${String(1 + Math.floor(random() * 90))}، پلاک ${String(1 + Math.floor(random() * 400))}`
}

/** Nine digits of its own for each place, scattered as real numbers are. */
function scattered(place: number): number {
  return 100_000_000 + ((place * 387_420_489) % 899_999_963)
}

/** A national code with its check digit. */
export function codeOf(place: number): string {
  const nine = String(scattered(place))
  const sum = [...nine].reduce((total, digit, n) => total + Number(digit) * (10 - n), 0)
  const rest = sum % 11
  return `${nine}${String(rest < 2 ? rest : 11 - rest)}`
}

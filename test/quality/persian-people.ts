/**
 * Makes the labelled Persian set: people of whom several systems know something, each in its own way, and the traps
 * that look like one person and are two. Repeatable: the same seed gives the same file (`persian-people.csv`).
 */
import { seeded } from '../../engine/profile/matching/training.ts'
import { jalaliOfDay, writtenJalali } from '../../engine/values/instants.ts'
import { cities, families, men, streets, women, type Name } from './persian-names.ts'

/** One row; empty texts are missing values. `case` says what is hard about the record. */
export interface LabelledRow {
  readonly id: string
  readonly entity: string
  readonly case: string
  readonly connection: string
  readonly firstName: string
  readonly lastName: string
  readonly fullName: string
  readonly fatherName: string
  readonly birthOn: string
  readonly gender: string
  readonly nationalCode: string
  readonly mobile: string
  readonly city: string
  readonly address: string
}

/** The columns in their order. */
export const columns = [
  'id',
  'entity',
  'case',
  'connection',
  'firstName',
  'lastName',
  'fullName',
  'fatherName',
  'birthOn',
  'gender',
  'nationalCode',
  'mobile',
  'city',
  'address',
] as const

interface Person {
  readonly given: Name
  readonly family: Name
  readonly father: Name
  /** Gregorian day. */
  readonly birthOn: string
  readonly gender: 'male' | 'female'
  readonly nationalCode: string
  readonly mobile: string
  readonly city: string
  readonly address: string
  readonly trap: string
}

interface Dice {
  readonly next: () => number
  readonly below: (limit: number) => number
  readonly one: <Value>(list: readonly Value[]) => Value
  readonly common: <Value>(list: readonly Value[]) => Value
  readonly is: (chance: number) => boolean
}

function dice(seed: number): Dice {
  const next = seeded(seed)
  const at = <Value>(list: readonly Value[], place: number): Value => {
    const value = list[place]
    if (value === undefined) throw new Error('an empty list has nothing to choose')
    return value
  }
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    one: (list) => at(list, Math.floor(next() * list.length)),
    common: (list) => {
      const weights = list.map((_, place) => 1 / (place + 4))
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const place = weights.findIndex((weight) => (left -= weight) <= 0)
      return at(list, place === -1 ? list.length - 1 : place)
    },
    is: (chance) => next() < chance,
  }
}

/** The whole set. */
export function labelledPeople(seed: number, count: number): readonly LabelledRow[] {
  const by = dice(seed)
  const people = populate(by, count)
  return people.flatMap((person, place) => tellings(person, `p${String(place + 1)}`, by))
}

function populate(by: Dice, count: number): readonly Person[] {
  const people: Person[] = []
  while (people.length < count) {
    const first = someone(by)
    people.push(first)
    const chance = by.next()
    if (chance < 0.05) people.push(twinOf(first, by))
    else if (chance < 0.13) people.push(...familyOf(first, by))
    else if (chance < 0.17) people.push(namesakeOf(first, by))
    else if (chance < 0.18) people.push(...colleaguesOf(first, by))
  }
  return people
}

function someone(by: Dice): Person {
  const gender = by.is(0.5) ? 'male' : 'female'
  return {
    given: by.common(gender === 'male' ? men : women),
    family: familyName(by),
    father: by.common(men),
    birthOn: birthDay(by),
    gender,
    nationalCode: nationalCode(by),
    mobile: mobile(by),
    city: by.common(cities),
    address: address(by),
    trap: '',
  }
}

/** One in four is a family name of two parts, of which there are very many. */
function familyName(by: Dice): Name {
  const name = by.common(families)
  if (!by.is(0.25)) return name
  const second = by.one(families)
  return { persian: `${name.persian} ${second.persian}`, latin: `${name.latin} ${second.latin}` }
}

function birthDay(by: Dice): string {
  const start = Date.UTC(1945, 0, 1)
  return new Date(start + by.below(23_000) * 86_400_000).toISOString().slice(0, 10)
}

function nationalCode(by: Dice): string {
  const nine = Array.from({ length: 9 }, () => by.below(10))
  const rest = nine.reduce((sum, digit, place) => sum + digit * (10 - place), 0) % 11
  return nine.join('') + String(rest < 2 ? rest : 11 - rest)
}

function mobile(by: Dice): string {
  return `09${by.one(['12', '13', '19', '35', '36', '01', '21', '10'])}${String(by.below(10_000_000)).padStart(7, '0')}`
}

function address(by: Dice): string {
  return `خیابان ${by.one(streets)}، کوچه ${String(1 + by.below(40))}، پلاک ${String(1 + by.below(200))}`
}

/** Born the same day, in the same house, often with a given name that rhymes. */
function twinOf(person: Person, by: Dice): Person {
  const names = person.gender === 'male' ? men : women
  const alike = names.filter(
    ({ persian }) => persian !== person.given.persian && persian[0] === person.given.persian[0],
  )
  const given = by.one(alike.length > 0 ? alike : names.filter((name) => name !== person.given))
  return { ...person, given, nationalCode: nationalCode(by), trap: 'twin' }
}

/** Father and a child with the family's mobile. */
function familyOf(person: Person, by: Dice): readonly Person[] {
  const child = { ...someone(by), family: person.family, address: person.address, city: person.city }
  const father = person.gender === 'male' ? person.given : person.father
  return [{ ...child, father, mobile: person.mobile, trap: 'family' }]
}

function namesakeOf(person: Person, by: Dice): Person {
  return {
    ...someone(by),
    given: person.given,
    family: person.family,
    gender: person.gender,
    trap: 'namesake',
  }
}

/** An office whose number everybody there gives. */
function colleaguesOf(person: Person, by: Dice): readonly Person[] {
  return Array.from({ length: 8 }, () => ({ ...someone(by), mobile: person.mobile, trap: 'office' }))
}

const mistakes = [
  'clean',
  'letters',
  'typo',
  'twoTypos',
  'swapped',
  'fullName',
  'transliterated',
  'missing',
  'dayMonthSwapped',
  'otherCalendar',
  'moved',
] as const

/** What two to four systems know of one person. One in four has it in one system only. */
function tellings(person: Person, entity: string, by: Dice): readonly LabelledRow[] {
  const count = by.is(0.25) ? 1 : by.is(0.75) ? 2 : by.is(0.7) ? 3 : 4
  return Array.from({ length: count }, (_, place) => {
    const mistake = place === 0 ? 'clean' : by.one(mistakes)
    const connection = ['crm', 'erp', 'sejam', 'shop'][place] ?? 'crm'
    const row = plain(person, { id: `${entity}-${String(place + 1)}`, entity, connection }, by)
    return mistaken(
      { ...row, case: person.trap === '' ? mistake : `${person.trap}+${mistake}` },
      { mistake, person, by },
    )
  })
}

function plain(
  person: Person,
  { id, entity, connection }: Pick<LabelledRow, 'id' | 'entity' | 'connection'>,
  by: Dice,
): LabelledRow {
  const some = (chance: number, text: string): string => (by.is(chance) ? text : '')
  const jalali = jalaliOfDay(person.birthOn)
  return {
    id,
    entity,
    connection,
    case: '',
    firstName: person.given.persian,
    lastName: person.family.persian,
    fullName: '',
    fatherName: some(0.5, person.father.persian),
    birthOn: some(0.8, jalali === undefined || by.is(0.4) ? person.birthOn : writtenJalali(jalali)),
    gender: some(0.6, person.gender),
    nationalCode: some(0.25, person.nationalCode),
    mobile: some(0.65, person.mobile),
    city: some(0.8, person.city),
    address: some(0.4, person.address),
  }
}

interface Making {
  readonly mistake: (typeof mistakes)[number]
  readonly person: Person
  readonly by: Dice
}

const makers: Readonly<
  Record<Making['mistake'], (row: LabelledRow, making: Making) => Partial<LabelledRow>>
> = {
  clean: () => ({}),
  letters: (row, { by }) => ({
    firstName: `${by.one(['', 'سید ', 'دکتر ', 'مهندس '])}${arabic(row.firstName)}`,
    lastName: arabic(row.lastName),
    mobile: persianDigits(row.mobile),
    birthOn: persianDigits(row.birthOn),
  }),
  typo: (row, { by }) =>
    by.is(0.5) ? { firstName: typo(row.firstName, by) } : { lastName: typo(row.lastName, by) },
  twoTypos: (row, { by }) => ({
    firstName: typo(row.firstName, by),
    lastName: typo(row.lastName, by),
    ...(by.is(0.5) && { birthOn: row.birthOn.replace(/\d$/, String(by.below(10))) }),
  }),
  swapped: ({ firstName, lastName }) => ({ firstName: lastName, lastName: firstName }),
  fullName: ({ firstName, lastName }, { by }) => ({
    firstName: '',
    lastName: '',
    fullName: by.is(0.7) ? `${firstName} ${lastName}` : `${lastName} ${firstName}`,
  }),
  transliterated: (_row, { person }) => ({
    firstName: person.given.latin,
    lastName: person.family.latin,
    fatherName: '',
  }),
  missing: (_row, { by }) =>
    by.is(0.5) ? { birthOn: '', address: '', nationalCode: '' } : { mobile: '', city: '', nationalCode: '' },
  dayMonthSwapped: ({ birthOn }) => ({
    birthOn: birthOn.replace(/^(\d+)([-/])(\d\d)[-/](\d\d)$/, '$1$2$4$2$3'),
  }),
  otherCalendar: (_row, { person }) => {
    const jalali = jalaliOfDay(person.birthOn)
    return { birthOn: jalali === undefined ? '' : writtenJalali(jalali).replace(/^1/, '0') }
  },
  moved: (_row, { by }) => ({ mobile: mobile(by), city: by.common(cities), address: address(by) }),
}

function mistaken(row: LabelledRow, making: Making): LabelledRow {
  return { ...row, ...makers[making.mistake](row, making) }
}

function arabic(text: string): string {
  return text.replace(/ی/g, 'ي').replace(/ک/g, 'ك')
}

function persianDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
}

const neighbours = 'صض قف عغ هخ حج شس یب لا تن مک ظط زر ذد وپ'.split(' ')

/** A letter left out, doubled, exchanged with the next, or hit beside it. */
function typo(text: string, by: Dice): string {
  if (text.length < 3) return text
  const place = 1 + by.below(text.length - 2)
  const letter = text.charAt(place)
  const beside = neighbours.find((pair) => pair.includes(letter))?.replace(letter, '') ?? 'ا'
  return by.one([
    text.slice(0, place) + text.slice(place + 1),
    text.slice(0, place) + letter + text.slice(place),
    text.slice(0, place) + text.charAt(place + 1) + letter + text.slice(place + 2),
    text.slice(0, place) + beside + text.slice(place + 1),
  ])
}

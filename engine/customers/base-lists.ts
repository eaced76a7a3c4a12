/**
 * Lists that an organisation defines itself, and the attributes that take their values from them (CUS-03): type, rank,
 * status and field of activity of a prospect, and whatever else is bound to one. What people keep in the hub is held to
 * them; what outside systems say stays in their own words. Pure.
 */
import type { FieldError } from '../../contracts/problems.ts'
import { fieldsOf, isRecordType } from '../profile/entity-types.ts'
import type { EntityType } from '../profile/record.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { matchKey } from '../values/persian-text.ts'

/** A value of a list. */
export interface ListValue {
  /** As records say it. */
  readonly value: string
  readonly title: { readonly en: string; readonly fa: string }
  /** It may stay where it is, and is not given any more. */
  readonly isRetired?: boolean
}

/** A list. */
export interface BaseList {
  readonly title: { readonly en: string; readonly fa: string }
  readonly values: readonly ListValue[]
  /** `<type>.<attribute>` of the fields that take their values from it. */
  readonly attributes: readonly string[]
}

const ofProspects = (name: string): readonly string[] => [`person.${name}`, `organisation.${name}`]
const value = (word: string, en: string, fa: string): ListValue => ({ value: word, title: { en, fa } })

/** The lists that come with the hub; an organisation makes them its own. */
export const shippedLists: Readonly<Record<string, BaseList>> = {
  'prospect-type': {
    title: { en: 'Types of prospects', fa: 'نوع مشتری بالقوه' },
    attributes: ofProspects('prospectType'),
    values: [
      value('shop', 'Shop', 'فروشگاه'),
      value('company', 'Company', 'شرکت'),
      value('office', 'Office', 'دفتر'),
      value('agency', 'Agency', 'نمایندگی'),
    ],
  },
  'prospect-rank': {
    title: { en: 'Ranks', fa: 'رتبه' },
    attributes: ofProspects('rank'),
    values: [value('A', 'High', 'الف'), value('B', 'Middle', 'ب'), value('C', 'Low', 'ج')],
  },
  'prospect-status': {
    title: { en: 'Status of prospects', fa: 'وضعیت مشتری بالقوه' },
    attributes: ofProspects('prospectStatus'),
    values: [
      value('new', 'New', 'تازه'),
      value('contacted', 'Contacted', 'تماس گرفته شده'),
      value('negotiating', 'In negotiation', 'در حال مذاکره'),
      value('lost', 'Lost', 'از دست رفته'),
    ],
  },
  'activity-field': {
    title: { en: 'Fields of activity', fa: 'زمینهٔ فعالیت' },
    attributes: ofProspects('activityField'),
    values: [
      value('retail', 'Retail', 'خرده‌فروشی'),
      value('food', 'Food', 'خوراک'),
      value('clothing', 'Clothing', 'پوشاک'),
      value('services', 'Services', 'خدمات'),
    ],
  },
}

/** What is wrong with a list beyond its schema. `others`: the other lists, by key. */
export function problemsInList(
  key: string,
  list: BaseList,
  others: ReadonlyMap<string, BaseList>,
): readonly FieldError[] {
  const seen = new Set<string>()
  const twice = list.values.flatMap((one, n) => {
    const word = matchKey(one.value)
    const isSecond = seen.has(word)
    seen.add(word)
    return isSecond ? [{ path: `values/${String(n)}/value`, message: 'is in the list already' }] : []
  })
  const bound = list.attributes.flatMap((name, n) => {
    const path = `attributes/${String(n)}`
    if (!isTextField(name)) return [{ path, message: 'is not a text attribute of a type: `person.rank`' }]
    const owner = [...others].find(([other, { attributes }]) => other !== key && attributes.includes(name))
    return owner === undefined ? [] : [{ path, message: `takes its values from the list ${owner[0]}` }]
  })
  return [...twice, ...bound]
}

function isTextField(name: string): boolean {
  const [type = '', attribute = ''] = name.split('.')
  if (!isRecordType(type) || !Object.hasOwn(fieldsOf(type), attribute)) return false
  const { type: is, enum: fixed } = fieldsOf(type)[attribute] ?? {}
  return is === 'string' && fixed === undefined
}

/** What is wrong with what people say, after what was said before: a value that is no value of the attribute's list. */
export function problemsWithLists(
  lists: ReadonlyMap<string, BaseList>,
  type: EntityType,
  { data, before = {} }: { readonly data: JsonObject; readonly before?: JsonObject | undefined },
): readonly FieldError[] {
  return [...lists].flatMap(([key, { attributes, values }]) =>
    attributes.flatMap((name) => {
      const [of, attribute = ''] = name.split('.')
      const said = data[attribute]
      if (of !== type || said === undefined || said === before[attribute]) return []
      return isGiven(values, said) ? [] : [{ path: attribute, message: wordsFor(key, values) }]
    }),
  )
}

/** By its value, however it is written; not one that is retired. */
function isGiven(values: readonly ListValue[], said: Json): boolean {
  if (typeof said !== 'string') return false
  const word = matchKey(said)
  return values.some((one) => one.isRetired !== true && matchKey(one.value) === word)
}

function wordsFor(key: string, values: readonly ListValue[]): string {
  const words = values.flatMap((one) => (one.isRetired === true ? [] : [one.value]))
  return `must be a value of the list ${key}: ${words.join(', ')}`
}

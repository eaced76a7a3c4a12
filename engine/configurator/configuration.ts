/**
 * How a product is put together, as data: questions, options, what depends on what and what excludes what. Conditions are
 * FEEL over `answers` and `fact`. Pure.
 */
import type { FieldError } from '../../contracts/problems.ts'
import type { Bilingual } from '../cases/case-type.ts'
import { compileExpression } from '../expressions/expression.ts'

/** A product or service of `/v1/records`. */
export interface ItemReference {
  readonly type: 'product' | 'service-plan'
  /** Default: `hub`. */
  readonly connection?: string
  readonly externalId: string
}

/** What an answer adds to the order. Name and price come from the product, unless they are given here. */
export interface ConfiguredItem {
  readonly product: ItemReference
  readonly title?: string
  readonly unitPriceRial?: number
  /** FEEL; default 1. */
  readonly quantity?: string
  readonly isSideItem?: boolean
}

/** One of the answers that can be chosen. */
export interface Option {
  readonly key: string
  readonly title: Bilingual
  /** FEEL: when it can be chosen; where that is unknown it cannot. Absent: always. */
  readonly when?: string
  /** Why not, when not. */
  readonly because?: Bilingual
  readonly item?: ConfiguredItem
}

/** One question of the dialogue. */
export interface Question {
  readonly key: string
  readonly title: Bilingual
  readonly kind: 'choice' | 'choices' | 'number' | 'yesNo' | 'text'
  /** Default true. */
  readonly required?: boolean
  /** FEEL: when it is asked; where that is unknown it is not. Absent: always. */
  readonly when?: string
  readonly options?: readonly Option[]
  readonly min?: number
  readonly max?: number
  /** What a number above zero, or a yes, adds. */
  readonly item?: ConfiguredItem
}

/** What must not come together. */
export interface Constraint {
  /** FEEL that must hold; while it is unknown, it does not exclude anything. */
  readonly must: string
  readonly because: Bilingual
}

/** A configuration as it is saved. */
export interface Configuration {
  readonly title: Bilingual
  /** What is put together; the first line of the order. */
  readonly item: ConfiguredItem
  readonly questions: readonly Question[]
  readonly constraints?: readonly Constraint[]
  /** Rules of this event price the order; default `order.draft`. */
  readonly event?: string
}

/** Everything that is wrong with a configuration beyond its schema. */
export function problemsInConfiguration(_key: string, configuration: Configuration): readonly FieldError[] {
  const { item, questions, constraints = [] } = configuration
  return [
    ...problemsInItem(item, 'item'),
    ...twice(questions, 'questions'),
    ...questions.flatMap((question, place) => problemsInQuestion(question, `questions/${String(place)}`)),
    ...constraints.flatMap(({ must }, place) => problemsInFeel(must, `constraints/${String(place)}/must`)),
  ]
}

function problemsInQuestion(
  { kind, when, options = [], item, min, max }: Question,
  at: string,
): FieldError[] {
  const isChoice = kind === 'choice' || kind === 'choices'
  const findings: readonly (readonly [boolean, string, string])[] = [
    [isChoice && options.length === 0, 'options', 'a choice needs options'],
    [!isChoice && options.length > 0, 'options', `a ${kind} has none`],
    [
      item !== undefined && kind !== 'number' && kind !== 'yesNo',
      'item',
      'belongs to an option, a number or a yes',
    ],
    [min !== undefined && max !== undefined && max < min, 'max', 'must not be below min'],
  ]
  return [
    ...findings.flatMap(([isWrong, name, message]) => (isWrong ? [{ path: `${at}/${name}`, message }] : [])),
    ...problemsInFeel(when, `${at}/when`),
    ...problemsInItem(item, `${at}/item`),
    ...twice(options, `${at}/options`),
    ...options.flatMap((option, place) => [
      ...problemsInFeel(option.when, `${at}/options/${String(place)}/when`),
      ...problemsInItem(option.item, `${at}/options/${String(place)}/item`),
    ]),
  ]
}

function problemsInItem(item: ConfiguredItem | undefined, at: string): readonly FieldError[] {
  return problemsInFeel(item?.quantity, `${at}/quantity`)
}

function problemsInFeel(text: string | undefined, path: string): readonly FieldError[] {
  const { problem } = text === undefined ? {} : compileExpression(text)
  return problem === undefined ? [] : [{ path, message: `is not FEEL: ${problem.message}` }]
}

function twice(list: readonly { readonly key: string }[], at: string): readonly FieldError[] {
  return list.flatMap(({ key }, place) =>
    list.findIndex((other) => other.key === key) < place
      ? [{ path: `${at}/${String(place)}/key`, message: 'is there already' }]
      : [],
  )
}

/** Every product that a configuration may sell. */
export function itemsOf({ item, questions }: Configuration): readonly ItemReference[] {
  return [
    item,
    ...questions.flatMap((one) => [one.item, ...(one.options ?? []).map((option) => option.item)]),
  ].flatMap((found) => (found === undefined ? [] : [found.product]))
}

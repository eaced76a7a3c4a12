/**
 * The dialogue: from the answers so far to the next question, what is blocked and why, and the lines of the order. The
 * same answers give the same, in whatever order they were given; an answer to a question that is not asked (any more)
 * does not count. Pure.
 */
import type { FieldError } from '../../contracts/problems.ts'
import { compileExpression } from '../expressions/expression.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { Bilingual } from '../cases/case-type.ts'
import type { Configuration, ConfiguredItem, ItemReference, Option, Question } from './configuration.ts'

/** What is known of a product. */
export interface KnownItem {
  readonly name: string
  readonly priceRial: number | undefined
  readonly isOffered: boolean
  readonly isSideItem: boolean
}

/** What the dialogue looks at. */
export interface Said {
  readonly configuration: Configuration
  /** By question: text, number, boolean, or a list of option keys. */
  readonly answers: JsonObject
  /** About customer, place, seller …: whatever conditions look at. */
  readonly fact: JsonObject
  readonly products: (reference: ItemReference) => KnownItem | undefined
  readonly now: Date
}

/** An option as it is offered. */
export interface OfferedOption {
  readonly key: string
  readonly title: Bilingual
  readonly blocked: boolean
  readonly because?: Bilingual
}

/** A question as it is asked. */
export type AskedQuestion = Omit<Question, 'when' | 'options' | 'item'> & {
  readonly options?: readonly OfferedOption[]
}

/** A line of the order to come, before rules. */
export interface DraftLine {
  readonly item: string
  readonly itemType: 'product' | 'service'
  readonly title: string
  readonly quantity: number
  readonly unitPriceRial: number
  readonly isSideItem?: true
  /** The question whose answer added it. */
  readonly addedBy?: string
}

/** Where the dialogue stands. */
export interface Standing {
  /** Those that count. */
  readonly answers: JsonObject
  /** Answers that do not count, because their question is not asked or not known. */
  readonly dropped: readonly string[]
  readonly problems: readonly FieldError[]
  /** Absent when all that must be answered is. */
  readonly next?: AskedQuestion
  /** Everything that is asked with these answers, in order, to go back to. */
  readonly questions: readonly (AskedQuestion & { readonly answered: boolean })[]
  readonly lines: readonly DraftLine[]
  readonly complete: boolean
}

/** Where the dialogue stands with these answers. */
export function standing(said: Said): Standing {
  const asked: Question[] = []
  let answers: JsonObject = {}
  for (const question of said.configuration.questions) {
    if (question.when !== undefined && truth(said, question.when, answers) !== true) continue
    asked.push(question)
    const answer = said.answers[question.key]
    if (answer !== undefined && answer !== null) answers = { ...answers, [question.key]: answer }
  }
  const problems = [
    ...soldProblem(said),
    ...asked.flatMap((question) => problemsInAnswer(said, question, answers)),
    ...broken(said, answers),
  ]
  const next = asked.find(({ key, required = true }) => required && answers[key] === undefined)
  const questions = asked.map((question) => ({
    ...askedOf(said, question, answers),
    answered: answers[question.key] !== undefined,
  }))
  return {
    answers,
    dropped: Object.keys(said.answers).filter((key) => answers[key] === undefined),
    problems,
    ...(next !== undefined && { next: askedOf(said, next, answers) }),
    questions,
    lines: linesOf(said, asked, answers),
    complete: next === undefined && problems.length === 0,
  }
}

/** True, false, or null where it cannot be known yet. */
function truth({ fact, now }: Said, text: string, answers: JsonObject): boolean | null {
  const value = valueOf(text, { answers, fact }, now)
  return typeof value === 'boolean' ? value : null
}

function valueOf(text: string, variables: JsonObject, now: Date): Json {
  try {
    return compileExpression(text).evaluate(variables, { now })
  } catch {
    return null
  }
}

function askedOf(said: Said, question: Question, answers: JsonObject): AskedQuestion {
  const { when: _when, item: _item, options, ...rest } = question
  if (options === undefined) return rest
  return {
    ...rest,
    options: options.map((option) => {
      const { key, title } = option
      const because = blockOf(said, { question, option, answers })
      return because === undefined ? { key, title, blocked: false } : { key, title, blocked: true, because }
    }),
  }
}

interface Choosing {
  readonly question: Question
  readonly option: Option
  readonly answers: JsonObject
}

const notNow: Bilingual = { en: 'It does not go with the other answers.', fa: 'با پاسخ‌های دیگر نمی‌خواند.' }
const notOffered: Bilingual = { en: 'It is not offered at present.', fa: 'اکنون ارائه نمی‌شود.' }

/** Why an option cannot be chosen; `undefined` when it can. */
function blockOf(said: Said, { question, option, answers }: Choosing): Bilingual | undefined {
  const { when, because = notNow, item } = option
  const others = Object.fromEntries(Object.entries(answers).filter(([key]) => key !== question.key))
  if (when !== undefined && truth(said, when, others) !== true) return because
  if (item !== undefined && said.products(item.product)?.isOffered !== true) return notOffered
  const chosen = question.kind === 'choices' ? together(answers[question.key], option.key) : option.key
  const { constraints = [] } = said.configuration
  return constraints.find(({ must }) => truth(said, must, { ...others, [question.key]: chosen }) === false)
    ?.because
}

function together(present: Json | undefined, key: string): readonly Json[] {
  const list = Array.isArray(present) ? (present as readonly Json[]) : []
  return list.includes(key) ? list : [...list, key]
}

function soldProblem({ configuration: { item }, products }: Said): readonly FieldError[] {
  return products(item.product)?.isOffered === true
    ? []
    : [{ path: 'configuration', message: `${item.product.externalId} is not offered at present` }]
}

function problemsInAnswer(said: Said, question: Question, answers: JsonObject): readonly FieldError[] {
  const answer = answers[question.key]
  if (answer === undefined) return []
  const path = `answers/${question.key}`
  const misfit = misfits[question.kind](answer, question)
  if (misfit !== undefined) return [{ path, message: misfit }]
  return chosenOf(question, answer).flatMap((option) => {
    const because = blockOf(said, { question, option, answers })
    return because === undefined ? [] : [{ path, message: `${option.key} cannot be chosen: ${because.en}` }]
  })
}

type Misfit = (answer: Json, question: Question) => string | undefined

const misfits: Readonly<Record<Question['kind'], Misfit>> = {
  choice: (answer, { options = [] }) =>
    options.some(({ key }) => key === answer) ? undefined : `must be one of ${keysOf(options)}`,
  choices: (answer, { options = [] }) => {
    const list = Array.isArray(answer) ? (answer as readonly Json[]) : undefined
    const isRight = list?.every((one) => options.some(({ key }) => key === one)) === true
    return isRight && new Set(list).size === list?.length ? undefined : `must be a list of ${keysOf(options)}`
  },
  number: (answer, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }) =>
    typeof answer === 'number' && Number.isInteger(answer) && answer >= min && answer <= max
      ? undefined
      : `must be a whole number from ${String(min)} to ${String(max)}`,
  yesNo: (answer) => (typeof answer === 'boolean' ? undefined : 'must be true or false'),
  text: (answer) =>
    typeof answer === 'string' && answer.trim() !== '' && answer.length <= 400
      ? undefined
      : 'must be a text of at most 400 characters',
}

function keysOf(options: readonly Option[]): string {
  return options.map(({ key }) => key).join(', ')
}

/** Constraints that the answers break. */
function broken(said: Said, answers: JsonObject): readonly FieldError[] {
  const { constraints = [] } = said.configuration
  return constraints.flatMap(({ must, because }) =>
    truth(said, must, answers) === false ? [{ path: 'answers', message: because.en }] : [],
  )
}

function chosenOf({ options = [], kind }: Question, answer: Json): readonly Option[] {
  const keys = kind === 'choices' && Array.isArray(answer) ? (answer as readonly Json[]) : [answer]
  return options.filter(({ key }) => keys.includes(key))
}

function linesOf(said: Said, asked: readonly Question[], answers: JsonObject): readonly DraftLine[] {
  return [
    ...lineOf(said, said.configuration.item, { answers, usual: 1 }),
    ...asked.flatMap((question) => {
      const answer = answers[question.key]
      if (answer === undefined) return []
      const how = { answers, usual: typeof answer === 'number' ? answer : 1, addedBy: question.key }
      const own = question.item !== undefined && answer !== false ? lineOf(said, question.item, how) : []
      const chosen = chosenOf(question, answer).flatMap(({ item }) =>
        item === undefined ? [] : lineOf(said, item, { ...how, usual: 1 }),
      )
      return [...own, ...chosen]
    }),
  ]
}

interface LineHow {
  readonly answers: JsonObject
  readonly usual: number
  readonly addedBy?: string
}

/** Nothing is ordered of what is not there, or none of. */
function lineOf(said: Said, item: ConfiguredItem, how: LineHow): readonly DraftLine[] {
  const quantity = quantityOf(said, item, how)
  if (quantity === 0) return []
  const { product } = item
  const { externalId } = product
  const unknown: KnownItem = { name: externalId, priceRial: undefined, isOffered: false, isSideItem: false }
  const known = said.products(product) ?? unknown
  const { title = known.name, unitPriceRial = known.priceRial ?? 0, isSideItem = known.isSideItem } = item
  return [
    {
      item: externalId,
      itemType: product.type === 'product' ? 'product' : 'service',
      ...{ title, quantity, unitPriceRial },
      ...(isSideItem && { isSideItem }),
      ...(how.addedBy !== undefined && { addedBy: how.addedBy }),
    },
  ]
}

/** 0 for what is no number of things. */
function quantityOf({ fact, now }: Said, { quantity }: ConfiguredItem, { answers, usual }: LineHow): number {
  const found = quantity === undefined ? usual : valueOf(quantity, { answers, fact }, now)
  return typeof found === 'number' && Number.isInteger(found) && found > 0 ? found : 0
}

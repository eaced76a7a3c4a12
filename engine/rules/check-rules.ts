/** What is wrong with a rule set, all at once, each with its place. */
import type { FieldError } from '../../contracts/problems.ts'
import { compileExpression } from '../expressions/expression.ts'
import type { Json } from '../values/json.ts'
import { isRial } from '../values/money.ts'
import { compileRule } from './compile-rule.ts'
import { tableProblems } from './check-table.ts'
import { actionFormProblems, conditionFormProblems } from './form.ts'
import type { Action, Amount, Condition, FieldTest, NumberValue, Rule, RuleSetDraft } from './model.ts'
import { circle } from './rule-order.ts'
import { windowProblems } from './validity.ts'

/** The problems; none when the set can be used. */
export function ruleSetProblems({ rules, table }: RuleSetDraft): readonly FieldError[] {
  if ((rules === undefined) === (table === undefined)) {
    return [{ path: 'rules', message: 'a rule set has either rules or one table' }]
  }
  if (table !== undefined) return tableProblems(table)
  const all = rules ?? []
  const wrong = [...nameProblems(all), ...all.flatMap(ruleProblems)]
  return wrong.length > 0 ? wrong : circleProblems(all)
}

function nameProblems(rules: readonly Rule[]): readonly FieldError[] {
  const names = rules.map(({ name }) => name)
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  const known = new Set(names)
  return [
    ...twice.map((name) => ({ path: `rules/${name}`, message: 'is there twice; rule names must differ' })),
    ...rules.flatMap((rule, index) =>
      (['requires', 'excludes', 'after'] as const).flatMap((relation) =>
        (rule[relation] ?? []).flatMap((other, place) => {
          const path = `rules/${String(index)}/${relation}/${String(place)}`
          if (other === rule.name) return [{ path, message: 'is the rule itself' }]
          return known.has(other) ? [] : [{ path, message: `"${other}" is no rule of this set` }]
        }),
      ),
    ),
  ]
}

function circleProblems(rules: readonly Rule[]): readonly FieldError[] {
  const found = circle(rules.map((rule) => compileRule(rule, '', (name) => name)))
  if (found.length === 0) return []
  const words = `wait for each other in a circle: ${[...found, found[0] ?? ''].join(' → ')}`
  return [{ path: 'rules', message: words }]
}

function ruleProblems(rule: Rule, index: number): readonly FieldError[] {
  const path = `rules/${String(index)}`
  const { when, set = {}, actions = [] } = rule
  return [
    ...(typeof when === 'string' ? feelProblems(`${path}/when`, when) : []),
    ...(typeof when === 'object' ? conditionProblems(`${path}/when`, when) : []),
    ...Object.entries(set).flatMap(([name, text]) => feelProblems(`${path}/set/${name}`, text)),
    ...actions.flatMap((action, place) => actionProblems(`${path}/actions/${String(place)}`, action)),
    ...windowProblems(path, rule),
  ]
}

function feelProblems(path: string, text: string): readonly FieldError[] {
  const { problem } = compileExpression(text)
  return problem === undefined ? [] : [{ path, message: problem.message }]
}

function conditionProblems(path: string, condition: Condition): readonly FieldError[] {
  const form = conditionFormProblems(path, condition)
  if (form.length > 0) return form
  if ('all' in condition) return listProblems(`${path}/all`, condition.all)
  if ('any' in condition) return listProblems(`${path}/any`, condition.any)
  if ('not' in condition) return conditionProblems(`${path}/not`, condition.not)
  return 'feel' in condition ? feelProblems(`${path}/feel`, condition.feel) : testProblems(path, condition)
}

function listProblems(path: string, list: readonly Condition[]): readonly FieldError[] {
  return list.flatMap((part, index) => conditionProblems(`${path}/${String(index)}`, part))
}

const fieldForm = /^[\p{L}_][\p{L}\p{N}\p{M}_\u200c\u200d]*(\.[\p{L}_][\p{L}\p{N}\p{M}_\u200c\u200d]*)*$/u

function testProblems(path: string, { field, is, value }: FieldTest): readonly FieldError[] {
  const wrong: FieldError[] = fieldForm.test(field)
    ? []
    : [
        {
          path: `${path}/field`,
          message: 'is not a path of plain words such as customer.city; use FEEL for others',
        },
      ]
  const message = valueComplaint(is, value)
  return message === undefined ? wrong : [...wrong, { path: `${path}/value`, message }]
}

type Complaint = (value: Json) => string | undefined

const mustBeText: Complaint = (value) => (typeof value === 'string' ? undefined : 'must be a text')
const mustBeOrdered: Complaint = (value) => (isOrdered(value) ? undefined : 'must be a number or a text')
const mustBeList: Complaint = (value) =>
  Array.isArray(value) && value.length > 0 ? undefined : 'must be a list with something in it'

const complaints: Readonly<Partial<Record<FieldTest['is'], Complaint>>> = {
  in: mustBeList,
  notIn: mustBeList,
  between: (value) =>
    Array.isArray(value) && value.length === 2 && value.every(isOrdered)
      ? undefined
      : 'must be two numbers or two texts, the lower first',
  above: mustBeOrdered,
  atLeast: mustBeOrdered,
  below: mustBeOrdered,
  atMost: mustBeOrdered,
  startsWith: mustBeText,
  endsWith: mustBeText,
  contains: mustBeText,
  matches: (value) => mustBeText(value) ?? patternComplaint(value as string),
}

function valueComplaint(is: FieldTest['is'], value: Json | undefined): string | undefined {
  if (is === 'isPresent' || is === 'isMissing')
    return value === undefined ? undefined : 'is not for this comparison'
  return value === undefined ? 'is missing' : complaints[is]?.(value)
}

function patternComplaint(pattern: string): string | undefined {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp ? undefined : 'is no pattern'
  } catch {
    return 'is not a regular expression'
  }
}

function isOrdered(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string'
}

function actionProblems(path: string, action: Action): readonly FieldError[] {
  const form = actionFormProblems(path, action)
  if (form.length > 0) return form
  return [...valueProblems(path, action as unknown as Json), ...partProblems(path, action)]
}

function partProblems(path: string, action: Action): readonly FieldError[] {
  const { where, amountRial, unitPriceRial } = action as {
    readonly where?: Condition
    readonly amountRial?: NumberValue
    readonly unitPriceRial?: NumberValue
  }
  const isAmount = action.kind === 'discount' || action.kind === 'commission'
  const isTarget = action.kind === 'setField' || action.kind === 'decide'
  return [
    ...(where === undefined ? [] : conditionProblems(`${path}/where`, where)),
    ...(isAmount ? amountProblems(path, action) : []),
    ...(isTarget ? targetProblems(path, action.field) : []),
    ...rialProblems(`${path}/amountRial`, amountRial),
    ...rialProblems(`${path}/unitPriceRial`, unitPriceRial),
  ]
}

/** FEEL anywhere inside an action. */
function valueProblems(path: string, value: Json): readonly FieldError[] {
  if (typeof value === 'string') return value.startsWith('=') ? feelProblems(path, value.slice(1)) : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value as Readonly<Record<string, Json>>).flatMap(([name, inner]) =>
    name === 'where' ? [] : valueProblems(`${path}/${name}`, inner),
  )
}

function amountProblems(path: string, { percent, amountRial, tiers }: Amount): readonly FieldError[] {
  const given = [percent, amountRial, tiers].filter((value) => value !== undefined).length
  if (given !== 1) return [{ path, message: 'needs exactly one of percent, amountRial and tiers' }]
  if (tiers !== undefined) return tierProblems(`${path}/tiers`, tiers)
  if (typeof percent !== 'number') return []
  const isShare = percent >= 0 && percent <= 100 && Math.abs(percent * 1e4 - Math.round(percent * 1e4)) < 1e-6
  return isShare ? [] : [{ path: `${path}/percent`, message: 'must be 0 to 100 with at most four decimals' }]
}

function tierProblems(path: string, { by, steps }: NonNullable<Amount['tiers']>): readonly FieldError[] {
  const isAscending = steps.every(({ from }, index) => index === 0 || from > (steps[index - 1]?.from ?? 0))
  return [
    ...feelProblems(`${path}/by`, by),
    ...(isAscending ? [] : [{ path: `${path}/steps`, message: 'must ascend by `from`, each once' }]),
  ]
}

function rialProblems(path: string, value: NumberValue | undefined): readonly FieldError[] {
  if (value === undefined || typeof value === 'string') {
    const isFeel = value === undefined || value.startsWith('=')
    return isFeel ? [] : [{ path, message: 'must be whole rials, or FEEL that begins with =' }]
  }
  return isRial(value) && value >= 0 ? [] : [{ path, message: 'must be whole rials, 0 or more' }]
}

const ours = new Set(['lines', 'totals', 'commissions', 'rejected'])

function targetProblems(path: string, field: string): readonly FieldError[] {
  const place = `${path}/field`
  if (!fieldForm.test(field)) return [{ path: place, message: 'is not a path of plain words' }]
  const [first = ''] = field.split('.')
  return ours.has(first) ? [{ path: place, message: `"${first}" is kept by the price actions` }] : []
}

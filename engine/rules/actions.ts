/** What each kind of action does to an evaluation. One entry for each kind; the account of it is written beside. */
import { defined } from '../values/defined.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { predicateOf } from './condition.ts'
import type { Action, Amount, Condition } from './model.ts'
import {
  discounted,
  limited,
  priceLine,
  shareOf,
  sharedOut,
  shownLine,
  tieredShare,
  type PriceLine,
} from './pricing.ts'
import { linesOf, note, numberIn, rialIn, setField, setLines, textIn, valueIn, type RuleRun } from './run.ts'

type Of<Kind extends Action['kind']> = Extract<Action, { readonly kind: Kind }>
type Perform<Kind extends Action['kind']> = (run: RuleRun, rule: string, action: Of<Kind>) => void

/** Carries out one action of a rule. Raises an error whose words name the parameter that does not fit the facts. */
export function perform(run: RuleRun, rule: string, action: Action): void {
  const act = performers[action.kind] as (run: RuleRun, rule: string, action: Action) => void
  act(run, rule, action)
}

/** Price limits and commissions, once all rules have been considered. A rejected order has neither. */
export function settle(run: RuleRun): void {
  if (run.rejected !== undefined || run.limits.length + run.commissions.length === 0) return
  // The most that may be asked comes before the least, so that the seller's floor holds when the two contradict.
  for (const { settle } of run.limits.filter(({ kind }) => kind === 'maximumPrice')) settle(run)
  for (const { settle } of run.limits.filter(({ kind }) => kind === 'minimumPrice')) settle(run)
  for (const settle of run.commissions) settle(run)
}

const performers: { readonly [Kind in Action['kind']]: Perform<Kind> } = {
  discount: (run, rule, action) => {
    const { on = 'invoice', where } = action
    const chosen = chosenLines(run, where)
    const discounts = on === 'line' ? lineDiscounts(run, chosen, action) : sharedDiscount(run, chosen, action)
    const lines = linesOf(run).map((line, index) => discounted(line, discounts.get(index) ?? 0))
    const before = linesOf(run).reduce((sum, { discountRial }) => sum + discountRial, 0)
    const changed = setLines(run, lines)
    const amountRial = lines.reduce((sum, { discountRial }) => sum + discountRial, 0) - before
    note(run, { rule, kind: action.kind, detail: { on, amountRial, ...shownAmount(action) }, changed })
  },
  sideService: addLine,
  sideProduct: addLine,
  commission: (run, rule, action) => {
    run.commissions.push(() => commission(run, rule, action))
  },
  minimumPrice: limitPrice,
  maximumPrice: limitPrice,
  reject: (run, rule, { kind, reason }) => {
    const text = textIn(run, reason, 'reason')
    run.rejected = { rule, reason: text }
    note(run, { rule, kind, detail: { reason: text }, changed: [] })
  },
  setField: (run, rule, { kind, field, value }) => {
    const set = valueIn(run, value)
    note(run, { rule, kind, detail: {}, changed: [setField(run, field, set)] })
  },
  decide: (run, rule, { kind, table, field }) => {
    const decided = run.decideByTable(table, run.facts, run.at)
    note(run, { rule, kind, detail: { table }, changed: [setField(run, field, decided)] })
  },
  notify: (run, rule, { kind, connection, operation, input }) => {
    const filled = valueIn(run, { ...input })
    note(run, { rule, kind, detail: { connection, operation, input: filled }, changed: [] })
  },
  startFlow: (run, rule, { kind, flow, variables = {} }) => {
    note(run, { rule, kind, detail: { flow, variables: valueIn(run, { ...variables }) }, changed: [] })
  },
  raiseEvent: (run, rule, { kind, event, data = {}, correlationKey, ttlSeconds }) => {
    const key = correlationKey === undefined ? undefined : textIn(run, correlationKey, 'correlationKey')
    const found = valueIn(run, { ...data })
    const detail = { event, data: found, ...defined({ correlationKey: key, ttlSeconds }) }
    note(run, { rule, kind, detail, changed: [] })
  },
  chooseTerminal: (run, rule, { kind, terminal }) =>
    choose(run, rule, { kind, field: 'terminal', value: textIn(run, terminal, 'terminal') }),
  chooseSla: (run, rule, { kind, policy }) =>
    choose(run, rule, { kind, field: 'sla', value: textIn(run, policy, 'policy') }),
  assign: (run, rule, { kind, user, group }) =>
    choose(run, rule, {
      kind,
      field: 'assignee',
      value: {
        ...(user !== undefined && { user: textIn(run, user, 'user') }),
        ...(group !== undefined && { group: textIn(run, group, 'group') }),
      },
    }),
}

/** The first choice stays: rules come with the most important first. */
function choose(
  run: RuleRun,
  rule: string,
  { kind, field, value }: { readonly kind: string; readonly field: string; readonly value: Json },
): void {
  const taken = run.output[field]
  const changed = taken === undefined ? [setField(run, field, value)] : []
  const detail = taken === undefined ? { chosen: value } : { passedOver: value, chosen: taken }
  note(run, { rule, kind, detail, changed })
}

function addLine(run: RuleRun, rule: string, action: Of<'sideService'> | Of<'sideProduct'>): void {
  const { kind, quantity = 1, unitPriceRial = 0 } = action
  const item = textIn(run, action.item, 'item')
  const fields: JsonObject = {
    item,
    itemType: kind === 'sideService' ? 'service' : 'product',
    quantity: numberIn(run, quantity, 'quantity'),
    unitPriceRial: rialIn(run, unitPriceRial, 'unitPriceRial'),
    addedBy: rule,
  }
  const lines = [...linesOf(run), priceLine(fields, `rule ${rule}`)]
  note(run, { rule, kind, detail: { item }, changed: setLines(run, lines) })
}

interface Chosen {
  readonly index: number
  readonly line: PriceLine
}

function chosenLines(run: RuleRun, where: Condition | undefined): readonly Chosen[] {
  const all = linesOf(run).map((line, index) => ({ index, line }))
  if (where === undefined) return all
  const holds = predicateOf(where)
  return all.filter(({ line }) => holds(shownLine(line), run.at) === true)
}

function lineDiscounts(
  run: RuleRun,
  chosen: readonly Chosen[],
  action: Of<'discount'>,
): ReadonlyMap<number, number> {
  return new Map(chosen.map(({ index, line }) => [index, amountOf(run, basisOf(line, action), action)]))
}

/** One amount over all lines, so that it is rounded once. */
function sharedDiscount(
  run: RuleRun,
  chosen: readonly Chosen[],
  action: Of<'discount'>,
): ReadonlyMap<number, number> {
  const left = chosen.map(({ line }) => line.netRial)
  const most = left.reduce((sum, rial) => sum + rial, 0)
  const whole = chosen.reduce((sum, { line }) => sum + basisOf(line, action), 0)
  const parts = sharedOut(Math.min(amountOf(run, whole, action), most), left)
  return new Map(chosen.map(({ index }, place) => [index, parts[place] ?? 0]))
}

function basisOf(line: PriceLine, { basis = 'remaining' }: Of<'discount'>): number {
  return basis === 'list' ? line.grossRial : line.netRial
}

function amountOf(run: RuleRun, basisRial: number, { percent, amountRial, tiers }: Amount): number {
  if (amountRial !== undefined) return rialIn(run, amountRial, 'amountRial')
  if (tiers !== undefined) return tieredShare(basisRial, numberIn(run, `=${tiers.by}`, 'tiers.by'), tiers)
  const share = numberIn(run, percent ?? 0, 'percent')
  if (share < 0 || share > 100) throw new Error('"percent" is not between 0 and 100 on these facts')
  return shareOf(basisRial, share)
}

function shownAmount({ percent, tiers }: Amount): JsonObject {
  return { ...(percent !== undefined && { percent }), ...(tiers !== undefined && { tiersBy: tiers.by }) }
}

function commission(run: RuleRun, rule: string, action: Of<'commission'>): void {
  const { basis = 'net', where } = action
  const ofLine = (line: PriceLine): number => (basis === 'net' ? line.netRial : line.grossRial)
  const basisRial = chosenLines(run, where).reduce((sum, { line }) => sum + ofLine(line), 0)
  const amountRial = amountOf(run, basisRial, action)
  const beneficiary = textIn(run, action.beneficiary, 'beneficiary')
  const before = run.output['commissions']
  const list = [
    ...(Array.isArray(before) ? (before as readonly Json[]) : []),
    { rule, beneficiary, amountRial },
  ]
  setField(run, 'commissions', list)
  const detail = { beneficiary, basisRial, amountRial, ...shownAmount(action) }
  const field = `commissions/${String(list.length - 1)}`
  note(run, { rule, kind: action.kind, detail, changed: [{ field, after: amountRial }] })
}

function limitPrice(run: RuleRun, rule: string, action: Of<'minimumPrice'> | Of<'maximumPrice'>): void {
  const { kind, where } = action
  const amountRial = rialIn(run, action.amountRial, 'amountRial')
  run.limits.push({
    kind,
    settle: () => {
      const chosen = new Set(chosenLines(run, where).map(({ index }) => index))
      const lines = linesOf(run).map((line, index) =>
        chosen.has(index) ? limited(line, kind, amountRial) : line,
      )
      note(run, { rule, kind, detail: { amountRial }, changed: setLines(run, lines) })
    },
  })
}

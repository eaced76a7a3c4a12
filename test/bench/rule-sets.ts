/** Rules and facts to compare rule engines on: one share of the rules holds on every fact, and each says which it was. */
import type { JsonObject } from '../../engine/values/json.ts'
import type { Rule } from '../../engine/rules/model.ts'

/** One rule as all engines can be told it: two fields are equal to something, a third reaches a threshold. */
export interface PlainRule {
  readonly name: string
  readonly city: string
  readonly item: string
  readonly fromRial: number
}

/** Rules and facts of which, on the average, the given share holds. */
export interface RuleCase {
  readonly rules: readonly PlainRule[]
  readonly facts: readonly JsonObject[]
}

const cities = ['تهران', 'کرج', 'مشهد', 'اصفهان', 'شیراز']

/** Every city with every item has as many rules; half of them ask for more than any fact has. */
export function ruleCase(count: number, share: number, factCount = 50): RuleCase {
  const items = Math.round(1 / (2 * share * cities.length))
  const kinds = cities.length * items
  const place = (n: number): { readonly city: string; readonly item: string } => ({
    city: cities[n % cities.length] ?? '',
    item: `item-${String(Math.floor(n / cities.length) % items)}`,
  })
  const rules = Array.from({ length: count }, (_, n): PlainRule => {
    const isLow = Math.floor(n / kinds) % 2 === 0
    return { name: `r${String(n)}`, ...place(n), fromRial: (isLow ? 1_000_000 : 50_000_000) + n }
  })
  const facts = Array.from({ length: factCount }, (_, n): JsonObject => ({
    ...place((n * 7) % kinds),
    amountRial: 20_000_000 + n,
    quantity: n % 5,
    customerType: n % 2 === 0 ? 'شرکتی' : 'خانگی',
    customer: { name: 'سارا رضایی', debtRial: 0, years: n % 9 },
    salesPerson: { name: 'رضا کریمی', role: 'کارشناس فروش' },
    orderedOn: '2026-03-01',
  }))
  return { rules, facts }
}

/** A rule in the words of the hub; the four ways to say it take turns. */
export function ourRule({ name, city, item, fromRial }: PlainRule, n: number): Rule {
  const actions = [{ kind: 'setField', field: name, value: fromRial }] as const
  const reaches = { field: 'amountRial', is: 'atLeast', value: fromRial } as const
  const isItem = { field: 'item', is: 'equals', value: item } as const
  const ways: readonly Omit<Rule, 'name'>[] = [
    { when: `city = "${city}" and item = "${item}" and amountRial >= ${String(fromRial)}` },
    { when: { all: [{ field: 'city', is: 'equals', value: city }, isItem, reaches] } },
    { scope: { city: [city] }, when: { all: [isItem, reaches] } },
    {
      when: { all: [reaches, { field: 'item', is: 'in', value: [item, 'other'] }] },
      scope: { city: [city] },
    },
  ]
  return { name, ...(ways[n % ways.length] ?? {}), actions }
}

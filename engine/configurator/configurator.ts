/** Puts products together in a dialogue: what is known of products, where the answers lead, what rules make of the price, the order draft. */
import { Problem } from '../../contracts/problems.ts'
import type { Definition, Definitions } from '../definitions/definitions.ts'
import { isOffered } from '../records/record-rules.ts'
import { ownConnection } from '../profile/record.ts'
import type { Records, RecordView } from '../records/records.ts'
import { priceLines, shownLine, totalsOf } from '../rules/pricing.ts'
import type { RuleSets } from '../rules/service.ts'
import type { Clock } from '../values/clock.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { itemsOf, type Configuration, type ItemReference } from './configuration.ts'
import { standing, type KnownItem, type Standing } from './dialogue.ts'

/** Where a dialogue stands, priced. */
export interface Conversation extends Omit<Standing, 'lines'> {
  /** `<key>:<version>`. */
  readonly configuration: string
  /** With what rules took off, added and put beside. */
  readonly lines: readonly Json[]
  readonly totals: Json
  /** A rule that says no, with its reason. */
  readonly rejected?: Json
}

/** What a dialogue is about beside the answers. */
export interface Answering {
  readonly answers: JsonObject
  readonly fact?: JsonObject | undefined
}

/** An order draft to be made. */
export interface Ordering extends Answering {
  readonly id: string
  /** Further fields of the order: customer, city, agency … */
  readonly order: JsonObject
}

/** Leads dialogues. Unknown keys raise `definitionNotFound`. */
export interface Configurator {
  readonly configurations: Definitions<Configuration>
  converse(key: string, answering: Answering): Promise<Conversation>
  /**
   * Makes the draft of an order, once for each id. Raises `badInput` while something is open, wrong or rejected. The rules
   * and flows of `order.created` go on from there.
   */
  order(key: string, ordering: Ordering): Promise<RecordView>
}

/** What the configurator is made of. */
export interface ConfiguratorPorts {
  readonly configurations: Definitions<Configuration>
  readonly records: Pick<Records, 'find' | 'put'>
  readonly rules: Pick<RuleSets, 'evaluate'>
  readonly clock: Clock
}

/** Makes the configurator. */
export function configurator({ configurations, records, rules, clock }: ConfiguratorPorts): Configurator {
  async function productsOf(
    configuration: Configuration,
  ): Promise<(reference: ItemReference) => KnownItem | undefined> {
    const wanted = new Map(itemsOf(configuration).map((reference) => [nameOf(reference), reference]))
    const today = dayIn(clock.now())
    const found = await Promise.all(
      [...wanted].map(async ([name, { type, connection = ownConnection, externalId }]) => {
        const record = await records.find({ type, connection, id: externalId })
        return record === undefined ? [] : [[name, knownOf(record, today)] as const]
      }),
    )
    const known = new Map(found.flat())
    return (reference) => known.get(nameOf(reference))
  }

  async function converse(
    { key, version, content: configuration }: Definition<Configuration>,
    { answers, fact = {} }: Answering,
  ): Promise<Conversation> {
    const now = clock.now()
    const products = await productsOf(configuration)
    const { lines, ...stands } = standing({ configuration, answers, fact, products, now })
    const facts: JsonObject = {
      ...fact,
      answers: stands.answers,
      lines: lines.map((line) => ({ ...line })),
      configuration: key,
    }
    // Rules may rely on answers that are right.
    const asked = stands.problems.length === 0 ? (configuration.event ?? 'order.draft') : undefined
    const { output, rejected } =
      asked === undefined ? { output: {} as JsonObject } : await rules.evaluate({ event: asked }, facts)
    const plain = priceLines(facts)
    return {
      configuration: `${key}:${String(version)}`,
      ...stands,
      lines: (output['lines'] as readonly Json[] | undefined) ?? plain.map(shownLine),
      totals: output['totals'] ?? { ...totalsOf(plain) },
      ...(rejected !== undefined && { rejected: { ...rejected } }),
    }
  }

  return {
    configurations,
    converse: async (key, answering) => converse(await configurations.get(key), answering),
    order: async (key, { id, order, ...answering }) => {
      const found = await converse(await configurations.get(key), answering)
      check(found)
      const now = clock.now().toISOString()
      const data = { kind: 'new', ...order, ...draftOf(found), state: 'draft', orderedAt: now }
      const { record } = await records.put({ type: 'order', id }, data, 0)
      return record
    },
  }
}

function nameOf({ type, connection = ownConnection, externalId }: ItemReference): string {
  return `${type} ${connection} ${externalId}`
}

/** The calendar day in Tehran (UTC+3:30): there products are offered. */
function dayIn(instant: Date): string {
  return new Date(instant.getTime() + 12_600_000).toISOString().slice(0, 10)
}

function knownOf({ id, data }: RecordView, today: string): KnownItem {
  const { name, priceRial, isSideItem } = data
  return {
    name: typeof name === 'string' ? name : id,
    priceRial: typeof priceRial === 'number' ? priceRial : undefined,
    isOffered: isOffered(data, today),
    isSideItem: isSideItem === true,
  }
}

function check({ problems, next, rejected }: Conversation): void {
  const open = next === undefined ? [] : [{ path: `answers/${next.key}`, message: 'is not answered yet' }]
  const refused =
    rejected === undefined ? [] : [{ path: 'answers', message: `was turned down: ${reasonIn(rejected)}` }]
  const errors = [...problems, ...open, ...refused]
  if (errors.length > 0)
    throw new Problem('badInput', 'Nothing can be ordered with these answers.', { errors })
}

function reasonIn(rejected: Json): string {
  const { reason } = rejected as JsonObject
  return typeof reason === 'string' ? reason : 'a rule says no'
}

/** The fields of the order that the dialogue gives. */
function draftOf({ configuration, answers, lines, totals }: Conversation): JsonObject {
  const { grossRial = 0, discountRial = 0, netRial = 0 } = totals as JsonObject
  return {
    configuration,
    answers: Object.entries(answers).map(([question, answer]) => ({
      question,
      values: (Array.isArray(answer) ? (answer as readonly Json[]) : [answer]).map(String),
    })),
    lines: lines.map((line) => orderLine(line as JsonObject)),
    grossRial,
    discountRial,
    amountRial: netRial,
  }
}

const lineFields = [
  'item',
  'itemType',
  'title',
  'quantity',
  'unitPriceRial',
  'discountRial',
  'netRial',
  'isSideItem',
  'addedBy',
]

function orderLine(line: JsonObject): JsonObject {
  return Object.fromEntries(
    lineFields.flatMap((name) => (line[name] === undefined ? [] : [[name, line[name]] as const])),
  )
}

/**
 * What a customer has allowed: statements about a purpose and a channel, of which the newest one that covers a message
 * decides. Nothing said is nothing allowed. Pure.
 */
import type { SourceRecordDocument } from '../store/source-records.ts'
import { dayOfText } from '../values/instants.ts'
import type { JsonObject } from '../values/json.ts'

/** The purpose, or channel, that stands for all of them. */
const all = 'any'

/** One statement. */
export interface ConsentStatement {
  readonly id: string
  readonly purpose: string
  readonly channel: string
  readonly state: 'given' | 'withdrawn'
  readonly at: string
  /** The last day on which it holds. */
  readonly validUntilOn?: string
  readonly source?: string
  readonly proof?: string
  readonly takenBy?: string
  readonly connection: string
}

/** Whether a message is allowed, and what decides. */
export interface ConsentVerdict {
  readonly isAllowed: boolean
  readonly reason: 'given' | 'withdrawn' | 'expired' | 'nothingSaid'
  readonly statement?: ConsentStatement
}

/** What a record of the type `consent` says. */
export function consentOf(record: SourceRecordDocument): ConsentStatement {
  const data = JSON.parse(record.data) as JsonObject
  const text = (name: string): string | undefined => {
    const value = data[name]
    return typeof value === 'string' ? value : undefined
  }
  const until = dayOfText(text('validUntilOn') ?? '')
  const [source, proof, takenBy] = [text('source'), text('proof'), text('takenBy')]
  return {
    id: record._id,
    purpose: text('purpose') ?? all,
    channel: text('channel') ?? all,
    state: text('state') === 'given' ? 'given' : 'withdrawn',
    at: (record.happenedAt ?? record.receivedAt).toISOString(),
    connection: record.connection,
    ...(until !== undefined && { validUntilOn: until }),
    ...(source !== undefined && { source }),
    ...(proof !== undefined && { proof }),
    ...(takenBy !== undefined && { takenBy }),
  }
}

/** The newest statement of each purpose and channel, by their names. */
export function standingConsents(statements: readonly ConsentStatement[]): readonly ConsentStatement[] {
  const newest = new Map<string, ConsentStatement>()
  for (const one of inOrder(statements)) newest.set(`${one.purpose} ${one.channel}`, one)
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** Whether a message for a purpose over a channel is allowed on a day (of Tehran). */
export function verdictOf(
  statements: readonly ConsentStatement[],
  { purpose, channel, today }: { readonly purpose: string; readonly channel: string; readonly today: string },
): ConsentVerdict {
  const covers = (one: ConsentStatement): boolean =>
    [purpose, all].includes(one.purpose) && [channel, all].includes(one.channel)
  const statement = inOrder(statements.filter(covers)).at(-1)
  if (statement === undefined) return { isAllowed: false, reason: 'nothingSaid' }
  if (statement.state === 'withdrawn') return { isAllowed: false, reason: 'withdrawn', statement }
  const isExpired = statement.validUntilOn !== undefined && statement.validUntilOn < today
  return { isAllowed: !isExpired, reason: isExpired ? 'expired' : 'given', statement }
}

/** The oldest first; of two at the same instant the withdrawal counts. */
function inOrder(statements: readonly ConsentStatement[]): readonly ConsentStatement[] {
  const rank = ({ state }: ConsentStatement): number => (state === 'withdrawn' ? 1 : 0)
  return [...statements].sort((a, b) =>
    a.at === b.at ? rank(a) - rank(b) || (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1,
  )
}

/** Which runs are asked for, in the words of the store. */
import type mongoose from 'mongoose'

import type { Place } from './page-cursor.ts'
import type { RunDocument, RunIndex } from './runs.ts'

/** Which runs; `before` is the (startedAt, id) of the last one seen. Newest first. */
export interface RunQuery {
  readonly flow?: string
  readonly status?: RunIndex['status']
  readonly businessKey?: string
  readonly element?: string
  readonly incident?: string
  readonly version?: number
  readonly parent?: string
  readonly correlationId?: string
  readonly ids?: readonly string[]
  readonly startedAfter?: Date
  readonly startedBefore?: Date
  readonly endedBefore?: Date
  /** Started at this instant or earlier. */
  readonly notAfter?: Date
  readonly before?: Place
}

/** The filter of a query. */
export function runFilter(query: RunQuery): mongoose.mongo.Filter<RunDocument> {
  const { before, ids } = query
  return {
    ...equalities(query),
    ...(ids !== undefined && { _id: { $in: [...ids] } }),
    ...span('startedAt', { $gte: query.startedAfter, $lt: query.startedBefore, $lte: query.notAfter }),
    ...span('endedAt', { $lt: query.endedBefore }),
    ...(before !== undefined && {
      $or: [{ startedAt: { $lt: before.at } }, { startedAt: before.at, _id: { $lt: before.id } }],
    }),
  }
}

/** Fields of the document by those of the query, for those that must be equal. */
const equal = {
  flow: 'flow',
  version: 'version',
  status: 'status',
  businessKey: 'businessKey',
  correlationId: 'correlationId',
  element: 'elements',
  incident: 'incidents',
  parent: 'parent.run',
} as const satisfies Partial<Record<keyof RunQuery, string>>

function equalities(query: RunQuery): object {
  const names = Object.keys(equal) as (keyof typeof equal)[]
  return Object.fromEntries(
    names.flatMap((name) => (query[name] === undefined ? [] : [[equal[name], query[name]]])),
  )
}

function span(field: string, bounds: Readonly<Record<string, Date | undefined>>): object {
  const given = Object.entries(bounds).filter(([, bound]) => bound !== undefined)
  return given.length === 0 ? {} : { [field]: Object.fromEntries(given) }
}

/**
 * Fields of records that a source's settings make from its rows by FEEL. Pure: the instant is handed in. A row that
 * cannot be mapped has a `problem` instead, so that it alone is turned away.
 */
import type { SourceItem, Sources } from '../../adapters/adapter.ts'
import type { FieldError } from '../../contracts/problems.ts'
import { compileExpression } from '../expressions/expression.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { nestedFields } from '../values/nested-fields.ts'

/** Field → FEEL expression over the columns of a row. */
export type Fields = Readonly<Record<string, string>>

/** The items with their fields; those without a row stay as they are. Fields that come out as null are left away. */
export function withFields(items: readonly SourceItem[], fields: Fields, now: Date): readonly SourceItem[] {
  return items.map((item) => {
    const { body } = item
    if (body.kind !== 'sourceRecord' || body.row === undefined) return item
    const { row, ...rest } = body
    const made = { row, data: rest.data }
    try {
      const data = nestedFields([...Object.entries(rest.data), ...evaluated(fields, row, now)])
      return { ...item, body: { ...rest, made, data } }
    } catch (thrown) {
      const { problem = thrown instanceof Error ? thrown.message : String(thrown) } = rest
      return { ...item, body: { ...rest, made, problem } }
    }
  })
}

function evaluated(fields: Fields, row: JsonObject, now: Date): readonly (readonly [string, Json])[] {
  return Object.entries(fields).flatMap(([field, text]): [string, Json][] => {
    const value = compileExpression(text).evaluate(row, { now })
    return value === null ? [] : [[field, value]]
  })
}

/** Every expression of a connection's sources that is not FEEL, with its place. */
export function fieldProblems(sources: Sources): readonly FieldError[] {
  return Object.entries(sources).flatMap(([name, source]) =>
    source.kind === 'poll'
      ? Object.entries(source.fields ?? {}).flatMap(([field, text]): FieldError[] => {
          const { problem } = compileExpression(text)
          return problem === undefined
            ? []
            : [{ path: `settings/${name}/fields/${field}`, message: `is not FEEL: ${problem.message}` }]
        })
      : [],
  )
}

/** Every expression of the settings that is not FEEL, with its place. */
export function expressionProblems(expressions: Readonly<Record<string, string>>): readonly FieldError[] {
  return Object.entries(expressions).flatMap(([place, text]): FieldError[] => {
    const { problem } = compileExpression(text)
    return problem === undefined
      ? []
      : [{ path: `settings/${place}`, message: `is not FEEL: ${problem.message}` }]
  })
}

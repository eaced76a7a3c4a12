/** Fields of the input as query parameters, lists and objects in the ways in which remotes read them. Pure. */
import { Type, type Static } from 'typebox'

import { FieldPath, leafText, valueAt } from '../field-path.ts'

/** Where a parameter comes from; a path alone repeats the parameter for each item of a list. */
export const QueryParameter = Type.Union([
  FieldPath,
  Type.Object(
    {
      from: FieldPath,
      as: Type.Enum(['repeated', 'brackets', 'comma', 'space', 'pipe', 'json'], {
        description:
          'How a list or an object is written: `a=1&a=2`, `a[]=1&a[]=2` (an object: `a[x]=1&a[y]=2`), `a=1,2`, `a=1 2`, `a=1|2`, or as JSON.',
      }),
    },
    { additionalProperties: false },
  ),
])
export type QueryParameter = Static<typeof QueryParameter>

/** The field of the input that a parameter takes. */
export function fieldOf(parameter: QueryParameter): string {
  return typeof parameter === 'string' ? parameter : parameter.from
}

/** Names and values in order, not encoded yet. What the input does not have is left out. */
export function queryPairs(
  query: Readonly<Record<string, QueryParameter>>,
  input: unknown,
): readonly (readonly [string, string])[] {
  return Object.entries(query).flatMap(([name, parameter]) => {
    const value = valueAt(input, fieldOf(parameter))
    if (value === undefined || value === null) return []
    const as = typeof parameter === 'string' ? 'repeated' : parameter.as
    return pairsOf(name, value, as)
  })
}

type Way = Exclude<QueryParameter, string>['as']
const separators = { comma: ',', space: ' ', pipe: '|' } as const

function pairsOf(name: string, value: unknown, as: Way): readonly (readonly [string, string])[] {
  if (as === 'json') return [[name, JSON.stringify(value)]]
  const text = leafText(value)
  if (text !== undefined) return [[name, text]]
  const items = Object.entries(value as object).map(([key, item]): [string, string] => [
    key,
    leafText(item) ?? JSON.stringify(item),
  ])
  if (as === 'brackets') {
    const isList = Array.isArray(value)
    return items.map(([key, item]) => [`${name}[${isList ? '' : key}]`, item])
  }
  if (as === 'repeated') return items.map(([, item]) => [name, item])
  return items.length === 0 ? [] : [[name, items.map(([, item]) => item).join(separators[as])]]
}

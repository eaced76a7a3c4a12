/** The output of an operation made by FEEL from the reply: for what stands elsewhere, is named otherwise, or is in a header. */
import { fail } from '../../../engine/values/failure.ts'
import type { Json, JsonObject } from '../../../engine/values/json.ts'
import type { Io } from '../../adapter.ts'

/** Field of the output → FEEL over `reply`, `status`, `headers` and `input`. */
export type ReplyMap = Readonly<Record<string, string>>

/** What the expressions see. */
export interface MappedFrom {
  readonly reply: unknown
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly input: unknown
}

/**
 * Makes the mapping of one operation; what comes out as null is left away. Raises `misconfigured` for what is not FEEL;
 * the mapping raises `unreadable`, naming field and expression, when one fails on a reply.
 */
export function replyMapping(name: string, map: ReplyMap, io: Io): (from: MappedFrom) => JsonObject {
  const fields = Object.entries(map).map(([field, text]) => {
    const expression = io.expression(text)
    if (expression.problem === undefined) return { field, expression }
    throw fail('misconfigured', `In the map of ${name}, ${field} is not FEEL: ${expression.problem}`)
  })
  return (from) =>
    Object.fromEntries(
      fields.flatMap(({ field, expression }): [string, Json][] => {
        try {
          const value = expression.evaluate(from as unknown as JsonObject)
          return value === null ? [] : [[field, value]]
        } catch (cause) {
          const words = cause instanceof Error ? cause.message : String(cause)
          throw fail('unreadable', `The reply to ${name} cannot be mapped, ${field}: ${words}`)
        }
      }),
    )
}

/** Which parts of a condition did not hold, and the values that they saw. */
import type { Json, JsonObject } from '../values/json.ts'
import { feelOf, fieldsOf, pathOf, predicateOf, type Truth } from './condition.ts'
import type { Condition } from './model.ts'

/** A part that did not hold. */
export interface FailedTest {
  /** In FEEL. */
  readonly condition: string
  readonly holds: Truth
  /** Null: it is not there. */
  readonly saw: JsonObject
}

/** The smallest parts because of which a condition does not hold; empty when it does. */
export function failedTests(condition: Condition, facts: JsonObject, now: Date): readonly FailedTest[] {
  const holds = truthOf(condition, facts, now)
  if (holds === true) return []
  if ('all' in condition) return condition.all.flatMap((part) => failedTests(part, facts, now))
  if ('any' in condition) return condition.any.flatMap((part) => failedTests(part, facts, now))
  return [{ condition: feelOf(condition), holds, saw: seen(condition, facts) }]
}

/** A part that was not asked before, because another had failed already, may fail in ways of its own. */
function truthOf(condition: Condition, facts: JsonObject, now: Date): Truth {
  try {
    return predicateOf(condition)(facts, now)
  } catch {
    return null
  }
}

function seen(condition: Condition, facts: JsonObject): JsonObject {
  const fields = 'feel' in condition ? wordsIn(condition.feel, facts) : fieldsOf(condition)
  return Object.fromEntries(fields.map((field): [string, Json] => [field, pathOf(field)(facts) ?? null]))
}

/** The facts that a FEEL text names. */
function wordsIn(text: string, facts: JsonObject): readonly string[] {
  const words = new Set(text.match(/[\p{L}_$][\p{L}\p{N}\p{M}_$\u200c\u200d]*/gu) ?? [])
  return Object.keys(facts).filter((name) => words.has(name))
}

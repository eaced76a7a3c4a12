/** FEEL in tests: what an expression gives at a fixed moment. */
import assert from 'node:assert/strict'

import { compileExpression, type Moment } from '../../engine/expressions/expression.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'

/** The moment of every evaluation in tests: Nowruz 1405, with chance that is always one half. */
export const moment: Moment = { now: new Date('2026-03-21T09:00:00.123Z'), random: () => 0.5 }

/** What an expression gives. */
export const feel = (text: string, variables: JsonObject = {}): Json =>
  compileExpression(text).evaluate(variables, moment)

/** Asserts what each expression gives. */
export function gives(table: Readonly<Record<string, Json>>, variables: JsonObject = {}): void {
  for (const [text, wanted] of Object.entries(table)) assert.deepEqual(feel(text, variables), wanted, text)
}

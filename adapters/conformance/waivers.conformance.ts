/**
 * Exceptions from the conformance rules. The list only shrinks: the test fails when an exception is not needed any
 * more, and when it names an adapter or a rule that does not exist.
 */

/** One exception. */
export interface Waiver {
  readonly adapter: string
  /** Name of the rule. */
  readonly rule: string
  /** Why this adapter cannot keep it, for somebody who reads it in a year. */
  readonly reason: string
  /** The day on which it was granted, `YYYY-MM-DD`. */
  readonly on: string
}

/** The exceptions. */
export const waivers: readonly Waiver[] = []

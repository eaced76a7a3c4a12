/** Ranges and the comparisons that unary tests are (`> 5`), as values. */
import type { Value } from './value.ts'

/** Values between two ends. An end that is null is open: `> 5` ends nowhere. */
export class FeelRange {
  readonly kind = 'range'
  readonly start: Value
  readonly end: Value
  readonly isStartIncluded: boolean
  readonly isEndIncluded: boolean
  /** The operator it was written with; absent for an interval. Two that are written differently never equal. */
  readonly operator: TestOperator | undefined

  constructor(
    ends: { readonly start: Value; readonly end: Value },
    included: { readonly start: boolean; readonly end: boolean },
    operator?: TestOperator,
  ) {
    this.start = ends.start
    this.end = ends.end
    this.isStartIncluded = included.start
    this.isEndIncluded = included.end
    this.operator = operator
  }
}

/** How a unary test may begin. */
export type TestOperator = '=' | '!=' | '<' | '<=' | '>' | '>='

/** The range that a unary test such as `> 5` stands for. */
export function rangeOfTest(operator: TestOperator, value: Value): FeelRange {
  const isLower = operator.startsWith('>')
  const isUpper = operator.startsWith('<')
  const isIncluded = operator.endsWith('=')
  return new FeelRange(
    { start: isUpper ? null : value, end: isLower ? null : value },
    { start: !isUpper && isIncluded, end: !isLower && isIncluded },
    operator,
  )
}

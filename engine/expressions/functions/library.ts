/** Every built-in function, by its name in FEEL. One file per family; the next function is a line in one. */
import { FeelFunction } from '../values/function.ts'
import { booleanFunctions } from './booleans.ts'
import { contextFunctions } from './contexts.ts'
import { conversionFunctions } from './conversions.ts'
import { listFunctions } from './lists.ts'
import type { Family } from './parameters.ts'
import { numberFunctions } from './numbers.ts'
import { rangeFunctions } from './ranges.ts'
import { statisticsFunctions } from './statistics.ts'
import { stringFunctions } from './strings.ts'
import { temporalFunctions } from './temporals.ts'

const families: readonly Family[] = [
  booleanFunctions,
  contextFunctions,
  conversionFunctions,
  listFunctions,
  numberFunctions,
  rangeFunctions,
  statisticsFunctions,
  stringFunctions,
  temporalFunctions,
]

/** The built-in functions by name. */
export const library: ReadonlyMap<string, FeelFunction> = new Map(
  families.flatMap((family) =>
    Object.entries(family).map(([name, signatures]) => [name, new FeelFunction(name, signatures)] as const),
  ),
)

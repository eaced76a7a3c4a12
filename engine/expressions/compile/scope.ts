/** Where names are looked for while an expression is compiled. Each scope is one frame of the evaluation. */
import type { Run } from '../evaluation.ts'
import type { Syntax } from '../syntax.ts'
import type { Value } from '../values/value.ts'

/** What is known about the text that is being compiled. */
export interface Unit {
  /** Compiles a node by its kind. */
  readonly compile: (node: Syntax, scope: Scope) => Run
  /** Notes what is wrong at a node; the text then has a problem and is never evaluated. */
  readonly complain: (node: Syntax, words: string) => void
  /** The variables that the text may read; grows while it is compiled. */
  readonly reads: Set<string>
  /** Types that are known from outside, by name. */
  readonly types: ReadonlyMap<string, (value: Value) => boolean>
  /** Names that are known from outside and may be functions. */
  readonly names: ReadonlySet<string>
}

/** The names of one frame. */
export interface Scope {
  readonly unit: Unit
  readonly parent?: Scope
  /** The values of the frame, in order. */
  readonly names: readonly string[]
  /** The frame's value 0 is an item whose own entries count before everything else. */
  readonly isFilter?: true
  /** Which of the names were looked up. */
  readonly used: Set<string>
}

/** Where a name may be found: a number of frames outwards, at an index or as an entry of the item. */
export interface Place {
  readonly hops: number
  /** Absent: as an entry of the item. */
  readonly index?: number
}

/** A scope within another. */
export const inner = (parent: Scope, names: readonly string[], isFilter?: true): Scope => ({
  unit: parent.unit,
  parent,
  names,
  used: new Set(),
  ...(isFilter && { isFilter }),
})

/** The places of a name from the inside out, up to the first where it certainly is; else it is a variable. */
export function placesOf(
  name: string,
  scope: Scope,
): { readonly places: readonly Place[]; readonly isLocal: boolean } {
  const places: Place[] = []
  let hops = 0
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.isFilter) places.push({ hops })
    const index = at.names.lastIndexOf(name)
    if (index >= 0) {
      at.used.add(name)
      return { places: [...places, { hops, index }], isLocal: true }
    }
    hops += 1
  }
  return { places, isLocal: false }
}

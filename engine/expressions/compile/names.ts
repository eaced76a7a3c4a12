/** Names: variables, what surrounds them, and the entries and properties behind a point. */
import { type Frame, type Run, warn } from '../evaluation.ts'
import { library } from '../functions/library.ts'
import { normalName, type Syntax } from '../syntax.ts'
import { propertyOf } from '../values/properties.ts'
import { entryOf, isContext, isList, type Value } from '../values/value.ts'
import { type Place, placesOf, type Scope } from './scope.ts'

/** The name that a node of identifiers means. */
export const nameIn = (node: Syntax): string => normalName(node.text.replace(/\s+/g, ' '))

/** A name that stands for a value. */
export function compileName(node: Syntax, scope: Scope): Run {
  const name = node.name === '?' ? '?' : nameIn(node)
  return lookUp(name, { node, scope })
}

/** Reads a name where it is used. */
export function lookUp(name: string, { node, scope }: { node: Syntax; scope: Scope }): Run {
  const { places, isLocal } = placesOf(name, scope)
  const [nearest] = places
  if (isLocal && places.length === 1 && nearest?.index !== undefined)
    return atSlot(nearest.hops, nearest.index)
  if (!isLocal) scope.unit.reads.add(name)
  const outside = isLocal ? undefined : variable(name, node)
  return places.length === 0 && outside !== undefined ? outside : throughItems(name, places, outside)
}

function atSlot(hops: number, index: number): Run {
  if (hops === 0) return ({ values }) => values[index] ?? null
  if (hops === 1) return ({ parent }) => parent?.values[index] ?? null
  return (frame) => frameAt(frame, hops)?.values[index] ?? null
}

function frameAt(frame: Frame, hops: number): Frame | undefined {
  let at: Frame | undefined = frame
  for (let left = hops; left > 0 && at !== undefined; left -= 1) at = at.parent
  return at
}

/** A variable, else the built-in function of that name. */
function variable(name: string, node: Syntax): Run {
  const builtIn = library.get(name) ?? null
  const position = node.from
  return (frame) => {
    const { variables } = frame.evaluation
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (value !== undefined) return value
    if (builtIn !== null) return builtIn
    return warn(frame, { kind: 'unknownVariable', message: `there is no variable "${name}"`, position })
  }
}

/** Within filters a name is first an entry of the item, then what it is outside. */
function throughItems(name: string, places: readonly Place[], outside: Run | undefined): Run {
  return (frame) => {
    for (const place of places) {
      const found = foundAt(frame, place, name)
      if (found !== undefined) return found
    }
    return outside === undefined ? null : outside(frame)
  }
}

function foundAt(frame: Frame, { hops, index }: Place, name: string): Value | undefined {
  const values = frameAt(frame, hops)?.values
  if (index !== undefined) return values?.[index]
  const item = values?.[0] ?? null
  return isContext(item) ? entryNamed(item, name) : undefined
}

/** What stands behind a point: an entry, a property, or of a list those of its items. */
export function compilePath(node: Syntax, scope: Scope): Run {
  const [target, , path] = node.children
  if (target === undefined || path === undefined) return () => null
  const run = scope.unit.compile(target, scope)
  const name = nameIn(path)
  const position = path.from
  const read = (value: Value): Value | undefined =>
    isContext(value) ? entryNamed(value, name) : propertyOf(value, name)
  return (frame) => {
    const value = run(frame)
    if (isList(value)) return value.map((item) => read(item) ?? null)
    const found = read(value)
    if (found !== undefined) return found
    return warn(frame, { kind: 'unknownEntry', message: `there is no "${name}"`, position })
  }
}

/** An entry by its exact name, else by the same words with other blanks around operators. */
function entryNamed(target: { readonly [name: string]: Value }, name: string): Value | undefined {
  const exact = entryOf(target, name)
  if (exact !== undefined || /^\p{L}*$/u.test(name)) return exact
  const key = Object.keys(target).find((other) => normalName(other) === name)
  return key === undefined ? undefined : target[key]
}

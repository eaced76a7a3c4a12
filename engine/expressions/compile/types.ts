/** Types, as in `x instance of list<number>` and in `function(a: number)`. */
import type { Run } from '../evaluation.ts'
import { normalName, type Syntax } from '../syntax.ts'
import { FeelFunction } from '../values/function.ts'
import { entryOf, isContext, isList, type Kind, kindOf, type Value } from '../values/value.ts'
import type { Scope } from './scope.ts'

/** Whether a value is of a type. Null is of no type but `Null`. */
export type TypeTest = (value: Value) => boolean

const ofKind =
  (kind: Kind): TypeTest =>
  (value) =>
    kindOf(value) === kind

const named: Readonly<Record<string, TypeTest>> = {
  Any: (value) => value !== null,
  Null: (value) => value === null,
  duration: (value) => kindOf(value).endsWith('duration'),
  ...Object.fromEntries(
    (
      [
        'boolean',
        'number',
        'string',
        'list',
        'context',
        'date',
        'time',
        'date and time',
        'days and time duration',
        'years and months duration',
        'range',
        'function',
      ] as const
    ).map((kind) => [kind, ofKind(kind)]),
  ),
}

/** `x instance of T`. */
export function compileInstanceOf(node: Syntax, scope: Scope): Run {
  const [subject] = node.children
  const run: Run = subject ? scope.unit.compile(subject, scope) : () => null
  const type = node.children.at(-1)
  const test = type === undefined ? () => false : typeTestOf(type, scope)
  return (frame) => test(run(frame))
}

/** The test of a type; an unknown one is complained about. */
export function typeTestOf(node: Syntax, scope: Scope): TypeTest {
  const [type = node] = node.name === 'Type' ? node.children : []
  switch (type.name) {
    case 'ListType':
      return listTest(type, scope)
    case 'ContextType':
      return contextTest(type, scope)
    case 'FunctionType':
      return functionTest(type)
    default:
      return namedTest(type, scope)
  }
}

function namedTest(node: Syntax, { unit }: Scope): TypeTest {
  const name = normalName(node.text)
  const test = Object.hasOwn(named, name) ? named[name] : unit.types.get(name)
  if (test !== undefined) return test
  unit.complain(node, `"${name}" is not a type`)
  return () => false
}

function listTest(node: Syntax, scope: Scope): TypeTest {
  const element = node.children.find(({ name }) => name === 'Type')
  const test = element === undefined ? () => true : typeTestOf(element, scope)
  return (value) => isList(value) && value.every(test)
}

function contextTest(node: Syntax, scope: Scope): TypeTest {
  const entries = node.children
    .flatMap(({ children }) => children)
    .filter(({ name }) => name === 'ContextEntryType')
    .map(({ children: [key, type] }) => ({
      key: normalName(key?.text ?? ''),
      test: type === undefined ? () => true : typeTestOf(type, scope),
    }))
  return (value) =>
    isContext(value) &&
    entries.every(({ key, test }) => {
      const entry = entryOf(value, key)
      return entry !== undefined && (entry === null || test(entry))
    })
}

function functionTest(node: Syntax): TypeTest {
  const types = node.children.find(({ name }) => name === 'ArgumentTypes')
  const count = types?.children.length ?? 0
  return (value) =>
    value instanceof FeelFunction && value.signatures.some((one) => one.parameters.length === count)
}

/** Calls, and functions defined in the expression. */
import { EvaluationFailed, type Frame, type Run, warn } from '../evaluation.ts'
import { library } from '../functions/library.ts'
import { normalName, type Syntax } from '../syntax.ts'
import { call, callByName, FeelFunction, type Parameter, refused } from '../values/function.ts'
import { isList, kindOf, type Value } from '../values/value.ts'
import { lookUp, nameIn } from './names.ts'
import { inner, placesOf, type Scope } from './scope.ts'
import { typeTestOf } from './types.ts'

/** Functions whose result is known as soon as their arguments are. */
const foldable = new Set(['date', 'time', 'date and time', 'duration'])
const constants = new Set(['StringLiteral', 'NumericLiteral'])

/** `f(a, b)`, `f(name: a)`, and the constructors of dates and durations. */
export function compileCall(node: Syntax, scope: Scope): Run {
  const [callee] = node.children
  if (callee === undefined) return () => null
  if (callee.name === 'AtLiteral') return scope.unit.compile(callee, scope)
  const args = node.children.find(({ name }) => name.endsWith('Parameters'))
  const name = nameOfCallee(callee)
  const target = name === undefined ? scope.unit.compile(callee, scope) : functionNamed(name, callee, scope)
  const run = args?.name === 'NamedParameters' ? byName(target, args, scope) : byPosition(target, args, scope)
  return name !== undefined && foldable.has(name) && isConstant(args) ? once(run) : run
}

const isConstant = (args: Syntax | undefined): boolean =>
  args?.name === 'PositionalParameters' && args.children.every(({ name }) => constants.has(name))

function nameOfCallee(node: Syntax): string | undefined {
  if (node.name === 'VariableName') return nameIn(node)
  return node.name === 'DateTimeConstructor' || node.name === 'SpecialFunctionName'
    ? normalName(node.text)
    : undefined
}

/** What the expression itself names, else the built-in, whatever variables are called, else what is known outside. */
function functionNamed(name: string, node: Syntax, scope: Scope): Run {
  const { isLocal, places } = placesOf(name, scope)
  const builtIn = library.get(name)
  if (builtIn !== undefined && !isLocal) return () => builtIn
  if (!isLocal && places.length === 0 && !scope.unit.names.has(name)) {
    scope.unit.complain(node, `it calls a function that does not exist, "${name}",`)
  }
  return lookUp(name, { node, scope })
}

function byPosition(target: Run, args: Syntax | undefined, scope: Scope): Run {
  const runs = (args?.children ?? []).map((child) => scope.unit.compile(child, scope))
  const position = args?.from ?? 0
  return (frame) => {
    const f = callable(target(frame))
    const values = runs.map((run) => run(frame))
    const result = call(f, values, frame.evaluation)
    return result === undefined ? refuse(frame, { f, values, position }) : result
  }
}

function byName(target: Run, args: Syntax, scope: Scope): Run {
  const runs = args.children.map(({ children: [name, value] }) => ({
    name: normalName(name?.text ?? ''),
    run: value ? scope.unit.compile(value, scope) : (): Value => null,
  }))
  return (frame) => {
    const f = callable(target(frame))
    const values = new Map(runs.map(({ name, run }) => [name, run(frame)]))
    const result = callByName(f, values, frame.evaluation)
    return result === undefined
      ? refuse(frame, { f, values: [...values.values()], position: args.from })
      : result
  }
}

function callable(value: Value): FeelFunction {
  if (value instanceof FeelFunction) return value
  throw new EvaluationFailed('calls a function that does not exist')
}

function refuse(
  frame: Frame,
  { f, values, position }: { f: FeelFunction; values: readonly Value[]; position: number },
): null {
  const message = `${f.name === '' ? 'the function' : f.name} does not take (${values.map(kindOf).join(', ')})`
  return warn(frame, { kind: 'refusedArguments', message, position })
}

/** The value of the first run, for ever. Nothing that is noted while it is computed gets lost. */
function once(run: Run): Run {
  let value: Value | undefined
  return (frame) => {
    value ??= run(frame)
    return value
  }
}

/** `function(a: number, b) a + b`. */
export function compileFunction(node: Syntax, scope: Scope): Run {
  const external = node.children.find(({ name }) => name === 'external')
  if (external !== undefined) scope.unit.complain(external, 'there are no external functions here')
  const formal = node.children.find(({ name }) => name === 'FormalParameters')?.children ?? []
  const parameters = formal.map((one) => parameterOf(one, scope))
  const body = node.children.find(({ name }) => name === 'FunctionBody')?.children[0]
  const names = parameters.map(({ name }) => name)
  const run: Run = body ? scope.unit.compile(body, inner(scope, names)) : () => null
  return (parent) =>
    new FeelFunction('', [
      {
        parameters,
        compute: (args) => run({ evaluation: parent.evaluation, parent, values: args as Value[] }),
      },
    ])
}

/** Null fits every type; a list of one counts as its item. */
function parameterOf({ children: [name, type] }: Syntax, scope: Scope): Parameter<Value> {
  const test = type === undefined ? () => true : typeTestOf(type, scope)
  return {
    name: normalName(name?.text ?? ''),
    accept: (argument) => {
      if (argument === null || test(argument)) return argument
      const [only = null] = isList(argument) && argument.length === 1 ? argument : []
      return only !== null && test(only) ? only : refused
    },
  }
}

/** Compiles a syntax tree to closures: one function per kind of node, in one table. */
import type { Run } from '../evaluation.ts'
import type { Syntax } from '../syntax.ts'
import { compileFilter, compileFor, compileQuantified } from './collections.ts'
import { compileCall, compileFunction } from './functions.ts'
import {
  compileAtLiteral,
  compileBoolean,
  compileContext,
  compileList,
  compileNull,
  compileNumber,
  compileString,
} from './literals.ts'
import { compileName, compilePath } from './names.ts'
import {
  compileArithmetic,
  compileBetween,
  compileComparison,
  compileConjunction,
  compileDisjunction,
  compileIf,
} from './operators.ts'
import type { Scope, Unit } from './scope.ts'
import { compileInstanceOf, type TypeTest } from './types.ts'
import { compileIn, compileRange, compileUnaryTestsText } from './unary-tests.ts'

type Compile = (node: Syntax, scope: Scope) => Run

const kinds: Readonly<Record<string, Compile>> = {
  Expression: within(0),
  ParenthesizedExpression: within(1),
  UnaryTests: compileUnaryTestsText,
  NumericLiteral: compileNumber,
  StringLiteral: compileString,
  BooleanLiteral: compileBoolean,
  null: compileNull,
  AtLiteral: compileAtLiteral,
  DateTimeLiteral: compileCall,
  FunctionInvocation: compileCall,
  FunctionDefinition: compileFunction,
  List: compileList,
  Context: compileContext,
  VariableName: compileName,
  '?': compileName,
  PathExpression: compilePath,
  FilterExpression: compileFilter,
  ForExpression: compileFor,
  QuantifiedExpression: compileQuantified,
  IfExpression: compileIf,
  ArithmeticExpression: compileArithmetic,
  Comparison: (node, scope) => comparisonFor(node)(node, scope),
  Conjunction: compileConjunction,
  Disjunction: compileDisjunction,
  InstanceOfExpression: compileInstanceOf,
  SimplePositiveUnaryTest: compileRange,
}

function within(index: number): Compile {
  return (node, scope) => {
    const child = node.children[index]
    return child === undefined ? () => null : scope.unit.compile(child, scope)
  }
}

function comparisonFor({ children: [, operator] }: Syntax): Compile {
  if (operator?.name === 'in') return compileIn
  return operator?.name === 'between' ? compileBetween : compileComparison
}

/** What a tree compiles to. */
export interface CompiledTree {
  readonly run: Run
  /** The variables that it may read. */
  readonly reads: ReadonlySet<string>
  /** What is wrong with it although it parses, first things first. */
  readonly complaints: readonly { readonly position: number; readonly words: string }[]
}

/** Names and types that are known from outside. */
export interface Surroundings {
  readonly names: ReadonlySet<string>
  readonly types: ReadonlyMap<string, TypeTest>
}

/** Compiles a tree; `inputs` are the names of the first frame's values (`?` for unary tests). */
export function compileTree(
  tree: Syntax,
  inputs: readonly string[],
  { names, types }: Surroundings,
): CompiledTree {
  const reads = new Set<string>()
  const complaints: { position: number; words: string }[] = []
  const unit: Unit = {
    names,
    types,
    reads,
    complain: ({ from }, words) => complaints.push({ position: from, words }),
    compile: (node, scope) => {
      const compile = kinds[node.name]
      if (compile !== undefined) return compile(node, scope)
      complaints.push({ position: node.from, words: `"${node.text.slice(0, 30)}" does not belong here` })
      return () => null
    },
  }
  const run = unit.compile(tree, { unit, names: inputs, used: new Set() })
  return { run, reads, complaints: complaints.toSorted((a, b) => a.position - b.position) }
}

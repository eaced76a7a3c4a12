/**
 * As much of a DMN model as the test cases about FEEL need around our expressions: decisions, business
 * knowledge models, decision services, boxed expressions and item definitions. What fails is null, as DMN says.
 */
import { compileTree } from '../../engine/expressions/compile/compile.ts'
import type { TypeTest } from '../../engine/expressions/compile/types.ts'
import type { Evaluation } from '../../engine/expressions/evaluation.ts'
import { parse } from '../../engine/expressions/syntax.ts'
import { FeelFunction, refused } from '../../engine/expressions/values/function.ts'
import {
  contextOf,
  entryOf,
  isContext,
  isList,
  kindOf,
  type Value,
} from '../../engine/expressions/values/value.ts'
import { attributeOf, childOf, childrenOf, type Element } from './xml.ts'

/** Values by name. */
type Scope = Readonly<Record<string, Value>>

/** A model that can decide. */
export interface Model {
  /** The value of a decision for the given inputs; null when anything goes wrong. */
  decide(decision: string, inputs: Scope): Value
  /** The value of a decision service. */
  serve(service: string, inputs: Scope): Value
}

const boxed = new Set([
  'literalExpression',
  'context',
  'invocation',
  'functionDefinition',
  'list',
  'relation',
])

/** Reads a model. */
export function modelOf(definitions: Element): Model {
  const types = typesOf(definitions)
  const byId = new Map(definitions.children.map((element) => [`#${attributeOf(element, 'id')}`, element]))

  /** What a decision or knowledge model sees: the inputs, and all that it requires. */
  function seenBy(element: Element, inputs: Scope): Scope {
    const references = [
      ...childrenOf(element, 'informationRequirement'),
      ...childrenOf(element, 'knowledgeRequirement'),
    ]
    const seen = references.flatMap(({ children: [reference] }): (readonly [string, Value])[] => {
      const required = byId.get(attributeOf(reference, 'href'))
      if (required === undefined || required.name === 'inputData') return []
      return [[attributeOf(required, 'name'), valueOf(required, inputs)]]
    })
    return { ...inputs, ...Object.fromEntries(seen) }
  }

  function valueOf(element: Element, inputs: Scope): Value {
    if (element.name === 'businessKnowledgeModel') return knowledge(element, inputs)
    if (element.name === 'decisionService') return service(element, inputs)
    const expression = element.children.find(({ name }) => boxed.has(name))
    const variable = childOf(element, 'variable')
    return coerced(evaluate(expression, seenBy(element, inputs)), attributeOf(variable, 'typeRef'))
  }

  function knowledge(element: Element, inputs: Scope): Value {
    const logic = childOf(element, 'encapsulatedLogic')
    const type = attributeOf(childOf(element, 'variable'), 'typeRef')
    return logic === undefined ? null : functionOf(logic, seenBy(element, inputs), type)
  }

  function service(element: Element, inputs: Scope): FeelFunction {
    const names = [...childrenOf(element, 'inputDecision'), ...childrenOf(element, 'inputData')].map(
      (reference) => {
        const input = byId.get(attributeOf(reference, 'href'))
        return { name: attributeOf(input, 'name'), type: attributeOf(childOf(input, 'variable'), 'typeRef') }
      },
    )
    const outputs = childrenOf(element, 'outputDecision').map((output) =>
      byId.get(attributeOf(output, 'href')),
    )
    const returned = childOf(
      definitions.children.find(
        (one) => attributeOf(one, 'name') === attributeOf(childOf(element, 'variable'), 'typeRef'),
      ),
      'functionItem',
    )
    return made(names, (given) => {
      const [output] = outputs
      const value = output === undefined ? null : valueOf(output, { ...inputs, ...given })
      return coerced(value, attributeOf(returned, 'outputTypeRef'))
    })
  }

  function functionOf(element: Element, scope: Scope, returns: string): FeelFunction {
    const parameters = childrenOf(element, 'formalParameter').map((one) => ({
      name: attributeOf(one, 'name'),
      type: attributeOf(one, 'typeRef'),
    }))
    const body = element.children.find(({ name }) => boxed.has(name))
    return made(parameters, (given) => coerced(evaluate(body, { ...scope, ...given }), returns))
  }

  function made(
    parameters: readonly { readonly name: string; readonly type: string }[],
    compute: (given: Scope) => Value,
  ): FeelFunction {
    return new FeelFunction('', [
      {
        parameters: parameters.map(({ name, type }) => ({
          name,
          accept: (argument: Value) => {
            const value = coerced(argument, type)
            return value === null && argument !== null ? refused : value
          },
        })),
        compute: (args) =>
          compute(
            Object.fromEntries(parameters.map(({ name }, index) => [name, (args[index] ?? null) as Value])),
          ),
      },
    ])
  }

  function coerced(value: Value, type: string): Value {
    const test = types.get(type)
    if (value === null || test === undefined || test(value)) return value
    const [only = null] = isList(value) && value.length === 1 ? value : []
    if (only !== null && test(only)) return only
    return test([value]) ? [value] : null
  }

  function evaluate(element: Element | undefined, scope: Scope): Value {
    switch (element?.name) {
      case 'literalExpression':
        return coerced(evaluateText(textIn(element), scope, types), attributeOf(element, 'typeRef'))
      case 'context':
        return evaluateContext(element, scope)
      case 'invocation':
        return evaluateInvocation(element, scope)
      case 'functionDefinition':
        return functionOf(element, scope, '')
      case 'list':
        return element.children.filter(({ name }) => boxed.has(name)).map((child) => evaluate(child, scope))
      default:
        return null
    }
  }

  function evaluateContext(element: Element, scope: Scope): Value {
    let seen = scope
    const entries: (readonly [string, Value])[] = []
    for (const entry of childrenOf(element, 'contextEntry')) {
      const variable = childOf(entry, 'variable')
      const body = entry.children.find(({ name }) => boxed.has(name))
      const value = coerced(evaluate(body, seen), attributeOf(variable, 'typeRef'))
      if (variable === undefined) return value
      entries.push([attributeOf(variable, 'name'), value])
      seen = { ...seen, [attributeOf(variable, 'name')]: value }
    }
    return contextOf(entries)
  }

  function evaluateInvocation(element: Element, scope: Scope): Value {
    const bindings = childrenOf(element, 'binding').map((binding) => ({
      name: attributeOf(childOf(binding, 'parameter'), 'name'),
      value: evaluate(
        binding.children.find(({ name }) => boxed.has(name)),
        scope,
      ),
    }))
    const given = Object.fromEntries(bindings.map(({ value }, index) => [`argument${String(index)}`, value]))
    const args = bindings.map(({ name }, index) => `${name}: argument${String(index)}`).join(', ')
    const callee = element.children.find(({ name }) => name === 'literalExpression')
    return evaluateText(
      `${callee === undefined ? 'null' : textIn(callee)}(${args})`,
      { ...scope, ...given },
      types,
    )
  }

  const named = (kind: string, wanted: string): Element | undefined =>
    definitions.children.find((element) => element.name === kind && attributeOf(element, 'name') === wanted)

  return {
    decide: (decision, inputs) => {
      const element = named('decision', decision)
      const given = inputsOf(definitions, inputs, coerced)
      return element === undefined ? null : attempt(() => valueOf(element, given))
    },
    serve: (name, inputs) => {
      const element = named('decisionService', name)
      if (element === undefined) return null
      const given = inputsOf(definitions, inputs, coerced)
      const f = attempt(() => service(element, given))
      if (!(f instanceof FeelFunction)) return null
      const args = f.signatures[0]?.parameters.map((parameter) => given[parameter.name] ?? null) ?? []
      return attempt(() => f.signatures[0]?.compute(args, fresh(given)) ?? null)
    },
  }
}

function inputsOf(
  definitions: Element,
  inputs: Scope,
  coerced: (value: Value, type: string) => Value,
): Scope {
  const declared = childrenOf(definitions, 'inputData').map((input) => {
    const name = attributeOf(input, 'name')
    return [name, coerced(inputs[name] ?? null, attributeOf(childOf(input, 'variable'), 'typeRef'))] as const
  })
  return { ...inputs, ...Object.fromEntries(declared) }
}

/** What DMN calls an error is null. */
function attempt(act: () => Value): Value {
  try {
    return act()
  } catch {
    return null
  }
}

const textIn = (element: Element): string => childOf(element, 'text')?.text ?? ''

const fresh = (variables: Scope): Evaluation => ({
  variables,
  moment: { now: new Date('2026-03-21T09:00:00Z'), random: () => 0.5 },
  warnings: [],
  rounds: 0,
})

/** Evaluates a text of FEEL where these names are known; null when it is none or fails. */
export function evaluateText(
  text: string,
  scope: Scope,
  types: ReadonlyMap<string, TypeTest> = new Map(),
): Value {
  return attempt(() => {
    const parsed = parse(
      text,
      'Expression',
      Object.keys(scope).filter((name) => !/^\w+$/.test(name)),
    )
    if ('problem' in parsed) return null
    const { run, complaints } = compileTree(parsed.tree, [], { names: new Set(Object.keys(scope)), types })
    return complaints.length > 0 ? null : run({ evaluation: fresh(scope), values: [] })
  })
}

const simple = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]

/** The item definitions of a model as tests, beside the simple types. */
function typesOf(definitions: Element): ReadonlyMap<string, TypeTest> {
  const types = new Map<string, TypeTest>(simple.map((kind) => [kind, (value) => kindOf(value) === kind]))
  types.set('dateTime', (value) => kindOf(value) === 'date and time')
  const testOf = (item: Element): TypeTest => {
    const one = itemTest(item)
    if (attributeOf(item, 'isCollection') !== 'true') return one
    return (value) => isList(value) && value.every((element) => one(element))
  }
  const itemTest = (item: Element): TypeTest => {
    const components = childrenOf(item, 'itemComponent')
    if (components.length > 0)
      return (value) => isContext(value) && components.every((part) => hasPart(value, part))
    if (childOf(item, 'functionItem') !== undefined) return functionTest(item)
    const reference = childOf(item, 'typeRef')?.text.trim() ?? ''
    return (value) => types.get(reference)?.(value) ?? true
  }
  const hasPart = (value: Value, part: Element): boolean => {
    const entry = isContext(value) ? entryOf(value, attributeOf(part, 'name')) : undefined
    return entry !== undefined && (entry === null || testOf(part)(entry))
  }
  for (const item of childrenOf(definitions, 'itemDefinition'))
    types.set(attributeOf(item, 'name'), testOf(item))
  return types
}

function functionTest(item: Element): TypeTest {
  const count = childrenOf(childOf(item, 'functionItem') ?? item, 'parameters').length
  return (value) =>
    value instanceof FeelFunction &&
    value.signatures.some(({ parameters, gathers }) => gathers !== undefined || parameters.length === count)
}

/**
 * Runs the FEEL cases of the DMN TCK (https://github.com/dmn-tck/tck) against our expressions:
 *
 *   DMN_TCK=<a checkout of dmn-tck/tck> node --import tsx test/conformance/dmn-tck.ts [part of a suite's name]
 *
 * Counted as feelin counts: every expected result of every case in `TestCases/*` folders with `-feel-` in
 * their name is one. Nothing is left out; numbers may differ by a hundred-millionth, because the suite
 * writes them with eight digits. Prints passed of total for each suite and what failed; exits 0 always.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { temporalOfText } from '../../engine/expressions/functions/conversions.ts'
import { equals, isSame } from '../../engine/expressions/values/equality.ts'
import { exact, isNumber, numberOf } from '../../engine/expressions/values/number.ts'
import { textOf } from '../../engine/expressions/values/text.ts'
import {
  type Context,
  contextOf,
  isContext,
  isList,
  type List,
  type Value,
} from '../../engine/expressions/values/value.ts'
import { modelOf } from './dmn-model.ts'
import { attributeOf, childOf, childrenOf, type Element, readXml } from './xml.ts'

interface Outcome {
  readonly passed: number
  readonly failures: readonly string[]
}

function main(folder: string, part: string): void {
  const total = { passed: 0, failed: 0 }
  for (const suite of suitesIn(folder).filter((path) => path.includes(part))) {
    const { passed, failures } = runSuite(suite)
    total.passed += passed
    total.failed += failures.length
    const name = suite.split('/').at(-1) ?? suite
    say(`${String(passed).padStart(4)} of ${String(passed + failures.length).padEnd(4)} ${name}`)
    for (const failure of failures) say(`       ${failure}`)
  }
  say(`${String(total.passed)} of ${String(total.passed + total.failed)} cases pass`)
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function suitesIn(folder: string): readonly string[] {
  const levels = readdirSync(join(folder, 'TestCases'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, 'TestCases', name))
  return levels.flatMap((level) =>
    readdirSync(level)
      .filter((name) => name.includes('-feel-'))
      .sort()
      .flatMap((name) => readdirSync(join(level, name)).map((file) => join(level, name, file)))
      .filter((path) => path.endsWith('.xml')),
  )
}

function runSuite(path: string): Outcome {
  const suite = readXml(readFileSync(path, 'utf8'))
  const model = modelOf(
    readXml(readFileSync(join(path, '..', childOf(suite, 'modelName')?.text.trim() ?? ''), 'utf8')),
  )
  const failures: string[] = []
  let passed = 0
  for (const test of childrenOf(suite, 'testCase')) {
    const inputs = contextOf(
      childrenOf(test, 'inputNode').map((input) => [attributeOf(input, 'name'), valueIn(input)] as const),
    )
    for (const result of childrenOf(test, 'resultNode')) {
      const name = attributeOf(result, 'name')
      const isService =
        attributeOf(result, 'type') === 'decisionService' || attributeOf(test, 'type') === 'decisionService'
      const actual = isService
        ? model.serve(attributeOf(test, 'invocableName') || name, inputs)
        : model.decide(name, inputs)
      const expected = valueIn(childOf(result, 'expected'))
      if (isAsExpected(actual, expected)) passed += 1
      else
        failures.push(`${attributeOf(test, 'id')} ${name}: ${textOf(actual)} instead of ${textOf(expected)}`)
    }
  }
  return { passed, failures }
}

function valueIn(element: Element | undefined): Value {
  if (element === undefined || attributeOf(element, 'nil') === 'true') return null
  const components = childrenOf(element, 'component')
  if (components.length > 0) {
    return contextOf(components.map((part) => [attributeOf(part, 'name'), valueIn(part)] as const))
  }
  const list = childOf(element, 'list')
  if (list !== undefined)
    return attributeOf(list, 'nil') === 'true' ? null : childrenOf(list, 'item').map(valueIn)
  const value = childOf(element, 'value')
  return value === undefined || attributeOf(value, 'nil') === 'true' ? null : simpleValue(value)
}

function simpleValue({ text, attributes }: Element): Value {
  const type = attributes.get('type')?.split(':').at(-1) ?? 'string'
  if (type === 'string') return text
  if (type === 'boolean') return text.trim() === 'true'
  if (['decimal', 'double', 'integer', 'int', 'long'].includes(type)) return numberOf(text.trim()) ?? null
  return temporalOfText(text.trim()) ?? null
}

function isAsExpected(actual: Value, expected: Value): boolean {
  if (actual === null || expected === null) return actual === expected
  if (isNumber(actual)) return isNumber(expected) && exact(actual).minus(exact(expected)).abs().lte(1e-8)
  if (isList(actual)) return isList(expected) && isListAsExpected(actual, expected)
  if (isContext(actual)) return isContext(expected) && isContextAsExpected(actual, expected)
  return isSame(actual, expected) || equals(actual, expected) === true
}

const isListAsExpected = (actual: List, expected: List): boolean =>
  actual.length === expected.length &&
  actual.every((item, index) => isAsExpected(item, expected[index] ?? null))

function isContextAsExpected(actual: Context, expected: Context): boolean {
  const names = Object.keys(actual)
  return (
    names.length === Object.keys(expected).length &&
    names.every((name) => name in expected && isAsExpected(actual[name] ?? null, expected[name] ?? null))
  )
}

const folder = process.env['DMN_TCK']
if (folder === undefined)
  say('DMN_TCK names no folder: set it to a checkout of https://github.com/dmn-tck/tck.')
else main(folder, process.argv[2] ?? '')

/** What ajv says, as sentences: the path of the field and what must be true of it. Never a value. */
import type { ErrorObject } from 'ajv/dist/2020.js'

import type { FieldError } from '../../contracts/problems.ts'

/** More than this many faults help nobody. */
const most = 100

/** The errors of one validation, without repetitions, in the order of the schema. */
export function errorsInWords(errors: readonly ErrorObject[], at: string): readonly FieldError[] {
  const told = new Map<string, FieldError>()
  for (const error of withoutBranches(errors)) {
    const found = { path: pathOf(error, at), message: wordsFor(error) }
    if (told.size < most) told.set(`${found.path} ${found.message}`, found)
  }
  return [...told.values()]
}

/**
 * ajv tells the errors of every branch of an `anyOf`, then its own. A reader wants the branch that was meant:
 * the only one that is not ruled out by the kind of the value or by a constant in it; else just the summary.
 */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  let kept = [...errors].filter(({ keyword }) => keyword !== 'if')
  for (const summary of errors) {
    if (summary.keyword !== 'anyOf' && summary.keyword !== 'oneOf') continue
    const branches = branchesOf(summary, kept)
    const inside = branches.flat()
    const meant = branches.filter((branch) => !branch.some((error) => rulesOut(error, summary)))
    const only = meant.length === 1 ? meant[0] : undefined
    if (inside.length === 0) continue
    kept = kept.filter((error) => !inside.includes(error) || (only?.includes(error) ?? false))
    if (only !== undefined) kept = kept.filter((error) => error !== summary)
  }
  return kept
}

function branchesOf(summary: ErrorObject, errors: readonly ErrorObject[]): ErrorObject[][] {
  const branches = new Map<string, ErrorObject[]>()
  for (const error of errors) {
    const isInside = error !== summary && error.schemaPath.startsWith(`${summary.schemaPath}/`)
    if (!isInside) continue
    const branch = error.schemaPath.slice(summary.schemaPath.length + 1).split('/')[0] ?? ''
    branches.set(branch, [...(branches.get(branch) ?? []), error])
  }
  return [...branches.values()]
}

function rulesOut(error: ErrorObject, summary: ErrorObject): boolean {
  const isHere = error.instancePath === summary.instancePath
  return error.keyword === 'const' || (isHere && (error.keyword === 'type' || error.keyword === 'enum'))
}

function pathOf(error: ErrorObject, at: string): string {
  const params = error.params as Readonly<Record<string, unknown>>
  const added = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty']
  const steps = error.instancePath.split('/').slice(1).map(unescaped)
  if (typeof added === 'string') steps.push(added)
  return [...(at === '' ? [] : [at]), ...steps].join('/')
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

function wordsFor(error: ErrorObject): string {
  const words = sentences[error.keyword]
  return words?.(error.params as Params, error) ?? `breaks the rule "${error.keyword}"`
}

type Params = Readonly<Record<string, unknown>>
type Sentence = (params: Params, error: ErrorObject) => string

const plural = (count: unknown, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`
const compared = ({ comparison, limit }: Params): string =>
  `must be ${comparisons[String(comparison)] ?? String(comparison)} ${String(limit)}`
const notKnown: Sentence = () => 'is not a known field'

const comparisons: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
}

const sentences: Readonly<Record<string, Sentence>> = {
  required: () => 'is required',
  dependentRequired: ({ property, missingProperty }) =>
    `is required when ${String(property)} is given (${String(missingProperty)})`,
  additionalProperties: notKnown,
  unevaluatedProperties: notKnown,
  propertyNames: () => 'has a field with a name that is not allowed',
  'false schema': () => 'is not allowed here',
  type: ({ type }) => `must be ${[type].flat().map(typeInWords).join(' or ')}`,
  enum: ({ allowedValues }) => `must be one of ${listed(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  format: ({ format }) => `must be ${formatsInWords[String(format)] ?? `of the format ${String(format)}`}`,
  pattern: ({ pattern }) => `must match the pattern ${String(pattern)}`,
  minLength: ({ limit }) =>
    limit === 1 ? 'must not be empty' : `must have at least ${plural(limit, 'character')}`,
  maxLength: ({ limit }) => `must have at most ${plural(limit, 'character')}`,
  minimum: compared,
  maximum: compared,
  exclusiveMinimum: compared,
  exclusiveMaximum: compared,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  decimalLimits: ({ words }) => String(words),
  minItems: ({ limit }) => `must have at least ${plural(limit, 'item')}`,
  maxItems: ({ limit }) => `must have at most ${plural(limit, 'item')}`,
  uniqueItems: ({ i, j }) => `must not hold the same item twice (${String(j)} and ${String(i)})`,
  contains: () => 'lacks an item that it must hold',
  minProperties: ({ limit }) => `must have at least ${plural(limit, 'field')}`,
  maxProperties: ({ limit }) => `must have at most ${plural(limit, 'field')}`,
  anyOf: (_params, { schema }) => alternatives(schema),
  oneOf: (_params, { schema }) => exclusive(schema) ?? alternatives(schema),
  not: () => 'has a form that is not allowed',
}

/** A union of constants is a list of choices; any other union can only be described as what it is. */
function alternatives(schema: unknown): string {
  const branches = Array.isArray(schema) ? (schema as readonly unknown[]) : []
  const choices = branches.flatMap((branch) => {
    if (typeof branch !== 'object' || branch === null || !('const' in branch)) return []
    return [branch.const]
  })
  const isChoice = choices.length > 0 && choices.length === branches.length
  return isChoice ? `must be one of ${listed(choices)}` : 'has none of the forms that are allowed here'
}

/** Branches that only ask for fields are a choice between these. */
function exclusive(schema: unknown): string | undefined {
  const branches = Array.isArray(schema) ? (schema as readonly unknown[]) : []
  const isOptional = branches.some((branch) => isNode(branch) && 'not' in branch)
  const names = branches.filter((branch) => isNode(branch) && !('not' in branch)).map(askedFor)
  if (names.some((ways) => ways === undefined)) return undefined
  const words = names.map((ways) => ways?.join(' with ') ?? '').join(', ')
  return `must hold ${isOptional ? 'at most' : 'exactly'} one of ${words}`
}

function askedFor(branch: unknown): readonly string[] | undefined {
  if (!isNode(branch)) return undefined
  const ways = Array.isArray(branch['anyOf']) ? (branch['anyOf'] as readonly unknown[]) : [branch]
  const names = ways.map((way) =>
    isNode(way) && Array.isArray(way['required']) ? String(way['required'][0]) : undefined,
  )
  return names.every((name) => name !== undefined) ? names : undefined
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listed(values: unknown): string {
  const list = Array.isArray(values) ? (values as readonly unknown[]) : []
  const words = list.slice(0, 20).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  return `${words.join(', ')}${list.length > 20 ? ', …' : ''}`
}

function typeInWords(type: unknown): string {
  return typesInWords[String(type)] ?? String(type)
}

const typesInWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
}

const formatsInWords: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  'date-time': 'an instant such as 2026-01-31T12:00:00Z',
  date: 'a day such as 2026-01-31',
  time: 'a time of day such as 12:00:00Z',
  duration: 'a duration such as PT15M',
  email: 'an e-mail address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  uri: 'an absolute address such as https://example.org/path',
  'uri-reference': 'an address',
  regex: 'a regular expression',
  byte: 'Base64 text',
  'xml-element': 'one well-formed XML element without a document type',
}

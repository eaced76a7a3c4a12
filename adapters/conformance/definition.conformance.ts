/** Rules about what an adapter says of itself. Each raises an assertion that names what to change. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import ts from 'typescript'

import { compileSchema } from '../../engine/values/schema.ts'
import { adapterFiles } from '../../test/harness/gen/adapters.ts'
import type { Adapter, Bilingual } from '../adapter.ts'
import { askAPerson } from '../adapter.ts'
import { sendMessage } from '../messaging/messaging.ts'
import { paymentOperations } from '../payment-gateways/gateway.ts'
import { folderOf, operationsOf, root, sourcesOf } from './subject.conformance.ts'

/** A rule that every adapter keeps, or has a waiver for. */
export interface Rule {
  /** Says what adapters do: it is the name of the test. */
  readonly name: string
  readonly check: (adapter: Adapter) => Promise<void> | void
  /** It is about the wire to the remote, or the login there: of no meaning for an adapter that `isLocal`. */
  readonly needsWire?: true
}

/** The rules. */
export const definitionRules: readonly Rule[] = [
  { name: 'is called like its folder', check: isCalledLikeItsFolder },
  { name: 'says what it is in Persian and English', check: speaksBothLanguages },
  { name: 'has closed schemas that compile strictly', check: hasClosedSchemas },
  { name: 'marks its secrets', check: marksItsSecrets },
  { name: 'has examples that are valid', check: hasValidExamples },
  { name: 'says how the outcome of each once operation is found', check: namesInquiries },
  { name: 'uses the names of its kind', check: usesNamesOfKind },
  { name: 'keeps to names that expressions can hold', check: hasSpeakableNames },
  { name: 'has time limits and sources within the bounds', check: keepsBounds },
  { name: 'shares no module between client and simulator', check: sharesNothing },
  { name: 'has a current docs page and element template', check: isDocumented },
]

function isCalledLikeItsFolder(adapter: Adapter): void {
  assert.match(adapter.name, /^[a-z][a-z0-9-]*$/)
  const index = `${folderOf(adapter)}/index.ts`
  assert.ok(existsSync(join(root, index)), `${index} is missing`)
}

async function speaksBothLanguages(adapter: Adapter): Promise<void> {
  const operations = Object.entries(await operationsOf(adapter))
  const titles: readonly (readonly [string, Bilingual])[] = [
    [adapter.name, adapter.title],
    ...operations.map(([name, { title }]) => [name, title] as const),
    ...Object.entries(sourcesOf(adapter)).map(([name, { title }]) => [name, title] as const),
    ...Object.entries(adapter.refusals).map(([code, { title }]) => [`refusal ${code}`, title] as const),
  ]
  const bad = titles.filter(([, { en, fa }]) => !/[A-Za-z]/.test(en) || !/[\u0600-\u06ff]/.test(fa))
  assert.deepEqual(bad, [])
  assert.ok(adapter.summary.endsWith('.'), 'the summary is a sentence')
}

async function schemasOf(adapter: Adapter): Promise<readonly (readonly [string, object])[]> {
  const operations = Object.entries(await operationsOf(adapter))
  return [
    ['settings', adapter.settings],
    ...operations.flatMap(([name, { input, output }]): [string, object][] => [
      [`${name}.input`, input],
      [`${name}.output`, output],
    ]),
  ]
}

async function hasClosedSchemas(adapter: Adapter): Promise<void> {
  for (const [name, schema] of await schemasOf(adapter)) {
    assert.doesNotThrow(() => compileSchema(schema), `${name} does not compile`)
    assert.deepEqual(openObjects(schema, name), [], 'objects that take any property')
  }
}

type Node = Readonly<Record<string, unknown>>

/** Keywords whose members are data or names, not schemas. */
const notSchemas = new Set(['enum', 'const', 'default', 'example', 'examples', 'required'])

function openObjects(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  if (Array.isArray(schema)) return schema.flatMap((one, index) => openObjects(one, `${path}/${index}`))
  const node = schema as Node
  const isObject = node['type'] === 'object'
  const isOpen = isObject && node['additionalProperties'] !== false && node['unevaluatedProperties'] !== false
  const inner = Object.entries(node).filter(([keyword]) => !notSchemas.has(keyword))
  return [...(isOpen ? [path] : []), ...inner.flatMap(([name, one]) => openObjects(one, `${path}/${name}`))]
}

/** Names of settings whose values open doors. */
const secretName = /(password|passphrase|secret|apikey|api_key|privatekey|merchantid|accesstoken|pin)$/i

function marksItsSecrets(adapter: Adapter): void {
  assert.deepEqual(
    unmarked(adapter.settings, 'settings'),
    [],
    'settings that look like secrets, without secret: true',
  )
}

function unmarked(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema as Node).flatMap(([name, inner]) => {
    const at = `${path}/${name}`
    const isText = typeof inner === 'object' && inner !== null && (inner as Node)['type'] === 'string'
    const isUnmarked = isText && secretName.test(name) && (inner as Node)['secret'] !== true
    return [...(isUnmarked ? [at] : []), ...unmarked(inner, at)]
  })
}

async function hasValidExamples(adapter: Adapter): Promise<void> {
  assert.deepEqual(compileSchema(adapter.settings)(adapter.settingsExample, 'settingsExample'), [])
  for (const [name, { input, output, example }] of Object.entries(await operationsOf(adapter))) {
    assert.deepEqual(compileSchema(input)(example.input, `${name}.input`), [])
    assert.deepEqual(compileSchema(output)(example.output, `${name}.output`), [])
  }
}

async function namesInquiries(adapter: Adapter): Promise<void> {
  const operations = await operationsOf(adapter)
  for (const [name, operation] of Object.entries(operations)) {
    if (operation.effect !== 'once' || operation.inquire === askAPerson) continue
    const inquiry = Object.hasOwn(operations, operation.inquire) ? operations[operation.inquire] : undefined
    assert.equal(inquiry?.effect, 'read', `${name} is settled by ${operation.inquire}, which must be a read`)
    const { input } = operation.example
    assert.deepEqual(
      compileSchema(inquiry.input)(input, operation.inquire),
      [],
      `it takes the input of ${name}`,
    )
    assert.deepEqual(compileSchema(inquiry.output)({ outcome: 'notDone' }, operation.inquire), [])
  }
}

/** Names that all of a kind have; a kind without an entry has none. */
const namesOfKind: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'payment-gateways': paymentOperations,
  messaging: { sendMessage, findMessage: undefined },
}

function usesNamesOfKind(adapter: Adapter): void {
  const wanted = Object.keys(namesOfKind[adapter.kind] ?? {})
  assert.deepEqual(
    wanted.filter((name) => !Object.hasOwn(adapter.operations, name)),
    [],
    `operations that every adapter of ${adapter.kind} has`,
  )
}

async function hasSpeakableNames(adapter: Adapter): Promise<void> {
  const operations = await operationsOf(adapter)
  const fields = Object.values(operations).flatMap(({ input, output }) =>
    [input, output].flatMap((schema) => Object.keys(((schema as Node)['properties'] ?? {}) as Node)),
  )
  const names = [...Object.keys(operations), ...Object.keys(sourcesOf(adapter)), ...fields]
  assert.deepEqual(
    names.filter((name) => !/^[a-z][A-Za-z0-9]*$/.test(name)),
    [],
  )
}

async function keepsBounds(adapter: Adapter): Promise<void> {
  for (const [name, { timeoutMs }] of Object.entries(await operationsOf(adapter))) {
    assert.ok(timeoutMs >= 1 && timeoutMs <= 120_000, `${name}: timeoutMs is 1 to 120,000`)
  }
  for (const [name, source] of Object.entries(sourcesOf(adapter))) {
    if (source.kind !== 'poll') continue
    assert.ok(source.everyMs >= 100, `${name}: everyMs is at least 100`)
    assert.ok(source.aliveWithinMs >= source.everyMs, `${name}: aliveWithinMs must allow for one poll`)
  }
}

function sharesNothing(adapter: Adapter): void {
  const folder = join(root, 'adapters', adapter.kind)
  const reachable = (file: string): ReadonlySet<string> =>
    closure(join(root, folderOf(adapter), file), folder)
  const simulator = reachable('simulator.ts')
  const shared = [...reachable('index.ts')].filter((path) => simulator.has(path))
  assert.deepEqual(
    shared.map((path) => relative(root, path)),
    [],
    'a misreading shared by both sides would cancel out',
  )
}

/** The files under `folder` that importing `path` brings in, types included. */
function closure(path: string, folder: string, found = new Set<string>()): ReadonlySet<string> {
  assert.ok(existsSync(path), `${relative(root, path)} is missing`)
  found.add(path)
  for (const { fileName } of ts.preProcessFile(readFileSync(path, 'utf8')).importedFiles) {
    const target = join(dirname(path), fileName)
    const isNew = fileName.startsWith('.') && target.startsWith(folder) && !found.has(target)
    if (isNew) closure(target, folder, found)
  }
  return found
}

async function isDocumented(adapter: Adapter): Promise<void> {
  for (const { path, text } of await adapterFiles(adapter, root)) {
    assert.ok(existsSync(join(root, path)), `${path} is missing; run npm run gen`)
    assert.equal(readFileSync(join(root, path), 'utf8'), text, `${path} is stale; run npm run gen`)
  }
}

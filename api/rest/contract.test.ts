/** The document and the running hub, held against each other both ways. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { problemKinds } from '../../contracts/problems.ts'
import { schemaCompiler } from '../../engine/values/schema.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'
import { loadContract, type Contract } from './contract.ts'

let contract: Contract
let hub: TestHub
let ask: Ask

before(async () => {
  contract = await loadContract()
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** An address of the document with something that fits in the place of its parameters. */
const addressOf = (path: string): string => path.replaceAll(/\{version\}/g, '1').replaceAll(/\{\w+\}/g, 'x')

describe('the contract and the hub', () => {
  it('serves every operation of the document, the guarded ones to nobody without a key', async () => {
    for (const { id, method, path, scope } of contract.operations) {
      const answer = await ask(`${method.toUpperCase()} ${addressOf(path)}`, { key: null })
      if (scope !== undefined) problemIn(answer, 'unauthenticated')
      else assert.ok(!['notFound', 'methodNotAllowed'].includes(String(answer.body['code'])), id)
    }
  })

  it('has only schemas that compile', () => {
    for (const { id, bodies, checkReply, ...checks } of contract.operations) {
      assert.ok(checks.checkParams(undefined).length > 0, id)
      assert.ok(checks.checkQuery(undefined).length > 0, id)
      assert.ok(checks.checkHeaders(undefined).length > 0, id)
      for (const { isJson, check } of bodies?.values() ?? [])
        assert.equal(check(undefined).length > 0, isJson, id)
      for (let status = 200; status < 600; status += 1) checkReply(status)?.(undefined)
    }
    assert.ok(contract.recordCheck(undefined).length > 0)
    assert.ok(contract.messageCheck(undefined).length > 0)
  })

  it('takes no other method at the addresses of the document, and says which it takes', async () => {
    const known = new Map<string, string[]>()
    for (const { method, path } of contract.operations) {
      if (path !== '/docs') known.set(path, [...(known.get(path) ?? []), method.toUpperCase()])
    }
    for (const [path, taken] of known) {
      for (const method of methods.filter((one) => !taken.includes(one))) {
        const answer = await ask(`${method} ${addressOf(path)}`)
        problemIn(answer, 'methodNotAllowed')
        assert.equal(answer.headers.get('allow'), taken.join(', '), `${method} ${path}`)
      }
    }
  })

  it('serves nothing that the document does not have', async () => {
    const others = [
      '/v1',
      '/v1/nothing',
      '/v1/FLOWS',
      '/v1/flows/',
      '/v2/flows',
      '/admin',
      '/.env',
      '/v1/flows/x/y',
    ]
    for (const path of others) problemIn(await ask(`GET ${path}`), 'notFound')
  })

  it('names in the document every problem that there is, and no other', () => {
    const named = new Set(everywhere(contract.document, 'x-problems').flat())
    assert.deepEqual([...named].sort(), Object.keys(problemKinds).sort())
  })

  it('gives every operation a name of its own, a summary, a tag and a scope, or none in public', () => {
    const ids = contract.operations.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    const scopes = new Set(scopeNames(contract.document))
    for (const { id, path, method, scope } of contract.operations) {
      const words = wordsOf(contract.document, path, method)
      assert.ok(typeof words['summary'] === 'string' && words['summary'] !== '', id)
      assert.equal((words['tags'] as readonly string[]).length, 1, id)
      if (scope === undefined) assert.deepEqual(words['security'], [], `${id} is public or has a scope`)
      else assert.ok(scopes.has(scope), `${id}: ${scope} can be given to a key`)
    }
    const used = new Set(contract.operations.map(({ scope }) => scope))
    const idle = [...scopes].filter((scope) => !used.has(scope))
    assert.deepEqual(idle, ['*', 'cases:read:confidential'], 'the handlers look at these')
  })

  it('lets every write be sent again under a key of its own, and answers problems everywhere', () => {
    for (const { id, path, method, scope, takesIdempotencyKey } of contract.operations) {
      if (scope === undefined) continue
      assert.equal(takesIdempotencyKey, method !== 'get', id)
      const { responses } = wordsOf(contract.document, path, method)
      assert.ok('default' in (responses as Json), id)
    }
  })

  it('has no example that breaks its own schema', () => {
    const wrong: string[] = []
    let count = 0
    const compiler = schemaCompiler()
    const visit = (value: unknown, place: string): void => {
      if (typeof value !== 'object' || value === null) return
      for (const [example, schema] of examplesOf(value as Json, contract.document)) {
        count += 1
        const errors = compiler.compile(inPlace(schema, contract.document) as object)(example)
        wrong.push(...errors.map(({ path, message }) => `${place} ${path} ${message}`))
      }
      for (const [name, part] of Object.entries(value)) visit(part, `${place}/${name}`)
    }
    visit({ paths: contract.document['paths'], components: contract.document['components'] }, '')
    assert.deepEqual(wrong, [])
    assert.ok(count > 60, String(count))
  })

  it('INT-09 hands itself out in one piece, with no reference to another file', async () => {
    const { body, status } = await ask('GET /openapi.json', { key: null })
    assert.equal(status, 200)
    assert.deepEqual(body, contract.document)
    const outward = everywhere(body, '$ref').filter((ref) => !String(ref).startsWith('#/'))
    assert.deepEqual(outward, [])
    for (const ref of everywhere(body, '$ref'))
      assert.notEqual(found(body, String(ref)), undefined, String(ref))
  })

  it('INT-09 hands itself out as it is written, and shows itself to people', async () => {
    const yaml = await ask('GET /openapi.yaml', { key: null })
    assert.equal(yaml.text, contract.yaml)
    const docs = await fetch(`${hub.url}/docs`)
    assert.equal(docs.status, 200)
    assert.match(await docs.text(), /id="swagger-ui"/)
    const script = await fetch(`${hub.url}/docs/swagger-ui-init.js`)
    assert.match(await script.text(), /ingestSourceRecords/)
    assert.equal((await fetch(`${hub.url}/docs/swagger-ui-bundle.js`)).status, 200)
    assert.match((await ask('GET /', { key: null })).text, /href="\/docs"/)
  })
})

/** Everything under a name, anywhere in the document. */
function everywhere(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value as Json).flatMap(([key, part]): readonly unknown[] => [
    ...(key === name ? [part] : []),
    ...everywhere(part, name),
  ])
}

function found(document: Json, ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Json | undefined)?.[part.replaceAll('~1', '/')], document)
}

function wordsOf(document: Json, path: string, method: string): Json {
  return (document['paths'] as Readonly<Record<string, Readonly<Record<string, Json>>>>)[path]?.[method] ?? {}
}

function scopeNames(document: Json): readonly string[] {
  return (found(document, '#/components/schemas/Scope') as { readonly enum: readonly string[] }).enum
}

/** The examples that stand beside a schema, each with that schema. */
function examplesOf(value: Json, document: Json): readonly (readonly [unknown, unknown])[] {
  const { schema, example, examples } = value
  if (typeof schema !== 'object') return []
  const named = Object.values((examples ?? {}) as Readonly<Record<string, Json>>).map((one) => {
    const whole = '$ref' in one ? (found(document, String(one['$ref'])) as Json) : one
    return [whole['value'], schema] as const
  })
  return example === undefined ? named : [[example, schema], ...named]
}

/** A schema with what its references lead to in their place; one that refers to itself is followed three levels down. */
function inPlace(value: unknown, document: Json, within: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => inPlace(item, document, within))
  if (typeof value !== 'object' || value === null) return value
  if ('$ref' in value && typeof value.$ref === 'string') {
    const { $ref } = value
    if (within.filter((name) => name === $ref).length >= 3) return {}
    return inPlace(found(document, $ref), document, [...within, $ref])
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, inPlace(part, document, within)]),
  )
}

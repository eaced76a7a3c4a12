/** From openapi.yaml: TypeScript types of every operation's parameters and bodies. Replies are checked as they go out. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { isInterfaceDeclaration } from 'typescript'
import { parse } from 'yaml'

import type { Generator } from './generator.ts'

/** Writes api/openapi.generated.ts. */
export const openapi: Generator = {
  name: 'openapi',
  generate: async (root) => {
    const path = join(root, 'openapi.yaml')
    const document = requestsOf(parse(await readFile(path, 'utf8')) as Tree)
    const types = await openapiTypes(document as unknown as OpenAPI3, {
      immutable: true,
      cwd: pathToFileURL(path),
    })
    const wanted = types.filter((one) => isInterfaceDeclaration(one) && interfaces.includes(one.name.text))
    const banner = '/* Generated from openapi.yaml by npm run gen. Change that, not this. */\n'
    const text = astToString(wanted, { formatOptions: { removeComments: true } })
    return [{ path: 'api/openapi.generated.ts', text: banner + text }]
  },
}

const interfaces = ['components', 'operations']

type Tree = { readonly [key: string]: unknown }

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

/** The document without its replies, and without the components that then nobody refers to. */
function requestsOf(document: Tree): Tree {
  const paths = mapped(document['paths'], (item) => mapped(item, (value) => withoutReplies(value)))
  const used = new Set<string>()
  const follow = (value: unknown): void => {
    if (!isTree(value)) return
    const ref = value['$ref']
    if (typeof ref === 'string' && ref.startsWith('#/') && !used.has(ref)) {
      used.add(ref)
      follow(at(document, ref))
    }
    for (const one of Object.values(value)) follow(one)
  }
  follow(paths)
  const components = mapped(document['components'], (list, kind) =>
    kind === 'securitySchemes' ? list : only(list, (name) => used.has(`#/components/${kind}/${name}`)),
  )
  return { ...document, paths, components }
}

function withoutReplies(value: unknown): unknown {
  const isOperation = isTree(value) && 'responses' in value
  return isOperation ? { ...value, responses: { default: { description: '' } } } : value
}

function at(document: Tree, ref: string): unknown {
  const names = ref.slice(2).split('/')
  return names.reduce<unknown>((value, name) => (isTree(value) ? value[name] : undefined), document)
}

function mapped(tree: unknown, change: (value: unknown, name: string) => unknown): Tree {
  return Object.fromEntries(
    Object.entries(tree as Tree).map(([name, value]) => [name, change(value, name)] as const),
  )
}

function only(tree: unknown, isWanted: (name: string) => boolean): Tree {
  return Object.fromEntries(Object.entries(tree as Tree).filter(([name]) => isWanted(name)))
}

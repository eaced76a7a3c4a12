/**
 * What a `$ref` of an OpenAPI document means, be it in the document itself or in another that was sent with it. Pure.
 *
 * Other documents are known by the name that the first one uses for them: `schemas/order.yaml`, and an address as
 * `host/path`. What they refer to is looked for beside them.
 */
import { parse } from 'yaml'

import { fail } from '../../../engine/values/failure.ts'
import { isNode, type Resolve } from './openapi-schema.ts'

/** What a text of JSON or YAML says. Raises `misconfigured`, naming the document, when it is neither. */
export function parsedDocument(text: string, name: string): unknown {
  try {
    return /^\s*[{[]/.test(text) ? JSON.parse(text) : parse(text, { maxAliasCount: 100 })
  } catch (cause) {
    throw fail('misconfigured', `${name} is neither JSON nor YAML.`, { cause })
  }
}

/** Where names without a folder are; nothing is ever fetched from it. */
const here = 'doc:///'

/** A reference is answered with what it leads to, whose own references say their document too. */
export function referencesIn(root: unknown, others: Readonly<Record<string, string>> = {}): Resolve {
  const texts = new Map(Object.entries(others).map(([name, text]) => [placeOf(name, here), { name, text }]))
  const known = new Map<string, unknown>()
  const document = (place: string): unknown => {
    const found = known.get(place) ?? read(texts, place)
    known.set(place, found)
    return found
  }
  return (ref) => {
    const [place = '', pointer = ''] = ref.startsWith('#') ? ['', ref.slice(1)] : splitAt(placeOf(ref, here))
    const target = pointed(place === '' ? root : document(place), pointer)
    if (target !== undefined) return target
    throw fail('misconfigured', `${shown(ref)} leads nowhere.`)
  }
}

function read(texts: ReadonlyMap<string, { readonly name: string; readonly text: string }>, place: string) {
  const sent = texts.get(place)
  if (sent !== undefined) return withPlaces(parsedDocument(sent.text, sent.name), place)
  throw fail('misconfigured', `${shown(place)} was not sent; send it in documents by this name.`)
}

/** The whole place of a reference: `doc:///schemas/order.yaml#/Order`. */
function placeOf(ref: string, base: string): string {
  try {
    return new URL(ref.replace(/^https?:\/\//, here), base).href
  } catch (cause) {
    throw fail('misconfigured', `The reference ${ref} cannot be read.`, { cause })
  }
}

function splitAt(place: string): readonly string[] {
  const [document = '', pointer = ''] = place.split('#')
  return [document, pointer]
}

function shown(place: string): string {
  return place.replace(here, '')
}

/** A document whose references hold wherever they are read. */
function withPlaces(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => withPlaces(one, base))
  if (!isNode(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) =>
      name === '$ref' && typeof one === 'string' ? [name, placeOf(one, base)] : [name, withPlaces(one, base)],
    ),
  )
}

/** What a JSON pointer leads to (RFC 6901), written as a fragment. */
function pointed(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((inner, name) => {
      if (Array.isArray(inner)) return (inner as readonly unknown[])[Number(name)]
      return isNode(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined
    }, document)
}

/** A value, or what it refers to, over any number of steps; what is no object is an empty one. */
export function followed(value: unknown, resolve: Resolve): Readonly<Record<string, unknown>> {
  const seen = new Set<string>()
  let present = value
  while (isNode(present) && typeof present['$ref'] === 'string' && !seen.has(present['$ref'])) {
    seen.add(present['$ref'])
    present = resolve(present['$ref'])
  }
  return isNode(present) ? present : {}
}

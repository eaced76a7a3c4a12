/**
 * Secrets of settings at rest: every field whose schema says `secret: true` is sealed with AES-256-GCM under the
 * master key before it is stored, and reads `"***"` outside. A sealed text names its key, so keys can be changed:
 * the first key of the ring seals, all of them open. It is bound to its connection and its place in the settings,
 * so that it opens nowhere else.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { redacted } from '../values/redact.ts'
import type { Json, JsonObject } from '../values/json.ts'

/** A key of 32 bytes and its id. */
export interface MasterKey {
  readonly id: string
  readonly key: Uint8Array
}

/** At least one key; the first one seals. */
export type KeyRing = readonly MasterKey[]

/** Reads `PEYVAND_MASTER_KEY`: `<id>:<32 bytes in base64>`, several separated by commas, the one in use first. */
export function keyRing(text: string): KeyRing {
  return text.split(',').map((part, place) => {
    const match = /^\s*(?:([a-zA-Z0-9-]{1,40}):)?([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(part)
    const key = Buffer.from(match?.[2] ?? '', 'base64')
    if (key.length !== 32) {
      throw new Error(
        `PEYVAND_MASTER_KEY: key ${String(place + 1)} is not 32 bytes in base64, as "openssl rand -base64 32" makes them, with an id and a colon before it if you like.`,
      )
    }
    return { id: match?.[1] ?? 'k1', key }
  })
}

/** The settings with every secret sealed; what is sealed already stays as it is. */
export function sealSecrets(schema: object, settings: JsonObject, at: Seal): JsonObject {
  return mapSecrets(schema, settings, (value, path) => sealed(value, path, at)) as JsonObject
}

/** Whose settings, under which keys. */
export interface Seal {
  readonly connection: string
  readonly keys: KeyRing
}

/** The settings as the adapter needs them. Throws when a key is missing or a sealed text was tampered with. */
export function openSecrets(schema: object, settings: JsonObject, at: Seal): JsonObject {
  return mapSecrets(schema, settings, (value, path) => opened(value, path, at)) as JsonObject
}

/** The settings as they may be shown. */
export function hideSecrets(schema: object, settings: JsonObject): JsonObject {
  return mapSecrets(schema, settings, () => redacted) as JsonObject
}

/** New settings in which a secret sent as `"***"` keeps its stored value. */
export function keepSecrets(schema: object, sent: JsonObject, stored: JsonObject): JsonObject {
  const known = new Map<string, Json>()
  mapSecrets(schema, stored, (value, path) => {
    known.set(path, value)
    return value
  })
  return mapSecrets(schema, sent, (value, path) =>
    value === redacted ? (known.get(path) ?? value) : value,
  ) as JsonObject
}

/** One text sealed on its own, bound to its connection and `place`. */
export function sealText(text: string, place: string, at: Seal): string {
  return sealed({ text }, place, at) as string
}

/** A text that `sealText` sealed. Throws when the key is missing or it was tampered with. */
export function openText(sealedText: string, place: string, at: Seal): string {
  return (opened(sealedText, place, at) as { readonly text: string }).text
}

/** The texts that must never be seen in logs and errors. */
export function secretTexts(schema: object, settings: JsonObject): ReadonlySet<string> {
  const texts = new Set<string>()
  mapSecrets(schema, settings, (value) => {
    texts.add(typeof value === 'string' ? value : JSON.stringify(value))
    return value
  })
  return texts
}

const mark = 'sealed:v1:'

function sealed(value: Json, path: string, { connection, keys }: Seal): Json {
  const [current] = keys
  if (current === undefined) throw new Error('there is no master key')
  if (typeof value === 'string' && value.startsWith(mark)) return value
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', current.key, nonce)
  cipher.setAAD(Buffer.from(`${connection}\n${path}`))
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  const parts = [nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))
  return `${mark}${current.id}:${parts.join('.')}`
}

function opened(value: Json, path: string, { connection, keys }: Seal): Json {
  if (typeof value !== 'string' || !value.startsWith(mark)) return value
  const [id = '', rest = ''] = value.slice(mark.length).split(':')
  const key = keys.find((one) => one.id === id)
  if (key === undefined) {
    throw new Error(`${connection}: ${path} was sealed with the key "${id}", which PEYVAND_MASTER_KEY lacks.`)
  }
  const [nonce, tag, body] = rest.split('.').map((part) => Buffer.from(part, 'base64url'))
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, nonce ?? new Uint8Array())
    decipher.setAAD(Buffer.from(`${connection}\n${path}`))
    decipher.setAuthTag(tag ?? new Uint8Array())
    const text = Buffer.concat([decipher.update(body ?? new Uint8Array()), decipher.final()])
    return JSON.parse(text.toString('utf8')) as Json
  } catch (cause) {
    throw new Error(`${connection}: ${path} cannot be opened with the key "${id}".`, { cause })
  }
}

type Change = (value: Json, path: string) => Json

/** A copy in which every secret value went through `change`. */
function mapSecrets(schema: unknown, value: Json, change: Change): Json {
  return walk({ schema, path: '' }, value, oncePerPath(change))
}

interface Place {
  readonly schema: unknown
  readonly path: string
}

/** Alternatives of a schema are all followed. */
function walk({ schema, path }: Place, value: Json, change: Change): Json {
  if (typeof schema !== 'object' || schema === null) return value
  const rules = schema as SchemaWords
  if (rules.secret === true) return change(value, path)
  const alternatives = [...(rules.anyOf ?? []), ...(rules.oneOf ?? []), ...(rules.allOf ?? [])]
  const inside = mapInside(value, (name, part) =>
    walk({ schema: schemaOf(rules, name), path: `${path}/${name}` }, part, change),
  )
  return alternatives.reduce<Json>((now, branch) => walk({ schema: branch, path }, now, change), inside)
}

/** Two alternatives may both call the same field a secret. */
function oncePerPath(change: Change): Change {
  const seen = new Set<string>()
  return (value, path) => {
    if (seen.has(path)) return value
    seen.add(path)
    return change(value, path)
  }
}

interface SchemaWords {
  readonly secret?: boolean
  readonly properties?: Readonly<Record<string, unknown>>
  readonly patternProperties?: Readonly<Record<string, unknown>>
  readonly additionalProperties?: unknown
  readonly items?: unknown
  readonly anyOf?: readonly unknown[]
  readonly oneOf?: readonly unknown[]
  readonly allOf?: readonly unknown[]
}

function mapInside(value: Json, inner: (name: string, part: Json) => Json): Json {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, place) => inner(String(place), item))
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as JsonObject)
  return Object.fromEntries(entries.map(([name, part]) => [name, inner(name, part)] as const))
}

function schemaOf(rules: SchemaWords, name: string): unknown {
  const byPattern = Object.entries(rules.patternProperties ?? {}).find(([pattern]) =>
    new RegExp(pattern, 'u').test(name),
  )
  return rules.properties?.[name] ?? byPattern?.[1] ?? rules.items ?? rules.additionalProperties
}

/** The operations of a REST connection as its settings declare them. Pure. */
import type { TSchema } from 'typebox'

import { fail } from '../../../engine/values/failure.ts'
import type { Operation, Operations } from '../../adapter.ts'
import { contentSchema } from '../../content-schema.ts'
import { effectOf, inquiryOperation } from '../inquiry.ts'
import { signsBody } from './logins/signing.ts'
import { fieldOf } from './query-parameters.ts'
import { placeholdersOf } from './request.ts'
import type { OperationSettings, Settings } from './settings.ts'

const defaultTimeoutMs = 30_000

/** All operations, or `misconfigured` naming the first setting that cannot be right. */
export function declaredOperations(settings: Settings): Operations {
  const entries = Object.entries(settings.operations).flatMap(([name, declared]): [string, Operation][] => {
    const operation = declaredOperation(name, declared, settings)
    if (!declared.inquiry || operation.effect !== 'once') return [[name, operation]]
    checkInquiry(name, declared.inquiry, settings)
    return [
      [name, operation],
      [operation.inquire, inquiryOperation(operation)],
    ]
  })
  const names = entries.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw fail('misconfigured', `The operation ${twice} is declared twice.`)
  return Object.fromEntries(entries)
}

/** All FEEL of the settings by its place. */
export function declaredExpressions({
  tokenExpiredWhen,
  operations,
}: Settings): Readonly<Record<string, string>> {
  const maps = Object.entries(operations).flatMap(([name, { map = {} }]) =>
    Object.entries(map).map(([field, text]): [string, string] => [`operations/${name}/map/${field}`, text]),
  )
  return {
    ...(typeof tokenExpiredWhen === 'string' && { tokenExpiredWhen }),
    ...Object.fromEntries(maps),
  }
}

function declaredOperation(name: string, declared: OperationSettings, { signing }: Settings): Operation {
  const input = objectSchema(declared.input, `the input of ${name}`)
  checkPlaces(name, declared, input)
  checkRepeatable(name, declared)
  checkBody(name, declared, signing)
  return {
    ...effectOf(name, declared),
    title: declared.title ?? { en: name, fa: name },
    summary: declared.summary ?? `${declared.method} ${declared.path}`,
    timeoutMs: declared.timeoutMs ?? defaultTimeoutMs,
    input: input,
    output: outputOf(name, declared),
    example: declared.example,
  }
}

function outputOf(name: string, { output, download, result, map }: OperationSettings): TSchema {
  if (map !== undefined && (result !== undefined || download !== undefined))
    throw fail('misconfigured', `${name} has a map, so it has no result and is no download.`)
  if (download === undefined) return schema(output, `the output of ${name}`)
  if (output === undefined && result === undefined) return contentSchema
  throw fail(
    'misconfigured',
    `${name} is a download, so it gives a content reference: leave output and result out.`,
  )
}

/** What the format of the body needs, and what a signature needs to know of it. */
function checkBody(
  name: string,
  { bodyFormat, content, files }: OperationSettings,
  signing: Settings['signing'],
): void {
  if ((bodyFormat === 'raw') !== (content !== undefined))
    throw fail('misconfigured', `${name} must have bodyFormat raw and content together.`)
  if (files !== undefined && bodyFormat !== 'multipart')
    throw fail('misconfigured', `${name} has files, so its bodyFormat must be multipart.`)
  if (bodyFormat === 'raw' || bodyFormat === 'multipart') checkSignedStream(name, bodyFormat, signing)
}

function checkSignedStream(name: string, format: 'raw' | 'multipart', signing: Settings['signing']): void {
  if (signing === undefined || signsBody(signing) === 'no') return
  const { algorithm = 'sha256' } = signing
  if (format === 'raw' && signsBody(signing) === 'hash' && algorithm === 'sha256') return
  throw fail(
    'misconfigured',
    `${name} streams its body, so the signature cannot cover it: only the bodyHash of raw by sha256 can.`,
  )
}

interface ObjectSchema {
  readonly type: 'object'
  readonly properties?: Readonly<Record<string, unknown>>
  readonly required?: readonly string[]
}

function schema(value: unknown, where: string): TSchema {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw fail('misconfigured', `In the settings, ${where} is not a JSON Schema.`)
}

function objectSchema(value: unknown, where: string): ObjectSchema {
  const { type, additionalProperties, ...rest } = schema(value, where) as Readonly<Record<string, unknown>>
  if (type === 'object' && additionalProperties === false)
    return { ...rest, type, additionalProperties } as ObjectSchema
  throw fail('misconfigured', `In the settings, ${where} must be an object without additional properties.`)
}

/** Every field that path, query, headers and body take must be one of the input; those of the path must be there. */
function checkPlaces(name: string, declared: OperationSettings, input: ObjectSchema): void {
  const { path, query = {}, headers = {}, files = {}, content, body } = declared
  const fields = [
    ...(typeof body === 'object' ? Object.values(body) : []),
    ...Object.values(files),
    ...(content === undefined ? [] : [content]),
  ]
  const taken = [
    ...placeholdersOf(path),
    ...Object.values(query).map(fieldOf),
    ...Object.values(headers),
    ...fields,
  ]
  const unknown = taken.find((place) => !Object.hasOwn(input.properties ?? {}, place.split('.')[0] ?? ''))
  if (unknown !== undefined)
    throw fail('misconfigured', `${name} takes ${unknown}, which its input does not have.`)
  const optional = placeholdersOf(path).find((place) => !input.required?.includes(place.split('.')[0] ?? ''))
  if (optional !== undefined)
    throw fail('misconfigured', `${name} has ${optional} in its path, so it must be required.`)
}

function checkRepeatable(name: string, { effect, method, idempotencyKeyHeader }: OperationSettings): void {
  const needsKey = effect === 'idempotent' && (method === 'POST' || method === 'PATCH')
  if (needsKey && idempotencyKeyHeader === undefined) {
    throw fail('misconfigured', `${name} may be repeated by ${method} only with an idempotencyKeyHeader.`)
  }
  if (effect === 'read' && (method === 'PUT' || method === 'PATCH' || method === 'DELETE')) {
    throw fail('misconfigured', `${name} changes things by ${method}, so its effect cannot be read.`)
  }
}

function checkInquiry(
  name: string,
  inquiry: NonNullable<OperationSettings['inquiry']>,
  settings: Settings,
): void {
  const asked = settings.operations[inquiry.ask]
  if (asked?.effect === 'read') return
  throw fail('misconfigured', `The inquiry of ${name} asks ${inquiry.ask}, which is no reading operation.`)
}

/** Reads bodies: as bytes up to the limit, then by media type. What cannot be read is refused with what to change. */
import express, { type Request, type RequestHandler, type Response } from 'express'

import { Problem } from '../../contracts/problems.ts'
import type { BodyContract, OperationContract } from './contract.ts'

/** Express's part: the whole body as bytes. Compressed bodies are not taken. */
function rawBody(limitBytes: number): RequestHandler {
  return express.raw({ type: () => true, limit: limitBytes, inflate: false })
}

/** Bodies of all operations but those that take files, which wait until it is known who sends them. */
export function usualBody(operations: readonly OperationContract[], limitBytes: number): RequestHandler {
  const files = operations
    .filter(({ takesFile }) => takesFile)
    .map(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`))
  const read = rawBody(limitBytes)
  return (request, response, next) => {
    if (files.some((file) => file.test(request.path))) next()
    else read(request, response, next)
  }
}

/** Reads the body of an operation that takes a file, once it is known who sends it. */
export type FileReader = (request: Request, response: Response) => Promise<void>

/** Files that are read at once; each is held whole, as only the whole tells what it is. */
const filesAtOnce = 8

/** Makes the reader. Raises `overloaded` while too many are being read. */
export function fileReader(limitBytes: number): FileReader {
  const read = rawBody(limitBytes)
  let reading = 0
  return async (request, response) => {
    if (reading >= filesAtOnce) {
      const why = `${String(filesAtOnce)} files are being received already.`
      throw new Problem('overloaded', why, { retryAfterSeconds: 2 })
    }
    reading += 1
    try {
      await new Promise<void>((resolve, reject) => {
        read(request, response, (error?: unknown) => {
          if (error === undefined) return resolve()
          const problem = bodyProblem(error, limitBytes)
          reject(problem instanceof Error ? problem : new Error('a body cannot be read', { cause: problem }))
        })
      })
    } finally {
      reading -= 1
    }
  }
}

/** The error of reading, as the problem that it is; anything else as it was. */
export function bodyProblem(error: unknown, limitBytes: number): unknown {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined
  if (type === 'entity.too.large') {
    return new Problem('bodyTooLarge', `The body is larger than ${String(limitBytes)} bytes.`)
  }
  if (type === 'encoding.unsupported') {
    return new Problem(
      'unsupportedMediaType',
      'Compressed bodies are not taken; send it without Content-Encoding.',
    )
  }
  if (type === 'request.aborted' || type === 'request.size.invalid') {
    return new Problem('malformedBody', 'The body ended before its announced length.')
  }
  return error
}

/** The body of a request. */
export interface ReadBody {
  readonly bytes: Uint8Array
  /** The parsed JSON, when the operation takes JSON. */
  readonly value: unknown
}

const nothing: ReadBody = { bytes: new Uint8Array(), value: undefined }

/** Reads and checks the body that an operation takes. */
export function readBody({ bodies, needsBody }: OperationContract, request: Request): ReadBody {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  if (bodies === undefined) {
    if (bytes.length > 0) throw new Problem('badInput', 'This operation takes no body.')
    return nothing
  }
  if (bytes.length === 0) {
    if (needsBody) throw new Problem('malformedBody', 'The body is missing.')
    return nothing
  }
  const contract = bodyContract(bodies, request.headers['content-type'] ?? '')
  if (!contract.isJson) return { bytes, value: undefined }
  return { bytes, value: checkedJson(bytes, contract) }
}

function bodyContract(bodies: ReadonlyMap<string, BodyContract>, contentType: string): BodyContract {
  const type = contentType.replace(/;.*$/s, '').trim().toLowerCase()
  const contract = bodies.get(type) ?? bodies.get('*/*')
  if (contract !== undefined) return contract
  const known = [...bodies.keys()].join(' or ')
  throw new Problem(
    'unsupportedMediaType',
    `The body must be ${known}, not ${type || 'without Content-Type'}.`,
  )
}

function checkedJson(bytes: Buffer, { check }: BodyContract): unknown {
  const value = parseJson(bytes)
  const errors = check(value)
  if (errors.length > 0) {
    const count = errors.length === 1 ? '1 field is' : `${String(errors.length)} fields are`
    throw new Problem('badInput', `${count} not valid.`, { errors })
  }
  return value
}

const deepest = 64

function parseJson(bytes: Buffer): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Problem('malformedBody', 'The body is not UTF-8.', { cause })
  }
  checkDepth(text)
  try {
    return JSON.parse(text, withoutPrototypes) as unknown
  } catch (cause) {
    throw new Problem('malformedBody', `The body is not JSON: ${whereOf(cause)}.`, { cause })
  }
}

/** `__proto__` as a name is never meant well. */
function withoutPrototypes(this: unknown, name: string, value: unknown): unknown {
  if (name === '__proto__') throw new SyntaxError('the name __proto__ is not allowed')
  return value
}

/** The parser's words without the text around the mistake, which may be personal. */
function whereOf(error: unknown): string {
  const words = error instanceof Error ? error.message : ''
  return (
    /at position \d+|__proto__ is not allowed|end of JSON input/.exec(words)?.[0] ?? 'it cannot be parsed'
  )
}

/** Counts brackets outside of texts before anything is parsed. */
function checkDepth(text: string): void {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (isText) {
      if (sign === 0x5c) at += 1
      else if (sign === 0x22) isText = false
    } else if (sign === 0x22) isText = true
    else depth += step(sign)
    if (depth > deepest)
      throw new Problem('malformedBody', `The body is nested deeper than ${String(deepest)} levels.`)
  }
}

/** How much deeper a sign leads: `[` and `{` one, `]` and `}` one back. */
function step(sign: number): number {
  if (sign === 0x5b || sign === 0x7b) return 1
  return sign === 0x5d || sign === 0x7d ? -1 : 0
}

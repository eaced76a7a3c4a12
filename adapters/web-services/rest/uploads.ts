/**
 * Bodies that carry contents: one as it is, or several among fields (multipart/form-data, RFC 7578). The bytes come from
 * the store piece by piece while they are sent; what is in memory is one piece.
 */
import { fail } from '../../../engine/values/failure.ts'
import type { ContentReference, Io, StreamedBody } from '../../adapter.ts'
import { leafText } from '../field-path.ts'

/** A body and its media type. */
export interface BodyContent {
  readonly type: string
  readonly body: string | StreamedBody
}

type Means = Pick<Io, 'contents' | 'randomBytes'>

/** One content as the whole body. Raises `refused` when `field` is no reference, or its content is not there. */
export async function rawBody(field: unknown, { contents }: Means): Promise<BodyContent> {
  const { reference, pieces } = await contents.open(contentIdOf(field))
  const { sizeBytes, sha256, mediaType } = reference
  return { type: headerSafeType(mediaType), body: { pieces, sizeBytes, sha256 } }
}

interface Part {
  readonly head: Buffer
  readonly pieces: () => AsyncIterable<Uint8Array>
  readonly sizeBytes: number
}

/** Fields and contents by the names of their parts; a list gives a part for each of its items. */
export async function multipartBody(
  fields: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, unknown>>,
  { contents, randomBytes }: Means,
): Promise<BodyContent> {
  const boundary = `peyvand-${Buffer.from(randomBytes(16)).toString('hex')}`
  const parts: Part[] = each(fields).map(([name, value]) => fieldPart(boundary, name, value))
  for (const [name, field] of each(files)) {
    const { reference, pieces } = await contents.open(contentIdOf(field))
    parts.push({ head: fileHead(boundary, name, reference), pieces, sizeBytes: reference.sizeBytes })
  }
  const end = Buffer.from(`--${boundary}--\r\n`)
  const lineEnd = Buffer.from('\r\n')
  const sizeBytes = parts.reduce((sum, { head, sizeBytes: size }) => sum + head.length + size + 2, end.length)
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const part of parts) {
      yield part.head
      yield* part.pieces()
      yield lineEnd
    }
    yield end
  }
  return { type: `multipart/form-data; boundary=${boundary}`, body: { pieces, sizeBytes } }
}

function each(values: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(values).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one: unknown) => [name, one] as const) : [[name, value] as const],
  )
}

/** What is no leaf goes as JSON. */
function fieldPart(boundary: string, name: string, value: unknown): Part {
  const text = leafText(value)
  const type = text === undefined ? 'Content-Type: application/json\r\n' : ''
  const bytes = Buffer.from(text ?? JSON.stringify(value))
  const head = Buffer.from(`${partStart(boundary, name)}\r\n${type}\r\n`)
  return { head, pieces: () => once(bytes), sizeBytes: bytes.length }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function fileHead(
  boundary: string,
  name: string,
  { name: file = name, mediaType }: ContentReference,
): Buffer {
  return Buffer.from(
    `${partStart(boundary, name)}; filename="${quotable(file)}"\r\nContent-Type: ${headerSafeType(mediaType)}\r\n\r\n`,
  )
}

function partStart(boundary: string, name: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"`
}

/** As browsers write it: UTF-8, and what would end the quotation encoded. */
function quotable(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function headerSafeType(mediaType: string): string {
  return /^[\x20-\x7e]+$/.test(mediaType) ? mediaType : 'application/octet-stream'
}

function contentIdOf(field: unknown): string {
  const id = typeof field === 'object' && field !== null && 'contentId' in field ? field.contentId : undefined
  if (typeof id === 'string') return id
  const words = 'The call was not made: where a content is to be sent, the input has no content reference'
  throw fail('refused', `${words} (code INVALID_CONTENT).`, {
    code: 'INVALID_CONTENT',
    details: { sent: false },
  })
}

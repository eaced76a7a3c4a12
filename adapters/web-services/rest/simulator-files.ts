/**
 * The shop's files: taken as they are or as multipart/form-data (its own reading of RFC 7578), and given in any size,
 * also by way of other addresses.
 */
import { createHash } from 'node:crypto'

import { jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator.ts'

/** What the shop noted of a part. */
export interface NotedPart {
  readonly name: string
  readonly filename?: string
  readonly type?: string
  readonly sizeBytes: number
  readonly sha256: string
  /** Of parts without a file name. */
  readonly text?: string
}

/** Takes a file: says what came, part by part. */
export function takeFile({ bytes, headers }: SimulatedRequest): SimulatedReply {
  const type = headers['content-type'] ?? ''
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(type)?.[1]
  const whole = noted(Buffer.from(bytes), { name: '', type })
  const parts = boundary === undefined ? [whole] : partsOf(Buffer.from(bytes), boundary)
  return jsonReply(201, { fileId: whole.sha256.slice(0, 8), parts })
}

function partsOf(bytes: Buffer, boundary: string): readonly NotedPart[] {
  // Bytes as characters of the same number: searching and cutting then cannot harm them.
  const pieces = bytes.toString('latin1').split(`--${boundary}`)
  if (pieces[0] !== '' || pieces.at(-1) !== '--\r\n') throw new Error('no multipart/form-data')
  return pieces.slice(1, -1).map((piece) => {
    const at = piece.indexOf('\r\n\r\n')
    const head = Buffer.from(piece.slice(2, at), 'latin1').toString('utf8')
    const filename = /filename="([^"]*)"/.exec(head)?.[1]
    const type = /content-type: ([^\r]+)/i.exec(head)?.[1]
    return noted(Buffer.from(piece.slice(at + 4, -2), 'latin1'), {
      name: /; name="([^"]*)"/.exec(head)?.[1] ?? '',
      ...(filename !== undefined && { filename }),
      ...(type !== undefined && { type }),
    })
  })
}

function noted(bytes: Buffer, about: Pick<NotedPart, 'name' | 'filename' | 'type'>): NotedPart {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const isText = about.filename === undefined && bytes.length < 1000
  return { ...about, sizeBytes: bytes.length, sha256, ...(isText && { text: bytes.toString('utf8') }) }
}

/** Gives `/files/<bytes>`; `hops` addresses lie before it, `circle` never ends, `away` is another address. */
export function giveFile(wish: string, { query, path }: SimulatedRequest): SimulatedReply {
  const hops = Number(query.get('hops') ?? 0)
  const away = query.get('away')
  if (away !== null) return { status: 302, headers: { location: away } }
  if (query.has('circle')) return { status: 307, headers: { location: `${path}?circle=1` } }
  if (hops > 0) return { status: 302, headers: { location: `${path}?hops=${String(hops - 1)}` } }
  const size = Number(wish)
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="../x.pdf"; filename*=UTF-8\'\'%D9%81%D8%A7%DA%A9%D8%AA%D9%88%D8%B1.pdf`,
      ...(query.has('chunked') ? {} : { 'content-length': String(size) }),
    },
    body: bytesOf(size),
  }
}

/** So many bytes, in pieces, the same each time. */
export async function* bytesOf(size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += 65_536) {
    yield Buffer.alloc(Math.min(65_536, size - at), String(at))
  }
}

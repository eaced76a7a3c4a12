/**
 * Text out of a file, piece by piece, each with its place in bytes, so that reading can go on in the middle of the file
 * after a crash. Memory holds one piece.
 */
import { TextDecoder } from 'node:util'

import { fail } from '../../engine/values/failure.ts'
import {
  byteLengthOf,
  byteOrderMarkOf,
  guessedEncoding,
  type TextEncoding,
} from '../../engine/values/text-encoding.ts'

/** The bytes of a file from a position to its end; each call begins to read anew. */
export type BytesFrom = (position: number) => AsyncIterable<Uint8Array>

/** A file whose encoding is known. */
export interface TextFile {
  readonly encoding: TextEncoding
  /** Bytes of its byte order mark. */
  readonly start: number
  /** The text from a position in bytes on, which must be that of a character. */
  readonly textFrom: (position: number) => AsyncGenerator<TextPiece>
}

/** A piece of text. */
export interface TextPiece {
  readonly text: string
  /** Where it begins, in bytes. */
  readonly at: number
}

/** Bytes that are looked at to find out the encoding. */
const headBytes = 65_536

/** The first bytes of a file. */
export async function headOf(bytesFrom: BytesFrom): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of bytesFrom(0)) {
    pieces.push(piece)
    size += piece.length
    if (size >= headBytes) break
  }
  return Buffer.concat(pieces).subarray(0, headBytes)
}

/** Opens a file as text; `head` are its first bytes. */
export function textFile(bytesFrom: BytesFrom, head: Uint8Array, named?: TextEncoding): TextFile {
  const encoding = named ?? guessedEncoding(head)
  const start = byteOrderMarkOf(head)
  return {
    encoding,
    start,
    textFrom: async function* (position) {
      const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
      let at = position
      for await (const bytes of bytesFrom(position)) {
        const text = decoded(encoding, () => decoder.decode(bytes, { stream: true }))
        if (text !== '') yield { text, at }
        at += byteLengthOf(text, encoding)
      }
      decoded(encoding, () => decoder.decode())
    },
  }
}

function decoded(encoding: TextEncoding, decode: () => string): string {
  try {
    return decode()
  } catch (cause) {
    throw fail('unreadable', `it has bytes that are not ${encoding}; name its encoding`, { cause })
  }
}

/** Counts the bytes of a piece up to characters that are asked for in their order. */
export function byteCounter({ text, at }: TextPiece, encoding: TextEncoding): (end: number) => number {
  let [counted, bytes] = [0, at]
  return (end) => {
    bytes += byteLengthOf(text.slice(counted, end), encoding)
    counted = end
    return bytes
  }
}

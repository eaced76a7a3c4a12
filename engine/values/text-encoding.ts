/**
 * Text out of bytes, as they stream in. The encoding is the one that was named, else the one of the byte order mark,
 * else UTF-16 when every other byte is that of Latin or Arabic script, else UTF-8, else windows-1256, in which older
 * Iranian software writes. Bytes that are not of the encoding are a failure, never a replacement character in a name.
 */
import { TextDecoder } from 'node:util'

import { fail } from './failure.ts'

/** Encodings of files that Iranian systems write. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256'

const marks = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/** Bytes by which the encoding is guessed. */
const peekBytes = 65_536

/** Decodes piece by piece; raises the failure `unreadable` when the bytes are not of the encoding. */
export async function* decodedText(
  input: AsyncIterable<Uint8Array>,
  encoding?: TextEncoding,
): AsyncGenerator<string> {
  let peeked: Uint8Array[] = []
  let size = 0
  let decoder = encoding === undefined ? undefined : strict(encoding)
  for await (const piece of input) {
    if (decoder !== undefined) {
      yield decode(decoder, piece)
      continue
    }
    peeked.push(piece)
    size += piece.length
    if (size < peekBytes) continue
    const start = Buffer.concat(peeked)
    decoder = strict(guessedEncoding(start))
    peeked = []
    yield decode(decoder, start)
  }
  const start = Buffer.concat(peeked)
  decoder ??= strict(guessedEncoding(start))
  yield decode(decoder, start)
  yield decode(decoder)
}

/** The encoding by its mark or by the look of its first bytes (a cut last character is no matter). */
export function guessedEncoding(start: Uint8Array): TextEncoding {
  const marked = marks.find(({ bytes }) => bytes.every((byte, place) => start[place] === byte))
  if (marked !== undefined) return marked.encoding
  const enough = Math.floor(start.length / 2) * 0.7
  if (highBytes(start, 1) > enough) return 'utf-16le'
  if (highBytes(start, 0) > enough) return 'utf-16be'
  try {
    strict('utf-8').decode(start, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1256'
  }
}

/** How many bytes at every other place are 0x00 or 0x06: the upper halves of Latin and Arabic letters in UTF-16. */
function highBytes(bytes: Uint8Array, from: number): number {
  let count = 0
  for (let place = from; place < bytes.length; place += 2) {
    if (bytes[place] === 0 || bytes[place] === 6) count += 1
  }
  return count
}

function strict(encoding: TextEncoding): TextDecoder {
  return new TextDecoder(encoding, { fatal: true })
}

function decode(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true })
  } catch (cause) {
    throw fail('unreadable', `The file has bytes that are not ${decoder.encoding}; name its encoding.`, {
      cause,
    })
  }
}

/** Persian letters and digits that Windows-1256 lacks, as its programs have always written them. */
const substitutes: Readonly<Record<string, string>> = {
  ی: 'ي',
  ...Object.fromEntries([...'۰۱۲۳۴۵۶۷۸۹'].map((digit, value) => [digit, String(value)])),
}

const arabicBytes = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1256').decode(Uint8Array.of(byte)),
    byte,
  ]),
)

/**
 * The bytes of a text, without a byte order mark. Windows-1256 has no Persian ی and no Persian digits: their Arabic and
 * Latin twins stand for them. Raises the failure `refused` (`NOT_ENCODABLE`) for a character that the encoding lacks.
 */
export function encodedText(text: string, encoding: TextEncoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  return Uint8Array.from(text, (character) => {
    const byte = arabicBytes.get(character) ?? arabicBytes.get(substitutes[character] ?? '')
    if (byte !== undefined) return byte
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    throw fail('refused', `${encoding} has no character U+${code}; write the file in utf-8.`, {
      code: 'NOT_ENCODABLE',
    })
  })
}

/** Bytes that a part of a text took in its encoding. */
export function byteLengthOf(text: string, encoding: TextEncoding): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text, 'utf8')
  return encoding === 'windows-1256' ? text.length : text.length * 2
}

/** Bytes of the byte order mark at the beginning of a file; 0 when there is none. */
export function byteOrderMarkOf(start: Uint8Array): number {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 3
  return marks.some(({ bytes }) => bytes.every((byte, place) => start[place] === byte)) ? 2 : 0
}

/**
 * Records that are elements of an XML document, as it streams in. Nothing of a document is believed beyond its own
 * text: entities that it declares are not known, and a document that declares any is refused as a whole.
 *
 * A record is an object: attributes as `@name`, elements by their name without prefix, repeated ones as a list; an
 * element with nothing but text is that text, and one without anything is null. Text beside elements is `#text`.
 */
import sax from 'sax'

import { longestRow } from '../../engine/values/csv.ts'
import { fail } from '../../engine/values/failure.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import type { TextEncoding } from '../../engine/values/text-encoding.ts'
import { byteCounter, headOf, textFile, type BytesFrom } from './positioned-text.ts'
import type { ReadRow, RowMark } from './read-row.ts'
import type { XmlFormat } from './row-formats.ts'

/** No entity is known but the five of XML itself. */
const strictly = { position: true, strictEntities: true } as const

/** Elements inside each other, at most. */
const deepest = 100

/** Reads them from the beginning, or from a mark on. Raises `unreadable` for a document that is not well formed. */
export async function* xmlRows(
  bytesFrom: BytesFrom,
  format: XmlFormat,
  from?: RowMark,
): AsyncGenerator<ReadRow> {
  const head = await headOf(bytesFrom)
  const file = textFile(bytesFrom, head, format.encoding ?? declaredEncoding(head))
  const open = from?.state === undefined ? [] : (JSON.parse(from.state) as readonly string[])
  const reader = recordReader(format.record.split('/'), open)
  let [number, before, byte] = [from?.row ?? 0, 0, from?.byte ?? file.start]
  for await (const piece of file.textFrom(byte)) {
    const bytesUpTo = byteCounter(piece, file.encoding)
    for (const { end, ancestors, ...found } of reader.push(piece.text)) {
      number += 1
      const next = { byte: bytesUpTo(end - before), row: number, state: JSON.stringify(ancestors) }
      yield { row: number, ...found, next }
    }
    before += piece.text.length
    byte = bytesUpTo(piece.text.length)
  }
  reader.end()
}

interface FoundRecord {
  readonly record?: JsonObject
  readonly fault?: string
  /** Characters that were taken when it ended. */
  readonly end: number
  /** Names of the elements that it stands in. */
  readonly ancestors: readonly string[]
}

interface Element {
  readonly name: string
  readonly fields: Map<string, Json[]>
  text: string
}

interface RecordReader {
  push(text: string): readonly FoundRecord[]
  end(): void
}

/** Goes on within `open` elements; `path` leads from the root to a record. */
function recordReader(path: readonly string[], open: readonly string[]): RecordReader {
  const parser = sax.parser(true, strictly)
  const stack: string[] = []
  const building: Element[] = []
  let found: FoundRecord[] = []
  let [size, skipped] = [0, 0]
  let problem: Error | undefined

  const isRecord = (): boolean =>
    stack.length === path.length &&
    path.every((name, at) => name === '*' || name === plainName(stack[at] ?? ''))
  const addText = (text: string): void => {
    const element = building.at(-1)
    size += text.length
    if (element !== undefined && size <= longestRow) element.text += text
  }
  const wrong = (words: string): void => {
    problem ??= fail('unreadable', words)
  }
  parser.onerror = (error) => {
    const [what = ''] = error.message.split('\n')
    wrong(`it is not well-formed XML: ${what} (line ${String(parser.line + 1)} of what was read last)`)
  }
  parser.ondoctype = (text) => {
    if (text.includes('[')) wrong('it declares entities or elements of its own (DOCTYPE), which is not read')
  }
  parser.onopentag = ({ name, attributes }) => {
    stack.push(name)
    if (stack.length > deepest) wrong(`its elements stand more than ${String(deepest)} deep in each other`)
    const isStart = building.length === 0 && isRecord()
    if (!isStart && building.length === 0) return
    if (isStart) size = 0
    const fields = new Map(
      Object.entries(attributes).flatMap(([key, value]): [string, Json[]][] => {
        size += key.length + String(value).length
        return key.startsWith('xmlns') ? [] : [[`@${plainName(key)}`, [String(value)]]]
      }),
    )
    size += name.length
    building.push({
      name: plainName(name),
      fields: size > longestRow ? new Map<string, Json[]>() : fields,
      text: '',
    })
  }
  parser.ontext = addText
  parser.oncdata = addText
  parser.onclosetag = () => {
    stack.pop()
    const element = building.pop()
    if (element === undefined || problem !== undefined) return
    const parent = building.at(-1)
    if (parent !== undefined) {
      if (size > longestRow) return
      parent.fields.set(element.name, [...(parent.fields.get(element.name) ?? []), valueOf(element)])
      return
    }
    found.push({
      ...(size > longestRow ? { fault: 'is too long' } : { record: recordOf(element) }),
      end: parser.position - skipped,
      ancestors: [...stack],
    })
  }
  const lead = open.map((name) => `<${name}>`).join('')
  parser.write(lead)
  skipped = lead.length
  return {
    push: (text) => {
      found = []
      if (problem === undefined) parser.write(text)
      // What came before the mistake is whole.
      if (problem !== undefined && found.length === 0) throw problem
      return found
    },
    end: () => {
      if (problem === undefined) parser.close()
      if (problem !== undefined) throw problem
    },
  }
}

function plainName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function valueOf(element: Element): Json {
  if (element.fields.size > 0) return recordOf(element)
  const text = element.text.trim()
  return text === '' ? null : text
}

function recordOf({ fields, text }: Element): JsonObject {
  const own = text.trim()
  return {
    ...Object.fromEntries(
      [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values]),
    ),
    ...(own !== '' && { '#text': own }),
  }
}

const encodings: Readonly<Record<string, TextEncoding>> = {
  'utf-8': 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1256': 'windows-1256',
  cp1256: 'windows-1256',
}

/** The encoding that the document itself names; `undefined` when it is to be found out. */
function declaredEncoding(head: Uint8Array): TextEncoding | undefined {
  const start = Buffer.from(head.subarray(0, 200)).toString('latin1')
  const name = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(start)?.[1]?.toLowerCase()
  if (name === undefined || name === 'utf-16') return undefined
  const encoding = encodings[name]
  if (encoding !== undefined) return encoding
  throw fail('unreadable', `it names the encoding ${name}, which is not read; write it in utf-8`)
}

/**
 * What a file is by its content, whatever its name and sender say. Only kinds that people exchange and that carry no
 * program: images, PDF, office documents without macros, plain text. Pure.
 */

/** A kind of file that is taken. */
export interface FileKind {
  readonly mediaType: string
  readonly extensions: readonly string[]
}

const kinds = {
  png: { mediaType: 'image/png', extensions: ['png'] },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  gif: { mediaType: 'image/gif', extensions: ['gif'] },
  webp: { mediaType: 'image/webp', extensions: ['webp'] },
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
  },
  text: { mediaType: 'text/plain', extensions: ['txt', 'csv', 'log'] },
} as const satisfies Readonly<Record<string, FileKind>>

/** Extensions that are taken, for the error's words. */
export const takenExtensions = Object.values(kinds).flatMap(({ extensions }) => [...extensions])

const signatures: readonly (readonly [string, keyof typeof kinds])[] = [
  ['89504e470d0a1a0a', 'png'],
  ['ffd8ff', 'jpeg'],
  ['474946383761', 'gif'],
  ['474946383961', 'gif'],
  ['255044462d', 'pdf'],
]

/** The kind of a content; `undefined` for what is not taken. */
export function kindOfContent(bytes: Uint8Array): FileKind | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  const found = signatures.find(([signature]) => head.startsWith(signature))
  if (found !== undefined) return kinds[found[1]]
  if (head.startsWith('52494646') && head.slice(16, 24) === '57454250') return kinds.webp
  if (head.startsWith('504b0304')) return officeKind(bytes)
  return isText(bytes) ? kinds.text : undefined
}

/** Office documents are archives; their parts' names say which. One with macros is not taken. */
function officeKind(bytes: Uint8Array): FileKind | undefined {
  const names = Buffer.from(bytes).toString('latin1')
  if (names.includes('vbaProject') || !names.includes('[Content_Types].xml')) return undefined
  if (names.includes('word/document.xml')) return kinds.docx
  return names.includes('xl/workbook.xml') ? kinds.xlsx : undefined
}

/** UTF-8 without control characters, and not a program or page that a browser would run. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return (
      bytes.length > 0 &&
      !/[\u0000-\u0008\u000e-\u001f]/.test(text) &&
      !/^\s*(#!|<(!doctype|html|script|svg|\?xml))/i.test(text)
    )
  } catch {
    return false
  }
}

/** Whether a name ends as files of that kind do. */
export function isNamedAs(name: string, { extensions }: FileKind): boolean {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  return extension !== undefined && extensions.includes(extension)
}

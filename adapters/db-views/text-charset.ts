/**
 * Texts whose bytes are Windows-1256 while their database calls them Latin-1 (which for MySQL, SQL Server and most
 * drivers means Windows-1252). Pure.
 */
const decoder = new TextDecoder('windows-1256')

/** Byte of each character of Windows-1252, the five without a character as MySQL passes them on. */
const latin = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
)

/** Byte of each character of Windows-1256. */
const arabic = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
const latinCharacter = new Map([...latin].map(([character, byte]) => [byte, character]))

/** Persian letters that Windows-1256 lacks, as its programs wrote them. */
const substitutes = new Map([
  ['ی', 'ي'],
  ['۰', '0'],
  ['۱', '1'],
  ['۲', '2'],
  ['۳', '3'],
  ['۴', '4'],
  ['۵', '5'],
  ['۶', '6'],
  ['۷', '7'],
  ['۸', '8'],
  ['۹', '9'],
])

/** The text as it was meant; as it is when it cannot be such bytes. */
export function fromWindows1256(text: string): string {
  const bytes = [...text].map((character) => latin.get(character))
  return bytes.every((byte) => byte !== undefined) ? decoder.decode(Uint8Array.from(bytes)) : text
}

/** The text as such a database keeps it; as it is when Windows-1256 cannot write it. */
export function toWindows1256(text: string): string {
  const bytes = [...text].map(
    (character) => arabic.get(character) ?? arabic.get(substitutes.get(character) ?? ''),
  )
  if (!bytes.every((byte) => byte !== undefined)) return text
  return bytes.map((byte) => latinCharacter.get(byte) ?? '').join('')
}

/** The bytes of a text that is all Windows-1252; `undefined` for any other. */
export function latinBytes(text: string): Uint8Array | undefined {
  const bytes = [...text].map((character) => latin.get(character))
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : undefined
}

/** A row with its texts changed. */
export function mapTexts<Value extends string | number | boolean | null>(
  row: Readonly<Record<string, Value>>,
  change: (text: string) => string,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? change(value) : value]),
  ) as Record<string, Value>
}

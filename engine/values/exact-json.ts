/**
 * JSON whose numbers lose no digit. `JSON.parse` turns 9007199254740993 into …992 and 1.10 into 1.1; here a
 * number stays its own text until somebody says what it is to be.
 */

/** A number as the remote wrote it. */
export class NumberText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What was read: JSON with `NumberText` in place of numbers. Frozen plain data otherwise. */
export type ExactJson =
  string | boolean | null | NumberText | readonly ExactJson[] | { readonly [name: string]: ExactJson }

const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** No text that a remote writes decodes to this by accident, and one made on purpose only stays a number. */
const mark = '\u0000\u0001number:'

/** Reads JSON. Throws `SyntaxError` as `JSON.parse` does. */
export function parseExactJson(text: string): ExactJson {
  const marked = text.replace(stringOrNumber, (token) =>
    token.startsWith('"') ? token : JSON.stringify(mark + checkedNumber(token)),
  )
  return JSON.parse(marked, (_name, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? new NumberText(value.slice(mark.length)) : value,
  ) as ExactJson
}

/** A number that JSON does not allow (`007`) would pass unnoticed inside its quotes. */
function checkedNumber(token: string): string {
  JSON.parse(token)
  return token
}

/** Plain JSON: a number where no digit is lost by it, else its text. */
export function plainJson(value: ExactJson): unknown {
  if (value instanceof NumberText) return plainNumber(value)
  if (Array.isArray(value)) return (value as readonly ExactJson[]).map(plainJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainJson(inner)]))
}

function plainNumber({ text }: NumberText): number | string {
  return isExact(text) ? Number(text) : text
}

/** Whether a JavaScript number has the same digits. */
export function isExact(text: string): boolean {
  const value = Number(text)
  return Number.isFinite(value) && digitsOf(String(value)) === digitsOf(text)
}

/** Sign, significant digits and exponent in one form: `1.10e2`, `110` and `110.0` are the same. */
function digitsOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const all = `${whole}${fraction}`
  const significant = all.replace(/^0+/, '').replace(/0+$/, '')
  if (significant === '') return '0'
  const trailing = all.length - all.replace(/0+$/, '').length
  return `${sign === '-' ? '-' : ''}${significant}e${Number(exponent) - fraction.length + trailing}`
}

/** JSON objects whose numbers lose no digit: what a number could not hold exactly comes as text. Pure. */
import type { JsonObject } from '../../engine/values/json.ts'

const textOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** The record of a text, or why it is none. */
export function exactRecord(text: string): { readonly record: JsonObject } | { readonly fault: string } {
  try {
    // Checked as it is first: quotes must not turn what is no JSON into JSON.
    const plain: unknown = JSON.parse(text)
    if (typeof plain !== 'object' || plain === null || Array.isArray(plain))
      return { fault: 'is not a JSON object' }
    const exact = text.replace(textOrNumber, (token) => (isKept(token) ? token : `"${token}"`))
    return { record: (exact === text ? plain : JSON.parse(exact)) as JsonObject }
  } catch {
    return { fault: 'is not JSON' }
  }
}

function isKept(token: string): boolean {
  if (token.startsWith('"')) return true
  const value = Number(token)
  return Number.isInteger(value)
    ? Number.isSafeInteger(value)
    : String(value) === token.replace(/(\.\d*?)0+$/, '$1')
}

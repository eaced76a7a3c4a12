/** Identifiers as people write them, in the form in which profiles are found by them. */
import type { Holds } from '../../contracts/entity-schema.ts'
import { fieldValue, isOfConnection } from './field-values.ts'

/** `mobile:۰۹۱۲ ۱۲۳ ۴۵۶۷` → `mobile:+989121234567`; what cannot be such an identifier stays as it is and finds nothing. */
export function normalIdentifier(text: string): string {
  const colon = text.indexOf(':')
  const kind = text.slice(0, colon)
  if (kind === 'external') return text
  const [connection, value] = isOfConnection(kind)
    ? splitAt(text.slice(colon + 1), ':')
    : ['', text.slice(colon + 1)]
  return fieldValue(value, kind as Holds, connection)?.identifier ?? text
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const place = text.indexOf(mark)
  return [text.slice(0, Math.max(0, place)), text.slice(place + 1)]
}

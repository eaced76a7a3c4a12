/** The base64 values of a message, in the order in which they are written. Pure. */
import type { XsdPart, XsdType } from '../../../engine/values/wsdl/xsd.ts'

/** Finds them by the type of the message. */
export function binaryValues(type: XsdType, value: unknown): readonly string[] {
  if (type.kind === 'simple') return type.form === 'base64' && typeof value === 'string' ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  const source = value as Readonly<Record<string, unknown>>
  const actual = type.variants?.find(({ xsiType }) => xsiType === source['xsiType'])?.type ?? type
  const own = actual.text ? binaryValues(actual.text, source['value']) : []
  return [...own, ...actual.parts.flatMap((part) => inPart(part, source))]
}

function inPart(part: XsdPart, source: Readonly<Record<string, unknown>>): readonly string[] {
  if (part.kind === 'repeated') return part.parts.flatMap((one) => inPart(one, source))
  const given = source[part.field.name]
  return (Array.isArray(given) ? (given as readonly unknown[]) : [given]).flatMap((one) =>
    binaryValues(part.field.type, one),
  )
}

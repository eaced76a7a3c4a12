/**
 * Values between JSON and what node-soap writes and reads. Pure.
 *
 * The types of the WSDL lead, not what node-soap guesses: numbers stay text to the last digit, a list with one
 * item is a list, an empty element is an empty text, and a reply that breaks its own WSDL is `unreadable`.
 */
import { fail } from '../failure.ts'
import { formPatterns } from './json-schema.ts'
import type { XsdComplex, XsdField, XsdForm, XsdSimple, XsdType } from './xsd.ts'

/** What node-soap is given to write: only declared fields, in the order of the WSDL, every leaf as text. */
export function toWire(type: XsdType, value: unknown): unknown {
  if (type.kind === 'simple') return leaf(value)
  const source = isRecord(value) ? value : {}
  const written: Record<string, unknown> = {}
  const attributes: Record<string, string> = {}
  for (const field of type.fields) {
    const given = source[field.name]
    if (given === undefined) continue
    if (field.attribute) attributes[field.name] = asText(given)
    else written[field.name] = fieldToWire(field, given)
  }
  if (Object.keys(attributes).length > 0) written['attributes'] = attributes
  if (type.text && source['value'] !== undefined) written['$value'] = asText(source['value'])
  return written
}

function fieldToWire(field: XsdField, given: unknown): unknown {
  if (!field.list) return given === null ? null : toWire(field.type, given)
  // node-soap writes a null inside a list as an empty element, so the nil attribute is written by hand.
  const nil = { attributes: { 'xsi:nil': 'true' } }
  const items = Array.isArray(given) ? (given as readonly unknown[]) : [given]
  return items.map((item) => (item === null ? nil : toWire(field.type, item)))
}

function leaf(value: unknown): unknown {
  const text = asText(value)
  // node-soap lets a text that looks like a CDATA section through unescaped, markup and all.
  return text.startsWith('<![CDATA[') ? { $xml: escapeXml(text) } : text
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Text as XML character data. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** The value of a message part that was read. `path` names it in the failure; the value itself never is. */
export function fromWire(type: XsdType, read: unknown, path: string): unknown {
  return type.kind === 'complex' ? objectFromWire(type, read, path) : simpleFromWire(type, read, path)
}

function objectFromWire(type: XsdComplex, read: unknown, path: string): unknown {
  const source = isRecord(read) ? read : {}
  const attributes = isRecord(source['attributes']) ? source['attributes'] : {}
  const result: Record<string, unknown> = {}
  for (const field of type.fields) {
    const value = fieldFromWire(
      field,
      field.attribute ? own(attributes, field.name) : own(source, field.name),
      path,
    )
    if (value !== undefined) result[field.name] = value
  }
  if (type.text) result['value'] = simpleFromWire(type.text, read, `${path}.value`)
  return result
}

function own(source: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(source, name) ? source[name] : undefined
}

function fieldFromWire(field: XsdField, read: unknown, parent: string): unknown {
  const path = `${parent}.${field.name}`
  if (field.list) {
    const items: readonly unknown[] = read === undefined ? [] : Array.isArray(read) ? read : [read]
    return items.map((item, index) => oneFromWire(field, item, `${path}[${index}]`))
  }
  if (read === undefined) return absent(field, path)
  if (Array.isArray(read)) throw fail('unreadable', `The message repeats ${path}, which may occur once.`)
  const isEmptyOptional = isEmpty(read) && !field.required && !field.nillable && mustHaveText(field.type)
  return isEmptyOptional ? undefined : oneFromWire(field, read, path)
}

function absent(field: XsdField, path: string): undefined {
  if (field.required) throw fail('unreadable', `The message lacks ${path}.`)
  return undefined
}

function oneFromWire(field: XsdField, read: unknown, path: string): unknown {
  return read === null && field.nillable ? null : fromWire(field.type, read, path)
}

function mustHaveText(type: XsdType): boolean {
  return type.kind === 'simple' && type.form !== 'text'
}

function isEmpty(read: unknown): boolean {
  return read === null || textOf(read).trim() === ''
}

/** The text of an element, whether or not it carries attributes. */
export function textOf(read: unknown): string {
  const inner = isRecord(read) ? own(read, '$value') : read
  return typeof inner === 'string' ? inner : typeof inner === 'number' ? String(inner) : ''
}

function simpleFromWire(type: XsdSimple, read: unknown, path: string): unknown {
  const text = textOf(read)
  if (type.form === 'text') {
    if (!type.values || type.values.includes(text)) return text
    throw fail('unreadable', `The message holds a word in ${path} that the WSDL does not list.`)
  }
  const value = readers[type.form](text.trim(), type)
  if (value === undefined) throw fail('unreadable', `The message holds no valid ${type.form} in ${path}.`)
  return value
}

type Reader = (text: string, type: XsdSimple) => unknown

function matching(form: keyof typeof formPatterns): Reader {
  const pattern = new RegExp(formPatterns[form])
  return (text) => (pattern.test(text) ? text : undefined)
}

const readers: Readonly<Record<Exclude<XsdForm, 'text'>, Reader>> = {
  smallInteger: (text, { range }) => {
    if (!/^[+-]?\d{1,15}$/.test(text)) return undefined
    const value = Number(text)
    return !range || (value >= range[0] && value <= range[1]) ? value : undefined
  },
  float: (text) => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  boolean: (text) =>
    text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined,
  bigInteger: matching('bigInteger'),
  decimal: matching('decimal'),
  date: matching('date'),
  dateTime: matching('dateTime'),
  time: matching('time'),
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

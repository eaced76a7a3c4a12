/**
 * Finding and masking what somebody is known by in documents of any form: texts, JSON in texts, lists, maps, numbers.
 * Digits of any script, separators, letter variants and half-spaces do not hide a value. Masking what is masked changes
 * nothing, so that a second look proves the first. Pure.
 */
import { redacted } from '../../values/redact.ts'
import type { PersonTerms, Reference, Term } from './person-terms.ts'

/** A look for one person. */
export interface Masking {
  /** Whether a document is about the person. */
  readonly mentions: (document: unknown) => boolean
  /** The smallest parts of a document that are about the person, with the places at which they stand. */
  readonly parts: (document: unknown) => readonly Part[]
  /** The document without them; the very same value when nothing had to change. */
  readonly masked: <Value>(document: Value) => Value
}

/** A part of a document. */
export interface Part {
  /** `/state/instances/root/variables/customer` */
  readonly path: string
  readonly value: unknown
}

/** Makes the look. */
export function maskingOf(terms: PersonTerms): Masking {
  const finding = patternOf(
    [...terms.finding.map(sourceOf), ...terms.ids.map((id) => bounded(escaped(id)))],
    'iu',
  )
  const masking = patternOf(terms.masking.filter(({ kind }) => kind !== 'whole').map(sourceOf), 'giu')
  const whole = patternOf(
    terms.masking.map((term) => `^\\s*${sourceOf(term)}\\s*$`),
    'iu',
  )
  const references = new Set(terms.references.map(nameOf))

  function isReference({ connection, externalId }: Fields): boolean {
    const isOne = typeof connection === 'string' && typeof externalId === 'string'
    return isOne && references.has(nameOf({ connection, externalId }))
  }

  function maskedText(value: string): string {
    const opened = openedJson(value)
    if (opened !== undefined) {
      const changed = walk(opened, maskedText, isReference)
      return changed === opened ? value : JSON.stringify(changed)
    }
    return whole.test(value) ? redacted : value.replace(masking, redacted)
  }

  function mentions(value: unknown): boolean {
    if (typeof value === 'string') {
      const opened = openedJson(value)
      return opened === undefined ? finding.test(value) : mentions(opened)
    }
    if (typeof value === 'number') return value >= 1e7 && finding.test(String(value))
    if (Array.isArray(value)) return value.some(mentions)
    if (!isPlain(value)) return false
    return (
      isReference(value) || Object.entries(value).some(([name, part]) => finding.test(name) || mentions(part))
    )
  }

  function isTold(name: string, part: unknown): boolean {
    if (typeof part === 'string' && openedJson(part) !== undefined) return finding.test(name)
    return finding.test(name) || (typeof part !== 'object' && mentions(part))
  }

  function parts(value: unknown, path = ''): readonly Part[] {
    const opened = typeof value === 'string' ? (openedJson(value) ?? value) : value
    if (Array.isArray(opened)) return opened.flatMap((item, n) => parts(item, `${path}/${String(n)}`))
    if (!isPlain(opened)) return mentions(opened) ? [{ path, value: opened }] : []
    const entries = Object.entries(opened)
    const isWhole = isReference(opened) || entries.some(([name, part]) => isTold(name, part))
    if (isWhole && path !== '') return [{ path, value: opened }]
    return entries.flatMap(([name, part]) => parts(part, `${path}/${name}`))
  }

  return {
    mentions,
    parts: (document) => parts(document),
    masked: (document) => walk(document, maskedText, isReference) as typeof document,
  }
}

type Fields = Readonly<Record<string, unknown>>

/** A copy with every text changed; what is no text, list or plain map stays, and so does what has nothing to change. */
function walk(
  value: unknown,
  text: (value: string) => string,
  isReference: (one: Fields) => boolean,
): unknown {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') return number(value, text)
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map((item) => walk(item, text, isReference))
    return items.some((item, place) => item !== value[place]) ? items : value
  }
  if (!isPlain(value)) return value
  const hidden = isReference(value)
  const entries = Object.entries(value).map(([name, part]) => {
    const shown = hidden && name === 'externalId' ? redacted : walk(part, text, isReference)
    return [name === '_id' ? name : text(name), name === '_id' ? part : shown] as const
  })
  const isSame = entries.every(([name, part]) => Object.hasOwn(value, name) && value[name] === part)
  return isSame ? value : Object.fromEntries(entries)
}

/** A number that reads like one of the values (a national code without its zeros) becomes 0. */
function number(value: number, text: (value: string) => string): number {
  return Number.isSafeInteger(value) && value >= 1e7 && text(String(value)) === redacted ? 0 : value
}

function isPlain(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** JSON objects and lists that are kept as text. */
function openedJson(value: string): unknown {
  const first = value[0]
  if (first !== '{' && first !== '[') return undefined
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}

function nameOf({ connection, externalId }: Reference): string {
  return JSON.stringify([connection, externalId])
}

/** A pattern that finds nothing when there is nothing to look for. */
function patternOf(sources: readonly string[], flags: string): RegExp {
  return new RegExp(sources.length === 0 ? '(?!)' : sources.join('|'), flags)
}

function sourceOf({ kind, text }: Term): string {
  switch (kind) {
    case 'digits':
      return digits(plainDigits(text), '')
    case 'mobile':
      return digits(
        plainDigits(text).slice(-10),
        `(?:(?:\\+|${digit('0')}${digit('0')})?${digit('9')}${digit('8')}|${digit('0')})?${gap}`,
      )
    case 'iban':
      return digits(plainDigits(text), `(?:IR)?${gap}`)
    case 'email':
      return bounded(escaped(text.trim()))
    case 'words':
    case 'whole':
      return bounded(words(text))
  }
}

const gap = '[\\s\\u200c\\-.()]{0,2}'

/** Leading zeros may be missing when enough is left. */
function digits(plain: string, before: string): string {
  if (plain === '') return '(?!)'
  const bare = plain.replace(/^0+/, '')
  const isLong = bare.length >= 8 && bare !== plain
  const shown = isLong ? bare : plain
  const zeros = isLong ? `${digit('0')}{0,${String(plain.length - bare.length)}}` : ''
  return `(?<!\\p{N})${before}${zeros}${[...shown].map(digit).join(gap)}(?!\\p{N})`
}

function digit(one: string): string {
  const value = Number(one)
  return `[${one}${String.fromCharCode(0x06f0 + value)}${String.fromCharCode(0x0660 + value)}]`
}

/** The digits in ASCII; of a text without digits nothing. */
function plainDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (one) => String(one.charCodeAt(0) & 0xf))
    .replace(/\D/g, '')
}

const variants: Readonly<Record<string, string>> = {
  ی: '[یيىئ]',
  ي: '[یيىئ]',
  ى: '[یيىئ]',
  ئ: '[یيىئ]',
  ک: '[کك]',
  ك: '[کك]',
  ه: '[هةۀ]',
  ة: '[هةۀ]',
  ا: '[اأإآٱ]',
  آ: '[اأإآٱ]',
  أ: '[اأإآٱ]',
  و: '[وؤ]',
  ؤ: '[وؤ]',
}

function words(text: string): string {
  return text
    .trim()
    .split(/[\s\u200c]+/)
    .map((word) => [...word].map(letter).join('[\\u200c\\u0640]?'))
    .join('[\\s\\u200c]*')
}

function letter(one: string): string {
  if (/[0-9\u0660-\u0669\u06f0-\u06f9]/.test(one)) return digit(plainDigits(one))
  return variants[one] ?? escaped(one)
}

function bounded(source: string): string {
  return `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, (sign) => `\\${sign}`)
}

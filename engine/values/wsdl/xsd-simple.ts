/** Types of XML Schema without parts. Pure. */
import { decimalText, type DecimalLimits } from '../decimal-limits.ts'
import { defined } from '../defined.ts'
import { attributeOf, elementsIn, type QName, type XmlElement } from '../xml.ts'
import { isXsd } from './schema-set.ts'
import { patternInJavaScript } from './xsd-pattern.ts'
import type { XsdForm, XsdSimple } from './xsd.ts'

const simple = (form: XsdForm, range?: readonly [number, number]): XsdSimple =>
  range ? { kind: 'simple', form, range } : { kind: 'simple', form }

/** Any text. */
export const text = simple('text')
/** A fragment of XML. */
export const fragment = simple('xml')

/** What is not named here is text (`string`, `anyURI`, `duration`, `hexBinary`, `ID`, `anyType` …). */
const builtIns: Readonly<Record<string, XsdSimple>> = {
  byte: simple('smallInteger', [-128, 127]),
  unsignedByte: simple('smallInteger', [0, 255]),
  short: simple('smallInteger', [-32_768, 32_767]),
  unsignedShort: simple('smallInteger', [0, 65_535]),
  int: simple('smallInteger', [-2_147_483_648, 2_147_483_647]),
  unsignedInt: simple('smallInteger', [0, 4_294_967_295]),
  long: simple('bigInteger'),
  unsignedLong: simple('bigInteger'),
  integer: simple('bigInteger'),
  positiveInteger: simple('bigInteger'),
  nonNegativeInteger: simple('bigInteger'),
  negativeInteger: simple('bigInteger'),
  nonPositiveInteger: simple('bigInteger'),
  decimal: simple('decimal'),
  float: simple('float'),
  double: simple('float'),
  boolean: simple('boolean'),
  date: simple('date'),
  dateTime: simple('dateTime'),
  time: simple('time'),
  base64Binary: simple('base64'),
}

/** Namespace of the types of SOAP encoding, which repeats those of XML Schema under its own name. */
export const encodingNamespace = 'http://schemas.xmlsoap.org/soap/encoding/'

/** A type of the standard itself, or `undefined`. */
export function builtIn(name: QName): XsdSimple | undefined {
  if (name.namespace === encodingNamespace && name.local === 'base64') return { ...simple('base64'), name }
  if (!isXsd(name.namespace) && name.namespace !== encodingNamespace) return undefined
  return { ...(builtIns[name.local] ?? text), name }
}

/** Whether the standard has a type of that name. */
export function isBuiltIn(local: string): boolean {
  return local in builtIns || otherBuiltIns.test(local)
}

const otherBuiltIns =
  /^(?:string|anyURI|duration|hexBinary|ID|IDREF|QName|anyType|anySimpleType|token|normalizedString|language|Name|NCName|NMTOKEN|gYear|gMonth|gDay|gYearMonth|gMonthDay)$/

/** A base type with the facets of a restriction. */
export function restricted(base: XsdSimple, restriction: XmlElement): XsdSimple {
  const facets = elementsIn(restriction)
  const value = (facet: string): string | undefined => {
    const found = facets.find(({ local }) => local === facet)
    return found && attributeOf(found, 'value')
  }
  if (base.form === 'smallInteger' && base.range) return { ...base, range: narrowed(base.range, value) }
  if (numbers.has(base.form)) return { ...base, limits: { ...base.limits, ...limitsOf(value) } }
  if (base.form !== 'text') return base
  return { ...base, ...textFacets(base, facets, value) }
}

function textFacets(
  { patterns = [] }: XsdSimple,
  facets: readonly XmlElement[],
  value: (facet: string) => string | undefined,
): Partial<XsdSimple> {
  const values = facets
    .filter(({ local }) => local === 'enumeration')
    .map((one) => attributeOf(one, 'value') ?? '')
  const length = (facet: string): number | undefined => {
    const found = value(facet)
    return found !== undefined && /^\d{1,9}$/.test(found) ? Number(found) : undefined
  }
  const pattern = patternOf(facets)
  return defined({
    values: values.length > 0 ? values : undefined,
    patterns: pattern === undefined ? undefined : [...patterns, pattern],
    minLength: length('minLength') ?? length('length'),
    maxLength: length('maxLength') ?? length('length'),
  })
}

/** Patterns of one restriction are a choice; one that cannot be said leaves the whole choice open. */
function patternOf(facets: readonly XmlElement[]): string | undefined {
  const patterns = facets
    .filter(({ local }) => local === 'pattern')
    .map((one) => patternInJavaScript(attributeOf(one, 'value') ?? ''))
  const known = patterns.filter((one) => one !== undefined)
  return known.length === 0 || known.length < patterns.length ? undefined : known.join('|')
}

const numbers: ReadonlySet<XsdForm> = new Set<XsdForm>(['decimal', 'bigInteger', 'float'])

function limitsOf(value: (facet: string) => string | undefined): DecimalLimits {
  const limit = (facet: string): string | undefined => {
    const found = value(facet)?.trim()
    return found !== undefined && decimalText.test(found) ? found : undefined
  }
  const digits = (facet: string): number | undefined => {
    const found = limit(facet)
    return found === undefined ? undefined : Number(found)
  }
  return defined({
    least: limit('minInclusive'),
    most: limit('maxInclusive'),
    above: limit('minExclusive'),
    below: limit('maxExclusive'),
    totalDigits: digits('totalDigits'),
    fractionDigits: digits('fractionDigits'),
  })
}

function narrowed(
  [least, most]: readonly [number, number],
  value: (facet: string) => string | undefined,
): readonly [number, number] {
  const bound = (facet: string, shift: number): number | undefined => {
    const found = value(facet)
    return found !== undefined && /^[+-]?\d{1,15}$/.test(found) ? Number(found) + shift : undefined
  }
  return [
    Math.max(least, bound('minInclusive', 0) ?? bound('minExclusive', 1) ?? least),
    Math.min(most, bound('maxInclusive', 0) ?? bound('maxExclusive', -1) ?? most),
  ]
}

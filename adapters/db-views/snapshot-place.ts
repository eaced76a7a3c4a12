/**
 * The place of an id in the order of its database, as ASCII text whose order is that order: the hub compares what
 * was there with what is there by it. Pure.
 */
import type { Dialect, OrderKind } from './dialect.ts'

/** The place of an id. */
export function placeOf(id: string, kind: OrderKind, textOrder: Dialect['textOrder']): string {
  // A rowversion of SQL Server is written with all of its digits.
  if (kind === 'commit' && id.startsWith('0x')) return id
  if (kind === 'number' || kind === 'commit') return placeOfNumber(id)
  const bytes = Buffer.from(id, textOrder === 'utf8' ? 'utf8' : 'utf16le')
  return (textOrder === 'utf8' ? bytes : bytes.swap16()).toString('hex')
}

/** Sign, number of digits, digits; of negative numbers the complement, so that larger ones come first. */
function placeOfNumber(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? []
  const digits = `${String(whole.length).padStart(3, '0')}${whole}${fraction === '' ? '' : `.${fraction}`}`
  if (sign !== '-' || (whole === '' && fraction === '')) return `p${digits}`
  return `n${digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)))}~`
}

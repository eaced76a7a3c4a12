/**
 * Identifiers of people, organisations and accounts in Iran: each `normalise…` gives the one canonical form
 * or the reason why the text is not such an identifier. Digits of any script, blanks, hyphens and invisible
 * marks are accepted. Checksums come from @persian-tools/persian-tools behind our own guards, because alone
 * it accepts legal ids that are too long, knows no digits but ASCII and answers `undefined` for empty text.
 */
import { isShebaValid, verifyIranianLegalId, verifyIranianNationalId } from '@persian-tools/persian-tools'

import { asciiDigits, withoutMarks } from './persian-text.ts'

/** Why a text is not the identifier it was given as. */
export type IdentifierFault =
  'empty' | 'wrongLength' | 'wrongCharacters' | 'wrongChecksum' | 'allZeroOrEqual' | 'foreign' | 'wrongForm'

/** The canonical form, or the reason against it. `warning` marks what is valid but unusual. */
export type Normalised =
  | { readonly ok: true; readonly value: string; readonly warning?: string }
  | { readonly ok: false; readonly reason: IdentifierFault }

const fault = (reason: IdentifierFault): Normalised => ({ ok: false, reason })
const good = (value: string, warning?: string): Normalised =>
  warning === undefined ? { ok: true, value } : { ok: true, value, warning }

/** ASCII digits, without blanks, half-spaces, hyphens, dots, parentheses, slashes and bidi marks. */
function compact(text: string): string {
  return withoutMarks(asciiDigits(text)).replace(/[\s\u00a0\u200c\-‐‑–_.()/\\]/g, '')
}

/** National code of a private person (کد ملی): ten digits; 8 or 9 digits are padded with zeros. */
export function normaliseNationalCode(text: string): Normalised {
  const digits = compact(text)
  if (digits === '') return fault('empty')
  if (!/^\d+$/.test(digits)) return fault('wrongCharacters')
  if (digits.length < 8 || digits.length > 10) return fault('wrongLength')
  const code = digits.padStart(10, '0')
  if (/^(\d)\1{9}$/.test(code) || code.slice(3, 9) === '000000') return fault('allZeroOrEqual')
  // The library's list of issuing cities lags behind reality, so the prefix decides nothing.
  return verifyIranianNationalId(code, { checkPrefix: false }) === true ? good(code) : fault('wrongChecksum')
}

/** National id of a legal person (شناسه ملی): exactly eleven digits. */
export function normaliseLegalId(text: string): Normalised {
  const digits = compact(text)
  if (digits === '') return fault('empty')
  if (!/^\d+$/.test(digits)) return fault('wrongCharacters')
  if (digits.length !== 11) return fault('wrongLength')
  if (/^(\d)\1{10}$/.test(digits) || digits.slice(3, 9) === '000000') return fault('allZeroOrEqual')
  return verifyIranianLegalId(digits) === true ? good(digits) : fault('wrongChecksum')
}

/** Code of a foreign national (کد فراگیر): 10 to 12 digits according to the issuer; no checksum is known. */
export function normaliseForeignId(text: string): Normalised {
  const digits = compact(text)
  if (digits === '') return fault('empty')
  if (!/^\d+$/.test(digits)) return fault('wrongCharacters')
  if (/^(\d)\1+$/.test(digits)) return fault('allZeroOrEqual')
  return digits.length >= 10 && digits.length <= 12 ? good(digits) : fault('wrongLength')
}

/** Iranian IBAN (شبا): `IR` and 24 digits, upper case; typed without `IR` it is completed. Not a proof of ownership. */
export function normaliseIban(text: string): Normalised {
  const bare = compact(text).toUpperCase()
  if (bare === '') return fault('empty')
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{6,}$/.test(bare) && !bare.startsWith('IR')) return fault('foreign')
  const iban = bare.startsWith('IR') ? bare : `IR${bare}`
  if (!/^IR\d*$/.test(iban)) return fault('wrongCharacters')
  if (iban.length !== 26) return fault('wrongLength')
  if (/^0+$/.test(iban.slice(4))) return fault('allZeroOrEqual')
  return isShebaValid(iban) ? good(iban) : fault('wrongChecksum')
}

/**
 * Iranian mobile as `+989xxxxxxxxx`, from `+98`, `0098`, `98`, `0` or nothing before the `9`. The operator's
 * prefix is not checked: numbers are portable and new prefixes appear. A number of another country is
 * `foreign`: keep it as an unverified contact, never match by it.
 */
export function normaliseMobile(text: string): Normalised {
  const digits = compact(text)
  if (digits === '') return fault('empty')
  if (!/^\+?\d+$/.test(digits)) return fault('wrongCharacters')
  const number = /^(?:\+98|0098|98|0)?(9\d{9})$/.exec(digits)?.[1]
  if (number !== undefined)
    return /^9(\d)\1{8}$/.test(number) ? fault('allZeroOrEqual') : good(`+98${number}`)
  if (/^(\+|00)(?!98)[1-9]\d{6,14}$/.test(digits)) return fault('foreign')
  return fault('wrongLength')
}

/** A phone number of any kind in international form where the country is clear: `+98` and 10 digits, or `+…`. */
export function normalisePhone(text: string): Normalised {
  const digits = compact(text)
  if (digits === '') return fault('empty')
  if (!/^\+?\d+$/.test(digits)) return fault('wrongCharacters')
  const national = /^(?:\+98|0098|0)([1-9]\d{9})$/.exec(digits)?.[1]
  if (national !== undefined) return good(`+98${national}`)
  if (/^(\+|00)[1-9]\d{6,14}$/.test(digits)) return good(`+${digits.replace(/^(\+|00)/, '')}`)
  return digits.length >= 3 && digits.length <= 15 ? good(digits, 'withoutAreaCode') : fault('wrongLength')
}

/** Postal code: ten digits. The widespread rule about its digits is not official and only warns. */
export function normalisePostalCode(text: string): Normalised {
  const digits = compact(text)
  if (digits === '') return fault('empty')
  if (!/^\d+$/.test(digits)) return fault('wrongCharacters')
  if (digits.length !== 10) return fault('wrongLength')
  if (/^(\d)\1{9}$/.test(digits)) return fault('allZeroOrEqual')
  const isUsual = /^(?!(\d)\1{3})[13-9]{4}[1346-9][013-9]{5}$/.test(digits)
  return good(digits, isUsual ? undefined : 'unusualDigits')
}

/**
 * Economic code: 12 digits (old), 11 digits that are a legal national id, or 14 digits (private person:
 * national code and `0001…`; foreign national: 12-digit code and `01`).
 */
export function normaliseEconomicCode(text: string): Normalised {
  const digits = compact(text)
  if (digits === '') return fault('empty')
  if (!/^\d+$/.test(digits)) return fault('wrongCharacters')
  if (/^(\d)\1+$/.test(digits)) return fault('allZeroOrEqual')
  if (digits.length === 12) return good(digits)
  // A civil partnership's id has eleven digits too and its checksum is not published: only a warning.
  if (digits.length === 11) return good(digits, normaliseLegalId(digits).ok ? undefined : 'notALegalId')
  if (digits.length !== 14) return fault('wrongLength')
  const isPrivate = normaliseNationalCode(digits.slice(0, 10)).ok
  return good(digits, isPrivate || digits.slice(12) === '01' ? undefined : 'unknownHolder')
}

/**
 * A card as `610433******0011`: first six and last four digits, six stars. A full number is masked here and
 * refused when its check digit (Luhn) is wrong; masks of any length of stars or letters X are accepted.
 */
export function normaliseCardMask(text: string): Normalised {
  const bare = compact(text)
  if (bare === '') return fault('empty')
  if (/^\d{16}$/.test(bare)) return hasLuhn(bare) ? good(masked(bare)) : fault('wrongChecksum')
  const found = /^(\d{6})\d{0,2}[*xX•#]+(\d{4})$/.exec(bare)
  if (found === null) return fault('wrongForm')
  return good(`${found[1] ?? ''}******${found[2] ?? ''}`)
}

function masked(digits: string): string {
  return `${digits.slice(0, 6)}******${digits.slice(-4)}`
}

function hasLuhn(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === digits.length % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** An e-mail address in lower case. The form is checked, not whether anybody reads it. */
export function normaliseEmail(text: string): Normalised {
  const bare = withoutMarks(text).trim().toLowerCase()
  if (bare === '') return fault('empty')
  if (bare.length > 254) return fault('wrongLength')
  return /^[^\s@<>()[\],;:"\\]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/.test(bare) ? good(bare) : fault('wrongForm')
}

/** An opaque code of a system (serial, contract number): without blanks, ASCII digits, upper case. */
export function normaliseCode(text: string): Normalised {
  const bare = withoutMarks(asciiDigits(text))
    .replace(/[\s\u00a0\u200c\u0640]/g, '')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .toUpperCase()
  if (bare === '') return fault('empty')
  return /^0+$/.test(bare) ? fault('allZeroOrEqual') : good(bare)
}

/** One field's value as it is shown and compared, by what the contract says the field holds. */
import type { Holds } from '../../contracts/entity-schema.ts'
import {
  normaliseCardMask,
  normaliseCode,
  normaliseEconomicCode,
  normaliseEmail,
  normaliseForeignId,
  normaliseIban,
  normaliseLegalId,
  normaliseMobile,
  normaliseNationalCode,
  normalisePhone,
  normalisePostalCode,
  type Normalised,
} from '../values/identifiers.ts'
import { dayOfText } from '../values/instants.ts'
import { canonicalJson, type Json } from '../values/json.ts'
import { matchKey, nameKey, organisationKey, shownText } from '../values/persian-text.ts'
import type { FieldValue } from './record.ts'

const checks: Readonly<Partial<Record<Holds, (text: string) => Normalised>>> = {
  nationalCode: normaliseNationalCode,
  foreignId: normaliseForeignId,
  legalId: normaliseLegalId,
  economicCode: normaliseEconomicCode,
  mobile: normaliseMobile,
  phone: normalisePhone,
  email: normaliseEmail,
  iban: normaliseIban,
  cardMask: normaliseCardMask,
  postalCode: normalisePostalCode,
  serial: normaliseCode,
  terminalNumber: normaliseCode,
  accountNumber: normaliseCode,
  tradingCode: normaliseCode,
  contractNumber: normaliseCode,
  serviceNumber: normaliseCode,
  assetTag: normaliseCode,
  productCode: normaliseCode,
  serviceCode: normaliseCode,
}

/** Valid values of these never say who somebody is. */
const withoutIdentity: ReadonlySet<Holds> = new Set(['cardMask', 'postalCode', 'economicCode', 'phone'])

/** Numbers that a system gives are unique within its own connection only. */
const ofConnection: ReadonlySet<Holds> = new Set([
  'terminalNumber',
  'accountNumber',
  'contractNumber',
  'serviceNumber',
  'assetTag',
  'productCode',
  'serviceCode',
])

/** Whether values of this kind count only together with the connection that gave them. */
export function isOfConnection(holds: string): boolean {
  return ofConnection.has(holds as Holds)
}

/** Reads one value; `undefined` when it says nothing (null, blank text). */
export function fieldValue(
  value: Json,
  holds: Holds | undefined,
  connection: string,
): FieldValue | undefined {
  if (value === null) return undefined
  if (typeof value !== 'string') return { value, key: canonicalJson(value), valid: true }
  const shown = shownText(value)
  if (shown === '') return undefined
  if (holds === 'contact') return contact(shown, connection)
  if (holds === 'day') return day(shown)
  const check = holds === undefined ? undefined : checks[holds]
  if (holds !== undefined && check !== undefined) return checked(shown, { holds, check, connection })
  return { value: shown, key: textKey(shown, holds), valid: true }
}

function textKey(shown: string, holds: Holds | undefined): string {
  if (holds === 'name') return nameKey(shown)
  if (holds === 'organisationName') return organisationKey(shown)
  return holds === 'text' ? matchKey(shown) : shown
}

function day(shown: string): FieldValue {
  const found = dayOfText(shown)
  if (found === undefined) return { value: shown, key: shown, valid: false, note: 'notADay' }
  return { value: found, key: found, valid: true }
}

interface Check {
  readonly holds: Holds
  readonly check: (text: string) => Normalised
  readonly connection: string
}

function checked(shown: string, { holds, check, connection }: Check): FieldValue {
  const result = check(shown)
  if (!result.ok) return failed(shown, result.reason)
  const note = result.warning === undefined ? {} : { note: result.warning }
  const plain = { value: result.value, key: result.value, valid: true, ...note }
  if (withoutIdentity.has(holds)) return plain
  return { ...plain, identifier: identifierOf(holds, result.value, connection) }
}

/** A foreign number or account is a good contact that identifies nobody here; anything else failed its check. */
function failed(shown: string, reason: string): FieldValue {
  if (reason !== 'foreign') return { value: shown, key: shown, valid: false, note: reason }
  const phone = normalisePhone(shown)
  const value = phone.ok ? phone.value : shown
  return { value, key: value, valid: true, note: reason }
}

function identifierOf(holds: Holds, value: string, connection: string): string {
  return ofConnection.has(holds) ? `${holds}:${connection}:${value}` : `${holds}:${value}`
}

function contact(shown: string, connection: string): FieldValue {
  const holds = shown.includes('@') ? 'email' : normaliseMobile(shown).ok ? 'mobile' : 'phone'
  return fieldValue(shown, holds, connection) ?? { value: shown, key: shown, valid: false }
}

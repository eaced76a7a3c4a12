/**
 * SOAP faults, 1.1 and 1.2, in our words. Pure.
 *
 * The code of a failure is the fault code in the words of 1.1 (`Client`, `Server`), a dot, and the code inside
 * the detail when there is one: `Client.BAD_LIMIT`. So a flow does not change when a connection moves to 1.2.
 */
import { fail, type FailureKind, type RemoteFailure } from '../../../engine/values/failure.ts'
import { childNamed, elementsIn, textIn, type XmlElement } from '../../../engine/values/xml.ts'

/** A fault as it was read. */
export interface SoapFault {
  /** `Client.BAD_LIMIT`, `Server`, `FailedAuthentication` … */
  readonly code: string
  /** The remote's own words, at most 500 characters. */
  readonly words: string
  /** Whether the remote described the fault in a typed detail. */
  readonly isTyped: boolean
  /** Fields of the detail that the settings ask for, by the name that they give them. */
  readonly fields: Readonly<Record<string, string>>
}

/** What a fault may mean to us. */
export type FaultKind = Extract<
  FailureKind,
  'refused' | 'unreachable' | 'unauthenticated' | 'throttled' | 'misconfigured'
>

/** How a connection wants its faults understood. */
export interface FaultReading {
  /** By code; the most exact entry wins (`Server.BUSY` before `Server`). */
  readonly faultKinds?: Readonly<Record<string, FaultKind>>
  /** A `Server` fault may be a breakdown or a no. Default: a no when it is typed, else a breakdown. */
  readonly serverFaultIs?: 'unreachable' | 'refused'
  /** Path of the code inside the detail, when it is not simply named `code`. */
  readonly faultCodePath?: string
  /** Fields of the detail that are told with the failure, by path. */
  readonly faultFields?: Readonly<Record<string, string>>
}

/** Reads a `Fault` element. */
export function readFault(
  fault: XmlElement,
  { faultCodePath, faultFields = {} }: FaultReading = {},
): SoapFault {
  const code12 = childNamed(fault, 'Code')
  const detail = childNamed(fault, 'detail') ?? childNamed(fault, 'Detail')
  const main = localName(textIn(childNamed(fault, 'faultcode') ?? childNamed(code12, 'Value')))
  const inner = detailCode(detail, faultCodePath) ?? localName(innermostCode(code12))
  const words =
    textIn(childNamed(fault, 'faultstring')) || textIn(childNamed(childNamed(fault, 'Reason'), 'Text'))
  const fields = Object.entries(faultFields).map(([name, path]) => [name, textAt(detail, path)] as const)
  return {
    code: [inWordsOf11(main), inner].filter((part) => part !== '').join('.'),
    words: words.trim().slice(0, 500),
    isTyped: detail !== undefined && elementsIn(detail).some((part) => elementsIn(part).length > 0),
    fields: Object.fromEntries(fields.filter(([, text]) => text !== '')),
  }
}

/** 1.2 nests codes; the innermost says most. */
function innermostCode(code: XmlElement | undefined): string {
  const sub = childNamed(code, 'Subcode')
  if (!sub) return ''
  return innermostCode(sub) || textIn(childNamed(sub, 'Value'))
}

/** The failure that a fault is. `attempt` names operation and connection: `PostPayment of the web service`. */
export function failureOfFault(fault: SoapFault, attempt: string, reading: FaultReading): RemoteFailure {
  const kind = faultKind(fault, reading)
  const said = fault.words === '' ? 'it gave no reason' : fault.words
  const did = kind === 'unreachable' ? 'broke down on' : 'refused'
  const told = Object.entries(fault.fields).map(([name, text]) => `, ${name} ${text}`)
  const message = `The remote ${did} ${attempt}: ${said} (code ${fault.code}${told.join('')}).`
  const details = told.length > 0 ? { details: { fault: fault.fields } } : {}
  return fail(kind, message, { code: fault.code, ...details })
}

function faultKind(fault: SoapFault, reading: FaultReading): FaultKind {
  const parts = fault.code.split('.')
  const main = parts[0] ?? ''
  const { faultKinds = {} } = reading
  const declared = faultKinds[fault.code] ?? faultKinds[main]
  if (declared) return declared
  if (parts.some((part) => loginFaults.has(part))) return 'unauthenticated'
  if (protocolFaults.has(main)) return 'misconfigured'
  if (main !== 'Server') return 'refused'
  return reading.serverFaultIs ?? (fault.isTyped ? 'refused' : 'unreachable')
}

/** Codes of WS-Security 1.0 that mean the login was not accepted. */
const loginFaults = new Set([
  'FailedAuthentication',
  'InvalidSecurity',
  'InvalidSecurityToken',
  'SecurityTokenUnavailable',
  'UnsupportedSecurityToken',
  'FailedCheck',
])

/** The two sides do not speak the same SOAP. */
const protocolFaults = new Set(['VersionMismatch', 'MustUnderstand', 'DataEncodingUnknown'])

function inWordsOf11(code: string): string {
  return code === 'Sender' ? 'Client' : code === 'Receiver' ? 'Server' : code
}

function localName(qualified: string): string {
  const trimmed = qualified.trim()
  return trimmed.slice(trimmed.indexOf(':') + 1)
}

const codeNames = ['code', 'errorcode', 'faultcode', 'error_code']

function detailCode(detail: XmlElement | undefined, codePath: string | undefined): string | undefined {
  if (codePath !== undefined) return textAt(detail, codePath) || undefined
  for (const part of detail ? [detail, ...elementsIn(detail)] : []) {
    const found = elementsIn(part).find(({ local }) => codeNames.includes(local.toLowerCase()))
    const code = textIn(found).trim()
    if (code !== '' && code.length <= 100) return code
  }
  return undefined
}

/** The text at a dotted path inside the detail, the first of its elements left out or not; at most 500 characters. */
function textAt(detail: XmlElement | undefined, path: string): string {
  const starts = detail ? [detail, ...elementsIn(detail)] : []
  for (const start of starts) {
    const found = path.split('.').reduce<XmlElement | undefined>(childNamed, start)
    if (found) return textIn(found).trim().slice(0, 500)
  }
  return ''
}

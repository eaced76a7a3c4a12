/**
 * SOAP faults, 1.1 and 1.2, in our words. Pure.
 *
 * The code of a failure is the fault code in the words of 1.1 (`Client`, `Server`), a dot, and the code inside
 * the detail when there is one: `Client.BAD_LIMIT`. So a flow does not change when a connection moves to 1.2.
 */
import { fail, type FailureKind, type RemoteFailure } from '../../../engine/values/failure.ts'
import { textOf } from '../../../engine/values/wsdl/wire-values.ts'

/** A fault as it was read. */
export interface SoapFault {
  /** `Client.BAD_LIMIT`, `Server`, `FailedAuthentication` … */
  readonly code: string
  /** The remote's own words, at most 500 characters. */
  readonly words: string
  /** Whether the remote described the fault in a typed detail. */
  readonly isTyped: boolean
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
}

type Node = Readonly<Record<string, unknown>>

/** Reads the `Fault` element as node-soap parsed it. */
export function readFault(fault: unknown, codePath?: string): SoapFault {
  const node = asNode(fault)
  const code12 = asNode(node['Code'])
  const detail = node['detail'] ?? node['Detail']
  const main = localName(textOf(node['faultcode'] ?? code12['Value']))
  const inner = detailCode(detail, codePath) ?? localName(textOf(asNode(code12['Subcode'])['Value']))
  const words = textOf(node['faultstring']) || reasonText(asNode(node['Reason'])['Text'])
  return {
    code: [inWordsOf11(main), inner].filter((part) => part !== '').join('.'),
    words: words.trim().slice(0, 500),
    isTyped: Object.values(asNode(detail)).some((part) => Object.keys(asNode(part)).some(isPartName)),
  }
}

/** The failure that a fault is. `attempt` names operation and connection: `PostPayment of the web service`. */
export function failureOfFault(fault: SoapFault, attempt: string, reading: FaultReading): RemoteFailure {
  const kind = faultKind(fault, reading)
  const said = fault.words === '' ? 'it gave no reason' : fault.words
  const did = kind === 'unreachable' ? 'broke down on' : 'refused'
  return fail(kind, `The remote ${did} ${attempt}: ${said} (code ${fault.code}).`, { code: fault.code })
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

/** `Text` may be repeated, one for each language. */
function reasonText(text: unknown): string {
  return textOf(Array.isArray(text) ? (text as readonly unknown[])[0] : text)
}

const codeNames = ['code', 'errorcode', 'faultcode', 'error_code']

function detailCode(detail: unknown, codePath: string | undefined): string | undefined {
  if (codePath !== undefined) return textOf(codePath.split('.').reduce(memberOf, detail)) || undefined
  const parts = [detail, ...Object.values(asNode(detail))].map(asNode)
  for (const part of parts) {
    const name = Object.keys(part).find((key) => codeNames.includes(key.toLowerCase()))
    const code = name === undefined ? '' : textOf(part[name]).trim()
    if (code !== '' && code.length <= 100) return code
  }
  return undefined
}

function memberOf(node: unknown, name: string): unknown {
  return asNode(node)[name]
}

function isPartName(name: string): boolean {
  return name !== 'attributes' && name !== '$value'
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {}
}

/** The operations of a SOAP connection: what its settings declare, with the schemas that its WSDL gives. */
import { Type } from 'typebox'

import { fail } from '../../../engine/values/failure.ts'
import { askAPerson, type Operation, type Operations } from '../../adapter.ts'
import { effectOf, inquiryOperation } from '../inquiry.ts'
import { exampleOf, inputSchema, outputSchema } from '../../../engine/values/wsdl/json-schema.ts'
import { emptyType } from '../../../engine/values/wsdl/xsd-reading.ts'
import type { InquirySettings, OperationSettings, Settings } from './settings.ts'
import type { LoadedWsdl, SoapOperation } from '../../../engine/values/wsdl/wsdl.ts'
import type { XsdComplex } from '../../../engine/values/wsdl/xsd.ts'

const defaultTimeoutMs = 30_000

/** All operations, or `misconfigured` naming the first setting that does not fit the WSDL. */
export function declaredOperations(settings: Settings, wsdl: LoadedWsdl): Operations {
  const entries = Object.entries(settings.operations).flatMap(([name, declared]): [string, Operation][] => {
    const operation = wsdl.operation(declared.soapOperation)
    const own: [string, Operation] = [name, declaredOperation(name, declared, operation)]
    if (!declared.inquiry) return [own]
    checkInquiry(name, declared.inquiry, {
      asked: wsdl.operation(declared.inquiry.soapOperation),
      once: operation,
    })
    return [own, [inquiryName(name, declared), inquiryOperation(own[1])]]
  })
  const names = entries.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw fail('misconfigured', `The operation ${twice} is declared twice.`)
  return Object.fromEntries(entries)
}

/** Name of the inquiry of a `once` operation. */
export function inquiryName(name: string, declared: OperationSettings): string {
  if (declared.inquire !== undefined && declared.inquire !== askAPerson) return declared.inquire
  throw fail(
    'misconfigured',
    `The operation ${name} describes an inquiry, so \`inquire\` must give it a name.`,
  )
}

function declaredOperation(name: string, declared: OperationSettings, operation: SoapOperation): Operation {
  const { keyField } = declared
  if (keyField !== undefined) requireField(operation.input, keyField, `keyField of ${name}`)
  return {
    ...effectOf(name, declared),
    title: declared.title ?? { en: operation.name, fa: operation.name },
    summary: declared.summary ?? `Calls ${operation.name} of the web service.`,
    timeoutMs: declared.timeoutMs ?? defaultTimeoutMs,
    input: inputSchema(operation.input, keyField),
    output: operation.output
      ? outputSchema(operation.output)
      : Type.Object({}, { additionalProperties: false }),
    example: {
      input: exampleOf(operation.input),
      output: operation.output ? exampleOf(operation.output, 'out') : {},
    },
  }
}

interface InquiryOperations {
  readonly asked: SoapOperation
  readonly once: SoapOperation
}

function checkInquiry(name: string, inquiry: InquirySettings, { asked, once }: InquiryOperations): void {
  const where = `the inquiry of ${name}`
  const reply = asked.output ?? emptyType
  for (const [field, from] of Object.entries(inquiry.input)) {
    requireField(asked.input, field, where)
    requireField(once.input, from, where)
  }
  requireField(reply, inquiry.doneWhen.path, where)
  if ('path' in inquiry.notDoneWhen) requireField(reply, inquiry.notDoneWhen.path, where)
  for (const [field, from] of Object.entries(inquiry.output)) {
    if (once.output) requireField(once.output, field, where)
    requireField(reply, from, where)
  }
  const missing = once.output?.fields.find(
    (field) => field.required && !Object.hasOwn(inquiry.output, field.name),
  )
  if (missing)
    throw fail('misconfigured', `In ${where}, \`output\` does not say where ${missing.name} comes from.`)
}

/** Raises `misconfigured` unless the type has a field at the path. */
function requireField(type: XsdComplex, path: string, where: string): void {
  const [name, ...rest] = path.split('.').filter((part) => !/^\d+$/.test(part))
  const field = type.fields.find((candidate) => candidate.name === name)
  if (!field) {
    const known = type.fields.map((candidate) => candidate.name).join(', ')
    throw fail('misconfigured', `In ${where}, the WSDL has no field ${path}; there are ${known}.`)
  }
  if (rest.length === 0) return
  if (field.type.kind === 'simple') throw fail('misconfigured', `In ${where}, ${name ?? ''} has no parts.`)
  requireField(field.type, rest.join('.'), where)
}

/** Raises `misconfigured` unless a polled operation has the named parameters and, at its path, the list. */
export function requireFields(type: XsdComplex | undefined, paths: readonly string[], where: string): void {
  for (const path of paths) requireField(type ?? emptyType, path, where)
}

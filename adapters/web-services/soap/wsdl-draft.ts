/**
 * A WSDL as a draft of settings: every operation that can be called, with the WSDL kept in the settings. No WSDL says
 * what an operation means, so its effect is guessed from its name (get, find, list … read) and left open for a person.
 */
import { fail, failureOf } from '../../../engine/values/failure.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import { loadWsdl, type LoadedWsdl } from '../../../engine/values/wsdl/wsdl.ts'
import type { DescribedSettings, ServiceDescription } from '../../adapter.ts'
import type { OperationSettings } from './settings.ts'

const rootName = 'service.wsdl'

/** The draft. Raises `misconfigured` for a text that is no WSDL, or that imports what was not sent. */
export async function describedByWsdl(description: ServiceDescription): Promise<DescribedSettings> {
  const documents = { ...description.documents, [rootName]: description.text }
  const own = new Map(Object.entries(documents))
  const wsdl = await loadWsdl({ document: rootName }, async (name) => {
    const text = own.get(name)
    if (text !== undefined) return text
    throw fail('misconfigured', `The WSDL imports ${name}, which was not sent.`)
  })
  const wanted = description.operations ?? wsdl.operations
  const read = wanted.map((name) => ({ name, reason: problemWith(wsdl, name) }))
  const usable = read.filter(({ reason }) => reason === undefined).map(({ name }) => name)
  const operations = Object.fromEntries(usable.map((name) => [camelCase(name), draftOf(name)]))
  const settings = {
    wsdl: rootName,
    documents,
    endpoint: description.address ?? wsdl.address,
    service: wsdl.service,
    port: wsdl.port,
    login: 'none',
    operations,
  }
  return {
    settings: settings as unknown as JsonObject,
    skipped: read.flatMap(({ name, reason }) => (reason === undefined ? [] : [{ name, reason }])),
    open: [
      'login: a WSDL does not say how to log in',
      ...otherPorts(wsdl),
      ...Object.entries(operations).map(
        ([name, { effect }]) => `${name}: its effect is guessed to be ${effect}; say what it is`,
      ),
    ],
  }
}

function otherPorts({ service, port, ports }: LoadedWsdl): readonly string[] {
  const others = ports.filter((one) => one !== `${service}.${port}`)
  return others.length === 0
    ? []
    : [`port: ${service}.${port} was taken; there are also ${others.join(', ')}`]
}

function problemWith(wsdl: LoadedWsdl, name: string): string | undefined {
  try {
    wsdl.operation(name)
    return undefined
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure === undefined) throw thrown
    return failure.message
  }
}

function draftOf(soapOperation: string): OperationSettings {
  const isRead = /^(get|find|list|search|read|query|fetch|lookup|inquir)/i.test(soapOperation)
  return { soapOperation, effect: isRead ? 'read' : 'once' }
}

function camelCase(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_whole, next: string | undefined) =>
    (next ?? '').toUpperCase(),
  )
  const lowered = plain.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase())
  return (/^[a-z]/.test(lowered) ? lowered : `operation${lowered}`).slice(0, 64)
}

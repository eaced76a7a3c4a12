/** Serves the SOAP services: their WSDLs, and calls. Faults carry the problems of the REST interface. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'

import { Problem } from '../../contracts/problems.ts'
import type { Log } from '../../engine/values/log.ts'
import { loadWsdl, type LoadedWsdl } from '../../engine/values/wsdl/wsdl.ts'
import { may, type Caller } from '../auth/api-keys.ts'
import type { ApiRequest, Handlers, Reply } from '../rest/handler.ts'
import { asProblem } from '../rest/problem-reply.ts'
import {
  contentTypes,
  envelope,
  readEnvelope,
  readMessage,
  versionOf,
  writeFault,
  writeReply,
} from './envelope.ts'
import type { Login } from './login.ts'
import type { SoapService } from './service.ts'

/** What the services are made of. */
export interface SoapPorts {
  readonly services: readonly SoapService[]
  readonly login: Login
  /** Raises `rateLimited` or `shuttingDown`. */
  readonly admit: (caller: Caller) => void
  readonly log: Log
}

interface Loaded {
  readonly service: SoapService
  readonly text: string
  readonly wsdl: LoadedWsdl
}

const contracts = new URL('../../contracts/', import.meta.url)

/** Loads the WSDLs and makes the handlers. */
export async function soapHandlers(ports: SoapPorts): Promise<Handlers<'readWsdl' | 'callSoap'>> {
  const loaded = new Map(
    await Promise.all(ports.services.map(async (service) => [service.name, await load(service)] as const)),
  )

  function serviceNamed(name: string): Loaded & { readonly isSoap12: boolean } {
    const found = loaded.get(name.replace(/12$/, ''))
    if (found !== undefined) return { ...found, isSoap12: name.endsWith('12') }
    throw new Problem(
      'soapServiceNotFound',
      `There is no SOAP service ${name}; there are ${[...loaded.keys()].join(', ')}.`,
    )
  }

  async function call(
    { wsdl, service }: Loaded,
    xml: string,
    request: ApiRequest<'callSoap'>,
  ): Promise<string> {
    const { header, body } = readEnvelope(xml)
    const caller = await ports.login(request.wire.headers['authorization'], header)
    ports.admit(caller)
    const { operation, message } = readMessage(wsdl, body)
    const action = service.actions[operation.name]
    if (action === undefined) throw new Error(`${service.name} does nothing for ${operation.name}`)
    if (!may(caller, action.scope)) throw new Problem('forbidden', `The key lacks the scope ${action.scope}.`)
    const answer = await action.act(message, { caller, correlationId: request.correlationId })
    return writeReply(operation, answer)
  }

  return {
    readWsdl: ({ params: { service }, wire: { headers } }) => {
      const { text, isSoap12 } = serviceNamed(service)
      const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
      const host = (headers['host'] ?? '').replace(/[^\w.:[\]-]/g, '')
      const location = `${scheme}://${host}/soap/${service}`
      return {
        status: 200,
        text: { type: 'text/xml; charset=utf-8', content: wsdlAt(text, location, isSoap12) },
      }
    },
    callSoap: async (request) => {
      const found = serviceNamed(request.params.service)
      const xml = textOf(request)
      const version = versionOf(xml)
      const reply = (status: number, body: string): Reply => ({
        status,
        text: {
          type: contentTypes[version],
          content: envelope(version, body, found.wsdl.targetNamespace),
        },
      })
      try {
        return reply(200, await call(found, xml, request))
      } catch (error) {
        const problem = asProblem(error)
        const traceId = randomUUID()
        const level = problem.code === 'internal' ? 'error' : 'debug'
        ports.log[level]('a SOAP request was answered with a fault', {
          service: found.service.name,
          code: problem.code,
          traceId,
          correlationId: request.correlationId,
          ...(level === 'error' && { error }),
        })
        // 500 for every fault: SOAP 1.1 prescribes it, and clients of 1.2 read it as well.
        return reply(500, writeFault(version, problem, traceId))
      }
    },
  }
}

async function load(service: SoapService): Promise<Loaded> {
  const read = (name: string): Promise<string> => readFile(new URL(name, contracts), 'utf8')
  const wsdl = await loadWsdl({ document: service.document, soapVersion: '1.1' }, read)
  return { service, text: await read(service.document), wsdl }
}

/** The text in the encoding that the request names; UTF-8 unless it says otherwise. */
function textOf({ wire }: ApiRequest<'callSoap'>): string {
  const named = /charset\s*=\s*"?([\w-]+)/i.exec(wire.headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(named).decode(wire.body)
  } catch (cause) {
    throw new Problem('malformedBody', `The encoding ${named} is not known; UTF-8 always is.`, { cause })
  }
}

/** The WSDL with the address at which it was asked for; for 1.2 with the binding of that version. */
function wsdlAt(text: string, location: string, isSoap12: boolean): string {
  const placed = text.replace(/location="[^"]*"/, `location="${location}"`)
  return isSoap12
    ? placed.replace('http://schemas.xmlsoap.org/wsdl/soap/', 'http://schemas.xmlsoap.org/wsdl/soap12/')
    : placed
}

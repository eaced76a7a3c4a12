/** The SOAP side of the simulated ERP: node-soap's server, with the corrections that foreign clients need. */
import soap from 'soap'

import type { FaultPlan } from '../../simulator.ts'
import type { Book, FaultWords } from './fixtures/erp-book.ts'

/** Faults that are raised on demand inside an operation, before its work. */
export type PlannedFault =
  /** The client's, with the code `OUT_OF_ORDER` in its detail. */
  | 'typedFault'
  /** The server's own, without a detail. */
  | 'bareServerFault'

/** What the operations work with. */
export interface Erp {
  readonly book: Book
  readonly faults: FaultPlan<PlannedFault>
  /** Why a login is not accepted. */
  readonly login: (headers: unknown) => string | undefined
}

/** Opens the service for one version of SOAP; the server it gives takes requests as text. */
export async function openSoap(xml: string, erp: Erp, isSoap12: boolean): Promise<soap.Server> {
  const asText = (text: string): string => text
  const port = operationsOf(erp, isSoap12)
  const { server, wsdl } = await listen({
    path: isSoap12 ? '/erp12' : '/erp',
    xml,
    services: { ErpService: { ErpPort: port, ErpPort12: port } },
    forceSoap12Headers: isSoap12,
    suppressStack: true,
    returnFault: true,
    handleNilAsNull: true,
    customDeserializer: { long: asText, decimal: asText, date: asText, dateTime: asText },
  })
  // node-soap writes xsi:nil without declaring its prefix.
  wsdl.xmlnsInEnvelope += ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  // The operation is chosen by SOAPAction, the arguments come from the body: they must mean the same.
  server.on('request', (request: { readonly Body?: object }, operation: string) => {
    if (request.Body && operation in request.Body) return
    throw faultOf({ code: 'BAD_ACTION', text: `the body is not ${operation}` }, isSoap12)
  })
  return server
}

interface Listening {
  readonly server: soap.Server
  readonly wsdl: soap.WSDL
}

/** The types of node-soap know neither a server without a socket nor the deserialisers of one. */
type ServerOptions = soap.IServerOptions & { readonly customDeserializer: object }

/** Resolves once the WSDL is read. */
function listen(options: ServerOptions): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown): void => {
      if (error) return reject(new Error('The WSDL of the ERP cannot be served.', { cause: error }))
      resolve({ server: listening, wsdl: (listening as unknown as { readonly wsdl: soap.WSDL }).wsdl })
    }
    const listenWithoutSocket = soap.listen as (server: null, options: ServerOptions) => soap.Server
    const listening = listenWithoutSocket(null, { ...options, callback })
  })
}

type Handler = (message: Readonly<Record<string, unknown>>) => object

function operationsOf({ book, faults, login }: Erp, isSoap12: boolean): soap.IServicePort {
  const handlers: Readonly<Record<string, Handler>> = {
    FindCustomers: book.findCustomers,
    GetCustomersChangedSince: book.customersChangedSince,
    UpdateCustomer: book.update,
    GetInvoice: book.invoice,
    PostPayment: book.post,
    FindPayment: book.findPosting,
  }
  // The login is checked here: node-soap's own hook answers with a fault that most clients cannot read.
  const guarded = (name: string, handle: Handler): soap.ISoapServiceMethod => {
    return (message: Readonly<Record<string, unknown>> | null, _callback, headers: unknown) => {
      const loginProblem = login(headers)
      if (loginProblem !== undefined) throw faultOf({ code: 'AUTH', text: loginProblem }, isSoap12)
      const planned = faults.next(name)
      if (planned) throw faultOf(plannedWords[planned.kind], isSoap12)
      const result = handle(message ?? {})
      if ('fault' in result) throw faultOf(result.fault as FaultWords, isSoap12)
      return result
    }
  }
  return Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, guarded(name, handle)]))
}

const plannedWords: Readonly<Record<PlannedFault, FaultWords>> = {
  typedFault: { code: 'OUT_OF_ORDER', text: 'این کار اکنون ممکن نیست' },
  bareServerFault: { text: 'Object reference not set to an instance of an object.' },
}

/** A fault as node-soap wants it thrown: without a code it is the server's own breakdown. */
function faultOf(words: FaultWords, isSoap12: boolean): SoapFault {
  const isOurs = words.code === undefined
  const detail = isOurs ? undefined : { $xml: detailXml(words) }
  if (!isSoap12) {
    const faultcode = isOurs ? 'soap:Server' : 'soap:Client'
    return new SoapFault({ faultcode, faultstring: words.text, detail, statusCode: 500 })
  }
  return new SoapFault({
    Code: { Value: isOurs ? 'soap:Receiver' : 'soap:Sender' },
    Reason: { Text: { attributes: { 'xml:lang': 'fa' }, $value: words.text } },
    Detail: detail,
    statusCode: 500,
  })
}

function detailXml({ code = '', text }: FaultWords): string {
  const [safeCode, safeText] = [code, text].map((part) => part.replace(/&/g, '&amp;').replace(/</g, '&lt;'))
  return `<ErpFault xmlns="urn:demo-erp:v1"><code>${safeCode}</code><detailText>${safeText}</detailText></ErpFault>`
}

class SoapFault extends Error {
  /** The name under which node-soap looks for it. */
  readonly Fault: object

  constructor(fault: object) {
    super('SOAP fault')
    this.Fault = fault
  }
}

/** The check of a SOAP connection: is the address reachable, is the login accepted. */
import { failureOf, type Failure } from '../../../engine/values/failure.ts'
import type { Call, CheckFinding, Http } from '../../adapter.ts'
import type { Settings } from './settings.ts'
import type { LoadedWsdl, SoapOperation } from '../../../engine/values/wsdl/wsdl.ts'

interface Means {
  readonly wsdl: LoadedWsdl
  invoke(operation: SoapOperation, message: Readonly<Record<string, unknown>>, call: Call): Promise<unknown>
  readonly http: Http
}

/** Makes the harmless call of the settings, or, without one, only sees whether the address answers. */
export async function checkConnection(
  settings: Settings,
  means: Means,
  call: Call,
): Promise<readonly CheckFinding[]> {
  const { checkOperation } = settings
  if (!checkOperation) return [await answers(settings.endpoint, means.http, call)]
  const operation = means.wsdl.operation(checkOperation.soapOperation)
  const failure = await failureOfAttempt(() => means.invoke(operation, checkOperation.input ?? {}, call))
  if (failure?.kind === 'unreachable') return [{ aspect: 'reachable', ok: false, message: failure.message }]
  const reached: CheckFinding = { aspect: 'reachable', ok: true, message: `${settings.endpoint} answers.` }
  return [reached, loginFinding(failure, checkOperation.soapOperation)]
}

function loginFinding(failure: Failure | undefined, operation: string): CheckFinding {
  // A refusal in business words was made after the login.
  if (!failure || failure.kind === 'refused') {
    return { aspect: 'login', ok: true, message: `${operation} was answered with this login.` }
  }
  return { aspect: 'login', ok: false, message: failure.message }
}

async function answers(endpoint: string, http: Http, call: Call): Promise<CheckFinding> {
  const failure = await failureOfAttempt(() => http({ method: 'GET', url: endpoint }, call))
  return failure
    ? { aspect: 'reachable', ok: false, message: failure.message }
    : { aspect: 'reachable', ok: true, message: `${endpoint} answers.` }
}

async function failureOfAttempt(attempt: () => Promise<unknown>): Promise<Failure | undefined> {
  try {
    await attempt()
    return undefined
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure) return failure
    throw thrown
  }
}

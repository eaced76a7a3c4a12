/** What a SOAP service of the hub is: a WSDL under contracts/, and what each of its operations does. */
import type { JsonObject } from '../../engine/values/json.ts'
import type { Caller } from '../auth/api-keys.ts'

/** Who asks, and the correlation id of the request. */
export interface SoapAsk {
  readonly caller: Caller
  readonly correlationId: string
}

/** One operation: the message that its WSDL describes in, its answer out; whole numbers beyond `int` are text. */
export interface SoapAction {
  /** What the caller's key must have. */
  readonly scope: string
  /** Raises a `Problem`, which becomes a fault. */
  act(message: JsonObject, ask: SoapAsk): Promise<JsonObject>
}

/** A service. */
export interface SoapService {
  readonly name: string
  /** Name of the WSDL under contracts/. */
  readonly document: string
  readonly actions: Readonly<Record<string, SoapAction>>
}

/** The fields of a message that were given a value: left out and nil are the same for the hub. */
export function given(message: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null))
}

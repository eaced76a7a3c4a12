/** Carries out what rules do beyond the decision: notify, start a flow, raise an event. Each under a key of its own. */
import { derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'
import type { RaisedEvent } from './event-service.ts'
import type { Applied } from './run.ts'

/** Who can act for the rules. Repeating a key does nothing twice. */
export interface EffectPorts {
  readonly call: (request: {
    readonly connection: string
    readonly operation: string
    readonly input: unknown
    readonly key: string
  }) => Promise<unknown>
  readonly startRun: (
    flow: string,
    options: { readonly id: string; readonly variables: JsonObject },
  ) => Promise<unknown>
  readonly publish: (message: {
    readonly id: string
    readonly name: string
    readonly variables: JsonObject
    readonly correlationKey?: string
    readonly ttlSeconds?: number
  }) => Promise<unknown>
}

/** The circumstances of one effect. */
export interface EffectContext {
  readonly facts: JsonObject
  readonly raise: (event: RaisedEvent) => Promise<void>
}

/** Whether an action reaches beyond the decision. */
export function isEffect({ kind }: Pick<Applied, 'kind'>): boolean {
  return kind === 'notify' || kind === 'startFlow' || kind === 'raiseEvent'
}

/** Carries out effects. */
export interface Effects {
  /** Nothing happens for an action that is only a part of the decision. */
  carryOut(applied: Applied, key: string, context: EffectContext): Promise<void>
}

/** Makes it. */
export function effects({ call, startRun, publish }: EffectPorts): Effects {
  return {
    carryOut: async ({ kind, detail }, key, { facts, raise }) => {
      const text = (name: string): string => {
        const found = detail[name]
        return typeof found === 'string' ? found : ''
      }
      const values = (name: string): JsonObject => detail[name] as JsonObject
      if (kind === 'notify') {
        await call({
          connection: text('connection'),
          operation: text('operation'),
          input: values('input'),
          key,
        })
      }
      if (kind === 'startFlow') {
        await startRun(text('flow'), { id: derivedId(key), variables: values('variables') })
      }
      if (kind !== 'raiseEvent') return
      const [event, data] = [text('event'), values('data')]
      const { correlationKey, ttlSeconds } = detail
      await publish({
        id: key,
        name: event,
        variables: data,
        ...(typeof correlationKey === 'string' && { correlationKey }),
        ...(typeof ttlSeconds === 'number' && { ttlSeconds }),
      })
      await raise({ id: derivedId(key), event, facts: { ...facts, ...data } })
    },
  }
}

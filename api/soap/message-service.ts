/** MessageService: something has happened; flows that wait for it go on, flows that it starts begin. */
import { Problem } from '../../contracts/problems.ts'
import type { Messages } from '../../engine/runs/service.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import type { SoapService } from './service.ts'

/** Makes the service over the inbox. */
export function messageService(messages: Messages): SoapService {
  return {
    name: 'MessageService',
    document: 'soap/message-service.wsdl',
    actions: {
      publishMessage: {
        scope: 'messages:publish',
        act: async (message, { correlationId }) => {
          const { name, correlationKey, id, ttlSeconds, variable } = message as unknown as {
            readonly name: string
            readonly correlationKey?: string
            readonly id?: string
            readonly ttlSeconds?: number
            readonly variable: readonly Variable[]
          }
          const { messageId, duplicate, runs } = await messages.publish({
            name,
            correlationId,
            variables: variablesOf(variable),
            ...(correlationKey !== undefined && { correlationKey }),
            ...(id !== undefined && { id }),
            ...(ttlSeconds !== undefined && { ttlSeconds }),
          })
          return { messageId, duplicate, run: [...runs] }
        },
      },
    },
  }
}

interface Variable {
  readonly name: string
  readonly value: string | null
  readonly type?: string
}

const readers: Readonly<Record<string, (text: string) => Json | undefined>> = {
  text: (text) => text,
  number: (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  json: (text) => {
    try {
      return JSON.parse(text) as Json
    } catch {
      return undefined
    }
  },
}

function variablesOf(variables: readonly Variable[]): JsonObject {
  return Object.fromEntries(
    variables.map(({ name, value, type = 'text' }) => {
      if (value === null) return [name, null]
      const read = readers[type]
      const words = read === undefined ? `type must be ${Object.keys(readers).join(', ')}` : `is no ${type}`
      const result = read?.(value)
      if (result !== undefined) return [name, result]
      throw new Problem('badInput', `The variable ${name} cannot be read.`, {
        errors: [{ path: `variable/${name}`, message: words }],
      })
    }),
  )
}

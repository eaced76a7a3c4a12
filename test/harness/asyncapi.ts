/** contracts/asyncapi.yaml read as a check: what the hub sends must be what the document says. */
import { readFileSync } from 'node:fs'

import { parse } from 'yaml'

import { compileSchema, type Check } from '../../engine/values/schema.ts'

/** The document, as far as tests look into it. */
export interface AsyncApi {
  readonly channels: Readonly<
    Record<
      string,
      { readonly address: string; readonly messages: Readonly<Record<string, { readonly $ref: string }>> }
    >
  >
  readonly operations: Readonly<Record<string, { readonly channel: { readonly $ref: string } }>>
  readonly components: { readonly messages: Readonly<Record<string, AsyncMessage>> }
}

/** A message of it. */
export interface AsyncMessage {
  /** Type of the event; `case.*` stands for all of them. */
  readonly name: string
  readonly contentType?: string
  readonly payload: unknown
}

/** Reads the document. */
export function asyncApi(): AsyncApi {
  return parse(readFileSync('contracts/asyncapi.yaml', 'utf8')) as AsyncApi
}

/** What is wrong with an event as it was sent: nothing, or words. One whose type the document has not is wrong. */
export function eventCheck(): (event: {
  readonly type: string
  readonly data: unknown
}) => readonly string[] {
  const messages = eventMessages(asyncApi())
  const checks = new Map<string, Check>()
  const checked = (file: string, value: unknown, at: string): readonly string[] => {
    let check = checks.get(file)
    if (check === undefined) {
      check = compileSchema(JSON.parse(readFileSync(`contracts/${file}`, 'utf8')) as object)
      checks.set(file, check)
    }
    return check(value, at).map(({ path, message }) => `${path}: ${message}`)
  }
  return (event) => {
    const found = messages.find(({ name }) => isMeant(name, event.type))
    if (found === undefined) return [`asyncapi.yaml has no message ${event.type}`]
    const [envelope = '', data = ''] = schemaFiles(found)
    return [...checked(envelope, event, event.type), ...checked(data, event.data, `${event.type}/data`)]
  }
}

/** The messages of the channel of events. */
export function eventMessages({ channels, components }: AsyncApi): readonly AsyncMessage[] {
  return Object.values(channels['events']?.messages ?? {}).flatMap(({ $ref }) => {
    const message = components.messages[$ref.replace('#/components/messages/', '')]
    return message === undefined ? [] : [message]
  })
}

/** Schemas of the envelope and of the data, as files below `contracts/`. */
export function schemaFiles({ payload }: AsyncMessage): readonly string[] {
  const { allOf = [] } = payload as {
    readonly allOf?: readonly {
      readonly $ref?: string
      readonly properties?: { readonly data: { $ref: string } }
    }[]
  }
  return allOf.flatMap(({ $ref, properties }) => $ref ?? properties?.data.$ref ?? [])
}

function isMeant(name: string, type: string): boolean {
  return name.endsWith('.*') ? type.startsWith(name.slice(0, -1)) : name === type
}

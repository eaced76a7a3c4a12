/**
 * Callbacks of messaging providers, the same for all: the secret in the address, reading what was posted in any of
 * the usual forms, and the messages that come of it. Pure.
 */
import { createHash, timingSafeEqual } from 'node:crypto'

import { fail } from '../../engine/values/failure.ts'
import { sha256 } from '../../engine/values/hash.ts'
import type { CallbackReply, CallbackRequest, SourceItem } from '../adapter.ts'
import type { MessageState } from './messaging.ts'

/** What was said, names in lower case. */
export type Words = Readonly<Record<string, string>>

/** Raises `refused` unless the address carries the secret. Compared in constant time. */
export function requireSecret(secret: string | undefined, { query }: CallbackRequest): void {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
  const isKnown = secret !== undefined && timingSafeEqual(digest(query['secret'] ?? ''), digest(secret))
  if (!isKnown)
    throw fail('refused', 'A callback was turned away: its secret is missing or wrong.', { code: 'SECRET' })
}

/** Reads GET and POST, a form or JSON, in any case of names. What is said in the body wins over the address. */
export function wordsOf({ query, headers, body }: CallbackRequest): Words {
  const text = new TextDecoder().decode(body).trim()
  const isJson = headers['content-type']?.includes('json') === true || text.startsWith('{')
  const posted = isJson ? jsonWords(text) : Object.fromEntries(new URLSearchParams(text))
  const entries = [...Object.entries(query), ...Object.entries(posted)]
  const words = entries.map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
  return Object.fromEntries(words.filter(([name]) => name !== 'secret'))
}

function jsonWords(text: string): Words {
  try {
    // Ids are 64-bit numbers; as text they keep all their digits.
    const value: unknown = JSON.parse(text.replace(/("\w+"\s*:\s*)(\d{16,})/g, '$1"$2"'))
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw malformed('it is no JSON object')
    const flat = Object.entries(value).filter(
      ([, word]) => typeof word === 'string' || typeof word === 'number',
    )
    return Object.fromEntries(flat.map(([name, word]) => [name, String(word)]))
  } catch (cause) {
    throw malformed('it is not valid JSON', cause)
  }
}

/** The refusal of a callback that lacks what it is about. */
export function malformed(what: string, cause?: unknown): Error {
  return fail('refused', `A callback was turned away: ${what}.`, { code: 'MALFORMED_CALLBACK', cause })
}

/** A report of delivery. The same report twice is one item: states only follow each other, they do not alternate. */
export function deliveryItem(messageId: string, reportedState: MessageState): SourceItem {
  return {
    dedupKey: `${messageId}:${reportedState}`,
    body: {
      kind: 'message',
      name: 'deliveryReported',
      correlationKey: messageId,
      variables: { messageId, reportedState },
    },
  }
}

/** A message that somebody wrote to us. */
export interface ReceivedMessage {
  /** Left out by some; then the content stands for it. */
  readonly messageId: string | undefined
  /** Canonical (`+989…`) where it is an Iranian mobile, else as it came. */
  readonly sender: string
  readonly recipient: string
  readonly text: string
  /** The provider's own stamp, as it came. */
  readonly stamp: string | undefined
}

/** The item of a received message; correlates by who wrote it. */
export function receivedItem(received: ReceivedMessage): SourceItem {
  const { messageId, sender, recipient, text, stamp } = received
  const dedupKey = messageId ?? sha256(JSON.stringify([sender, recipient, text, stamp ?? '']))
  const variables = { ...(messageId !== undefined && { messageId }), sender, recipient, text }
  return { dedupKey, body: { kind: 'message', name: 'messageReceived', correlationKey: sender, variables } }
}

/** What providers want to see. */
export const acknowledged: CallbackReply = {
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'OK',
}

/**
 * Callbacks signed with HMAC-SHA256 over the raw bytes. A call is turned away before anything in it is read: when
 * the signature is missing or wrong (compared in constant time), or its timestamp is outside the window. A repeat
 * inside the window is recognised by the item's own id.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

import { fail } from '../../../engine/values/failure.ts'
import type { CallbackReader, CallbackRequest, Io, SourceItem } from '../../adapter.ts'
import { valueAt } from '../field-path.ts'
import { itemsOf } from '../record-mapping.ts'
import { checkItems } from '../record-source.ts'
import { parseExactJson, plainJson } from './exact-json.ts'
import type { WebhookSettings } from './settings.ts'

/** Reads the calls of one webhook. Raises `misconfigured` without a secret. */
export function webhookReader(
  name: string,
  webhook: WebhookSettings,
  { secret, io }: { readonly secret: string | undefined; readonly io: Io },
): CallbackReader {
  checkItems(name, webhook)
  if (secret === undefined)
    throw fail('misconfigured', `The webhook ${name} needs webhookSecret in the settings.`)
  return {
    read: (request) => {
      verify(webhook, request, { secret, now: io.clock.now() })
      return { items: itemsIn(webhook, request), reply: { status: 200 } }
    },
  }
}

const defaultToleranceSeconds = 300

function verify(
  webhook: WebhookSettings,
  request: CallbackRequest,
  { secret, now }: { readonly secret: string; readonly now: Date },
): void {
  const timestamp =
    webhook.timestampHeader === undefined ? undefined : header(request, webhook.timestampHeader)
  if (webhook.timestampHeader !== undefined && timestamp === undefined)
    throw turnedAway('it has no timestamp')
  if (!isSigned(webhook, request, { secret, timestamp }))
    throw turnedAway('its signature is missing or wrong')
  if (timestamp === undefined) return
  const ageSeconds = Math.abs(now.getTime() / 1000 - Number(timestamp))
  if (ageSeconds <= (webhook.toleranceSeconds ?? defaultToleranceSeconds)) return
  throw turnedAway('its timestamp is too old or in the future')
}

function isSigned(
  { signatureHeader, signaturePrefix = '', signatureEncoding = 'hex' }: WebhookSettings,
  request: CallbackRequest,
  { secret, timestamp }: { readonly secret: string; readonly timestamp: string | undefined },
): boolean {
  const given = header(request, signatureHeader)
  if (!given?.startsWith(signaturePrefix)) return false
  const hmac = createHmac('sha256', secret)
  if (timestamp !== undefined) hmac.update(`${timestamp}.`)
  const expected = hmac.update(request.body).digest()
  const claimed = Buffer.from(given.slice(signaturePrefix.length), signatureEncoding)
  return claimed.length === expected.length && timingSafeEqual(claimed, expected)
}

/** A header of a request; names come in lower case. */
function header(request: CallbackRequest, name: string): string | undefined {
  return request.headers[name.toLowerCase()]?.trim()
}

function turnedAway(why: string): Error {
  return fail('refused', `The callback was turned away: ${why}.`)
}

function itemsIn(webhook: WebhookSettings, request: CallbackRequest): readonly SourceItem[] {
  const body = parsed(request)
  const found = webhook.list === undefined ? body : valueAt(body, webhook.list)
  const rows: readonly unknown[] = Array.isArray(found) ? found : [found]
  return rows.flatMap((row) => itemsOf(webhook, row, ''))
}

function parsed(request: CallbackRequest): unknown {
  try {
    return plainJson(parseExactJson(Buffer.from(request.body).toString('utf8')))
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw turnedAway('its body is not JSON')
    throw thrown
  }
}

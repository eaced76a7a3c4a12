/**
 * Callbacks of systems that prove themselves (`webhook-schemes.ts`). A call is turned away before anything in it is
 * read. A repeat inside the window is known by its proof, and later by the item's own id.
 */
import type { CallbackReader, CallbackRequest, Io, SourceItem } from '../../adapter.ts'
import { valueAt } from '../field-path.ts'
import { itemsOf } from '../record-mapping.ts'
import { checkItems } from '../record-source.ts'
import { parseExactJson, plainJson } from '../../../engine/values/exact-json.ts'
import type { WebhookSettings } from './settings.ts'
import { checkScheme, provenCall, turnedAway, windowSeconds } from './webhook-schemes.ts'

/** Reads the calls of one webhook. Raises `misconfigured` when the scheme lacks something. */
export function webhookReader(
  name: string,
  webhook: WebhookSettings,
  { secrets, io }: { readonly secrets: readonly string[]; readonly io: Io },
): CallbackReader {
  checkItems(name, webhook)
  checkScheme(name, webhook, secrets)
  return {
    read: (request) => {
      const now = io.clock.now()
      const mark = provenCall(webhook, request, { secrets, now })
      const until = new Date(now.getTime() + windowSeconds(webhook) * 1000)
      return { items: itemsIn(webhook, request), reply: { status: 200 }, repeats: { mark, until } }
    },
  }
}

function itemsIn(webhook: WebhookSettings, request: CallbackRequest): readonly SourceItem[] {
  const body = parsed(request)
  const found = webhook.list === undefined ? body : valueAt(body, webhook.list)
  const rows: readonly unknown[] = Array.isArray(found) ? found : [found]
  return rows.flatMap((row) => itemsOf(webhook, row, ''))
}

function parsed(request: CallbackRequest): unknown {
  const text = Buffer.from(request.body).toString('utf8')
  if (/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
    return Object.fromEntries(new URLSearchParams(text))
  try {
    return plainJson(parseExactJson(text))
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw turnedAway('its body is not JSON')
    throw thrown
  }
}

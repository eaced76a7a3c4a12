/**
 * Any HTTP API that speaks JSON, described by settings alone: addresses, login, operations with their schemas and
 * effects, polled lists, signed webhooks. Numbers lose no digit, redirects are not followed, and what a value of
 * the caller may do to an address or a header is nothing. Try it without a real API: `simulator.ts` is a shop.
 */
import { defineAdapter, type Operations } from '../../adapter.ts'
import { emits, recordSource } from '../record-source.ts'
import { connect } from './client.ts'
import { settingsExample } from './example.ts'
import { describedByOpenapi } from './openapi.ts'
import { declaredExpressions, declaredOperations } from './operations.ts'
import { proofOf, Settings } from './settings.ts'

export const rest = defineAdapter<typeof Settings, Operations>({
  name: 'rest',
  kind: 'web-services',
  title: { en: 'REST API', fa: 'سرویس REST' },
  summary: 'Call any JSON API over HTTP, read its changed records, take its signed webhooks.',
  settings: Settings,
  settingsExample,
  operations: {},
  operationsOf: declaredOperations,
  describe: describedByOpenapi,
  sources: {},
  sourcesOf: ({ sources = {}, webhooks = {} }) => ({
    ...Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [name, recordSource(name, source)]),
    ),
    ...Object.fromEntries(
      Object.entries(webhooks).map(([name, webhook]) => [
        name,
        {
          kind: 'callback' as const,
          title: webhook.title ?? { en: name, fa: name },
          summary: webhook.summary ?? `Takes the signed webhook ${name}.`,
          emits: emits(webhook),
          verifiedBy: proofOf(webhook),
        },
      ]),
    ),
  }),
  expressionsOf: declaredExpressions,
  refusals: {
    'HTTP 401': { kind: 'unauthenticated', title: { en: 'The login was refused', fa: 'ورود پذیرفته نشد' } },
    'HTTP 403': { kind: 'misconfigured', title: { en: 'The login may not do this', fa: 'دسترسی مجاز نیست' } },
    'HTTP 404': { kind: 'refused', title: { en: 'There is no such thing', fa: 'یافت نشد' } },
    'HTTP 409': {
      kind: 'refused',
      title: { en: 'It contradicts the present state', fa: 'با وضعیت کنونی ناسازگار است' },
    },
    'HTTP 422': {
      kind: 'refused',
      title: { en: 'The remote does not accept the input', fa: 'ورودی پذیرفته نشد' },
    },
    'HTTP 429': { kind: 'throttled', title: { en: 'Too many calls', fa: 'تعداد درخواست‌ها بیش از حد است' } },
  },
  limits: { concurrency: 10 },
  connect,
})
